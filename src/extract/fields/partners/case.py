"""The judge's case for a paragraph's organizations: the mentions of each and numbers from its names and the cues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from extract.fields.partners.features import name_features
from extract.fields.partners.names import Name
from extract.judge.case import OrganizationCase
from extract.judge.features import cue_features
from extract.language.view import ParagraphView
from extract.rules.evidence import Hit


def organization_case(
    view: ParagraphView, groups: Sequence[Sequence[Name]], names: Sequence[Name], hits: Sequence[Hit], places: Mapping[str, int]
) -> OrganizationCase:
    """The case; ``groups`` are the mentions of each organization, ``names`` all mentions of the paragraph."""
    features = [
        np.max(
            [
                np.concatenate(
                    [
                        name_features(view, names, one),
                        cue_features(view, hits, (one.start, one.outer), places, _root(view, one)),
                    ]
                )
                for one in group
            ],
            axis=0,
        )
        for group in groups
    ]
    return OrganizationCase(
        mentions=tuple(tuple((one.start, one.end) for one in group) for group in groups),
        sentences=tuple(view.sentence(group[0].start) for group in groups),
        features=np.stack(features),
    )


def _root(view: ParagraphView, name: Name) -> int | None:
    """The token by which a name hangs in the parse."""
    first, last = view.token_at(name.start), view.token_at(name.end)
    inside = view.doc[first : max(last, first + 1)]
    return inside.root.i if len(inside) else None
