"""The rules of ``patterns/trained/``, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extract.language.number_words import NumberWords, number_words
from extract.language.numbers import Hedge, hedges
from extract.rules.load import Patterns, Row, Rule

_NAME = re.compile(r"\{([a-z_]+)\}")
# The cues, in the order in which they are asked.
_CUE_FILES = ("trained/cues.yaml", "trained/tellings.yaml")
# What a cue may ask for. Regular expressions: right before the number, right behind the group, …
_TEXTS = (
    "before",
    "after",
    "group",
    "sentence",
    "previous",
    "next",
    "unless_before",
    "unless_after",
    "unless_sentence",
    "unless_next",
)
# … lists of words.csv: the nearest word of the list to the left or right of the number, in its sentence …
_WORDS = ("left", "right", "holds")
# … and a path up the parse from the noun that is counted.
_OTHER = ("path", "verdict", "any_noun", "bare", "labelled")
_FORMS = {
    "before": r"(?:^|(?<![\w-]))(?:{})$",
    "unless_before": r"(?:^|(?<![\w-]))(?:{})$",
    "after": r"^(?:{})",
    "group": r"^(?:{})",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step up the parse: the labels that the arc may have, and what its head must be (None: anything)."""

    labels: frozenset[str]
    words: re.Pattern[str] | None
    list_name: str | None


@dataclass(frozen=True)
class Cue:
    """One rule of ``cues.yaml`` or ``tellings.yaml``: what must stand around a number of people. ``no``: it turns the number down.

    ``any_noun``: it holds for nouns that no list knows as people; ``bare``: it holds for a number without a noun;
    ``labelled``: it holds for figures told behind a label only.
    """

    id: str
    reason: str
    no: bool
    any_noun: bool
    bare: bool
    texts: Mapping[str, re.Pattern[str]]
    words: Mapping[str, str]
    path: tuple[Step, ...]
    labelled: bool = False


@dataclass(frozen=True)
class Category:
    """One rule of ``people.yaml``: nouns for people, and the category of a group that is named with one."""

    id: str
    category: str
    words: re.Pattern[str]


@dataclass(frozen=True)
class Frame:
    """One rule of ``frames.yaml``: a phrase that says something of a number of people (what it is about, that it is a part, …)."""

    id: str
    what: str
    words: re.Pattern[str]


@dataclass(frozen=True)
class TrainedRules:
    """All rules of the field. ``lists`` are those of words.csv, each as alternatives of one regular expression."""

    cues: tuple[Cue, ...]
    categories: tuple[Category, ...]
    frames: tuple[Frame, ...]
    hedges: tuple[Hedge, ...]
    lists: Mapping[str, re.Pattern[str]]
    number_words: NumberWords
    # Letters and signs that stand for women and men beside each other: (("f", "m"), ("w", "m"), …).
    sex_letters: tuple[tuple[str, str], ...] = ()

    def of(self, what: str) -> tuple[Frame, ...]:
        """The frames of one kind."""
        return tuple(frame for frame in self.frames if frame.what == what)


def compile_rules(patterns: Patterns) -> TrainedRules:
    """The rules, ready to be asked. Raises ``PatternError`` where one does not say what it must."""
    raw = _lists(patterns)
    lists = {name: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE) for name, words in raw.items()}
    cues = tuple(_cue(rule, raw) for name in _CUE_FILES for rule in patterns.rule_file(name))
    categories = tuple(_category(rule) for rule in patterns.rule_file("trained/people.yaml"))
    frames = tuple(_frame(rule, raw) for rule in patterns.rule_file("trained/frames.yaml"))
    return TrainedRules(
        cues,
        categories,
        frames,
        hedges(patterns.rule_file("trained/qualifiers.yaml")),
        lists,
        number_words(patterns),
        tuple((women, men) for women, _, men in (pair.partition("/") for pair in raw.get("sex_letters", "").split("|"))),
    )


