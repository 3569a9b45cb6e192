"""The reading order of a page: columns one after the other, tables row by row."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.reports.page_lines import Line


@dataclass(slots=True)
class Row:
    """A row of a table: the lines of each of its cells, left to right."""

    cells: list[list[Line]]

    @property
    def lines(self) -> list[Line]:
        """The lines of all cells."""
        return [line for cell in self.cells for line in cell]


Unit = Line | Row


def reading_order(lines: Sequence[Line]) -> list[Unit]:
    """The lines and table rows of a page, given in the order of the file, in the order they are read in."""
    units: list[Unit] = []
    for part in _tabled(_rows(_blocks(lines))):
        units += part
    return _ordered(units)


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
        if found and _beside(found[-1], block):
            found[-1].append(block)
        else:
            found.append([block])
    return found


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
            found.append([Row(row) for row in rows[at:end]])
            at = end
        else:
            found.append([line for block in rows[at] for line in block])
            at += 1
    return found


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
    """Top to bottom; where some stand side by side, each column before the next one, as far as nothing spans both."""
    boxes = [_box(unit) for unit in units]
    if not _side_by_side(boxes):
        return [units[at] for at in sorted(range(len(units)), key=lambda at: (-boxes[at][3], boxes[at][0]))]
    count = len(units)
    after: list[list[int]] = [[] for _ in units]
    waits = [0] * count
    for one in range(count):
        for other in range(count):
            if one != other and _before(boxes, one, other):
                after[one].append(other)
                waits[other] += 1
    free = [(-boxes[at][3], at) for at in range(count) if not waits[at]]
    heapq.heapify(free)
    found: list[Unit] = []
    left = set(range(count))
    while left:
        at = heapq.heappop(free)[1] if free else min(left)
        if at not in left:
            continue
        left.discard(at)
        found.append(units[at])
        for other in after[at]:
            waits[other] -= 1
            if not waits[other] and other in left:
                heapq.heappush(free, (-boxes[other][3], other))
    return found


Box = tuple[float, float, float, float]


def _box(unit: Unit) -> Box:
    lines = unit.lines if isinstance(unit, Row) else [unit]
    # Ascents and descents of lines close to each other overlap: the middle of a line stands for it.
    bottom = min(line.base for line in lines)
    top = max(line.base + 0.5 * line.size for line in lines)
    return min(line.left for line in lines), bottom, max(line.right for line in lines), top


def _side_by_side(boxes: Sequence[Box]) -> bool:
    ordered = sorted(boxes, key=lambda box: -box[3])
    for at, box in enumerate(ordered):
        for other in ordered[at + 1 : at + 12]:
            if other[3] > box[1] and (other[0] > box[2] or other[2] < box[0]):
                return True
    return False


def _before(boxes: Sequence[Box], one: int, other: int) -> bool:
    a, b = boxes[one], boxes[other]
    if _overlap(a, b):
        return a[1] > b[1] or (a[1] == b[1] and a[0] < b[0])
    if a[2] > b[0]:
        return False
    low, high = min(a[1], b[1]), max(a[3], b[3])
    return not any(
        low < c[1] and c[3] < high and _overlap(c, a) and _overlap(c, b) for at, c in enumerate(boxes) if at not in (one, other)
    )


def _overlap(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.5
