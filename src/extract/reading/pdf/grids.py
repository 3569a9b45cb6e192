"""Ruled tables of a page: printed lines that enclose cells, and the lines of text in each cell."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from extract.reading.pdf.lines import Line
from extract.reading.pdf.units import Box, Table, TableCell
from extract.reading.tables import is_figure

# Strokes nearer to each other than this, in points, are one; ends that miss each other by this much still meet.
_NEAR = 3.0
# Rules of one width at most so far below one another belong to one table.
_APART = 160.0
# A grid of more lines than this, each way, is a map's or a chart's.
_MOST = 220
# Cells with more lines than this hold running text: what they are is no table, where they hold most of its letters.
_LONG = 14


@dataclass(frozen=True, slots=True)
class _Grid:
    """The lines of one table: where upright ones stand, where level ones do (from top to bottom), and what each covers."""

    xs: list[float]
    ys: list[float]
    upright: dict[float, list[tuple[float, float]]]
    level: dict[float, list[tuple[float, float]]]


def ruled_tables(lines: Sequence[Line], strokes: Sequence[Box]) -> tuple[list[Table], list[Line]]:
    """The tables that a page's strokes enclose, and the lines of text that stand in none of them."""
    if len(strokes) < 5 or not lines:
        return [], list(lines)
    left = list(lines)
    found: list[Table] = []
    for group in _groups(strokes):
        grid = _grid(group)
        if grid is None:
            continue
        table = _table(left, _cells(grid))
        if table is not None:
            _put_headers(table, left, (grid.xs[0], grid.xs[-1], grid.ys[0]))
            held = {id(line) for line in table.lines}
            left = [line for line in left if id(line) not in held]
            found.append(table)
    return found, left


