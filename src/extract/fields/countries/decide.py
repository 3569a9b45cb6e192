"""Decides which candidates are references to a country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extract.fields.countries.gazetteer import KNOWN, SMALL, Gazetteer, Option, gazetteer
from extract.fields.countries.places import Circles, Entities, Signs, choose, signs, signs_of, spared_of
from extract.fields.countries.refusals import Refusals, refusals
from extract.fields.countries.scan import Candidate, scan
from extract.fields.countries.value import Via
from extract.language.mention import TurnedDown
from extract.language.sentences import sentences
from extract.rules.load import Patterns

# Between a place and the country or state that it lies in ("Paris, Texas").
# How far before a place a sign of it may begin.
_AHEAD = 40
_APPOSED = re.compile(r"(?:,\s*|\s*\()")


@dataclass(frozen=True)
class Rules:
    """All of ``patterns/countries``, ready for use."""

    lists: Gazetteer
    refusals: Refusals
    signs: Signs


@dataclass(frozen=True, slots=True)
class Reference:
    """A span that refers to a country, the rule that says so, and the rules that contributed, as ``(rule, start, end)``."""

    start: int
    end: int
    iso3: str
    via: Via
    rule: str
    also: tuple[tuple[str, int, int], ...] = ()


@dataclass
class Reading:
    """What a text gives: references and what was turned down."""

    references: list[Reference] = field(default_factory=list)
    refused: list[TurnedDown] = field(default_factory=list)


def rules_of(patterns: Patterns) -> Rules:
    """The rules. Raises ``extract.rules.load.PatternError`` where one is wrong."""
    return Rules(gazetteer(patterns), refusals(patterns), signs(patterns))


def read(
    text: str,
    rules: Rules,
    report: Sequence[str] = (),
    entities: Callable[[], Entities] = Entities,
    body_end: int | None = None,
    bounds: Sequence[tuple[int, int]] | None = None,
) -> Reading:
    """The references to countries in ``text``.

    ``report``: the countries that the report and its headings are about; ``entities``: the model's, asked for only where there is
    a candidate; ``body_end``: where the next section's heading begins; ``bounds``: the sentences, where the caller has them.
    """
    reading = Reading()
    candidates = scan(text, rules.lists)
    if not candidates and len(set(report)) != 1:
        return reading
    end = len(text) if body_end is None else body_end
    reader = _Reader(text, rules, frozenset(report), entities(), end, reading)
    return reader.read(candidates, sentences(text) if bounds is None else bounds)


class _Reader:
    """One text's candidates: names and peoples first, since they tell where the places lie."""

    def __init__(
        self, text: str, rules: Rules, report: frozenset[str], entities: Entities, body_end: int, reading: Reading
    ) -> None:
        self.text, self.rules, self.report, self.entities = text, rules, report, entities
        self.body_end, self.reading = body_end, reading
        self.named: list[Candidate] = []

    def read(self, candidates: list[Candidate], bounds: Sequence[tuple[int, int]]) -> Reading:
        """Fills and returns the reading, in order of place."""
        self.named = [one for one in candidates if one.entry.kind == "name"]
        left = [one for one in candidates if not self._turned_down(one)]
        for one in left:
            if one.entry.kind in {"name", "demonym"}:
                self._accept(one, self._of_several(one), one.entry.kind)
        places = [one for one in left if one.entry.kind == "place"]
        # Well-known places first: they tell where the lesser ones beside them lie.
        for one in sorted(places, key=_lesser):
            self._place(one, places, bounds)
        self._unlisted(candidates, bounds)
        self.reading.references.sort(key=lambda one: (one.start, one.end))
        self.reading.refused.sort(key=lambda one: (one.start, one.end))
        return self.reading

    def _unlisted(self, candidates: Sequence[Candidate], bounds: Sequence[tuple[int, int]]) -> None:
        """Takes a place that no list has for one of the report's country, where the report has one and the text names none."""
        sign = self.rules.signs.unlisted
        if sign is None or len(self.report) != 1 or self.reading.references:
            return
        for start, end in self.entities.towns():
            listed = any(one.start < end and start < one.end for one in candidates)
            ahead = self.text[max(0, start - _AHEAD) : start]
            name = self.text[start:end]
            region = name.split()[-1] in sign[2]
            if end <= self.body_end and not listed and not region and _is_title(name) and sign[1].search(ahead):
                (iso3,) = self.report
                self.reading.references.append(Reference(start, end, iso3, "place", sign[0]))

    def _turned_down(self, one: Candidate) -> bool:
        kind = one.entry.kind
        if kind == "phrase":
            rule, reason = self.rules.refusals.phrase or ("", "")
            return self._refuse(one, rule, reason)
        if one.start >= self.body_end and self.rules.refusals.heading:
            return self._refuse(one, *self.rules.refusals.heading)
        at_home = any(option.iso3 in self.report for option in one.entry.options)
        around = self.rules.refusals.around_of(kind, one.keys, self.text, one.start, one.end, at_home, self.report)
        if around is not None:
            return self._refuse(one, around.id, around.reason)
        entity = self.rules.refusals.entity
        if entity and kind == "place" and self._is_person(one):
            return self._refuse(one, *entity)
        if entity and one.keys in self.rules.refusals.borne and self._is_borne(one):
            return self._refuse(one, *entity)
        return False

    def _is_person(self, one: Candidate) -> bool:
        known = any(option.rank == KNOWN for option in one.entry.options) and not one.entry.doubtful
        if known:
            signed = signs_of(self.text, one, (), self.rules.signs)
            return not signed and self.entities.person_beyond(one.start, one.end)
        return self.entities.person_beyond(one.start, one.end) or (
            one.entry.doubtful and self.entities.person(one.start, one.end)
        )

    def _is_borne(self, one: Candidate) -> bool:
        """Whether a person bears the country's name: the model says so, and no other country stands in that name (a list)."""
        others = [(other.start, other.end) for other in self.named if other is not one]
        return self.entities.person_beyond(one.start, one.end, others)

    def _refuse(self, one: Candidate, rule: str, reason: str) -> bool:
        if one.entry.doubtful and all(option.rank == SMALL for option in one.entry.options):
            return True  # a word that some village is called by too: nothing anyone would miss
        self.reading.refused.append(TurnedDown("countries", one.start, one.end, self.text[one.start : one.end], rule, reason))
        return True

    def _of_several(self, one: Candidate) -> Option:
        options = one.entry.options
        if len(options) == 1:
            return options[0]
        named = {reference.iso3 for reference in self.reading.references}
        sure = [option for option in options if option.iso3 in self.report] or [o for o in options if o.iso3 in named]
        return sure[0] if sure else options[0]

    def _accept(self, one: Candidate, option: Option, via: Via, also: tuple[tuple[str, int, int], ...] = ()) -> None:
        if one.joining is not None:
            also = (*also, (one.joining, one.start, one.end))
        self.reading.references.append(Reference(one.start, one.end, option.iso3, via, option.rule, also))

    def _place(self, one: Candidate, places: Sequence[Candidate], bounds: Sequence[tuple[int, int]]) -> None:
        seen = signs_of(self.text, one, places, self.rules.signs)
        start, end = next((bound for bound in bounds if bound[0] <= one.start < bound[1]), (0, len(self.text)))
        # A word that begins a sentence has its capital from there: what the model takes it for says little.
        blind = one.entry.doubtful and one.start == start and not seen
        strength = len({rule for rule, _, _ in seen}) + (self.entities.place(one.start, one.end) and not blind)
        told = [reference for reference in self.reading.references if reference.via != "place"]
        near = {reference.iso3 for reference in told if start <= reference.start < end}
        beside = {reference.iso3 for reference in self.reading.references if start <= reference.start < end}
        company = _company(one, [other for other in places if start <= other.start < end])
        behind = {
            reference.iso3
            for reference in self.reading.references
            if reference.start > one.end and _APPOSED.fullmatch(self.text, one.end, reference.start)
        }
        everywhere = {reference.iso3 for reference in self.reading.references}
        circles = Circles(behind, near, set(self.report), company, beside, everywhere)
        option, reason = choose(one, circles, strength, self.text, self.rules.signs)
        if option is not None:
            self._accept(one, option, "place", (*seen, *spared_of(self.text, one, self.rules.signs)))
        elif self.rules.refusals.unsure:
            self._refuse(one, self.rules.refusals.unsure[0], reason)


def _is_title(name: str) -> bool:
    """Whether letters alone make up a name, the first of them a capital, and it is no abbreviation."""
    return name[:1].isupper() and not name.isupper() and all(one.isalpha() or one in " '’-" for one in name)


def _company(one: Candidate, places: Sequence[Candidate]) -> set[str]:
    """Of the countries where a place may lie, the one that most of the places beside it may lie in too."""
    mine = {option.iso3 for option in one.entry.options if option.rank > SMALL}
    counts = Counter(
        option.iso3
        for other in places
        for option in other.entry.options
        if other.keys != one.keys and option.rank > SMALL and option.iso3 in mine and not other.entry.doubtful
    )
    most = counts.most_common(2)
    return {most[0][0]} if most and (len(most) == 1 or most[0][1] > most[1][1]) else set()


def _lesser(one: Candidate) -> tuple[bool, bool, int]:
    known = any(option.rank == KNOWN for option in one.entry.options)
    return (one.entry.doubtful or not known, len(one.entry.options) > 1, one.start)
