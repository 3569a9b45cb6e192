"""A paragraph as all fields see it: its own text, sentences and cells, tokens by offset, and the cues that stand in it."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Callable

from spacy.tokens import Doc, Token

from extract.language.context import text_of
from extract.language.sentences import sentences
from extract.language.trailing import trailing_heading
from extract.rules.evidence import Hit

_VIEW = "extract_view"
# Text laid out as lines, bullets or cells: each stands for itself.
_CELLS = re.compile(r"\s+[•▪●◦‣]\s+|\n+")


class ParagraphView:
    """One paragraph, looked at once. Offsets are characters of ``text``, half-open.

    ``text`` ends where the next section's heading trails the paragraph; ``sentences`` are its sentences, parted at bullets and lines.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)[: trailing_heading(doc)]
        self.sentences = tuple(_pieces(self.text))
        self._starts = [token.idx for token in doc]
        self._bounds = [start for start, _ in self.sentences]
        self._hits: tuple[Hit, ...] | None = None

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in a stretch of text."""
        first = bisect.bisect_left(self._starts, start)
        last = bisect.bisect_left(self._starts, end)
        return [self.doc[index] for index in range(first, last)]

    def token_at(self, offset: int) -> int:
        """The index of the first token that begins at or behind an offset."""
        return bisect.bisect_left(self._starts, offset)

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence that a character stands in (all of the text, where it stands in none)."""
        at = bisect.bisect_right(self._bounds, offset) - 1
        if at >= 0 and offset < self.sentences[at][1]:
            return self.sentences[at]
        return 0, len(self.text)

    def sentence_index(self, offset: int) -> int:
        """The place of the sentence that a character stands in, from 0."""
        return max(bisect.bisect_right(self._bounds, offset) - 1, 0)

    def hits(self, find: Callable[[Doc], tuple[Hit, ...]]) -> tuple[Hit, ...]:
        """The cues that stand in the text; looked for once, by whichever field asks first."""
        if self._hits is None:
            self._hits = tuple(hit for hit in find(self.doc) if hit.end <= len(self.text))
        return self._hits


def view_of(doc: Doc) -> ParagraphView:
    """The view of a paragraph; made once a ``Doc``."""
    view = doc.user_data.get(_VIEW)
    if view is None:
        view = doc.user_data[_VIEW] = ParagraphView(doc)
    found: ParagraphView = view
    return found


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
