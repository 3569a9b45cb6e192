"""Countries on the command line: names and codes, and one clear line for what is neither."""

from __future__ import annotations

import pytest

from extract.errors import UserError
from extract.rules.load import load_patterns
from extract.run.country_options import given_countries


def test_names_and_codes_of_any_case_are_taken_once() -> None:
    assert given_countries(["Kenya", "ssd", "south sudan", "KEN", "XKX"], load_patterns()) == ("KEN", "SSD", "XKX")


def test_none_given_is_none() -> None:
    assert given_countries([], load_patterns()) == ()


@pytest.mark.parametrize(("value", "hint"), [("Kenja", "did you mean Kenya?"), ("XYZ", "is no country"), ("", "is no country")])
def test_what_is_no_country_is_said_before_anything_is_read(value: str, hint: str) -> None:
    with pytest.raises(UserError, match=r"is no country") as told:
        given_countries([value], load_patterns())
    assert hint in str(told.value)
