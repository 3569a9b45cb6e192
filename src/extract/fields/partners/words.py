"""A text's words with their offsets, spelled one way: what names are looked up and built from."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_ISATION = re.compile(r"is(?=(?:ation|ations|ing|ed|es|e)$)")
_SHORTEST_ISE = 7


@dataclass(frozen=True, slots=True)
class Word:
    """One run of letters and figures. ``key`` is its one spelling, ``gap`` what stands between it and the word before."""

    start: int
    end: int
    text: str
    key: str
    gap: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter, or is a figure glued to one (``GLO.ACT``, ``FHI360``)."""
        return self.text[0].isupper()

    @property
    def all_capital(self) -> bool:
        """Whether it looks like an acronym: two capitals or more, and no lower-case letter but a plural s."""
        core = self.text.removesuffix("s")
        return len(core) > 1 and core.isupper()


def words_of(text: str, spellings: Mapping[str, str]) -> list[Word]:
    """The words of ``text`` in order; an apostrophe's s (``Children’s``) is a word of its own."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        word = match.group()
        found.append(Word(match.start(), match.end(), word, spelled(word, spellings), text[last : match.start()]))
        last = match.end()
    return found


def spelled(word: str, spellings: Mapping[str, str]) -> str:
    """The one spelling of a word: lower case, as the table has it, with -iz- for -is-."""
    key = word.casefold()
    key = spellings.get(key, key)
    return _with_z(key) if len(key) >= _SHORTEST_ISE else key


@functools.lru_cache(maxsize=16384)
def _with_z(key: str) -> str:
    return _ISATION.sub("iz", key)


def keys_of(name: str, spellings: Mapping[str, str]) -> tuple[str, ...]:
    """The spellings of a name's words: what two ways of writing one name share."""
    return keys_of_words(words_of(name, spellings))


def keys_of_words(words: Sequence[Word]) -> tuple[str, ...]:
    """The spellings of words, with UN written out and a leading article left off."""
    found: list[str] = []
    for word in words:
        found += ["united", "nations"] if word.text in {"UN", "Un"} else word.key.split()
    return tuple(found[1:] if len(found) > 1 and found[0] == "the" else found)
