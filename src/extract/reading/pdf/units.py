"""What a page is made of once its lines are known: lines, rows of a table without one, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.reading.pdf.lines import Line

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Row:
    """A row of a table: the lines of each of its cells, left to right."""

    cells: list[list[Line]]

    @property
    def lines(self) -> list[Line]:
        """The lines of all cells."""
        return [line for cell in self.cells for line in cell]


@dataclass(slots=True)
class TableCell:
    """A cell of a table: its lines from top to bottom, the columns that it fills (from 1), whether it reaches down from above."""

    lines: list[Line]
    column: int
    span: int = 1
    carried: bool = False


@dataclass(slots=True)
class Table:
    """A table: its rows, and the left edge of each column in points."""

    rows: list[list[TableCell]]
    lefts: tuple[float, ...]

    @property
    def lines(self) -> list[Line]:
        """The lines of all cells."""
        return [line for row in self.rows for cell in row if not cell.carried for line in cell.lines]


Unit = Line | Row | Table


def lines_of(unit: Unit) -> Sequence[Line]:
    """The lines that a unit is made of."""
    return [unit] if isinstance(unit, Line) else unit.lines


def frame_of(unit: Unit) -> int | None:
    """The number, on its page, of the frame that a unit stands in; None outside of frames."""
    return lines_of(unit)[0].frame


def box_of(unit: Unit) -> Box:
    """Left, bottom, right and top of a unit, in points."""
    lines = lines_of(unit)
    # Ascents and descents of lines close to each other overlap: the middle of a line stands for it.
    bottom = min(line.base for line in lines)
    top = max(line.base + 0.5 * line.size for line in lines)
    return min(line.left for line in lines), bottom, max(line.right for line in lines), top
