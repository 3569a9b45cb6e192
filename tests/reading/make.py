"""Writes small files for the readers' tests and reads them back."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from docx.document import Document

from extract.fields.countries.names import Names
from extract.reading.inbox import InboxFile
from extract.reading.read import read
from extract.reading.report import Report
from extract.rules.load import load_patterns

NAMES = Names(load_patterns())


def reports(folder: Path, name: str, data: bytes | str) -> tuple[Report, ...]:
    """The reports of a file with these bytes (text is written as UTF-8)."""
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return read(InboxFile(name, path, path.stat().st_size), None, None, NAMES)


def report(folder: Path, name: str, data: bytes | str) -> Report:
    """The one report of a file."""
    (only,) = reports(folder, name, data)
    return only


def texts(one: Report) -> list[str]:
    """The texts of its paragraphs."""
    return [paragraph.text for paragraph in one.paragraphs]


def saved(document: Document) -> bytes:
    """A Word document's bytes."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def word() -> Document:
    """An empty Word document."""
    return docx.Document()


def check_fragments(one: Report) -> None:
    """Each fragment lies in its text, in order, without overlap, and no letter or figure is left without one."""
    for paragraph in one.paragraphs:
        at = 0
        for fragment in paragraph.fragments:
            assert at <= fragment.start < fragment.end <= len(paragraph.text)
            assert not any(character.isalnum() for character in paragraph.text[at : fragment.start])
            at = fragment.end
        assert not any(character.isalnum() for character in paragraph.text[at:])
        assert paragraph.text == paragraph.text.strip() or paragraph.source_id is not None
