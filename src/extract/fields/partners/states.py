"""Countries that are named alone: partners only where they pay, so they are names for the rules of who pays."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from extract.fields.partners.names import SURE, Name

STATE = "state"


def states(doc: Doc, names: Sequence[Name]) -> list[Name]:
    """``names`` with the countries that ``extract_countries`` found by name and that stand in no other name."""
    found = list(names)
    for country in doc._.countries:
        for mention in country.mentions:
            if not mention.text[:1].isupper() or not mention.rule.startswith("country.name"):
                continue
            over = [one for one in found if one.start < mention.end and mention.start < one.end]
            if any(one.strength == SURE or one.end - one.start > mention.end - mention.start for one in over):
                continue
            found = [one for one in found if one not in over]
            found.append(
                Name(
                    mention.start,
                    mention.end,
                    mention.end,
                    mention.text,
                    None,
                    STATE,
                    "partners.name.state",
                    SURE,
                    country.iso3,
                )
            )
    return sorted(found, key=lambda one: one.start)
