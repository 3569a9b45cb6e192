"""Sentences of a paragraph from its text alone, so that every step (pipeline, tables, diff, review) sees the same ones."""

from __future__ import annotations

import re

# A full stop after these does not end a sentence (titles, initials, Latin and UN usage).
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Sgt|Maj|Capt|Hon|Rev|H\.E|No|Nos|Art|Arts|para|paras|para\.|vol|pp|p|chap|sect|fig|cf|e\.g"
    r"|i\.e|viz|approx|est|ca|c|min|max|Inc|Ltd|Co|Corp|vs|v|al|ed|eds|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|resp|incl|Rev|Add|Corr)"
    r"|(?:^|[\s(“\"])[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])$"
)
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+(?:[\"“‘'(\[]?[A-Z0-9•–—-]|\([a-z]{1,4}\)\s))|(?<=[.;:])\s*\n+")


def sentences(text: str) -> list[tuple[int, int]]:
    """The ``(start, end)`` of each sentence, in order, blanks at both ends left out.

    Together they hold every character of ``text`` that is not white space.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        stop = match.end()
        if match.group().startswith(".") and _ABBREVIATION.search(text[max(start, match.start() - 12) : match.start()]):
            continue
        _add(found, text, start, stop)
        start = stop
    _add(found, text, start, len(text))
    return found


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if start < end:
        found.append((start, end))


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """The sentence that the character at ``offset`` stands in (the whole text where it stands in none)."""
    for start, end in sentences(text):
        if start <= offset < end:
            return start, end
    return 0, len(text)
