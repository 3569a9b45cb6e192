"""Word documents: paragraphs, headings, lists and tables row by row, as the reader sees them (deletions and notes left out)."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.reports.flow import Block, one, paragraphs
from extract.reports.header import from_front
from extract.reports.read import Content
from extract.reports.report import ReadError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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
    except (KeyError, ValueError, zipfile.BadZipFile, OSError, SyntaxError) as error:
        raise ReadError(f"is a damaged .docx file ({type(error).__name__})", "open it in Word and save it again") from None
    except Exception as error:  # python-docx lets errors of lxml and of its own through
        raise ReadError(f"cannot be read as .docx ({type(error).__name__})", "open it in Word and save it again") from None
    blocks = list(_blocks(document))
    properties = {"title": document.core_properties.title or "", "author": document.core_properties.author or ""}
    front = [block.text for block in blocks[:25] if block.text]
    return Content(tuple(paragraphs(block for block in blocks if block.level >= 0)), from_front(front, properties))


def _blocks(document: Any) -> Iterator[Block]:
    numbering = _Numbering(document)
    count = 0
    for element in document.element.body.iter(f"{_W}p", f"{_W}tr"):
        if element.tag == f"{_W}tr":
            cells = [_seen(cell) for cell in element.iter(f"{_W}tc") if _nearest(cell, f"{_W}tr") is element]
            row = "; ".join(dict.fromkeys(cell for cell in cells if cell))
            if row:
                yield one(row, count)
                count += 1
        elif _nearest(element, f"{_W}tr") is None and _outside_notes(element):
            text = _seen(element)
            if text:
                level, number = numbering.of(element)
                yield one(text, count, level, number)
                count += 1


def _nearest(element: Any, tag: str) -> Any:
    parent = element.getparent()
    while parent is not None and parent.tag != tag:
        parent = parent.getparent()
    return parent


def _outside_notes(element: Any) -> bool:
    return not any(parent.tag in _UNSEEN for parent in element.iterancestors())


def _seen(element: Any) -> str:
    """The characters of an element that a reader sees, a blank for each break and tab; paragraphs of a cell parted by a blank.

    The text of a box anchored in a paragraph is left to the box's own paragraphs.
    """
    parts: list[str] = []

    def walk(node: Any) -> None:
        for child in node:
            if child.tag in _UNSEEN or not isinstance(child.tag, str) or child.tag.endswith("}txbxContent"):
                continue
            if child.tag == f"{_W}t":
                parts.append(child.text or "")
            elif child.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"} and child.getparent().tag == f"{_W}r":
                parts.append(" ")
            elif child.tag == f"{_W}noBreakHyphen":
                parts.append("-")
            else:
                walk(child)
                if child.tag == f"{_W}p":
                    parts.append(" ")

    walk(element)
    return " ".join("".join(parts).split())


class _Numbering:
    """Computes heading levels and the numbers that Word prints before paragraphs but does not hold as text."""

    def __init__(self, document: Any) -> None:
        self.styles = {style.style_id: style for style in document.styles}
        self.levels = _numbering_levels(document)
        self.counters: dict[str, dict[int, int]] = defaultdict(dict)

    def of(self, element: Any) -> tuple[int, str | None]:
        """Heading level (0 for text, -1 for what is left out) and printed number of a paragraph."""
        style = self.styles.get(_value(element, "pPr/pStyle") or "")
        level = _outline_level(element, style)
        number = self._number(element, style)
        return level, None if level else number

    def _number(self, element: Any, style: Any) -> str | None:
        source = element.find(f"{_W}pPr/{_W}numPr")
        while source is None and style is not None:
            source = style.element.find(f"{_W}pPr/{_W}numPr")
            style = style.base_style
        if source is None:
            return None
        num_id = _value(source, "numId") or "0"
        depth = int(_value(source, "ilvl") or 0)
        form = self.levels.get(num_id, {}).get(depth)
        if form is None:
            return None
        kind, text, start = form
        counts = self.counters[num_id]
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if kind != "decimal":
            return None
        printed = re.sub(r"%(\d)", lambda found: str(counts.get(int(found.group(1)) - 1, 1)), text).strip(" .)(")
        return printed if re.fullmatch(r"\d+(\.\d+)*", printed) else None


def _numbering_levels(document: Any) -> dict[str, dict[int, tuple[str, str, int]]]:
    """By numbering id and depth: format, text pattern (``%1.``), first number."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    abstract: dict[str, dict[int, tuple[str, str, int]]] = {}
    for definition in root.iter(f"{_W}abstractNum"):
        levels = {}
        for level in definition.iter(f"{_W}lvl"):
            form = (_value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", int(_value(level, "start") or 1))
            levels[int(level.get(f"{_W}ilvl"))] = form
        abstract[definition.get(f"{_W}abstractNumId")] = levels
    return {
        number.get(f"{_W}numId"): abstract.get(_value(number, "abstractNumId") or "", {}) for number in root.iter(f"{_W}num")
    }


def _value(element: Any, path: str) -> str | None:
    found = element.find("/".join(f"{_W}{part}" for part in path.split("/")))
    value = found.get(f"{_W}val") if found is not None else None
    return None if value is None else str(value)


def _outline_level(element: Any, style: Any) -> int:
    own = _value(element, "pPr/outlineLvl")
    if own is not None and int(own) < 9:
        return int(own) + 1
    while style is not None:
        name = (style.name or "").casefold()
        if name == "title":
            return 1
        if name.startswith(("toc ", "table of", "footnote", "endnote", "header", "footer")):
            return -1
        found = re.match(r"heading (\d)", name)
        if found:
            return int(found.group(1)) + 1
        outline = _value(style.element, "pPr/outlineLvl")
        if outline is not None and int(outline) < 9:
            return int(outline) + 1
        style = style.base_style
    return 0
