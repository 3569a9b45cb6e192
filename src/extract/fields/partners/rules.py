"""The rules of ``patterns/partners/`` that find names, compiled: heads of names, what is no name, words that bound names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from extract.fields.partners.gazetteer import SPELLINGS, Gazetteer, gazetteer, spellings_of
from extract.fields.partners.words import keys_of
from extract.rules.load import Patterns, Rule

_FOLDER = "partners/"
# What name_words.csv may say a word is for.
NAME_WORDS = (
    "never",
    "openers",
    "regions",
    "topics",
    "foreign_links",
    "foreign_endings",
    "english",
    "english_heads",
    "holders",
    "titles",
    "with",
)


@dataclass(frozen=True)
class Head:
    """A noun that heads names, as keys of its words; ``takes`` the small words that lead on to more of the name.

    ``inside``: "in" and a place may follow (``wide``: behind what the body is for, too); ``unit``: a part of a larger body, whose
    name may follow behind "of"; ``first``: the head may begin the name ("Radio Okapi").
    """

    rule: str
    type: str
    phrases: frozenset[tuple[str, ...]]
    takes: frozenset[str]
    inside: bool
    unit: bool
    wide: bool
    first: bool


@dataclass(frozen=True)
class NotName:
    """Capitalized words that are no organization: by the whole of them, by the last or by the first.

    ``ends`` is the last word too, and holds even where a head stands before it ("Commission for Reconciliation Act").
    """

    id: str
    reason: str
    whole: re.Pattern[str] | None
    last: re.Pattern[str] | None
    first: re.Pattern[str] | None
    ends: re.Pattern[str] | None
    spare: re.Pattern[str] | None

    def says(self, name: str, by_last: bool = True) -> bool:
        """Whether ``name`` is turned down; not by its last word where ``by_last`` is False (the head stands before it)."""
        if self.spare is not None and self.spare.search(name):
            return False
        patterns = (self.whole, self.ends, self.first, *((self.last,) if by_last else ()))
        return any(one is not None and one.search(name) for one in patterns)


@dataclass(frozen=True)
class PartnerRules:
    """All rules of the field. ``spellings``: a word to how it is read; ``spelled``: the words of each spelling rule;
    ``foreign``: first words of names in other languages; ``shared``: plural heads that several names share."""

    listed: Gazetteer
    heads: tuple[Head, ...]
    not_names: tuple[NotName, ...]
    lists: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    foreign: Mapping[str, Head]
    shared: Mapping[str, str]
    spellings: Mapping[str, str]
    spelled: Mapping[str, frozenset[str]]
    own_units: re.Pattern[str] | None
    police_units: re.Pattern[str] | None
    kinds: re.Pattern[str] | None
    kinds_behind: re.Pattern[str] | None
    by_last: Mapping[str, tuple[tuple[tuple[str, ...], Head], ...]] = field(default_factory=dict)

    def word_set(self, name: str) -> frozenset[str]:
        """The words that name_words.csv has for a use."""
        return self.words.get(name, frozenset())

    def is_topic(self, keys: tuple[str, ...]) -> bool:
        """Whether words that end like a name are what a ministry is for ("Public Service")."""
        return " ".join(keys) in self.word_set("topics")

    def is_whole(self, name: str) -> bool:
        """Whether a rule names all of ``name`` as no organization (Security Council)."""
        return any(rule.whole is not None and rule.whole.search(name) for rule in self.not_names)

    def is_none(self, name: str) -> bool:
        """Whether a rule says that ``name`` is no organization."""
        return any(rule.says(name) for rule in self.not_names)

    def head_at_end(self, keys: tuple[str, ...]) -> Head | None:
        """The head that the words end with, the longest of them."""
        best: tuple[int, Head] | None = None
        if keys[-2:] == ("co", "operation"):
            return None
        for phrase, head in self.by_last.get(keys[-1], ()) if keys else ():
            if keys[-len(phrase) :] == phrase and (best is None or len(phrase) > best[0]):
                best = (len(phrase), head)
        return best[1] if best else None


def compile_rules(patterns: Patterns) -> PartnerRules:
    """The rules, ready to be asked. Raises ``PatternError`` where a body does not say what it must."""
    spellings = spellings_of(patterns)
    word_rules = patterns.rule_file(_FOLDER + "words.yaml")
    lists = {_named(rule): _list(rule) for rule in word_rules}
    head_rules = patterns.rule_file(_FOLDER + "heads.yaml")
    heads = tuple(_head(rule, spellings) for rule in head_rules)
    by_last: dict[str, list[tuple[tuple[str, ...], Head]]] = {}
    for head in heads:
        for phrase in sorted(head.phrases):
            by_last.setdefault(phrase[-1], []).append((phrase, head))
    return PartnerRules(
        listed=gazetteer(patterns, spellings),
        heads=heads,
        not_names=tuple(_not_name(rule) for rule in patterns.rule_file(_FOLDER + "not_names.yaml")),
        lists=lists,
        words=_name_words(patterns),
        shared=dict(_pair(rule, one) for rule in head_rules for one in texts(rule, "shared", needed=False)),
        foreign={
            key: head
            for rule, head in zip(head_rules, heads, strict=True)
            for one in texts(rule, "foreign", needed=False)
            for key in keys_of(one, spellings)
        },
        spellings=spellings,
        spelled={
            rule.id: frozenset(word for pair in texts(rule, "pairs") for word in re.split(r"\s*=\s*|\s+", pair.strip()))
            for rule in patterns.rule_file(SPELLINGS)
        },
        kinds=re.compile(rf"\b(?:{lists['kinds']})(?:(?<!s),)? [“\"]?$") if "kinds" in lists else None,
        kinds_behind=_behind(lists),
        own_units=re.compile(rf"^(?:{lists['own_units']})$") if "own_units" in lists else None,
        police_units=re.compile(rf"^(?:{lists['police_units']})$") if "police_units" in lists else None,
        by_last={key: tuple(found) for key, found in by_last.items()},
    )


def _named(rule: Rule) -> str:
    """What a word list is called."""
    name = rule.body.get("list")
    if not isinstance(name, str):
        raise rule.wrong("needs list: what the list is called")
    return name


def _behind(lists: Mapping[str, str]) -> re.Pattern[str] | None:
    """What says of the name before it that it is an organization: "Mechem, a South African company", "Puntland Youth network"."""
    if "kinds" not in lists or "kinds_behind" not in lists:
        return None
    behind = lists["kinds_behind"]
    return re.compile(rf" (?:{behind})\b|,? \(?(?:an?|the|our|its|their) (?:[\w’'-]+ ){{0,4}}?(?:{behind}|{lists['kinds']})\b")


def _pair(rule: Rule, text: str) -> tuple[str, str]:
    """``Ministries=Ministry``: the plural (in lower case) and its singular."""
    plural, equals, singular = text.partition("=")
    if not equals:
        raise rule.wrong("shared: write plural=singular")
    return plural.strip().casefold(), singular.strip()


def _name_words(patterns: Patterns) -> dict[str, frozenset[str]]:
    """The words that bound names, by their use."""
    found: dict[str, set[str]] = {}
    for row in patterns.table(_FOLDER + "name_words.csv"):
        if row["use"] not in NAME_WORDS:
            raise row.wrong(f"use must be one of {', '.join(NAME_WORDS)}")
        found.setdefault(row["use"], set()).add(row["word"])
    return {use: frozenset(words) for use, words in found.items()}


def _list(rule: Rule) -> str:
    """A word list as one regular expression."""
    return "|".join(sorted(texts(rule, "words"), key=len, reverse=True))


def _head(rule: Rule, spellings: Mapping[str, str]) -> Head:
    kind = rule.body.get("type")
    if not isinstance(kind, str):
        raise rule.wrong("needs a type")
    return Head(
        rule=rule.id,
        type=kind,
        phrases=frozenset(keys_of(one, spellings) for one in texts(rule, "heads")),
        takes=frozenset(texts(rule, "takes", needed=False)),
        inside=bool(rule.body.get("inside")),
        unit=bool(rule.body.get("unit")),
        wide=bool(rule.body.get("wide")),
        first=bool(rule.body.get("first")),
    )


def _not_name(rule: Rule) -> NotName:
    def one(key: str, form: str, flags: int = 0) -> re.Pattern[str] | None:
        given = texts(rule, key, needed=False)
        return compiled(rule, key, form.format("|".join(given)), flags) if given else None

    return NotName(
        rule.id,
        rule.reason,
        one("whole", r"^(?:{})$"),
        one("last", r"(?:^|[\s-])(?:{})$"),
        one("first", r"^(?:{})\b"),
        one("ends", r"(?:^|[\s-])(?:{})$"),
        one("spare", r"(?:{})"),
    )


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
