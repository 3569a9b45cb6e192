"""Runs of characters to the lines of a page: marks of footnotes taken out, cells of tables apart from each other."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from extract.reading.marks import is_mark
from extract.reading.pdf.characters import HARD_HYPHEN, SOFT_HYPHENS, Run
from extract.reading.pdf.type import spaced_out, with_initials

# What stands alone before a line's text, a tab's width away from it: a number, a letter in brackets, a bullet.
ENUMERATOR = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-z]|[IVXLivxl]{1,6})[.)]{0,2}|[•◦▪▫●○■□–—‣⁃∙·o\uf0b7\uf0a7\uf0d8\uf076\uf0fc➢►▶✓✔*-])"
)
_CLOSES = re.compile(r"[,.;:)\]”’!?]")


@dataclass(slots=True)
class Line:
    """A line of a page, or of one cell of a table. ``edges`` holds left and right edge of each character of ``text``.

    ``marked`` says that a footnote's mark stood before the text; ``starts_bold`` that the first words are bold although
    ``bold`` (all of it) may not hold; ``order`` is its place in the file; ``limit`` how far to the right it could have gone where
    a frame stands beside it; ``frame`` the frame that it stands in, by its number on the page.
    """

    page: int
    text: str
    edges: list[float]
    base: float
    bottom: float
    top: float
    size: float
    bold: bool
    italic: bool
    starts_bold: bool = False
    marked: bool = False
    order: int = 0
    limit: float = math.inf
    frame: int | None = None

    @property
    def left(self) -> float:
        """The left edge of the first character."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """The right edge of the last character."""
        return self.edges[-1]

    def first_word(self) -> float:
        """The width of the first word, in points."""
        end = self.text.find(" ")
        last = len(self.text) if end < 0 else end
        return self.edges[2 * last - 1] - self.edges[0]


Upright = tuple[float, float, float]


def page_lines(number: int, runs: Iterable[Run], uprights: Sequence[Upright] = ()) -> list[Line]:
    """The lines of a page in the order of the file; what stands on one height but a column's gap, or a printed upright line,
    apart makes two."""
    groups: list[list[Run]] = []
    for run in runs:
        if groups and _beside(groups[-1], run) and not _parted(groups[-1][-1], run, uprights):
            groups[-1].append(run)
        else:
            groups.append([run])
    lines = with_initials(
        _stretched([spaced_out(line) for group in _rejoined(groups, uprights) if (line := _line(number, group))])
    )
    for order, line in enumerate(lines):
        line.order = order
    return lines


def _parted(last: Run, run: Run, uprights: Sequence[Upright]) -> bool:
    """Whether a printed upright line stands between two runs: the border of a table's cell."""
    left, right, level = last.right - 1, run.left + 1, run.base + 0.3 * run.size
    return any(left < across < right and bottom < level < top for across, bottom, top in uprights)


def _initial(group: Sequence[Run], run: Run) -> bool:
    """Whether a group is a large initial, over several lines of a run's size."""
    return (
        len(group) == 1 and len(group[0].text.strip("“‘\"' ")) == 1 and group[0].size > 1.7 * run.size and run.text[0].isalpha()
    )


def _beside(group: Sequence[Run], run: Run) -> bool:
    last = group[-1]
    if _initial(group, run):
        return False
    size = max(last.size, run.size)
    if abs(main_of(group).base - run.base) > 0.55 * size:
        return False
    gap = run.left - last.right
    written = "".join(one.text for one in group).strip()
    limit = 6 * size if ENUMERATOR.fullmatch(written) else 1.5 * min(last.size, run.size)
    return -0.6 * size < gap < max(limit, 0.4 * size)


def _rejoined(groups: list[list[Run]], uprights: Sequence[Upright]) -> list[list[Run]]:
    """Groups that touch each other on one height, although the file has them apart, made one."""
    found: list[list[Run]] = []
    by_height: dict[int, list[list[Run]]] = {}
    for group in groups:
        first = group[0]
        near = (other for step in (-1, 0, 1) for other in by_height.get(round(first.base / 4) + step, ()))
        for other in near:
            size = max(first.size, other[-1].size)
            before, after = first.left - other[-1].right, other[0].left - group[-1].right
            if (
                abs(main_of(other).base - main_of(group).base) > 0.4 * size
                or _initial(other, first)
                or _initial(group, other[0])
            ):
                continue
            if _parted(other[-1], first, uprights) or _parted(group[-1], other[0], uprights):
                continue
            if -0.3 * size < before < 0.6 * size:
                other.extend(group)
                break
            if -0.3 * size < after < 0.6 * size:
                other[:0] = group
                break
        else:
            found.append(group)
            by_height.setdefault(round(first.base / 4), []).append(group)
    return found


