"""Rich text (.rtf): its characters by striprtf, its paragraphs as plain text has them."""

from __future__ import annotations

from pathlib import Path

from extract.reading.content import Content, bare_length
from extract.reading.flow import Block, Table, cell, one, paragraphs
from extract.reading.numbering import reads_like_heading
from extract.reading.report import ReadError

_FRONT = 60


def read_rich_text(data: bytes, path: Path) -> Content:
    """The content of an .rtf file; blocks count its paragraphs and rows. Raises ``ReadError``."""
    from striprtf.striprtf import rtf_to_text

    try:
        text = str(rtf_to_text(data.decode("ascii", "replace"), errors="ignore"))
    except Exception as error:  # striprtf lets errors of many kinds through
        raise ReadError(f"is a damaged .rtf file ({type(error).__name__})", "open it in Word and save it as .docx") from None
    blocks: list[Block | Table] = []
    lines = [line.strip() for line in text.split("\n")]
    rows: list[tuple[str, ...]] = []
    for line in [*lines, ""]:
        if line.count("|") > 1 and line.endswith("|"):  # how striprtf parts the cells of a row
            rows.append(tuple(line.removesuffix("|").split("|")))
            continue
        if rows:
            made = [tuple(cell([part], len(blocks), at) for at, part in enumerate(row, 1)) for row in rows]
            blocks.append(Table(tuple(made)))
            rows = []
        if line:
            blocks.append(one(line, len(blocks), 2 if reads_like_heading(line) else 0))
    front = tuple(line for line in lines if line)[:_FRONT]
    return Content(tuple(paragraphs(blocks)), front=front, held=bare_length(text.replace("|", "")))
