"""Spans of a paragraph with the rule behind them: what the values quote, and the candidates that a rule turned down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span of the paragraph: ``text[start:end] == text`` (characters, half-open), and the id of the rule that gave it."""

    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """A candidate that a rule turned down: what ``explain`` shows and ``unclaimed.csv`` lists.

    ``field`` is the name of the field it looked like; ``rule`` the rule that turned it down (or that came nearest); ``reason``
    the condition that failed, in words; ``score`` (0 to 1) how sure the judge was that it is a value, None where it was not asked
    (a rule decided). ``people`` is the number that it tells, ``activity`` what they would have taken part in; None where it is no
    number of people that a sum could hold.
    """

    field: str
    start: int
    end: int
    text: str
    rule: str
    reason: str
    score: float | None = None
    people: int | None = None
    activity: str | None = None
