"""Blocks in reading order to paragraphs: what Word files, web pages, Markdown and plain text have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.reading.numbering import bare_heading, behind_bullet, printed_number
from extract.reading.report import Fragment, Paragraph


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters with the number of the source block (line) that it stands in."""

    text: str
    block: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the source: ``level`` 0 is text, 1 and up a heading of that level; ``number`` where the source computes it."""

    pieces: tuple[Piece, ...]
    level: int = 0
    number: str | None = None

    @property
    def text(self) -> str:
        """The characters of the block, pieces joined by a blank."""
        return " ".join(piece.text for piece in self.pieces)


def one(text: str, block: int, level: int = 0, number: str | None = None) -> Block:
    """A block of one piece, its white space folded."""
    return Block((Piece(" ".join(text.split()), block),), level, number)


def paragraphs(blocks: Iterable[Block]) -> list[Paragraph]:
    """The paragraphs of the blocks, each under its headings, printed numbers and bullets taken off."""
    found: list[Paragraph] = []
    path: list[tuple[int, str]] = []
    for block in blocks:
        text = block.text
        if not text.strip():
            continue
        if block.level:
            path = [(level, heading) for level, heading in path if level < block.level]
            path.append((block.level, bare_heading(text)))
            continue
        number, start = printed_number(text)
        start = start or behind_bullet(text)
        body, fragments = _placed(block.pieces, start)
        if any(character.isalnum() for character in body):
            headings = tuple(heading for _, heading in path)
            found.append(Paragraph(len(found) + 1, body, None, block.number or number, headings, fragments))
    return found


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
