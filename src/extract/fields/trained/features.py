"""What the judge is told of a number of people beside the text: a fixed list of numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np

from extract.fields.trained.people import People
from extract.judge.features import Floats
from extract.language.view import ParagraphView

_QUALIFIERS = ("exact", "at_least", "at_most", "approximately")
_CELL = re.compile(r"\|")
_WORD_BEFORE = (
    "the",
    "these",
    "those",
    "all",
    "of",
    "for",
    "to",
    "with",
    "by",
    "(",
    ":",
    "another",
    "including",
    "and",
    ",",
    "than",
    "total",
)
NAMES = (
    "log_count", "one", "in_words", "range", "plus", *_QUALIFIERS, "known", "bare", "labelled", "labelled_planned", "sex_only", "sexes_told",
    "group_before", "bracket", "first_sentence", "last_sentence", "in_sentence", "place_in_sentence", "same_count_before", "same_noun_before",
    "whole_of_next", "whole_of_previous", "less_than_previous", "row", "short_text", "no_group", "women_of", "begins_sentence", "sex_of_other",
    *(f"after_{word}" for word in _WORD_BEFORE),
)  # fmt: skip


def people_features(view: ParagraphView, people: Sequence[People], index: int) -> Floats:
    """The numbers named in ``NAMES`` for one of a paragraph's numbers of people."""
    one = people[index]
    text = view.text
    sentence = view.sentence(one.start)
    here = [i for i, other in enumerate(people) if view.sentence(other.start) == sentence]
    before, behind = people[:index], people[index + 1 :]
    value = one.number.value
    opened = text.rfind("(", sentence[0], one.start)
    words = re.findall(r"\w+|[^\w\s]", text[max(sentence[0], one.start - 20) : one.start].lower())
    last = words[-1] if words else ""
    heads = {_noun(other) for other in before}
    told = (
        math.log10(value + 1) / 6, value == 1, one.number.in_words, one.number.is_range, one.number.plus,
        *(one.qualifier == name for name in _QUALIFIERS),
        one.known, one.bare, one.labelled, one.planned, one.sex_only, one.female is not None or one.male is not None,
        one.group_start < one.start, opened >= 0 and ")" not in text[opened : one.start],
        sentence == view.sentences[0] if view.sentences else True, sentence == view.sentences[-1] if view.sentences else True,
        min(len(here), 8) / 8, here.index(index) / 8, any(other.number.value == value for other in before), _noun(one) in heads,
        _sums(value, behind), _sums(value, before[::-1]), bool(before) and value <= before[-1].number.value,
        _CELL.search(text) is not None, len(text) < 120, one.group_end <= one.group_start, (one.female or 0) == value,
        one.start - sentence[0] < 3, any(value in (other.female, other.male) for other in people if other is not one),
        *(last == word for word in _WORD_BEFORE),
    )  # fmt: skip
    return np.array([float(number) for number in told], dtype=np.float32)


def _noun(people: People) -> str:
    return people.head.lemma_.lower() if people.head is not None else ""


def _sums(value: int, others: Sequence[People]) -> bool:
    """Whether two or more of the numbers right beside add up to this one."""
    total = 0
    for count, other in enumerate(others[:8], 1):
        total += other.number.value
        if total == value and count > 1:
            return True
        if total > value:
            return False
    return False


PAIR_NAMES = (
    "same_sentence", "next_sentence", "behind", "distance", "equal", "smaller", "ratio", "same_noun", "bracketed", "sum_of_run", "neighbours",
    "both_bare", "colon", "including", "total",
)  # fmt: skip


_TELLING_PAIRS = (PAIR_NAMES.index("including"), PAIR_NAMES.index("bracketed"))
_SAME_SENTENCE = PAIR_NAMES.index("same_sentence")


def tells_of_part(features: Floats) -> bool:
    """Whether a pair's features say that a word or a bracket, in one sentence, makes the one a part of the other."""
    return bool(features[_SAME_SENTENCE]) and any(bool(features[place]) for place in _TELLING_PAIRS)


def pair_features(view: ParagraphView, people: Sequence[People], part: int, whole: int) -> Floats:
    """The numbers named in ``PAIR_NAMES`` for one number as a part (or a repeat) of another of the same paragraph."""
    one, other = people[part], people[whole]
    first, second = (one, other) if part < whole else (other, one)
    between = view.text[first.text_end : second.start]
    run = people[whole + 1 : part + 4] if whole < part else people[max(0, part - 3) : whole][::-1]
    told = (
        view.sentence(one.start) == view.sentence(other.start),
        abs(view.sentence_index(one.start) - view.sentence_index(other.start)) == 1,
        part > whole, math.exp(-len(between) / 80), one.number.value == other.number.value, one.number.value < other.number.value,
        min(one.number.value / max(other.number.value, 1), 2.0) / 2, _noun(one) == _noun(other),
        "(" in between and ")" not in between, _sums(other.number.value, run), abs(part - whole) == 1, one.bare and other.bare,
        ":" in between, re.search(r"\b(?:including|of whom|of which|of them|of these|among them|comprising)\b", between) is not None,
        re.search(r"\b(?:total|altogether|in all|combined|making|overall|bringing)\b", view.text[max(0, second.start - 40) : second.start + 60])
        is not None,
    )  # fmt: skip
    return np.array([float(number) for number in told], dtype=np.float32)
