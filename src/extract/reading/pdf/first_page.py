"""The first page of a PDF: its lines as the header is read from them, and what of them is masthead and no text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.reading.header.front import Words
from extract.reading.numbering import printed_number
from extract.reading.pdf.lines import Line
from extract.reading.report import Header

_MOST = 60
_FEW = 25
# A masthead's own lines stand in the page's upper part.
_UPPER = 0.55
_KINDS = ("masthead", "when", "session", "agenda", "body", "author", "records", "letter", "statement")


def front_lines(pages: Mapping[int, Sequence[Line]]) -> list[str]:
    """The first lines of a document, top to bottom, what stands on one height as one line; of a thin first page, also the second's."""
    found: list[str] = []
    for number in sorted(pages)[:3]:
        found += heights(pages[number])
        if len(found) >= _FEW:
            break
    return found[:_MOST]


def heights(lines: Sequence[Line]) -> list[str]:
    """The texts of lines, top to bottom, what stands on one height joined left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: -one.base):
        if rows and rows[-1][0].base - line.base < 0.3 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [" ".join(line.text for line in sorted(row, key=lambda one: one.left)) for row in rows]


def without_masthead(
    pages: Mapping[int, Sequence[Line]], whole: Sequence[Line], words: Words, header: Header
) -> dict[int, list[Line]]:
    """The lines of each page without the masthead of the first one; ``whole`` holds all lines of that page.

    A page has one where two of its lines are a masthead's. It goes down to the document's title and its author, and further to
    the first heading with an enumerator, numbered paragraph, or line of running text, whichever comes first.
    """
    found = {number: list(lines) for number, lines in pages.items()}
    first = min(found, default=0)
    lines = found.get(first, [])
    upper = max((line.top for line in whole), default=0.0) * _UPPER
    marks = [line for line in whole if line.base > upper and words.match("masthead", line.text)]
    if len(marks) < 2 or not lines:
        return found
    below = min(line.base for line in marks)
    title = _plain(header.title or "")
    gone: set[int] = set()
    width = max(line.right for line in lines) - min(line.left for line in lines)
    for line in sorted(lines, key=lambda one: (-one.base, one.left)):
        masthead = words.kind(line.text, _KINDS) is not None
        in_title = len(line.text) > 2 and _plain(line.text) in title
        if line.base >= below - 1 or masthead or in_title:
            gone.add(id(line))
        elif _begins(line, words, width):
            break
        else:
            gone.add(id(line))
    found[first] = [line for line in lines if id(line) not in gone]
    return found


def _begins(line: Line, words: Words, width: float) -> bool:
    """Whether the document's text begins with a line: an enumerated heading, a numbered paragraph, a full line of prose."""
    text = line.text
    if words.kind(text, ("end",)) or printed_number(text)[0] or re.match(r"(?:[IVX]{1,5}|[A-Z])\.\s+\S", text):
        return True
    return not line.bold and line.right - line.left > 0.6 * width and sum(word[0].islower() for word in text.split()) > 2


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
