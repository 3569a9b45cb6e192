"""A value of the field countries. ``record.schema.json`` describes each attribute; keep the two in step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from extract.fields.value import SURE, Review
from extract.language.mention import Mention

Via = Literal["name", "demonym", "place", "context"]
# Why a word that some place far from the report is called by too ("Centre") is turned down: no hint of a country either.
BARE_WORD = "it is a word or a person's name too, and nothing says that it is a place"


@dataclass(frozen=True, slots=True)
class Country:
    """A country the paragraph refers to. ``via`` is the first that applies of name, demonym, place; context has no mention."""

    iso3: str
    name: str
    m49: str | None
    via: Via
    mentions: tuple[Mention, ...] = ()
    confidence: float = SURE
    review: Review | None = None
    machine: Mapping[str, Any] | None = None
