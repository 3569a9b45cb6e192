"""Which format a file is of, by what it holds."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from extract.reading.report import Notice, ReadError

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
    ".rtf": "rtf",
    ".odt": "odt",
    ".pptx": "pptx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".epub": "epub",
    ".eml": "eml",
    ".doc": "doc",
}
# Text, but data or code and no report in prose.
_DATA = frozenset({".json", ".xml", ".yaml", ".yml", ".toml", ".ini", ".log", ".py", ".r", ".js", ".css", ".sql", ".bib"})
# What a file of these kinds is, its bytes tell.
_BINARY = frozenset({"pdf", "docx", "pptx", "xlsx", "epub", "odt", "rtf", "doc"})
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_NOT_READ = (
    (b"\x89PNG", "is a picture", "make a PDF with text of it: ocrmypdf"),
    (b"\xff\xd8\xff", "is a picture", "make a PDF with text of it: ocrmypdf"),
    (b"II*\x00", "is a picture", "make a PDF with text of it: ocrmypdf"),
    (b"GIF8", "is a picture", "make a PDF with text of it: ocrmypdf"),
    (b"Rar!", "is an archive", "unpack it"),
    (b"7z\xbc\xaf", "is an archive", "unpack it"),
    (b"\x1f\x8b", "is an archive", "unpack it"),
)


def sniffed(data: bytes, path: Path) -> tuple[str, tuple[Notice, ...]]:
    """The format by what the file holds, not by what its name says, with a notice where the two differ.

    Raises ``ReadError`` for what is no report: pictures, archives, old Office files.
    """
    named = FORMATS.get(path.suffix.casefold())
    held = _held(data, path)
    if held is None:
        if named in _BINARY:
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
    if data.startswith(_OLD_OFFICE):
        if path.suffix.casefold() == ".doc":
            return "doc"
        if path.suffix.casefold() == ".msg":
            raise ReadError("is a mail of Outlook's (.msg)", "save it as .eml, and its attachments beside it")
        raise ReadError("is an old Office file (.doc, .xls, .ppt) or an encrypted one", "open it and save it as .docx or PDF")
    if data.startswith(b"{\\rtf"):
        return "rtf"
    for mark, what, hint in _NOT_READ:
        if data.startswith(mark):
            raise ReadError(what, hint)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if b"MIME-Version:" in start and b"multipart/" in start:
        if path.suffix.casefold() == ".eml":
            return "eml"
        raise ReadError("is a web archive (.mht) or a mail", "save the page as .html or PDF, the mail as .eml")
    if path.suffix.casefold() == ".eml" and re.match(rb"[A-Za-z-]+: ", start):
        return "eml"
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
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "ppt/presentation.xml" in names:
        return "pptx"
    if "META-INF/container.xml" in names:
        return "epub"
    if "mimetype" in names and "content.xml" in names and b"opendocument.text" in data[:200]:
        return "odt"
    if "mimetype" in names:
        raise ReadError("is an OpenDocument file of a kind that is not read", "save it as .odt, .docx or PDF")
    raise ReadError("is an archive", "unpack it")


def _looks_like_text(data: bytes) -> bool:
    sample = data[:4096]
    return sum(byte < 9 or 13 < byte < 32 for byte in sample) <= len(sample) // 100
