"""A text as words that names are compared by: accents, apostrophes and hyphens folded, each with its place in the text."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+|[(),&/]")
# What may stand between two words of one name; a full stop only behind a short word (an abbreviation).
_GAP = re.compile(r"[\s\-‐‑'’‘ʼ`´\u00ad]{0,4}")
_STOPPED = re.compile(r"\.\s?")
_LONGEST_ABBREVIATED = 4
# Small words and articles of transliterated names, whose letter case varies.
_SMALL = {
    "al",
    "el",
    "ad",
    "as",
    "ar",
    "az",
    "an",
    "ash",
    "at",
    "ed",
    "ez",
    "es",
    "de",
    "la",
    "of",
    "and",
    "the",
    "du",
    "des",
    "da",
    "do",
    "d",
    "le",
    "les",
}
_SHORTEST_CAPITALS = 4
_APART = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "s", "æ": "a", "Æ": "A", "ʻ": "'"}
)


class Word(NamedTuple):
    """``key`` is what names are compared by; ``capitals`` whether the word stands in capitals and was taken for a title-case one."""

    start: int
    end: int
    key: str
    capitals: bool


@functools.lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[:1].translate(_APART)
    return base if base.isalnum() else letter


def folded(text: str) -> str:
    """``text`` with each accented letter as its base letter, one character for one."""
    return text if text.isascii() else "".join(_letter(one) if ord(one) > 127 and one.isalpha() else one for one in text)


def words(text: str) -> list[Word]:
    """The words of ``text`` and the marks ``( ) , & /`` that names hold, in order."""
    plain = folded(text)
    return [_word(match.start(), match.end(), match.group()) for match in _WORD.finditer(plain)]


def _word(start: int, end: int, shown: str) -> Word:
    key = _key(shown)
    return Word(start, end, key, len(shown) >= _SHORTEST_CAPITALS and shown.isupper() and key != shown)


@functools.lru_cache(maxsize=65536)
def _key(shown: str) -> str:
    if shown == "&":
        return "and"
    lower = shown.lower()
    if lower in _SMALL:
        return lower
    return shown.capitalize() if len(shown) >= _SHORTEST_CAPITALS and shown.isupper() else shown


def joined(text: str, one: Word, other: Word) -> bool:
    """Whether two words that follow one another may be of one name."""
    gap = text[one.end : other.start]
    if _GAP.fullmatch(gap):
        return True
    return bool(_STOPPED.fullmatch(gap)) and len(one.key) <= _LONGEST_ABBREVIATED


def keys(name: str) -> tuple[str, ...]:
    """A name of a list, as the keys its words are compared by."""
    return tuple(map(_key, _WORD.findall(folded(name))))
