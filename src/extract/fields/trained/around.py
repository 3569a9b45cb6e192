"""What else is said of people who learned: the category of their group, and who trained them."""

from __future__ import annotations

import re

from extract.fields.partners.value import Partner
from extract.fields.trained.people import People
from extract.fields.trained.rules import TrainedRules
from extract.fields.trained.scene import Scene
from extract.language.mention import Mention

UNSPECIFIED = "unspecified"
# Where the first of several nouns ends.
_NOUNS_PART = re.compile(r", | and | or ")


def category_of(scene: Scene, people: People, rules: TrainedRules) -> tuple[str, Mention | None]:
    """The category of a group, by the first rule that fits; of several nouns the first that has one decides.

    ``unspecified`` where none does.
    """
    words = scene.text[people.group_start : people.group_end]
    first = _NOUNS_PART.split(words)[0]
    for stretch in (first, words):
        for rule in rules.categories:
            found = rule.words.search(stretch)
            if found and rule.category != UNSPECIFIED:
                start = people.group_start + found.start()
                return rule.category, Mention(start, people.group_start + found.end(), found.group(), rule.id)
    return UNSPECIFIED, _named_so(rules, words, people.group_start)


def _named_so(rules: TrainedRules, words: str, start: int) -> Mention | None:
    """The noun for people of no kind in particular, and the rule that knows it."""
    for rule in rules.categories:
        found = rule.words.search(words)
        if found:
            return Mention(start + found.start(), start + found.end(), found.group(), rule.id)
    return None


def partners_of(scene: Scene, people: People) -> tuple[str, ...]:
    """Names of the organizations that trained them: those that lead or carry out the work in their sentence."""
    start, end = scene.sentence(people.start)
    doing: list[tuple[int, Partner]] = []
    for partner in scene.doc._.partners:
        at = next((mention.start for mention in partner.mentions if start <= mention.start < end), None)
        if at is not None and partner.role == "implementer":
            doing.append((at, partner))
    return tuple(partner.name for _, partner in sorted(doing, key=lambda pair: pair[0]))
