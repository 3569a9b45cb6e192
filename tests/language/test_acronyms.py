"""Acronyms that a text defines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.acronyms import defined_acronyms, definitions


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        ("trained clerks of the National Seed Authority (NSA) in May", "NSA", "National Seed Authority"),
        ("the Ministry of Water and Livestock (MoWL)", "MoWL", "Ministry of Water and Livestock"),
        ("by the Hill Farmers’ Association (“HFA”)", "HFA", "Hill Farmers’ Association"),
        ("of gender-based violence (GBV)", None, None),
        ("in the village (see figure 3)", None, None),
    ],
)
def test_a_short_form_in_brackets_is_spelled_by_the_words_before_it(text: str, short: str | None, name: str | None) -> None:
    assert defined_acronyms([text]) == ({short: name} if short else {})


def test_the_first_definition_in_a_report_holds() -> None:
    texts = ["The National Seed Authority (NSA) met.", "The Northern Sheep Alliance (NSA) met."]
    assert defined_acronyms(texts) == {"NSA": "National Seed Authority"}


@given(st.text(alphabet="ABCabc ()-.’", max_size=60))
def test_spans_are_where_the_text_has_them(text: str) -> None:
    for one in definitions(text):
        assert text[one.name_start : one.name_end] == one.name
        assert text[one.short_start : one.short_end] == one.short
