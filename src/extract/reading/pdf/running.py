"""What runs along the pages of a document beside its text: headers, footers, page numbers, bar codes, side notes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extract.reading.pdf.lines import Line

# The parts of a page, from its upper and its lower edge, in which headers and footers stand.
_TOP, _BOTTOM, _OUTER = 0.14, 0.14, 0.085
_NUMBER = re.compile(
    r"(?:[Pp]age |[Pp]\. ?|[-–—|] ?)?(?:\d{1,4}|[ivxlc]{1,7})(?: ?(?:/|of|sur|de) ?\d{1,4})?(?: ?[-–—|])?|\| ?\d{1,4}.*|[-–—] ?\d{1,4}(?: ?[-–—|].*)?"
    r"|\d{1,4} ?[|•·–—] ?\D{3,60}|\D{3,60} ?[|•·–—] ?\d{1,4}|(?:\D{3,60}\d{4} ?[|•·–—] ?\d{1,4})|\d{1,4} ?[|•·–—] ?\D{3,60}\d{4}"
)
_SYMBOL = re.compile(r"[A-Z]{1,6}(?:[-.][A-Z]+)?(?:/[A-Za-z0-9.,*()\-]+)+(?: ?\([^)]{1,12}\))?(?:[*\s]|/\S+)*")
_JOB = re.compile(
    r"(?:[A-Z]{2}\.)?\d{2}-\d{4,6}[A-Z]?\*{0,2}(?: ?\([A-Z]\))?(?:\s*\d{6})*(?:\s*\d+/\d+)?|[*_|]?\s?\d{5,12}\s?[*_|]?|\*[0-9A-Z]{5,}\*"
)
_BLANKS = re.compile(r"\s+")


def without_running(pages: Mapping[int, Sequence[Line]], heights: Mapping[int, float]) -> dict[int, list[Line]]:
    """The lines of each page (by number) without what runs along the pages; ``heights`` are the pages' heights in points.

    A line of the page's edge runs along where it stands, but for its figures, at the same height on other pages; where it is a
    page number, a job number or a bar code; or where it is a document symbol that the first page gives too.
    """
    edge = {number: [line for line in lines if _at_edge(line, heights[number])] for number, lines in pages.items()}
    seen = _repeated(edge, heights)
    first = min(pages, default=0)
    front = {_plain(line.text) for line in pages.get(first, ())}
    found: dict[int, list[Line]] = {}
    for number, lines in pages.items():
        formed = {id(one) for one in edge[number] if _by_form(one, heights[number], front) and not _in_row(one, lines)}
        running = formed | _outward(
            edge[number], heights[number], {id(one) for one in edge[number] if _key(one) in seen} | formed
        )
        while text := {id(one) for one in edge[number] if id(one) in running - formed and _in_text(one, lines, running)}:
            running -= text
        if number != first:
            running |= _beyond(edge[number], running, heights[number])
        found[number] = [line for line in lines if id(line) not in running and not _grown(line, lines, running)]
    return found


def _at_edge(line: Line, height: float) -> bool:
    return line.base > height * (1 - _TOP) or line.base < height * _BOTTOM


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"[\divxlc]+(?!\w)", "#", _plain(line.text)), round(line.base / 6)


def _plain(text: str) -> str:
    return _BLANKS.sub("", text).casefold()


def _repeated(edge: Mapping[int, Iterable[Line]], heights: Mapping[int, float]) -> set[tuple[str, int]]:
    """The lines, figures aside, that stand at one height on several pages.

    At the very edge two or three pages suffice; further in, where a heading may by chance stand, a fifth of the pages. The
    figures must be the same or grow with the pages: "Figure 1" and "Figure 2" do not run along.
    """
    pages: dict[tuple[str, int], dict[int, tuple[int, ...]]] = defaultdict(dict)
    outer: set[tuple[str, int]] = set()
    for number, lines in edge.items():
        for line in lines:
            text, height = _key(line)
            figures = tuple(int(figure[:9]) for figure in re.findall(r"\d+", line.text))
            for near in (height - 1, height, height + 1):
                pages[text, near].setdefault(number, figures)
                if _outermost(line, heights[number]):
                    outer.add((text, near))
    few = 2 if len(edge) < 6 else 3
    many = max(3, len(edge) // 5)
    return {
        key
        for key, held in pages.items()
        if len(key[0]) < 160 and len(held) >= (few if key in outer else many) and _pages_count(held)
    }


def _pages_count(held: Mapping[int, tuple[int, ...]]) -> bool:
    """Whether each figure, by its place in the line, stays as it is or counts the pages, on more than half of the pages."""
    for figures in zip(*held.values(), strict=False):
        same = Counter(figures).most_common(1)[0][1]
        counts = Counter(figure - number for figure, number in zip(figures, held, strict=True)).most_common(1)[0][1]
        if 2 * max(same, counts) <= len(held):
            return False
    return True


def _outermost(line: Line, height: float) -> bool:
    return line.base > height * (1 - _OUTER) or line.base < height * _OUTER


def _by_form(line: Line, height: float, front: set[str]) -> bool:
    text = line.text.strip()
    if _JOB.fullmatch(text):
        return True
    if _outermost(line, height) and _NUMBER.fullmatch(text):
        return True
    return line.base > height * (1 - _TOP) and bool(_SYMBOL.fullmatch(text)) and (len(text) < 40 or _plain(text) in front)


def _in_row(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a number stands in a table's row: with another number, or three more pieces, on its height."""
    beside = [one for one in lines if one is not line and abs(one.base - line.base) < 0.3 * line.size]
    return len(beside) > 2 or any(one.text.strip().isdigit() for one in beside)


def _outward(lines: Sequence[Line], height: float, running: set[int]) -> set[int]:
    """Of the lines that may run along, those with no other line between them and the page's edge: text may repeat itself too."""
    found: set[int] = set()
    for upper in (True, False):
        side = [line for line in lines if (line.base > height / 2) is upper]
        ends = [line.base for line in side if id(line) not in running and not _beside_running(line, side, running)]
        nearest = max(ends, default=0.0) if upper else min(ends, default=height)
        found |= {id(line) for line in side if id(line) in running and (line.base > nearest if upper else line.base < nearest)}
    return found


def _beside_running(line: Line, lines: Sequence[Line], running: set[int]) -> bool:
    return any(id(other) in running and abs(other.base - line.base) < 0.3 * line.size for other in lines)


def _beyond(lines: Iterable[Line], running: set[int], height: float) -> set[int]:
    """The lines of the page's edge that stand beyond a running one: above a header, below a footer."""
    held = [line for line in lines if id(line) in running]
    header = min((line.base for line in held if line.base > height / 2), default=height)
    footer = max((line.base for line in held if line.base < height / 2), default=0.0)
    return {id(line) for line in lines if line.base > header + 1 or line.base < footer - 1}


def _in_text(line: Line, lines: Sequence[Line], running: set[int]) -> bool:
    """Whether text of a line's own size goes on close above or below it, in its column."""
    return any(
        0 < abs(other.base - line.base) < 1.45 * line.size
        and abs(other.size - line.size) < 0.3
        and id(other) not in running
        and min(other.right, line.right) > max(other.left, line.left)
        and len(other.text) > 25
        for other in lines
    )


def _grown(line: Line, lines: Sequence[Line], running: set[int]) -> bool:
    """Whether a line stands beside a running one on its height: the other half of one header ("Annual Report | 12")."""
    if len(line.text) > 60 or _in_text(line, lines, running):
        return False
    return any(
        id(other) in running and abs(other.base - line.base) < 0.3 * line.size for other in lines
    ) and not line.text.endswith((".", ","))
