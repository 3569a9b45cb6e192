"""What may be added up over the paragraphs and reports of a run, so that nobody is counted twice (``docs/counting.md``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extract.records.counting_rules import CountingRules, counting_rules
from extract.records.record import Record
from extract.records.repeats import groups_agree, repeats
from extract.records.revisions import superseded
from extract.records.running import running
from extract.records.series import issues
from extract.records.summaries import Sum, listings, sums
from extract.records.telling import Key, Telling, tellings


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Why a number stays out of the sum, in words, and the row (or rows) that already counts these people; None: no row does.

    ``judged`` says that likeness decided, not the text: somebody may see it otherwise. ``words`` that the very words stand twice.
    """

    why: str
    counted_in: str | None = None
    judged: bool = False
    words: bool = False


@dataclass(frozen=True)
class Count:
    """Every number of a run, which stay out of the sum, and the records of editions that a later one replaces."""

    tellings: tuple[Telling, ...]
    out: Mapping[Key, Exclusion]
    rules: CountingRules = field(repr=False)
    replaced: Mapping[str, str] = field(default_factory=dict, repr=False)

    def exclusion(self, record: str, name: str, index: int) -> Exclusion | None:
        """Why value ``index`` of a record's field stays out; None where it is counted."""
        return self.out.get((record, name, index))

    def counted(self) -> Iterator[Telling]:
        """The numbers that are in the sum, in order."""
        return (one for one in self.tellings if one.key not in self.out)

    @property
    def people(self) -> int:
        """The sum: participations in training, each told once."""
        return sum(one.count for one in self.counted())


def count(records: Iterable[Record], rules: CountingRules | None = None) -> Count:
    """What may be added up of the records of one run, in seconds for 100,000 of them."""
    used = rules or counting_rules()
    held = list(records)
    return counted_of([one for record in held for one in tellings(record, used)], superseded(held), used)


def counted_of(found: Sequence[Telling], replaced: Mapping[str, str], rules: CountingRules) -> Count:
    """As ``count``, of tellings made before; ``replaced`` are the records of editions that a later one replaces."""
    told = _Counting({one.key: one for one in found})
    current = [one for one in found if one.key[0] not in replaced]
    told.paragraphs(found)
    told.editions(found, replaced)
    places = issues((one.source for one in found), rules)
    for repeat in repeats(current, places):
        where = _where(repeat.first, repeat.one)
        why = f"told already in the same words{where}" if repeat.words else f"the same people are told of{where}"
        told.leave_out(repeat.one, Exclusion(why, repeat.first.row, not repeat.words, repeat.words))
    for part, other in listings(told.standing(current)):
        told.leave_out(other, Exclusion(f"a part of the total that is told{_where(part, other)}", part.row, judged=True))
    for one in sums(told.counting(current), rules):
        told.sum_up(one)
    for run in running(told.counting(current), places):
        why = (
            "a running total, beside the number of a period"
            if run.period
            else f"a running total that goes on{_where(run.by, run.one)}"
        )
        told.leave_out(run.one, Exclusion(why, run.by.row, run.judged))
    return Count(tuple(found), told.resolved(), rules, replaced)


@dataclass
class _Counting:
    """The exclusions found so far."""

    by_key: Mapping[Key, Telling]
    out: dict[Key, Exclusion] = field(default_factory=dict)

    def leave_out(self, one: Telling, exclusion: Exclusion) -> None:
        if not one.settled:
            self.out.setdefault(one.key, exclusion)

    def counting(self, found: Iterable[Telling]) -> list[Telling]:
        return [one for one in found if one.key not in self.out]

    def standing(self, found: Iterable[Telling]) -> list[Telling]:
        """The numbers that count, and the parts of those."""
        return [one for one in found if one.key not in self.out or one.inside]

    def paragraphs(self, found: Iterable[Telling]) -> None:
        """What its own paragraph takes out: planned, an upper bound, a part of another number."""
        periods = {
            (*one.key[:2], one.part_of): one for one in self.by_key.values() if one.part_of is not None and one.why is None
        }
        for one in found:
            if one.why is not None:
                whole = self.by_key.get((*one.key[:2], one.part_of)) if one.inside and one.part_of is not None else None
                by = whole or (periods.get(one.key) if one.cumulative and not one.settled else None)
                self.out[one.key] = Exclusion(one.why, by.row if by is not None else None)

    def editions(self, found: Iterable[Telling], replaced: Mapping[str, str]) -> None:
        """What a later edition, or another copy, tells again; the row there that counts it, where one has the same number."""
        if not replaced:
            return
        same: dict[tuple[str, int], list[Telling]] = {}
        for one in found:
            if one.key[0] not in replaced:
                for name in (one.source.report, one.source.file):
                    same.setdefault((name, one.count), []).append(one)
        for one in found:
            newer = replaced.get(one.key[0])
            if newer is not None:
                now = next((other for other in same.get((newer, one.count), ()) if groups_agree(one, other)), None)
                self.leave_out(one, Exclusion(f"told again in {newer}", now.row if now else None))

    def sum_up(self, found: Sum) -> None:
        """Takes out the parts of a total told elsewhere, or the total where its parts say more."""
        if found.keeps_parts:
            rows = "; ".join(one.row for one in found.parts)
            self.leave_out(found.whole, Exclusion("the sum of numbers that other paragraphs tell", rows, judged=True))
            return
        for one in found.parts:
            self.leave_out(
                one, Exclusion(f"a part of the total that is told{_where(found.whole, one)}", found.whole.row, judged=True)
            )

    def resolved(self) -> dict[Key, Exclusion]:
        """The exclusions, each naming the row that in the end counts these people."""
        keys = {one.row: key for key, one in self.by_key.items()} if self.out else {}
        found = {}
        for key, one in self.out.items():
            row, seen = one.counted_in, {key}
            while row in keys and (at := keys[row]) in self.out and at not in seen:
                seen.add(at)
                row = self.out[at].counted_in
            found[key] = Exclusion(one.why, row, one.judged, one.words)
        return found


def _where(first: Telling, one: Telling) -> str:
    """Where the other telling stands, seen from one: the report where it is another, the page, the paragraph's number."""
    parts = []
    if first.report != one.report:
        parts.append(f" in {first.source.report if first.source.report != one.source.report else first.source.file}")
    if first.page is not None:
        parts.append(f" on page {first.page}")
    elif first.source.number and first.key[0] != one.key[0]:
        parts.append(f" in paragraph {first.source.number}")
    elif first.report == one.report:
        parts.append(" in this paragraph" if first.key[0] == one.key[0] else " elsewhere in this report")
    return "".join(parts)
