"""The judge's case for a paragraph's numbers of people: spans and numbers from the candidates, the cues and the countries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from extract.fields.trained.country_features import CountryCandidate, country_features
from extract.fields.trained.features import pair_features, people_features
from extract.fields.trained.people import People
from extract.judge.case import PeopleCase
from extract.judge.features import cue_features
from extract.language.view import ParagraphView
from extract.rules.evidence import Hit

# A part stands near its whole: pairs of candidates further apart are not asked about.
_FARTHEST = 8


def people_case(
    view: ParagraphView,
    people: Sequence[People],
    hits: Sequence[Hit],
    places: Mapping[str, int],
    countries: Sequence[CountryCandidate],
) -> PeopleCase:
    """The case; ``places`` gives the column of each cue that the judge knows."""
    count = len(people)
    features = [
        np.concatenate(
            [people_features(view, people, i), cue_features(view, hits, (one.begin, one.text_end), places, _root(one))]
        )
        for i, one in enumerate(people)
    ]
    pairs = [(i, j) for i in range(count) for j in range(count) if i != j and abs(i - j) <= _FARTHEST]
    return PeopleCase(
        numbers=tuple((one.start, one.number.end) for one in people),
        groups=tuple((one.group_start, one.group_end) for one in people),
        sentences=tuple(view.sentence(one.start) for one in people),
        features=np.stack(features),
        pairs=tuple(pairs),
        pair_features=np.array([pair_features(view, people, i, j) for i, j in pairs], dtype=np.float32),
        countries=tuple(one.spans for one in countries),
        country_features=np.array(
            [[country_features(view, people, i, countries, j) for j in range(len(countries))] for i in range(count)],
            dtype=np.float32,
        ),
    )


def _root(people: People) -> int | None:
    return people.head.i if people.head is not None else None
