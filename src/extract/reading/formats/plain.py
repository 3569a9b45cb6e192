"""Plain text: paragraphs parted by blank lines; without those, one a line, or parted by indents where lines are broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extract.reading.content import Content
from extract.reading.encoding import decoded
from extract.reading.flow import Block, Piece, Table, cell, paragraphs
from extract.reading.numbering import behind_bullet, printed_number, reads_like_heading
from extract.reading.tables import Row

# A line of a hard-wrapped text is seldom longer; a paragraph that stands on one line often is.
_WRAPPED = 110
_FRONT_LINES = 60
_SENTENCE_END = re.compile(r"[.!?;:,][\"”’)\]]*$")
_FULL_STOP = re.compile(r"[.!?][\"”’)\]]*$")
_UNDERLINE = re.compile(r"(=|-|_|~|\*){4,}$")
_PAGE_NUMBER = re.compile(r"(?:[-–—] ?)?\d{1,4}(?: ?[-–—])?$|(?:page|p\.) ?\d{1,4}(?:(?: of |/)\d{1,4})?$", re.IGNORECASE)
_Line = tuple[int, str]


def read_plain(data: bytes, path: Path) -> Content:
    """The content of a plain text file; blocks count its lines. Raises ``ReadError`` for what is no text."""
    text, notices = decoded(data)
    lines = [line.expandtabs(8) if line[:1] == "\t" else line for line in text.split("\n")]
    front = [line.strip() for line in lines if line.strip()][:_FRONT_LINES]
    return Content(tuple(paragraphs(_tables(_blocks(lines)))), notices=notices, front=tuple(front))


def _blocks(lines: Sequence[str]) -> Iterator[Block | Table]:
    kept = [(number, line.rstrip()) for number, line in enumerate(lines) if not _PAGE_NUMBER.match(line.strip())]
    while kept and not kept[-1][1]:
        kept.pop()
    filled = [(number, line) for number, line in kept if line]
    widest = sorted(len(line) for _, line in filled)[-max(1, len(filled) // 10)] if filled else 0
    long_lines = sum(len(line) > _WRAPPED for _, line in filled)
    if long_lines <= len(filled) / 2 and len(filled) < len(kept):
        yield from _by_blank_lines(kept)
    elif _broken(filled, widest):
        yield from _by_indents(filled, widest)
    else:
        for number, line in filled:
            yield _row(number, line) or Block((_piece(number, line),), _level(line.strip()))


def _broken(filled: Sequence[_Line], widest: int) -> bool:
    """Whether lines without blank ones between them are pieces of paragraphs: most are about as long as the widest."""
    full = sum(len(line) >= 0.75 * widest for _, line in filled)
    unfinished = sum(not _FULL_STOP.search(line) for _, line in filled)
    return len(filled) > 4 and 40 <= widest <= _WRAPPED and full > len(filled) / 2 and unfinished > len(filled) / 2


def _by_blank_lines(lines: Sequence[_Line]) -> Iterator[Block | Table]:
    group: list[_Line] = []
    for number, line in [*lines, (-1, "")]:
        row = _row(number, line) if line else None
        if group and (not line or row or _starts(line)):
            yield _grouped(group)
            group = []
        if row:
            yield row
        elif line:
            group.append((number, line))


def _by_indents(lines: Sequence[_Line], widest: int) -> Iterator[Block | Table]:
    group: list[_Line] = []
    for number, line in lines:
        before = group[-1][1] if group else ""
        indented = len(line) - len(line.lstrip()) > len(before) - len(before.lstrip())
        ended = len(before) < 0.7 * widest and (_SENTENCE_END.search(before) or _level(before.strip() or "."))
        if group and (indented or ended or _starts(line)):
            yield _grouped(group)
            group = []
        group.append((number, line))
    if group:
        yield _grouped(group)


def _starts(line: str) -> bool:
    bare = line.strip()
    return printed_number(bare)[1] > 0 or behind_bullet(bare) > 0


def _row(number: int, line: str) -> Table | None:
    """A row of a table whose cells tabs part."""
    cells = line.strip().split("\t")
    if len(cells) < 2 or printed_number(line.strip())[1] or behind_bullet(line.strip()):
        return None
    return Table((tuple(cell([text], number, column) for column, text in enumerate(cells, 1)),))


def _tables(blocks: Iterable[Block | Table]) -> Iterator[Block | Table]:
    """The blocks, rows that follow each other put together to tables."""
    rows: list[Row] = []
    for block in blocks:
        if isinstance(block, Table):
            rows += block.rows
            continue
        if rows:
            yield Table(tuple(rows))
            rows = []
        yield block
    if rows:
        yield Table(tuple(rows))


def _piece(number: int, line: str) -> Piece:
    return Piece(" ".join(line.split()), number)


def _grouped(group: Sequence[_Line]) -> Block:
    lines = [(number, line) for number, line in group if not _UNDERLINE.match(line.strip())]
    if len(lines) == 1:
        level = 2 if len(group) > 1 else _level(lines[0][1].strip())
        return Block((_piece(*lines[0]),), level)
    return Block(tuple(_piece(*line) for line in lines))


def _level(line: str) -> int:
    return 2 if reads_like_heading(line) else 0
