"""A page of a report as a picture, where the words of a paragraph stand on it, and what stands around the paragraph.

All of it happens in worker processes, one that draws and one that reads: a file that hangs or kills its reader takes no
reviewer's work with it, and a page can be seen while a long report is still being read.
"""

from __future__ import annotations

import functools
import multiprocessing
import struct
import threading
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pebble import ProcessExpired, ProcessPool

from extract.decisions.decision import fingerprint
from extract.errors import UserError

if TYPE_CHECKING:
    from extract.reading.report import Paragraph, Report

_SECONDS = 120.0
# Neighbours shown on each side of a paragraph.
_AROUND = 2
# Grid of a page's coordinates: fine enough for a mark on a poster.
_GRID = 100_000
# Pixels: no picture is higher, however long a strip the page is.
_HIGHEST = 8_000


@dataclass(frozen=True, slots=True)
class Ask:
    """Which paragraph of which file: ``name`` as ``source.file`` says, ``ordinal`` where several have the same text."""

    path: Path
    name: str
    report: str
    text: str
    ordinal: int


@dataclass(slots=True)
class Pictures:
    """The workers and what they are asked. Raises ``UserError`` in words where a file gives no picture."""

    _pools: dict[str, Any] = field(default_factory=dict)
    _lock: Any = field(default_factory=threading.Lock)

    def picture(self, path: Path, page: int, width: int) -> bytes:
        """A page (from 1) as PNG, ``width`` pixels wide."""
        found: bytes = self._done("draw", render, path, page, width)
        return found

    def marks(self, ask: Ask, spans: Sequence[tuple[int, int]]) -> dict[str, Any]:
        """For each span of the paragraph its boxes: page and fractions of the page (left, top, right, bottom from the top left)."""
        found: dict[str, Any] = self._done("read", locate, ask, tuple(spans))
        return found

    def around(self, ask: Ask) -> dict[str, Any]:
        """The headings over a paragraph and its neighbours before and behind."""
        found: dict[str, Any] = self._done("read", neighbours, ask)
        return found

    def warm(self) -> None:
        """Starts the workers before they are asked for anything; does not wait for them."""
        for kind in ("draw", "read"):
            self._pool(kind).schedule(ready)

    def close(self) -> None:
        """Ends the workers."""
        for pool in self._pools.values():
            pool.stop()
            pool.join()
        self._pools.clear()

    def _pool(self, kind: str) -> Any:
        with self._lock:
            if kind not in self._pools:
                self._pools[kind] = ProcessPool(max_workers=1, context=multiprocessing.get_context("spawn"))
            return self._pools[kind]

    def _done(self, kind: str, work: Callable[..., Any], *given: Any) -> Any:
        try:
            answer = self._pool(kind).schedule(work, args=given, timeout=_SECONDS).result()
        except (LateError, ProcessExpired):
            raise UserError("the reader hangs or dies on this file") from None
        if isinstance(answer, Failed):
            raise UserError(answer.reason)
        return answer


@dataclass(frozen=True, slots=True)
class Failed:
    """What the worker could not do, and why."""

    reason: str


def ready() -> None:
    """Runs in the worker: loads what drawing and reading need."""
    import pypdfium2  # noqa: F401

    import extract.reading.read  # noqa: F401


