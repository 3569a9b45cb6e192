"""The summary of a comparison: counts, people trained before and after, why, and what most changes have in common."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extract.diff.change import KINDS, Change, Diff, Paragraphs
from extract.diff.phrase import attribute_in_words, cause_in_words
from extract.fields.registry import by_name
from extract.records.schema import definition

# What fewer changes than this, or a smaller share of all, have in common is nothing to speak of.
_FEWEST = 3
_SHARE = 0.2
_MOST = 6


@dataclass(frozen=True, slots=True)
class Common:
    """What ``count`` of the changes have in common, in words."""

    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures that come first. ``counts`` are changes by field and kind; ``why`` by chief cause, most often first."""

    counts: Mapping[str, Mapping[str, int]]
    total: int
    people: tuple[int, int]
    paragraphs: Paragraphs
    compared: int
    only_old: int
    only_new: int
    by_another_rule: int
    why: tuple[Common, ...]
    common: tuple[Common, ...]


def summarize(diff: Diff) -> Summary:
    """The summary of a diff."""
    counts = {field: dict.fromkeys(KINDS, 0) for field in diff.fields}
    why: Counter[str] = Counter()
    shared: Counter[str] = Counter()
    total = 0
    for pair in diff.reports:
        for change in pair.changes:
            total += 1
            counts[change.field][change.kind] += 1
            why[cause_in_words(change.causes[0])] += 1
            shared.update(set(_traits(change)))
        if len(diff.reports) > 1 and pair.changes:
            shared[f"report {pair.name}"] += len(pair.changes)
    return Summary(
        counts=counts,
        total=total,
        people=(diff.old.people, diff.new.people),
        paragraphs=sum((pair.paragraphs for pair in diff.reports), Paragraphs()),
        compared=sum(pair.old is not None and pair.new is not None for pair in diff.reports),
        only_old=sum(pair.new is None for pair in diff.reports),
        only_new=sum(pair.old is None for pair in diff.reports),
        by_another_rule=sum(pair.by_another_rule for pair in diff.reports),
        why=tuple(_ranked(why, 1)[:_MOST]),
        common=tuple(_ranked(shared, max(_FEWEST, total * _SHARE))[:_MOST]),
    )


def _ranked(found: Counter[str], least: float) -> list[Common]:
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [Common(words, count) for words, count in ranked if count >= least]


def _traits(change: Change) -> Iterator[str]:
    """What a change may share with others: its rules that differ, its name, what became what, the section, the quoting rule."""
    named = set()
    for cause in change.causes:
        if cause.kind == "rule":
            named.add(cause.subject)
            yield cause_in_words(cause).removeprefix("perhaps ")
    for evidence in (change.old, change.new):
        for rule in evidence.rules if evidence else ():
            if rule not in named:
                yield f"value given by rule {rule}"
    value = change.after or change.before or {}
    yield by_name(change.field).trait(value)
    for name, before, after in change.attributes:
        if name in _choices(change.field):
            yield attribute_in_words(f"{change.field}: {name}", before, after)
        else:
            yield f"{change.field}: {name.replace('_', ' ')} differs"


@functools.cache
def _choices(field: str) -> frozenset[str]:
    """Attributes with few choices, of which a change is a kind of change ("role counterpart → implementer")."""
    return frozenset(name for name, part in definition(by_name(field))["properties"].items() if "enum" in part)
