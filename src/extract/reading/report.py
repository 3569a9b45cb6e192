"""What reading gives: a ``Report`` of ``Paragraph``s, each character of which knows where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a part of a header was read (``masthead``, ``title page``, ``file name``, …) and how sure that is: ``stated`` where
    the file or the user says so outright, ``read`` where it stands where such a thing stands, else ``guessed``."""

    where: str
    sure: str


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself: masthead, title property, front matter or first heading.

    ``symbol`` is a document symbol such as ``S/2025/54``; ``reporter`` the publisher or mission, by the acronym where it
    has one (``UNMISS``); ``year`` the year reported on or published in; ``countries`` ISO 3166-1 alpha-3 codes (and XKX) of
    the countries the whole report is about, empty for a global one. ``language`` is an ISO 639-1 code that the user gives;
    what the text itself tells is in ``Report.languages``. ``origins`` says of each part where it was read, by the part's name.
    """

    symbol: str | None = None
    title: str | None = None
    reporter: str | None = None
    year: int | None = None
    countries: tuple[str, ...] = ()
    language: str | None = None
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False, hash=False)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of a paragraph's characters that stood together in the source.

    ``start`` and ``end`` are offsets into ``Paragraph.text``, half-open; fragments are in order, do not overlap, and cover
    every character that the source holds (a blank put in where two lines were joined belongs to none). On a PDF page
    ``page`` counts from 1, ``box`` is ``(left, bottom, right, top)`` of the run in PDF points from the page's lower left
    corner, and ``edges`` holds ``end - start`` pairs flattened, left and right edge of each character. Elsewhere the three
    are None, and ``block`` is the number of the source block (from 0: a Word body paragraph or table row, a block element of
    a web page, a line of a text file).
    """

    start: int
    end: int
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    edges: tuple[float, ...] | None = None
    block: int | None = None


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A header of a table, over the columns ``column`` (from 1) to ``column + span - 1``; lines one under the other are one."""

    text: str
    column: int
    span: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell's own text stands in ``Paragraph.text`` (half-open), and the columns that it fills, from 1."""

    start: int
    end: int
    column: int
    span: int = 1


@dataclass(frozen=True, slots=True)
class TableRow:
    """The row of a table that a paragraph is (or the cell of one that holds prose).

    ``table`` counts the report's tables, ``row`` the rows of the table, both from 1, rows of headers among them. ``header``
    holds all headers over the row's columns, the outer ones first; ``cells`` the row's own cells from left to right. ``label``
    is what the row is about (its first cell with letters, or the one that reaches down to it); ``group`` the row above that
    fills the table's whole width, as a heading of rows does; ``caption`` the line over the table.
    """

    table: int
    row: int
    header: tuple[HeaderCell, ...] = ()
    cells: tuple[Cell, ...] = ()
    label: str | None = None
    group: str | None = None
    caption: str | None = None

    def headers_of(self, cell: Cell) -> tuple[str, ...]:
        """The texts of the headers over a cell, the outer ones first."""
        last = cell.column + cell.span
        return tuple(one.text for one in self.header if one.column < last and cell.column < one.column + one.span)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a report: ``text`` without its printed number, footnote marks, running headers or next heading.

    ``ordinal`` counts from 1 within the report; ``page`` is the page it begins on (None where the format has no pages);
    ``number`` the printed paragraph number as a string (``"23"``, ``"4.2"``), else None; ``headings`` the path of headings
    it stands under, outermost first, without their numbering (``"A."``, ``"II."``); ``source_id`` the ``id`` of a paragraph
    that came in by JSON Lines; ``occurrence`` counts from 1 the paragraphs of the report that have this number and this text.

    ``lead_in`` is the text that a list's items complete ("In 2030 the Fund trained:"), None for what is no item or has none;
    ``table`` says where in a table the paragraph stands. In the text of a row its cells follow each other behind ``"; "``, a
    short one behind its header (``"Nurses; Target: 40; Trained: 37"``): header and cell have each their own fragments.
    """

    ordinal: int
    text: str
    page: int | None = None
    number: str | None = None
    headings: tuple[str, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    source_id: str | None = None
    occurrence: int = 1
    lead_in: str | None = None
    table: TableRow | None = None

    @property
    def section(self) -> str | None:
        """The innermost heading, or None before the first one."""
        return self.headings[-1] if self.headings else None

    def page_at(self, offset: int) -> int | None:
        """The page that the character at ``offset`` of ``text`` stands on; None where the format has no pages."""
        page = self.page
        for fragment in self.fragments:
            if fragment.start > offset:
                break
            page = fragment.page
        return page


@dataclass(frozen=True, slots=True)
class Notice:
    """One line for the user on one input: a short ``code`` (``needs_ocr``, ``legacy_encoding``), what, where, what to do."""

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many characters, blanks aside, a file holds, how many of them are in paragraphs and headings, and how many were left
    out on purpose, by kind (``running heads``, ``notes``, ``contents``, …)."""

    held: int
    read: int
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def explained(self) -> float:
        """The share of the characters held that were read or left out on purpose, 0 to 1."""
        return min(1.0, (self.read + sum(self.left_out.values())) / self.held) if self.held else 1.0


@dataclass(frozen=True, slots=True)
class Report:
    """One report, read.

    ``file`` is the path as the user would write it (relative to the folder it was found in, with ``/``); ``sha256`` the hex
    digest of the file's bytes; ``pages`` the number of pages or None; ``notices`` what the user should know. ``languages`` are
    the ISO 639-1 codes of the languages that its text is in, that of most of it first (empty where it is too short to tell);
    ``coverage`` what became of the file's characters, None where that is not counted.
    """

    file: str
    sha256: str
    header: Header
    paragraphs: tuple[Paragraph, ...]
    pages: int | None = None
    notices: tuple[Notice, ...] = field(default=())
    languages: tuple[str, ...] = ()
    coverage: Coverage | None = None

    @property
    def key(self) -> str:
        """What ``source.report`` says: the document symbol, or the file's name where it has none."""
        return self.header.symbol or self.file


class ReadError(Exception):
    """A file that cannot be read. ``reason`` says why and ``hint`` what to do, each in a few words for the user."""

    def __init__(self, reason: str, hint: str = "", page: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.page = page
