"""What was decided of one stated number of people."""

from __future__ import annotations

from dataclasses import dataclass

from extract.fields.trained.people import People
from extract.fields.trained.value import Activity
from extract.fields.verdict import Evidence


@dataclass(frozen=True, slots=True)
class PeopleVerdict:
    """What was decided of one number: ``confidence`` that it learned, and (where it did) its attributes.

    ``whole`` is the index, among the accepted, of the number that already counts these people; ``final`` the rule that decided;
    ``repeats`` the words that point back to people told of before.
    """

    people: People
    accepted: bool
    confidence: float
    evidence: tuple[Evidence, ...]
    final: Evidence | None = None
    planned: bool = False
    activity: Activity = "training"
    cumulative: bool = False
    countries: tuple[str, ...] = ()
    whole: int | None = None
    repeats: Evidence | None = None
