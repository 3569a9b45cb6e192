"""The one list of countries: which alpha-3 codes there are, and how the United Nations writes each name."""

from __future__ import annotations

import functools

from extract.rules.load import Patterns, load_patterns

TABLE = "countries/countries.csv"
# Kosovo has no ISO code; XKX is what the European Union, the World Bank and the IMF use.
_BESIDE_ISO = frozenset({"XKX"})


@functools.lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """Every alpha-3 code that a record may hold: ISO 3166-1 as pycountry has it, and XKX."""
    import pycountry

    return _BESIDE_ISO | {country.alpha_3 for country in pycountry.countries}


@functools.lru_cache(maxsize=2)
def country_names(patterns: Patterns | None = None) -> dict[str, tuple[str, str | None]]:
    """UN short name and M49 code by alpha-3 code; ``patterns`` are the bundled ones if None. Raises ``PatternError``."""
    rows = (patterns or load_patterns()).table(TABLE)
    return {row["iso3"] or row.id: (row["name"], row["m49"] or None) for row in rows}
