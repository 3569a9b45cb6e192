"""Evidence as numbers: where the cues of all fields stand, seen from one candidate."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from extract.language.view import ParagraphView
from extract.rules.evidence import Hit

Floats = NDArray[np.float32]
# A cue's weight halves with every this many tokens between it and the candidate.
_HALF = 6.0
RELATIONS = ("before", "after", "elsewhere", "above")


def cue_features(
    view: ParagraphView, hits: Sequence[Hit], span: tuple[int, int], places: Mapping[str, int], root: int | None
) -> Floats:
    """For each cue four numbers from 0 to 1: nearness before and behind in the sentence, elsewhere in the paragraph, above in the parse.

    ``span`` is the candidate's, characters of the text, half-open; ``places`` gives each cue's column (cues without one are left out);
    ``root`` is the index of the token by which the candidate hangs in the parse, None where the text has not been parsed.
    """
    width = 1 + max(places.values(), default=-1)
    found = np.zeros((len(RELATIONS), width), dtype=np.float32)
    start, end = view.sentence(span[0])
    first, last = view.token_at(span[0]), view.token_at(span[1])
    above = _ancestors(view, root)
    for hit in hits:
        column = places.get(hit.rule)
        if column is None or (hit.start >= span[0] and hit.end <= span[1]):
            continue
        if hit.start < start or hit.start >= end:
            found[2, column] = 1.0
        elif hit.start < span[0]:
            found[0, column] = max(found[0, column], _near(first - view.token_at(hit.end)))
        else:
            found[1, column] = max(found[1, column], _near(view.token_at(hit.start) - last))
        if hit.start in above:
            found[3, column] = 1.0
    return found.reshape(-1)


def _near(tokens: int) -> float:
    return math.pow(0.5, max(tokens, 0) / _HALF)


def _ancestors(view: ParagraphView, root: int | None) -> frozenset[int]:
    if root is None or not view.doc.has_annotation("DEP"):
        return frozenset()
    return frozenset(token.idx for token in view.doc[root].ancestors)
