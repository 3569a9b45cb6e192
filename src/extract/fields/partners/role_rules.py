"""The rules of ``patterns/partners/roles.yaml``: cues of a role, as ways through the parse and as words around a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast, get_args

from extract.fields.partners.paths import Step, steps
from extract.fields.partners.value import Role
from extract.rules.load import Rule

_NAME = re.compile(r"\{([a-z_]+)\}")
# How each pattern of a rule is anchored: at the end of what is before the name, at the beginning of what is behind it.
_FORMS = {
    "before": r"(?<![\w-])(?:{})$",
    "unless_before": r"(?<![\w-])(?:{})$",
    "after": r"^(?:{})",
    "unless_after": r"^(?:{})",
    "sentence": r"{}",
    "unless_sentence": r"{}",
    "object": r"{}",
    "unless_object": r"{}",
    "over": r"^(?:{})$",
    "modal": r"^(?:{})$",
    "said": r"{}",
    "paragraph": r"{}",
    "unless_paragraph": r"{}",
}
_CUES = frozenset({"before", "after", "over", "modal", "said"})
# The keys whose word lists have a say where the rule has.
_TELLING = ("paths", "before", "after", "over", "said", "sentence", "unless_sentence", "paragraph", "object", "unless_object")
# The list of words for working together, which joint asks for.
JOINT = "with_support"
_PLAIN_KEYS = ("role", "verdict", "paths", "types", "not_types", "strength", "reach", "joint", "even", "last")
# How many characters before a name a cue may take: more where it passes over words of any kind.
_OPEN = re.compile(r"\[\^|\.\*|\{\d*,\d\d+\}|\)\*")
_WIDEST, _NARROW = 1000, 60
# Groups of kinds that rules name: bodies of a state, and all others.
_KINDS = {"national": frozenset({"government", "police", "military", "judiciary"})}


@dataclass(frozen=True)
class RoleRule:
    """A cue of a role; ``role`` is None where the rule turns the candidate down.

    The cue is one of ``paths`` through the parse from the name, or, of ``parts``, ``before`` (ends right before the name or the
    list it stands in) with ``after`` (begins right behind it). A rule that turns down may also go by ``over``, a verb above the
    name in the parse, ``modal``, an auxiliary above it, or ``said``, words of the sentence. The other parts are conditions that must hold; ``object``, what the
    verb that a path leads to has for its object, is asked of paths only.
    ``strength``: how sure of the name one must be (0: any capitalized words; 1: an organization as spaCy sees it; 2: listed,
    headed or defined). ``reach``: a list may stand between ``before`` and the name. ``lists``: the word lists it
    names. ``even``: rules whose refusal of a name does not count here; the rule is for such names alone. ``width``: how many characters before the name are looked at. ``last``: asked only
    where no other rule gives a role, even if one turned the name down for what it asks of the sentence.
    """

    id: str
    reason: str
    role: Role | None
    parts: Mapping[str, re.Pattern[str]]
    paths: tuple[tuple[Step, ...], ...] = ()
    types: frozenset[str] | None = None
    not_types: frozenset[str] = frozenset()
    strength: int = 1
    reach: bool = False
    joint: bool = False
    lists: tuple[str, ...] = ()
    even: frozenset[str] = frozenset()
    last: bool = False
    width: int = _WIDEST


def role_rule(rule: Rule, lists: Mapping[str, str]) -> RoleRule:
    """One rule; ``lists`` are the word lists that it may name in braces. Raises ``PatternError``."""
    body = rule.body
    unknown = set(body) - {*_FORMS, *_PLAIN_KEYS}
    if unknown:
        raise rule.wrong(f"has no use for {', '.join(sorted(unknown))}; there are: {', '.join((*_FORMS, *_PLAIN_KEYS))}")
    role = body.get("role")
    if role is None and body.get("verdict") != "no":
        raise rule.wrong('needs a role, or verdict: "no"')
    if role is not None and role not in get_args(Role):
        raise rule.wrong(f"role must be one of {', '.join(get_args(Role))}")
    strength = body.get("strength", 1)
    if strength not in (0, 1, 2):
        raise rule.wrong("strength must be 0, 1 or 2")
    parts = dict(_parts(rule, lists))
    paths = tuple(_path(rule, text, lists) for text in texts(rule, "paths", needed=False))
    if not paths and not parts.keys() & _CUES:
        raise rule.wrong(f"needs at least one of paths, {', '.join(sorted(_CUES))}")
    return RoleRule(
        id=rule.id,
        reason=rule.reason,
        role=cast("Role | None", role),
        parts=parts,
        paths=paths,
        types=_kinds(texts(rule, "types")) if "types" in body else None,
        not_types=_kinds(texts(rule, "not_types", needed=False)),
        strength=strength,
        reach=bool(body.get("reach")),
        joint=bool(body.get("joint")),
        even=frozenset(texts(rule, "even", needed=False)),
        last=bool(body.get("last")),
        width=_WIDEST if _OPEN.search(str(body.get("before", ""))) else _NARROW,
        lists=tuple(
            sorted(set(_NAME.findall(repr([body.get(key) for key in _TELLING]))) | ({JOINT} if body.get("joint") else set()))
        ),
    )


def _parts(rule: Rule, lists: Mapping[str, str]) -> Iterable[tuple[str, re.Pattern[str]]]:
    for key, form in _FORMS.items():
        given = rule.body.get(key)
        if given is None:
            continue
        if not isinstance(given, str):
            raise rule.wrong(f"{key} must be a regular expression")
        yield key, compiled(rule, key, form.replace("{}", _expanded(rule, key, given, lists)), re.IGNORECASE)


def _path(rule: Rule, text: str, lists: Mapping[str, str]) -> tuple[Step, ...]:
    def pattern(word: str) -> re.Pattern[str]:
        return compiled(rule, "paths", rf"(?:{_expanded(rule, 'paths', word, lists)})", re.IGNORECASE)

    try:
        return steps(text, pattern)
    except ValueError as error:
        raise rule.wrong(f"paths: {error}") from None


def _kinds(given: Iterable[str]) -> frozenset[str]:
    return frozenset(kind for one in given for kind in _KINDS.get(one, {one}))


def _expanded(rule: Rule, key: str, given: str, lists: Mapping[str, str]) -> str:
    def put(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in lists:
            raise rule.wrong(f"{key} names {{{name}}}, but words.yaml has no partners.words.{name}")
        return rf"(?<!\w)(?:{lists[name]})(?!\w)"

    return _NAME.sub(put, given)


def texts(rule: Rule, key: str, needed: bool = True) -> list[str]:
    """A list of texts of a rule's body; empty where it may be left out and is."""
    given = rule.body.get(key)
    if given is None and not needed:
        return []
    if not isinstance(given, list) or not given or not all(isinstance(one, str) for one in given):
        raise rule.wrong(f"{key} must be a list of texts (put words such as on, no and yes in quotes)")
    return given


def compiled(rule: Rule, key: str, pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression of a rule. Raises ``PatternError`` where it is none."""
    try:
        return re.compile(pattern, flags)
    except re.error as error:
        raise rule.wrong(f"{key} is no regular expression: {error}") from None
