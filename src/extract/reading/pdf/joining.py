"""Lines to one text: blanks between them, words mended that a line's end parts, each character with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.reading.pdf.characters import HARD_HYPHEN, SOFT_HYPHENS
from extract.reading.pdf.lines import Line, is_hyphen
from extract.reading.report import Fragment

# A document that parts words at more lines' ends than this, and at this part of them, sets them so: no text has as many
# compounds there.
_FEW_PARTED, _OFTEN_PARTED = 3, 0.06
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+(?:[-\u2010][^\W\d_]+)*)[-\u2010\x02]$")
_FIRST = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Hyphens:
    """What settles a hyphen at a line's end: the words of the document as it writes them inside its lines, and first parts
    (``prefixes``, compiled) that keep their hyphen. ``parts`` says whether the document parts words at all: where none of the
    words at its lines' ends is written in one elsewhere, it does not. ``suspends`` are the words before which a hyphen stands
    for a part left out."""

    words: Counter[str]
    prefixes: tuple[re.Pattern[str], ...] = ()
    parts: bool = True
    suspends: tuple[re.Pattern[str], ...] = ()

    def kept(self, before: str, after: str) -> bool:
        """Whether the hyphen at the end of ``before`` belongs to the word that goes on in ``after``."""
        last, first = _LAST.search(before), _FIRST.match(after)
        if not last or not first or after[0].isupper():
            return True
        head, tail = last.group(1), first.group()
        whole, parted = self.words[(head + tail).casefold()], self.words[f"{head}-{tail}".casefold()]
        if whole != parted:
            return parted > whole
        if not self.parts or "-" in head or any(prefix.fullmatch(head) for prefix in self.prefixes):
            return True
        return self.words[head.casefold()] > 0 and self.words[tail.casefold()] > 0


def hyphens_of(
    lines: Iterable[Line], prefixes: Sequence[re.Pattern[str]] = (), suspends: Sequence[re.Pattern[str]] = ()
) -> Hyphens:
    """The words of a document's lines, but for those that a line's end parts, and whether it parts words."""
    words: Counter[str] = Counter()
    parted: list[tuple[str, str]] = []
    head: str | None = None
    count = 0
    for line in lines:
        count += 1
        found = [one.group().replace("\u2010", "-").casefold() for one in _WORD.finditer(line.text)]
        if head is not None and found and line.text[0].isalpha():
            parted.append((head, found.pop(0)))
        head = None
        if is_hyphen(line.text[-1]) and len(line.text) > 1 and line.text[-2].isalpha() and found:
            head = found.pop()
        for word in found:
            words[word] += 1
            if "-" in word:
                words.update(word.split("-"))
    whole = sum(words[first + second] > 0 for first, second in parted)
    often = len(parted) > _FEW_PARTED and len(parted) > _OFTEN_PARTED * count
    return Hyphens(words, tuple(prefixes), not parted or often or whole > 0.15 * len(parted), tuple(suspends))


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of a paragraph, what is put before it (a blank, ``"; "`` between cells), and how many characters are skipped."""

    line: Line
    joiner: str = " "
    skip: int = 0


def joined(pieces: Sequence[Piece], hyphens: Hyphens) -> tuple[str, tuple[Fragment, ...]]:
    """The text of the pieces and the fragments that say where each character stands; what was put in belongs to none."""
    text = ""
    fragments: list[Fragment] = []
    for piece in pieces:
        body, edges = _printed(piece)
        if not body:
            continue
        if text:
            text, fragments, joiner = _end(text, fragments, body, piece.joiner, hyphens)
            text += joiner
        line = piece.line
        if is_hyphen(text[-1:]) and body[0] in ",;":  # "short-, medium-": no word goes on
            text = text.rstrip()
        fragments.append(
            Fragment(len(text), len(text) + len(body), line.page, _box(line, edges), tuple(round(edge, 2) for edge in edges))
        )
        text += body
    if text and text[-1] == HARD_HYPHEN:
        text = text[:-1] + "-"
    return text, tuple(fragments)


def _printed(piece: Piece) -> tuple[str, list[float]]:
    """The characters of a line that are printed, from ``skip`` on, and their edges; marks of a parted word only at its end."""
    line = piece.line
    body, edges = [], list[float]()
    last = len(line.text) - 1
    for at in range(piece.skip, last + 1):
        character = line.text[at]
        if at < last and character in SOFT_HYPHENS:
            continue
        body.append("-" if character == HARD_HYPHEN and at < last else character)
        edges += line.edges[2 * at : 2 * at + 2]
    return "".join(body), edges


def _end(text: str, fragments: list[Fragment], body: str, joiner: str, hyphens: Hyphens) -> tuple[str, list[Fragment], str]:
    """The text before a line that begins with ``body``, its last hyphen settled, and what is to be put between them."""
    last = text[-1]
    if not is_hyphen(last) or joiner != " ":
        return text, fragments, joiner
    if len(text) > 1 and text[-2].isspace():  # a dash
        return text, fragments, joiner
    first = _FIRST.match(body)
    if first and any(word.fullmatch(first.group()) for word in hyphens.suspends):
        return text[:-1] + "-", fragments, joiner
    if last in SOFT_HYPHENS or not hyphens.kept(text[-80:], body):
        return text[:-1], [*fragments[:-1], *_shorter(fragments[-1])], ""
    return text[:-1] + "-", fragments, ""


def _shorter(fragment: Fragment) -> list[Fragment]:
    """The fragment without its last character."""
    if fragment.end - fragment.start < 2:
        return []
    edges = fragment.edges[:-2] if fragment.edges else None
    box = fragment.box
    if box and edges:
        box = (box[0], box[1], edges[-1], box[3])
    return [Fragment(fragment.start, fragment.end - 1, fragment.page, box, edges)]


def _box(line: Line, edges: Sequence[float]) -> tuple[float, float, float, float]:
    return round(edges[0], 2), round(line.bottom, 2), round(edges[-1], 2), round(line.top, 2)
