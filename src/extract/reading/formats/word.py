"""Word documents: paragraphs, headings, lists and tables row by row, as the reader sees them (deletions and notes left out)."""

from __future__ import annotations

import html
import io
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extract.reading.content import Content
from extract.reading.flow import Block, one, paragraphs
from extract.reading.numbering import reads_like_heading
from extract.reading.report import ReadError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BOX = f"{_W}txbxContent"
# A cell with a text longer than this, or with two sentences of their own this long, holds prose.
_PROSE, _SENTENCE = 200, 60
_FRONT = 60
# The level of a heading that only its bold type tells: below all headings by style.
_BOLD_LEVEL = 8
# Text that is not part of what the reader sees: deletions, moved-away text, field codes, the fallback copy of a drawing.
_UNSEEN = {
    f"{_W}del",
    f"{_W}moveFrom",
    f"{_W}instrText",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}


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
    found = paragraphs(block for block in blocks if block.level >= 0)
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


def _read(document: Any) -> tuple[list[Block], list[str]]:
    """The blocks of the body in order, and its first lines (a table's cells apart)."""
    numbering = _Numbering(document)
    blocks: list[Block] = []
    front: list[str] = []
    for element in document.element.body.iter(f"{_W}p", f"{_W}tr"):
        if any(parent.tag in _UNSEEN for parent in element.iterancestors()):
            continue
        lines = _row(element) if element.tag == f"{_W}tr" else _alone(element, numbering)
        for text, level, number in lines:
            blocks.append(one(text, len(blocks), level, number))
            if len(front) < _FRONT:
                front += text.split("; ") if element.tag == f"{_W}tr" else [text]
    return blocks, front


_Line = tuple[str, int, str | None]


def _alone(element: Any, numbering: _Numbering) -> list[_Line]:
    """A paragraph of the body or of a text box; those of a table come with their row."""
    if _nearest(element, f"{_W}tr", _BOX) is not None and _nearest(element, f"{_W}tr", _BOX).tag == f"{_W}tr":
        return []
    text = _seen(element)
    return [(text, *numbering.of(element, text))] if text else []


def _row(row: Any) -> list[_Line]:
    """A table's row: its cells in a line; where a cell holds prose (a form's answers), each of its paragraphs."""
    cells = [
        [text for part in cell.iter(f"{_W}p") if _nearest(part, f"{_W}tc", _BOX) is cell and (text := _seen(part))]
        for cell in row.iter(f"{_W}tc")
        if _nearest(cell, f"{_W}tr") is row
    ]
    if any(len(text) > _PROSE for cell in cells for text in cell) or any(len(cell) > 1 and _prose(cell) for cell in cells):
        return [(text, 0, None) for cell in cells for text in cell]
    joined = "; ".join(" ".join(cell) for cell in cells if cell)
    return [(joined, 0, None)] if joined else []


def _prose(cell: Sequence[str]) -> bool:
    return sum(text.endswith((".", "!", "?")) and len(text) > _SENTENCE for text in cell) > 1


def _nearest(element: Any, *tags: str) -> Any:
    parent = element.getparent()
    while parent is not None and parent.tag not in tags:
        parent = parent.getparent()
    return parent


def _seen(element: Any) -> str:
    """The characters of a paragraph that a reader sees, a blank for each break and tab.

    The text of a box anchored in a paragraph is left to the box's own paragraphs.
    """
    parts: list[str] = []

    def walk(node: Any) -> None:
        for child in node:
            if child.tag in _UNSEEN or not isinstance(child.tag, str) or child.tag == _BOX or _hidden(child):
                continue
            if child.tag == f"{_W}t":
                parts.append(child.text or "")
            elif child.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}ptab"} and child.getparent().tag == f"{_W}r":
                parts.append(" ")
            elif child.tag == f"{_W}noBreakHyphen":
                parts.append("-")
            else:
                walk(child)

    walk(element)
    return " ".join("".join(parts).split())


def _hidden(element: Any) -> bool:
    """Whether an element is a run of hidden text."""
    found = element.find(f"{_W}rPr/{_W}vanish") if element.tag == f"{_W}r" else None
    return found is not None and found.get(f"{_W}val") not in {"0", "false", "off"}


