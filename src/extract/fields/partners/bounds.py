"""Where names begin and end: "Ministry of Justice and Constitutional Affairs", "National Elections Commission"."""

from __future__ import annotations

from collections.abc import Sequence

from extract.fields.partners.gazetteer import Organization
from extract.fields.partners.rules import Head, PartnerRules
from extract.fields.partners.runs import Runs
from extract.fields.partners.words import keys_of_words

# What a name is called where that is not the text's own words, and what it was found by.
What = tuple[str, Organization | Head | None]
Span = tuple[int, int, What]

_LINKS = frozenset({"for", "of", "in", "and", "on", "to", "against"})
_FURTHER = frozenset({"of", "for", "in", "to", "from", "on"})
# Two companies are more likely than one whose name holds "and".
_COMPANY = "private"
# Kinds of bodies that are named beside another with a dash between ("a UNDP–Hope Foundation project").
_APART = frozenset({"ngo", "private", "academic", "bank"})
# Kinds of bodies whose national branches have names of their own.
_NATIONAL_BRANCHES = frozenset({"ngo", "redcross", "religious"})
# Letters of the longest word in lower case that an organization which spaCy sees may hold.
_SMALL = 4
_LIST_GAPS = {", ", " , "}


class Bounds:
    """The names of one text. ``entities``: where spaCy sees organizations (offset of the beginning to that of the end)."""

    def __init__(self, text: str, runs: Runs, rules: PartnerRules, entities: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._runs = runs
        self._words = runs.words
        self._rules = rules
        self._entities = dict(entities)

    def next_names(self, at: int) -> tuple[list[Span], int]:
        """The names that begin at word ``at`` (none, one, or several that share a head), and the word to go on with."""
        listed = self._rules.listed.at(self._words, at)
        if listed is not None and not self._inside_run(at, listed[0]):
            end, one = listed
            longer = self._longer_than_listed(at, end)
            if longer is not None:
                return [(at, longer[0], ("", longer[1]))], longer[0]
            return [(at, self._with_country(end, one), ("", one))], self._with_country(end, one)
        if not self._runs.begins(at) or self._opens_before_listed(at):
            return self._lower_plural(at)
        end = self._runs.end(at)
        said = next((n for n in range(at + 1, end - 1) if self._words[n].text in self._rules.word_set("titles")), None)
        # "the Indian NGO Horizon": the name comes behind what it is.
        return self._headed(said + 1, end) if said is not None else self._headed(at, end)

    def _with_country(self, end: int, one: Organization) -> int:
        """The end of a listed name that has its country right behind it ("Save the Children Australia")."""
        beside = end < len(self._words) and self._words[end].gap == " " and one.type in _NATIONAL_BRANCHES
        return (self._runs.place_end(end) or end) if beside else end

    def _opens_before_listed(self, at: int) -> bool:
        """Whether the word opens a sentence and the next begins a listed name ("Broad UNDP partnerships")."""
        follows = self._words[at + 1] if at + 1 < len(self._words) else None
        if follows is None or follows.gap != " " or not self._runs.opens(at):
            return False
        return self._rules.listed.at(self._words, at + 1) is not None

    # --- listed names -------------------------------------------------------------------------------------------------

    def _inside_run(self, first: int, end: int) -> bool:
        """Whether a listed name is only a part of a word joined by a hyphen ("UNFPA-UNICEF Joint Programme")."""
        follows = self._words[end] if end < len(self._words) else None
        if follows is None or follows.gap not in {"-", "–", "/"} or not follows.capital:
            return False
        run = self._runs.end(first)
        other = self._rules.listed.at(self._words, end)
        if other is not None and other[0] == run:
            # "UNDP-Global Fund": two bodies side by side.
            return False
        head = self._head(end, run)
        apart = head is not None and follows.gap == "–" and head.type in _APART
        return run > end + 1 and head is not None and not apart

    def _longer_than_listed(self, first: int, end: int) -> tuple[int, Head] | None:
        """A listed name that goes on to a head of its own: "UNMISS Human Rights Division", "EU Rule of Law Mission"."""
        holder = self._head(first, first + 1)
        if holder is not None and self._holder(end):
            longer = self._taken(end, frozenset({"for"}), holder, again=True)
            return (self._further(end, longer), holder) if longer is not None else None
        if end >= len(self._words) or self._words[end].gap not in {" ", "-"} or not self._words[end].capital:
            return None
        if self._rules.listed.at(self._words, end) is not None:
            return None
        run = self._runs.end(first)
        for stop in range(run, end, -1):
            head = self._head(end, stop)
            if head is not None:
                return self._complement(first, stop, head), head
        joined = self._joined(end, run)
        return (joined[0][1], joined[1]) if joined is not None else None

    # --- names by their heads -----------------------------------------------------------------------------------------

    def _head(self, first: int, end: int) -> Head | None:
        return self._rules.head_at_end(keys_of_words(self._words[first:end]))

    def _headed(self, first: int, end: int) -> tuple[list[Span], int]:
        """Names within one run: up to its last head, and on from there."""
        foreign = self._rules.foreign.get(self._words[first].key)
        if foreign is not None and self._is_foreign(first, end):
            return [(first, end, ("", foreign))], end
        joined = self._joined(first, end) if self._head(first, end) is None else None
        for stop in range(end, first, -1):
            head = self._head(first, stop)
            if head is not None and stop - first > 1 and stop < end == self._runs.place_end(stop):
                # "Audit Service Sierra Leone"
                return [(first, end, ("", head))], end
            if head is None or (stop < end and (joined is not None or self._entity(first) != stop)):
                continue
            if self._words[stop - 1].text.casefold() in self._rules.shared:
                several = self._sharing(first, stop, head)
                if several is not None:
                    return several
            full = stop if self._ends_here(first, stop) else self._complement(first, stop, head)
            return [(first, full, ("", head))], full
        if joined is not None:
            stop, head = joined[0][1], joined[1]
            full = self._complement(first, stop, head)
            return [(first, full, ("", head))], full
        # "Radio Okapi", "Police Scotland": the head comes first.
        leading = self._head(first, first + 1) if end - first > 1 else None
        if leading is not None and not leading.first:
            leading = None
        stop = self._entity_end(first, end)
        return [(first, stop, ("", leading))], stop

    def _ends_here(self, first: int, stop: int) -> bool:
        """Whether words of several that are no partner by rule (Security Council) end there, whatever follows."""
        if stop - first < 2 or (self._follows(stop, "of") and self._runs.place_end(self._past(stop)) is not None):
            return False
        return self._rules.is_whole(self._text[self._words[first].start : self._words[stop - 1].end])

    def _is_foreign(self, first: int, end: int) -> bool:
        """Whether a run has more than capitals: small words or lower case, as French and Spanish names do."""
        if end - first > 1 and self._words[first].text not in self._rules.word_set("english_heads"):
            return True
        return any(not word.capital or not word.text.isascii() for word in self._words[first:end])

    def _entity_end(self, first: int, end: int) -> int:
        """The end of the organization that spaCy sees beginning here, where it is longer than the run."""
        stop = self._entity(first)
        if stop is None or stop <= end or not self._words[stop - 1].capital:
            return end
        between = self._words[end:stop]
        plain = any(word.gap.strip() == "," or not (word.capital or len(word.text) <= _SMALL) for word in between)
        return end if plain else stop

    def _entity(self, first: int) -> int | None:
        offset = self._entities.get(self._words[first].start)
        if offset is None:
            return None
        at = first
        while at < len(self._words) and self._words[at].end <= offset:
            at += 1
        return at if at > first else None

    def _joined(self, first: int, end: int) -> tuple[tuple[int, int], Head] | None:
        """Runs with small words between, the last of which has the head: "Women in Local Government Association", "the
        Disarmament, Demobilization and Reintegration Commission"."""
        listed = first > 0 and self._words[first - 1].text in {"the", "The"}
        if self._words[first].all_capital or (self._runs.place_end(first) == end and not listed):
            return None
        end = self._pieces(end) if listed else end
        if end + 1 >= len(self._words) or end - first > (8 if listed else 4):
            return None
        link, second = self._words[end], self._words[end + 1]
        if link.text not in _LINKS or link.gap != " " or second.gap != " " or not self._runs.begins(end + 1):
            return None
        if self._rules.listed.at(self._words, end + 1) is not None:
            return None
        if link.text == "and" and not listed and (end - first > 2 or self._entity(end + 1) is not None):
            return None
        for last in range(self._runs.end(end + 1), end + 1, -1):
            head = self._head(end + 1, last)
            if head is not None and last - end > 2 and not (link.text == "and" and head.type == _COMPANY):
                return (first, last), head
        return None

    def _pieces(self, end: int) -> int:
        """The end of a list of bare capitals that begins with the run up to ``end``: ", Demobilization"."""
        at = end
        while at < len(self._words) and self._words[at].gap in _LIST_GAPS and self._plain(at, comma=True):
            at = self._runs.end(at)
        return at if at < len(self._words) and self._words[at].text == "and" else end

    # --- what follows a head ------------------------------------------------------------------------------------------

    def _complement(self, first: int, end: int, head: Head) -> int:
        """Where a name that may go on behind its head ends: "of X and Y", "for the X of Y", "in Country", "of Country"."""
        grown = self._taken(end, head.takes | {"of", "in"}, head)
        if grown is None:
            return end
        end = self._further(end, grown)
        for _ in range(2):
            further = self._taken(end, _FURTHER, head, again=True)
            if further is None:
                break
            end = self._further(end, further)
        if self._runs.is_region(end - 1, end) and self._follows(end, "and"):
            return self._last(end, end + 1)
        if self._follows(end, "with") and self._words[end - 1].text in self._rules.word_set("with"):
            # "Network of People Living with HIV"
            return self._runs.end(end + 1) if self._words[end + 1].capital else end
        return end

    def _further(self, before: int, end: int) -> int:
        """Goes on over a list of topics; a country is the last word of a name ("of the Sudan and UNDP")."""
        at = next((n for n in range(before + 1, end) if self._runs.place_end(n) == end), None)
        return end if at is not None and not self._runs.is_region(end - 1, end) else self._more(end)

    def _taken(self, end: int, small: frozenset[str], head: Head, again: bool = False) -> int | None:
        """The end of a small word, an article and a capitalized run, if that is what stands at ``end``."""
        at = end
        if at >= len(self._words) or self._words[at].text not in small or self._words[at].gap not in {" ", "\n"}:
            return None
        link = self._words[at].text
        at += 1
        if at < len(self._words) and self._words[at].text == "the" and self._words[at].gap == " ":
            at += 1
        if at >= len(self._words) or not self._words[at].capital or self._words[at].gap not in {" ", "\n"}:
            return None
        place = self._runs.place_end(at)
        if link == "from" and (place is not None or not again):
            return None
        if link == "in":
            # A body that sits in a country has it in its name (Mission in Kosovo); where anything else stands is none of it.
            return (
                place
                if place is not None and head.inside
                else (self._runs.end(at) if place is None and "in" in head.takes and not self._is_own_name(at) else None)
            )
        if link == "to" and (place is not None or (again and self._words[at - 1].text == "the")):
            return None
        if link == "on" and again and not self._holder(end):
            return None
        if link == "of" and again and self._words[at - 1].text == "the":
            joined = self._joined(at, self._runs.end(at))
            if joined is not None:
                return self._complement(at, joined[0][1], joined[1])
        if link == "for" and again and not self._holder(end) and not self._runs.is_region(at, self._runs.end(at)):
            return None
        listed = self._rules.listed.at(self._words, at)
        if listed is not None and link in {"of", "for"} and head.unit:
            return listed[0]
        if link == "of" and head.unit and self._is_own_name(at):
            return self._owner_end(at)
        if self._is_own_name(at) or not self._runs.begins(at):
            return None
        stop = self._runs.end(at)
        # "Commission to Combat the Spread of Arms": a verb takes its object with it.
        return (
            self._runs.end(stop + 1) if link == "to" and self._follows(stop, "the") and self._words[stop + 1].capital else stop
        )

    def _holder(self, end: int) -> bool:
        """Whether a name so far ends with who holds an office ("Workplace of the Special Coordinator for …")."""
        return self._words[end - 1].text in self._rules.word_set("holders")

    def _owner_end(self, at: int) -> int | None:
        """The end of the body that a unit belongs to ("K-9 Academy of the Netherlands Police")."""
        stop = self._runs.end(at)
        head = self._head(at, stop)
        return self._complement(at, stop, head) if head is not None else None

    def _is_own_name(self, at: int) -> bool:
        """Whether what begins at ``at`` is an organization itself: listed, or headed by a head that leads its name."""
        if self._rules.listed.at(self._words, at) is not None:
            return True
        end = self._runs.end(at)
        if self._runs.place_end(at) == end:
            return False
        keys = keys_of_words(self._words[at:end])
        if keys == ("united", "nations") or self._rules.is_topic(keys):
            return False
        head = self._rules.head_at_end(keys)
        if head is None:
            return False
        if keys[-1].endswith("s") and self._rules.head_at_end((keys[-1][:-1],)) is not None:
            # "Union of Bar Associations": a plural is what the name is about.
            return False
        follows = self._words[end].text if end < len(self._words) else ""
        bare = any(len(phrase) == end - at for phrase in head.phrases if keys[-len(phrase) :] == phrase)
        return not bare or follows in head.takes

    def _more(self, end: int) -> int:
        """Goes on over ", Y and Z" and "and Z" while these name no organization of their own."""
        at = end
        while at < len(self._words):
            word = self._words[at]
            if word.text == "and" and word.gap in {" ", ", "}:
                return self._last(end, at + 1)
            if word.gap in _LIST_GAPS and word.capital and self._plain(at, comma=True):
                at = self._runs.end(at)
                continue
            return end
        return end

    def _last(self, end: int, start: int) -> int:
        """The end of what stands behind "and", or ``end`` where that is no more of the name."""
        if start + 1 < len(self._words) and self._words[start].text == "the":
            region = self._runs.is_region(end - 1, end) and self._runs.is_region(start + 1, self._runs.end(start + 1))
            if not region and not (self._words[start + 1].capital and self._follows(start + 2, "of")):
                return end
            start += 1
        if not self._plain(start):
            return end
        stop = self._runs.end(start)
        if self._words[start - 1].text == "the" and self._follows(stop, "of") and self._plain(stop + 1):
            return self._runs.end(stop + 1)
        return stop

    def _follows(self, at: int, word: str) -> bool:
        return at + 1 < len(self._words) and self._words[at].text == word

    def _plain(self, at: int, comma: bool = False) -> bool:
        """Whether words are a name's further topic: capitals that head no organization and name no place."""
        if at >= len(self._words):
            return False
        word = self._words[at]
        gaps = _LIST_GAPS if comma else {" ", "\n"}
        if not word.capital or word.gap not in gaps or word.all_capital or not self._runs.begins(at):
            return False
        end = self._runs.end(at)
        if self._runs.place_end(at) is not None and not self._runs.is_region(at, end):
            return False
        keys = keys_of_words(self._words[at:end])
        if self._rules.is_topic(keys):
            return True
        if self._is_own_name(at):
            return False
        return self._rules.head_at_end(keys) is None or len(keys) == 1

    # --- names that share a head ---------------------------------------------------------------------------------

    def _lower_plural(self, at: int) -> tuple[list[Span], int]:
        """ "the ministries of Health and Finance", in lower case."""
        if self._words[at].text in self._rules.shared:
            head = self._rules.head_at_end(keys_of_words(self._words[at : at + 1]))
            several = self._sharing(at, at + 1, head) if head is not None else None
            if several is not None:
                return several
        return [], at + 1

    def _sharing(self, first: int, end: int, head: Head) -> tuple[list[Span], int] | None:
        """Ministries of Justice, of the Interior and Defence: each is a ministry of its own."""
        if end >= len(self._words) or self._words[end].text not in head.takes:
            return None
        spans: list[Span] = []
        singular = self._rules.shared[self._words[end - 1].text.casefold()]
        at = end
        start = first
        while True:
            at = self._past(at)
            if at >= len(self._words) or not self._words[at].capital:
                break
            if spans and self._is_own_name(at) and self._runs.place_end(at) is None:
                break
            stop = self._runs.end(at)
            called = f"{singular} of " + self._text[self._words[at].start : self._words[stop - 1].end]
            spans.append((start if not spans else at, stop, (called, head)))
            follows = self._words[stop] if stop < len(self._words) else None
            if follows is not None and follows.text == "and" and follows.gap in {" ", ", "}:
                at = stop + 1
            elif follows is not None and follows.gap == ", ":
                at = stop
            else:
                break
        return (spans, spans[-1][1]) if spans else None

    def _past(self, at: int) -> int:
        while at < len(self._words) and self._words[at].text in {"the", "of", "for"}:
            at += 1
        return at
