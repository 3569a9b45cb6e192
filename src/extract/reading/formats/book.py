"""Electronic books (.epub): the pages of the book in their order, each read as a web page."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from extract.reading.content import Content
from extract.reading.flow import Block, paragraphs
from extract.reading.formats.web import page_blocks
from extract.reading.report import ReadError

_FRONT = 60
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF, _DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"


def read_book(data: bytes, path: Path) -> Content:
    """The content of an .epub file; blocks count the elements of all pages. Raises ``ReadError``."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        pages, properties = _pages(archive)
        blocks = [block for page in pages for block in page_blocks(archive.read(page))]
    except (KeyError, ValueError, zipfile.BadZipFile, StopIteration, SyntaxError) as error:
        raise ReadError(f"is a damaged .epub file ({type(error).__name__})", "save it again, or as PDF") from None
    front = [block.text for block in blocks if isinstance(block, Block)][:_FRONT]
    found = [replace(one, ordinal=at) for at, one in enumerate(paragraphs(blocks), 1)]
    return Content(tuple(found), front=tuple(front), properties=properties)


def _pages(archive: zipfile.ZipFile) -> tuple[list[str], dict[str, str]]:
    """The names of the book's pages in reading order, and its title and author (EPUB 3.3, "Package document")."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    container = etree.fromstring(archive.read("META-INF/container.xml"), parser)
    package = next(container.iter(f"{_CONTAINER}rootfile")).get("full-path") or ""
    root = etree.fromstring(archive.read(package), parser)
    items = {item.get("id"): item.get("href") or "" for item in root.iter(f"{_OPF}item")}
    order = [items[one.get("idref")] for one in root.iter(f"{_OPF}itemref") if one.get("idref") in items]
    folder = posixpath.dirname(package)
    names = [posixpath.normpath(posixpath.join(folder, unquote(href))) for href in order]
    title, author = (next((one.text for one in root.iter(f"{_DC}{tag}") if one.text), "") for tag in ("title", "creator"))
    return names, {"title": title, "author": author}
