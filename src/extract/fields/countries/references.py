"""The countries that a title, a heading or any other text refers to, without spaCy."""

from __future__ import annotations

from collections.abc import Sequence

from extract.fields.countries.decide import read, rules_of
from extract.rules.load import Patterns, load_patterns


def countries_in(text: str, patterns: Patterns | None = None) -> tuple[str, ...]:
    """Alpha-3 codes of the countries that a title or a heading names, in order; where it names none, of the peoples.

    Places are not looked at, and spaCy is not needed.
    """
    found = read(text, rules_of(patterns or load_patterns())).references
    named = [one.iso3 for one in found if one.via == "name"] or [one.iso3 for one in found if one.via == "demonym"]
    return tuple(dict.fromkeys(named))


def country_spans(text: str, patterns: Patterns | None = None, report: Sequence[str] = ()) -> list[tuple[int, int, str]]:
    """``(start, end, alpha-3)`` of each reference to a country in ``text``, in order; ``report`` as in ``decide.read``."""
    return [(one.start, one.end, one.iso3) for one in read(text, rules_of(patterns or load_patterns()), report).references]
