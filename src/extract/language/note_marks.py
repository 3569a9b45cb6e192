"""Figures in brackets that are marks of notes: "120 teachers (2) and 45 nurses (3)". They count nobody."""

from __future__ import annotations

import functools
import re
from itertools import pairwise

# A figure alone in its bracket, and what stands before it up to the last number or mark: how many words.
_LONE = re.compile(r"\((\d{1,2})\)")
_COUNTED = re.compile(r"(?<![\d.,])(?P<count>\d+(?:[, ]\d{3})*)(?P<words>(?: [^\W\d_][\w’'-]*){0,6}) ?$")
_FARTHEST, _MOST_WORDS, _LARGEST = 90, 2, 20


@functools.lru_cache(maxsize=8)
def note_marks(text: str) -> frozenset[int]:
    """Where the figures of marks begin (the offset of the figure, not of its bracket).

    A lone figure in brackets is a mark right behind a number or behind the one or two words that a larger number counts; and where
    the lone figures of a text go up by one each, all are, if one is.
    """
    lone = [found for found in _LONE.finditer(text) if 0 < int(found[1]) <= _LARGEST]
    if not lone:
        return frozenset()
    marks = [_is_mark(text, found) for found in lone]
    rising = len(lone) > 1 and all(int(one[1]) + 1 == int(next_[1]) for one, next_ in pairwise(lone))
    return frozenset(found.start(1) for found, mark in zip(lone, marks, strict=True) if mark or (rising and any(marks)))


def _is_mark(text: str, found: re.Match[str]) -> bool:
    before = _COUNTED.search(text[max(0, found.start() - _FARTHEST) : found.start()])
    if before is None:
        return False
    count = int(re.sub(r"\D", "", before["count"]))
    words = len(before["words"].split())
    return (
        words <= _MOST_WORDS and int(found[1]) < count and (words > 0 or text[found.end() : found.end() + 2].strip().islower())
    )
