"""Blocks in reading order to paragraphs: what all formats without pages have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract.reading.numbering import bare_heading, behind_bullet, printed_number
from extract.reading.printing import printed
from extract.reading.report import Fragment, Paragraph
from extract.reading.tables import GridCell, Row, table_paragraphs

_LETTERS = re.compile(r"[^\W\d_]")
# More columns than this no cell spans, whatever a file says.
_SPAN = 100
# A text before a table or a list that is longer than this is no caption and no lead-in, but a paragraph.
_CAPTION, _LEAD_IN = 200, 400


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters with the number of the source block (line) that it stands in."""

    text: str
    block: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the source: ``level`` 0 is text, 1 and up a heading of that level; ``number`` where the source computes it.

    ``depth`` is 0 outside of lists, 1 and up for an item of a list at that depth.
    """

    pieces: tuple[Piece, ...]
    level: int = 0
    number: str | None = None
    depth: int = 0

    @property
    def text(self) -> str:
        """The characters of the block, pieces joined by a blank."""
        return " ".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the source, its rows of cells, and what it is called where the source says so."""

    rows: tuple[Row, ...]
    caption: str | None = None


def one(text: str, block: int, level: int = 0, number: str | None = None, depth: int = 0) -> Block:
    """A block of one piece, its white space folded."""
    return Block((Piece(" ".join(text.split()), block),), level, number, depth)


def cell(texts: Iterable[str], block: int, column: int, span: int = 1, heads: bool = False, bold: bool = False) -> GridCell:
    """A cell of a table; ``texts`` are its paragraphs, ``block`` the number of the row that it stands in."""
    kept = [text for raw in texts if (text := " ".join(printed(raw).split()))]
    parts = tuple((text, (Fragment(0, len(text), block=block),)) for text in kept)
    return GridCell(parts, column, max(1, min(span, _SPAN)), heads, bold)


def paragraphs(blocks: Iterable[Block | Table]) -> list[Paragraph]:
    """The paragraphs of the blocks, each under its headings, printed numbers and bullets taken off."""
    found: list[Paragraph] = []
    path: list[tuple[int, str]] = []
    lead_ins: list[tuple[int, str]] = []
    tables = 0
    before: Block | None = None
    for block in blocks:
        headings = tuple(heading for _, heading in path)
        if isinstance(block, Table):
            tables += 1
            rows, _ = table_paragraphs(block.rows, tables, block.caption or _caption(before))
            found += [replace(row, ordinal=len(found) + at, headings=headings) for at, row in enumerate(rows, 1)]
            before, lead_ins = None, []
            continue
        block = replace(block, pieces=tuple(Piece(printed(piece.text), piece.block) for piece in block.pieces))
        text = block.text
        if not text.strip():
            continue
        before = block
        if block.level:
            path = [(level, heading) for level, heading in path if level < block.level]
            path.append((block.level, bare_heading(text)))
            lead_ins = []
            continue
        number, start = printed_number(text)
        start = start or behind_bullet(text)
        depth = block.depth or int(start > 0)
        lead_ins = [(level, one) for level, one in lead_ins if level < depth]
        lead_in = lead_ins[-1][1] if lead_ins and depth else None
        body, fragments = _placed(block.pieces, start)
        if text.rstrip().endswith(":") and len(body) <= _LEAD_IN:
            lead_ins.append((depth, body))
        if any(character.isalnum() for character in body):
            found.append(Paragraph(len(found) + 1, body, None, block.number or number, headings, fragments, lead_in=lead_in))
    return found


def _caption(before: Block | None) -> str | None:
    """The text before a table, where it leads to it: a line that ends in a colon, or is short and no sentence."""
    if before is None or len(before.text) > _CAPTION or not _LETTERS.search(before.text):
        return None
    return before.text if not re.search(r"[.!?;,]$", before.text) else None


def _placed(pieces: Sequence[Piece], skip: int) -> tuple[str, tuple[Fragment, ...]]:
    """The text without its first ``skip`` characters, and the fragments that say where each character came from."""
    text = " ".join(piece.text for piece in pieces)
    skip += len(text[skip:]) - len(text[skip:].lstrip())
    body = text[skip:].rstrip()
    fragments: list[Fragment] = []
    at = -skip
    for piece in pieces:
        start, end = max(at, 0), min(at + len(piece.text), len(body))
        if start < end:
            fragments.append(Fragment(start, end, block=piece.block))
        at += len(piece.text) + 1
    return body, tuple(fragments)
