"""A value of the field resolutions. ``record.schema.json`` describes each attribute; keep the two in step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extract.fields.value import SURE, Review
from extract.language.mention import Mention


@dataclass(frozen=True, slots=True)
class Resolution:
    """A numbered resolution of a UN body, in UN symbol form."""

    symbol: str
    body: str
    number: str
    year: int | None
    url: str | None
    mentions: tuple[Mention, ...] = ()
    confidence: float = SURE
    review: Review | None = None
    machine: Mapping[str, Any] | None = None