class _Numbering:
    """Computes heading levels and the numbers that Word prints before paragraphs but does not hold as text."""

    def __init__(self, document: Any) -> None:
        self.styles = {style.style_id: style for style in document.styles}
        self.lists = _lists(document)
        self.begun: set[str] = set()
        self.counters: dict[str, dict[int, int]] = defaultdict(dict)

    def of(self, element: Any, text: str) -> tuple[int, str | None]:
        """Heading level (0 for text, -1 for what is left out) and printed number of a paragraph."""
        style = self.styles.get(_value(element, "pPr/pStyle") or "")
        level = _outline_level(element, style)
        listed, number = self._number(element, style)
        if not level and not listed and _all_bold(element) and reads_like_heading(text):
            level = _BOLD_LEVEL
        return level, None if level else number

    def _number(self, element: Any, style: Any) -> tuple[bool, str | None]:
        """Whether a paragraph is an item of a list, and the number printed before it where it is a number."""
        source = element.find(f"{_W}pPr/{_W}numPr")
        while source is None and style is not None:
            source = style.element.find(f"{_W}pPr/{_W}numPr")
            style = style.base_style
        num_id = _value(source, "numId") if source is not None else None
        if num_id is None or num_id == "0":
            return False, None
        abstract, levels, restarts = self.lists.get(num_id, ("", {}, {}))
        depth = _number_of(_value(source, "ilvl"), 0)
        if depth not in levels:
            return True, None
        kind, text, start = levels[depth]
        counts = self.counters[abstract]
        if num_id not in self.begun:
            self.begun.add(num_id)
            counts.update({level: first - 1 for level, first in restarts.items()})
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if kind != "decimal":
            return True, None
        printed = re.sub(r"%(\d)", lambda found: str(counts.get(int(found.group(1)) - 1, 1)), text).strip(" .)(")
        return True, printed if re.fullmatch(r"\d+(\.\d+)*", printed) else None


_Levels = dict[int, tuple[str, str, int]]


def _lists(document: Any) -> dict[str, tuple[str, _Levels, dict[int, int]]]:
    """By numbering id: the list it belongs to, by depth the format, text pattern (``%1.``) and first number, and restarts."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    related = [one for one in document.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.NUMBERING and not one.is_external]
    root = getattr(related[0].target_part, "element", None) if related else None
    if root is None:
        return {}
    abstract: dict[str, _Levels] = {}
    for definition in root.iter(f"{_W}abstractNum"):
        abstract[definition.get(f"{_W}abstractNumId")] = {
            _number_of(level.get(f"{_W}ilvl"), 0): (
                _value(level, "numFmt") or "decimal",
                _value(level, "lvlText") or "",
                _number_of(_value(level, "start"), 1),
            )
            for level in definition.iter(f"{_W}lvl")
        }
    found = {}
    for number in root.iter(f"{_W}num"):
        name = _value(number, "abstractNumId") or ""
        restarts = {
            _number_of(one.get(f"{_W}ilvl"), 0): _number_of(first, 1)
            for one in number.iter(f"{_W}lvlOverride")
            if (first := _value(one, "startOverride")) is not None
        }
        found[number.get(f"{_W}numId")] = (name, abstract.get(name, {}), restarts)
    return found


def _number_of(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"\d{1,6}", value) else otherwise


def _all_bold(element: Any) -> bool:
    """Whether each run of a paragraph that holds text is set bold."""
    runs = [run for run in element.iter(f"{_W}r") if "".join(part.text or "" for part in run.iter(f"{_W}t")).strip()]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(f"{_W}val") not in {"0", "false"} for mark in marks)


def _value(element: Any, path: str) -> str | None:
    found = element.find("/".join(f"{_W}{part}" for part in path.split("/")))
    value = found.get(f"{_W}val") if found is not None else None
    return None if value is None else str(value)


def _outline_level(element: Any, style: Any) -> int:
    own = _number_of(_value(element, "pPr/outlineLvl"), 9)
    if own < 9:
        return own + 1
    while style is not None:
        name = (style.name or "").casefold()
        if name == "title":
            return 1
        if name.startswith(("toc ", "table of", "footnote", "endnote", "header", "footer")):
            return -1
        found = re.match(r"heading (\d)", name)
        if found:
            return int(found.group(1)) + 1
        outline = _number_of(_value(style.element, "pPr/outlineLvl"), 9)
        if outline < 9:
            return outline + 1
        style = style.base_style
    return 0