def _groups(strokes: Sequence[Box]) -> list[list[Box]]:
    """Strokes that meet each other, or that are level, of one width and not far apart."""
    kept = list(dict.fromkeys(tuple(round(one, 1) for one in stroke) for stroke in strokes))
    if len(kept) > 4000:
        return []
    parent = list(range(len(kept)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    by_left = sorted(range(len(kept)), key=lambda at: kept[at][0])
    lefts = [kept[at][0] for at in by_left]
    for at, (x0, y0, x1, y1) in enumerate(kept):
        for other in by_left[: bisect.bisect_right(lefts, x1 + _NEAR)]:
            if other == at:
                continue
            a0, b0, a1, b1 = kept[other]
            if a1 < x0 - _NEAR:
                continue
            meet = b0 <= y1 + _NEAR and b1 >= y0 - _NEAR
            both_level = y0 == y1 and b0 == b1 and x1 - x0 > 60
            alike = both_level and abs(a0 - x0) < 2 and abs(a1 - x1) < 2 and abs(b0 - y0) < _APART
            if meet or alike:
                parent[root(at)] = root(other)
    groups: dict[int, list[Box]] = defaultdict(list)
    for at, stroke in enumerate(kept):
        groups[root(at)].append((stroke[0], stroke[1], stroke[2], stroke[3]))
    return [group for group in groups.values() if len(group) > 3]


def _grid(strokes: Sequence[Box]) -> _Grid | None:
    """The grid of strokes, open sides closed where level lines end together; None where they make no cells."""
    level = [stroke for stroke in strokes if stroke[2] - stroke[0] >= stroke[3] - stroke[1]]
    upright = [stroke for stroke in strokes if stroke[2] - stroke[0] < stroke[3] - stroke[1]]
    ys = _clusters([stroke[1] for stroke in level])
    if len(ys) < 3 or len(ys) > _MOST:
        return None
    top, bottom = max(ys), min(ys)
    ends = [min(stroke[0] for stroke in level), max(stroke[2] for stroke in level)]
    xs = _clusters([stroke[0] for stroke in upright] + ends)
    if len(xs) < 2 or len(xs) > _MOST:
        return None
    uprights: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for stroke in upright:
        uprights[_nearest(xs, stroke[0])].append((stroke[1], stroke[3]))
    for end in ends:
        uprights[_nearest(xs, end)].append((bottom, top))
    levels: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for stroke in level:
        levels[_nearest(ys, stroke[1])].append((stroke[0], stroke[2]))
    return _Grid(xs, sorted(ys, reverse=True), uprights, levels)


def _clusters(values: Sequence[float]) -> list[float]:
    """The values, those near each other taken together at their first one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _nearest(values: Sequence[float], value: float) -> float:
    at = bisect.bisect_right(values, value)
    return min(values[max(0, at - 1) : at + 1], key=lambda one: abs(one - value))


def _covers(intervals: Sequence[tuple[float, float]], middle: float) -> bool:
    return any(low - 1 <= middle <= high + 1 for low, high in intervals)


@dataclass(frozen=True, slots=True)
class _Region:
    """A cell: rows and columns of the grid that it fills, the last ones included, and its box."""

    top: int
    bottom: int
    left: int
    right: int
    box: Box


def _cells(grid: _Grid) -> list[_Region]:
    """The rectangles that the grid's lines enclose: fields with no line between them are one."""
    width, height = len(grid.xs) - 1, len(grid.ys) - 1
    field_of: dict[tuple[int, int], int] = {}
    regions: list[list[tuple[int, int]]] = []
    for row in range(height):
        for column in range(width):
            if (row, column) in field_of:
                continue
            members, stack = [], [(row, column)]
            field_of[row, column] = len(regions)
            while stack:
                here = stack.pop()
                members.append(here)
                for there in _joined(grid, here, width, height):
                    if there not in field_of:
                        field_of[there] = len(regions)
                        stack.append(there)
            regions.append(members)
    found = []
    for members in regions:
        rows, columns = [one[0] for one in members], [one[1] for one in members]
        top, bottom, left, right = min(rows), max(rows), min(columns), max(columns)
        if len(members) == (bottom - top + 1) * (right - left + 1):
            box = (grid.xs[left], grid.ys[bottom + 1], grid.xs[right + 1], grid.ys[top])
            found.append(_Region(top, bottom, left, right, box))
    return found


def _joined(grid: _Grid, here: tuple[int, int], width: int, height: int) -> list[tuple[int, int]]:
    """The fields beside a field with no line in between."""
    row, column = here
    middle_y = (grid.ys[row] + grid.ys[row + 1]) / 2
    middle_x = (grid.xs[column] + grid.xs[column + 1]) / 2
    found = []
    if column + 1 < width and not _covers(grid.upright[grid.xs[column + 1]], middle_y):
        found.append((row, column + 1))
    if column and not _covers(grid.upright[grid.xs[column]], middle_y):
        found.append((row, column - 1))
    if row + 1 < height and not _covers(grid.level[grid.ys[row + 1]], middle_x):
        found.append((row + 1, column))
    if row and not _covers(grid.level[grid.ys[row]], middle_x):
        found.append((row - 1, column))
    return found


def _table(lines: Sequence[Line], regions: Sequence[_Region]) -> Table | None:
    """The table whose cells are the regions, the lines of text put into them; None where they hold no table."""
    held: dict[int, list[Line]] = {}
    for line in lines:
        x, y = line.left + min(3.0, (line.right - line.left) / 2), line.base + 0.3 * line.size
        inside = [at for at, one in enumerate(regions) if one.box[0] <= x <= one.box[2] and one.box[1] <= y <= one.box[3]]
        for at in inside[:1]:
            held.setdefault(at, []).append(line)
    filled = {at: sorted(some, key=lambda one: (-one.base, one.left)) for at, some in held.items()}
    rows = {row for at in filled for row in range(regions[at].top, regions[at].bottom + 1)}
    if len(filled) < 4 or not _is_table(filled, regions):
        return None
    columns = sorted({regions[at].left for at in filled})
    edges = [min(regions[at].box[0] for at in filled if regions[at].left == column) for column in columns]
    made: list[list[TableCell]] = []
    for row in sorted(rows):
        cells: list[TableCell] = []
        for at in sorted(filled, key=lambda one: regions[one].left):
            region = regions[at]
            if region.top <= row <= region.bottom:
                first = bisect.bisect_left(columns, region.left)
                last = bisect.bisect_right(columns, region.right) - 1
                cells.append(TableCell(filled[at], first + 1, last - first + 1, region.top < row))
        if any(not cell.carried for cell in cells):
            made += _parted(_by_column(cells, edges))
    return Table(_with_labels_whole(made), tuple(edges))


def _put_headers(table: Table, lines: Sequence[Line], sides: tuple[float, float, float]) -> None:
    """Puts headers that stand over a table's upper line in its first row: lines over several columns, each over one of them.

    ``sides`` are the left and right end and the height of the table's upper line.
    """
    left, right, top = sides
    if len(table.lefts) < 2:
        return
    bounds = [*table.lefts, right]
    over: dict[int, list[Line]] = {}
    height = top
    for line in sorted((one for one in lines if one.base >= top - 1), key=lambda one: one.base):
        if line.base - height > 1.6 * line.size:
            break
        if line.right < left or line.left > right:
            continue
        at = next(
            (at for at in range(len(table.lefts)) if bounds[at] - _NEAR < line.left and line.right < bounds[at + 1] + _NEAR), -1
        )
        if at < 0 or any(character in line.text[-1:] for character in ".:"):
            break
        over.setdefault(at, []).append(line)
        height = max(height, line.base)
    if len(over) > 1 and 2 * len(over) >= len(table.lefts):
        cells = [TableCell(sorted(some, key=lambda one: -one.base), at + 1) for at, some in sorted(over.items())]
        table.rows.insert(0, cells)


def _with_labels_whole(rows: list[list[TableCell]]) -> list[list[TableCell]]:
    """The rows, one that only goes on with the label above it put into that: a line is drawn under the words, not under a row."""
    found: list[list[TableCell]] = []
    for row in rows:
        own = [cell for cell in row if not cell.carried]
        above = next((cell for cell in found[-1] if cell.column == own[0].column), None) if found and len(own) == 1 else None
        if above is not None and not above.carried and len(row) > 1:
            last, first = above.lines[-1], own[0].lines[0]
            close = last.base - first.base < 1.45 * first.size and abs(last.size - first.size) < 0.3
            open_end = not re.search(r"[.;:]$", last.text) and not re.match(r"[•\-–\d]", first.text)
            if close and open_end and (first.text[0].islower() or last.right - last.left > 0.75 * (first.right - first.left)):
                above.lines += own[0].lines
                continue
        found.append(row)
    return found


def _by_column(cells: list[TableCell], lefts: Sequence[float]) -> list[TableCell]:
    """The cells of a row, one over several columns parted where each of its lines stands in one of them: no line parts them."""
    found: list[TableCell] = []
    for cell in cells:
        bounds = [*lefts[cell.column - 1 : cell.column - 1 + cell.span], 1e9]
        if cell.column - 1 + cell.span < len(lefts):
            bounds[-1] = lefts[cell.column - 1 + cell.span]
        by_column: dict[int, list[Line]] = {}
        for line in cell.lines:
            at = next(
                (at for at in range(cell.span) if line.left > bounds[at] - _NEAR and line.right < bounds[at + 1] + _NEAR), -1
            )
            by_column.setdefault(at, []).append(line)
        if cell.carried or cell.span < 2 or len(by_column) < 2 or -1 in by_column:
            found.append(cell)
            continue
        found += [TableCell(lines, cell.column + at) for at, lines in sorted(by_column.items())]
    return found


def _is_table(filled: dict[int, list[Line]], regions: Sequence[_Region]) -> bool:
    """Whether cells with text are a table's: two rows hold two cells or more, and no cells of running text most letters."""
    by_row: dict[int, int] = defaultdict(int)
    for at in filled:
        by_row[regions[at].top] += 1
    letters = {at: sum(len(line.text) for line in lines) for at, lines in filled.items()}
    long = sum(letters[at] for at, lines in filled.items() if len(lines) > _LONG)
    return sum(count > 1 for count in by_row.values()) > 1 and long <= 0.6 * sum(letters.values())


def _parted(cells: list[TableCell]) -> list[list[TableCell]]:
    """A row of the grid as the rows it holds: where a cell holds figures one under the other, each is a row of its own."""
    own = [cell for cell in cells if not cell.carried]
    stacked = [cell for cell in own if len(cell.lines) > 1 and all(is_figure(line.text) for line in cell.lines)]
    labels = [cell for cell in own if len(cell.lines) > 1 and not any(is_figure(line.text) for line in cell.lines)]
    if not stacked or not labels or len({len(cell.lines) for cell in stacked}) > 1:
        return [cells]
    bases = [line.base for line in stacked[0].lines]
    if not all(_label_lines(cell.lines, bases) for cell in labels[:1]):
        return [cells]
    found: list[list[TableCell]] = []
    for at, base in enumerate(bases):
        below = bases[at + 1] if at + 1 < len(bases) else -1e9
        row = []
        for cell in cells:
            high = 1e9 if not at else base + 0.6 * cell.lines[0].size
            low = below + 0.6 * cell.lines[0].size
            some = [line for line in cell.lines if low < line.base <= high]
            if some:
                row.append(TableCell(some, cell.column, cell.span, cell.carried))
        found.append(row)
    return found


def _label_lines(lines: Sequence[Line], bases: Sequence[float]) -> bool:
    """Whether beside each figure a label begins: a line on its height that does not go on in lower case."""
    beside = [next((line for line in lines if abs(line.base - base) < 0.5 * line.size), None) for base in bases]
    return all(line is not None and not re.match(r"[a-z(]", line.text) for line in beside)
