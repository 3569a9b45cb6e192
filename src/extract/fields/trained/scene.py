"""A paragraph as the rules see it: its sentences, its tokens by offset, and where the words of each list stand."""

from __future__ import annotations

import bisect
import functools
import re

from spacy.tokens import Doc, Token

from extract.fields.trained.rules import TrainedRules
from extract.language.sentences import sentences

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Where a clause ends within a sentence.
CLAUSE = re.compile(r"[;:]|, (?:and|but|while|whereas|which|who)\b|\bwhile\b|\bwhereas\b")
NUMBER_OF = re.compile(r"\b(?:number|no\.) of (?:the )?(?!\d)", re.IGNORECASE)
# Text laid out as lines or cells: each stands for itself.
_CELLS = re.compile(r"\s+[•▪●◦‣]\s+|\n+")


class Scene:
    """One paragraph. Offsets are characters of ``text``, half-open."""

    def __init__(self, doc: Doc, rules: TrainedRules, end: int) -> None:
        self.doc = doc
        self.text = doc.text[:end]
        self.rules = rules
        self.sentences = list(_pieces(self.text))
        self._spans: dict[str, list[tuple[int, int]]] = {}

    @functools.cached_property
    def starts(self) -> list[int]:
        """Where each token begins."""
        return [token.idx for token in self.doc]

    def spans(self, name: str) -> list[tuple[int, int]]:
        """Where the words of a list stand in the text, in order."""
        if name not in self._spans:
            pattern = self.rules.lists.get(name)
            self._spans[name] = [found.span() for found in pattern.finditer(self.text)] if pattern else []
        return self._spans[name]

    def within(self, name: str, start: int, end: int) -> list[tuple[int, int]]:
        """The words of a list between two offsets."""
        return [span for span in self.spans(name) if start <= span[0] and span[1] <= end]

    def is_in(self, name: str, token: Token) -> bool:
        """Whether a token stands in a word of a list."""
        middle = token.idx + len(token) // 2
        return any(start <= middle < end for start, end in self.spans(name))

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in a stretch of text."""
        first = bisect.bisect_left(self.starts, start)
        last = bisect.bisect_left(self.starts, end)
        return [self.doc[index] for index in range(first, last)]

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence that a character stands in."""
        for start, end in self.sentences:
            if start <= offset < end:
                return start, end
        return 0, len(self.text)

    def previous(self, start: int) -> str:
        """The sentence before the one that begins at ``start``; empty before the first."""
        return self.text[slice(*self.previous_span(start))]

    def previous_span(self, start: int) -> tuple[int, int]:
        """The span of the sentence before the one that begins at ``start``."""
        before = [span for span in self.sentences if span[0] < start]
        return before[-1] if before else (0, 0)

    def next(self, end: int) -> str:
        """The sentence behind the one that ends at ``end``; empty behind the last."""
        behind = [span for span in self.sentences if span[0] >= end]
        return self.text[slice(*behind[0])] if behind else ""


@functools.lru_cache(maxsize=8)
def _pieces(text: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start, end in sentences(text):
        at = start
        for cell in _CELLS.finditer(text, start, end):
            if cell.start() > at:
                found.append((at, cell.start()))
            at = cell.end()
        if at < end:
            found.append((at, end))
    return tuple(found)
