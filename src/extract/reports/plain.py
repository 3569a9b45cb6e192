"""Plain text: paragraphs parted by blank lines; one a line where there are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from extract.reports.encoding import decoded
from extract.reports.flow import Block, Piece, paragraphs
from extract.reports.header import from_front
from extract.reports.numbering import behind_bullet, printed_number
from extract.reports.read import Content

# A line of a hard-wrapped text is seldom longer; a paragraph that stands on one line often is.
_WRAPPED = 110
_SENTENCE_END = re.compile(r"[.!?;:,][\"”’)\]]*$")


def read_plain(data: bytes, path: Path) -> Content:
    """The content of a plain text file. Raises ``ReadError`` for what is no text."""
    text, notices = decoded(data)
    lines = text.split("\n")
    blocks = list(_blocks(lines))
    front = [line.strip() for line in lines if line.strip()][:40]
    return Content(tuple(paragraphs(blocks)), from_front(front, {}), None, notices)


def _blocks(lines: list[str]) -> Iterator[Block]:
    filled = [(number, line.strip()) for number, line in enumerate(lines) if line.strip()]
    blank = len(filled) < sum(1 for line in lines[: len(lines) - _trailing(lines)])
    long_lines = sum(len(line) > _WRAPPED for _, line in filled)
    if not blank or long_lines > len(filled) / 2:
        for number, line in filled:
            yield Block((Piece(" ".join(line.split()), number),), _level(line))
        return
    group: list[Piece] = []
    for number, line in enumerate([*lines, ""]):
        stripped = line.strip()
        starts = bool(stripped) and (printed_number(stripped)[1] > 0 or behind_bullet(stripped) > 0)
        if group and (not stripped or starts):
            yield _grouped(group)
            group = []
        if stripped:
            group.append(Piece(" ".join(stripped.split()), number))


def _trailing(lines: list[str]) -> int:
    count = 0
    for line in reversed(lines):
        if line.strip():
            break
        count += 1
    return count


def _grouped(group: list[Piece]) -> Block:
    return Block(tuple(group), _level(group[0].text) if len(group) == 1 else 0)


def _level(line: str) -> int:
    """2 for a line that reads like a heading: short, capitalized, without a stop at its end; a menu word is one too."""
    words = line.split()
    if len(line) > 90 or _SENTENCE_END.search(line) or behind_bullet(line) or not words[0][0].isalnum():
        return 0
    if printed_number(line)[1] and len(words) > 9:
        return 0
    # A fragment with a number of people in it is text ("45 officers trained"), whatever its length.
    return 0 if re.search(r"\b\d{2,}\b", line) and not re.search(r"\b(?:19|20)\d\d\b", line) else 2
