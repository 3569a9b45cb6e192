"""The reading order of a page: columns one after the other, tables row by row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from extract.reading.numbering import FIGURE
from extract.reading.pdf.lines import Line
from extract.reading.pdf.units import Row, Table, Unit, box_of, lines_of

Frame = tuple[float, float, float, float]
# The least width of a gutter between columns, in points; the least number of lines in a column of text; how long, in
# characters, pieces of a table's or chart's row are at most.
_GUTTER, _COLUMN, _PIECE = 6.0, 3, 48


def reading_order(lines: Sequence[Line], frames: Sequence[Frame] = (), tables: Sequence[Table] = ()) -> list[Unit]:
    """The lines and table rows of a page, given in the order of the file, in the order they are read in.

    What stands in a frame beside the text is read after the text; the lines beside it learn how far they could have gone.
    ``tables`` are the page's ruled tables, whose lines are not among ``lines``.
    """
    _number_frames(lines, frames)
    text, framed = list(lines), list[Unit]()
    for frame in sorted(frames, key=lambda one: (-one[3], one[0])):
        inside = [line for line in text if _inside(line, frame)]
        own = {line.frame for line in inside}
        level = [line for line in text if frame[1] < line.base < frame[3] + line.size and not _inside(line, frame)]
        beside = [line for line in level if line.frame is None or line.frame in own]
        if len(inside) < 3 or sum(len(line.text) > 15 for line in beside) < 3 or _neighbour(frame, frames):
            continue
        if any(line.right > frame[0] + 2 and line.left < frame[2] - 2 and line.base < frame[3] for line in beside):
            continue
        close = [one for one in text if -1.3 * one.size < one.base - frame[1] <= 0 and frame[0] - one.right < 2.5 * one.size]
        for line in (*beside, *close):
            if line.right <= frame[0] + 2:
                line.limit = min(line.limit, frame[0])
        text = [line for line in text if not _inside(line, frame)]
        framed += _ordered([unit for part in _tabled(_rows(_blocks(inside))) for unit in part])
    counts = _counts(text)
    taken = {id(line) for row in counts for line in row.lines}
    text = [line for line in text if id(line) not in taken]
    return [*_ordered([*counts, *tables, *(unit for part in _tabled(_rows(_blocks(text))) for unit in part)]), *framed]


def _counts(lines: Sequence[Line]) -> list[Row]:
    """Large figures side by side, each with what it counts below it, as rows."""
    if not lines:
        return []
    usual = median(line.size for line in lines)
    figures = [line for line in lines if line.size > 1.5 * usual and FIGURE.fullmatch(line.text)]
    found: list[Row] = []
    for figure in sorted(figures, key=lambda one: (-one.base, one.left)):
        cell = [figure]
        for line in sorted(lines, key=lambda one: -one.base):
            step = cell[-1].base - line.base
            near = 0 < step < 1.6 * max(cell[-1].size, line.size) and line.left < figure.right and line.right > figure.left
            told = line.size < figure.size - 2 or (len(cell) == 1 and FIGURE.fullmatch(f"{figure.text} {line.text}"))
            if near and told and len(cell) < 5 and not FIGURE.fullmatch(line.text):
                cell.append(line)
        if len(cell) < 2:
            continue
        if found and abs(found[-1].cells[0][0].base - figure.base) < 3:
            found[-1].cells.append(cell)
        else:
            found.append(Row([cell]))
    return [row for row in found if len(row.cells) > 1]


def _number_frames(lines: Sequence[Line], frames: Sequence[Frame]) -> None:
    """Tells each line the smallest frame about it: of those that hold lines whole, not most of the page, and are no cells."""
    letters = sum(len(line.text) for line in lines)
    by_size = sorted(dict.fromkeys(frames), key=lambda one: ((one[0] - one[2]) * (one[3] - one[1]), one))
    for number, frame in enumerate(by_size):
        inside = [line for line in lines if _inside(line, frame)]
        held = sum(len(line.text) for line in inside)
        if not inside or held > 0.6 * letters or _neighbour(frame, frames):
            continue
        if any(_crosses(line, frame) for line in lines):
            continue
        for line in inside:
            line.frame = number


def _crosses(line: Line, frame: Frame) -> bool:
    """Whether a line of text runs through a frame's side: it is drawn over the text, not about it."""
    level = frame[1] < line.base and line.base + 0.3 * line.size < frame[3]
    return level and not _inside(line, frame) and line.left < frame[2] - 2 and line.right > frame[0] + 2


def _inside(line: Line, frame: Frame) -> bool:
    return frame[0] - 1 < line.left and line.right < frame[2] + 1 and frame[1] - 1 < line.base < frame[3]


