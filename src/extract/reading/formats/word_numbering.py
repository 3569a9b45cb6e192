"""Heading levels and printed numbers of a Word document's paragraphs, which the file holds only as styles and lists."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from extract.reading.formats.word_text import W, all_bold, value
from extract.reading.numbering import reads_like_heading

# The level of a heading that only its bold type tells: below all headings by style.
_BOLD_LEVEL = 8


class Numbering:
    """Computes heading levels and the numbers that Word prints before paragraphs but does not hold as text."""

    def __init__(self, document: Any) -> None:
        self.styles = {style.style_id: style for style in document.styles}
        self.lists = _lists(document)
        self.begun: set[str] = set()
        self.counters: dict[str, dict[int, int]] = defaultdict(dict)

    def of(self, element: Any, text: str) -> tuple[int, str | None, int]:
        """Heading level (0 for text, -1 for what is left out), printed number, and depth in a list (0 outside) of a paragraph."""
        style = self.styles.get(value(element, "pPr/pStyle") or "")
        level = _outline_level(element, style)
        depth, number = self._number(element, style)
        if not level and not depth and all_bold(element) and reads_like_heading(text):
            level = _BOLD_LEVEL
        return level, None if level else number, depth

    def _number(self, element: Any, style: Any) -> tuple[int, str | None]:
        """How deep in a list a paragraph is an item (0 for none), and the number printed before it where it is a number."""
        source = element.find(f"{W}pPr/{W}numPr")
        while source is None and style is not None:
            source = style.element.find(f"{W}pPr/{W}numPr")
            style = style.base_style
        num_id = value(source, "numId") if source is not None else None
        if num_id is None or num_id == "0":
            return 0, None
        abstract, levels, restarts = self.lists.get(num_id, ("", {}, {}))
        depth = _number_of(value(source, "ilvl"), 0)
        if depth not in levels:
            return depth + 1, None
        kind, text, start = levels[depth]
        counts = self.counters[abstract]
        if num_id not in self.begun:
            self.begun.add(num_id)
            counts.update({level: first - 1 for level, first in restarts.items()})
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if kind != "decimal":
            return depth + 1, None
        printed = re.sub(r"%(\d)", lambda found: str(counts.get(int(found.group(1)) - 1, 1)), text).strip(" .)(")
        return depth + 1, printed if re.fullmatch(r"\d+(\.\d+)*", printed) else None


_Levels = dict[int, tuple[str, str, int]]


def _lists(document: Any) -> dict[str, tuple[str, _Levels, dict[int, int]]]:
    """By numbering id: the list it belongs to, by depth the format, text pattern (``%1.``) and first number, and restarts."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    related = [one for one in document.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.NUMBERING and not one.is_external]
    root = getattr(related[0].target_part, "element", None) if related else None
    if root is None:
        return {}
    abstract: dict[str, _Levels] = {}
    for definition in root.iter(f"{W}abstractNum"):
        abstract[definition.get(f"{W}abstractNumId")] = {
            _number_of(level.get(f"{W}ilvl"), 0): (
                value(level, "numFmt") or "decimal",
                value(level, "lvlText") or "",
                _number_of(value(level, "start"), 1),
            )
            for level in definition.iter(f"{W}lvl")
        }
    found = {}
    for number in root.iter(f"{W}num"):
        name = value(number, "abstractNumId") or ""
        restarts = {
            _number_of(one.get(f"{W}ilvl"), 0): _number_of(first, 1)
            for one in number.iter(f"{W}lvlOverride")
            if (first := value(one, "startOverride")) is not None
        }
        found[number.get(f"{W}numId")] = (name, abstract.get(name, {}), restarts)
    return found


def _number_of(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"\d{1,6}", value) else otherwise


def _outline_level(element: Any, style: Any) -> int:
    own = _number_of(value(element, "pPr/outlineLvl"), 9)
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
        outline = _number_of(value(style.element, "pPr/outlineLvl"), 9)
        if outline < 9:
            return outline + 1
        style = style.base_style
    return 0
