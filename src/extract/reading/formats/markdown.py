"""Markdown: front matter, headings, lists, tables row by row; marks of emphasis and links taken off."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from extract.reading.content import Content
from extract.reading.encoding import decoded
from extract.reading.flow import Block, Piece, Table, cell, paragraphs
from extract.reading.marks import is_mark
from extract.reading.numbering import behind_bullet, printed_number
from extract.reading.report import Header, Notice
from extract.reading.tables import GridCell

_FRONT = 40
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"^(?:[-*_]\s*){3,}$|^\|?\s*:?-{2,}.*$")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\((?:[^()]|\([^)]*\))*\)")
_NOTE_MARK = re.compile(r"\[\^[^\]]+\]")
_TO_NOTE = re.compile(r"\[([^\]]+)\]\[[^\]]*\]")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|___|__|(?<![A-Za-z0-9])_)(?=\S)(.+?)(?<=\S)\1(?![A-Za-z0-9])|`([^`]+)`")
_STRUCK = re.compile(r"~~(?=\S).+?~~|<(del|s|strike)>.*?</\1>", re.IGNORECASE)
_RAISED = re.compile(r"\^([^\s^]{1,12})\^|<sup>(.*?)</sup>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>-])")
_PRIVATE = 0xE000
_HTML = re.compile(r"<!--.*?-->|</?[A-Za-z][^>]*>", re.DOTALL)


def read_markdown(data: bytes, path: Path) -> Content:
    """The content of a Markdown file. Raises ``ReadError`` for what is no text."""
    text, notices = decoded(data)
    lines = re.sub(r"<!--.*?-->", _line_ends, text, flags=re.DOTALL).split("\n")
    front, begin, wrong = _front_matter(lines)
    blocks = list(_blocks(lines, begin))
    title = next((block.text for block in blocks if isinstance(block, Block) and block.level == 1), "")
    first = tuple(block.text for block in blocks[:_FRONT] if isinstance(block, Block))
    return Content(tuple(paragraphs(blocks)), front, None, (*notices, *wrong), first, {"title": title})


def _line_ends(found: re.Match[str]) -> str:
    """Of a comment only its line ends, so that lines keep their numbers."""
    return "\n" * found.group().count("\n")


def _front_matter(lines: list[str]) -> tuple[Header, int, tuple[Notice, ...]]:
    if not lines or lines[0].strip() != "---":
        return Header(), 0, ()
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() in {"---", "..."}), None)
    if end is None:
        return Header(), 0, ()
    try:
        loaded = yaml.safe_load("\n".join(lines[1:end]))
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: a date such as 2023-13-45
        return Header(), end + 1, (Notice("front_matter", "its front matter is not YAML and was left out"),)
    given: Mapping[str, Any] = loaded if isinstance(loaded, dict) else {}
    countries = given.get("countries") or given.get("country") or ()
    listed = countries if isinstance(countries, list) else re.split(r"[,;|]", str(countries)) if countries else []
    date = given.get("date")
    year = given.get("year", date.year if isinstance(date, datetime.date) else None)
    header = Header(
        symbol=_text(given.get("symbol")),
        title=_text(given.get("title")),
        reporter=_text(given.get("reporter") or given.get("publisher") or given.get("author")),
        year=year if isinstance(year, int) and not isinstance(year, bool) and 1900 <= year <= 2200 else None,
        countries=tuple(str(code).strip() for code in listed),
    )
    return header, end + 1, ()


def _text(value: Any) -> str | None:
    return str(value).strip() or None if isinstance(value, str | int) else None


def _blocks(lines: list[str], begin: int) -> Iterator[Block | Table]:
    group: list[Piece] = []
    rows: list[tuple[GridCell, ...]] = []
    for number, bare in _marked(lines, begin):
        heading = _HEADING.match(bare)
        cells = _cells(bare) if _in_table(lines, number) else None
        starts = behind_bullet(bare) > 0 or printed_number(bare)[1] > 0 or bare.startswith("+ ")
        if rows and cells is None:
            yield Table(tuple(rows))
            rows = []
        if group and (not bare or heading or starts or cells is not None):
            yield from _underlined(group, lines)
            group = []
        if not bare or (_RULE.match(bare) and not group and cells is None):
            continue
        if heading:
            yield Block((Piece(plain_words(heading.group(2)), number),), len(heading.group(1)))
        elif cells is not None:
            if cells:
                heads = not rows and _is_dashes(lines[number + 1] if number + 1 < len(lines) else "")
                made = (cell([text], number, column, 1, heads) for column, text in enumerate(cells, 1))
                rows.append(tuple(made))
        else:
            group.append(Piece(re.sub(r"^(\+ |[-*+] \[[ xX]\] )", "- ", bare), number))


def _marked(lines: list[str], begin: int) -> Iterator[tuple[int, str]]:
    """The lines that hold text, with their numbers: without code, definitions of links and notes; a blank one at the end."""
    fence = ""
    for number in range(begin, len(lines)):
        line = lines[number].rstrip()
        bare = line.strip().lstrip(">").strip()
        mark = re.match(r"`{3,}|~{3,}", bare)
        if mark and (not fence or bare.startswith(fence)):
            fence = "" if fence else mark.group()
            yield number, ""
        elif fence or re.match(r"\[[^\]]+\]:", bare):
            yield number, ""
        else:
            yield number, bare
    yield len(lines), ""


def _in_table(lines: list[str], number: int) -> bool:
    """Whether a line is a row of a table: it holds bars, and it or one above it in its block stands on a line of dashes."""
    if number >= len(lines) or "|" not in lines[number]:
        return False
    if lines[number].lstrip(" >").startswith("|"):
        return True
    while number > 0 and "|" in lines[number - 1]:
        number -= 1
    return number + 1 < len(lines) and _is_dashes(lines[number + 1])


def _is_dashes(line: str) -> bool:
    """Whether a line is the one under a table's headers."""
    return "-" in line and re.fullmatch(r"[\s>|:-]+", line) is not None


