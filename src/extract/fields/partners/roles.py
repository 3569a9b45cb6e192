"""The role of a name in its place: which rule gives it, or which turned it down."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from extract.fields.partners.clauses import Place
from extract.fields.partners.names import CAPITALS, Name
from extract.fields.partners.paths import ends, ends_of_subject
from extract.fields.partners.role_rules import RoleRule
from extract.fields.partners.states import STATE
from extract.fields.partners.value import STATE_ALONE

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_VERBS = frozenset({"VERB", "AUX"})
_LONGEST_LIST = 90
_LIST_END = re.compile(r"(?:,|\band|\bor|\bincluding|\bsuch as|\bas well as)\s*$")
# Where what is said of an object ends and a clause of its own begins.
_CLAUSE = re.compile(r", |\b(?:which|that|who)\b")
_NO_LIST = re.compile(
    r"[;:.!?()]|\bon \d|\b(?:which|who|that|to|while|where|by|under|during|was|were|has|have|had|is|are|will|would|[a-z]+ed)\b"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``rule`` decided: its role, or (``rule.role`` None, or ``failed`` set) that there is none and why."""

    rule: RoleRule
    failed: str | None = None


def asked_of(name: Name, rules: Sequence[RoleRule]) -> list[tuple[RoleRule, bool]]:
    """The rules to ask of such a name, in turn, and whether by the words around it (else by the parse).

    A name that is refused as no partner is one only by a rule that says that it takes such names.
    """
    refused = name.refused
    ours = [rule for rule in rules if (refused in rule.even if refused else not rule.even) and is_for(name, rule)]
    asked = [(rule, by_words) for by_words in (False, True) for rule in ours if not rule.last]
    return asked + [(rule, by_words) for rule in ours if rule.last for by_words in (False, True)]


def decide(place: Place, asked: Sequence[tuple[RoleRule, bool]], joint: re.Pattern[str]) -> Verdict | None:
    """The first rule that fits by the parse, then by the words around the name; else the nearest with what failed; else None."""
    nearest: Verdict | None = None
    for rule, by_words in asked:
        if rule.last and not _told(place, rule):
            continue
        if not (_by_words(place, rule) if by_words else _by_parse(place, rule)):
            continue
        failed = _failed(place, rule, joint, by_words)
        if failed is None:
            return Verdict(rule, rule.reason if rule.role is None else None)
        if rule.role is not None and not rule.last:
            nearest = nearest or Verdict(rule, failed)
    return nearest


def _told(place: Place, rule: RoleRule) -> bool:
    """Whether the paragraph tells of what a rule asks of it."""
    paragraph = rule.parts.get("paragraph")
    return paragraph is None or _said(paragraph, place.paragraph) is not None


def is_for(name: Name, rule: RoleRule) -> bool:
    """Whether a rule is for the kind of organization that a name has."""
    return (rule.types is None or name.type in rule.types) and name.type not in rule.not_types


def _by_parse(place: Place, rule: RoleRule) -> bool:
    """Whether a path of the rule leads somewhere; rules that turn down are asked all they have in the same pass."""
    if rule.role is None and _turns_down(place, rule):
        return True
    return bool(rule.paths) and next(_reached(place, rule), None) is not None


def _turns_down(place: Place, rule: RoleRule) -> bool:
    above, modal, said = (rule.parts.get(key) for key in ("over", "modal", "said"))
    if said is not None and _said(said, place.sentence) is not None:
        return True
    if above is not None and any(token.pos_ in _VERBS and above.match(token.lower_) for token in place.above):
        return True
    if modal is not None and any(
        child.dep_ == "aux" and modal.match(child.lower_) for token in place.above for child in token.children
    ):
        return True
    return _by_words(place, rule)


