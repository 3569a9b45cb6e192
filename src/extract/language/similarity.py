"""How alike two texts are, word by word."""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

_WORD = re.compile(r"\w+")
_CODES = 0x10FFFF


class Vocabulary(dict[str, str]):
    """Turns texts into strings of one character a word, so that words are compared as fast as characters."""

    def __missing__(self, word: str) -> str:
        code = self[word] = chr(1 + len(self) % _CODES)
        return code

    def encode(self, text: str) -> str:
        """The words of a text, case ignored, one character each."""
        return "".join(map(self.__getitem__, _WORD.findall(text.casefold())))


def similarity(one: str, other: str, least: float = 0.0) -> float:
    """0 to 1: twice the words both hold in the same order, over the words of both; 0 where it is below ``least``."""
    words = Vocabulary()
    return float(Indel.normalized_similarity(words.encode(one), words.encode(other), score_cutoff=least))
