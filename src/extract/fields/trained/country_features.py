"""What the judge is told of a country as that of a number of people: a fixed list of numbers for each pair of them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from extract.fields.trained.people import People
from extract.judge.features import Floats
from extract.language.view import ParagraphView

_PLACED = re.compile(r"\b(in|at|across|throughout|from|of|for|to|by)\s+(?:the\s+)?(?:[A-Z][\w’'-]+(?:,| and|,? and)?\s+){0,4}$")
# A country right before its number ("Kenya (28)", "Kenya: 28"), and right behind its people ("28 from Kenya").
LEADS_TO = re.compile(r"\s*[(:–—|-]?\s*")
FOLLOWS = re.compile(r"\s*\(?\s*(?:(?:in|from|of|at)\s+)?(?:the\s+)?")
_PREPOSITIONS = ("in", "at", "across", "from", "of", "for", "to", "by")
NAMES = (
    "named", "given", "only_given", "given_several", "named_several", "same_sentence", "previous_sentence", "earlier", "later", "distance", "in_group",
    "right_behind", "behind", "before", "in_name_only", "nearest", "only_in_sentence", "only_named", "via_name", "via_demonym", "via_place",
    "several_people", "fronted", "touches_number", "touches_group", "alone_given", *(f"after_{word}" for word in _PREPOSITIONS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CountryCandidate:
    """A country that a paragraph names (``spans`` of its mentions, ``via``) or that its report is about (``given``).

    ``in_names`` counts the mentions that stand inside an organization's name.
    """

    iso3: str
    spans: tuple[tuple[int, int], ...]
    via: str | None
    given: bool
    in_names: int


def country_candidates(
    named: Mapping[str, tuple[str, Sequence[tuple[int, int]]]], given: Sequence[str], names: Sequence[tuple[int, int]]
) -> list[CountryCandidate]:
    """The countries that a paragraph's people may belong to: those named, in order, then the report's own.

    ``named`` gives via and mentions by alpha-3 code, ``names`` the spans of organizations' names.
    """
    found = []
    for iso3, (via, spans) in named.items():
        inside = sum(any(a <= start and end <= b and (a, b) != (start, end) for a, b in names) for start, end in spans)
        found.append(CountryCandidate(iso3, tuple(spans), via, iso3 in given, inside))
    return found + [CountryCandidate(iso3, (), None, True, 0) for iso3 in given if iso3 not in named]


def country_features(
    view: ParagraphView, people: Sequence[People], index: int, countries: Sequence[CountryCandidate], place: int
) -> Floats:
    """The numbers named in ``NAMES`` for the number ``people[index]`` and the country ``countries[place]``."""
    one, country = people[index], countries[place]
    named = [other for other in countries if other.spans]
    given = [other for other in countries if other.given]
    here = view.sentence(one.start)
    at = view.sentence_index(one.start)
    inside = [span for span in country.spans if here[0] <= span[0] < here[1]]
    near = min(inside or country.spans, key=lambda span: _gap(one, span), default=None)
    gap = _gap(one, near) if near else 0
    others = [
        _gap(one, span) for other in named if other is not country for span in other.spans if here[0] <= span[0] < here[1]
    ]
    placed = _PLACED.search(view.text, max(0, near[0] - 80), near[0]) if near else None
    word = placed.group(1).lower() if placed else ""
    told = (
        bool(country.spans), country.given, country.given and not country.spans, len(given) > 1, len(named) > 1, bool(inside),
        near is not None and not inside and view.sentence_index(near[0]) == at - 1,
        near is not None and not inside and near[0] < one.start, near is not None and not inside and near[0] > one.start,
        math.exp(-gap / 60) if near else 0.0, near is not None and one.group_start <= near[0] < one.group_end,
        near is not None and one.text_end <= near[0] < one.text_end + 12, bool(inside) and near is not None and near[0] >= one.start,
        bool(inside) and near is not None and near[0] < one.start, bool(country.spans) and country.in_names == len(country.spans),
        bool(inside) and all(gap <= other for other in others),
        bool(inside) and not others, bool(country.spans) and len(named) == 1,
        country.via == "name", country.via == "demonym", country.via == "place",
        sum(view.sentence(other.start) == here for other in people) > 1,
        near is not None and near[0] - here[0] < 8 and near[0] >= here[0], any(LEADS_TO.fullmatch(view.text, end, one.start) for _, end in inside),
        any(FOLLOWS.fullmatch(view.text, max(one.text_end, one.number.end), start) for start, _ in inside),
        len(given) == 1 and country.given, *(word == one_word for one_word in _PREPOSITIONS),
    )  # fmt: skip
    return np.array([float(number) for number in told], dtype=np.float32)


def _gap(one: People, span: tuple[int, int]) -> int:
    return max(span[0] - one.text_end, one.start - span[1], 0)
