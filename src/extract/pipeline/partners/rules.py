"""The rules of ``patterns/partners/``, compiled: name heads, what is no name, cues of a role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast, get_args

from extract.patterns.load import Patterns, Rule
from extract.pipeline.partners.gazetteer import Gazetteer, gazetteer
from extract.pipeline.partners.verbs import forms
from extract.pipeline.partners.words import keys_of
from extract.records.record import Role

_FOLDER = "partners/"
_NAME = re.compile(r"\{([a-z_]+)\}")
_STEP = re.compile(r"(?P<dep>[a-z|]+)(?: (?P<head>.+))?")
_REGEX_KEYS = (
    "before",
    "after",
    "sentence",
    "unless_before",
    "unless_after",
    "unless_sentence",
    "unless_object",
    "name",
    "heading",
)
_PLAIN_KEYS = ("role", "verdict", "path", "types", "not_types", "strength", "reach", "joint", "passive")
# Groups of kinds that rules name: bodies of a state, and all others.
_KINDS = {"national": frozenset({"government", "police", "military", "judiciary"})}


@dataclass(frozen=True)
class Head:
    """A noun that heads names, as keys of its words; ``takes`` the small words that lead on to more of the name."""

    rule: str
    type: str
    phrases: frozenset[tuple[str, ...]]
    takes: frozenset[str]
    inside: bool


@dataclass(frozen=True)
class NotName:
    """Capitalized words that are no organization: by the whole of them, by the last or by the first."""

    id: str
    reason: str
    whole: re.Pattern[str] | None
    last: re.Pattern[str] | None
    first: re.Pattern[str] | None
    spare: re.Pattern[str] | None

    def says(self, name: str) -> bool:
        """Whether ``name`` is turned down."""
        if self.spare is not None and self.spare.search(name):
            return False
        return any(one is not None and one.search(name) for one in (self.whole, self.last, self.first))


@dataclass(frozen=True)
class Step:
    """One step up the parse: the word's relation (one of several), and what the word it hangs on must be."""

    relations: frozenset[str]
    head: re.Pattern[str] | None


@dataclass(frozen=True)
class RoleRule:
    """A cue of a role. Everything that is given must hold; ``role`` is None where the rule turns the candidate down.

    ``before`` ends right before the name (or the list it stands in), ``after`` begins right behind it, ``path`` leads up the
    parse from the name. ``strength``: how sure of the name one must be (0: any capitalized words; 1: an organization as spaCy
    sees it; 2: listed, headed or defined). ``reach``: a list may stand between ``before`` and the name.
    """

    id: str
    reason: str
    role: Role | None
    parts: Mapping[str, re.Pattern[str]]
    path: tuple[Step, ...] = ()
    types: frozenset[str] | None = None
    not_types: frozenset[str] = frozenset()
    strength: int = 1
    reach: bool = False
    joint: bool = False


@dataclass(frozen=True)
class PartnerRules:
    """All rules of the field."""

    listed: Gazetteer
    heads: tuple[Head, ...]
    not_names: tuple[NotName, ...]
    roles: tuple[RoleRule, ...]
    lists: Mapping[str, str]
    spellings: Mapping[str, str]
    own_units: re.Pattern[str] | None
    by_last: Mapping[str, tuple[tuple[tuple[str, ...], Head], ...]] = field(default_factory=dict)

    def head_at_end(self, keys: tuple[str, ...]) -> Head | None:
        """The head that the words end with, the longest of them."""
        best: tuple[int, Head] | None = None
        for phrase, head in self.by_last.get(keys[-1], ()) if keys else ():
            if keys[-len(phrase) :] == phrase and (best is None or len(phrase) > best[0]):
                best = (len(phrase), head)
        return best[1] if best else None


def compile_rules(patterns: Patterns) -> PartnerRules:
    """The rules, ready to be asked. Raises ``PatternError`` where a body does not say what it must."""
    spellings: dict[str, str] = {}
    for rule in patterns.rule_file(_FOLDER + "spellings.yaml"):
        for pair in _texts(rule, "pairs"):
            other, _, one = pair.partition("=")
            spellings[other.strip()] = one.strip()
    lists = {rule.id.rsplit(".", 1)[-1]: _list(rule) for rule in patterns.rule_file(_FOLDER + "words.yaml")}
    heads = tuple(_head(rule, spellings) for rule in patterns.rule_file(_FOLDER + "heads.yaml"))
    by_last: dict[str, list[tuple[tuple[str, ...], Head]]] = {}
    for head in heads:
        for phrase in sorted(head.phrases):
            by_last.setdefault(phrase[-1], []).append((phrase, head))
    return PartnerRules(
        listed=gazetteer(patterns, spellings),
        heads=heads,
        not_names=tuple(_not_name(rule) for rule in patterns.rule_file(_FOLDER + "not_names.yaml")),
        roles=tuple(_role(rule, lists) for rule in patterns.rule_file(_FOLDER + "roles.yaml")),
        lists=lists,
        spellings=spellings,
        own_units=re.compile(rf"^(?:{lists['own_units']})$") if "own_units" in lists else None,
        by_last={key: tuple(found) for key, found in by_last.items()},
    )


