"""Names of countries for the steps before a paragraph is understood: headers of reports, ``reports.csv``, options."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from extract.rules.load import Patterns


@dataclass(frozen=True)
class Names:
    """``extract.reading.header.CountryNames`` by the rules of the field countries."""

    patterns: Patterns

    @property
    def codes(self) -> Collection[str]:
        """All alpha-3 codes."""
        from extract.language.countries import country_names

        return country_names(self.patterns)

    def named(self, text: str) -> tuple[str, ...]:
        """Alpha-3 codes of the countries that a title or heading names, in order; where it names none, of the peoples."""
        from extract.fields.countries.references import countries_in

        return countries_in(text, self.patterns)

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """``(start, end, alpha-3)`` of each reference to a country in a text, in order."""
        from extract.fields.countries.references import country_spans

        return country_spans(text, self.patterns)