def _by_words(place: Place, rule: RoleRule) -> bool:
    """Whether the words before and behind the name are a cue."""
    before, after = rule.parts.get("before"), rule.parts.get("after")
    if before is None and after is None:
        return False
    if before is not None and not (
        any(
            before.search(text, max(0, len(text) - rule.width))
            for text in dict.fromkeys((place.own_before, place.before, place.raw_before))
        )
        or (rule.reach and _reaches(place.before, before, place.free))
    ):
        return False
    return after is None or any(after.search(text) for text in dict.fromkeys((place.own_after, place.after)))


def _reaches(text: str, pattern: re.Pattern[str], free: int) -> bool:
    """Whether a cue stands before a list that begins with bodies without a name ("with traders, local groups and …")."""
    if not _LIST_END.search(text):
        return False
    # Cut word by word from the end, as long as it is a list, and no further than the name before it.
    for blank in range(len(text) - 1, max(0, len(text) - min(free, _LONGEST_LIST)), -1):
        if text[blank] != " ":
            continue
        if _NO_LIST.search(text[blank:]):
            return False
        if pattern.search(text[:blank]):
            return True
    return False


def _failed(place: Place, rule: RoleRule, joint: re.Pattern[str], by_words: bool) -> str | None:
    """The first condition that does not hold, in words."""
    name = place.name
    if name.strength < rule.strength:
        return f"“{name.name}” is not sure to be an organization"
    if rule.last and name.person and name.strength == CAPITALS:
        return f"“{name.name}” may be a person"
    if name.type == STATE and rule.role is not None and rule.role != "funder":
        return STATE_ALONE
    sentence = rule.parts.get("sentence")
    if sentence is not None and _said(sentence, place.sentence) is None:
        return "the sentence tells of no such work"
    paragraph = rule.parts.get("paragraph")
    if paragraph is not None and _said(paragraph, place.paragraph) is None:
        return "the paragraph tells of no such work"
    for key, texts in (
        ("unless_sentence", (place.sentence,)),
        ("unless_paragraph", (place.paragraph,)),
        ("unless_before", (place.before,)),
        ("unless_after", (place.after, place.own_after)),
    ):
        unless = rule.parts.get(key)
        said = next((match for text in texts if (match := _said(unless, text))), None) if unless is not None else None
        if said is not None:
            return f"“{said.strip()[-60:]}” stands beside it"
    if rule.joint and not place.fellows and place.others <= 0 and joint.search(place.sentence) is None:
        return "the sentence tells of nobody who takes part with it"
    return None if by_words else _wrong_object(place, rule)


@functools.lru_cache(maxsize=2048)
def _said(pattern: re.Pattern[str], text: str) -> str | None:
    """What a pattern finds in a text, or None. Many rules ask the same of one sentence."""
    match = pattern.search(text)
    return match.group() if match is not None else None


def _wrong_object(place: Place, rule: RoleRule) -> str | None:
    if not rule.parts.keys() & {"object", "unless_object"}:
        return None
    objects = [text for end in _reached(place, rule) for text in _objects(end)]
    wanted, unless = rule.parts.get("object"), rule.parts.get("unless_object")
    if wanted is not None and not any(wanted.search(text) for text in objects):
        return "what it gives or does is something else"
    if unless is not None and any(unless.search(text) for text in objects):
        return "what it does is no work done together"
    return None


def _reached(place: Place, rule: RoleRule) -> Iterator[Token]:
    """The words that a path of the rule leads to from the name or from those that it is listed with."""
    if place.verb is not None and (not place.roots or place.roots[-1].dep_ not in _SUBJECTS):
        for path in rule.paths:
            yield from ends_of_subject(place.verb, path)
        return
    for root in place.roots:
        for path in rule.paths:
            yield from ends(root, path)


def _objects(verb: Token) -> Iterator[str]:
    for child in verb.children:
        if child.dep_ in {"dobj", "attr"}:
            whole = child.doc[child.left_edge.i : child.right_edge.i + 1].text
            yield _CLAUSE.split(whole, maxsplit=1)[0]
