"""Aligns the paragraphs of two reports one to one: the same text first, then the most alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

import numpy as np

from extract.diff.load import Entry, Side
from extract.diff.similarity import SAME_PARAGRAPH, few, in_same_place, likeness, similar_pairs
from extract.language.assign import Table, best_in_table, best_pairs
from extract.language.similarity import Vocabulary

# What the same heading and the same printed number count for beside the words: under one heading a little less likeness will
# do, and of two paragraphs as much alike the one with the same number is taken.
SAME_SECTION = 0.05
_SAME_NUMBER = 0.01

Aligned = tuple[Entry | None, Entry | None]


def aligned(old: Side, new: Side, olds: Sequence[Entry], news: Sequence[Entry]) -> list[Aligned]:
    """Every entry of both reports once, in reading order: paired, or alone where nothing on the other side is alike.

    Threshold and measure of likeness: ``extract.diff.similarity``. The same from either side, but for the sides themselves.
    """
    pairs: list[tuple[Entry, Entry]] = []
    left, right = list(olds), list(news)
    # A paragraph that stands several times in a report goes with its own number, else in order.
    keys: tuple[Callable[[Entry], Hashable], ...] = (
        lambda entry: (entry.text, entry.id),
        lambda entry: (entry.text, entry.number),
        lambda entry: entry.text,
    )
    for key in keys:
        left, right = _equal(left, right, key, pairs)
    if left and right:
        pairs += _most_alike(old, new, left, right)
        taken = {id(entry) for pair in pairs for entry in pair}
        left = [entry for entry in left if id(entry) not in taken]
        right = [entry for entry in right if id(entry) not in taken]
    found: list[Aligned] = [*pairs, *((entry, None) for entry in left), *((None, entry) for entry in right)]
    return sorted(found, key=_place)


def _place(pair: Aligned) -> tuple[int, bool, list[str]]:
    """Reading order: the further of the two places; what went before what came."""
    both = [entry for entry in pair if entry is not None]
    return max(entry.ordinal for entry in both), pair[0] is None, [entry.id for entry in both]


def _equal(
    left: list[Entry], right: list[Entry], key: Callable[[Entry], Hashable], pairs: list[tuple[Entry, Entry]]
) -> tuple[list[Entry], list[Entry]]:
    """Adds the pairs that are equal in ``key``, in order; gives what is left over on both sides."""
    waiting: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in left:
        waiting[key(entry)].append(entry)
    # Taken from the end below, so the first stands last.
    for several in waiting.values():
        several.reverse()
    rest = []
    for entry in right:
        several = waiting.get(key(entry), [])
        if several:
            pairs.append((several.pop(), entry))
        else:
            rest.append(entry)
    kept = {id(entry) for several in waiting.values() for entry in several}
    return [entry for entry in left if id(entry) in kept], rest


def _most_alike(old: Side, new: Side, left: list[Entry], right: list[Entry]) -> list[tuple[Entry, Entry]]:
    # Always solved from the same side: equally good solutions, and which candidates are looked at, must not depend on it.
    swap = [entry.line for entry in left] > [entry.line for entry in right]
    words = Vocabulary()
    sides = ((new, right), (old, left)) if swap else ((old, left), (new, right))
    (_, first), (_, second) = sides
    one, other = ([words.encode(side.text(entry)) for entry in entries] for side, entries in sides)
    least = SAME_PARAGRAPH - SAME_SECTION
    if few(one, other):
        table = likeness(one, other, least)
        pairs = best_in_table(table + _places_count(first, second) * (table > 0), SAME_PARAGRAPH)
    else:
        places = in_same_place([entry.number for entry in first], [entry.number for entry in second])
        scored = [
            (i, j, score + _place_counts(first[i], second[j])) for i, j, score in similar_pairs(one, other, least, places)
        ]
        pairs = best_pairs(scored, SAME_PARAGRAPH)
    found = [(first[i], second[j]) for i, j in pairs]
    return [(right_one, left_one) for left_one, right_one in found] if swap else found


def _place_counts(one: Entry, other: Entry) -> float:
    section = SAME_SECTION if one.section and one.section == other.section else 0.0
    return section + (_SAME_NUMBER if one.number and one.number == other.number else 0.0)


def _places_count(ones: Sequence[Entry], others: Sequence[Entry]) -> Table:
    """``_place_counts`` of every pair."""
    equal = []
    for names in (
        ([e.section for e in ones], [e.section for e in others]),
        ([e.number for e in ones], [e.number for e in others]),
    ):
        # Nothing equals nothing: a paragraph without a number has not the same number as another.
        code = {name: number for number, name in enumerate({*names[0], *names[1]} - {None, ""}, 1)}
        left, right = (np.array([code.get(name or "", 0) for name in side]) for side in names)
        equal.append((left[:, None] == right[None, :]) & (left[:, None] > 0))
    weights: Table = equal[0] * SAME_SECTION + equal[1] * _SAME_NUMBER
    return weights
