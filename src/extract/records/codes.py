"""Which alpha-3 codes denote a country: ISO 3166-1 as pycountry has it, and XKX."""

from __future__ import annotations

import functools

# Kosovo has no ISO code; XKX is what the European Union, the World Bank and the IMF use.
_BESIDE_ISO = frozenset({"XKX"})


@functools.lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """Every alpha-3 code that a record may hold."""
    import pycountry

    return _BESIDE_ISO | {country.alpha_3 for country in pycountry.countries}
