"""The words, kinds of people and limits that counting goes by, out of ``patterns/trained/{counting,kinds,limits}.csv``."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.rules.load import Patterns, Row, load_patterns

LISTS = ("total", "again", "summary", "anyone", "month", "generic", "edition", "behind", "stop")
UNSAID = "kind not said"
_NOTHING = r"(?!)"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of people: the categories that belong to it, and the words of a group that do."""

    name: str
    categories: frozenset[str]
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Limit:
    """The largest number of people that one sentence may plausibly tell of; ``kind`` empty: any."""

    activity: str
    kind: str
    most: int


@dataclass(frozen=True, eq=False)
class CountingRules:
    """``lists`` by name, each one regular expression over whole words; kinds and limits in the order of their files."""

    lists: Mapping[str, re.Pattern[str]]
    kinds: tuple[Kind, ...]
    limits: tuple[Limit, ...]
    categories: tuple[tuple[str, re.Pattern[str]], ...] = ()

    def has(self, name: str, text: str) -> bool:
        """Whether a text holds a word of a list."""
        return self.lists[name].search(text) is not None

    def kind_of(self, category: str, group: str) -> str:
        """The kind of people that a group is of."""
        for one in self.kinds:
            if category in one.categories or one.words.search(group):
                return one.name
        return UNSAID

    def kind_of_words(self, group: str) -> str:
        """The kind of people that words name, where nobody has given them a category."""
        category = next((name for name, words in self.categories if words.search(group)), "")
        return self.kind_of(category, group)

    @property
    def kind_names(self) -> tuple[str, ...]:
        """The kinds of people, each once, in the order of the file; last the one for groups of none."""
        return (*dict.fromkeys(one.name for one in self.kinds), UNSAID)

    def most(self, activity: str, kind: str) -> int | None:
        """The limit for an activity and kind of people; None where there is none."""
        fitting = [one for one in self.limits if one.activity == activity and one.kind in {kind, ""}]
        return min(fitting, key=lambda one: not one.kind).most if fitting else None


def counting_rules(patterns: Patterns | None = None) -> CountingRules:
    """The rules out of ``patterns`` (None: those that come with the package). Raises ``PatternError``."""
    return _compiled(patterns or load_patterns())


def rules_of_run(info: Mapping[str, Any]) -> CountingRules:
    """The rules that a run counted by (``run.json``): its own patterns, where their folder is still there. Raises ``PatternError``."""
    given = (info.get("options") or {}).get("patterns")
    folder = Path(given) if isinstance(given, str) and given else None
    return counting_rules(load_patterns(folder if folder is not None and folder.is_dir() else None))


@functools.lru_cache(maxsize=4)
def _compiled(patterns: Patterns) -> CountingRules:
    parts: dict[str, list[str]] = {}
    for row in patterns.table("trained/counting.csv"):
        _words(row)
        if row["list"] not in LISTS:
            raise row.wrong(f"there is no list {row['list'] or 'without a name'}; there are {', '.join(LISTS)}")
        parts.setdefault(row["list"], []).append(row["words"])
    return CountingRules(
        {name: _whole_words("|".join(parts.get(name, ()))) for name in LISTS},
        tuple(
            Kind(row["kind"], frozenset(row.several("categories")), _words(row)) for row in patterns.table("trained/kinds.csv")
        ),
        tuple(Limit(row["activity"], row["kind"], _number(row)) for row in patterns.table("trained/limits.csv")),
        tuple(
            (str(rule.body["category"]), _whole_words("|".join(map(str, rule.body["words"]))))
            for rule in patterns.rule_file("trained/people.yaml")
        ),
    )


def _words(row: Row) -> re.Pattern[str]:
    try:
        return _whole_words(row["words"])
    except re.error as error:
        raise row.wrong(f"words is no regular expression: {error}") from None


def _whole_words(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])" if words else _NOTHING, re.IGNORECASE)


def _number(row: Row) -> int:
    if not row["most"].isdigit():
        raise row.wrong("most must be a whole number of people")
    return int(row["most"])
