"""The role of a name in its place: which rule gives it, or which turned it down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from extract.pipeline.partners.clauses import Place
from extract.pipeline.partners.paths import ends, over
from extract.pipeline.partners.role_rules import RoleRule
from extract.pipeline.partners.states import STATE

_VERBS = frozenset({"VERB", "AUX"})
_LONGEST_BEFORE = 260
_LONGEST_LIST = 90
_LIST_END = re.compile(r"(?:,|\band|\bor|\bincluding|\bsuch as|\bas well as)\s*$")
_NO_LIST = re.compile(
    r"[;:.!?()]|\b(?:which|who|that|to|while|where|by|under|during|was|were|has|have|had|is|are|will|would|[a-z]+ed)\b"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``rule`` decided: its role, or (``rule.role`` None, or ``failed`` set) that there is none and why."""

    rule: RoleRule
    failed: str | None = None


def decide(place: Place, rules: Sequence[RoleRule], joint: re.Pattern[str]) -> Verdict | None:
    """The first rule that fits; else the one that came nearest with the condition that failed; else None."""
    nearest: Verdict | None = None
    for rule in rules:
        if not _cued(place, rule):
            continue
        failed = _failed(place, rule, joint)
        if failed is None:
            return Verdict(rule, rule.reason if rule.role is None else None)
        nearest = nearest or (Verdict(rule, failed) if rule.role is not None else None)
    return nearest


def _cued(place: Place, rule: RoleRule) -> bool:
    """Whether the cue itself is there: what stands before, behind, or over the name in the parse."""
    before, after, name = (rule.parts.get(key) for key in ("before", "after", "name"))
    if before is not None and not any(_before(text, before, rule.reach) for text in (place.own_before, place.before)):
        return False
    if after is not None and not any(after.search(text) for text in (place.own_after, place.after)):
        return False
    if name is not None and not name.search(place.name.name):
        return False
    if rule.paths and next(_reached(place, rule), None) is None:
        return False
    over = rule.parts.get("over")
    if over is not None and not any(token.pos_ in _VERBS and over.match(token.lower_) for token in _above(place)):
        return False
    modal = rule.parts.get("modal")
    return modal is None or any(
        child.dep_ == "aux" and modal.match(child.lower_) for token in _above(place) for child in token.children
    )


def _before(text: str, pattern: re.Pattern[str], reach: bool) -> bool:
    if pattern.search(text):
        return True
    if not reach or not _LIST_END.search(text):
        return False
    # The beginning of a list may hold bodies without a name: cut word by word from the end, as long as it is a list.
    window = max(0, len(text) - _LONGEST_LIST)
    for blank in range(len(text) - 1, window, -1):
        if text[blank] != " ":
            continue
        if _NO_LIST.search(text[blank:]):
            return False
        if pattern.search(text[:blank]):
            return True
    return False


def _failed(place: Place, rule: RoleRule, joint: re.Pattern[str]) -> str | None:
    """The first condition that does not hold, in words."""
    name = place.name
    if name.strength < rule.strength:
        return f"“{name.name}” is not sure to be an organization"
    if name.type == STATE and rule.role is not None and rule.role != "funder":
        return "a state named alone is a partner only where it pays"
    if rule.types is not None and name.type not in rule.types:
        return f"is not for organizations of type {name.type}"
    if name.type in rule.not_types:
        return f"is not for organizations of type {name.type}"
    sentence = rule.parts.get("sentence")
    if sentence is not None and not sentence.search(place.sentence):
        return "the sentence tells of no such work"
    for key, texts in (
        ("unless_sentence", (place.sentence,)),
        ("unless_before", (place.before,)),
        ("unless_after", (place.after, place.own_after)),
    ):
        unless = rule.parts.get(key)
        if unless is not None:
            said = next((match for text in texts if (match := unless.search(text))), None)
            if said is not None:
                return f"“{said.group().strip()[-60:]}” stands beside it"
    if rule.joint and not place.fellows and joint.search(place.sentence) is None:
        return "the sentence tells of nobody who takes part with it"
    objects = [text for end in _reached(place, rule) for text in _objects(end)]
    wanted, unless = rule.parts.get("object"), rule.parts.get("unless_object")
    if wanted is not None and not any(wanted.search(text) for text in objects):
        return "what it gives or does is something else"
    if unless is not None and any(unless.search(text) for text in objects):
        return "what it does is no work done together"
    return None


def _reached(place: Place, rule: RoleRule) -> Iterator[Token]:
    """The words that a path of the rule leads to from the name or from those that it is listed with."""
    for root in place.roots:
        for path in rule.paths:
            yield from ends(root, path)


def _above(place: Place) -> Iterator[Token]:
    return over(place.roots[0]) if place.roots else iter(())


def _objects(verb: Token) -> Iterator[str]:
    for child in verb.children:
        if child.dep_ in {"dobj", "attr"}:
            yield child.doc[child.left_edge.i : child.right_edge.i + 1].text[:120]
