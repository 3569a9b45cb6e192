"""The rules of ``patterns/trained/``, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extract.language.number_words import NumberWords, number_words
from extract.language.numbers import Hedge, hedges
from extract.rules.load import Patterns, Row, Rule


@dataclass(frozen=True)
class Category:
    """One rule of ``people.yaml``: nouns for people, and the category of a group that is named with one."""

    id: str
    category: str
    words: re.Pattern[str]


@dataclass(frozen=True)
class TrainedRules:
    """All rules of the field. ``lists`` are those of words.csv, each as alternatives of one regular expression."""

    categories: tuple[Category, ...]
    hedges: tuple[Hedge, ...]
    lists: Mapping[str, re.Pattern[str]]
    number_words: NumberWords
    # Letters and signs that stand for women and men beside each other: (("f", "m"), ("w", "m"), …).
    sex_letters: tuple[tuple[str, str], ...] = ()


def compile_rules(patterns: Patterns) -> TrainedRules:
    """The rules, ready to be asked. Raises ``PatternError`` where one does not say what it must."""
    raw = _lists(patterns)
    lists = {name: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE) for name, words in raw.items()}
    categories = tuple(_category(rule) for rule in patterns.rule_file("trained/people.yaml"))
    return TrainedRules(
        categories,
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


def _compiled(rule: Rule, key: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise rule.wrong(f"{key} is no regular expression: {error}") from None
