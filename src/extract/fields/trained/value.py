"""A value of the field trained. ``record.schema.json`` describes each attribute; keep the two in step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from extract.fields.value import SURE, Review
from extract.language.mention import Mention
from extract.language.numbers import Qualifier

Status = Literal["completed", "planned"]
Activity = Literal["training", "awareness", "mentoring"]
InTotal = Literal["yes", "no"]


@dataclass(frozen=True, slots=True)
class Trained:
    """A stated number of people who learned. ``part_of`` is an index into the record's list; ``countries`` alpha-3 codes.

    ``female`` are the women and girls, ``male`` the men and boys; ``women``, ``girls``, ``men``, ``boys`` only where the text
    tells them apart; ``female_share`` (0 to 1) where it gives a share. ``cumulative``: a running total, not a period's number.
    ``in_total`` is a person's word on the sum: yes puts a number back that counting leaves out, no takes it out; None: the rules decide.
    """

    count: int
    qualifier: Qualifier
    group: str
    category: str
    female: int | None
    male: int | None
    status: Status
    part_of: int | None
    countries: tuple[str, ...]
    partners: tuple[str, ...]
    topic: str | None
    mentions: tuple[Mention, ...] = ()
    confidence: float = SURE
    activity: Activity = "training"
    cumulative: bool = False
    female_share: float | None = None
    women: int | None = None
    girls: int | None = None
    men: int | None = None
    boys: int | None = None
    in_total: InTotal | None = None
    review: Review | None = None
    machine: Mapping[str, Any] | None = None
