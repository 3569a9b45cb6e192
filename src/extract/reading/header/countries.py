"""What reading asks of whoever knows countries by name, so that it need not know how a text is understood."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Protocol


class CountryNames(Protocol):
    """Names of countries looked up in a text; ``extract.fields.countries.names.Names`` is one."""

    @property
    def codes(self) -> Collection[str]:
        """All alpha-3 codes."""

    def named(self, text: str) -> tuple[str, ...]:
        """Alpha-3 codes of the countries that a title or heading names, in order."""

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """``(start, end, alpha-3)`` of each reference to a country in a text, in order."""


class NoNames:
    """Knows no country: a header read with it names none."""

    codes: Collection[str] = ()

    def named(self, text: str) -> tuple[str, ...]:
        """Nothing."""
        return ()

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Nothing."""
        return []


def country_codes(values: Sequence[str], names: CountryNames) -> tuple[str, ...]:
    """Alpha-3 codes of countries given as codes or as names; what is neither is left out."""
    found: list[str] = []
    for value in values:
        code = value.strip().upper()
        found += [code] if code in names.codes else names.named(value)
    return tuple(dict.fromkeys(found))


def country_alone(text: str, names: CountryNames) -> tuple[str, ...]:
    """The country whose name a text is, and nothing else."""
    bare = re.sub(r"^(?:the |(?:in|for) )+", "", text, flags=re.IGNORECASE).strip(" .()")
    held = [code for start, end, code in names.spans(text) if bare in text[start:end] or text[start:end] == bare]
    return tuple(dict.fromkeys(held)) if names.named(text) else ()


def listed_countries(text: str, names: CountryNames) -> tuple[str, ...]:
    """The countries of "Country: …", as names or as alpha-3 codes."""
    codes = tuple(code for code in re.findall(r"[A-Z]{3}", text) if code in names.codes)
    return names.named(text) or codes
