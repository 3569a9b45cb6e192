"""Which rows decide a total: nothing large passes unlooked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.records.counting import Count
from extract.records.telling import Telling

# A row that makes up more than this of a total is looked at, where it is more than an even share too: of three rows alike none
# stands out, though each is a third.
SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Large:
    """A row to look at: ``kind`` what makes it large, the row's number and what it is held against, in words."""

    one: Telling
    kind: str
    reading: str
    against: str


def large_rows(done: Count) -> list[Large]:
    """The rows to look at, the largest first; a row may be listed for several reasons. Totals are those of an activity."""
    found = []
    for activity, rows in _by_activity(done).items():
        found += [*_shares(rows, f"the run's {activity} total", ""), *_by_country(rows), *_implausible(rows, done)]
    order = {one.key: at for at, one in enumerate(done.tellings)}
    return sorted(found, key=lambda one: (-one.one.count, order[one.one.key]))


def look_first(done: Count) -> str:
    """What share of each activity's total its large rows make up, in words; empty where no row stands out."""
    lines = {}
    by_activity = _by_activity(done)
    for activity, rows in by_activity.items():
        large = {one.one.key: one.one.count for one in (*_shares(rows, "", ""), *_implausible(rows, done))}
        if large:
            share = sum(large.values()) / sum(one.count for one in rows)
            verb = "makes" if len(large) == 1 else "make"
            lines[activity] = f"{len(large):,} of {len(rows):,} rows {verb} up {share:.0%} of the total"
    if not lines:
        return ""
    told = [line if len(by_activity) == 1 else f"{activity}: {line}" for activity, line in lines.items()]
    return f"{'; '.join(told)}; look at these first (checks.csv)"


def _by_activity(done: Count) -> dict[str, list[Telling]]:
    found: dict[str, list[Telling]] = defaultdict(list)
    for one in done.counted():
        found[one.activity].append(one)
    return dict(sorted(found.items(), key=lambda item: (item[0] != "training", item[0])))


def _shares(rows: Sequence[Telling], of: str, where: str) -> Iterator[Large]:
    total = sum(one.count for one in rows)
    for one in rows:
        if one.count > SHARE * total and one.count * len(rows) > total:
            yield Large(one, f"large part of {of}", _said(one), f"{one.count / total:.0%} of {total:,}{where}")


def _by_country(rows: Iterable[Telling]) -> Iterator[Large]:
    by_country: dict[str, list[Telling]] = defaultdict(list)
    for one in rows:
        for country in one.countries if len(one.countries) == 1 else ():
            by_country[country].append(one)
    for country, same in sorted(by_country.items()):
        yield from _shares(same, "a country's total", f" ({country})")


def _implausible(rows: Iterable[Telling], done: Count) -> Iterator[Large]:
    for one in rows:
        most = done.rules.most(one.activity, one.kind)
        if most is not None and one.count > most:
            yield Large(one, "larger than a plausible course", _said(one), f"{one.activity} of {one.kind}: up to {most:,}")


def _said(one: Telling) -> str:
    return f"{one.count:,} {one.said}".rstrip()
