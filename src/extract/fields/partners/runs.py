"""Runs of words that may stand together in one name: capitals, what joins them, and what names in French or Spanish hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from extract.fields.partners.rules import PartnerRules
from extract.fields.partners.words import Word

_GLUE = {" ", "-", "–", "’", "'", "/", " & ", "& ", ".", "- ", "’ ", "' ", "+", "&", "\n"}
_LONGEST_RUN = 14
# Links that alone make no name foreign, and those that are English words.
_WEAK_LINKS = frozenset({"e", "y", "et", "a", "en", "do", "al", "as"})
_ENGLISH_LINKS = frozenset({"as", "a", "do"})


class Runs:
    """The words of one text, counted from 0. ``places`` are the names of places (offset where one begins to where it ends)."""

    def __init__(
        self, words: Sequence[Word], rules: PartnerRules, places: Mapping[int, int], opens: Callable[[int], bool]
    ) -> None:
        self.words = words
        self._rules = rules
        self._places = places
        self._opens = opens
        self._never = rules.word_set("never")
        self._openers = rules.word_set("openers") | self._never
        self._titles = rules.word_set("titles")
        self._links = rules.word_set("foreign_links")
        self._endings = tuple(sorted(rules.word_set("foreign_endings")))

    def begins(self, at: int) -> bool:
        """Whether a name may begin here: a capital that is not only the beginning of a sentence's."""
        word = self.words[at]
        if not word.capital or word.text in self._never or word.text in self._titles:
            return False
        return not (word.text in self._openers and self._opens(word.start))

    def opens(self, at: int) -> bool:
        """Whether a sentence begins with word ``at``."""
        return self._opens(self.words[at].start)

    def place_end(self, at: int) -> int | None:
        """The word behind the name of a place that begins at word ``at``, or None."""
        stop = self._places.get(self.words[at].start) if at < len(self.words) else None
        if stop is None:
            return None
        end = at
        while end < len(self.words) and self.words[end].start < stop:
            end += 1
        return end

    def is_region(self, first: int, end: int) -> bool:
        """Whether the words name a part of the world (Africa, the Pacific) or a place."""
        return self.words[end - 1].text in self._rules.word_set("regions") or self.place_end(first) == end

    def end(self, first: int) -> int:
        """The word behind the run that begins at word ``first``."""
        foreign = self.words[first].key in self._rules.foreign
        at = first + 1
        while at < len(self.words) and at - first < _LONGEST_RUN:
            step = self._step(first, at, foreign)
            if step == 0:
                break
            foreign = foreign or self.words[at].text in self._links
            at += step
        return at

    def _step(self, first: int, at: int, foreign: bool) -> int:
        """How many words the run takes from word ``at`` on: none where it ends there."""
        word = self.words[at]
        if word.text == "s" and word.gap in {"’", "'"}:
            return self._possessive(first, at)
        if word.gap == ". ":
            # An initial goes on ("Conrad N. Hilton Foundation"); any other full stop ends the sentence.
            return int(len(self.words[at - 1].text) == 1 and at - first > 1 and word.capital)
        if word.gap not in _GLUE or (word.gap == "." and self.words[at - 1].text[-1:].islower()):
            return 0
        if word.capital and len(word.text) == 1 and at + 1 < len(self.words) and self.words[at + 1].gap == ". ":
            return int(self.words[at + 1].capital)
        if word.capital:
            return int(word.text not in self._never or word.gap in {"/", "-"})
        if word.text[0].isdigit():
            return int(word.gap != " " or word.text[-1].isalpha())
        if word.gap == "-":
            # "Peer-to-Peer", "Non-governmental": joined by hyphens.
            return int(self._capital(at + 1, "-") or self.words[at - 1].capital)
        return self._foreign(at, foreign)

    def _possessive(self, first: int, at: int) -> int:
        """The s of "Fiji Women's Crisis Centre"; a place that has something ("Colombia's National Police") is no part of it."""
        owner_is_place = self.place_end(first) == at
        return int(self._capital(at + 1, " ") and not owner_is_place)

    def _capital(self, at: int, gap: str) -> bool:
        return (
            at < len(self.words)
            and self.words[at].capital
            and self.words[at].gap == gap
            and self.words[at].text not in self._never
        )

    def _foreign(self, at: int, foreign: bool) -> int:
        """Small words of French, Spanish, Portuguese and Arabic names, and their words in lower case behind a foreign head."""
        links = 0
        while at + links < len(self.words) and links < 3 and self.words[at + links].text in self._links:
            links += 1
        follows = self.words[at + links] if at + links < len(self.words) else None
        if follows is None:
            return 0
        if links:
            strong = foreign or self.words[at].text not in _WEAK_LINKS
            if follows.capital and strong and follows.gap in {" ", "’", "'", "-"}:
                return links + 1
            return (
                links + 1
                if foreign
                and follows.gap in {" ", "’", "'"}
                and self._lower_foreign(at + links, self.words[at].text not in _ENGLISH_LINKS)
                else 0
            )
        return int(foreign and self._lower_foreign(at, False))

    def _lower_foreign(self, at: int, behind_link: bool) -> bool:
        word = self.words[at]
        if not word.text.isalpha() or word.text in self._rules.word_set("english"):
            return False
        follows = self.words[at + 1].text if at + 1 < len(self.words) and self.words[at + 1].gap == " " else ""
        return (
            behind_link
            or not word.text.isascii()
            or word.text.endswith(self._endings)
            or (follows in self._links and follows not in {"a", "do", "e"})
        )
