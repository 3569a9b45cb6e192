"""Characters of a PDF page as pdfium gives them, gathered to runs of one style on one baseline.

Places are points of the page as it is shown: from the lower left corner of its crop box, after its rotation, so that a picture
of the page and a run's box fit together. pdfium is not thread safe: one thread at a time may be in this module.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.reading.pdf.drawn import Rule, View, drawn

# What pdfium puts for a hyphen at a line's end (hard, soft), and what Word and InDesign put for one that is not printed.
HARD_HYPHEN, SOFT_HYPHENS = "\x02", "\ufffe\u00ad"
_BLANK = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")
_NOTHING = re.compile(
    r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f\ufff9-\ufffd\uffff]"
)
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
# Fewer characters than this that run up or down make no page set sideways.
_FEW_TURNED = 40
_JOINS, _POINTS = "-\u2010\u2013/\x02", ",.;:)]"
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|(?<![a-z])bd(?![a-z])", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|(?<![a-z])it(?![a-z])", re.IGNORECASE)


@dataclass(slots=True)
class Run:
    """Characters of one style side by side. ``edges`` holds left and right edge of each, flattened; ``base`` the baseline;
    ``spaced`` says that a blank stands before the first one."""

    text: str
    edges: list[float]
    base: float
    bottom: float
    top: float
    size: float
    bold: bool
    italic: bool
    spaced: bool = False

    @property
    def left(self) -> float:
        """The left edge of the first character."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """The right edge of the last character."""
        return self.edges[-1]


@dataclass(frozen=True, slots=True)
class PageChars:
    """What a page holds: runs in the order of the file, printed lines (upright ones: across, bottom, top), frames (left, bottom,
    right, top), how much of the page pictures cover (0 to 1), how many characters the file gives no meaning to, and the strokes
    that grids of tables are made of (left, bottom, right, top). ``slanted`` counts the characters that do not stand upright and
    are left out; ``turn`` says how a page set sideways was turned to be read: 1 where its lines run upwards, -1 downwards."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    uprights: tuple[tuple[float, float, float], ...]
    frames: tuple[tuple[float, float, float, float], ...]
    pictures: float
    unknown: int = 0
    strokes: tuple[tuple[float, float, float, float], ...] = ()
    slanted: int = 0
    turn: int = 0

    def as_shown(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """A box of the page as it was read, on the page as it is shown."""
        left, bottom, right, top = box
        if self.turn > 0:
            return self.height - top, left, self.height - bottom, right
        if self.turn < 0:
            return bottom, self.width - right, top, self.width - left
        return box


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    italic: bool
    # None where the characters stand upright; 1 where they run upwards, -1 downwards, 0 aslant.
    turn: int | None


def page_chars(page: Any, number: int) -> PageChars:
    """The characters of a page (a ``pypdfium2.PdfPage``), its ``number`` from 1. Raises what pdfium raises."""
    view, width, height = _view(page)
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        runs, turned = _runs(text_page.raw, count, view)
        turn = _turn(runs, turned)
        if turn:  # a page set sideways is read as if it had been turned
            view, width, height = _turned(view, width, height, turn)
            runs, turned = _runs(text_page.raw, count, view)
        unknown = _unknown(text_page.raw, count)
    finally:
        text_page.close()
    seen = drawn(page, view, width, height)
    return PageChars(
        number,
        width,
        height,
        tuple(runs),
        tuple(seen.rules),
        tuple(seen.uprights),
        tuple(seen.frames),
        seen.pictures,
        unknown,
        tuple(seen.strokes),
        sum(turned.values()),
        turn,
    )


def _view(page: Any) -> tuple[View, float, float]:
    """From points of the file to points of the page as it is shown, and the page's width and height."""
    left, bottom, right, top = page.get_cropbox()
    media = page.get_mediabox()
    left, bottom, right, top = max(left, media[0]), max(bottom, media[1]), min(right, media[2]), min(top, media[3])
    if right <= left or top <= bottom:
        left, bottom, right, top = media
    turn = page.get_rotation()
    if turn == 90:
        return (lambda x, y: (y - bottom, right - x)), top - bottom, right - left
    if turn == 180:
        return (lambda x, y: (right - x, top - y)), right - left, top - bottom
    if turn == 270:
        return (lambda x, y: (top - y, x - left)), top - bottom, right - left
    return (lambda x, y: (x - left, y - bottom)), right - left, top - bottom


def _turned(view: View, width: float, height: float, turn: int) -> tuple[View, float, float]:
    """The view of a page turned so that lines that run upwards (1) or downwards (-1) run across, and its width and height."""

    def turned(x: float, y: float) -> tuple[float, float]:
        across, up = view(x, y)
        return (up, width - across) if turn > 0 else (height - up, across)

    return turned, height, width


def _turn(runs: Sequence[Run], turned: Mapping[int, int]) -> int:
    """Which way a page is to be turned: where more of its characters run upwards (1) or downwards (-1) than across; else 0."""
    upright = sum(len(run.text) for run in runs)
    most = max((1, -1), key=lambda way: turned.get(way, 0))
    return most if turned.get(most, 0) > max(_FEW_TURNED, upright) else 0


def _runs(raw: Any, count: int, view: View) -> tuple[list[Run], Counter[int]]:
    """The runs of a page, and how many characters do not stand upright: 1 those that run upwards, -1 downwards, 0 aslant."""
    import pypdfium2.raw as pdfium

    runs: list[Run] = []
    turned: Counter[int] = Counter()
    styles: dict[int, tuple[_Style, float]] = {}
    rect = pdfium.FS_RECTF()
    unicode, loose, object_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, _addresses(pdfium, raw)
    kept: dict[int, str] = {}
    run: Run | None = None
    last: int | None = None
    pending = made = False
    for index in range(count):
        code = unicode(raw, index)
        character = kept.get(code)
        if character is None:
            character = kept[code] = _kept(code)
        owner = object_of(index)
        if owner is None and character in {"\r", "\n"}:
            run, pending = None, False
            continue
        if owner is None or character.isspace():
            made = owner is None and (made or not pending)
            pending = pending or run is not None or owner is not None
            continue
        if not character:
            continue
        if owner not in styles:
            styles[owner] = _style(pdfium, raw, index, view)
        style, base = styles[owner]
        if style.turn is not None:
            turned[style.turn] += 1
        if style.turn is not None or not loose(raw, index, rect):
            continue
        (x0, y0), (x1, y1) = view(rect.left, rect.bottom), view(rect.right, rect.top)
        left, right, bottom, top = (x0, x1, y0, y1) if x0 <= x1 and y0 <= y1 else _sorted(x0, x1, y0, y1)
        if pending and made and run is not None and _touching(run, character, left):
            pending = False
        if run is None or _apart(run, left, owner != last) or (owner != last and not _goes_on(run, style, base, left)):
            run = Run("", [], base, bottom, top, style.size, style.bold, style.italic, pending)
            runs.append(run)
        elif pending:
            run.text += " "
            run.edges += (run.edges[-1], max(left, run.edges[-1]))
        last, pending = owner, False
        _put(run, character, left, right, bottom, top)
    return runs, turned


def _unknown(raw: Any, count: int) -> int:
    """How many characters of a page have no meaning, or one of private use, bullets aside."""
    import pypdfium2.raw as pdfium

    found = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        private = 0xE000 <= code <= 0xF8FF and not 0xF000 <= code <= 0xF0FF
        found += code in {0, 0xFFFD} or private or pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1
    return found


def _addresses(pdfium: Any, raw: Any) -> Callable[[int], int | None]:
    """The address of the text object that a character belongs to; None for one that pdfium put in."""
    form = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
    function = form(ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0)
    page = ctypes.cast(raw, ctypes.c_void_p)
    return lambda index: function(page, index)


def _sorted(x0: float, x1: float, y0: float, y1: float) -> tuple[float, float, float, float]:
    return min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)


