"""Runs of capitalized words, put together to names by their heads: "Ministry of X and Y", "National Elections Commission"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pipeline.partners.gazetteer import Organization
from extract.pipeline.partners.rules import Head, PartnerRules
from extract.pipeline.partners.words import Word, keys_of_words

What = tuple[str, Organization | Head | None]
Span = tuple[int, int, What]

_GLUE = {" ", "-", "–", "’", "'", "/", " & ", "& ", ".", "- ", "’ ", "+", "&"}
_LONGEST_RUN = 14


class Runs:
    """The names of one text. Words are counted from 0; spans are half-open in words."""

    def __init__(self, text: str, words: Sequence[Word], rules: PartnerRules) -> None:
        self._text = text
        self._words = words
        self._rules = rules
        self._openers = rules.lists.get("openers", "").split("|")
        self._opening = frozenset(self._openers)

    def next_names(self, at: int) -> tuple[list[Span], int]:
        """The names that begin at word ``at`` (none, one, or several that share a head), and the word to go on with."""
        listed = self._rules.listed.at(self._words, at)
        if listed is not None and not self._inside_run(at, listed[0]):
            end, one = listed
            longer = self._longer_than_listed(at, end)
            if longer is not None:
                return [(at, longer[0], ("", longer[1]))], longer[0]
            return [(at, end, ("", one))], end
        word = self._words[at]
        if not word.capital or self._opens_only(at):
            return self._lower_ministries(at)
        end = self._run_end(at)
        return self._headed(at, end)

    def _inside_run(self, first: int, end: int) -> bool:
        """Whether a listed name is only a part of a word joined by a hyphen ("UNFPA-UNICEF Joint Programme")."""
        follows = self._words[end] if end < len(self._words) else None
        return follows is not None and follows.gap in {"-", "–", "/"} and follows.capital and self._joint(first, end)

    def _joint(self, first: int, end: int) -> bool:
        run = self._run_end(first)
        return run > end + 1 and self._rules.head_at_end(keys_of_words(self._words[end:run])) is not None

    def _longer_than_listed(self, first: int, end: int) -> tuple[int, Head] | None:
        """A listed name that goes on to a head of its own: "UNMISS Human Rights Division", "SADC Mission"."""
        if end >= len(self._words) or self._words[end].gap not in {" ", "-"} or not self._words[end].capital:
            return None
        run = self._run_end(first)
        for stop in range(run, end, -1):
            head = self._rules.head_at_end(keys_of_words(self._words[end:stop]))
            if head is not None:
                return self._complement(first, stop, head), head
        return None

    def _opens_only(self, at: int) -> bool:
        """Whether the word has its capital from the beginning of a sentence only ("In", "The", "During")."""
        return self._words[at].text in self._opening

    def _run_end(self, first: int) -> int:
        """The word behind the run of capitalized words that begins at ``first``."""
        end = first + 1
        while end < len(self._words) and end - first < _LONGEST_RUN:
            word = self._words[end]
            possessive = word.text == "s" and word.gap in {"’", "'"}
            if possessive:
                follows = self._words[end + 1] if end + 1 < len(self._words) else None
                if follows is None or follows.gap != " " or not follows.capital:
                    break
            elif self._breaks(end):
                break
            end += 1
        return end

    def _breaks(self, at: int) -> bool:
        """Whether the word at ``at`` cannot go on a run that reaches up to it."""
        word = self._words[at]
        figure = word.text[0].isdigit()
        if not (word.capital or figure) or word.gap not in _GLUE:
            return True
        if word.gap == " ":
            return self._opens_only(at) or (figure and not word.text[-1].isalpha())
        return word.gap == "." and self._words[at - 1].text[-1:].islower()

    def _headed(self, first: int, end: int) -> tuple[list[Span], int]:
        """Names within one run: up to its last head, and on from there."""
        for stop in range(end, first, -1):
            keys = keys_of_words(self._words[first:stop])
            head = self._rules.head_at_end(keys)
            if head is None:
                continue
            if self._plural(stop - 1):
                several = self._sharing(first, stop, head)
                if several is not None:
                    return several
            full = self._complement(first, stop, head)
            return [(first, full, ("", head))], full
        joined = self._joined(first, end)
        if joined is not None:
            return joined
        return [(first, end, ("", None))], end

    def _joined(self, first: int, end: int) -> tuple[list[Span], int] | None:
        """Two runs with a small word between, the second of which has the head: "Women in Local Government Association"."""
        if end + 1 >= len(self._words) or end - first > 4 or self._words[first].all_capital:
            return None
        link, second = self._words[end], self._words[end + 1]
        if link.text not in {"for", "of", "in", "and", "on", "to", "against", "de", "du", "des", "la"} or link.gap != " ":
            return None
        if second.gap != " " or not second.capital or self._rules.listed.at(self._words, end + 1) is not None:
            return None
        stop = self._run_end(end + 1)
        if link.text == "and" and end - first > 2:
            return None
        for last in range(stop, end + 2, -1):
            head = self._rules.head_at_end(keys_of_words(self._words[end + 1 : last]))
            if head is not None and last - end > 2:
                return [(first, last, ("", head))], last
        return None

    def _complement(self, first: int, end: int, head: Head) -> int:
        """Where a name that may go on behind its head ends: "of X and Y", "for the X of Y", "in Country", "of Country"."""
        grown = self._taken(end, head.takes | {"of"} if head.takes else {"of"})
        if grown is None and (head.inside or "in" in head.takes):
            grown = self._taken(end, {"in"}, of_place=True)
        if grown is None:
            return end
        end = self._more(grown)
        further = self._taken(end, {"of", "for", "in"}, of_place=True)
        return self._more(further) if further is not None else end

    def _taken(self, end: int, small: frozenset[str] | set[str], of_place: bool = False) -> int | None:
        """The end of a small word, an article and a capitalized run, if that is what stands at ``end``."""
        at = end
        if at >= len(self._words) or self._words[at].text not in small or self._words[at].gap not in {" ", "\n"}:
            return None
        if of_place and self._words[at].text == "for":
            return None
        at += 1
        if at < len(self._words) and self._words[at].text == "the" and self._words[at].gap == " ":
            at += 1
        if at >= len(self._words) or not self._words[at].capital or self._words[at].gap not in {" ", "\n"}:
            return None
        if self._is_own_name(at):
            return None
        return self._run_end(at)

    def _is_own_name(self, at: int) -> bool:
        """Whether what begins at ``at`` is an organization itself: listed, or headed by a head that leads its name."""
        listed = self._rules.listed.at(self._words, at)
        if listed is not None:
            return True
        end = self._run_end(at)
        keys = keys_of_words(self._words[at:end])
        if keys[:2] == ("united", "nations") and len(keys) == 2:
            return False
        head = self._rules.head_at_end(keys)
        if head is None:
            return False
        follows = self._words[end].text if end < len(self._words) else ""
        return end - at > 1 or follows in head.takes

    def _more(self, end: int) -> int:
        """Goes on over ", Y and Z" and "and Z" while these name no organization of their own."""
        at = end
        while at < len(self._words):
            word = self._words[at]
            comma = word.gap in {", ", " , "}
            if word.text == "and" and word.gap in {" ", ", "}:
                start = at + 1
                if start < len(self._words) and self._words[start].text == "the" and self._after_the(start + 1):
                    start += 1
                if not self._plain_capital(start):
                    return end
                stop = self._run_end(start)
                after = self._taken(stop, {"of"}) if self._words[start - 1].text == "the" else None
                return after or stop
            if comma and word.capital and self._plain_capital(at, comma=True):
                at = self._run_end(at)
                continue
            return end
        return end

    def _after_the(self, at: int) -> bool:
        """Whether "and the X of Y" goes on a name (the Empowerment of Women) rather than naming another body."""
        return at + 1 < len(self._words) and self._words[at].capital and self._words[at + 1].text == "of"

    def _plain_capital(self, at: int, comma: bool = False) -> bool:
        if at >= len(self._words):
            return False
        word = self._words[at]
        gaps = {", ", " , "} if comma else {" ", "\n"}
        if not word.capital or word.gap not in gaps or word.all_capital or self._opens_only(at):
            return False
        return not self._is_own_name(at) and self._rules.head_at_end(keys_of_words(self._words[at : self._run_end(at)])) is None

    def _plural(self, at: int) -> bool:
        return self._words[at].text.casefold() == "ministries"

    def _lower_ministries(self, at: int) -> tuple[list[Span], int]:
        if self._words[at].text == "ministries":
            head = self._rules.head_at_end(("ministries",))
            several = self._sharing(at, at + 1, head) if head is not None else None
            if several is not None:
                return several
        return [], at + 1

    def _sharing(self, first: int, end: int, head: Head) -> tuple[list[Span], int] | None:
        """Ministries of Justice, of the Interior and Defence: each is a ministry of its own."""
        if end >= len(self._words) or self._words[end].text not in head.takes:
            return None
        spans: list[Span] = []
        at = end + 1
        start = first
        while at < len(self._words):
            while at < len(self._words) and self._words[at].text in {"the", "of", "for"}:
                at += 1
            if at >= len(self._words) or not self._words[at].capital or (spans and self._is_own_name(at)):
                break
            stop = self._run_end(at)
            called = "Ministry of " + self._text[self._words[at].start : self._words[stop - 1].end]
            spans.append((start, stop, (called, head)))
            follows = self._words[stop] if stop < len(self._words) else None
            if follows is None:
                at = stop
                break
            if follows.text == "and" and follows.gap in {" ", ", "}:
                at = stop + 1
            elif follows.gap == ", ":
                at = stop
            else:
                at = stop
                break
            start = at
            while start < len(self._words) and self._words[start].text in {"the", "of", "for"}:
                start += 1
        return (spans, spans[-1][1]) if spans else None