def _lists(patterns: Patterns) -> dict[str, str]:
    parts: dict[str, list[str]] = {}
    for row in patterns.table("trained/words.csv"):
        _check_row(row)
        parts.setdefault(row["list"], []).append(row["words"])
    return {name: "|".join(words) for name, words in parts.items()}


def _check_row(row: Row) -> None:
    if not row["list"] or not row["words"]:
        raise row.wrong("needs a list and its words")
    try:
        re.compile(row["words"])
    except re.error as error:
        raise row.wrong(f"words is no regular expression: {error}") from None


def _category(rule: Rule) -> Category:
    category, words = rule.body.get("category"), rule.body.get("words")
    if not isinstance(category, str):
        raise rule.wrong("needs a category")
    if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
        raise rule.wrong("words must be a list of regular expressions")
    return Category(rule.id, category, _compiled(rule, "words", rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])"))


def _frame(rule: Rule, lists: Mapping[str, str]) -> Frame:
    what, words = rule.body.get("what"), rule.body.get("words")
    if not isinstance(what, str) or not isinstance(words, str):
        raise rule.wrong("needs what it says, and words (a regular expression)")
    return Frame(rule.id, what, _compiled(rule, "words", _expanded(rule, "words", words, lists)))


def _cue(rule: Rule, lists: Mapping[str, str]) -> Cue:
    known = {*_TEXTS, *_WORDS, *_OTHER}
    unknown = set(rule.body) - known
    if unknown:
        raise rule.wrong(f"has no use for {', '.join(sorted(unknown))}; there are: {', '.join(sorted(known))}")
    texts, words = {}, {}
    for key in _TEXTS:
        given = rule.body.get(key)
        if given is None:
            continue
        if not isinstance(given, str):
            raise rule.wrong(f"{key} must be a regular expression")
        texts[key] = _compiled(rule, key, _FORMS.get(key, "{}").replace("{}", _expanded(rule, key, given, lists), 1))
    for key in _WORDS:
        given = rule.body.get(key)
        if given is not None:
            if given not in lists:
                raise rule.wrong(f"{key} names {given}, but words.csv has no such list")
            words[key] = given
    path = _path(rule, lists)
    if not path and not words and not texts.keys() & {"before", "after", "group", "sentence"}:
        raise rule.wrong("needs at least one of before, after, group, sentence, left, right, path")
    no = rule.body.get("verdict") == "no"
    return Cue(
        rule.id,
        rule.reason,
        no,
        bool(rule.body.get("any_noun")),
        bool(rule.body.get("bare")),
        texts,
        words,
        path,
        bool(rule.body.get("labelled")),
    )


def _path(rule: Rule, lists: Mapping[str, str]) -> tuple[Step, ...]:
    """``"pobj:for|to prep:{event}"``: by an arc pobj to for or to, from there by an arc prep to a word of the list event."""
    given = rule.body.get("path", "")
    if not isinstance(given, str):
        raise rule.wrong("path must be a text like 'pobj:for|to prep:{event}'")
    steps = []
    for part in given.split():
        labels, _, words = part.partition(":")
        named = _NAME.fullmatch(words)
        if named and named.group(1) not in lists:
            raise rule.wrong(f"path names {words}, but words.csv has no such list")
        compiled = None if named or not words else _compiled(rule, "path", f"(?:{words})$")
        steps.append(Step(frozenset(labels.split("|")), compiled, named.group(1) if named else None))
    return tuple(steps)


def _expanded(rule: Rule, key: str, given: str, lists: Mapping[str, str]) -> str:
    def put(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in lists:
            raise rule.wrong(f"{key} names {{{name}}}, but words.csv has no such list")
        return rf"\b(?:{lists[name]})\b"

    return _NAME.sub(put, given)


def _compiled(rule: Rule, key: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise rule.wrong(f"{key} is no regular expression: {error}") from None
