"""What a run gives beside its records: candidates that no value claims, and records that do not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extract.language.mention import TurnedDown
from extract.records.record import Source


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A candidate that no value claims, with the paragraph it stands in."""

    source: Source
    page: int | None
    text: str
    turned_down: TurnedDown


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that does not hold, or a paragraph on which the software failed; ``record`` is what there is of it."""

    id: str
    file: str
    page: int | None
    reasons: tuple[str, ...]
    record: Mapping[str, Any]
    trace: str | None = None
