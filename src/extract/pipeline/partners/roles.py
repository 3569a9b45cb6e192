"""The role of a name in its place: which rule gives it, or which turned it down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from extract.pipeline.partners.clauses import Place
from extract.pipeline.partners.rules import RoleRule, Step
from extract.pipeline.partners.states import STATE

_VERB_LINKS = frozenset({"conj", "xcomp"})
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
    return not rule.path or any(_climbs(root, rule) for root in place.roots)


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
    unless = rule.parts.get("unless_object")
    if unless is not None and any(unless.search(text) for text in _objects(place, rule)):
        return "what it does is no work done together"
    return None


def _climbs(root: Token, rule: RoleRule) -> bool:
    return next(_ends(root, rule.path), None) is not None


def _ends(root: Token, path: Sequence[Step]) -> Iterator[Token]:
    """The words that the path leads to, from the name or from the first of the names it is coordinated with."""
    token = root
    while token.dep_ in {"conj", "appos"} and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    for start in dict.fromkeys((root, token)):
        yield from _follow(start, path)


def _follow(token: Token, path: Sequence[Step]) -> Iterator[Token]:
    step = path[0]
    if token.dep_ not in step.relations:
        return
    for head in _verbs(token.head) if token.dep_ == "nsubj" else (token.head,):
        if step.head is None or step.head.match(head.text):
            if len(path) == 1:
                yield head
            else:
                yield from _follow(head, path[1:])


def _verbs(verb: Token) -> Iterator[Token]:
    """A verb with those coordinated with it and those it begins ("continued to support and train")."""
    yield verb
    for child in verb.children:
        if (
            child.dep_ in _VERB_LINKS
            and child.pos_ in {"VERB", "AUX"}
            and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children)
        ):
            yield from _verbs(child)


def _objects(place: Place, rule: RoleRule) -> Iterator[str]:
    for root in place.roots:
        for verb in _ends(root, rule.path):
            for child in verb.children:
                if child.dep_ in {"dobj", "attr"}:
                    yield child.doc[child.left_edge.i : child.i + 1].text
