"""Reads one file, whatever its format, into its report (JSON Lines: its reports)."""

from __future__ import annotations

import functools
import hashlib
import importlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from extract.reading.content import Content, bare_length
from extract.reading.header import CountryNames, NoNames, country_codes, from_front
from extract.reading.header.front import words_of
from extract.reading.inbox import InboxFile
from extract.reading.language import languages_of
from extract.reading.parting import parted
from extract.reading.report import Coverage, Header, Notice, Origin, Paragraph, ReadError, Report
from extract.reading.sniff import sniffed
from extract.rules.load import load_patterns

# Less of a file's characters read, or left out on purpose, than this part is told of.
_EXPLAINED = 0.95
_PARTS = ("symbol", "title", "reporter", "year", "countries", "language")


def read(
    file: InboxFile, given: Header | None = None, patterns: Path | None = None, names: CountryNames | None = None
) -> tuple[Report, ...]:
    """The reports of one file: one, but for JSON Lines, which gives one for each report or context that its lines name.

    ``given`` is what the command line says of every report: it fills what the file (and reports.csv, which goes before it)
    does not say. ``patterns`` is the folder laid over the bundled rules, for the names of publishers;
    ``names`` knows countries (without it a header names none). Raises
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
        said = _said(content, file.path.name, patterns, names)
        header = filled(filled(filled(file.given, _sure(said)), given or Header()), said)
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


def _said(content: Content, name: str, patterns: Path | None, names: CountryNames | None) -> Header:
    """What the file says of itself, countries as codes."""
    rules = load_patterns(patterns)
    stated = replace(content.header, countries=country_codes(content.header.countries, names or NoNames()))
    if not content.front and not content.properties:
        return stated
    text = [one.text for one in content.paragraphs]
    return filled(stated, from_front(content.front, {**content.properties, "file": name}, rules, names, text))


def _lines(data: bytes) -> list[Content]:
    from extract.reading.formats.jsonlines import read_jsonlines

    return read_jsonlines(data)


# By format: the module that reads it, and its function of bytes and path.
_READERS = {
    "docx": ("word", "read_word"),
    "html": ("web", "read_web"),
    "markdown": ("markdown", "read_markdown"),
    "text": ("plain", "read_plain"),
    "rtf": ("rich_text", "read_rich_text"),
    "odt": ("open_document", "read_open_document"),
    "pptx": ("slides", "read_slides"),
    "xlsx": ("sheets", "read_workbook"),
    "csv": ("sheets", "read_separated"),
    "epub": ("book", "read_book"),
    "doc": ("old_word", "read_old_word"),
}


def _reader(form: str, patterns: Path | None) -> Callable[[bytes, Path], Content]:
    if form == "pdf":
        from extract.reading.formats.pdf import read_pdf

        return functools.partial(read_pdf, patterns=patterns)
    if form == "eml":
        from extract.reading.formats.mail import read_mail

        return functools.partial(read_mail, attached=functools.partial(_attached, patterns=patterns))
    module, function = _READERS[form]
    found: Callable[[bytes, Path], Content] = getattr(importlib.import_module(f"extract.reading.formats.{module}"), function)
    return found


def _attached(data: bytes, path: Path, patterns: Path | None) -> Content:
    """The content of an attachment. Raises ``ReadError``; a mail in a mail is not read."""
    form, _ = sniffed(data, path)
    if form in {"eml", "jsonl"}:
        raise ReadError("is a mail or lines of data", "save it beside the mail")
    return _reader(form, patterns)(data, path)


def _report(file: InboxFile, digest: str, content: Content, header: Header, notices: tuple[Notice, ...]) -> Report:
    paragraphs = tuple(_renumbered(parted(content.paragraphs)))
    if header.language is None:
        languages, told = languages_of(paragraphs)
    else:
        languages, told = (header.language,), []
    coverage = _coverage(content, paragraphs)
    if coverage is not None and coverage.explained < _EXPLAINED:
        lost = 100 * (1 - coverage.explained)
        told.append(
            Notice("coverage", f"{lost:.0f}% of its characters are in no paragraph; look at the file beside the records")
        )
    found = (*notices, *content.notices, *told)
    if not paragraphs and not any(notice.code in {"needs_ocr", "garbled_text"} for notice in found):
        found = (*found, Notice("no_text", "holds no paragraph of text"))
    return Report(file.name, digest, header, paragraphs, content.pages, found, languages, coverage)


def _sure(header: Header) -> Header:
    """A header without what is only guessed: what the user says of all reports goes before that."""
    origins = {part: one for part, one in header.origins.items() if one.sure != "guessed"}
    doubtful = header.origins.keys() - origins.keys()
    return Header(
        header.symbol,
        None if "title" in doubtful else header.title,
        None if "reporter" in doubtful else header.reporter,
        None if "year" in doubtful else header.year,
        () if "countries" in doubtful else header.countries,
        header.language,
        origins,
    )


def filled(header: Header, other: Header) -> Header:
    """A header, with what it does not say taken from another."""
    own = {part: header.origins.get(part) for part in _PARTS if getattr(header, part)}
    origins = {**other.origins, **{part: origin or Origin("given", "stated") for part, origin in own.items()}}
    return Header(
        header.symbol or other.symbol,
        header.title or other.title,
        header.reporter or other.reporter,
        header.year or other.year,
        header.countries or other.countries,
        header.language or other.language,
        origins,
    )


def _coverage(content: Content, paragraphs: Sequence[Paragraph]) -> Coverage | None:
    """What became of the file's characters; what stands in several paragraphs (a table's headers) counts once."""
    if content.held is None:
        return None
    seen: set[object] = set()
    count = 0
    for one in paragraphs:
        for part in one.fragments:
            text = one.text[part.start : part.end]
            key: object = (part.page, part.box, text) if part.box else (one.ordinal, part.start)
            if one.table and not part.box:
                key = (part.block, text)
            count += 0 if key in seen else bare_length(text)
            seen.add(key)
    headings = {(one.headings[: at + 1]) for one in paragraphs for at in range(len(one.headings))}
    count += sum(bare_length(path[-1]) for path in headings)
    return Coverage(content.held, min(count, content.held), content.left_out)


def _renumbered(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs counted, and those of one number and text told apart (a table's row that stands twice)."""
    seen: Counter[tuple[str | None, str | None, str]] = Counter()
    found = []
    for ordinal, paragraph in enumerate(paragraphs, 1):
        key = (paragraph.source_id, paragraph.number, paragraph.text)
        seen[key] += 1
        found.append(replace(paragraph, ordinal=ordinal, occurrence=seen[key]))
    return found
