"""Tables of pages: rows that follow each other to tables with columns, tables to the cells that paragraphs are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.reading.numbering import BULLET, FIGURE, LETTERED, printed_number
from extract.reading.pdf.joining import Hyphens, Piece, joined
from extract.reading.pdf.lines import Line
from extract.reading.pdf.units import Row, Table, TableCell, Unit, box_of
from extract.reading.report import Paragraph
from extract.reading.tables import GridCell, Header, header_rows, is_figure, table_paragraphs

_ENDED = re.compile(r"[.!?:;][”’\"')\]]*$")
# How far, in points, columns of a table's next part may stand from those above.
_SHIFT = 12.0


def with_tables(units: Sequence[Unit]) -> list[Unit]:
    """The units of a page, rows that follow each other and share their columns put together to tables."""
    found: list[Unit] = []
    run: list[Row] = []
    for unit in [*units, None]:
        if isinstance(unit, Row) and (item := _item(unit)):
            found += [*_run(run), *item]
            run = []
            continue
        if isinstance(unit, Row) and not counts(unit) and (not run or _follows(run[-1], unit)):
            run.append(unit)
            continue
        found += _run(run)
        run = []
        if isinstance(unit, Row) and not counts(unit):
            run = [unit]
        elif unit is not None:
            found.append(unit)
    return found


def _item(row: Row) -> list[Line]:
    """The lines of a row that is an item of a list: a bullet stands far before its text."""
    bullet = row.cells[0][0]
    if len(row.cells) != 2 or len(row.cells[0]) > 1 or not BULLET.match(f"{bullet.text} x") or len(bullet.text) > 1:
        return []
    first, *others = row.cells[1]
    first.edges = [*bullet.edges, bullet.edges[-1], first.left, *first.edges]
    first.text = f"{bullet.text} {first.text}"
    return [first, *others]


def counts(row: Row) -> bool:
    """Whether a row is large figures side by side, each over what it counts."""
    return all(len(cell) > 1 and FIGURE.fullmatch(cell[0].text) and cell[0].size > cell[-1].size + 2 for cell in row.cells)


def _follows(above: Row, row: Row) -> bool:
    last, box = box_of(above), box_of(row)
    return above.lines[0].frame == row.lines[0].frame and last[1] - box[3] < 3 * row.lines[0].size and box[3] < last[3] + 2


def _run(rows: Sequence[Row]) -> list[Unit]:
    """Rows as one table, where they share their columns; else as they are."""
    several = [row for row in rows if len(row.cells) > 1]
    if len(several) < 2:
        return list(rows)
    columns = _columns(several)
    made: list[list[TableCell]] = []
    for row in rows:
        cells: list[TableCell] = []
        for cell in row.cells:
            left, right = min(line.left for line in cell), max(line.right for line in cell)
            over = [at for at, (a, b) in enumerate(columns) if left < b - 1 and right > a + 1] or [_near(columns, left, right)]
            taken = {column for one in cells for column in range(one.column, one.column + one.span)}
            if any(at + 1 in taken for at in over):
                return list(rows)
            cells.append(TableCell(list(cell), over[0] + 1, over[-1] - over[0] + 1))
        made.append(cells)
    return [Table(_with_continued(made), tuple(left for left, _ in columns))]


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Left and right edge of each column: what cells cover in the rows of most cells, cells of other rows put in between."""
    most = max(len(row.cells) for row in rows)
    found: list[tuple[float, float]] = []
    for row in sorted(rows, key=lambda one: -len(one.cells)):
        for cell in row.cells:
            left, right = min(line.left for line in cell), max(line.right for line in cell)
            over = [at for at, (a, b) in enumerate(found) if left < b and right > a]
            if len(row.cells) == most and len(over) == 1:
                a, b = found[over[0]]
                found[over[0]] = (min(a, left), max(b, right))
            elif not over:
                found.append((left, right))
    return sorted(found)


def _near(columns: Sequence[tuple[float, float]], left: float, right: float) -> int:
    middle = (left + right) / 2
    return min(range(len(columns)), key=lambda at: abs((columns[at][0] + columns[at][1]) / 2 - middle))


def _with_continued(rows: Sequence[list[TableCell]]) -> list[list[TableCell]]:
    """The rows, a line that goes on in lower case with the one cell above it put into that cell."""
    found: list[list[TableCell]] = []
    for row in rows:
        if found and len(row) == 1 and row[0].lines[0].text[0].islower():
            above = next((cell for cell in found[-1] if cell.column == row[0].column), None)
            if above is not None and not _ENDED.search(above.lines[-1].text):
                above.lines += row[0].lines
                continue
        found.append(row)
    return found


@dataclass(slots=True)
class TableReader:
    """Makes paragraphs of a document's tables, one after the other: a table's part on the next page goes on with it."""

    hyphens: Hyphens
    number: int = 0
    rows: int = 0
    header: Header = field(default_factory=Header)
    lefts: tuple[float, ...] = ()
    page: int = 0

    def paragraphs(self, table: Table, caption: str | None) -> list[Paragraph]:
        """The paragraphs of a table; ``caption`` is the line over it."""
        grid = [[self._cell(cell) for cell in row] for row in table.rows]
        page = table.lines[0].page
        on = caption is None and self._goes_on(table, page)
        if not on:
            self.number, self.rows, self.header = self.number + 1, 0, Header()
        elif header_rows(grid):
            on = False  # its headers stand again at the top of the page
        found, header = table_paragraphs(grid, self.number, caption, self.header if on else None, self.rows + 1)
        self.rows += len(grid)
        self.header, self.lefts, self.page = header, table.lefts, page
        return found

    def continued(self, row: Row) -> Table | None:
        """A row by itself as the next part of the last table, where each of its cells stands in one of its columns."""
        if not self.lefts or row.lines[0].page - self.page not in {0, 1} or len(row.cells) != len(self.lefts):
            return None
        bounds = [*self.lefts, float("inf")]
        for at, cell in enumerate(row.cells):
            if not all(bounds[at] - _SHIFT < line.left and line.right < bounds[at + 1] + _SHIFT for line in cell):
                return None
        return Table([[TableCell(list(cell), at) for at, cell in enumerate(row.cells, 1)]], self.lefts)

    def _goes_on(self, table: Table, page: int) -> bool:
        """Whether a table is the next part of the last one: as many columns, at their places, on its page or the next."""
        if page - self.page not in {0, 1} or len(table.lefts) != len(self.lefts) or not self.lefts:
            return False
        return all(abs(one - other) < _SHIFT for one, other in zip(table.lefts, self.lefts, strict=True))

    def _cell(self, cell: TableCell) -> GridCell:
        parts = tuple(joined([Piece(line) for line in lines], self.hyphens) for lines in _paragraphs_of(cell.lines))
        bold = all(line.bold for line in cell.lines)
        return GridCell(tuple(part for part in parts if part[0]), cell.column, cell.span, False, bold, cell.carried)


def _paragraphs_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a cell as its paragraphs: parted by bullets, numbers and gaps."""
    found: list[list[Line]] = []
    for line in lines:
        last = found[-1][-1] if found else None
        begins = BULLET.match(line.text) or LETTERED.match(line.text) or printed_number(line.text)[0]
        gap = last is not None and last.base - line.base > 1.75 * line.size
        if last is None or begins or (gap and _ENDED.search(last.text) and not is_figure(line.text)):
            found.append([line])
        else:
            found[-1].append(line)
    return found