def _kept(code: int) -> str:
    """The character to keep for a code; empty for one that prints nothing."""
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    character = chr(code)
    if character in _LIGATURES:
        return _LIGATURES[character]
    if _BLANK.match(character):
        return " "
    if character == "\u2011":
        return "-"
    return "" if _NOTHING.match(character) else character


def _put(run: Run, characters: str, left: float, right: float, bottom: float, top: float) -> None:
    run.text += characters
    if len(characters) == 1:
        run.edges += (left, right)
    else:
        step = (right - left) / len(characters)
        for number in range(len(characters)):
            run.edges += (left + step * number, left + step * (number + 1))
    if bottom < run.bottom:
        run.bottom = bottom
    if top > run.top:
        run.top = top


def _apart(run: Run, left: float, set_anew: bool) -> bool:
    """Whether a character stands apart from the run before it; what the file sets anew does so earlier."""
    right = run.edges[-1]
    return left < right - 2 * run.size or left > right + (0.45 if set_anew else 1.5) * run.size


def _touching(run: Run, character: str, left: float) -> bool:
    """Whether a blank that pdfium guesses from a gap is none: the file sets a hyphen, a comma or a part of a word by itself, a
    hair away. Blanks between words measure a fifth of the type's size and more."""
    gap = (left - run.right) / run.size if run.size else 1.0
    beside = run.text[-1:] in _JOINS or character in _JOINS or character in _POINTS
    return gap < 0.17 and (beside or (gap < 0.15 and run.text[-1:].isalpha() and character.islower()))


def _goes_on(run: Run, style: _Style, base: float, left: float) -> bool:
    return (
        abs(run.base - base) < 0.12 * style.size
        and abs(run.size - style.size) < 0.35
        and (run.bold, run.italic) == (style.bold, style.italic)
        and left > run.right - style.size
    )


def _style(pdfium: Any, raw: Any, index: int, view: View) -> tuple[_Style, float]:
    """Size, weight and slant of a character's text object, and its baseline on the shown page."""
    matrix, x, y = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetMatrix(raw, index, matrix)
    pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    size = abs(pdfium.FPDFText_GetFontSize(raw, index)) * scale
    zero, along = view(0, 0), view(matrix.a, matrix.b)
    across, up = along[0] - zero[0], along[1] - zero[1]
    bold, italic = _face(pdfium, raw, index)
    upright = across > 0 and abs(up) < 0.2 * across
    sideways = abs(across) < 0.2 * abs(up)
    turn = None if upright else int(math.copysign(1, up)) if sideways else 0
    return _Style(round(size, 2), bold, italic, turn), view(x.value, y.value)[1]


def _face(pdfium: Any, raw: Any, index: int) -> tuple[bool, bool]:
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFText_GetFontInfo(raw, index, buffer, 200, flags)
    name = buffer.value.decode("utf-8", "replace").rpartition("+")[2]
    owner = pdfium.FPDFText_GetTextObject(raw, index)
    stroked = bool(owner) and pdfium.FPDFTextObj_GetTextRenderMode(owner) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
    bold = bool(_BOLD.search(name)) or stroked or bool(flags.value & (1 << 18))
    return bold, bool(_ITALIC.search(name)) or bool(flags.value & (1 << 6))
