"""What the judge is asked: the candidates of one paragraph as spans and numbers, plain data without a word of any field's rules."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class PeopleCase:
    """The numbers of people of one paragraph; offsets are characters of its text, half-open.

    ``numbers``, ``groups`` and ``sentences`` are spans, one for each candidate; ``features`` has a row for each. ``pairs`` are
    ``(part, whole)`` indexes of candidates with a row each in ``pair_features``. ``countries`` are the mentions of each country that
    the people may belong to; ``country_features`` has the shape (candidates, countries, numbers).
    """

    numbers: tuple[Span, ...]
    groups: tuple[Span, ...]
    sentences: tuple[Span, ...]
    features: Floats
    pairs: tuple[tuple[int, int], ...]
    pair_features: Floats
    countries: tuple[tuple[Span, ...], ...]
    country_features: Floats


@dataclass(frozen=True, slots=True, eq=False)
class OrganizationCase:
    """The organizations of one paragraph: the mentions of each, the sentence of its first, and a row of ``features``."""

    mentions: tuple[tuple[Span, ...], ...]
    sentences: tuple[Span, ...]
    features: Floats


@dataclass(frozen=True, slots=True, eq=False)
class PeopleScores:
    """Logits for each candidate: learned (n), planned (n), activity (n, 3), cumulative (n), each pair (p), each country (n, c).

    ``hidden`` is the last layer's input (n, h): what is refitted on reviewers' decisions.
    """

    learned: Floats
    planned: Floats
    activity: Floats
    cumulative: Floats
    pairs: Floats
    countries: Floats
    hidden: Floats


@dataclass(frozen=True, slots=True, eq=False)
class OrganizationScores:
    """Logits for each organization (n, 4): no partner, implementer, funder, counterpart; and ``hidden`` as in ``PeopleScores``."""

    roles: Floats
    hidden: Floats


# Where a component keeps what the last layer saw of each accepted value, by field and in the values' order, with the head's name (``Doc.user_data``).
HIDDEN = "extract_hidden"
ROLES = ("none", "implementer", "funder", "counterpart")
ACTIVITIES = ("training", "awareness", "mentoring")
