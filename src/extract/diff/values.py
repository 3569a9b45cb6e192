"""Which values of one field of two records are the same value: by what names them, then by the best assignment."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rapidfuzz import fuzz

from extract.diff.alike import similarity
from extract.diff.assign import best_pairs
from extract.records.record import Country, Mention, Partner, Record, Resolution, Trained, plain
from extract.records.sentences import sentence_at

Value = Country | Partner | Trained | Resolution
Matched = list[tuple[int | None, int | None]]

# What two values must be alike (0 to 1) to be one value that changed; below, one went and another came.
SAME_NAME = 0.75
SAME_NUMBER_OF_PEOPLE = 0.55


def matched(field: str, old: Record, new: Record) -> Matched:
    """Indexes of the values that are one; None where a side has none. In the order of the new list, the old ones' in between."""
    left: Sequence[Any] = getattr(old, field)
    right: Sequence[Any] = getattr(new, field)
    pairs: list[tuple[int, int]] = []
    for key in _KEYS[field]:
        pairs += _equal(left, right, pairs, key)
    taken_left, taken_right = {i for i, _ in pairs}, {j for _, j in pairs}
    lefts = [i for i in range(len(left)) if i not in taken_left]
    rights = [j for j in range(len(right)) if j not in taken_right]
    if lefts and rights and field in _LIKENESS:
        alike, threshold = _LIKENESS[field]
        swap = _order(left, lefts, old.text) > _order(right, rights, new.text)
        scored = [(i, j, alike(old, left[i], new, right[j])) for i in lefts for j in rights]
        pairs += best_pairs(scored, threshold, swap)
    return _in_order(pairs, len(left), len(right))


def _equal(
    left: Sequence[Any], right: Sequence[Any], pairs: Sequence[tuple[int, int]], key: Callable[[Any], Iterator[object]]
) -> Iterator[tuple[int, int]]:
    """Pairs that share a name by ``key``, where the name stands for one value only on both sides."""
    sides: list[dict[object, set[int]]] = []
    for values, taken in ((left, {i for i, _ in pairs}), (right, {j for _, j in pairs})):
        named: dict[object, set[int]] = {}
        for index, value in enumerate(values):
            if index not in taken:
                for name in key(value):
                    named.setdefault(name, set()).add(index)
        sides.append(named)
    met = {(*sides[0][n], *sides[1][n]) for n in sides[0].keys() & sides[1].keys() if len(sides[0][n]) == len(sides[1][n]) == 1}
    for i, j in sorted(met):
        if sum(one == i for one, _ in met) == sum(other == j for _, other in met) == 1:
            yield i, j


def _in_order(pairs: Sequence[tuple[int, int]], lefts: int, rights: int) -> Matched:
    of_right = {j: i for i, j in pairs}
    of_left = dict(pairs)
    found: Matched = []
    done = 0
    for j in range(rights):
        i = of_right.get(j)
        if i is not None:
            found += [(k, None) for k in range(done, i) if k not in of_left]
            done = max(done, i + 1)
        found.append((i, j))
    return found + [(k, None) for k in range(done, lefts) if k not in of_left]


def _order(values: Sequence[Any], indexes: Sequence[int], text: str) -> list[str]:
    return [repr(plain(values[index])) for index in indexes] + [text]


def _country(value: Country) -> Iterator[object]:
    yield value.iso3


def _resolution(value: Resolution) -> Iterator[object]:
    yield value.symbol


def _partner(value: Partner) -> Iterator[object]:
    yield value.name.casefold()


def _partner_any(value: Partner) -> Iterator[object]:
    yield value.name.casefold()
    if value.acronym:
        yield value.acronym.casefold()


def _people(value: Trained) -> Iterator[object]:
    """The same words of the same place in the text: nothing is nearer."""
    yield (value.mentions, value.count, value.group)


_KEYS: dict[str, tuple[Callable[[Any], Iterator[object]], ...]] = {
    "countries": (_country,),
    "resolutions": (_resolution,),
    "partners": (_partner, _partner_any),
    "trained": (_people,),
}


def _partners_alike(old: Record, one: Partner, new: Record, other: Partner) -> float:
    """1 where both are quoted from the same place of the same text; else how alike the names are."""
    if old.text == new.text and _overlap(one.mentions, other.mentions):
        return 1.0
    return fuzz.token_sort_ratio(one.name.casefold(), other.name.casefold()) / 100


def _resolutions_alike(old: Record, one: Resolution, new: Record, other: Resolution) -> float:
    if old.text == new.text and _overlap(one.mentions, other.mentions):
        return 1.0
    return 0.9 if one.number == other.number and (one.body == other.body or one.year == other.year) else 0.0


def _people_alike(old: Record, one: Trained, new: Record, other: Trained) -> float:
    """How much speaks for one number of people: its place in the text (or its sentence), the group, the number, the sex."""
    group = fuzz.token_sort_ratio(one.group.casefold(), other.group.casefold()) / 100
    count = 1.0 if one.count == other.count else 0.0
    sex = 1.0 if (one.female, one.male) == (other.female, other.male) else 0.0
    if old.text == new.text:
        # Numbers quoted from different places of one text are different numbers, whatever else they share.
        if one.mentions and other.mentions:
            return 0.6 + 0.2 * group + 0.15 * count + 0.05 * sex if _overlap(one.mentions, other.mentions) else 0.0
        return 0.5 * group + 0.4 * count + 0.1 * sex
    return 0.4 * group + 0.25 * count + 0.05 * sex + 0.3 * similarity(_sentence(old, one), _sentence(new, other))


def _sentence(record: Record, value: Trained) -> str:
    if not value.mentions:
        return record.text
    start, end = sentence_at(record.text, value.mentions[0].start)
    return record.text[start:end]


def _overlap(one: Sequence[Mention], other: Sequence[Mention]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one for b in other)


_LIKENESS: dict[str, tuple[Callable[[Record, Any, Record, Any], float], float]] = {
    "partners": (_partners_alike, SAME_NAME),
    "resolutions": (_resolutions_alike, SAME_NAME),
    "trained": (_people_alike, SAME_NUMBER_OF_PEOPLE),
}
