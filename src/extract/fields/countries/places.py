"""Which country a place lies in: by the signs of the sentence, the paragraph and the report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.fields.countries.gazetteer import KNOWN, LARGE, SMALL, Option
from extract.fields.countries.scan import Candidate
from extract.fields.countries.value import BARE_WORD
from extract.rules.listed import filled
from extract.rules.load import Patterns

_FILE = "countries/signs.yaml"
_PLACE_LABELS = {"GPE", "LOC", "FAC"}
_SHORTEST_UNTOLD = 5
# So many signs make a place of a word ("in Unity State").
_SURE = 2
# The words right before and behind a candidate, where they are capitalized, and how far to look for them.
_WORD_BEFORE = re.compile(r"([A-Z][\w’'-]*)\s+$")
_WORD_BEHIND = re.compile(r"\s+([A-Z]\w*)")
_HEM = 40


@dataclass(frozen=True, slots=True)
class Signs:
    """The patterns of ``signs.yaml``, each with its rule's id; and the rule of each capitalized word that may stand beside one."""

    before: tuple[tuple[str, re.Pattern[str]], ...]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    listed: tuple[tuple[str, re.Pattern[str]], ...]
    spared_before: Mapping[str, str] = field(default_factory=dict)
    spared_behind: Mapping[str, str] = field(default_factory=dict)
    unlisted: tuple[str, re.Pattern[str], frozenset[str]] | None = None


@dataclass(frozen=True, slots=True)
class Entities:
    """The model's entities, ``(start, end, label)``."""

    spans: tuple[tuple[int, int, str], ...] = ()

    def place(self, start: int, end: int) -> bool:
        """Whether an entity that is a place overlaps the span."""
        return any(s < end and start < e and label in _PLACE_LABELS for s, e, label in self.spans)

    def towns(self) -> tuple[tuple[int, int], ...]:
        """The spans of the entities that are countries, towns and the like."""
        return tuple((s, e) for s, e, label in self.spans if label == "GPE")

    def person_beyond(self, start: int, end: int, others: Sequence[tuple[int, int]] = ()) -> bool:
        """Whether a person's name holds the span and another word, and none of the spans ``others``."""
        return any(
            s <= start and end <= e and label == "PERSON" and (e - s) - (end - start) > 2
            for s, e, label in self.spans
            if not any(s < other_end and other_start < e for other_start, other_end in others)
        )

    def person(self, start: int, end: int) -> bool:
        """Whether the span stands in a person's name."""
        return any(s <= start and end <= e and label == "PERSON" for s, e, label in self.spans)


def signs(patterns: Patterns) -> Signs:
    """The compiled signs. Raises ``extract.rules.load.PatternError`` where one is wrong."""
    by_use: dict[str, list[tuple[str, re.Pattern[str]]]] = {"before": [], "after": [], "list": []}
    spared: dict[str, dict[str, str]] = {"capital-before": {}, "capital-behind": {}}
    unlisted: tuple[str, re.Pattern[str], frozenset[str]] | None = None
    for rule in patterns.rule_file(_FILE):
        use = str(rule.body.get("use"))
        if use in spared:
            spared[use] |= {str(word): rule.id for word in rule.body.get("words") or ()}
            continue
        if use == "joining":
            continue
        if use == "unlisted":
            regions = frozenset(map(str, rule.body.get("words") or ()))
            unlisted = (rule.id, re.compile(filled(str(rule.body.get("pattern")), rule)), regions)
            continue
        if use not in by_use:
            raise rule.wrong(f"use must be one of {', '.join([*by_use, *spared])}")
        try:
            by_use[use].append((rule.id, re.compile(filled(str(rule.body.get("pattern")), rule))))
        except re.error as error:
            raise rule.wrong(f"its pattern is no regular expression: {error}") from None
    return Signs(
        tuple(by_use["before"]),
        tuple(by_use["after"]),
        tuple(by_use["list"]),
        spared["capital-before"],
        spared["capital-behind"],
        unlisted,
    )


