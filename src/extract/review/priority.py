"""How doubtful a value is, from what the machine itself left behind: the order of "least certain first"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from extract.decisions.decision import Decision
from extract.decisions.merge import Entry
from extract.decisions.values import rules_of
from extract.fields.registry import by_name
from extract.rules.load import Patterns

# Points, of a hundred. What reviewers said of a rule's other values weighs most; then sums that do not hold.
_AGAINST, _SUM, _RULE, _RARE = 40, 35, 40, 10
# A rule is taken for right in four cases of five until reviewers have said otherwise (a prior worth ten decisions).
_PRIOR_RIGHT, _PRIOR = 8.0, 10.0
_SELDOM = 3
# In a run of fewer firings every rule is seldom.
_MANY = 500


@dataclass(slots=True)
class Experience:
    """What is known of each rule of the patterns: how often it fired in the run, how often reviewers let its values stand."""

    patterns: Patterns
    fired: Mapping[str, int] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=dict)
    said: dict[str, int] = field(default_factory=dict)

    def learn(self, decisions: Iterable[Decision]) -> None:
        """Counts decisions that hold, by the rules behind the value that was decided upon."""
        self.right.clear()
        self.said.clear()
        for one in decisions:
            if one.was is None:
                continue
            for rule in rules_of(one.was):
                self.said[rule] = self.said.get(rule, 0) + 1
                self.right[rule] = self.right.get(rule, 0) + (one.verdict == "accept")

    def trust(self, rule: str) -> float:
        """The share of a rule's values that may be expected to stand, 0 to 1."""
        return (self.right.get(rule, 0) + _PRIOR_RIGHT) / (self.said.get(rule, 0) + _PRIOR)


def priority(entry: Entry, experience: Experience, bad_sum: str = "") -> tuple[int, list[str]]:
    """Points from 0 (certain) to 100, and the reasons in words. ``bad_sum`` says which sum of checks.csv does not hold."""
    value = entry.value
    points = 0.0
    why: list[str] = []
    if entry.against:
        points += _AGAINST
        why.append(entry.against)
    if bad_sum:
        points += _SUM
        why.append(bad_sum)
    rules = sorted(rules_of(value))
    if rules:
        worst = min(rules, key=experience.trust)
        points += _RULE * (1 - experience.trust(worst))
        wrong = experience.said.get(worst, 0) - experience.right.get(worst, 0)
        if wrong:
            why.append(f"reviewers changed or rejected {wrong} of {experience.said[worst]} values of {worst}")
        if sum(experience.fired.values()) >= _MANY and min(experience.fired.get(rule, 0) for rule in rules) <= _SELDOM:
            points += _RARE
            why.append("a rule that seldom fires")
    for extra, reason in by_name(entry.field).uncertainties(value, experience.patterns):
        points += extra
        why.append(reason)
    return min(100, round(points)), why