def _cells(bare: str) -> list[str]:
    inner = bare.removeprefix("|").removesuffix("|")
    return [] if re.fullmatch(r"[\s|:-]+", bare) else [plain_words(cell) for cell in re.split(r"(?<!\\)\|", inner)]


def _underlined(group: list[Piece], lines: list[str]) -> Iterator[Block]:
    """A group of lines as a paragraph; with a rule under its first line, as a heading."""
    level = 0
    if len(group) == 2 and re.fullmatch(r"=+|-+", group[1].text):
        level = 1 if group[1].text.startswith("=") else 2
        group = group[:1]
    pieces = tuple(Piece(words, piece.block) for piece in group if (words := plain_words(piece.text)))
    if pieces:
        listed = not level and bool(behind_bullet(pieces[0].text) or printed_number(pieces[0].text)[1])
        first = lines[pieces[0].block]
        indent = len(first) - len(first.lstrip())
        yield Block(pieces, level, None, 1 + indent // 2 if listed else 0)


def _raised(found: re.Match[str], text: str) -> str:
    """What stays of raised characters: nothing of a note's mark."""
    raised = found.group(1) or found.group(2) or ""
    return "" if is_mark(raised, text[: found.start()]) else raised


def plain_words(text: str) -> str:
    """A line without marks of emphasis, links, images, footnote marks, HTML tags."""
    text = re.sub(r"<br\s*/?>", " ", text, flags=re.IGNORECASE)
    text = _ESCAPED.sub(lambda found: chr(_PRIVATE + ord(found.group(1))), text)  # out of the way of the marks below
    for pattern, kept in ((_IMAGE, ""), (_LINK, r"\1"), (_NOTE_MARK, ""), (_TO_NOTE, r"\1"), (_STRUCK, "")):
        text = pattern.sub(kept, text)
    text = _HTML.sub("", _RAISED.sub(lambda found: _raised(found, text), text))
    for _ in range(3):
        text = _EMPHASIS.sub(lambda found: found.group(2) or found.group(3) or "", text)
    text = html.unescape(re.sub(r"\*\*+|\\$", "", text))  # emphasis over several lines, a hard break
    restored = (chr(ord(one) - _PRIVATE) if _PRIVATE <= ord(one) < _PRIVATE + 128 else one for one in text)
    return " ".join("".join(restored).split())
