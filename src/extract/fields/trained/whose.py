"""Whose country a number of people is: the one told right beside it, else those that the judge finds likely, else the report's."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from extract.fields.trained.country_features import FOLLOWS, LEADS_TO, CountryCandidate
from extract.fields.trained.people import People
from extract.judge.case import Floats
from extract.language.view import ParagraphView

# From this score on the likeliest country is a number's, where none is likely (measured on reports that were not trained on).
_NEAREST = -1.0
# What stands before a country with which a clause begins: "In Malawi we trained 38, in Zambia another 19".
_FRONTED = re.compile(r"(?:^|[,;:]\s*(?:and\s+)?)in\s+(?:the\s+)?$", re.IGNORECASE)
# What joins the countries of one list.
_JOINS = re.compile(r"\s*(?:,|,?\s*and|&)\s*(?:in\s+|from\s+)?(?:the\s+)?")


def countries_of(
    view: ParagraphView,
    people: Sequence[People],
    index: int,
    countries: Sequence[CountryCandidate],
    scores: Floats,
    least: float,
) -> tuple[str, ...]:
    """The alpha-3 codes for the number ``people[index]``; ``scores`` are the judge's for each candidate, ``least`` its threshold."""
    beside = _beside(view, people[index], countries) or _fronted(view, people, index, countries)
    if beside:
        return beside
    likely = [one for one, score in zip(countries, scores, strict=True) if round(float(score), 4) > least]
    start, end = view.sentence(people[index].start)
    here = [one for one in likely if any(start <= span[0] < end for span in one.spans)]
    if here:
        # The sentence's own countries win over the report's.
        return tuple(one.iso3 for one in likely if one.spans)
    if likely or not countries:
        return tuple(one.iso3 for one in likely)
    if not any(one.spans for one in countries):
        return tuple(one.iso3 for one in countries if one.given)
    best = int(np.argmax(np.round(scores, 4)))
    return (countries[best].iso3,) if float(scores[best]) > _NEAREST else ()


def _beside(view: ParagraphView, one: People, countries: Sequence[CountryCandidate]) -> tuple[str, ...]:
    """The country told right before a number ("Kenya: 28"), or right behind its people with those it is listed with."""
    start, end = view.sentence(one.start)
    spans = sorted((span, country.iso3) for country in countries for span in country.spans if start <= span[0] < end)
    behind = max(one.text_end, one.number.end)
    found: list[str] = []
    for span, iso3 in spans:
        if span[0] < behind:
            continue
        joined = _JOINS if found else FOLLOWS
        if not joined.fullmatch(view.text, behind, span[0]) or not view.text[behind : span[0]].strip(" ("):
            break
        found.append(iso3)
        behind = span[1]
    if found:
        return tuple(dict.fromkeys(found))
    before = (
        iso3
        for span, iso3 in spans
        if LEADS_TO.fullmatch(view.text, span[1], one.start) and view.text[span[1] : one.start].strip()
    )
    return tuple(before)[:1]


def _fronted(
    view: ParagraphView, people: Sequence[People], index: int, countries: Sequence[CountryCandidate]
) -> tuple[str, ...]:
    """The country with which the number's clause begins, where a sentence tells of several numbers and no other stands between."""
    one = people[index]
    start, end = view.sentence(one.start)
    others = [other for other in people if other is not one and start <= other.start < end]
    if not others:
        return ()
    last = max((other.text_end for other in others if other.start < one.start), default=start)
    spans = [
        (span, country.iso3)
        for country in countries
        for span in country.spans
        if last <= span[0] < one.start and _FRONTED.search(view.text[start : span[0]])
    ]
    return (max(spans)[1],) if spans else ()
