"""A table as office programs save it: which mark parts its cells, and which encodings it may have."""

from __future__ import annotations

import re

# What may part cells, and how it is called in a message. Excel takes the semicolon where a comma stands in decimals.
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_TOLD = re.compile(r"\"?sep=(.)\"?\s*")


def text_of(raw: bytes) -> str:
    """The text: UTF-8 with or without a byte order mark, UTF-16 with one. Raises ``UnicodeDecodeError`` for any other."""
    return raw.decode("utf-16" if raw.startswith(_UTF_16) else "utf-8-sig")


def separator_of(text: str) -> str:
    """The mark that parts cells, told by the line that names the columns (comments and blank lines before it are passed over)."""
    for line in text.splitlines():
        told = _TOLD.fullmatch(line)
        if told and told.group(1) in SEPARATORS:
            return told.group(1)
        if line.strip(' \t,;"') and not line.lstrip(' "').startswith("#"):
            return max(SEPARATORS, key=line.count)
    return ","


def is_passed_over(cells: list[str]) -> bool:
    """Whether a line holds no row: blank, a comment, or Excel's own ``sep=;``."""
    first = cells[0].lstrip() if cells else ""
    return not any(cell.strip() for cell in cells) or first.startswith("#") or (first.startswith("sep=") and not any(cells[1:]))


def columns_of(cells: list[str]) -> list[str]:
    """The names of the columns, without cells at the end that have none: Excel fills each line up to the longest."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names
