"""What the user should know of a PDF's pages: pictures without text, text that is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from extract.reading.pdf.characters import PageChars
from extract.reading.report import Notice

# Fewer letters than this on a page that a picture covers: a scan, with at most a stamp of text.
_FEW_LETTERS, _COVERED = 25, 0.3
# So many words make a page that can be judged by how they look.
_ENOUGH = 40
_WORD = re.compile(r"[^\W_]{4,}")
_VOWEL = re.compile(r"[aeiouyæøœıə]")
# The least part of vowels among the letters of a page; languages in Latin letters have twice as many.
_VOWELS = 0.2
_CODES = re.compile(r"\(?cid[:.]? ?\d+\)?")


def page_notices(pages: Iterable[PageChars]) -> list[Notice]:
    """One notice for the pages that are pictures without text, one for those whose letters are not what is printed."""
    held = list(pages)
    found = []
    if scans := [page.number for page in held if page.pictures > _COVERED and _letters(page) < _FEW_LETTERS]:
        what = f"{_named(scans)} pictures" if len(scans) > 1 else f"{_named(scans)} a picture"
        found.append(Notice("needs_ocr", f"{what} without text; make a PDF with text of it: ocrmypdf IN.pdf OUT.pdf", scans[0]))
    if garbled := [page.number for page in held if page.number not in scans and _garbled(page)]:
        what = f"text of {_named(garbled)} not what is printed: its letters are coded in no known way"
        hint = "make the text anew: ocrmypdf --force-ocr IN.pdf OUT.pdf"
        found.append(Notice("garbled_text", f"{what}; {hint}", garbled[0]))
    return found


def _named(numbers: Sequence[int]) -> str:
    """Pages as the subject of a sentence, with its verb."""
    if len(numbers) == 1:
        return f"page {numbers[0]} is"
    return f"{len(numbers)} pages ({', '.join(str(number) for number in numbers[:8])}{', …' if len(numbers) > 8 else ''}) are"


def _letters(page: PageChars) -> int:
    return sum(character.isalpha() for run in page.runs for character in run.text)


def _garbled(page: PageChars) -> bool:
    """Whether most characters of a page have no meaning, or most of its words look like none: no vowel, digits inside."""
    known = sum(len(run.text) for run in page.runs)
    if page.unknown > max(_FEW_LETTERS, known):
        return True
    text = " ".join(run.text for run in page.runs)
    if 2 * sum(len(code) for code in _CODES.findall(text)) > known > _FEW_LETTERS:
        return True
    words = [word for word in _WORD.findall(text) if any(character.isalpha() for character in word)]
    latin = [word for word in words if "LATIN" in unicodedata.name(next(filter(str.isalpha, word)), "")]
    if len(latin) < _ENOUGH:
        return False
    bare = unicodedata.normalize("NFD", "".join(latin).casefold())
    vowels = len(_VOWEL.findall(bare)) / max(1, sum(character.isalpha() for character in bare))
    return vowels < _VOWELS or 2 * sum(_no_word(word) for word in latin) > len(latin)


def _no_word(word: str) -> bool:
    bare = unicodedata.normalize("NFD", word.casefold())
    return not _VOWEL.search(bare) or bool(re.search(r"[^\W\d_]\d[^\W\d_]", bare))
