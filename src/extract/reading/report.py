"""What reading gives: a ``Report`` of ``Paragraph``s, each character of which knows where it came from."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself: masthead, title property, front matter or first heading.

    ``symbol`` is a document symbol such as ``S/2025/54``; ``reporter`` the publisher or mission, by the acronym where it
    has one (``UNMISS``); ``year`` the year reported on or published in; ``countries`` ISO 3166-1 alpha-3 codes (and XKX) of
    the countries the whole report is about, empty for a global one.
    """

    symbol: str | None = None
    title: str | None = None
    reporter: str | None = None
    year: int | None = None
    countries: tuple[str, ...] = ()


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
class Paragraph:
    """One paragraph of a report: ``text`` without its printed number, footnote marks, running headers or next heading.

    ``ordinal`` counts from 1 within the report; ``page`` is the page it begins on (None where the format has no pages);
    ``number`` the printed paragraph number as a string (``"23"``, ``"4.2"``), else None; ``headings`` the path of headings
    it stands under, outermost first, without their numbering (``"A."``, ``"II."``); ``source_id`` the ``id`` of a paragraph
    that came in by JSON Lines; ``occurrence`` counts from 1 the paragraphs of the report that have this number and this text.
    """

    ordinal: int
    text: str
    page: int | None = None
    number: str | None = None
    headings: tuple[str, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    source_id: str | None = None
    occurrence: int = 1

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
class Report:
    """One report, read.

    ``file`` is the path as the user would write it (relative to the folder it was found in, with ``/``); ``sha256`` the hex
    digest of the file's bytes; ``pages`` the number of pages or None; ``notices`` what the user should know.
    """

    file: str
    sha256: str
    header: Header
    paragraphs: tuple[Paragraph, ...]
    pages: int | None = None
    notices: tuple[Notice, ...] = field(default=())

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
