"""OpenDocument texts (.odt): paragraphs, headings, lists and tables, by odfpy."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.reading.content import Content
from extract.reading.flow import Block, Table, cell, one, paragraphs
from extract.reading.report import ReadError
from extract.reading.tables import GridCell

_FRONT = 60
_LEFT_OUT = frozenset(
    {"note", "annotation", "tracked-changes", "table-of-content", "alphabetical-index", "sequence-decls", "forms"}
)


def read_open_document(data: bytes, path: Path) -> Content:
    """The content of an .odt file; blocks count its paragraphs and tables. Raises ``ReadError``."""
    from odf.opendocument import load

    try:
        document = load(io.BytesIO(data))
        blocks = list(_blocks(document.text, 0))
        properties = _properties(document)
    except (RecursionError, MemoryError):
        raise ReadError("is nested too deeply to be read", "open it in LibreOffice and save it again") from None
    except Exception as error:  # odfpy lets errors of many kinds through
        raise ReadError(
            f"is a damaged .odt file ({type(error).__name__})", "open it in LibreOffice and save it again"
        ) from None
    front = [block.text for block in blocks if isinstance(block, Block)][:_FRONT]
    return Content(tuple(paragraphs(blocks)), front=tuple(front), properties=properties)


def _properties(document: Any) -> dict[str, str]:
    from odf import dc

    found = {"title": document.meta.getElementsByType(dc.Title), "author": document.meta.getElementsByType(dc.Creator)}
    return {name: _text(elements[0]) for name, elements in found.items() if elements}


def _blocks(element: Any, depth: int) -> Iterator[Block | Table]:
    for count, child in enumerate(element.childNodes):
        kind = _kind(child)
        if kind in _LEFT_OUT:
            continue
        if kind == "h":
            yield one(_text(child), count, int(child.getAttribute("outlinelevel") or 1))
        elif kind == "p":
            yield one(_text(child), count, 0, None, depth)
            for box in (inner for inner in _below(child) if _kind(inner) == "text-box"):
                yield from _blocks(box, depth)
        elif kind == "table":
            yield Table(tuple(_rows(child, count)))
        elif child.childNodes:
            yield from _blocks(child, depth + (kind == "list"))


def _rows(table: Any, block: int) -> Iterator[tuple[GridCell, ...]]:
    for row in (inner for inner in _below(table) if _kind(inner) == "table-row"):
        column, cells = 1, []
        for element in (child for child in row.childNodes if _kind(child) in {"table-cell", "covered-table-cell"}):
            span = int(element.getAttribute("numbercolumnsspanned") or 1) if _kind(element) == "table-cell" else 1
            if _kind(element) == "table-cell":
                texts = [_text(part) for part in _below(element) if _kind(part) in {"p", "h"}]
                heads = _kind(row.parentNode) == "table-header-rows"
                cells.append(cell(texts, block, column, span, heads))
            column += 1
        if cells:
            yield tuple(cells)


def _below(element: Any) -> Iterator[Any]:
    for child in element.childNodes:
        yield child
        yield from _below(child)


def _kind(node: Any) -> str:
    name = getattr(node, "qname", None)
    return str(name[1]) if name else ""


def _text(element: Any) -> str:
    """The characters of a paragraph, a blank for each break and tab; notes and text boxes apart."""
    parts: list[str] = []

    def walk(node: Any) -> None:
        for child in node.childNodes:
            kind = _kind(child)
            if child.nodeType == child.TEXT_NODE:
                parts.append(str(child.data))
            elif kind in {"s", "tab", "line-break"}:
                parts.append(" ")
            elif kind not in {*_LEFT_OUT, "text-box"}:
                walk(child)

    walk(element)
    return " ".join("".join(parts).split())
