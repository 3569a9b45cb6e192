"""Running totals ("since 2012", "to date"): beside a period's number in no total, and else once over all reports of a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.records.repeats import countries_agree, groups_agree, shared
from extract.records.series import Issue, Report, reporter_of
from extract.records.telling import Telling

# Running totals of one publisher, of one group, that a further one is compared with.
_COMPARED = 40
# How much of the wording running totals of different series share, where they run on.
_ALIKE = 0.4
# A running total that no word calls one: a number that no single course has, in sentences of so many words that are nearly the same.
_GROWING = 100
_WORDS = 6
_SAME_WORDS = 0.8


@dataclass(frozen=True, slots=True)
class Running:
    """``one`` is a running total that stays out; ``by`` counts its people: a ``period``'s number, else a later running total.

    ``judged`` says that likeness made it one, not the text.
    """

    one: Telling
    by: Telling
    period: bool
    judged: bool = False


def running(found: Sequence[Telling], issues: Mapping[Report, Issue]) -> Iterator[Running]:
    """The running totals that stay out, out of numbers that count so far."""
    whole = [one for one in found if one.cumulative and not one.settled and one.why is None]
    beside = list(_beside(whole, found))
    yield from beside
    out = {one.one.key for one in beside}
    yield from _earlier([one for one in whole if one.key not in out], issues)
    yield from _growing(found, issues)


def _growing(found: Sequence[Telling], issues: Mapping[Report, Issue]) -> Iterator[Running]:
    """Numbers that one issue of a year after the other tells in the same undated words, never smaller: a running total unsaid."""
    by_series: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for one in found:
        series = issues[one.report].series
        told = one.count >= _GROWING and len(one.words) >= _WORDS and not one.dates
        if series and told and not one.cumulative and not one.settled and one.why is None:
            by_series[(series, one.activity)].append(one)
    for same in by_series.values():
        kept: list[Telling] = []
        for one in sorted(same, key=lambda one: issues[one.report].place, reverse=True):
            later = next((other for other in kept if _grows(one, other, issues)), None)
            if later is not None:
                yield Running(one, later, period=False, judged=True)
            elif len(kept) < _COMPARED:
                kept.append(one)


def _grows(one: Telling, later: Telling, issues: Mapping[Report, Issue]) -> bool:
    places = issues[one.report].place, issues[later.report].place
    in_order = places[0] < places[1] and places[0][0] == places[1][0] and one.count <= later.count
    return in_order and _same_group(one, later) and shared(one, later) >= _SAME_WORDS


def _beside(whole: Sequence[Telling], found: Sequence[Telling]) -> Iterator[Running]:
    """Running totals in whose paragraph, or in whose report for the same group, a period's number stands."""
    records = {one.key[0] for one in whole}
    reports = {(one.report, one.head) for one in whole}
    in_record: dict[str, list[Telling]] = defaultdict(list)
    in_report: dict[tuple[Report, str], list[Telling]] = defaultdict(list)
    for one in found:
        if one.cumulative or one.why is not None:
            continue
        if one.key[0] in records:
            in_record[one.key[0]].append(one)
        if (one.report, one.head) in reports and not one.anyone and len(in_report[(one.report, one.head)]) < _COMPARED:
            in_report[(one.report, one.head)].append(one)
    for total in whole:
        near = (*in_record.get(total.key[0], ()), *in_report.get((total.report, total.head), ()))
        by = next((one for one in near if one.count <= total.count and _same_group(one, total)), None)
        if by is not None:
            yield Running(total, by, period=True)


def _earlier(whole: Sequence[Telling], issues: Mapping[Report, Issue]) -> Iterator[Running]:
    """All but the latest of what runs on from report to report; of one issue, the largest."""
    kept: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for one in sorted(whole, key=lambda one: (issues[one.report].place, one.count), reverse=True):
        scopes = [("series", series)] if (series := issues[one.report].series) else []
        scopes += [("reporter", reporter)] if (reporter := reporter_of(one.source)) else []
        later = next((other for scope in scopes for other in kept[scope] if _runs_on(one, other, issues)), None)
        if later is not None:
            yield Running(one, later, period=False)
            continue
        for scope in scopes:
            if len(kept[scope]) < _COMPARED:
                kept[scope].append(one)


def _runs_on(one: Telling, later: Telling, issues: Mapping[Report, Issue]) -> bool:
    if one.report == later.report or not _same_group(one, later):
        return False
    same_series = issues[one.report].series is not None and issues[one.report].series == issues[later.report].series
    named = one.head == later.head and not one.anyone
    return (same_series and named) or shared(one, later) >= _ALIKE


def _same_group(one: Telling, other: Telling) -> bool:
    return one.activity == other.activity and groups_agree(one, other) and countries_agree(one, other)