def _stretched(lines: list[Line]) -> list[Line]:
    """Words on one height, evenly apart, that fill the width of the lines above and below: one line, stretched to it."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        end = at + 1
        while (
            end < len(lines)
            and abs(lines[end].base - lines[at].base) < 0.1 * lines[at].size
            and lines[end].left > lines[end - 1].right
        ):
            end += 1
        words = lines[at:end]
        beside = [line for line in (*found[-2:], *lines[end : end + 2]) if _spans(line, words)]
        if len(words) > 1 and _even(words) and _as_wide(words, beside):
            found.append(_one(words))
        else:
            found += words
        at = end
    return found


def _even(words: Sequence[Line]) -> bool:
    gaps = [after.left - before.right for before, after in itertools.pairwise(words)]
    for word in words:
        gaps += [word.edges[2 * at + 2] - word.edges[2 * at - 1] for at, one in enumerate(word.text) if one == " "]
    return max(gaps) - min(gaps) < 0.2 * max(gaps) + 1


def _spans(line: Line, words: Sequence[Line]) -> bool:
    """Whether a line near the words runs through the gaps between them: no table's row does."""
    near = abs(line.base - words[0].base) < 2.2 * line.size and abs(line.size - words[0].size) < 0.5
    return near and len(line.text) > 12 and line.left < words[0].right and line.right > words[-1].left


def _as_wide(words: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether the words begin where one of the lines begins, and end where one of them ends."""
    begins = any(abs(line.left - words[0].left) < 3 for line in lines)
    return begins and any(abs(line.right - words[-1].right) < 4 for line in lines)


def _one(words: Sequence[Line]) -> Line:
    first = words[0]
    for word in words[1:]:
        first.edges += (first.edges[-1], word.left, *word.edges)
        first.text += " " + word.text
        first.bold, first.italic = first.bold and word.bold, first.italic and word.italic
        first.bottom, first.top = min(first.bottom, word.bottom), max(first.top, word.top)
    return first


def main_of(group: Sequence[Run]) -> Run:
    """The run that sets the line's baseline and size: the longest of the large ones."""
    largest = max(run.size for run in group)
    return max((run for run in group if run.size >= 0.8 * largest or len(run.text) > 12), key=lambda run: len(run.text))


def _line(number: int, group: list[Run]) -> Line | None:
    main = main_of(group)
    text, edges, marked = "", list[float](), False
    kept: list[Run] = []
    right, spaced, after_mark = group[0].left, False, False
    for run in group:
        if run is not main and (_is_mark(run, main, text) or (after_mark and _between_marks(run, main))):
            marked = marked or not text
            spaced, right, after_mark = spaced or run.spaced, run.right, True
            continue
        gap = run.left - right
        spaced = spaced or (after_mark and (run.text[0].isalnum() or run.text[0] in "“‘(["))
        if text and not text.endswith(" ") and (spaced or run.spaced or gap > 0.25 * main.size) and not _CLOSES.match(run.text):
            edges += (edges[-1], max(run.left, edges[-1]))
            text += " "
        text += run.text
        edges += run.edges
        kept.append(run)
        right, spaced, after_mark = run.right, False, False
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if end <= start:
        return None
    letters = sum(len(run.text) for run in kept)
    bold = sum(len(run.text) for run in kept if run.bold) >= 0.95 * letters
    italic = sum(len(run.text) for run in kept if run.italic) >= 0.95 * letters
    first = next((run for run in kept if not ENUMERATOR.fullmatch(run.text.strip())), kept[0])
    large = [run for run in kept if run.size >= 0.8 * main.size]
    box = min(run.bottom for run in large), max(run.top for run in large)
    line = Line(number, text[start:end], edges[2 * start : 2 * end], main.base, *box, main.size, bold, italic)
    line.starts_bold, line.marked = first.bold, marked
    return line


def _is_mark(run: Run, main: Run, before: str) -> bool:
    """Whether a run is the mark of a footnote: small, raised, a number or a sign; no ordinal's ending and no square metre's 2."""
    if run.size > 0.85 * main.size or run.base < main.base + 0.12 * main.size:
        return False
    return is_mark(run.text, before)


def _between_marks(run: Run, main: Run) -> bool:
    """Whether a run stands between two marks of footnotes: a raised comma."""
    return run.size < 0.85 * main.size and run.base > main.base + 0.12 * main.size and run.text.strip() in {",", "–", "-", ""}


def evened(lines: list[Line]) -> list[Line]:
    """The lines of a page; where sizes change from line to line, as text recognition guesses them, all of the middle one.

    Bold type that comes and goes with them is taken back too.
    """
    pairs = [(above, line) for above, line in itertools.pairwise(lines) if 0 < above.base - line.base < 2 * above.size]
    uneven = sum(abs(above.size - line.size) > 0.2 for above, line in pairs)
    if len(pairs) < 5 or uneven < 0.35 * len(pairs):
        return lines
    middle = median(line.size for line in lines)
    for line in lines:
        if 0.6 * middle < line.size < 1.5 * middle:
            line.size, line.bold, line.starts_bold = middle, False, False
    return lines


def is_hyphen(character: str) -> bool:
    """Whether a line that ends with the character may end within a word."""
    return character in {"-", "\u2010", HARD_HYPHEN} or character in SOFT_HYPHENS
