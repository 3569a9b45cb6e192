"""Reads one file, whatever its format, into its report (JSON Lines: its reports)."""

from __future__ import annotations

import functools
import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from extract.language.sentences import sentences
from extract.reading.front import words_of
from extract.reading.inbox import InboxFile
from extract.reading.report import Fragment, Header, Notice, Paragraph, ReadError, Report
from extract.rules.load import load_patterns

# A paragraph longer than this is parted at its sentences: the parser's memory grows with it, and no paragraph of prose is.
LONGEST = 12_000
FORMATS = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
# Text, but data or code and no report in prose.
_DATA = frozenset(
    {".csv", ".tsv", ".json", ".xml", ".yaml", ".yml", ".toml", ".ini", ".log", ".py", ".r", ".js", ".css", ".sql", ".bib"}
)
_NOT_READ = (
    (
        b"\xd0\xcf\x11\xe0",
        "is an old Workplace file (.doc, .xls, .ppt) or an encrypted one",
        "open it and save it as .docx or PDF",
    ),
    (b"{\\rtf", "is rich text (RTF)", "save it as .docx or PDF"),
    (b"\x89PNG", "is a picture", "make a PDF with text of it: ocrmypdf"),
    (b"\xff\xd8\xff", "is a picture", "make a PDF with text of it: ocrmypdf"),
    (b"II*\x00", "is a picture", "make a PDF with text of it: ocrmypdf"),
    (b"GIF8", "is a picture", "make a PDF with text of it: ocrmypdf"),
    (b"Rar!", "is an archive", "unpack it"),
    (b"7z\xbc\xaf", "is an archive", "unpack it"),
    (b"\x1f\x8b", "is an archive", "unpack it"),
)


@dataclass(frozen=True, slots=True)
class Content:
    """What a format's module makes of a file.

    ``header`` is what the file states outright (front matter, a line's context); what it does not state is drawn from
    ``front``, the first lines as read from top to bottom, and ``properties`` (``header.from_front``).
    """

    paragraphs: tuple[Paragraph, ...]
    header: Header = Header()
    pages: int | None = None
    notices: tuple[Notice, ...] = ()
    front: tuple[str, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)


def read(file: InboxFile, given: Header | None = None, patterns: Path | None = None) -> tuple[Report, ...]:
    """The reports of one file: one, but for JSON Lines, which gives one for each report or context that its lines name.

    ``given`` is what the command line says of every report: it fills what the file (and reports.csv, which goes before it)
    does not say. ``patterns`` is the folder laid over the bundled rules, for the names of publishers and countries. Raises
    ``ReadError`` and nothing else that a file can cause, and ``PatternError`` for a rule that is wrong.
    """
    try:
        data = file.path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be opened ({error.strerror})", "check its permissions") from None
    if not data.strip(b"\x00 \t\r\n"):
        raise ReadError("is empty", "get the file again")
    form, notices = sniffed(data, file.path)
    digest = hashlib.sha256(data).hexdigest()
    contents = _lines(data) if form == "jsonl" else [_reader(form, patterns)(data, file.path)]
    found = []
    for number, content in enumerate(contents):
        header = filled(filled(file.given, _said(content, file.path.name, patterns)), given or Header())
        kept = replace(content, paragraphs=_without_menu(content.paragraphs, patterns))
        found.append(_report(file, digest, kept, header, () if number else notices))
    return tuple(found)


def _without_menu(paragraphs: tuple[Paragraph, ...], patterns: Path | None) -> tuple[Paragraph, ...]:
    """The paragraphs, without those that are a word of a page's menu ("Search"); such a word heads none either."""
    words = words_of(load_patterns(patterns))
    return tuple(
        replace(one, headings=tuple(line for line in one.headings if not words.match("menu", line)))
        for one in paragraphs
        if one.source_id is not None or not words.match("menu", one.text)
    )


def _said(content: Content, name: str, patterns: Path | None) -> Header:
    """What the file says of itself, countries as codes."""
    from extract.reading.header import country_codes, from_front

    rules = load_patterns(patterns)
    stated = replace(content.header, countries=country_codes(content.header.countries, rules))
    if not content.front and not content.properties:
        return stated
    return filled(stated, from_front(content.front, {**content.properties, "file": name}, rules))


def _lines(data: bytes) -> list[Content]:
    from extract.reading.jsonlines import read_jsonlines

    return read_jsonlines(data)


def _reader(form: str, patterns: Path | None) -> Callable[[bytes, Path], Content]:
    if form == "pdf":
        from extract.reading.pdf import read_pdf

        return functools.partial(read_pdf, patterns=patterns)
    if form == "docx":
        from extract.reading.word import read_word as reader
    elif form == "html":
        from extract.reading.web import read_web as reader
    elif form == "markdown":
        from extract.reading.markdown import read_markdown as reader
    else:
        from extract.reading.plain import read_plain as reader
    return reader


