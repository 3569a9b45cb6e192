"""What the judge is told of an organization beside the text: a fixed list of numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.fields.partners.names import Name
from extract.judge.features import Floats
from extract.language.view import ParagraphView

TYPES = (
    "un",
    "intergovernmental",
    "bank",
    "fund",
    "donor",
    "ngo",
    "redcross",
    "network",
    "academic",
    "private",
    "media",
    "religious",
    "military",
    "police",
    "government",
    "judiciary",
    "other",
    "state",
)
_REFUSALS = ("partners.not.entity", "partners.not.word", "partners.not.holder", "partners.not.calendar", "partners.not.text")
_WORD_BEFORE = ("the", "of", "by", "with", "and", ",", "from", "to", "for", "(", "through", "in", "at", "’s", "'s")
_WORD_BEHIND = ("and", ",", ".", "(", ")", "to", "in", "for", "has", "have", "is", "was", "will", "’s", "'s", "of")
NAMES = (
    "strength_0", "strength_1", "strength_2", "listed", "person", "refused", "acronym", "short", "words", "mentions", "first_sentence",
    "begins_sentence", "in_bracket", "names_in_sentence", "place_in_sentence", "text_length", "names_in_paragraph",
    *(f"type_{one}" for one in TYPES), *(f"refused_{one}" for one in _REFUSALS),
    *(f"after_{word}" for word in _WORD_BEFORE), *(f"before_{word}" for word in _WORD_BEHIND),
)  # fmt: skip


def name_features(view: ParagraphView, names: Sequence[Name], name: Name) -> Floats:
    """The numbers named in ``NAMES`` for one mention of an organization; ``names`` are all of the paragraph."""
    text = view.text
    sentence = view.sentence(name.start)
    here = [other for other in names if sentence[0] <= other.start < sentence[1]]
    before = text[max(sentence[0], name.start - 12) : name.start].lower().split()
    behind = text[name.outer : name.outer + 12].lower().split()
    last = before[-1] if before else ""
    following = (
        text[name.outer : name.outer + 1]
        if text[name.outer : name.outer + 1] in {",", ".", "(", ")"}
        else (behind[0] if behind else "")
    )
    opened = text.rfind("(", sentence[0], name.start)
    told = (
        name.strength == 0, name.strength == 1, name.strength == 2, name.listed, name.person,
        bool(name.refused), bool(name.acronym), " " not in name.name, min(len(name.name.split()), 10) / 10,
        min(sum(other.key == name.key for other in names), 5) / 5, sentence == view.sentences[0] if view.sentences else True,
        name.start - sentence[0] < 5, opened >= 0 and ")" not in text[opened : name.start], min(len(here), 10) / 10,
        (here.index(name) if name in here else 0) / 10, min(len(text), 2000) / 2000, min(len(names), 20) / 20,
        *(name.type == one for one in TYPES), *(name.refused == one for one in _REFUSALS),
        *(last == word for word in _WORD_BEFORE), *(following == word for word in _WORD_BEHIND),
    )  # fmt: skip
    return np.array([float(number) for number in told], dtype=np.float32)
