"""Word documents: paragraphs, headings, lists and tables row by row, as the reader sees them (deletions and notes left out)."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path
from typing import Any

from extract.reading.content import Content
from extract.reading.flow import Block, Table, one, paragraphs
from extract.reading.formats.word_numbering import Numbering
from extract.reading.formats.word_text import UNSEEN, W, is_layout, seen, table_of, table_rows
from extract.reading.report import ReadError

_FRONT = 60


def read_word(data: bytes, path: Path) -> Content:
    """The content of a .docx file; blocks count the body's paragraphs and table rows. Raises ``ReadError``."""
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        blocks, front = _read(document)
        properties = _properties(document)
    except (RecursionError, MemoryError):
        raise ReadError("is nested too deeply to be read", "open it in Word and save it again") from None
    except Exception as error:  # python-docx lets errors of lxml, zipfile and of its own through, of many kinds
        reason = f"is a damaged .docx file ({type(error).__name__})"
        raise ReadError(reason, "open it in Word and save it again") from None
    found = paragraphs(block for block in blocks if isinstance(block, Table) or block.level >= 0)
    return Content(tuple(found), front=tuple(front), properties=properties)


def _properties(document: Any) -> dict[str, str]:
    """Title and author as the file's core properties give them, and the company of its owner."""
    core = document.core_properties
    company = ""
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            found = re.search(rb"<Company>([^<]{1,200})</Company>", part.blob)
            company = html.unescape(found.group(1).decode("utf-8", "replace")) if found else ""
    return {"title": core.title or "", "author": core.author or "", "publisher": company}


def _read(document: Any) -> tuple[list[Block | Table], list[str]]:
    """The blocks of the body in order, and its first lines (a table's cells apart)."""
    numbering = Numbering(document)
    blocks: list[Block | Table] = []
    front: list[str] = []
    tables: set[Any] = set()
    for element in document.element.body.iter(f"{W}p", f"{W}tbl"):
        if any(parent.tag in UNSEEN for parent in element.iterancestors()):
            continue
        if element.tag == f"{W}tbl":
            if not is_layout(element):
                tables.add(element)
                rows = table_rows(element, len(blocks))
                blocks.append(Table(tuple(rows)))
                front += [part for row in rows for one in row if not one.carried for part, _ in one.parts]
        elif table_of(element) not in tables and (text := seen(element)):
            level, number, depth = numbering.of(element, text)
            blocks.append(one(text, len(blocks), level, number, depth))
            front.append(text)
    return blocks, front[:_FRONT]
