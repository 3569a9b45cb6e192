"""Lines of a page that are set as a heading is, and those that only look so: what stands around them tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.reading.numbering import FIGURE, printed_number
from extract.reading.pdf.headings import Look, capitals, looks_heading
from extract.reading.pdf.layout import Layout, alike, stacked
from extract.reading.pdf.lines import Line
from extract.reading.pdf.units import Unit

_ENDED = re.compile(r"[.!?:][”’\"')\]]*$")


def ended(text: str) -> bool:
    """Whether a text ends with a stop, closed quotes and brackets aside."""
    return bool(_ENDED.search(text))


def one_heading(last: Line, line: Line, look: Look) -> bool:
    """Whether a line goes on with the heading that ``last`` belongs to."""
    if not looks_heading(line, look) or abs(last.size - line.size) > 0.6 or last.bold != line.bold:
        return False
    if not 0 < last.base - line.base < 1.55 * last.size:
        return False
    return not re.match(r"(?:[IVXL]{1,6}|[A-Z]|\d{1,2})\.\s|\([a-z]\)\s", line.text)


def numbered_text(lines: Sequence[Line], last_number: int) -> bool:
    """Whether bold lines are a paragraph of its own number, as recommendations are set: the next number, and a sentence."""
    number = printed_number(lines[0].text)[0]
    if not number or not number.isdigit() or int(number) != last_number + 1 or last_number == 0:
        return False
    return ended(lines[-1].text) or len(lines) > 3


def runs_in(line: Line, after: Line, layout: Layout) -> bool:
    """Whether a line set bold is the beginning of a paragraph that goes on in the next one."""
    step = line.base - after.base
    if not 0 < step <= 1.18 * layout.pitch(after) or abs(line.size - after.size) > 0.5:
        return False
    if looks_heading(after, layout.look):
        return False
    return after.text[0].islower() or (after.starts_bold and not layout.room(line, after))


def set_apart(units: Sequence[Unit], at: int, above: Line | None, layout: Layout) -> list[Line]:
    """Lines of the text's own weight that stand as a heading: alone, short, in italics or capitals; empty where none do."""
    first = units[at]
    if not isinstance(first, Line) or not (first.italic or capitals(first.text)) or first.text[0].islower():
        return []
    pitch = 1.18 * layout.pitch(first)
    if above is not None and 0 < above.base - first.base <= pitch and stacked(above, first):
        return []
    lines = [first]
    for unit in units[at + 1 :]:
        if not isinstance(unit, Line) or not 0 < lines[-1].base - unit.base <= pitch or not alike(first, unit):
            break
        if unit.italic != first.italic or capitals(unit.text) != capitals(first.text):
            break
        lines.append(unit)
    text = " ".join(line.text for line in lines)
    after = units[at + len(lines)] if at + len(lines) < len(units) else None
    if len(text) > 240 or re.search(r"[.;,:]$", text) or not isinstance(after, Line) or FIGURE.fullmatch(text):
        return []
    close = 0 < lines[-1].base - after.base <= pitch
    if close and (len(lines) > 1 or after.text[0].islower() or not layout.short(first)):
        return []
    return [] if printed_number(text)[0] and (close or not first.italic) else lines