def _texts(rule: Rule, key: str, needed: bool = True) -> list[str]:
    given = rule.body.get(key)
    if given is None and not needed:
        return []
    if not isinstance(given, list) or not given or not all(isinstance(one, str) for one in given):
        raise rule.wrong(f"{key} must be a list of texts")
    return given


def _list(rule: Rule) -> str:
    """A word list as one regular expression: ``verbs`` in all their forms, ``words`` as they stand."""
    found = [form for verb in _texts(rule, "verbs", needed=False) for form in forms(verb)]
    found += _texts(rule, "words", needed=not found)
    return "|".join(sorted(found, key=len, reverse=True))


def _head(rule: Rule, spellings: Mapping[str, str]) -> Head:
    phrases = frozenset(keys_of(one, spellings) for one in _texts(rule, "heads"))
    kind = rule.body.get("type")
    if not isinstance(kind, str):
        raise rule.wrong("needs a type")
    return Head(rule.id, kind, phrases, frozenset(_texts(rule, "takes", needed=False)), bool(rule.body.get("inside")))


def _not_name(rule: Rule) -> NotName:
    def one(key: str, form: str, flags: int = 0) -> re.Pattern[str] | None:
        texts = _texts(rule, key, needed=False)
        return _compiled(rule, key, form.format("|".join(texts)), flags) if texts else None

    return NotName(
        rule.id,
        rule.reason,
        one("whole", r"^(?:{})$"),
        one("last", r"(?:^|[\s-])(?:{})$"),
        one("first", r"^(?:{})\b"),
        one("spare", r"(?:{})"),
    )


def _role(rule: Rule, lists: Mapping[str, str]) -> RoleRule:
    body = rule.body
    unknown = set(body) - {*_REGEX_KEYS, *_PLAIN_KEYS}
    if unknown:
        raise rule.wrong(f"has no use for {', '.join(sorted(unknown))}; there are: {', '.join((*_REGEX_KEYS, *_PLAIN_KEYS))}")
    role = body.get("role")
    if role is None and body.get("verdict") != "no":
        raise rule.wrong('needs a role, or verdict: "no"')
    if role is not None and role not in get_args(Role):
        raise rule.wrong(f"role must be one of {', '.join(get_args(Role))}")
    forms_of = {
        "before": r"(?<![\w-])(?:{})$",
        "unless_before": r"(?<![\w-])(?:{})$",
        "after": r"^(?:{})",
        "unless_after": r"^(?:{})",
    }
    parts = {}
    for key in _REGEX_KEYS:
        given = body.get(key)
        if given is None:
            continue
        if not isinstance(given, str):
            raise rule.wrong(f"{key} must be a regular expression")
        expanded = _expanded(rule, key, given, lists)
        flags = 0 if key == "name" else re.IGNORECASE
        parts[key] = _compiled(rule, key, forms_of.get(key, "{}").replace("{}", expanded), flags)
    path = tuple(_steps(rule, str(body["path"]), lists)) if "path" in body else ()
    if not path and not parts.keys() & {"before", "after", "name"}:
        raise rule.wrong("needs at least one of before, after, path, name")
    strength = body.get("strength", 1)
    if strength not in (0, 1, 2):
        raise rule.wrong("strength must be 0, 1 or 2")
    return RoleRule(
        id=rule.id,
        reason=rule.reason,
        role=cast("Role | None", role),
        parts=parts,
        path=path,
        types=_kinds(_texts(rule, "types")) if "types" in body else None,
        not_types=_kinds(_texts(rule, "not_types", needed=False)),
        strength=strength,
        reach=bool(body.get("reach")),
        joint=bool(body.get("joint")),
    )


def _kinds(given: Iterable[str]) -> frozenset[str]:
    return frozenset(kind for one in given for kind in _KINDS.get(one, {one}))


def _steps(rule: Rule, given: str, lists: Mapping[str, str]) -> Iterable[Step]:
    for part in given.split(" < "):
        match = _STEP.fullmatch(part.strip())
        if match is None:
            raise rule.wrong(
                f"path: {part!r} is no step; write it as 'relation words', e.g. 'pobj with < prep {{cooperation}}'"
            )
        head = match.group("head")
        pattern = _compiled(rule, "path", rf"^(?:{_expanded(rule, 'path', head, lists)})$", re.IGNORECASE) if head else None
        yield Step(frozenset(match.group("dep").split("|")), pattern)


def _expanded(rule: Rule, key: str, given: str, lists: Mapping[str, str]) -> str:
    def put(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in lists:
            raise rule.wrong(f"{key} names {{{name}}}, but words.yaml has no partners.words.{name}")
        return rf"\b(?:{lists[name]})\b"

    return _NAME.sub(put, given)


def _compiled(rule: Rule, key: str, pattern: str, flags: int = 0) -> re.Pattern[str]:
    try:
        return re.compile(pattern, flags)
    except re.error as error:
        raise rule.wrong(f"{key} is no regular expression: {error}") from None
