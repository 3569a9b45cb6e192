"""A total that a report gives in one paragraph and its parts in others: the parts or the whole, once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.records.counting_rules import CountingRules
from extract.records.repeats import groups_agree
from extract.records.series import Report
from extract.records.telling import Telling

# More numbers of one report than this are not tried as the parts of one total, and no more totals of one report are tried: what
# is beyond is a table, and chance would find sums in it.
_MOST_PARTS = 400
_MOST_TOTALS = 60
# Without a word that sums up, a total is one where all others make it up, so many of them, and it is no round number.
_UNSAID_PARTS = 3
_UNSAID_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Sum:
    """``whole`` is the sum of ``parts``; ``exact`` whether to the person."""

    whole: Telling
    parts: tuple[Telling, ...]
    exact: bool

    @property
    def keeps_parts(self) -> bool:
        """Whether the parts are counted: they say the country each, and the whole does not."""
        told = {country for one in self.parts for country in one.countries}
        alone = all(len(one.countries) == 1 for one in self.parts)
        return self.exact and alone and len(self.whole.countries) != 1 and len(told) > len(self.whole.countries)


def sums(found: Sequence[Telling], rules: CountingRules) -> Iterator[Sum]:
    """The totals of each report with their parts elsewhere in it, the largest first. ``found`` are numbers that count so far."""
    by_report: dict[Report, list[Telling]] = defaultdict(list)
    for one in found:
        if not one.cumulative and one.why is None:
            by_report[one.report].append(one)
    for inside in by_report.values():
        if len(inside) > 2:
            yield from _of_report(inside, rules)


def listings(found: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Numbers that a summary lists as the parts of its total, each with the same number told by itself elsewhere: ``(part, other)``.

    Only where each part of a total is told again: "118 people: 41 teachers and 77 nurses", and a chapter on 41 and on 77.
    """
    by_report: dict[Report, list[Telling]] = defaultdict(list)
    for one in found:
        by_report[one.report].append(one)
    for inside in by_report.values():
        parts: dict[tuple[str, str, int], list[Telling]] = defaultdict(list)
        alone: dict[int, list[Telling]] = defaultdict(list)
        for one in inside:
            if one.inside and one.part_of is not None:
                parts[(*one.key[:2], one.part_of)].append(one)
            elif one.why is None:
                alone[one.count].append(one)
        for listed in parts.values():
            matched = [(part, _other(part, alone)) for part in listed] if len(listed) > 1 else []
            others = [other for _, other in matched if other is not None]
            if others and len({other.key for other in others}) == len(listed):
                yield from ((part, other) for part, other in matched if other is not None)


def _other(part: Telling, alone: dict[int, list[Telling]]) -> Telling | None:
    fitting = (one for one in alone.get(part.count, ()) if one.key[0] != part.key[0] and not one.settled)
    return next((one for one in fitting if groups_agree(part, one)), None)


def _of_report(inside: Sequence[Telling], rules: CountingRules) -> Iterator[Sum]:
    by_head: dict[str, list[Telling]] = defaultdict(list)
    for one in inside:
        by_head[one.head].append(one)
    largest = {max(same, key=lambda one: one.count).key for same in by_head.values()}
    said = {one.key for one in inside if one.total or rules.has("summary", one.source.section or "")}
    wholes = sorted((one for one in inside if one.key in said | largest), key=lambda one: -one.count)
    taken: set[tuple[str, str, int]] = set()
    for whole in wholes[:_MOST_TOTALS]:
        if whole.key in taken or whole.settled:
            continue
        same = inside if whole.anyone else by_head[whole.head]
        rest = [one for one in same if _may_be_part(one, whole) and one.key not in taken]
        parts = _parts(whole, rest, said=whole.key in said) if len(rest) <= _MOST_PARTS else ()
        if parts:
            yield Sum(whole, tuple(parts), sum(one.count for one in parts) == whole.count)
            taken |= {one.key for one in parts} | {whole.key}


def _may_be_part(one: Telling, whole: Telling) -> bool:
    if one.key[0] == whole.key[0] or one.settled or one.count >= whole.count or one.activity != whole.activity:
        return False
    inside = not whole.countries or not one.countries or one.countries <= whole.countries
    return inside and (whole.anyone or groups_agree(whole, one))


def _parts(whole: Telling, rest: Sequence[Telling], said: bool) -> Sequence[Telling]:
    """The numbers, out of those that may be, that a total is the sum of; empty where none are."""
    total = sum(one.count for one in rest)
    told_so = said or (len(rest) >= _UNSAID_PARTS and whole.digits >= _UNSAID_DIGITS and not whole.anyone)
    if total == whole.count and len(rest) > 1 and told_so:
        return rest
    if not said:
        return ()
    return _paragraph(whole.count, rest) or _run(whole.count, rest) or _short(whole, rest, total)


def _paragraph(count: int, rest: Iterable[Telling]) -> Sequence[Telling]:
    """All numbers of one other paragraph, where they make up the total."""
    by_record: dict[str, list[Telling]] = defaultdict(list)
    for one in rest:
        by_record[one.key[0]].append(one)
    return next((same for same in by_record.values() if len(same) > 1 and sum(one.count for one in same) == count), ())


def _run(count: int, rest: Sequence[Telling]) -> Sequence[Telling]:
    """The numbers told one after another that make up the total; two or three only where it is no round number."""
    starts = {0: 0}
    total = 0
    for index, one in enumerate(rest):
        total += one.count
        first = starts.get(total - count)
        length = index + 1 - first if first is not None else 0
        if first is not None and length > 1 and (length > 3 or len(str(count).rstrip("0")) >= _UNSAID_DIGITS):
            return rest[first : index + 1]
        starts.setdefault(total, index + 1)
    return ()


def _short(whole: Telling, rest: Sequence[Telling], total: int) -> Sequence[Telling]:
    """A summary that says "a total of" the very group counts what the chapters tell of it, though they tell not all."""
    same = not whole.anyone and whole.total and all(one.group == whole.group for one in rest)
    return rest if same and len(rest) > 1 and total < whole.count else ()
