"""The noun phrase that a number counts, where it is one for people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from extract.fields.trained.rules import TrainedRules
from extract.fields.trained.scene import FINITE, Scene

_INSIDE = frozenset({"ADJ", "NOUN", "PROPN"})
_MARKS = frozenset({"-", "–", "/", "’s", "'s", "’", "'", "s’", "“", "”", '"'})
_SMALL = frozenset({"of", "the", "and", "&", "for", "its", "their", "this", "in", "on", "de", "des", "du", "la", "or"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_LONGEST = 30
# Signs that belong to the next number: "≥80 judges, ≤90 clerks".
_SIGNS = frozenset("<>≤≥~≈")
# Numbers that share a noun: "64, 41 and 55 carpenters".
_MORE_NUMBERS = re.compile(r"(?:, \d[\d,]*(?=,? ))*,? and \d{2,3}(?:,\d{3})*(?= [a-z])")


@dataclass(frozen=True, slots=True)
class Group:
    """The span of a group, the token that heads it, and whether a list knows the head as people."""

    start: int
    end: int
    head: Token
    known: bool


class GroupFinder:
    """Finds groups by the noun lists of ``people.yaml`` and ``words.csv`` and the tagger's word classes."""

    def __init__(self, rules: TrainedRules) -> None:
        self.lists = rules.lists
        self.nouns = re.compile("|".join(category.words.pattern for category in rules.categories), re.IGNORECASE)
        self.gap = re.compile(rf"\s?(?:[–—-]\s)?(?:{rules.lists['group_gap'].pattern}[ ,]+)*", re.IGNORECASE)

    def behind(self, scene: Scene, at: int, end: int, is_one: bool = False) -> Group | None:
        """The group that begins right behind a number that ends at ``at`` (the number one: ``is_one``); None for no people."""
        more = _MORE_NUMBERS.match(scene.text, at, end)
        at = more.end() if more else at
        gap = self.gap.match(scene.text, at, end)
        start = gap.end() if gap else at
        tokens = scene.tokens(start, end)[:_LONGEST]
        if not tokens or tokens[0].idx > start + 1:
            return None
        if tokens[0].lower_ == "of" and len(tokens) > 2:
            tokens = tokens[1:]
        last, known = self._phrase_end(tokens, is_one)
        if last is None:
            return self._shared_head(tokens)
        head = tokens[last]
        last = self._complement(scene, tokens, last)
        return Group(tokens[0].idx, tokens[last].idx + len(tokens[last]), head, known)

    def _shared_head(self, tokens: Sequence[Token]) -> Group | None:
        """The group of a number whose noun stands with the next of the list: "12 Kenyan, 9 Ugandan and 11 Malian officials"."""
        if tokens[0].lower_ in {"and", ","} and any(token.lower_ == "respectively" for token in tokens):
            # "210 and 180 teachers, respectively"
            others = [index for index, token in enumerate(tokens) if self.is_people(tokens, index) and self._several(token)]
            head = tokens[others[0]] if others else None
            return Group(head.idx, head.idx + len(head), head, True) if head is not None else None
        if tokens[0].pos_ not in _INSIDE or tokens[0].tag_ in {"NNS", "NNPS"}:
            return None
        own = next((i for i, token in enumerate(tokens[:4]) if token.lower_ in {"and", ",", "or"}), None)
        if not own:
            return None
        for index, token in enumerate(tokens):
            if self.is_people(tokens, index) and self._several(token):
                end = tokens[own - 1]
                return Group(tokens[0].idx, end.idx + len(end), token, True)
            if not (token.pos_ in _INSIDE or token.tag_ == "CD" or token.lower_ in {"and", ",", "or"}):
                return None
        return None

    def before(self, scene: Scene, at: int, start: int) -> Group | None:
        """The group that ends right before ``at``: "legal officers (33)", "Village constables: 260"."""
        tokens = [token for token in scene.tokens(start, at) if token.idx + len(token) <= at]
        while tokens and tokens[-1].is_space:
            tokens.pop()
        if not tokens or not self.is_people(tokens, len(tokens) - 1):
            return None
        first = len(tokens) - 1
        while first > 0:
            token = tokens[first - 1]
            if token.pos_ not in _INSIDE or token.like_num or token.tag_ in FINITE:
                break
            first -= 1
        return Group(tokens[first].idx, tokens[-1].idx + len(tokens[-1]), tokens[-1], True)

    def _phrase_end(self, tokens: Sequence[Token], is_one: bool) -> tuple[int | None, bool]:
        """Index of the last head of the (coordinated) phrase, and whether it is known; the first plural noun where none is."""
        last: int | None = None
        unknown: int | None = None
        pending, behind = True, 0
        for index, token in enumerate(tokens):
            if index < behind:
                continue
            if token.text == "|":
                break
            if index and self.lists["part_intro"].fullmatch(token.lower_):
                break
            if token.text == "(" and last is None and (closing := _acronym(token.doc.text, tokens, index)):
                behind = closing + 1
                continue
            if index and ((token.like_num and token.tag_ == "CD") or token.text[0] in _SIGNS):
                break
            if self.is_people(tokens, index) and (is_one or self._several(token)):
                if last is not None and not pending and token.tag_ in FINITE:
                    break
                last, pending = index, False
            elif token.lower_ in {"and", "or", "&", ",", "as", "well"} and index:
                if last is None and unknown is not None:
                    break
                if token.lower_ == "as" and not _as_well_as(tokens, index):
                    break
                pending = True
            elif not self._goes_on(tokens, index, last, pending):
                break
            elif token.tag_ in {"NNS", "NNPS"} and last is None and unknown is None and self._may_be_people(tokens, index):
                unknown = index
        if last is not None:
            return last, True
        return unknown, False

    def _goes_on(self, tokens: Sequence[Token], index: int, last: int | None, pending: bool) -> bool:
        """Whether a token that is no head may stand inside the phrase."""
        token = tokens[index]
        if last is not None and not pending and token.tag_ not in {"POS", "HYPH"} and token.lower_ not in _MARKS:
            # Behind a head only a compound goes on ("women mediators", "police officers’ wives").
            return (
                token.tag_ in _NOUNS
                and token.dep_ not in {"npadvmod"}
                and index == last + 1
                and tokens[last].dep_ == "compound"
            )
        if index and tokens[index - 1].text == "-":
            return True
        if token.pos_ in _INSIDE or token.lower_ in _MARKS or token.tag_ in {"POS", "HYPH", "AFX", "VBN", "VBG", "CD"}:
            return True
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.pos_ == "ADV" and following is not None and following.tag_ in {"VBN", "JJ", "VBG"}:
            return True
        return token.lower_ in {"the"} and index <= 1

    def is_people(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a token is a noun for people, and no modifier of a noun for something else ("women groups")."""
        token = tokens[index]
        word = token.lower_
        previous = tokens[index - 1].lower_ if index else ""
        if self.lists["thing"].fullmatch(word) or self.lists["not_head"].fullmatch(word):
            return False
        if not (
            self.nouns.fullmatch(word) or self.nouns.fullmatch(f"{previous} {word}") or self._agentive(token) or _people(token)
        ):
            return False
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is None:
            return True
        if following.lower_ in {"’s", "'s", "’", "'", "s’", "-"} or following.tag_ == "POS":
            return False
        if following.tag_ in _NOUNS and following.dep_ not in {"npadvmod", "appos"}:
            # "women mediators": the head comes later; a plural that the parse does not tie to the noun behind it stands by itself.
            if (
                self.lists["event"].fullmatch(following.lower_)
                and token.tag_ == "NNS"
                and not (index and tokens[index - 1].text == "-")
            ):
                # "gave 120 pupils lessons": the parse takes them for the lessons' kind.
                return not self.lists["female"].fullmatch(word) and not self.lists["male"].fullmatch(word)
            loose = token.tag_ in {"NNS", "NNPS"} and token.dep_ not in {"compound", "nmod", "amod"}
            thing = self.lists["thing"].fullmatch(following.lower_)
            return loose and not thing
        return True

    def _several(self, token: Token) -> bool:
        """Whether a noun may stand behind a number other than one."""
        word = token.lower_
        return word.endswith(("s", "men", "people", "folk", "children")) or bool(self.lists["collective"].fullmatch(word))

    def _agentive(self, token: Token) -> bool:
        word = token.lower_
        return (
            token.tag_ in {"NNS", "NNPS"}
            and len(word) > 4
            and bool(self.lists["person_ending"].fullmatch(word) or _ends(self.lists["person_ending"], word))
        )

    def _may_be_people(self, tokens: Sequence[Token], index: int) -> bool:
        word = tokens[index].lower_
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if following is not None and (following.tag_ in _NOUNS or following.tag_ == "POS"):
            return False
        modifies = tokens[index].dep_ in {"compound", "nmod", "amod", "poss"}
        return not modifies and not self.lists["thing"].fullmatch(word) and word.isalpha()

    def _complement(self, scene: Scene, tokens: Sequence[Token], last: int) -> int:
        """With "of …" behind an open head ("members of the board"), the end of it."""
        ends = self.lists["open_end"].match(scene.text, tokens[last].idx + len(tokens[last]) + 1)
        if ends:
            inside = [index for index in range(last, len(tokens)) if tokens[index].idx < ends.end()]
            return inside[-1]
        if last + 2 >= len(tokens) or not self.lists["open_head"].fullmatch(tokens[last].lower_):
            return last
        after = scene.text[tokens[last + 1].idx : tokens[-1].idx]
        link = re.match(r"of\b", after) or self.lists["open_link"].match(after)
        if not link:
            return last
        index = end = last + 1
        behind = tokens[last + 1].idx + link.end()
        while index < len(tokens):
            token = tokens[index]
            if token.idx < behind:
                index += 1
                continue
            if token.tag_ == "CD" and index > last + 2 and not token.text[0].isupper():
                break
            if token.pos_ in _INSIDE or (
                token.tag_ in {"VBN"} and index + 1 < len(tokens) and tokens[index + 1].pos_ in _INSIDE
            ):
                end = index
            elif token.text == "," and _names_on(tokens, index):
                pass
            elif token.lower_ in _SMALL:
                if token.lower_ in {"and", "or", "&"} and not _belongs(tokens, index):
                    break
                if token.lower_ in {"in", "on", "for"} and not (
                    tokens[index - 1].text[:1].isupper() and index + 1 < len(tokens) and tokens[index + 1].text[:1].isupper()
                ):
                    break
            elif token.text == "(" and (closing := _acronym(scene.text, tokens, index)):
                end = index = closing
            elif token.tag_ not in {"POS", "HYPH", "PRP$"} and token.lower_ not in _MARKS:
                break
            index += 1
        return end if end > last + 1 else last


def _people(token: Token) -> bool:
    """Whether a token names a people ("Mozambicans", "Bosniaks")."""
    return token.tag_ in {"NNPS", "NNP"} and token.ent_type_ == "NORP" and token.lower_.endswith("s")


def _ends(pattern: re.Pattern[str], word: str) -> bool:
    """Whether a word ends in one of the endings of a list."""
    return any(pattern.fullmatch(word[cut:]) for cut in range(1, max(1, len(word) - 2)))


def _as_well_as(tokens: Sequence[Token], index: int) -> bool:
    words = [token.lower_ for token in tokens[max(0, index - 2) : index + 3]]
    return "well" in words and words.count("as") >= 2


def _acronym(text: str, tokens: Sequence[Token], index: int) -> int | None:
    """The index of the bracket that closes a short form in brackets ("Alliance (SSOA)"), which begins at ``index``."""
    found = re.compile(r"\([A-Z][A-Za-z/&.]*[A-Z][A-Z/&-]*\)").match(text, tokens[index].idx)
    if not found:
        return None
    return next((i for i in range(index, len(tokens)) if tokens[i].idx == found.end() - 1), None)


def _names_on(tokens: Sequence[Token], index: int) -> bool:
    """Whether a comma goes on a list of names that ends in "and …" ("officials of Uganda, Kenya and Rwanda")."""
    if tokens[index - 1].pos_ != "PROPN":
        return False
    for at in range(index + 1, min(len(tokens), index + 14)):
        token = tokens[at]
        if token.lower_ == "and":
            return (at + 1 < len(tokens) and tokens[at + 1].text[:1].isupper()) or tokens[at + 1].lower_ == "the"
        if token.pos_ != "PROPN" and token.lower_ not in {",", "the", "of"}:
            return False
    return False


def _belongs(tokens: Sequence[Token], index: int) -> bool:
    """Whether what follows an "and" still belongs to the complement: a noun and no verb before the next comma or number."""
    for token in tokens[index + 1 : index + 5]:
        if token.tag_ in FINITE or token.like_num or token.tag_ in {"VBG"}:
            return False
        if token.tag_ in _NOUNS:
            return True
        if token.pos_ == "PUNCT":
            return False
    return False
