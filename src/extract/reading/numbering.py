"""Printed numbers before paragraphs and headings: ``23.``, ``4.2``, ``(a)``, ``II.``, bullets."""

from __future__ import annotations

import re

_DOTTED = re.compile(
    r"(\d{1,3})[.)][ \t\u00a0\u2002\u2003]+(?=[\"“‘'(\[]?[^\W\d_]|\d)|(\d{1,3}(?:\.\d{1,3}){1,3})\.?[ \t\u00a0]+(?=[\"“‘'(]?[^\W\d_])"
)
BULLET = re.compile(r"[•◦▪▫●○■□–—‣⁃∙·\uf0b7\uf0a7\uf0d8➢►▶✓✔*-][ \t\u00a0]+(?=\S)")
LETTERED = re.compile(r"\((?:[a-z]{1,3}|[ivx]{1,5}|\d{1,2})\)[ \t\u00a0]+(?=\S)")
# A figure that stands by itself, large: "2,450", "$3.5 million", "68%".
FIGURE = re.compile(r"[$€£]?\d[\d.,]*(?:\s?(?:million|billion|thousand|[MKk]))?\s?[%+]?")
HEADING_MARK = re.compile(
    r"(?:(?:[IVX]{2,5}|\d{1,2}(?:\.\d{1,2})*)\.?|(?:[IVXLC]{1,6}|[A-Z])\.|\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)|(?:Chapter|Part|Section|Annex)\s+[\dIVXLC]+[.:]?)[ \t\u00a0]+(?=\S)"
)


def printed_number(text: str) -> tuple[str | None, int]:
    """The printed number that a paragraph begins with, and the offset of the text behind it; ``(None, 0)`` without one.

    ``23. The Mission …`` gives ``("23", 4)``, ``4.2 The project …`` ``("4.2", 4)``; ``2.5 million people`` has none.
    """
    found = _DOTTED.match(text)
    if not found:
        return None, 0
    number = found.group(1) or found.group(2)
    if re.match(r"(?:million|billion|per cent|percent|km|metres|meters|hectares|tons|tonnes)\b", text[found.end() :]):
        return None, 0
    return number, found.end()


def behind_bullet(text: str) -> int:
    """The offset behind a bullet or a letter in brackets; 0 without one."""
    found = BULLET.match(text) or LETTERED.match(text)
    return found.end() if found else 0


def bare_heading(text: str) -> str:
    """A heading without its numbering (``II.``, ``A.``, ``1.2``)."""
    found = HEADING_MARK.match(text)
    return text[found.end() :].strip() if found and len(text) - found.end() > 2 else text.strip()


_STOP = re.compile(r"[.!?;:,][\"”’)\]]*$")


def reads_like_heading(line: str) -> bool:
    """Whether a line by itself reads like a heading: short, capitalized, without a stop at its end."""
    words = line.split()
    if not words or len(line) > 90 or _STOP.search(line) or behind_bullet(line):
        return False
    if not words[0][0].isalnum() or words[0][0].islower() or (printed_number(line)[1] and len(words) > 9):
        return False
    # A fragment with a number of people in it is text ("45 officers trained"), whatever its length.
    return not re.search(r"\b\d{2,}\b", line) or re.search(r"\b(?:19|20)\d\d\b", line) is not None
