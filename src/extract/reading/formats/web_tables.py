"""Tables of web pages: cells with the columns that they fill, headers, captions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from extract.reading.flow import Table, cell
from extract.reading.tables import GridCell

Texts = Callable[[Any], list[str]]
_DEEPEST = 50


def is_data(table: Any) -> bool:
    """Whether a table holds data: two rows with two cells or more, and no other table or headings, as one that lays a page out."""
    if table.get("role") in {"presentation", "none"} or any(True for _ in table.iterdescendants("table", "h1", "h2", "h3")):
        return False
    return sum(len(_cells(row)) > 1 for row in table.iter("tr")) > 1


def web_table(table: Any, block: int, texts: Texts) -> Table:
    """A table element as a table; ``texts`` gives a cell's paragraphs."""
    found: list[list[GridCell]] = []
    reaching: list[tuple[GridCell, int]] = []
    for row in table.iter("tr"):
        head = row.getparent().tag == "thead"
        cells = [replace(one, carried=True) for one, _ in reaching]
        taken = {column for one in cells for column in range(one.column, one.column + one.span)}
        following = [(one, rows - 1) for one, rows in reaching if rows > 1]
        column = 1
        for element in _cells(row):
            while column in taken:
                column += 1
            made = cell(
                texts(element), block, column, _count(element.get("colspan")), head or element.tag == "th", _bold(element)
            )
            cells.append(made)
            if (rows := _count(element.get("rowspan"))) > 1:
                following.append((made, rows - 1))
            column += made.span
        reaching = following
        found.append(sorted(cells, key=lambda one: one.column))
    caption = table.find("caption")
    return Table(tuple(found), " ".join(texts(caption)) or None if caption is not None else None)


def _cells(row: Any) -> list[Any]:
    return [one for one in row if one.tag in {"td", "th"}]


def _count(said: str | None) -> int:
    return int(said) if said and re.fullmatch(r"[1-9]\d{0,2}", said.strip()) else 1


def _bold(element: Any) -> bool:
    """Whether all text of a cell stands in bold type."""
    bare = "".join(_loose(element, 0)).strip()
    return not bare and any(True for _ in element.iter("b", "strong"))


def _loose(element: Any, depth: int) -> Iterator[str]:
    """The text of an element that stands in no bold type."""
    yield element.text or ""
    for child in element:
        if child.tag not in {"b", "strong"} and depth < _DEEPEST:
            yield from _loose(child, depth + 1)
        yield child.tail or ""
