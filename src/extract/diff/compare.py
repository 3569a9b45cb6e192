"""The whole comparison: two sides in, a ``Diff`` out."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.diff.change import Change, Diff, Paragraphs, ReportPair, SideFacts
from extract.diff.changes import Comparison
from extract.diff.load import Entry, Side
from extract.diff.paragraphs import Aligned, aligned
from extract.diff.reports import Pairing, matched, place
from extract.diff.runs import Run, run_of
from extract.diff.why import Meeting, Why
from extract.fields.registry import names


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for: the fields to compare (none: all), pairs of reports by hand, whether editions of a series are compared."""

    fields: Sequence[str] = ()
    pairs: Sequence[tuple[str, str]] = ()
    editions: bool = True


def compare(old: Path, new: Path, options: Options | None = None) -> Diff:
    """All that differs between two outputs (folders that ``extract run`` wrote, or files of records).

    ``compare(a, b)`` is ``compare(b, a)`` with the sides exchanged. Raises ``extract.diff.load.DiffError``.
    """
    options = options or Options()
    with uncollected(), Side(old) as one, Side(new) as other:
        runs = run_of(one.info), run_of(other.info)
        job = _Job(one, other, Why(*runs, (one.rejected, other.rejected)), options)
        reports = [
            found
            for pairing in matched(one.facts, other.facts, options.pairs, options.editions)
            for found in job.report(pairing)
        ]
        fields = job.fields()
        return Diff(
            _facts(one, runs[0]),
            _facts(other, runs[1]),
            fields,
            job.why.differences,
            tuple(sorted(reports, key=lambda pair: place((pair.old, pair.new, None)))),
        )


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cycles, which would go over a growing heap that holds none: it costs a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _facts(side: Side, run: Run) -> SideFacts:
    people = sum(side.people.values())
    return SideFacts(str(side.path), len(side), len(side.facts), people, run.versions or None, run.fingerprint)


@dataclass(frozen=True, slots=True)
class _Job:
    old: Side
    new: Side
    why: Why
    options: Options

    def report(self, pairing: Pairing) -> list[ReportPair]:
        """What became of a pair of reports. Two that only their titles tied and that share no paragraph are not one series."""
        old, new, tie = pairing
        found = aligned(self.old, self.new, self._entries(self.old, old), self._entries(self.new, new))
        if tie == "series" and not any(a and b for a, b in found):
            return [*self.report((old, None, None)), *self.report((None, new, None))]
        fields = self.fields()
        changes: list[Change] = []
        by_another_rule = 0
        for pair in found:
            if pair[0] is not None and pair[1] is not None and pair[0].line == pair[1].line:
                continue
            comparison = Comparison(self._meeting(pair, pairing), self.why)
            changes += comparison.changes(fields)
            by_another_rule += comparison.by_another_rule
        people = (self.old.people.get(old or "", 0), self.new.people.get(new or "", 0))
        return [ReportPair(old, new, tie, _counts(found), people, tuple(changes), by_another_rule)]

    def fields(self) -> list[str]:
        """The fields that are compared, in their order."""
        return [name for name in names() if name in self.options.fields or not self.options.fields]

    @staticmethod
    def _entries(side: Side, report: str | None) -> list[Entry]:
        return side.reports[report] if report is not None else []

    def _meeting(self, pair: Aligned, pairing: Pairing) -> Meeting:
        old, new = pair
        return Meeting(
            self.old.record(old) if old else None,
            self.new.record(new) if new else None,
            self.old.facts.get(pairing[0]) if pairing[0] is not None else None,
            self.new.facts.get(pairing[1]) if pairing[1] is not None else None,
            pairing[2],
            frozenset(self.old.unsaid | self.new.unsaid),
        )


def _counts(found: list[Aligned]) -> Paragraphs:
    both = [(old, new) for old, new in found if old is not None and new is not None]
    same = sum(old.text == new.text for old, new in both)
    return Paragraphs(
        same,
        len(both) - same,
        sum(new is None for _, new in found),
        sum(old is None for old, _ in found),
    )
