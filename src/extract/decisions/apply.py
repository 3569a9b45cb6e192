"""Applies decisions to the records of a run: what was settled once holds in every later one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.decisions.decision import fingerprint
from extract.decisions.ledger import Ledger
from extract.decisions.merge import Entry, Merged, fits, merge_decisions
from extract.decisions.threads import Thread, Threads, threads_of
from extract.decisions.values import Portable, anchored, portable
from extract.fields.field import Field
from extract.fields.registry import all_fields, by_name
from extract.fields.value import SURE
from extract.reading.report import Paragraph, Report
from extract.records.assemble import page_breaks, record_id, source_of
from extract.records.record import Record, plain_record
from extract.rules.load import Patterns, load_patterns


@dataclass(frozen=True, slots=True)
class RejectedValue:
    """A value that stays out of a record on a person's word, and the record that it would stand in."""

    decision: str
    record: str
    source: Mapping[str, Any]
    text: str
    field: str
    value: Portable


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """A decision that somebody should look at again: it meets nothing here, or the rules speak against it.

    ``kind`` is ``elsewhere`` (its paragraph is in none of these reports), ``unmet`` or ``against``.
    """

    kind: str
    thread: Thread
    reason: str
    record: str = ""


@dataclass(slots=True)
class Decided:
    """Decisions being applied to one run, and what came of each."""

    path: Path
    ledger: Ledger
    patterns: Patterns = field(default_factory=load_patterns)
    threads: Threads = field(init=False)
    counts: dict[str, int] = field(default_factory=lambda: {"accepted": 0, "corrected": 0, "added": 0, "rejected": 0})
    out: list[RejectedValue] = field(default_factory=list)
    open: list[OpenDecision] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.threads = threads_of(self.ledger.decisions)

    def apply(self, report: Report, records: Sequence[Record]) -> list[Record]:
        """The records of a report with what people decided, in the order of its paragraphs.

        A paragraph from which the machine drew nothing gets a record where a person's value stands in it; a record that
        holds nothing any more is left out.
        """
        wanted = [(one, paragraph) for one in report.paragraphs if (paragraph := fingerprint(one.text)) in self.threads]
        if not wanted:
            return list(records)
        by_place = {(one.source.ordinal, one.text): one for one in records}
        settled: dict[tuple[int, str], Record | None] = {}
        for one, print_ in wanted:
            place = (one.ordinal, one.text)
            settled[place] = self._settled(by_place.get(place) or _bare(report, one), print_, report)
            by_place.setdefault(place, _bare(report, one))
        ordered = sorted(by_place, key=lambda place: place[0])
        found = [settled.get(place, by_place[place]) for place in ordered]
        return [one for one in found if one is not None]

    def finish(self) -> None:
        """Lists, once all reports are through, the decisions whose paragraph stood in none of them."""
        for print_, threads in self.threads.items():
            if print_ not in self.seen:
                self.open += [
                    OpenDecision("elsewhere", one, "its paragraph is in none of these reports") for one in threads if one.holds
                ]

    def speaks_of(self, text: str, name: str, start: int, end: int) -> bool:
        """Whether a person has decided on a value of the field in these words of a paragraph: nobody need look there again."""
        for thread in self.threads.get(fingerprint(text), ()):
            said = thread.holds
            about = (said.becomes or said.was) if said and thread.field == name else None
            mentions = anchored(about, text)["mentions"] if about and fits(by_name(name), about) else ()
            if any(one["start"] < end and start < one["end"] for one in mentions):
                return True
        return False

    def _settled(self, record: Record, print_: str, report: Report) -> Record | None:
        self.seen.add(print_)
        whole = plain_record(record)
        values: dict[str, list[dict[str, Any]]] = {}
        for kind in all_fields():
            found = merge_decisions(kind, record.text, portable(kind, whole[kind.name]), self.threads[print_])
            self._note(found, record, whole)
            values[kind.name] = written(kind, found.entries)
        if not _holds_anything(values):
            return None
        return record.with_values(**{kind.name: self._values(kind, values[kind.name], report) for kind in all_fields()})

    def _values(self, kind: Field[Any], given: Sequence[Mapping[str, Any]], report: Report) -> tuple[Any, ...]:
        """A field's values; those out of the report's header only where the paragraph has none of its own."""
        own = [one for one in given if not kind.is_inherited(one)]
        kept = [one for one in given if one in own or "review" in one] if own else given
        found = tuple(kind.value_of(one) for one in kept)
        return found or kind.inherited(report.header.countries, self.patterns)

    def _note(self, found: Merged, record: Record, whole: Mapping[str, Any]) -> None:
        for entry in found.entries:
            if entry.thread is None or entry.decision is None:
                continue
            if entry.out:
                given = entry.machine or entry.value
                self.out.append(RejectedValue(entry.decision.id, record.id, whole["source"], record.text, entry.field, given))
            self.counts["rejected" if entry.out else entry.review or "accepted"] += 1
            if entry.against:
                self.open.append(OpenDecision("against", entry.thread, entry.against, record.id))
        self.open += [OpenDecision("unmet", one.thread, one.reason, record.id) for one in found.unmet]


def written(kind: Field[Any], entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The values of a field as a record holds them: those that are in, references indexes again, with the review.

    What a person decided is sure; where the machine was not, its own value stands beside it.
    """
    inside = [entry for entry in entries if not entry.out]
    at: dict[str, int] = {}
    for number, entry in enumerate(inside):
        for key in (kind.key(entry.value), entry.key, *((kind.key(entry.machine),) if entry.machine else ())):
            at.setdefault(key, number)
    gone = {kind.key(one.value): one.value.get(kind.reference) for one in entries if one.out} if kind.reference else {}
    found = []
    for number, entry in enumerate(inside):
        value = dict(entry.value)
        if kind.reference is not None:
            value[kind.reference] = _index(value.get(kind.reference), number, at, gone)
        if entry.review:
            value |= {"review": entry.review, "confidence": SURE}
        if entry.review and entry.machine is not None:
            unsure = entry.machine.get("confidence", SURE) != SURE
            value |= {"machine": entry.machine} if entry.review == "corrected" or unsure else {}
        found.append(value)
    return _unringed(found, kind.reference) if kind.reference is not None else found


def _index(whole: Any, own: int, at: Mapping[str, int], gone: Mapping[str, Any]) -> int | None:
    """The index of the value that another refers to; where that was rejected, of what it itself referred to."""
    seen = set()
    while isinstance(whole, str) and whole not in seen:
        seen.add(whole)
        if whole in at:
            return at[whole] if at[whole] != own else None
        whole = gone.get(whole)
    return None


def _unringed(values: list[dict[str, Any]], reference: str) -> list[dict[str, Any]]:
    """Two reviewers may each have made one number a part of the other: the ring is opened where it closes."""
    for number, value in enumerate(values):
        seen, at = {number}, value[reference]
        while at is not None and at not in seen:
            seen.add(at)
            at = values[at][reference]
        if at is not None:
            value[reference] = None
    return values


def _holds_anything(values: Mapping[str, Sequence[Mapping[str, Any]]]) -> bool:
    """Whether anything but what the report's header gives is left."""
    return any(not kind.is_inherited(one) or "review" in one for kind in all_fields() for one in values[kind.name])


def _bare(report: Report, paragraph: Paragraph) -> Record:
    """A record of a paragraph from which nothing was by_place."""
    return Record(
        id=record_id(report.key, paragraph),
        source=source_of(report, paragraph),
        text=paragraph.text,
        breaks=page_breaks(paragraph),
    )
