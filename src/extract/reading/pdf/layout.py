"""What the places of a document's lines say: how far they stand apart, how far to the right they reach."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence

from extract.reading.pdf.headings import Look
from extract.reading.pdf.lines import Line
from extract.reading.pdf.units import Unit


class Layout:
    """What the lines' places say: how far lines of a size stand apart, and how far to the right the lines about one reach."""

    def __init__(self, pages: Sequence[Sequence[Unit]], look: Look) -> None:
        self.look = look
        self.right: dict[int, float] = {}
        self.left: dict[int, float] = {}
        steps: dict[int, Counter[float]] = defaultdict(Counter)
        for units in pages:
            lines = [unit for unit in units if isinstance(unit, Line)]
            for above, line in itertools.pairwise(lines):
                step = above.base - line.base
                if stacked(above, line) and 0.8 * line.size < step < 2.6 * line.size and abs(above.size - line.size) < 0.3:
                    steps[round(line.size * 2)][round(step * 2) / 2] += 1
            self._chunks(lines)
        self.pitches = {size: min(counts, key=lambda step: (-counts[step], step)) for size, counts in steps.items()}

    def pitch(self, line: Line) -> float:
        """How far the baselines of lines like this one stand apart within a paragraph."""
        return self.pitches.get(round(line.size * 2), 1.2 * line.size)

    def _chunks(self, lines: Sequence[Line]) -> None:
        chunk: list[Line] = []
        chunks: list[list[Line]] = []
        for line in lines:
            if (
                chunk
                and stacked(chunk[-1], line)
                and 0 < chunk[-1].base - line.base < 1.7 * line.size
                and alike(chunk[-1], line)
                and (chunk[-1].bold, chunk[-1].frame) == (line.bold, line.frame)
            ):
                chunk.append(line)
            else:
                chunk = [line]
                chunks.append(chunk)
        for chunk in chunks:
            right, left = max(line.right for line in chunk), min(line.left for line in chunk)
            if len(chunk) == 1:
                about = [line for line in lines if stacked(line, chunk[0]) and alike(line, chunk[0])]
                right = max((line.right for line in about), default=right)
            for line in chunk:
                self.right[id(line)], self.left[id(line)] = right, left

    def room(self, line: Line, following: Line) -> bool:
        """Whether the next line's first word would have stood on the line: its end was meant."""
        room = min(self.right[id(line)], line.limit - line.size) - line.right
        return room > 1.05 * following.first_word() + 0.6 * line.size

    def short(self, line: Line) -> bool:
        """Whether the line leaves a quarter of its column free."""
        right = min(self.right[id(line)], line.limit - line.size)
        return right - line.right > 0.25 * (right - self.left[id(line)])


def prose_lines(units: Sequence[Unit]) -> set[int]:
    """The ids of lines in blocks of running text, however small and narrow: three lines or more, most going on in lower case."""
    found: set[int] = set()
    block: list[Line] = []
    for unit in [*units, None]:
        last = block[-1] if block else None
        if (
            isinstance(unit, Line)
            and last is not None
            and stacked(last, unit)
            and abs(last.size - unit.size) < 0.3
            and 0 < last.base - unit.base < 1.6 * unit.size
        ):
            block.append(unit)
            continue
        lower = sum(line.text[0].islower() for line in block)
        if len(block) > 2 and 3 * lower >= len(block) and sum(len(line.text.split()) for line in block) > 11:
            found |= {id(line) for line in block}
        block = [unit] if isinstance(unit, Line) else []
    return found


def stacked(above: Line, line: Line) -> bool:
    """Whether two lines share some of the page's width."""
    return min(above.right, line.right) - max(above.left, line.left) > 0


def alike(one: Line, other: Line) -> bool:
    """Whether two lines are of about one size of type."""
    return abs(one.size - other.size) < 0.7
