"""Marks the words in which two sentences differ, and the words that gave a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rapidfuzz.distance import Indel

Op = Literal["=", "-", "+"]
Span = tuple[int, int]
# A number is one word, with its commas and points.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence: in both (``=``), only in the old (``-``) or only in the new one (``+``); ``quoted`` gave a value."""

    op: Op
    text: str
    quoted: bool = False


def marked(old: str | None, new: str | None, old_quotes: Sequence[Span] = (), new_quotes: Sequence[Span] = ()) -> list[Piece]:
    """The pieces of both sentences, in order.

    Those of ``=`` and ``+`` make up the new sentence, to the letter; those of ``=`` and ``-`` the old one but for the blanks
    between its words. Where there is one sentence only, or both are the same, it is one ``=`` cut at its quotes.
    """
    if old is None or new is None or old == new:
        text = new if new is not None else old or ""
        quotes = (*new_quotes, *old_quotes) if old == new else new_quotes if new is not None else old_quotes
        return _merged(_cut("=", text, 0, quotes))
    return _merged(_compared(old, new, old_quotes, new_quotes))


def _compared(old: str, new: str, old_quotes: Sequence[Span], new_quotes: Sequence[Span]) -> Iterator[Piece]:
    left, right = _tokens(old), _tokens(new)
    gone: list[Piece] = []
    come: list[Piece] = []
    codes = Indel.opcodes([text for _, text in left], [text for _, text in right])
    for code in codes:
        before, after = _text(left[code.src_start : code.src_end]), _text(right[code.dest_start : code.dest_end])
        at_old = left[code.src_start][0] if code.src_start < len(left) else len(old)
        at_new = right[code.dest_start][0] if code.dest_start < len(right) else len(new)
        if code.tag == "equal" and not (after.isspace() and (gone or come)):
            yield from gone
            yield from come
            gone, come = [], []
            yield from _cut("=", after, at_new, new_quotes)
        else:
            # A lone blank between two changed words belongs to the change: two changed words are marked as one stretch.
            gone += _cut("-", before, at_old, old_quotes)
            come += _cut("+", after, at_new, new_quotes)
    yield from gone
    yield from come


def _tokens(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match.group()) for match in _TOKEN.finditer(text)]


def _text(tokens: Sequence[tuple[int, str]]) -> str:
    return "".join(text for _, text in tokens)


def _cut(op: Op, text: str, start: int, quotes: Sequence[Span]) -> Iterator[Piece]:
    """A stretch cut where quotes begin and end; ``start`` is its offset in the sentence."""
    edges = {0, len(text)} | {edge - start for quote in quotes for edge in quote if 0 < edge - start < len(text)}
    places = sorted(edges)
    for begin, end in pairwise(places):
        quoted = any(one <= start + begin and start + end <= other for one, other in quotes)
        yield Piece(op, text[begin:end], quoted)


def _merged(pieces: Iterator[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        if found and (found[-1].op, found[-1].quoted) == (piece.op, piece.quoted):
            found[-1] = Piece(piece.op, found[-1].text + piece.text, piece.quoted)
        elif piece.text:
            found.append(piece)
    return found
