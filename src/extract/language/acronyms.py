"""Acronyms defined in a text: "the National Elections Commission (NEC)", "NEC (National Elections Commission)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SHORT = re.compile(r"\(\s*(?:the |hereafter |hereinafter |or )?[“\"‘']?(?P<short>[A-Z][A-Za-z0-9&/.-]{1,14})[”\"’']?\s*\)")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*|\d+|&")
# Words that an acronym may pass over, and that a name may hold in lower case.
_SMALL = {
    "of",
    "the",
    "and",
    "for",
    "in",
    "on",
    "to",
    "at",
    "de",
    "des",
    "du",
    "la",
    "le",
    "les",
    "et",
    "pour",
    "en",
    "y",
    "del",
    "a",
    "an",
    "&",
    "by",
    "with",
}


@dataclass(frozen=True, slots=True)
class Defined:
    """A definition: the full name's span and the short form's, offsets of the text, half-open."""

    name_start: int
    name_end: int
    short_start: int
    short_end: int
    name: str
    short: str


def definitions(text: str) -> Iterator[Defined]:
    """Each short form in brackets that the words before it spell, with the full name."""
    for found in _SHORT.finditer(text):
        short = found.group("short").rstrip(".")
        if sum(character.isupper() for character in short) < 2 or short.isdigit():
            continue
        start = _name_start(text, found.start(), short)
        if start is not None:
            end = len(text[: found.start()].rstrip())
            at = found.start("short")
            yield Defined(start, end, at, at + len(short), text[start:end], short)


def defined_acronyms(texts: Iterable[str]) -> dict[str, str]:
    """Short form to full name, as defined anywhere in the texts; the first definition of a short form holds."""
    known: dict[str, str] = {}
    for text in texts:
        if "(" in text:
            for one in definitions(text):
                known.setdefault(one.short, one.name)
    return known


def _name_start(text: str, bracket: int, short: str) -> int | None:
    """Where the name that ``short`` stands for begins: the nearest capitalized word from which its letters can be spelled."""
    window_start = max(0, bracket - 140)
    stop = max(text.rfind(mark, window_start, bracket) for mark in ("(", ")", ";", ":", ". "))
    begin = max(window_start, stop + 1)
    words = [(match.start() + begin, match.group()) for match in _WORD.finditer(text[begin:bracket])]
    letters = [character.casefold() for character in short if character.isalnum()]
    for number in range(len(words) - 1, -1, -1):
        offset, word = words[number]
        if not word[0].isupper() or word[0].casefold() != letters[0]:
            continue
        tail = [piece for _, each in words[number:] for piece in re.split(r"[-’']", each) if piece]
        if len(tail) <= 2 * len(letters) + 5 and _spells(letters, tail):
            return offset
    return None


def _spells(letters: list[str], words: list[str]) -> bool:
    """Whether the letters are found in the words in order: at the beginning of words, or following one in the same word.

    Every word that is not small must give a letter, but for two at most.
    """

    def match(li: int, wi: int, skipped: int) -> bool:
        if li == len(letters):
            return sum(word.casefold() not in _SMALL for word in words[wi:]) + skipped <= 2
        if wi == len(words):
            return False
        word = words[wi].casefold()
        run = 0
        if word[0] == letters[li]:
            at = 0
            while li + run < len(letters):
                found = word.find(letters[li + run], at)
                if found < 0 or (run == 0 and found > 0):
                    break
                run += 1
                at = found + 1
            for taken in range(1, min(run, 4) + 1):
                if match(li + taken, wi + 1, skipped):
                    return True
        small = word in _SMALL
        return (small or skipped < 2) and match(li, wi + 1, skipped + (not small))

    return match(0, 0, 0)
