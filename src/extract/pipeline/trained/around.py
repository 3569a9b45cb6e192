"""What else is said of people who learned: the category of their group, their countries, who trained them, the topic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.pipeline.trained.parts import Taken
from extract.pipeline.trained.people import People
from extract.pipeline.trained.rules import TrainedRules
from extract.pipeline.trained.scene import Scene
from extract.records.record import Country, Mention, Partner

_WORD = re.compile(r"\w")


def category_of(scene: Scene, people: People, rules: TrainedRules) -> tuple[str, Mention | None]:
    """The category of a group, by the first rule that fits its words; ``unspecified`` where none does."""
    words = scene.text[people.group_start : people.group_end]
    for rule in rules.categories:
        found = rule.words.search(words)
        if found:
            start = people.group_start + found.start()
            return rule.category, Mention(start, people.group_start + found.end(), found.group(), rule.id)
    return "unspecified", None


def countries_of(scene: Scene, taken: Sequence[Taken], index: int) -> tuple[str, ...]:
    """Alpha-3 codes: by the people's own words, else their clause, sentence, paragraph, report; empty for no named place."""
    one = taken[index]
    doc = scene.doc
    named = [(mention, country) for country in doc._.countries for mention in country.mentions]
    start, end = scene.sentence(one.people.start)
    own = _codes(named, one.people.group_start, _behind(scene, one.people, end))
    if own:
        return own
    inside = [(mention, country) for mention, country in named if start <= mention.start < end]
    free = [pair for pair in inside if not _in_organization(scene, pair[0])]
    near = _nearest_clause(scene, taken, index, free or inside)
    if near:
        return near
    context = doc._.extract_context
    if context.countries:
        return tuple(context.countries)
    before = [pair for pair in named if pair[0].start < start and not _in_organization(scene, pair[0])]
    return tuple(dict.fromkeys(country.iso3 for _, country in before)) if _one_country(before) else ()


def _behind(scene: Scene, people: People, end: int) -> int:
    """Where the words that belong to a group end: "officers from Jonglei", "judges of the Central African Republic"."""
    found = re.compile(
        r"(?: ?\([^)]*\))?,? (?:from|of|in|at|across)\b[^,.;()\d]{0,60}(?:(?:,|,? and) [A-Z][^,.;()\d]{0,40})*"
    ).match(scene.text, people.group_end, end)
    return found.end() if found else people.group_end


def _codes(named: Sequence[tuple[Mention, Country]], start: int, end: int) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            country.iso3 for mention, country in sorted(named, key=lambda pair: pair[0].start) if start <= mention.start < end
        )
    )


def _in_organization(scene: Scene, mention: Mention) -> bool:
    return any(
        one.start <= mention.start and mention.end <= one.end for partner in scene.doc._.partners for one in partner.mentions
    )


def _one_country(named: Sequence[tuple[Mention, Country]]) -> bool:
    return len({country.iso3 for _, country in named}) == 1


def _nearest_clause(
    scene: Scene, taken: Sequence[Taken], index: int, inside: Sequence[tuple[Mention, Country]]
) -> tuple[str, ...]:
    """The countries of a sentence; where it tells of several numbers with countries of their own, those next to this one."""
    return tuple(dict.fromkeys(country.iso3 for _, country in sorted(inside, key=lambda pair: pair[0].start)))


def partners_of(scene: Scene, one: Taken) -> tuple[str, ...]:
    """Names of the organizations that trained them: those that lead or carry out the work in their sentence."""
    start, end = scene.sentence(one.people.start)
    doing: list[tuple[int, Partner]] = []
    for partner in scene.doc._.partners:
        at = next((mention.start for mention in partner.mentions if start <= mention.start < end), None)
        if at is not None and partner.role == "implementer":
            doing.append((at, partner))
    return tuple(partner.name for _, partner in sorted(doing, key=lambda pair: pair[0]))


def topic_of(scene: Scene, one: Taken, rules: TrainedRules) -> tuple[str | None, Mention | None]:
    """What the training was about, in the words of the text, and where they stand."""
    end = scene.sentence(one.people.start)[1]
    people = one.people
    for frame in rules.of("topic_after"):
        found = frame.words.match(scene.text[people.end : end])
        if found:
            return _phrase(scene, people.end + found.start("topic"), people.end + found.end("topic"), frame.id)
    for name, _, behind in one.verdict.words:
        if name == "event" and behind <= people.start:
            for frame in rules.of("topic_before"):
                found = frame.words.match(scene.text[behind:end])
                if found:
                    return _phrase(scene, behind + found.start("topic"), behind + found.end("topic"), frame.id)
    return None, None


def _phrase(scene: Scene, start: int, end: int, rule: str) -> tuple[str | None, Mention | None]:
    words = scene.text[start:end].rstrip(" ,")
    words = re.sub(r",? (?:and|as well as|with|by|in|at|from|to|for|of|or)$", "", words)
    if not _WORD.search(words):
        return None, None
    return words, Mention(start, start + len(words), words, rule)
