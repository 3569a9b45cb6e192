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


@dataclass(frozen=True, slots=True)
class First:
    """What to look at first: so many ``rows`` of ``of`` make up a ``share`` (0 to 1) of the participations."""

    rows: int
    of: int
    share: float

    def line(self) -> str:
        """The finding in words; empty where no row stands out."""
        if not self.rows:
            return ""
        verb = "makes" if self.rows == 1 else "make"
        them = "it" if self.rows == 1 else "these"
        return f"{self.rows:,} of {self.of:,} rows {verb} up {self.share:.0%} of the total; look at {them} first (checks.csv)"


def large_rows(done: Count) -> list[Large]:
    """The rows to look at, the largest first; a row may be listed for several reasons."""
    rows = list(done.counted())
    found = [*_shares(rows, "the run's total", ""), *_by_country(rows), *_implausible(rows, done)]
    order = {one.key: at for at, one in enumerate(rows)}
    return sorted(found, key=lambda one: (-one.one.count, order[one.one.key]))


def first_rows(done: Count) -> First:
    """What share of the run's total its large rows make up."""
    rows = list(done.counted())
    total = sum(one.count for one in rows)
    stand_out = {one.one.key for one in _shares(rows, "", "")} | {one.one.key for one in _implausible(rows, done)}
    large = sum(one.count for one in rows if one.key in stand_out)
    return First(len(stand_out), len(rows), large / total if total else 0.0)


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