def _neighbour(frame: Frame, frames: Sequence[Frame]) -> bool:
    """Whether another frame touches the frame's side: the two are cells of a table."""
    return any(
        min(abs(other[0] - frame[2]), abs(other[2] - frame[0])) < 4 and min(other[3], frame[3]) - max(other[1], frame[1]) > 10
        for other in frames
    )


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that follow each other in the file, one under the other."""
    found: list[list[Line]] = []
    for line in lines:
        if found and _under(found[-1], line):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _under(block: Sequence[Line], line: Line) -> bool:
    last = block[-1]
    step = last.base - line.base
    apart = line.left > max(one.right for one in block) or line.right < min(one.left for one in block)
    return 0 < step < 2.2 * max(last.size, line.size) and not apart


def _rows(blocks: Sequence[list[Line]]) -> list[list[list[Line]]]:
    """Blocks that follow each other in the file side by side, to the right, on one height."""
    found: list[list[list[Line]]] = []
    for block in blocks:
        if found and len(found[-1]) == 1 and len(found[-1][0]) > 1:
            found[-1:] = _parted(found[-1][0], block)
        if found and _beside(found[-1], block):
            found[-1].append(block)
        else:
            found.append([block])
    return found


def _parted(above: list[Line], block: Sequence[Line]) -> list[list[list[Line]]]:
    """A block, parted where its last lines stand beside the next block and the others above it: a table's title and first cell."""
    top = max(line.base for line in block) + 0.6 * block[0].size
    at = next((number for number, line in enumerate(above) if line.base < top), len(above))
    beside, left = above[at:], min(line.left for line in block)
    if not at or not beside or any(line.right > left + 2 for line in beside) or all(line.right <= left + 2 for line in above):
        return [[above]]
    return [[above[:at]], [beside]]


def _beside(row: Sequence[Sequence[Line]], block: Sequence[Line]) -> bool:
    left = min(line.left for line in block)
    right = max(line.right for line in row[-1])
    bottom = min(line.bottom for cell in row for line in cell)
    top = max(line.top for cell in row for line in cell)
    overlap = min(top, max(line.top for line in block)) - max(bottom, min(line.bottom for line in block))
    return left > right - 2 and overlap > 0.3 * block[0].size


def _tabled(rows: Sequence[list[list[Line]]]) -> list[list[Unit]]:
    """The rows of several cells that belong to tables as ``Row``s, all else as lines."""
    found: list[list[Unit]] = []
    at = 0
    while at < len(rows):
        end = _table_end(rows, at)
        if end > at:
            found.append([Row(part) for row in rows[at:end] for part in _peeled(row)])
            at = end
        else:
            found.append([line for block in rows[at] for line in block])
            at += 1
    return found


def _peeled(row: list[list[Line]]) -> list[list[list[Line]]]:
    """A row whose first cell holds lines above all others, set apart: they are rows of their own whose other cells are empty."""
    if len(row) < 2:
        return [row]
    top = max(line.base for cell in row[1:] for line in cell)
    found: list[list[list[Line]]] = []
    first = list(row[0])
    while len(first) > 1 and first[0].base > top + 0.6 * first[0].size and first[0].base - first[1].base > 1.27 * first[0].size:
        found.append([[first.pop(0)]])
    return [*found, [first, *row[1:]]]


def _table_end(rows: Sequence[list[list[Line]]], start: int) -> int:
    """Where the table ends that begins with the row ``start``; ``start`` itself where none does."""
    if len(rows[start]) < 2 or _columns(rows[start]):
        return start
    several, end, at = 1, start + 1, start + 1
    while at < len(rows) and at - end < 2:
        if not _below(rows[at - 1], rows[at]) or _columns(rows[at]):
            break
        if len(rows[at]) > 1:
            several, end = several + 1, at + 1
        elif _prose(rows[at][0]):
            break
        at += 1
    return end if several > 1 else start


def _below(row: Sequence[Sequence[Line]], following: Sequence[Sequence[Line]]) -> bool:
    bottom = min(line.bottom for cell in row for line in cell)
    top = max(line.top for cell in following for line in cell)
    return -6 * following[0][0].size < top - bottom < 0.9 * following[0][0].size


def _columns(row: Sequence[Sequence[Line]]) -> bool:
    """Whether the blocks are columns of running text, not cells: alike in width and each of many lines."""
    if len(row) < 2 or min(len(block) for block in row) < 5:
        return False
    widths = [max(line.right for line in block) - min(line.left for line in block) for block in row]
    return min(widths) > 0.8 * max(widths)


def _prose(block: Sequence[Line]) -> bool:
    return len(block) > 2 and median(len(line.text.split()) for line in block) > 8


def _ordered(units: Sequence[Unit]) -> list[Unit]:
    """Top to bottom; where a gutter parts columns of text, each column before the next one."""
    found: list[Unit] = []
    for zone in _zones(_slabs(units)):
        gutter = _gutter(zone)
        members = [unit for slab in zone for unit in slab]
        if gutter is None:
            for slab in zone:
                found += _one_height(slab)
        else:
            found += _ordered([unit for unit in members if box_of(unit)[0] < gutter])
            found += _ordered([unit for unit in members if box_of(unit)[0] >= gutter])
    return found


