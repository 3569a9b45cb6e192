"""The figures of a run: by activity and kind of people, each as a sum, a range and the people that it counts at least.

What each figure means, and whose guidance it follows, stands in ``docs/counting.md``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from extract.records.counting import Count
from extract.records.telling import Telling

# From here on a value is sure; from here on a number that was turned down is doubtful, below it is none.
SURE = 0.9
DOUBTFUL = 0.1
ALL_KINDS = "all"
# Categories by profession: a judge is no nurse. People of any other category may be the same as any.
_PROFESSIONS = frozenset(
    {"police", "judiciary", "prosecution", "corrections", "health", "education", "media", "military", "government"}
)


@dataclass(frozen=True, slots=True)
class Refused:
    """A number that was turned down, with how sure it is that it counts learners all the same (0 to 1)."""

    report: str
    file: str
    count: int
    score: float
    activity: str
    kind: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the totals: an activity, and one kind of people (``all``: every kind).

    ``participations`` is the sum over ``rows`` rows; ``people_at_least`` counts overlapping groups by their largest; ``sure`` is
    the sum of the rows that are, ``expected`` what may be expected of all numbers, ``with_doubtful`` the sum with every doubtful
    one. ``women`` and ``men`` are those of ``sex_told`` people, for whom the reports say it.
    """

    activity: str
    kind: str
    rows: int
    participations: int
    people_at_least: int
    sure: int
    expected: int
    with_doubtful: int
    women: int
    men: int
    sex_told: int


def figures_of(done: Count, refused: Iterable[Refused] = ()) -> list[Figure]:
    """The lines: each activity as a whole, then its kinds of people, in a fixed order; empty ones left out.

    Activities are never added up: a million listeners and forty judges are no million and forty of anything.
    """
    rows: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    counts: set[tuple[str, str, int]] = {(*one.report, one.count) for one in done.tellings}
    doubtful: dict[tuple[str, str], list[Refused]] = defaultdict(list)
    for one in done.counted():
        rows[(one.activity, ALL_KINDS)].append(one)
        rows[(one.activity, one.kind)].append(one)
    for no in refused:
        # The same number in the same report, once counted and once not, is most likely the same people.
        if (no.report, no.file, no.count) not in counts:
            doubtful[(no.activity, ALL_KINDS)].append(no)
            doubtful[(no.activity, no.kind)].append(no)
    activities = sorted({activity for activity, _ in (*rows, *doubtful)}, key=lambda one: (one != "training", one))
    return [
        _figure(activity, kind, rows[(activity, kind)], doubtful[(activity, kind)])
        for activity in activities
        for kind in (ALL_KINDS, *done.rules.kind_names)
        if rows[(activity, kind)] or any(no.score >= DOUBTFUL for no in doubtful[(activity, kind)])
    ]


def _figure(activity: str, kind: str, rows: Sequence[Telling], refused: Sequence[Refused]) -> Figure:
    total = sum(one.count for one in rows)
    expected = sum(one.count * one.confidence for one in rows) + sum(
        no.count * no.score for no in refused if no.score >= DOUBTFUL
    )
    told = [one for one in rows if one.sexes != (None, None)]
    return Figure(
        activity=activity,
        kind=kind,
        rows=len(rows),
        participations=total,
        people_at_least=people_at_least(rows),
        sure=sum(one.count for one in rows if one.confidence >= SURE),
        expected=round(expected),
        with_doubtful=total + sum(no.count for no in refused if no.score >= DOUBTFUL),
        women=sum(one.sexes[0] or 0 for one in told),
        men=sum(one.sexes[1] or 0 for one in told),
        sex_told=sum(max(one.count, (one.sexes[0] or 0) + (one.sexes[1] or 0)) for one in told),
    )


def people_at_least(rows: Iterable[Telling]) -> int:
    """How many different people there are at least: groups of one country and year that may overlap count by their largest.

    Different professions do not overlap, nor do countries; a number that covers several countries, or none that is named, may
    overlap with each of them. Years are added up.
    """
    by_year: dict[int | None, list[Telling]] = defaultdict(list)
    for one in rows:
        by_year[one.source.year].append(one)
    return sum(_of_year(same) for same in by_year.values())


def _of_year(rows: Sequence[Telling]) -> int:
    by_place: dict[frozenset[str], list[Telling]] = defaultdict(list)
    for one in rows:
        by_place[one.countries].append(one)
    places = {place: _of_place(same) for place, same in by_place.items()}
    single = {next(iter(place)): people for place, people in places.items() if len(place) == 1}
    found = [sum(single.values())]
    for place, people in places.items():
        if len(place) != 1:
            inside = place or frozenset(single)
            elsewhere = sum(number for country, number in single.items() if country not in inside)
            found.append(elsewhere + max(people, sum(single.get(country, 0) for country in inside)))
    return max(found)


def _of_place(rows: Iterable[Telling]) -> int:
    largest: dict[str, int] = defaultdict(int)
    for one in rows:
        group = one.category if one.category in _PROFESSIONS else ""
        largest[group] = max(largest[group], one.count)
    anyone = largest.pop("", 0)
    return max(anyone, sum(largest.values()))


def plain_figures(found: Iterable[Figure]) -> list[dict[str, Any]]:
    """The lines as JSON-ready dicts (run.json)."""
    return [asdict(one) for one in found]
