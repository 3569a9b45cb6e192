"""The title that a report's first page shows: its largest type, all lines of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.reading.numbering import FIGURE
from extract.reading.pdf.characters import HARD_HYPHEN, SOFT_HYPHENS
from extract.reading.pdf.headings import tells_of_people
from extract.reading.pdf.lines import Line

# A title is larger than the text by this, and its lines are alike in size by this.
_LARGER, _ALIKE = 1.15, 0.85
# A title of fewer words than this takes the lines close to it in, down to this part of its size.
_SHORT, _BESIDE = 4, 0.68
_LONGEST, _MOST_LINES = 220, 6
# Fewer letters than this make no page that could show a title.
_FEW = 40


def page_title(pages: Mapping[int, Sequence[Line]], body: float) -> str | None:
    """The title on the first page with text (of the first three), None where no type is larger than the text (``body``)."""
    for number in sorted(pages)[:3]:
        lines = pages[number]
        if sum(len(line.text) for line in lines) >= _FEW:
            return _title([line for line in lines if _may_be_title(line)], body)
    return None


def _may_be_title(line: Line) -> bool:
    letters = sum(character.isalpha() for character in line.text)
    code = " " not in line.text and any(character.isdigit() for character in line.text)
    bullet = line.text[0] in "•◦▪●■"
    called_out = tells_of_people(line.text) and line.text.rstrip().endswith(".")
    return (
        letters > 1
        and not called_out
        and not code
        and not bullet
        and not FIGURE.fullmatch(line.text.strip())
        and "@" not in line.text
    )


def _title(lines: Sequence[Line], body: float) -> str | None:
    largest = max((line.size for line in lines if len(line.text) > 2), default=0.0)
    if largest < _LARGER * body:
        return None
    ordered = sorted(lines, key=lambda line: (-line.base, line.left))
    title = _block(ordered, largest, _ALIKE)
    if sum(len(line.text.split()) for line in title) < _SHORT:
        title = _block(ordered, largest, _BESIDE)
    if len(title) > _MOST_LINES:
        return None
    text = " ".join(line.text for line in title)
    text = re.sub(rf"[{HARD_HYPHEN}{SOFT_HYPHENS}] ?", "", text)
    text = re.sub(r"(?:\s*\|)+\s*$|^\s*\|\s*", "", " ".join(text.split()))
    return text if len(text) <= _LONGEST and re.search(r"[^\W\d_]{2}", text) else None


def _block(lines: Sequence[Line], largest: float, least: float) -> list[Line]:
    """The largest line and the lines of about its size that follow each other about it, from top to bottom."""
    at = next(at for at, line in enumerate(lines) if line.size == largest or line.size > 0.98 * largest)
    found = [lines[at]]
    for line in lines[at + 1 :]:
        if line.size < least * largest or found[-1].base - line.base > 2.3 * max(line.size, found[-1].size):
            break
        found.append(line)
    for line in reversed(lines[:at]):
        if line.size < least * largest or line.base - found[0].base > 2.3 * max(line.size, found[0].size):
            break
        found.insert(0, line)
    return found
