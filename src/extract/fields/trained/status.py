"""Whether a training is planned or has taken place."""

from __future__ import annotations

import re

from spacy.tokens import Token

from extract.fields.trained.parts import Taken
from extract.fields.trained.rules import TrainedRules
from extract.fields.trained.scene import CLAUSE, Scene
from extract.fields.trained.value import Status
from extract.language.mention import Mention


def status_of(scene: Scene, one: Taken, rules: TrainedRules) -> tuple[Status, Mention | None]:
    """``planned`` where words before or behind the people say that they are still to learn, and the words that do."""
    people = one.people
    if people.planned:
        return "planned", None
    start, end = scene.sentence(people.start)
    before = scene.text[start : people.start]
    clause = start + max((found.end() for found in CLAUSE.finditer(before)), default=0)
    stretch = scene.text[clause : people.start]
    learned = rules.lists["learned"]
    target = _told_behind(rules, before) or _aimed_at(rules, before, stretch)
    if target:
        at = start + target.start()
        return "planned", Mention(at, start + target.end(), target.group(), "trained.figure_planned.word")
    for found in rules.lists["plan_before"].finditer(stretch):
        words = stretch[found.end() :]
        if not _settled(scene, clause + found.end(), people.start) and not learned.search(words):
            return "planned", Mention(clause + found.start(), clause + found.end(), found.group(), "trained.plan_before.words")
    stop = scene.text.find(";", people.end, end)
    behind = rules.lists["plan_after"].search(scene.text, people.end, min(end if stop < 0 else stop, people.end + 120))
    if behind and not _settled(scene, people.end, behind.start()):
        return "planned", Mention(behind.start(), behind.end(), behind.group(), "trained.plan_after.words")
    return "completed", None


def _told_behind(rules: TrainedRules, before: str) -> re.Match[str] | None:
    """The word right before the people that says that they are a target: "Target: 600 clerks"."""
    found = list(rules.lists["figure_planned"].finditer(before, max(0, len(before) - 24)))
    return found[-1] if found and re.fullmatch(r"\s?[:=]\s?", before[found[-1].end() :]) else None


def _aimed_at(rules: TrainedRules, before: str, stretch: str) -> re.Match[str] | None:
    """The noun for an aim in the clause before one that begins with "to": "The aim is modest: to train 150 cadets"."""
    if not re.match(r"\s*to [a-z]", stretch):
        return None
    return rules.lists["plan_noun"].search(before, 0, len(before) - len(stretch))


def _settled(scene: Scene, start: int, end: int) -> bool:
    """Whether a finite verb stands in a stretch, so that what was planned before it is another matter."""
    return any(_is_past(token) for token in scene.tokens(start, end))


def _is_past(token: Token) -> bool:
    return token.tag_ == "VBD" or (token.tag_ in {"VBZ", "VBP"} and token.dep_ not in {"aux", "auxpass"})
