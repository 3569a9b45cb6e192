"""Tables to paragraphs, whatever the format: a row is a paragraph whose cells stand behind their headers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.reading.numbering import behind_bullet, printed_number
from extract.reading.report import Cell, Fragment, HeaderCell, Paragraph, TableRow

Part = tuple[str, tuple[Fragment, ...]]
# A part of a cell longer than this, or one of several of which two are sentences of this length, is prose.
_PROSE, _SENTENCE = 200, 60
# A header or a cell longer than this, in characters, says by itself what it is: neither is put behind the other.
_HEADER, _VALUE = 60, 60
# A label that reaches down to the rows below it is said in each of them up to this length.
_LABEL = 80
_NUMBER = r"[<>≤≥~±+-]?\s?(?:[A-Z]{0,3}\s?[$€£])?\d[\d.,'’\s]*(?:%|\s?(?:million|billion|m|bn|k|M|K)\b)?"
_FIGURE = re.compile(rf"(?:{_NUMBER}|[-–—]+|[Nn]/?[Aa]|[Tt][Bb][CcDd])(?:\s?(?:[/(]|\bof\b|[-–—])\s?{_NUMBER}\)?)?[*†]?")
_YEAR = re.compile(r"(?:FY\s?|Q[1-4]\s?|[A-Za-z]{3,9}\.?\s)?(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d\d|(?:19|20)\d\d))?")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as a format's module finds it: its paragraphs, each with the fragments that say where it stands.

    ``column`` counts from 1. ``heads`` says that the source itself makes it a header, ``bold`` that it is set as one;
    ``carried`` that it stands in a row above and reaches down to this one.
    """

    parts: tuple[Part, ...]
    column: int
    span: int = 1
    heads: bool = False
    bold: bool = False
    carried: bool = False

    @property
    def text(self) -> str:
        """All of it, in one line."""
        return " ".join(text for text, _ in self.parts)


Row = Sequence[GridCell]


