"""A paragraph as the rules see it: its sentences, its tokens by offset, and where the words of each list stand."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from extract.fields.trained.rules import TrainedRules
from extract.language.view import ParagraphView, view_of

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Where a clause ends within a sentence.
CLAUSE = re.compile(r"[;:]|, (?:and|but|while|whereas|which|who)\b|\bwhile\b|\bwhereas\b")
NUMBER_OF = re.compile(r"\b(?:number|no\.) of (?:the )?(?!\d)", re.IGNORECASE)


class Scene:
    """A paragraph's view with the field's word lists. Offsets are characters of ``text``, half-open."""

    def __init__(self, doc: Doc, rules: TrainedRules) -> None:
        self.doc = doc
        self.view: ParagraphView = view_of(doc)
        self.text = self.view.text
        self.rules = rules
        self.sentences = self.view.sentences
        self.tokens = self.view.tokens
        self.sentence = self.view.sentence
        self._spans: dict[str, list[tuple[int, int]]] = {}

    def spans(self, name: str) -> list[tuple[int, int]]:
        """Where the words of a list stand in the text, in order."""
        if name not in self._spans:
            pattern = self.rules.lists.get(name)
            self._spans[name] = [found.span() for found in pattern.finditer(self.text)] if pattern else []
        return self._spans[name]

    def within(self, name: str, start: int, end: int) -> list[tuple[int, int]]:
        """The words of a list between two offsets."""
        return [span for span in self.spans(name) if start <= span[0] and span[1] <= end]

    def previous_span(self, start: int) -> tuple[int, int]:
        """The span of the sentence before the one that begins at ``start``."""
        before = [span for span in self.sentences if span[0] < start]
        return before[-1] if before else (0, 0)
