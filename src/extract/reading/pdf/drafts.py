"""Paragraphs of pages in the making."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.reading.numbering import LETTERED
from extract.reading.pdf.joining import Piece
from extract.reading.pdf.lines import Line
from extract.reading.report import Paragraph

_CLOSED = re.compile(r"[.!?][”’\"')\]]*$")


@dataclass(slots=True)
class Draft:
    """A paragraph in the making. ``kind``: ``text``, ``row``, ``caption``; ``open`` until something ends it for good."""

    kind: str
    pieces: list[Piece]
    number: str | None = None
    headings: tuple[str, ...] = ()
    listed: bool = False
    lead_in: str | None = None
    # The paragraphs of a table, made already.
    rows: tuple[Paragraph, ...] = ()

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.pieces[-1].line

    @property
    def text(self) -> str:
        """Its last line's characters, enough to see how it ends."""
        return self.last.text

    def takes_items(self) -> bool:
        """Whether it takes a further item of its own list in: its sentence is open, or its list has begun."""
        if not _CLOSED.search(self.last.text):
            return True
        lettered = [at for at, piece in enumerate(self.pieces) if at and LETTERED.match(piece.line.text)]
        return bool(lettered) and self.pieces[lettered[0] - 1].line.text.endswith((":", ";", ","))
