"""Where a name stands: its sentence, what is before and behind it, the list it is part of, its way up the parse."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from extract.fields.partners.names import CAPITALS, ENTITY, SURE, Name
from extract.fields.partners.paths import over
from extract.fields.partners.states import STATE
from extract.language.sentences import sentences

_BULLET = re.compile(r"\s*[•▪●◦‣]\s*")
_JOINER = re.compile(
    r"^\s*(?:\([^()]{1,30}\))?\s*(?:,|;)?\s*(?:and|or|as well as|along with|including|together with|and with|and by|and from|&|/|–)?\s*(?:,)?\s*"
    r"(?:(?:the|its|their|of the|of|from the|to the|for the|by the|with the) )?$"
)
_FINAL = re.compile(r"\b(?:and|or|as well as|along with|together with|&)\b|/")
_GOES_ON = re.compile(r",? (?:and|or|as well as) (?!\w+ed\b)")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "CCONJ", "PUNCT", "NUM", "PRON", "SPACE", "PART", "ADP"})
_CLAUSE_MARKS = re.compile(r"[;:.!?]|\b(?:which|who|that|to|while|where|by|under|through|during)\b")
_NEW_CLAUSE = re.compile(r",\s*(?:and|but|while|whereas)\b")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FRONTED = re.compile(
    r"(?:^|[,;] )(?:with|in|through|under|thanks|by|alongside|together|as|following|during|at|on)\b[^,;]*$", re.IGNORECASE
)
# Where a clause begins, so that what follows is its subject.
_BEGINS = re.compile(
    r"(?:^|[;:.•–—-]\s|,? (?:and|but|while|whereas|where|when|after|before|until|because|as) )\s*(?:the )?$", re.IGNORECASE
)
_LONGEST_GENERIC = 8
_LONGEST_BEFORE = 150
LISTED = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})


@dataclass(frozen=True)
class Place:
    """A name in its sentence. ``before``/``after`` are the sentence's text around the list that the name stands in
    (``own_before``/``own_after``: around the name itself; ``raw_before`` with the determiners that the
    others leave off); ``paragraph``: all of the text; ``free``: how many characters before the list hold no other name; ``fellows``
    are the other names of that list, ``others`` counts the sure bodies outside it; ``verb`` is the verb right behind a list that begins a clause, whatever the parser makes of it."""

    name: Name
    sentence: str
    before: str
    after: str
    own_before: str
    own_after: str
    raw_before: str
    free: int
    fellows: tuple[Name, ...]
    roots: tuple[Token, ...]
    paragraph: str = ""
    verb: Token | None = None
    others: int = 0

    @functools.cached_property
    def above(self) -> tuple[Token, ...]:
        """Every word above the name in the parse."""
        return tuple(over(self.roots[0])) if self.roots else ()


class Clauses:
    """The sentences of one paragraph (``text``: without a heading that trails it), with the names in them."""

    def __init__(self, doc: Doc, text: str, names: Sequence[Name], determiners: str, kinds: str) -> None:
        self._doc = doc
        self._starts = [token.idx for token in doc]
        self._roots_of: dict[int, Token | None] = {}
        self._text = text
        self._names = [one for one in names if one.end <= len(text)]
        self._owner = {token.i: one for one in self._names for token in self._span(one.start, one.end)}
        self._kind = re.compile(rf"(?:[\w-]+ ){{0,2}}(?:{kinds}),? $")
        self._strip = re.compile(rf"(?:^|(?<=[\s(“\"‘'-]))(?:{determiners}) $", re.IGNORECASE)

    def places(self) -> Iterator[Place]:
        """Every name in its place, in order."""
        for start, end in spans(self._text):
            inside = [one for one in self._names if start <= one.start < end]
            sure = sum(one.strength == SURE and one.type != STATE and not one.refused for one in inside)
            for group in self._groups(inside, start):
                yield from self._placed(group, start, end, sure)

    def _placed(self, group: Sequence[Name], start: int, end: int, sure: int) -> Iterator[Place]:
        text = self._text
        before, after = self._bare(start, group[0].start), text[group[-1].outer : end]
        last = max((one.outer for one in self._names if start <= one.start and one.outer <= group[0].start), default=start)
        verb = self._verb_behind(group[-1].outer) if _BEGINS.search(text[start : group[0].start]) else None
        for one in group:
            yield Place(
                name=_as_its_fellows(one, group),
                sentence=text[start:end],
                before=before,
                after=after,
                own_before=self._bare(start, one.start),
                own_after=text[one.outer : end],
                raw_before=text[max(start, one.start - _LONGEST_BEFORE) : one.start].rstrip(),
                free=group[0].start - last,
                fellows=tuple(other for other in group if other is not one),
                roots=self._roots(one, group),
                paragraph=text,
                verb=verb,
                others=sure - sum(other.strength == SURE and not other.refused for other in group),
            )

    def _bare(self, start: int, end: int) -> str:
        """The text between two offsets (the last of it, where it is long) without the determiners at its end."""
        before = self._text[max(start, end - _LONGEST_BEFORE) : end]
        while True:
            shorter = self._strip.sub("", before)
            if shorter == before:
                return before.rstrip()
            before = shorter

    def _groups(self, names: Sequence[Name], start: int) -> Iterator[list[Name]]:
        """Names that stand in one list: joined by commas and a final and."""
        group: list[Name] = []
        for one in names:
            if group and self._joined(group[-1], one):
                group.append(one)
                continue
            if group:
                yield from self._split(group, start)
            group = [one]
        if group:
            yield from self._split(group, start)

    def _joined(self, one: Name, other: Name) -> bool:
        gap = self._text[one.outer : other.start]
        return bool(gap.strip()) and (
            _JOINER.match(gap) is not None
            or _JOINER.match(self._kind.sub("", gap)) is not None
            or (gap.lstrip()[:1] == "," and self.nominal(one.outer, other.start))
        )

    def nominal(self, start: int, end: int) -> bool:
        """Whether the text between two offsets is a part of a list: nouns, commas, and; no verb."""
        gap = self._text[start:end]
        if _CLAUSE_MARKS.search(gap) or not re.search(r"(?:,|\band|\bor|\bas|\bincluding)(?: (?:the|its|their))?\s*$", gap):
            return False
        inner = [token for token in self._span(start, end) if start <= token.idx < end]
        return len(inner) <= _LONGEST_GENERIC + 4 and all(
            token.pos_ in _NOMINAL and token.tag_ not in _FINITE for token in inner
        )

    def _split(self, group: list[Name], start: int) -> Iterator[list[Name]]:
        """A list needs its "and"; and a fronted phrase ends before the subject ("With help from A, B and C trained")."""
        if len(group) == 1:
            yield group
            return
        gaps = [self._text[one.outer : other.start] for one, other in pairwise(group)]
        cut = self._new_clause(group, gaps)
        if cut:
            yield from self._split(group[:cut], start)
            yield from self._split(group[cut:], start)
            return
        finals = [index for index, gap in enumerate(gaps) if _FINAL.search(gap)]
        if not finals and _GOES_ON.match(self._text, group[-1].outer):
            finals = [len(gaps) - 1]
        if not finals and self._text[start : group[0].start].rstrip().endswith(":"):
            # A list behind a label has no "and".
            yield group
            return
        if not finals:
            yield from ([one] for one in group)
            return
        fronted = _FRONTED.search(self._text[start : group[0].start]) is not None and self._verb_follows(group[-1].outer)
        comma = next((index for index, gap in enumerate(gaps) if gap.strip() in {",", ", the"}), None)
        if fronted and comma is not None:
            yield from self._split(group[: comma + 1], start) if comma else [group[:1]]
            yield group[comma + 1 :]
            return
        if finals[-1] < len(gaps) - 1 and "," in gaps[finals[-1] + 1]:
            cut = finals[-1] + 2
            yield group[:cut]
            yield from self._split(group[cut:], start)
            return
        yield group

    def _new_clause(self, group: Sequence[Name], gaps: Sequence[str]) -> int:
        """The number of the name that begins another clause ("paid for by Norway, and the Ministry provided the rooms"); or 0."""
        marks = [index for index, gap in enumerate(gaps) if ";" in gap]
        if marks and len(marks) < len(gaps):
            return marks[-1] + 1
        if self._verb_behind(group[-1].outer) is None:
            return 0
        last = gaps[-1].strip()
        before = self._span(group[0].start, group[0].end)[0]
        governed = before.i > 0 and any(
            token.pos_ == "ADP" for token in before.doc[max(0, before.i - 2) : before.i] if token.pos_ in {"ADP", "DET"}
        )
        apart = _NEW_CLAUSE.match(last) is not None and not any("," in gap for gap in gaps[:-1])
        return len(gaps) if governed and apart else 0

    def _verb_follows(self, offset: int) -> bool:
        for token in self._doc[self._token_at(offset) :]:
            if token.tag_ in _FINITE:
                return True
            if token.pos_ not in {"ADV", "SPACE"}:
                return False
        return False

    def _verb_behind(self, offset: int) -> Token | None:
        """The verb in the active that follows right behind, adverbs and auxiliaries aside; else None."""
        for token in self._doc[self._token_at(offset) :]:
            if token.pos_ == "VERB":
                helped = any(child.dep_ == "aux" for child in token.children)
                passive = any(child.dep_ == "auxpass" for child in token.children)
                return token if not passive and (token.tag_ in _FINITE or helped) else None
            if token.pos_ not in {"ADV", "SPACE", "AUX"} and token.lower_ not in {"each", "both", "all"}:
                return None
        return None

    def _token_at(self, offset: int) -> int:
        return bisect_left(self._starts, offset)

    def _roots(self, name: Name, group: Sequence[Name]) -> tuple[Token, ...]:
        """The word that a name hangs by, then those it is listed with, up to the first of the list.

        Names that stand in no list with this one are no part of its list, whatever the parser says ("In support of the
        Commission, UNMISS and UNDP organized…").
        """
        token = self._root(name)
        found: list[Token] = []
        while token is not None and token not in found:
            found.append(token)
            if token.dep_ not in {"conj", "appos"} or token.head.pos_ not in LISTED:
                break
            owner = self._owner.get(token.head.i)
            if owner is not None and owner not in group:
                break
            token = self._root(owner) if owner is not None else token.head
        return tuple(found)

    def _root(self, name: Name) -> Token | None:
        if name.start not in self._roots_of:
            span = list(self._span(name.start, name.end))
            outside = [token for token in span if token.head is token or token.head not in span]
            self._roots_of[name.start] = next(
                (token for token in outside if token.pos_ in LISTED), outside[0] if outside else None
            )
        return self._roots_of[name.start]

    def _span(self, start: int, end: int) -> Span:
        """The tokens that reach into the characters from ``start`` to ``end`` (``Doc.char_span`` walks the whole text each time)."""
        first = bisect_right(self._starts, start) - 1
        return self._doc[max(first, 0) : bisect_left(self._starts, end)]


def _as_its_fellows(name: Name, group: Sequence[Name]) -> Name:
    """Capitals that stand in a list with a sure organization are one too, unless spaCy sees a place or the like in them.

    One plain word is only behind another name: where it comes first it may be any word.
    """
    if name.strength > CAPITALS or not any(one.strength == SURE and one.type != STATE for one in group):
        return name
    several = " " in name.name and not name.refused
    word = name.refused in {"", "partners.not.word"} and name is not group[0]
    return replace(name, strength=ENTITY, refused="") if several or word else name


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text, and the items of a list within one."""
    for start, end in sentences(text):
        at = start
        for bullet in _BULLET.finditer(text, start, end):
            if bullet.start() > at:
                yield at, bullet.start()
            at = bullet.end()
        if at < end:
            yield at, end
