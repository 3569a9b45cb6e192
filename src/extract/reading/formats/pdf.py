"""PDF files: pages of lines, what is no text taken out, paragraphs with the place of each of their characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from extract.reading.content import Content, bare_length
from extract.reading.header.front import words_of
from extract.reading.header.read_header import from_front
from extract.reading.pdf.characters import PageChars, page_chars
from extract.reading.pdf.drawn import Rule
from extract.reading.pdf.first_page import front_lines, without_masthead
from extract.reading.pdf.grids import ruled_tables
from extract.reading.pdf.headings import Look
from extract.reading.pdf.joining import hyphens_of
from extract.reading.pdf.lines import Line, evened, page_lines
from extract.reading.pdf.margins import without_line_numbers
from extract.reading.pdf.notes import body_size, drawn_rules, without_contents, without_notes
from extract.reading.pdf.notices import page_notices
from extract.reading.pdf.order import reading_order
from extract.reading.pdf.running import without_running
from extract.reading.pdf.segment import segment
from extract.reading.pdf.tables import with_tables
from extract.reading.pdf.title_page import page_title
from extract.reading.pdf.units import Unit
from extract.reading.pdf.wordings import page_words
from extract.reading.report import Header, Notice, Paragraph, ReadError
from extract.rules.load import load_patterns


def read_pdf(data: bytes, path: Path, patterns: Path | None = None) -> Content:
    """The content of a PDF file. Pages count from 1; boxes are points of the page as it is shown.

    Raises ``ReadError`` for a file that is encrypted, damaged or truncated. A page that cannot be read, or that is a picture
    without text, is named in a notice, and the others are read.
    """
    chars, pages, properties, notices = _opened(data)
    rules = load_patterns(patterns)
    wordings = page_words(rules)
    lines: dict[int, list[Line]] = {}
    drawn: dict[int, tuple[Rule, ...]] = {}
    for number, page in chars.items():
        lines[number], drawn[number] = drawn_rules(
            evened(_with_size(page_lines(number, without_line_numbers(page.runs), page.uprights))), page.rules
        )
    body = body_size(line for page in lines.values() for line in page)
    front = front_lines(lines)
    if title := page_title(lines, body):
        properties = {**properties, "page": title}
    header = from_front(front, properties, rules)
    count = _Count(lines, sum(page.slanted for page in chars.values()))
    text = without_running(lines, {number: page.height for number, page in chars.items()})
    count.left("running heads", text)
    properties = {**properties, "running": _running(lines, text)}
    text = without_contents(text, wordings.contents)
    count.left("contents", text)
    text = {number: without_notes(page, drawn[number], body) for number, page in text.items()}
    count.left("notes", text)
    text = without_masthead(text, lines.get(1, []), words_of(rules), header)
    count.left("masthead", text)
    bold = [len(line.text) for page in text.values() for line in page if line.bold]
    look = Look(body, sum(bold) > 0.5 * max(1, sum(len(line.text) for page in text.values() for line in page)))
    ordered = [_ordered(page, chars[number]) for number, page in text.items()]
    hyphens = hyphens_of((line for page in text.values() for line in page), wordings.prefixes, wordings.suspended)
    paragraphs, loose = segment(ordered, look, hyphens, wordings)
    count.kinds.update(loose)
    told = (*notices, *page_notices(chars.values()))
    shown = [_as_shown(one, chars) for one in paragraphs] if any(page.turn for page in chars.values()) else paragraphs
    return Content(tuple(shown), Header(), pages, told, tuple(front), properties, count.held, count.told())


def _running(lines: Mapping[int, Sequence[Line]], text: Mapping[int, Sequence[Line]]) -> str:
    """What runs along the pages, each line once."""
    kept = {id(line) for page in text.values() for line in page}
    return "\n".join(dict.fromkeys(line.text for page in lines.values() for line in page if id(line) not in kept))


class _Count:
    """Counts what is left out of a document's pages, step by step."""

    def __init__(self, lines: Mapping[int, Sequence[Line]], slanted: int) -> None:
        self.before = self._letters(lines)
        self.held = self.before + slanted
        self.kinds: Counter[str] = Counter({"aslant": slanted})

    def left(self, kind: str, lines: Mapping[int, Sequence[Line]]) -> None:
        """Notes what the last step left out."""
        now = self._letters(lines)
        self.kinds[kind] += self.before - now
        self.before = now

    def told(self) -> dict[str, int]:
        """The counts, without those of nothing."""
        return {kind: count for kind, count in self.kinds.items() if count > 0}

    @staticmethod
    def _letters(lines: Mapping[int, Sequence[Line]]) -> int:
        return sum(bare_length(line.text) for page in lines.values() for line in page)


def _as_shown(paragraph: Paragraph, pages: Mapping[int, PageChars]) -> Paragraph:
    """A paragraph, the boxes of pages that were turned to be read put where the page shows them."""
    fragments = []
    for one in paragraph.fragments:
        page = pages.get(one.page or 0)
        turned = page is not None and page.turn and one.box
        fragments.append(replace(one, box=page.as_shown(one.box), edges=None) if page and turned and one.box else one)
    return replace(paragraph, fragments=tuple(fragments))


def _ordered(lines: Sequence[Line], page: PageChars) -> list[Unit]:
    """The lines and tables of a page in reading order."""
    tables, text = ruled_tables(lines, page.strokes)
    return with_tables(reading_order(text, page.frames, tables))


def _with_size(lines: Sequence[Line]) -> list[Line]:
    """The lines without those too small to be read by anybody."""
    return [line for line in lines if line.size > 3]


def _opened(data: bytes) -> tuple[dict[int, PageChars], int, dict[str, str], list[Notice]]:
    """The characters of each page that can be read, the number of pages, the file's properties, what could not be read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _why(str(error), data) from None
    try:
        count = len(document)
        if not count:
            raise ReadError("is a PDF without pages", "get the file again")
        properties = _properties(document)
        chars: dict[int, PageChars] = {}
        notices: list[Notice] = []
        for number in range(1, count + 1):
            try:
                chars[number] = _page(document, number)
            except (pypdfium2.PdfiumError, ValueError, OSError) as error:
                notices.append(Notice("page_not_read", f"page {number} cannot be read and is left out ({error})", number))
    finally:
        document.close()
    if not chars:
        raise ReadError("is a damaged PDF: none of its pages can be read", "open it in a PDF viewer and save it again")
    return chars, count, properties, notices


def _page(document: Any, number: int) -> PageChars:
    page = document[number - 1]
    try:
        return page_chars(page, number)
    finally:
        page.close()


def _properties(document: Any) -> dict[str, str]:
    held = {key.casefold(): document.get_metadata_value(key) for key in ("Title", "Author", "Subject")}
    return {key: value for key, value in held.items() if value}


def _why(message: str, data: bytes) -> ReadError:
    if ("assword" in message or "ecurity" in message) and b"/Encrypt" in data:
        return ReadError("is an encrypted PDF that needs a password", "save a copy without one: qpdf --decrypt --password=…")
    if re.search(rb"/Kids\s*\[\s*\]", data) and not re.search(rb"/Type\s*/Page\b", data):
        return ReadError("is a PDF without pages", "get the file again")
    if b"%%EOF" not in data[-2048:]:
        return ReadError("is a truncated or damaged PDF", "get the file again")
    return ReadError("is a damaged PDF", "open it in a PDF viewer and save it again, or get the file again")
