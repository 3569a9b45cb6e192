"""Which reports of two sides are compared: the same symbol, the same file, a revision, or editions of one series."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from extract.diff.change import Tie
from extract.diff.load import DiffError, ReportFacts
from extract.language.assign import best_pairs
from extract.records.revisions import base_symbol

# Two reports of one reporter are editions of one series where their titles, figures left out, are this much alike.
SAME_SERIES = 0.9
_FIGURES = re.compile(r"\d+")
_PARTS = re.compile(r"(\d+)")
# What a place further down the list costs, so that of several editions of one title the first goes with the first.
_STEP = 0.001
_FURTHEST = 50

Pairing = tuple[str | None, str | None, Tie | None]


def in_order(key: str) -> tuple[tuple[int, str], ...]:
    """A key to sort symbols by, their figures as numbers: S/2025/54 before S/2025/211."""
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in _PARTS.split(key) if part)


@dataclass(slots=True)
class _Matching:
    """The reports still without a partner, and the pairs so far."""

    old: Mapping[str, ReportFacts]
    new: Mapping[str, ReportFacts]
    pairs: list[Pairing] = field(default_factory=list)

    def left(self) -> tuple[list[str], list[str]]:
        taken_old = {old for old, _, _ in self.pairs}
        taken_new = {new for _, new, _ in self.pairs}
        return (
            sorted((key for key in self.old if key not in taken_old), key=in_order),
            sorted((key for key in self.new if key not in taken_new), key=in_order),
        )

    def tie(self, tie: Tie, what: Callable[[ReportFacts], Hashable | None]) -> None:
        """Pairs what is alike in ``what`` (None: nothing to go by), the last of the editions first."""
        groups: dict[Hashable, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for side, keys in enumerate(self.left()):
            facts = (self.old, self.new)[side]
            for key in keys:
                shared = what(facts[key])
                if shared is not None:
                    groups[shared][side].append(key)
        for olds, news in groups.values():
            self.pairs += [(old, new, tie) for old, new in zip(reversed(olds), reversed(news), strict=False)]


def matched(
    old: Mapping[str, ReportFacts],
    new: Mapping[str, ReportFacts],
    asked: Iterable[tuple[str, str]] = (),
    editions: bool = True,
) -> list[Pairing]:
    """Pairs of reports in the order of their symbols, with what tied them; a report without a partner stands alone.

    Tried in turn, each on what is left: the pairs ``asked`` for, the same key, the same file (SHA-256), the same symbol but
    for its revision, the same file name, and with ``editions`` the same reporter and nearly the same title; last, where
    each side holds one report, those. Raises ``DiffError`` where a pair asked for names a report that is not there.
    """
    matching = _Matching(old, new)
    for one, other in asked:
        _check(one, old, "OLD")
        _check(other, new, "NEW")
        if any(one == pair[0] or other == pair[1] for pair in matching.pairs):
            raise DiffError(f"{one} or {other} is in two pairs; a report is compared with one other")
        matching.pairs.append((one, other, "asked"))
    matching.tie("symbol", lambda facts: facts.key)
    matching.tie("file", lambda facts: facts.sha256 if set(facts.sha256) != {"0"} else None)
    matching.tie("revision", lambda facts: base_symbol(facts.key)[0])
    matching.tie("name", lambda facts: facts.file)
    if editions:
        _tie_series(matching)
    olds, news = matching.left()
    if len(old) == len(new) == 1 and olds and news:
        matching.pairs.append((olds[0], news[0], "only"))
        olds, news = [], []
    alone: list[Pairing] = [*((key, None, None) for key in olds), *((None, key, None) for key in news)]
    return sorted([*matching.pairs, *alone], key=place)


def place(pair: tuple[str | None, str | None, object]) -> tuple[object, ...]:
    """A key to sort pairs of reports by, the same from either side."""
    names = sorted((key for key in pair[:2] if key is not None), key=in_order)
    return tuple(in_order(name) for name in names)


def _check(key: str, reports: Mapping[str, ReportFacts], side: str) -> None:
    if key not in reports:
        some = ", ".join(sorted(reports, key=in_order)[:5])
        raise DiffError(f"{side} has no report {key}; it has {some}{' …' if len(reports) > 5 else ''}")


def _tie_series(matching: _Matching) -> None:
    olds, news = matching.left()
    by_reporter: dict[str, tuple[list[ReportFacts], list[ReportFacts]]] = defaultdict(lambda: ([], []))
    for side, keys in enumerate((olds, news)):
        facts = (matching.old, matching.new)[side]
        for key in keys:
            found = facts[key]
            if found.reporter and found.title:
                by_reporter[found.reporter.casefold()][side].append(found)
    for one, other in by_reporter.values():
        scored = []
        titles = [[_title(facts) for facts in side] for side in (one, other)]
        for i, left in enumerate(titles[0]):
            for j, right in enumerate(titles[1]):
                score = fuzz.token_sort_ratio(left, right) / 100
                scored.append((i, j, score - _STEP * min(abs(i - j), _FURTHEST) if score >= SAME_SERIES else 0.0))
        swap = _keys(one) > _keys(other)
        pairs = best_pairs(scored, SAME_SERIES - _STEP * _FURTHEST, swap)
        matching.pairs += [(one[i].key, other[j].key, "series") for i, j in pairs]


def _keys(reports: Sequence[ReportFacts]) -> list[str]:
    return [facts.key for facts in reports]


def _title(facts: ReportFacts) -> str:
    return _FIGURES.sub(" ", (facts.title or "").casefold())
