"""What is drawn on a PDF page beside its text: printed lines, frames, the strokes that make the grid of a table, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

View = Callable[[float, float], tuple[float, float]]
Box = tuple[float, float, float, float]
# A path of more segments than this is a map's or a picture's; a page of more paths than this holds one.
_SEGMENTS, _PATHS = 400, 4000
# How many points a line may lean and still be one of a grid.
_LEAN = 1.0
# A page with more boxes of one colour than this holds a picture.
_FILLS = 600


@dataclass(frozen=True, slots=True)
class Rule:
    """A printed horizontal line: from ``left`` to ``right`` at the height ``at``."""

    left: float
    right: float
    at: float


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page, in points of the page as it is shown.

    ``rules`` are printed lines across, ``uprights`` upright ones (across, bottom, top), ``frames`` boxes of a fair size (left,
    bottom, right, top), ``strokes`` all level and upright lines (left, bottom, right, top) of which grids are made, sides of
    boxes among them; ``pictures`` is the part of the page that pictures cover, 0 to 1.
    """

    rules: list[Rule] = field(default_factory=list)
    uprights: list[tuple[float, float, float]] = field(default_factory=list)
    frames: dict[Box, None] = field(default_factory=dict)
    strokes: list[Box] = field(default_factory=list)
    pictures: float = 0.0


def drawn(page: Any, view: View, page_width: float, page_height: float) -> Drawn:
    """What is drawn on a page (a ``pypdfium2.PdfPage``); ``view`` takes points of the file to points of the page shown."""
    import pypdfium2.raw as pdfium

    found = Drawn()
    covered, paths = 0.0, 0
    fills: dict[tuple[int, int, int], dict[Box, None]] = {}
    for item in _items(pdfium, page):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM}:
            continue
        box = _bounds(pdfium, item, view)
        if box is None:
            continue
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            covered += (box[2] - box[0]) * (box[3] - box[1])
            continue
        paths += 1
        stroked, filled = _mode(pdfium, item)
        _lines_and_frames(found, box, stroked, page_width, page_height)
        if paths < _PATHS and (stroked or filled) and not _whole(box, page_width, page_height):
            strokes = _strokes(pdfium, item, box, view)
            if stroked or len(strokes) == 1:
                found.strokes += strokes
            elif len(strokes) in {3, 4} and (colour := _colour(pdfium, item)) is not None:
                fills.setdefault(colour, {})[box] = None
    for boxes in fills.values():
        found.strokes += _outlines(list(boxes))
    area = page_width * page_height
    found.pictures = min(covered / area, 1.0) if area else 0.0
    return found


def _items(pdfium: Any, page: Any) -> Iterator[Any]:
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield pdfium.FPDFPage_GetObject(page.raw, index)


def _bounds(pdfium: Any, item: Any, view: View) -> Box | None:
    left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    (x0, y0), (x1, y1) = view(left.value, bottom.value), view(right.value, top.value)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _mode(pdfium: Any, item: Any) -> tuple[bool, bool]:
    """Whether a path's outline is drawn, and whether what it holds is filled."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, filled, stroked):
        return False, False
    return bool(stroked.value), bool(filled.value)


def _whole(box: Box, page_width: float, page_height: float) -> bool:
    """Whether a box is the page's ground."""
    return box[2] - box[0] > 0.97 * page_width or box[3] - box[1] > 0.97 * page_height


def _lines_and_frames(found: Drawn, box: Box, stroked: bool, page_width: float, page_height: float) -> None:
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    if height < 2.5 and width > 20:
        found.rules.append(Rule(x0, x1, (y0 + y1) / 2))
        return
    if width < 2.5:
        found.uprights += [((x0 + x1) / 2, y0, y1)] if height > 6 else []
        return
    if height > 6 and stroked:
        found.uprights += [(across, y0, y1) for across in (x0, x1)]
    if 80 < width < 0.96 * page_width and 30 < height < 0.9 * page_height:
        found.frames[box] = None


def _strokes(pdfium: Any, item: Any, box: Box, view: View) -> list[Box]:
    """The level and upright lines that a path draws: itself where it is thin, else its segments."""
    x0, y0, x1, y1 = box
    if y1 - y0 < 2.5 or x1 - x0 < 2.5:
        middle, level = (x0 + x1) / 2, (y0 + y1) / 2
        if x1 - x0 >= y1 - y0:
            return [(x0, level, x1, level)] if x1 - x0 > 4 else []
        return [(middle, y0, middle, y1)] if y1 - y0 > 4 else []
    count = pdfium.FPDFPath_CountSegments(item)
    if not 3 < count < _SEGMENTS:
        return []
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    found: list[Box] = []
    last: tuple[float, float] | None = None
    begun: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            return []
        point = view(matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begun = point
        elif last is not None:
            found += _straight(last, point)
        if begun is not None and pdfium.FPDFPathSegment_GetClose(segment):
            found += _straight(point, begun)
        last = point
    return found


def _colour(pdfium: Any, item: Any) -> tuple[int, int, int] | None:
    """The colour that a path is filled with; None for white, and where it shines through."""
    red, green, blue, opaque = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, opaque) or opaque.value < 20:
        return None
    found = red.value, green.value, blue.value
    return None if min(found) > 250 else found


def _outlines(boxes: list[Box]) -> list[Box]:
    """The sides of boxes of one colour, but for those where one touches another: the ground of a cell is made of several."""
    if len(boxes) > _FILLS:
        return []
    found: list[Box] = []
    for x0, y0, x1, y1 in boxes:
        middle, level = (x0 + x1) / 2, (y0 + y1) / 2
        others = [one for one in boxes if one != (x0, y0, x1, y1)]
        across = [one for one in others if one[1] - 1 < level < one[3] + 1]
        along = [one for one in others if one[0] - 1 < middle < one[2] + 1]
        for x, beyond in ((x0, x0 - _LEAN), (x1, x1 + _LEAN)):
            if not any(one[0] < beyond < one[2] for one in across):
                found.append((x, y0, x, y1))
        for y, beyond in ((y0, y0 - _LEAN), (y1, y1 + _LEAN)):
            if not any(one[1] < beyond < one[3] for one in along):
                found.append((x0, y, x1, y))
    return found


def _straight(one: tuple[float, float], other: tuple[float, float]) -> list[Box]:
    """The line between two points, where it is level or upright; nothing else."""
    (x0, y0), (x1, y1) = one, other
    if abs(y1 - y0) < _LEAN < abs(x1 - x0):
        return [(min(x0, x1), (y0 + y1) / 2, max(x0, x1), (y0 + y1) / 2)]
    if abs(x1 - x0) < _LEAN < abs(y1 - y0):
        return [((x0 + x1) / 2, min(y0, y1), (x0 + x1) / 2, max(y0, y1))]
    return []
