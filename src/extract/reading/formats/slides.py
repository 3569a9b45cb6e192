"""Slide shows (.pptx): each slide a heading with its texts and tables below it, by python-pptx."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extract.reading.content import Content
from extract.reading.flow import Block, Table, cell, one, paragraphs
from extract.reading.report import ReadError
from extract.reading.tables import GridCell

_FRONT = 40


def read_slides(data: bytes, path: Path) -> Content:
    """The content of a .pptx file; blocks count texts and tables, headings name the slide. Raises ``ReadError``."""
    from pptx import Presentation

    try:
        show = Presentation(io.BytesIO(data))
        blocks = [block for number, slide in enumerate(show.slides, 1) for block in _slide(slide, number)]
        core = show.core_properties
        properties = {"title": core.title or "", "author": core.author or ""}
    except Exception as error:  # python-pptx lets errors of lxml, zipfile and of its own through
        reason = f"is a damaged .pptx file ({type(error).__name__})"
        raise ReadError(reason, "open it in PowerPoint and save it again, or as PDF") from None
    front = [block.text for block in blocks if isinstance(block, Block) and not block.level][:_FRONT]
    return Content(tuple(paragraphs(blocks)), front=tuple(front), properties=properties)


def _slide(slide: Any, number: int) -> Iterator[Block | Table]:
    title = slide.shapes.title
    named = " ".join(title.text_frame.text.split()) if title is not None and title.has_text_frame else ""
    yield one(f"Slide {number}{': ' if named else ''}{named}", 0, 1)
    if named:
        yield one(named, 0)
    count = 1
    for shape in _shapes(slide.shapes):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if getattr(shape, "has_table", False) and shape.has_table:
            yield Table(tuple(_rows(shape.table, count)))
        elif shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                text = "".join(run.text for run in paragraph.runs)
                if text.strip():
                    yield one(text, count, 0, None, paragraph.level + 1 if paragraph.level else 0)
                    count += 1
        count += 1
    if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
        for line in notes.text.split("\n"):
            if line.strip():
                yield one(line, count)


def _shapes(shapes: Iterable[Any]) -> Iterator[Any]:
    """The shapes of a slide from top to bottom, those of groups among them."""
    for shape in sorted(shapes, key=lambda one: (one.top or 0, one.left or 0)):
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _rows(table: Any, block: int) -> Iterator[tuple[GridCell, ...]]:
    for number, row in enumerate(table.rows):
        heads = bool(table.first_row) and number == 0
        cells = ((at, one) for at, one in enumerate(row.cells, 1) if not one.is_spanned)
        yield tuple(
            cell(one.text.split("\n"), block, at, one.span_width if one.is_merge_origin else 1, heads) for at, one in cells
        )