def _slabs(units: Sequence[Unit]) -> list[list[Unit]]:
    """Units that overlap in height, top to bottom."""
    found: list[list[Unit]] = []
    bottom = 0.0
    for unit in sorted(units, key=lambda one: (-box_of(one)[3], box_of(one)[0])):
        box = box_of(unit)
        if found and box[3] > bottom:
            found[-1].append(unit)
            bottom = min(bottom, box[1])
        else:
            found.append([unit])
            bottom = box[1]
    return found


Gaps = list[tuple[float, float]]


def _zones(slabs: Sequence[list[Unit]]) -> list[list[list[Unit]]]:
    """Slabs one below the other that some gutter runs through; slabs without any by themselves.

    A slab of two units or more side by side says where a gutter may be; one of a single unit belongs where it leaves it free.
    """
    found: list[list[list[Unit]]] = []
    zone: list[list[Unit]] = []
    gutters: Gaps = []
    for slab in slabs:
        own = _between(slab)
        common = _meet(gutters, _outside(slab)) if gutters else []
        if gutters and not common:
            found += _tailed(zone)
            zone = []
        elif own and not gutters:
            above: list[list[Unit]] = []
            common = own
            while zone and (free := _meet(common, _outside(zone[-1]))):
                above.insert(0, zone.pop())
                common = free
            found += [zone] if zone else []
            zone = above
        zone.append(slab)
        gutters = common or own
    return [*found, *_tailed(zone)]


def _tailed(zone: list[list[Unit]]) -> list[list[list[Unit]]]:
    """A zone, what stands below its columns set apart: a heading or text a gap away from the last slab of several units."""
    last = max((at for at, slab in enumerate(zone) if _between(slab)), default=len(zone))
    for at in range(last + 1, len(zone)):
        unit = zone[at][0]
        above = [
            one for slab in zone[:at] for one in slab if box_of(one)[0] < box_of(unit)[2] and box_of(unit)[0] < box_of(one)[2]
        ]
        size = lines_of(unit)[0].size
        if not above or min(box_of(one)[1] for one in above) - box_of(unit)[1] > 2.4 * size:
            return [zone[:at], zone[at:]]
    return [zone]


def _between(slab: Sequence[Unit]) -> Gaps:
    """The intervals between units of a slab."""
    free = _outside(slab)
    return [gap for gap in free[1:-1] if gap[1] - gap[0] > _GUTTER]


def _outside(slab: Sequence[Unit]) -> Gaps:
    """The intervals that no unit of the slab covers, the endless ones at its sides among them."""
    found, at = Gaps(), -math.inf
    for box in sorted(box_of(unit) for unit in slab):
        if box[0] > at:
            found.append((at, box[0]))
        at = max(at, box[2])
    return [*found, (at, math.inf)]


def _meet(some: Gaps, others: Gaps) -> Gaps:
    return [(max(a, c), min(b, d)) for a, b in some for c, d in others if min(b, d) - max(a, c) > _GUTTER]


def _free(slab: Sequence[Unit], left: float, right: float) -> Gaps:
    """The intervals between ``left`` and ``right`` that no unit of the slab covers."""
    return [(max(a, left), min(b, right)) for a, b in _outside(slab) if min(b, right) - max(a, left) > _GUTTER]


def _gutter(zone: Sequence[Sequence[Unit]]) -> float | None:
    """Where columns of running text part; None where the zone has none."""
    units = [unit for slab in zone for unit in slab]
    if len(units) < 2 * _COLUMN or all(len(slab) < 2 for slab in zone):
        return None
    boxes = [box_of(unit) for unit in units]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    for start, end in sorted(_free(units, left, right), key=lambda gap: gap[0] - gap[1]):
        sides = [unit for unit in units if box_of(unit)[2] <= start + 1], [unit for unit in units if box_of(unit)[0] >= end - 1]
        if all(_text_column(side, right - left) for side in sides):
            return (start + end) / 2
    return None


def _text_column(units: Sequence[Unit], width: float) -> bool:
    """Whether units are lines of a column of text: several, of some words each, a fair part of the page wide."""
    lines = [unit for unit in units if isinstance(unit, Line)]
    if len(lines) < _COLUMN or 2 * len(lines) < len(units):
        return False
    wide = max(line.right for line in lines) - min(line.left for line in lines)
    return median(len(line.text) for line in lines) >= 14 and wide > 0.15 * width


def _one_height(slab: Sequence[Unit]) -> list[Unit]:
    """What stands on one height and is no column: short pieces as one row, others as they are."""
    if len(slab) < 2 or any(isinstance(unit, Row | Table) or len(unit.text) > _PIECE for unit in slab):
        return sorted(slab, key=lambda unit: (-box_of(unit)[1], box_of(unit)[0]))
    lines = [unit for unit in slab if isinstance(unit, Line)]
    cells: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (one.left, -one.base)):
        if cells and line.left < max(one.right for one in cells[-1]):
            cells[-1].append(line)
        else:
            cells.append([line])
    if len(cells) < 2:
        return sorted(slab, key=lambda unit: -box_of(unit)[1])
    for cell in cells:
        cell.sort(key=lambda one: -one.base)
    return [Row(cells)]
