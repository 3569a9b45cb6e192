"""Rules and rows that say the same: an id, a name, a word or a whole rule that stands twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.rules.finding import Finding
from extract.rules.load import Patterns, Row, Rule

# Columns whose values name one entry: two rows that share one would compete for the same words.
NAMING = ("name", "acronym", "aliases", "demonyms", "peoples")
# Names longer than this are compared without regard to letter case; shorter ones may be acronyms.
_LONG = 6


def repeats(patterns: Patterns) -> list[Finding]:
    """What stands twice in ``patterns``."""
    return [*_same_ids(patterns), *_same_bodies(patterns), *_same_words(patterns), *_same_names(patterns)]


def _entries(patterns: Patterns) -> Iterator[Rule | Row]:
    for name in sorted(patterns.rules):
        yield from patterns.rules[name]
    for name in sorted(patterns.tables):
        yield from patterns.tables[name]


def _same_ids(patterns: Patterns) -> Iterator[Finding]:
    seen: dict[str, Rule | Row] = {}
    for entry in _entries(patterns):
        first = seen.setdefault(entry.id, entry)
        if first is not entry:
            yield Finding("duplicate", entry.file, entry.line, entry.id, f"its id stands in {first.file}:{first.line} too")


def _same_bodies(patterns: Patterns) -> Iterator[Finding]:
    for name in sorted(patterns.rules):
        seen: dict[str, Rule] = {}
        for rule in patterns.rules[name]:
            first = seen.setdefault(repr(sorted(rule.body.items(), key=lambda item: item[0])), rule)
            if first is not rule:
                reason = f"says the same as {first.id} ({first.file}:{first.line})"
                yield Finding("duplicate", rule.file, rule.line, rule.id, reason)


def _same_words(patterns: Patterns) -> Iterator[Finding]:
    """Words of one list that stand in another rule's list too, where nothing else tells the two rules apart."""
    for name in sorted(patterns.rules):
        seen: dict[tuple[str, str, str], Rule] = {}
        for rule in patterns.rules[name]:
            for key, words in rule.body.items():
                if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
                    continue
                rest = repr(sorted((other, value) for other, value in rule.body.items() if other != key))
                # A list that is all a rule has is told by the rule's id: lists of different purposes may share words.
                for word in words if len(rule.body) > 1 else ():
                    first = seen.setdefault((key, rest, word), rule)
                    if first is not rule:
                        reason = f"“{word}” stands in {first.id} too ({first.file}:{first.line})"
                        yield Finding("duplicate", rule.file, rule.line, rule.id, reason)
                yield from _twice(rule, key, words)


def _twice(rule: Rule, key: str, words: list[Any]) -> Iterator[Finding]:
    for word in sorted({word for word in words if words.count(word) > 1}):
        yield Finding("duplicate", rule.file, rule.line, rule.id, f"“{word}” stands twice in its {key}")


def _same_names(patterns: Patterns) -> Iterator[Finding]:
    for name in sorted(patterns.tables):
        seen: dict[str, Row] = {}
        for row in patterns.tables[name]:
            # An acronym that is not read alone is claimed by nobody: several bodies may have it.
            naming = [column for column in NAMING if column != "acronym" or row["acronym_alone"] != "no"]
            given = {value for column in naming for value in row.several(column)}
            for value in sorted(given):
                first = seen.setdefault(value.casefold() if len(value) > _LONG else value, row)
                if first is not row and not row["when"] and not first["when"]:
                    reason = f"“{value}” is a name of {first.id} too ({first.file}:{first.line})"
                    yield Finding("duplicate", row.file, row.line, row.id, reason)