def render(path: Path, page: int, width: int) -> bytes | Failed:
    """Runs in the worker: the picture of a page."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
    except (pdfium.PdfiumError, OSError) as error:
        return Failed(f"cannot be opened ({error})")
    try:
        if not 1 <= page <= len(document):
            return Failed(f"has no page {page}")
        one = document[page - 1]
        scale = min(width / one.get_width(), _HIGHEST / one.get_height())
        bitmap = one.render(scale=scale, rev_byteorder=True, may_draw_forms=False)
        return png(bitmap.width, bitmap.height, bitmap.n_channels, bitmap.stride, bytes(bitmap.buffer))
    except pdfium.PdfiumError as error:
        return Failed(f"page {page} cannot be drawn ({error})")
    finally:
        document.close()


def png(width: int, height: int, channels: int, stride: int, pixels: bytes) -> bytes:
    """Pixels (grey, RGB or RGBA rows of ``stride`` bytes) as a PNG file."""
    colour = {1: 0, 3: 2, 4: 6}[channels]
    rows = b"".join(b"\x00" + pixels[row * stride : row * stride + width * channels] for row in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 3)) + chunk(b"IEND", b"")


def locate(ask: Ask, spans: Sequence[tuple[int, int]]) -> dict[str, Any] | Failed:
    """Runs in the worker: the boxes of each span, and how many pages there are."""
    report, paragraph = _paragraph(ask)
    if report is None or paragraph is None:
        return Failed("the paragraph was not found in the file")
    found = [_boxes(paragraph, start, end) for start, end in spans]
    pages = {box["page"] for boxes in found for box in boxes}
    frames = _frames(ask.path, frozenset(pages)) if pages else {}
    placed = [[{"page": box["page"], **_placed(frames[box["page"]], box["box"])} for box in boxes] for boxes in found]
    return {"pages": report.pages, "spans": placed}


def neighbours(ask: Ask) -> dict[str, Any] | Failed:
    """Runs in the worker: what stands around the paragraph."""
    report, paragraph = _paragraph(ask)
    if report is None or paragraph is None:
        return Failed("the paragraph was not found in the file")
    at = report.paragraphs.index(paragraph)
    before = report.paragraphs[max(0, at - _AROUND) : at]
    behind = report.paragraphs[at + 1 : at + 1 + _AROUND]
    return {
        "headings": list(paragraph.headings),
        "before": [{"number": one.number, "text": one.text} for one in before],
        "after": [{"number": one.number, "text": one.text} for one in behind],
    }


def _paragraph(ask: Ask) -> tuple[Report | None, Paragraph | None]:
    print_ = fingerprint(ask.text)
    reports = _read(ask.path, ask.name, ask.path.stat().st_mtime_ns)
    for report in sorted(reports, key=lambda one: one.key != ask.report):
        same = [one for one in report.paragraphs if fingerprint(one.text) == print_]
        if same:
            return report, min(same, key=lambda one: abs(one.ordinal - ask.ordinal))
    return None, None


@functools.lru_cache(maxsize=8)
def _read(path: Path, name: str, _time: int) -> tuple[Report, ...]:
    from extract.reading.inbox import InboxFile
    from extract.reading.read import read
    from extract.reading.report import Header, ReadError

    try:
        return read(InboxFile(name, path, path.stat().st_size, Header()))
    except (ReadError, OSError):
        return ()


def _boxes(paragraph: Paragraph, start: int, end: int) -> list[dict[str, Any]]:
    """The boxes of a span in PDF points, one a fragment it touches."""
    found = []
    for one in paragraph.fragments:
        first, last = max(start, one.start), min(end, one.end)
        if first >= last or one.page is None or one.box is None:
            continue
        left, bottom, right, top = one.box
        if one.edges:
            left, right = one.edges[2 * (first - one.start)], one.edges[2 * (last - 1 - one.start) + 1]
        found.append({"page": one.page, "box": (left, bottom, right, top)})
    return found


Frame = Callable[[float, float], tuple[float, float]]


@functools.lru_cache(maxsize=64)
def _frames(path: Path, pages: frozenset[int]) -> dict[int, Frame]:
    """By page, what turns a point of the page's own coordinates into fractions from the top left, turned as it is shown."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(path)
    try:
        return {page: _frame(document[page - 1]) for page in pages}
    finally:
        document.close()


def _frame(page: Any) -> Frame:
    import ctypes

    import pypdfium2.raw as raw

    def device(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, x, y, across, down)
        return across.value / _GRID, down.value / _GRID

    # The mapping is affine: three points tell it, and they outlive the open page.
    (x0, y0), (x1, y1), (x2, y2) = device(0, 0), device(1000, 0), device(0, 1000)

    def frame(x: float, y: float) -> tuple[float, float]:
        a, b = x / 1000, y / 1000
        return x0 + a * (x1 - x0) + b * (x2 - x0), y0 + a * (y1 - y0) + b * (y2 - y0)

    return frame


def _placed(frame: Frame, box: tuple[float, float, float, float]) -> dict[str, float]:
    (x0, y0), (x1, y1) = frame(box[0], box[1]), frame(box[2], box[3])
    return {"left": min(x0, x1), "top": min(y0, y1), "right": max(x0, x1), "bottom": max(y0, y1)}