def signs_of(text: str, one: Candidate, others: Sequence[Candidate], given: Signs) -> list[tuple[str, int, int]]:
    """The signs that a candidate is a place, as ``(rule, start, end)``; ``others`` are the places beside it."""
    ahead = text[max(0, one.start - 60) : one.start]
    found = [(rule, one.start, one.end) for rule, pattern in given.before if pattern.search(ahead)]
    behind = text[one.end : one.end + 60]
    found += [(rule, one.start, one.end) for rule, pattern in given.after if pattern.search(behind)]
    for other in others:
        between = text[other.end : one.start] if other.end <= one.start else text[one.end : other.start]
        if other is not one and len(between) < 40:
            found += [(rule, one.start, one.end) for rule, pattern in given.listed if pattern.search(between)]
    return found


@dataclass(frozen=True, slots=True)
class Circles:
    """Countries that tell where a place lies, nearest first: those right behind it ("Paris, Texas"), those that the sentence
    names, those of the report, that of the places listed with it, those of the places settled in the sentence, and all of the
    paragraph.
    """

    behind: set[str]
    near: set[str]
    report: set[str]
    company: set[str]
    beside: set[str]
    everywhere: set[str]


def choose(one: Candidate, circles: Circles, strength: int, text: str, given: Signs) -> tuple[Option | None, str]:
    """The country of a place, or None and why not; ``strength`` is the number of signs that it is a place."""
    options = one.entry.options
    best = max(option.rank for option in options)
    if one.entry.doubtful and strength < 1:
        at_home = any(option.iso3 in circles.report for option in options)
        return None, "it is a word too, and only the report says that it may be a place" if at_home else BARE_WORD
    for circle in (circles.behind, circles.near, circles.report, circles.company, circles.beside, circles.everywhere):
        near = [option for option in options if option.iso3 in circle]
        if near:
            chosen = max(near, key=lambda option: option.rank)
            # A village does not take the name from a city of the world, unless its country stands right behind.
            if chosen.rank == SMALL and best == KNOWN and circle is not circles.behind:
                continue
            if chosen.rank == SMALL and strength < 1 and circle is not circles.report:
                return None, "a small place, and nothing says that it is one"
            if one.entry.doubtful and _hemmed(text, one, given):
                return None, "it is a word too, and stands among other words of a name"
            return chosen, ""
    top = [option for option in options if option.rank == best]
    if len(top) > 1:
        return None, "it lies in several countries: " + ", ".join(sorted(option.iso3 for option in top))
    if best == KNOWN and not one.entry.doubtful:
        return top[0], ""
    if best == KNOWN and strength >= 1 and not _hemmed(text, one, given):
        return top[0], ""
    if (one.entry.doubtful and (strength < _SURE or best < LARGE)) or _hemmed(text, one, given):
        return None, "it is a word too, and nothing says which country it lies in"
    if circles.beside:
        return None, "the places beside it lie elsewhere"
    enough = _SURE if circles.report else 1
    if (best == LARGE and strength >= enough) or (strength >= _SURE and one.end - one.start >= _SHORTEST_UNTOLD):
        return top[0], ""
    return None, "nothing in the sentence, the paragraph or the report says which country it lies in"


def spared_of(text: str, one: Candidate, given: Signs) -> list[tuple[str, int, int]]:
    """The rules that let capitalized words stand beside a place, as ``(rule, start, end)``."""
    before = _WORD_BEFORE.search(text[max(0, one.start - _HEM) : one.start])
    behind = _WORD_BEHIND.match(text[one.end : one.end + _HEM])
    rules = [before and given.spared_before.get(before.group(1)), behind and given.spared_behind.get(behind.group(1))]
    return [(rule, one.start, one.end) for rule in rules if rule]


def _hemmed(text: str, one: Candidate, given: Signs) -> bool:
    """Whether a capitalized word stands right before or behind, so that the name is part of a longer one."""
    before = _WORD_BEFORE.search(text[max(0, one.start - _HEM) : one.start])
    after = _WORD_BEHIND.match(text[one.end : one.end + _HEM])
    if after and after.group(1) not in given.spared_behind:
        return True
    return bool(before and before.group(1) not in given.spared_before)
