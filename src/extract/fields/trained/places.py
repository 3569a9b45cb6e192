"""The countries of people who learned: where they work or come from, or else were trained."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extract.fields.trained.parts import Taken
from extract.fields.trained.people import People
from extract.fields.trained.scene import CLAUSE, FINITE, Scene

_ORIGIN = re.compile(
    r"(?: ?\([^)]*\))?(?:,? (?:from|of|working|representing|drawn|belonging|based|living)| (?:in|at|across|throughout))\b"
)
_LOCATED = re.compile(r"(?:^|[,;:] (?:and |while |whereas )?|\band )in (?:the )?$", re.IGNORECASE)
_VENUE = re.compile(r"\b(?:in|to|at) (?:the )?(?:[A-Z][\w-]+(?:,|,? and)? ){0,4}$")
_ELSEWHERE = re.compile(
    r"\b(?:Governments?|Embass(?:y|ies)|people|money|cash|aid|assistance|financing|finance|gift|donation|loan|backing|support|grants?|contributions?|funding|funds|funded|financed|donated|provided|supported|sponsored)"
    r"(?: (?:from|of|by))(?: (?:the|and))?(?: [A-Z][\w ,]*)?(?: (?:the|and))? ?$|\bby (?:the )?$"
)
# "an Australian-led team".
_LED = re.compile(r"[-–](?:led|funded|run|based|financed|backed|supported|sponsored)\b")
_FARTHEST = 400


@dataclass(frozen=True, slots=True)
class _Named:
    """A reference to a country; ``in_name`` where it stands inside an organization's name."""

    start: int
    end: int
    iso3: str
    in_name: bool


def countries_of(
    scene: Scene, taken: Sequence[Taken], index: int, named_in: Callable[[str], tuple[str, ...]]
) -> tuple[str, ...]:
    """Alpha-3 codes: by the people's own words, else clause, sentence, paragraph, headings, report; empty for no named place.

    ``named_in`` gives the countries that a heading names.
    """
    people = taken[index].people
    start, end = scene.sentence(people.start)
    context = tuple(scene.doc._.extract_context.countries)
    named = _references(scene)
    own = [
        one
        for one in named
        if people.group_start <= one.start < _described_to(scene, people, end) and not _is_elsewhere(scene, one)
    ]
    free = [one for one in own if not one.in_name and not _is_venue(scene, one, start, context)] or [
        one for one in own if one.in_name and (not context or one.iso3 in context)
    ]
    if free:
        return _codes(free)
    inside = [one for one in named if start <= one.start < end and not one.in_name and not _is_elsewhere(scene, one)]
    near = _nearest(scene, taken, index, inside)
    here = [one for one in near if not _is_venue(scene, one, start, context)]
    if here:
        return _codes(here)
    return _from_farther(scene, named, (start, end), near, named_in)


def _references(scene: Scene) -> list[_Named]:
    names = [(one.start, one.end) for partner in scene.doc._.partners for one in partner.mentions]
    names += [(one.start_char + 4 * one.text.startswith("the "), one.end_char) for one in scene.doc.ents if one.label_ == "ORG"]
    found = [
        _Named(
            one.start,
            one.end,
            country.iso3,
            any(start <= one.start and one.end <= end and (start, end) != (one.start, one.end) for start, end in names),
        )
        for country in scene.doc._.countries
        for one in country.mentions
    ]
    return sorted(found, key=lambda one: one.start)


def _codes(named: Iterable[_Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.iso3 for one in named))


def _described_to(scene: Scene, people: People, end: int) -> int:
    """Where the words that describe a group end: "officers from Jonglei", "judges of the Central African Republic"."""
    last = people.end if people.group_end < people.end else people.group_end
    stop = CLAUSE.search(scene.text, last, end)
    end = stop.start() if stop else end
    if not _ORIGIN.match(scene.text, people.group_end, end) and not _ORIGIN.match(scene.text, people.end, end):
        return people.group_end
    for token in scene.tokens(last, min(end, last + _FARTHEST)):
        if token.tag_ in FINITE or (token.tag_ == "CD" and token.text[:1].isdigit()) or token.text == ";":
            return token.idx
        last = token.idx + len(token)
    return last


def _nearest(scene: Scene, taken: Sequence[Taken], index: int, inside: list[_Named]) -> list[_Named]:
    """The countries of a sentence; where it tells of several numbers, those named next to this one."""
    people = taken[index].people
    start, end = scene.sentence(people.start)
    others = [one.people for one in taken if one.people is not people and start <= one.people.start < end]
    if not others or len({one.iso3 for one in inside}) < 2:
        return inside
    left = max((one.end for one in others if one.start < people.start), default=start)
    right = min((one.start for one in others if one.start > people.start), default=end)
    stop = CLAUSE.search(scene.text, people.end, right)
    right = stop.start() if stop else right
    before = [one for one in inside if left <= one.start < people.start and _LOCATED.search(scene.text[start : one.start])]
    behind = [
        one for one in inside if people.end <= one.start < right and not _LOCATED.search(scene.text[people.end : one.start])
    ]
    return before or behind or _in_clause(scene, people, (start, end), inside) or inside


def _in_clause(scene: Scene, people: People, sentence: tuple[int, int], inside: list[_Named]) -> list[_Named]:
    """The countries named in the clause of a sentence that tells of the people."""
    breaks = [found.start() for found in CLAUSE.finditer(scene.text, *sentence)]
    start = max((at for at in breaks if at < people.start), default=sentence[0])
    end = min((at for at in breaks if at >= people.end), default=sentence[1])
    return [one for one in inside if start <= one.start < end]


def _is_elsewhere(scene: Scene, one: _Named) -> bool:
    """Whether a country is named as who pays or teaches ("funded by Norway")."""
    led = _LED.match(scene.text, one.end)
    return led is not None or bool(_ELSEWHERE.search(scene.text[max(0, one.start - 60) : one.start]))


def _is_venue(scene: Scene, one: _Named, start: int, context: Sequence[str]) -> bool:
    """Whether a country is only where a training was held, in a report on others ("a course in Vienna")."""
    if not context or one.iso3 in context:
        return False
    before = scene.text[start : one.start]
    return bool(_VENUE.search(before)) and not _LOCATED.search(before)


def _from_farther(
    scene: Scene, named: list[_Named], here: tuple[int, int], near: list[_Named], named_in: Callable[[str], tuple[str, ...]]
) -> tuple[str, ...]:
    """The countries of the paragraph, the headings or the report."""
    given = scene.doc._.extract_context
    context = tuple(given.countries)
    outside = [one for one in named if not one.in_name and not here[0] <= one.start < here[1]]
    headed = next((codes for heading in reversed(given.headings) if (codes := named_in(heading))), ())
    if context:
        return tuple(code for code in _codes(outside) if code in context) or headed or context
    if near:
        return _codes(near)
    previous = scene.previous_span(here[0])
    told = [one for one in outside if previous[0] <= one.start < previous[1] and not _is_elsewhere(scene, one)]
    if told:
        return _codes(told)
    return _codes(outside) if len(_codes(outside)) == 1 else headed
