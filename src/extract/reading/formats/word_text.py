"""What a reader sees of a Word document's elements: the characters of a paragraph, the cells of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from extract.reading.flow import cell as grid_cell
from extract.reading.marks import is_mark
from extract.reading.tables import GridCell

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BOX = f"{W}txbxContent"
# Text that is not part of what the reader sees: deletions, moved-away text, field codes, the fallback copy of a drawing.
UNSEEN = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}instrText",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}


def table_of(element: Any) -> Any:
    """The table whose cell a paragraph stands in; None where it stands in none, or in a text box that is anchored there."""
    holder = _nearest(element, f"{W}tbl", _BOX)
    return holder if holder is not None and holder.tag == f"{W}tbl" else None


def is_layout(table: Any) -> bool:
    """Whether a table only sets text apart: none of its rows has two cells with text of their own."""
    rows = (row for row in table.iter(f"{W}tr") if _nearest(row, f"{W}tbl") is table)
    return all(sum(any(seen(part) for part in _own(cell)) for cell in _cells(row)) < 2 for row in rows)


def _cells(row: Any) -> list[Any]:
    return [part for part in row.iter(f"{W}tc") if _nearest(part, f"{W}tr") is row]


def _own(cell: Any) -> list[Any]:
    """The paragraphs of a cell, not those of tables and boxes in it."""
    return [part for part in cell.iter(f"{W}p") if _nearest(part, f"{W}tc", _BOX) is cell]


def table_rows(table: Any, block: int) -> list[list[GridCell]]:
    """The rows of a table, cells with the columns that they fill; one that reaches down stands in each of its rows."""
    found: list[list[GridCell]] = []
    for row in table.iter(f"{W}tr"):
        if _nearest(row, f"{W}tbl") is not table or any(parent.tag in UNSEEN for parent in row.iterancestors()):
            continue
        heads = is_on(row.find(f"{W}trPr/{W}tblHeader"))
        column = 1 + int(value(row, "trPr/gridBefore") or 0)
        cells: list[GridCell] = []
        for one in _cells(row):
            span = max(1, int(value(one, "tcPr/gridSpan") or 1))
            merge = one.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart":
                above = next((held for held in (found[-1] if found else ()) if held.column == column), None)
                cells += [replace(above, carried=True)] if above else []
            else:
                own = _own(one)
                texts = [text for part in own if (text := seen(part))]
                bold = bool(texts) and all(all_bold(part) for part in own if seen(part))
                cells.append(grid_cell(texts, block, column, span, heads, bold))
            column += span
        found.append(cells)
    return found


def _nearest(element: Any, *tags: str) -> Any:
    parent = element.getparent()
    while parent is not None and parent.tag not in tags:
        parent = parent.getparent()
    return parent


def seen(element: Any) -> str:
    """The characters of a paragraph that a reader sees, a blank for each break and tab.

    Left out are hidden and struck-out text and raised marks of notes. The text of a box anchored in a paragraph is left to the
    box's own paragraphs.
    """
    parts: list[str] = []

    def walk(node: Any) -> None:
        for child in node:
            if child.tag in UNSEEN or not isinstance(child.tag, str) or child.tag == _BOX or _left_out(child, parts):
                continue
            if child.tag == f"{W}t":
                parts.append(child.text or "")
            elif child.tag in {f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"} and child.getparent().tag == f"{W}r":
                parts.append(" ")
            elif child.tag == f"{W}noBreakHyphen":
                parts.append("-")
            else:
                walk(child)

    walk(element)
    return " ".join("".join(parts).split())


def _left_out(element: Any, before: list[str]) -> bool:
    """Whether an element is a run of hidden or struck-out text, or a note's mark."""
    if element.tag != f"{W}r":
        return False
    if any(is_on(element.find(f"{W}rPr/{W}{name}")) for name in ("vanish", "strike", "dstrike")):
        return True
    style = value(element, "rPr/rStyle") or ""
    if value(element, "rPr/vertAlign") != "superscript" and not style.casefold().startswith(("footnoteref", "endnoteref")):
        return False
    text = "".join(part.text or "" for part in element.iter(f"{W}t"))
    return bool(text) and is_mark(text, "".join(before[-3:]))


def is_on(mark: Any) -> bool:
    """Whether a property of Word's that is on or off is there and on."""
    return mark is not None and mark.get(f"{W}val") not in {"0", "false", "off"}


def all_bold(element: Any) -> bool:
    """Whether each run of a paragraph that holds text is set bold."""
    runs = [run for run in element.iter(f"{W}r") if "".join(part.text or "" for part in run.iter(f"{W}t")).strip()]
    marks = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(f"{W}val") not in {"0", "false"} for mark in marks)


def value(element: Any, path: str) -> str | None:
    """The attribute ``w:val`` of the element at a path of Word names below another; None where there is none."""
    found = element.find("/".join(f"{W}{part}" for part in path.split("/")))
    value = found.get(f"{W}val") if found is not None else None
    return None if value is None else str(value)
