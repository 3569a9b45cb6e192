"""A value of the field partners. ``record.schema.json`` describes each attribute; keep the two in step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from extract.fields.value import SURE, Review
from extract.language.mention import Mention

Role = Literal["implementer", "funder", "counterpart"]
# Why a state named alone is turned down beside a cue of taking part in the work: no hint of a partner that was overlooked.
STATE_ALONE = "a state named alone is a partner only where it pays"


@dataclass(frozen=True, slots=True)
class Partner:
    """An organization that takes part in the work. ``name`` as the paragraph names it in full, else its acronym.

    ``org_id`` tells one organization under all its names: the id of its row in the gazetteer, else a key of its folded name;
    ``canonical`` is the name it goes by everywhere (the gazetteer's, else its own). Left empty, both come from ``name``.
    """

    name: str
    acronym: str | None
    type: str
    role: Role
    mentions: tuple[Mention, ...] = ()
    confidence: float = SURE
    org_id: str = ""
    canonical: str = ""
    review: Review | None = None
    machine: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        if not self.org_id:
            object.__setattr__(self, "org_id", folded_name(self.name))
        if not self.canonical:
            object.__setattr__(self, "canonical", self.name)


def folded_name(name: str) -> str:
    """A name without letter case, punctuation and a leading article; the name itself where nothing else is left."""
    plain = re.sub(r"[^\w]+", " ", name.casefold().replace("’", "'").replace("'", "")).strip()
    return re.sub(r"^the ", "", plain) or name