def sniffed(data: bytes, path: Path) -> tuple[str, tuple[Notice, ...]]:
    """The format by what the file holds, not by what its name says, with a notice where the two differ.

    Raises ``ReadError`` for what is no report: pictures, archives, old Workplace files.
    """
    named = FORMATS.get(path.suffix.casefold())
    held = _held(data, path)
    if held is None:
        if named in {"pdf", "docx"}:
            raise ReadError(f"is no {path.suffix} file, or a damaged one", "get the file again")
        if path.suffix.casefold() in _DATA or (named is None and path.suffix and not _looks_like_text(data)):
            raise ReadError(f"is of a kind that is not read ({path.suffix})", "save it as PDF, .docx, .html or .txt")
        return named or "text", ()
    if named is None or named == held or (named in {"markdown", "text"} and held == "jsonl"):
        return held, ()
    return held, (Notice("mislabelled", f"is {held}, not {path.suffix} as its name says; read as {held}"),)


def _held(data: bytes, path: Path) -> str | None:
    """What the bytes are, where they tell: pdf, docx, html, jsonl; None for other text."""
    start = data[:1024].lstrip()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for mark, what, hint in _NOT_READ:
        if data.startswith(mark):
            raise ReadError(what, hint)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if b"MIME-Version:" in start and b"multipart/" in start:
        raise ReadError("is a web archive (.mht) or a mail", "save the page as .html or PDF")
    text = start.lstrip(b"\xef\xbb\xbf").lower()
    if re.match(rb"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<(!doctype html|html|head|body)\b", text, re.DOTALL):
        return "html"
    if path.suffix.casefold() in {".jsonl", ".ndjson"}:
        return "jsonl"
    return None


def _zipped(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except zipfile.BadZipFile:
        raise ReadError("is a damaged or truncated .docx file", "get the file again") from None
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise ReadError("is a workbook or a slide show, not a report in prose", "save it as PDF")
    if "mimetype" in names:
        raise ReadError("is an OpenDocument or e-book file", "save it as .docx or PDF")
    raise ReadError("is an archive", "unpack it")


def _looks_like_text(data: bytes) -> bool:
    sample = data[:4096]
    return sum(byte < 9 or 13 < byte < 32 for byte in sample) <= len(sample) // 100


def _report(file: InboxFile, digest: str, content: Content, header: Header, notices: tuple[Notice, ...]) -> Report:
    paragraphs = tuple(_renumbered(_parted(content.paragraphs)))
    found = (*notices, *content.notices)
    if not paragraphs and not any(notice.code in {"needs_ocr", "garbled_text"} for notice in found):
        found = (*found, Notice("no_text", "holds no paragraph of text"))
    return Report(file.name, digest, header, paragraphs, content.pages, found)


def filled(header: Header, other: Header) -> Header:
    """A header, with what it does not say taken from another."""
    return Header(
        header.symbol or other.symbol,
        header.title or other.title,
        header.reporter or other.reporter,
        header.year or other.year,
        header.countries or other.countries,
    )


def _renumbered(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs counted, and those of one number and text told apart (a table's row that stands twice)."""
    seen: Counter[tuple[str | None, str | None, str]] = Counter()
    found = []
    for ordinal, paragraph in enumerate(paragraphs, 1):
        key = (paragraph.source_id, paragraph.number, paragraph.text)
        seen[key] += 1
        found.append(replace(paragraph, ordinal=ordinal, occurrence=seen[key]))
    return found


def _parted(paragraphs: tuple[Paragraph, ...]) -> list[Paragraph]:
    """The paragraphs, the very long ones parted at the ends of sentences."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        if len(paragraph.text) <= LONGEST or paragraph.source_id is not None:
            found.append(paragraph)
            continue
        start = 0
        ends = [end for _, end in sentences(paragraph.text)]
        for this, following in zip(ends, [*ends[1:], None], strict=True):
            if following is None or following - start > LONGEST:
                found += [cut(paragraph, first, min(first + LONGEST, this)) for first in range(start, this, LONGEST)]
                start = this
    return found


def cut(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """The part of a paragraph from ``start`` to ``end``, blanks at both ends left out, its fragments moved along."""
    piece = paragraph.text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    return replace(
        paragraph,
        text=paragraph.text[start:end],
        page=paragraph.page_at(start),
        fragments=tuple(moved for one in paragraph.fragments if (moved := _cut_fragment(one, start, end))),
    )


def _cut_fragment(fragment: Fragment, start: int, end: int) -> Fragment | None:
    first, last = max(fragment.start, start), min(fragment.end, end)
    if first >= last:
        return None
    edges = fragment.edges[2 * (first - fragment.start) : 2 * (last - fragment.start)] if fragment.edges else None
    box = fragment.box
    if box and edges:
        box = (edges[0], box[1], edges[-1], box[3])
    return replace(fragment, start=first - start, end=last - start, box=box, edges=edges)