@dataclass(frozen=True, slots=True)
class Header:
    """The headers of a table, and of each the fragments of its text."""

    cells: tuple[HeaderCell, ...] = ()
    fragments: tuple[tuple[Fragment, ...], ...] = ()

    def over(self, cell: GridCell) -> list[Part]:
        """The headers over a cell with their fragments, the outer ones first."""
        last = cell.column + cell.span
        pairs = zip(self.cells, self.fragments, strict=True)
        return [(one.text, places) for one, places in pairs if one.column < last and cell.column < one.column + one.span]


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure and nothing else; a year alone is none."""
    return bool(_FIGURE.fullmatch(text.strip())) and not _YEAR.fullmatch(text.strip())


def header_rows(rows: Sequence[Row]) -> int:
    """How many rows at a table's beginning are its headers: those that the source calls so, else those that read so.

    Rows read so that hold no figure (years aside) above rows that do, or that are bold above rows that are not.
    """
    said = _leading(rows, lambda row: bool(row) and all(cell.heads for cell in row if cell.text))
    if 0 < said < len(rows):
        return said
    without = _leading(rows, lambda row: not _figures(row) and all(len(cell.text) <= _PROSE for cell in row))
    if 0 < without < len(rows) and without <= 4:
        below = {column for row in rows[without:] for cell in _figures(row) for column in _columns(cell)}
        tops = {column for row in rows[:without] for cell in row if cell.text for column in _columns(cell)}
        # A row over the whole width, or a label alone, heads the rows below it and no column.
        first = next((at for at, row in enumerate(rows[:without]) if len([c for c in row if c.text]) > 1), without)
        last = next((at for at in range(first, without) if len([c for c in rows[at] if c.text]) < 2), without)
        if first < without and len(below & tops) * 2 >= len(below):
            return _by_weight(rows, last)
    if len(rows) > 1 and _bold(rows[0]) and not _bold(rows[1]) and len([cell for cell in rows[0] if cell.text]) > 1:
        return 1
    return 0


def _by_weight(rows: Sequence[Row], count: int) -> int:
    """Of rows without figures only the bold ones at the beginning, where some are bold and others are not."""
    bold = _leading(rows[:count], _bold)
    return bold if 0 < bold < count else count


def _leading(rows: Sequence[Row], holds: Callable[[Row], bool]) -> int:
    return next((at for at, row in enumerate(rows) if not holds(row)), len(rows))


def _bold(row: Row) -> bool:
    held = [cell for cell in row if cell.text]
    return bool(held) and all(cell.bold for cell in held)


def _figures(row: Row) -> list[GridCell]:
    return [cell for cell in row if cell.column > 1 and is_figure(cell.text) and not re.fullmatch(r"[-–—]+", cell.text)]


def _columns(cell: GridCell) -> range:
    return range(cell.column, cell.column + cell.span)


def header_of(rows: Sequence[Row]) -> Header:
    """The headers that rows are; one line under another in the same columns is one header."""
    cells: list[HeaderCell] = []
    fragments: list[tuple[Fragment, ...]] = []
    for cell in (cell for row in rows for cell in row if cell.text and not cell.carried):
        text, places = _flat(cell)
        above = next((at for at, one in enumerate(cells) if (one.column, one.span) == (cell.column, cell.span)), None)
        if above is None:
            cells.append(HeaderCell(text, cell.column, cell.span))
            fragments.append(places)
        else:
            joined, moved = _appended((cells[above].text, fragments[above]), (text, places), " ")
            cells[above], fragments[above] = HeaderCell(joined, cell.column, cell.span), moved
    return Header(tuple(cells), tuple(fragments))


def _flat(cell: GridCell) -> Part:
    found: Part = ("", ())
    for part in cell.parts:
        found = _appended(found, part, " ") if found[0] else part
    return found


def _appended(before: Part, after: Part, joiner: str) -> Part:
    text = before[0] + joiner
    moved = tuple(replace(one, start=one.start + len(text), end=one.end + len(text)) for one in after[1])
    return text + after[0], (*before[1], *moved)


def table_paragraphs(
    rows: Sequence[Row], table: int, caption: str | None = None, known: Header | None = None, first: int = 1
) -> tuple[list[Paragraph], Header]:
    """The paragraphs of a table's rows (ordinals and headings are left to the caller), and its headers.

    ``known`` are the headers of the part of the table on the page before; ``first`` is the number of the first row.
    """
    count = header_rows(rows)
    header = header_of(rows[:count]) if count else known or Header()
    width = max((cell.column + cell.span - 1 for row in rows for cell in row), default=1)
    found: list[Paragraph] = []
    for number, row in enumerate(rows[:count], first):
        if any(not _told(_flat(cell)[0]) for cell in row) or count == len(rows):  # else each row says its headers
            found += _row([cell for cell in row if cell.text], TableRow(table, number, caption=caption), Header())
    group: str | None = None
    for number, row in enumerate(rows[count:], first + count):
        held = [cell for cell in row if cell.text]
        own = [cell for cell in held if not cell.carried]
        if len(own) == 1 and len(held) == 1 and (own[0].span == width or own[0].column == 1) and width > 1:
            group = None if is_figure(own[0].text) else own[0].text[:_PROSE]
            found += _row(own, TableRow(table, number, (), (), None, None, caption), Header())
            continue
        label = next((cell.text for cell in held if re.search(r"[^\W\d_]{2}", cell.text)), None)
        place = TableRow(table, number, header.cells, (), label[:_PROSE] if label else None, group, caption)
        found += _row(held, place, header)
    return found, header


def _row(cells: Sequence[GridCell], place: TableRow, header: Header) -> Iterator[Paragraph]:
    """A row as one paragraph, but for its cells of prose, each part of which is one by itself."""
    if not any(_is_prose(cell) for cell in cells):
        yield from _short_row(cells, place, header)
        return
    short: list[GridCell] = []
    for cell in cells:
        if not _is_prose(cell):
            short.append(cell)
            continue
        yield from _short_row(short, place, header)
        short = []
        for text, fragments in () if cell.carried else cell.parts:
            body, moved, number = _without_number((text, fragments))
            row = replace(place, cells=(Cell(0, len(body), cell.column, cell.span),))
            if any(character.isalnum() for character in body):
                yield _paragraph(body, moved, number, row)
    yield from _short_row(short, place, header)


def _is_prose(cell: GridCell) -> bool:
    sentences = sum(text.endswith((".", "!", "?")) and len(text) > _SENTENCE for text, _ in cell.parts)
    return any(len(text) > _PROSE for text, _ in cell.parts) or sentences > 1


def _short_row(cells: Sequence[GridCell], place: TableRow, header: Header) -> Iterator[Paragraph]:
    text: Part = ("", ())
    held: list[Cell] = []
    number: str | None = None
    for cell in cells:
        if cell.carried and (len(cell.text) > _LABEL or re.search(r"\d", cell.text)):
            continue  # a figure that counts for several rows is told once
        body, fragments = _flat(cell)
        if not text[0]:
            body, fragments, number = _without_number((body, fragments))
        if not any(character.isalnum() for character in body) and not (text[0] and header.over(cell)):
            continue
        above = [] if cell.text == place.label or cell.carried else _told_headers(header.over(cell), body)
        for at, one in enumerate(above):
            text = _appended(text, one, " " if at else "; ") if text[0] else one
        text = _appended(text, (body, fragments), ": " if above else "; ") if text[0] else (body, fragments)
        held.append(Cell(len(text[0]) - len(body), len(text[0]), cell.column, cell.span))
    if re.search(r"[^\W\d_]{2}", text[0]):
        yield _paragraph(text[0], text[1], number, replace(place, cells=tuple(held)))


def _told_headers(headers: Sequence[Part], body: str) -> list[Part]:
    """The headers that are put before a cell: short ones, before a short cell; none with a number, which counts for no row."""
    if len(body) > _VALUE or sum(len(text) for text, _ in headers) > 2 * _HEADER:
        return []
    return [(text.rstrip(" :"), places) for text, places in headers] if all(_told(text) for text, _ in headers) else []


def _told(header: str) -> bool:
    """Whether a header can stand before each cell below it: it is short and holds no number that would count in each row."""
    return len(header) <= _HEADER and not re.search(r"\d", _YEAR.sub("", header))


def _without_number(part: Part) -> tuple[str, tuple[Fragment, ...], str | None]:
    """A cell's text without the number or bullet it begins with, and that number."""
    text, fragments = part
    number, skip = printed_number(text)
    skip = skip or behind_bullet(text)
    moved = tuple(
        Fragment(
            max(one.start, skip) - skip,
            one.end - skip,
            one.page,
            one.box,
            one.edges[2 * (max(one.start, skip) - one.start) :] if one.edges else None,
            one.block,
        )
        for one in fragments
        if one.end > skip
    )
    return text[skip:], moved, number


def _paragraph(text: str, fragments: tuple[Fragment, ...], number: str | None, row: TableRow) -> Paragraph:
    page = fragments[0].page if fragments else None
    return Paragraph(0, text, page, number, (), fragments, table=row)
