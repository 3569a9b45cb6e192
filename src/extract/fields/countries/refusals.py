"""What looks like a country and is none: the rules of ``not_countries.yaml``, compiled."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.fields.countries.words import folded, keys
from extract.rules.listed import filled
from extract.rules.load import Patterns, Rule

_FILE = "countries/not_countries.yaml"
# How much of the text before and behind a candidate a rule may look at.
_REACH = 140


@dataclass(frozen=True, slots=True)
class Around:
    """A rule that looks at the text before and behind a candidate."""

    id: str
    reason: str
    kinds: frozenset[str]
    only: frozenset[tuple[str, ...]]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless_before: re.Pattern[str] | None
    elsewhere: bool
    home: frozenset[str]


@dataclass(frozen=True)
class Refusals:
    """The rules by use; ``borne`` are the countries' names that people bear too; ``entity``, ``unsure`` and ``heading`` hold the id and the reason of the one rule of that use."""

    around: tuple[Around, ...]
    phrase: tuple[str, str] | None
    entity: tuple[str, str] | None
    borne: frozenset[tuple[str, ...]]
    unsure: tuple[str, str] | None
    heading: tuple[str, str] | None

    def around_of(
        self, kind: str, given: tuple[str, ...], text: str, start: int, end: int, at_home: bool, report: frozenset[str]
    ) -> Around | None:
        """The first rule that turns a candidate down; ``at_home`` says that the report is about its country."""
        ahead, behind = folded(text[max(0, start - _REACH) : start]), folded(text[end : end + _REACH])
        for rule in self.around:
            if kind not in rule.kinds or (rule.only and given not in rule.only) or (rule.elsewhere and at_home):
                continue
            if (rule.home and not rule.home & report) or (rule.unless_before and rule.unless_before.search(ahead)):
                continue
            if (rule.before is None or rule.before.search(ahead)) and (rule.after is None or rule.after.search(behind)):
                return rule
        return None


def refusals(patterns: Patterns) -> Refusals:
    """The compiled rules. Raises ``extract.rules.load.PatternError`` where one is wrong."""
    return _refusals(patterns.rule_file(_FILE))


def _refusals(rules: Sequence[Rule]) -> Refusals:
    single = {rule.body.get("use"): (rule.id, rule.reason) for rule in rules if rule.body.get("use") != "around"}
    return Refusals(
        around=tuple(_around(rule) for rule in rules if rule.body.get("use") == "around"),
        phrase=single.get("phrase"),
        entity=single.get("entity"),
        borne=frozenset(
            keys(one) for rule in rules if rule.body.get("use") == "entity" for one in rule.body.get("names") or ()
        ),
        unsure=single.get("unsure"),
        heading=single.get("heading"),
    )


def _around(rule: Rule) -> Around:
    before, after = _pattern(rule, "before"), _pattern(rule, "after")
    if before is None and after is None:
        raise rule.wrong("needs before or after (a regular expression)")
    kinds = rule.body.get("kinds")
    if not isinstance(kinds, list) or not set(kinds) <= {"name", "demonym", "place"}:
        raise rule.wrong("needs kinds (a list of name, demonym, place)")
    return Around(
        rule.id,
        rule.reason,
        frozenset(kinds),
        frozenset(keys(one) for one in rule.body.get("only") or ()),
        before,
        after,
        _pattern(rule, "unless_before"),
        rule.body.get("elsewhere") is True,
        frozenset(rule.body.get("home") or ()),
    )


def _pattern(rule: Rule, key: str) -> re.Pattern[str] | None:
    given = rule.body.get(key)
    if given is None:
        return None
    try:
        return _compiled(filled(str(given), rule))
    except re.error as error:
        raise rule.wrong(f"{key} is no regular expression: {error}") from None


@functools.lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(folded(pattern))
