"""What a user says of countries on the command line: names or codes in, alpha-3 codes out."""

from __future__ import annotations

from collections.abc import Sequence

from extract.errors import UserError
from extract.rules.load import Patterns


def given_countries(values: Sequence[str], patterns: Patterns) -> tuple[str, ...]:
    """Alpha-3 codes of countries given as names or as codes, in order. Raises ``UserError`` for what is neither."""
    from extract.fields.countries.names import Names
    from extract.language.countries import country_names
    from extract.reading.header import country_codes

    known = Names(patterns)
    found: list[str] = []
    for value in values:
        codes = country_codes([value], known) or country_codes([value.title()], known)
        if not codes:
            names = [name for name, _ in country_names(patterns).values()]
            raise UserError(f"“{value}” is no country (its name or its alpha-3 code){_near(value, names)}")
        found += codes
    return tuple(dict.fromkeys(found))


def _near(value: str, names: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(value.title(), names, n=1)
    return f"; did you mean {near[0]}?" if near else ""
