"""Which lines of a page are headings, and the path of headings that a paragraph stands under."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.reading.numbering import HEADING_MARK, bare_heading
from extract.reading.pdf.lines import Line

_LONGEST, _MOST_LINES = 400, 7
_ENUMERATORS = (
    re.compile(r"(?:[Cc]hapter|CHAPTER|[Pp]art|PART|[Aa]nnex|ANNEX|[Ss]ection)\b"),
    re.compile(r"[IVXL]{1,6}\.?\s"),
    re.compile(r"[A-Z]\.\s"),
    re.compile(r"\d{1,2}\.?\s"),
    re.compile(r"\d{1,2}\.\d{1,2}\.?\s"),
    re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s"),
    re.compile(r"\([a-z]\)\s"),
    re.compile(r"\([ivx]+\)\s"),
)


# A number and the word that says what it counts; no number of a series ("Update 12"), symbol or day.
_CALLED_OUT = re.compile(
    r"(?<![\w/.,#(–-])(?<!No\. )(\d{1,3}(?:[,.  ’']\d{3})+|\d{2,})\+?(?: (?:million|thousand))? (?=[a-z]{4,}|[A-Z]{4,}\b)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Look:
    """How a document sets its text: the size of its type, and whether its text is bold throughout (a scan, a typewriter)."""

    size: float
    bold: bool


def looks_heading(line: Line, look: Look) -> bool:
    """Whether a line is set as a heading is: bold or larger than the text."""
    if not any(character.isalpha() for character in line.text):
        return False
    return (line.bold and not look.bold) or line.size > look.size + 0.9


def is_heading(lines: Sequence[Line], look: Look) -> bool:
    """Whether lines that stand together, set alike and apart from the text, are a heading by what they say."""
    text = " ".join(line.text for line in lines)
    if len(text) > _LONGEST or len(lines) > _MOST_LINES or not re.search(r"[^\W\d_]{2}", text):
        return False
    if text[0] in '“"‘«' and len(text.split()) > 10:
        return False
    if tells_of_people(text):
        return False
    words = len(text.split())
    if re.search(r"[.;,]$", text) and not text.endswith("...") and words > 10:
        return False
    return not (text[0].islower() and not looks_heading(lines[0], look))


def tells_of_people(text: str) -> bool:
    """Whether a line set as a heading is a figure that is called out ("1,250 teachers trained"), and so text.

    A number of two digits and more that is no year, before a word; no enumerated heading, no number in brackets or of a title.
    """
    if HEADING_MARK.match(text):
        return False
    return any(not _YEAR.fullmatch(found.group(1).strip()) for found in _CALLED_OUT.finditer(text))


def capitals(text: str) -> bool:
    """Whether a text is written in capitals throughout, and is more than an acronym."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 5 and all(character.isupper() for character in letters)


@dataclass(frozen=True, slots=True)
class _Rank:
    """A heading's rank: the kind of its enumerator (-1 for none), size, weight, slant."""

    kind: int
    size: float
    bold: bool
    capitals: bool


class Path:
    """The headings above a paragraph, kept up to date as headings are met from the document's beginning on."""

    def __init__(self) -> None:
        self._held: list[tuple[_Rank, str]] = []

    def copy(self) -> Path:
        """A path that goes on from this one by itself."""
        other = Path()
        other._held = list(self._held)
        return other

    @property
    def headings(self) -> tuple[str, ...]:
        """The path, outermost first, without numbering."""
        return tuple(text for _, text in self._held)

    def met(self, text: str, line: Line) -> None:
        """Takes a heading (``line`` its first line) in: it replaces those of its rank and below."""
        kind = next((at for at, pattern in enumerate(_ENUMERATORS) if pattern.match(text)), -1)
        rank = _Rank(kind, round(line.size), line.bold, capitals(text))
        same = next((at for at, (held, _) in enumerate(self._held) if held == rank), None)
        if same is not None:
            del self._held[same:]
        else:
            while self._held and not _above(self._held[-1][0], rank):
                self._held.pop()
        self._held.append((rank, bare_heading(text)))


def _above(held: _Rank, rank: _Rank) -> bool:
    """Whether a held heading stands above a new one of another rank."""
    if held.kind >= 0 and rank.kind >= 0 and held.kind != rank.kind:
        return held.kind < rank.kind
    if held.size != rank.size:
        return held.size > rank.size
    if held.bold != rank.bold:
        return held.bold
    if held.capitals != rank.capitals:
        return held.capitals
    # Of one look, an enumerated heading stands above one without.
    return held.kind >= 0 > rank.kind
