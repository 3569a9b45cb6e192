"""One organization is one partner under all its names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from extract.fields.partners.decide import OrganizationVerdict
from extract.fields.partners.names import Name, looks_short
from extract.fields.partners.value import Partner, Role
from extract.language.mention import Mention


def partner_of(text: str, verdict: OrganizationVerdict, listed: Mapping[str, str]) -> Partner:
    """The partner that an accepted organization is: called by its fullest name, with all its mentions.

    ``listed`` are the gazetteer's names by the row's id.
    """
    names = [one for one in verdict.names if not one.refused] or list(verdict.names)
    full = max(names, key=lambda name: (not _short(name), -name.start))
    acronym = next((name.acronym for name in names if name.acronym), None)
    if acronym is None:
        acronym = next((name.name for name in names if _short(name)), None)
    mentions = tuple(Mention(one.start, one.end, text[one.start : one.end], verdict.rule) for one in names)
    return Partner(
        full.name,
        acronym,
        full.type,
        cast(Role, verdict.role),
        mentions,
        confidence=round(verdict.confidence, 2),
        org_id=full.key,
        canonical=listed.get(full.key, full.name),
    )


def _short(name: Name) -> bool:
    """Whether an organization is called by its acronym."""
    return name.name == name.acronym or (" " not in name.name and looks_short(name.name))
