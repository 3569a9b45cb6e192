"""Markdown: front matter, headings, lists, tables row by row; marks of emphasis and links taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from extract.reports.encoding import decoded
from extract.reports.flow import Block, Piece, paragraphs
from extract.reports.header import from_front
from extract.reports.numbering import behind_bullet, printed_number
from extract.reports.read import Content, filled
from extract.reports.report import Header, Notice

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"^(?:[-*_]\s*){3,}$|^\|?\s*:?-{2,}.*$")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\((?:[^()]|\([^)]*\))*\)")
_NOTE_MARK = re.compile(r"\[\^[^\]]+\]")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|___|__|(?<![A-Za-z0-9])_)(?=\S)(.+?)(?<=\S)\1(?![A-Za-z0-9])|`([^`]+)`|~~(.+?)~~")
_HTML = re.compile(r"<!--.*?-->|</?[A-Za-z][^>]*>", re.DOTALL)


def read_markdown(data: bytes, path: Path) -> Content:
    """The content of a Markdown file. Raises ``ReadError`` for what is no text."""
    text, notices = decoded(data)
    lines = text.split("\n")
    front, begin, wrong = _front_matter(lines)
    blocks = list(_blocks(lines, begin))
    title = next((block.text for block in blocks if block.level == 1), None)
    first = [block.text for block in blocks[:20]]
    header = filled(front, filled(Header(title=title), from_front(first, {})))
    return Content(tuple(paragraphs(blocks)), header, None, (*notices, *wrong))


def _front_matter(lines: list[str]) -> tuple[Header, int, tuple[Notice, ...]]:
    if not lines or lines[0].strip() != "---":
        return Header(), 0, ()
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() in {"---", "..."}), None)
    if end is None:
        return Header(), 0, ()
    try:
        loaded = yaml.safe_load("\n".join(lines[1:end]))
    except yaml.YAMLError:
        return Header(), end + 1, (Notice("front_matter", "its front matter is not YAML and was left out"),)
    given: Mapping[str, Any] = loaded if isinstance(loaded, dict) else {}
    countries = given.get("countries") or given.get("country") or ()
    listed = countries if isinstance(countries, list) else str(countries).replace(",", " ").split() if countries else []
    year = given.get("year")
    header = Header(
        symbol=_text(given.get("symbol")),
        title=_text(given.get("title")),
        reporter=_text(given.get("reporter") or given.get("publisher") or given.get("author")),
        year=year if isinstance(year, int) and 1900 <= year <= 2200 else None,
        countries=tuple(str(code).upper() for code in listed if len(str(code)) == 3),
    )
    return header, end + 1, ()


def _text(value: Any) -> str | None:
    return str(value).strip() or None if isinstance(value, str | int) else None


def _blocks(lines: list[str], begin: int) -> Iterator[Block]:
    group: list[Piece] = []
    fenced = False
    for number in range(begin, len(lines) + 1):
        line = lines[number].rstrip() if number < len(lines) else ""
        bare = line.strip().lstrip(">").strip()
        if bare.startswith(("```", "~~~")):
            fenced = not fenced
            bare = ""
        heading = _HEADING.match(bare)
        item = bool(bare) and (behind_bullet(bare) > 0 or printed_number(bare)[1] > 0)
        row = bare.startswith("|") or bool(re.match(r"\[\^[^\]]+\]:", bare))
        if group and (not bare or heading or item or row):
            yield from _underlined(group)
            group = []
        if not bare or fenced or (_RULE.match(bare) and not group):
            continue
        if heading:
            yield Block((Piece(plain_words(heading.group(2)), number),), len(heading.group(1)))
        elif bare.startswith("|"):
            cells = [plain_words(cell) for cell in bare.strip("|").split("|")]
            yield Block((Piece("; ".join(cell for cell in cells if cell), number),))
        elif not row:
            group.append(Piece(bare, number))


def _underlined(group: list[Piece]) -> Iterator[Block]:
    """A group of lines as a paragraph; with a rule under its first line, as a heading."""
    level = 0
    if len(group) == 2 and re.fullmatch(r"=+|-+", group[1].text):
        level = 1 if group[1].text.startswith("=") else 2
        group = group[:1]
    pieces = tuple(Piece(words, piece.block) for piece in group if (words := plain_words(piece.text)))
    if pieces:
        yield Block(pieces, level)


def plain_words(text: str) -> str:
    """A line without marks of emphasis, links, images, footnote marks, HTML tags."""
    for pattern, kept in ((_IMAGE, ""), (_LINK, r"\1"), (_NOTE_MARK, ""), (_HTML, "")):
        text = pattern.sub(kept, text)
    for _ in range(3):
        text = _EMPHASIS.sub(lambda found: found.group(2) or found.group(3) or found.group(4) or "", text)
    return " ".join(re.sub(r"\\([\\`*_{}\[\]()#+.!|-])", r"\1", text).split())
