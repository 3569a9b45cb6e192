"""The list of countries is whole: every code, name, people and capital."""

from __future__ import annotations

import pycountry
import pytest

from extract.fields.countries.gazetteer import gazetteer
from extract.fields.countries.references import countries_in
from extract.fields.countries.words import keys
from extract.language.countries import country_names
from extract.rules.load import load_patterns


def test_every_code_of_iso_3166_and_kosovo() -> None:
    assert set(country_names()) == {country.alpha_3 for country in pycountry.countries} | {"XKX"}


def test_every_m49_code_is_that_of_iso() -> None:
    names = country_names()
    for country in pycountry.countries:
        assert names[country.alpha_3][1] == (country.numeric if country.alpha_3 != "TWN" else names["TWN"][1])


@pytest.mark.parametrize("attribute", ["name", "official_name", "common_name"])
def test_every_name_of_iso(attribute: str) -> None:
    for country in pycountry.countries:
        name = getattr(country, attribute, None)
        if name:
            assert countries_in(f"Nurses of {name} were trained.")[:1] == (country.alpha_3,), name


def test_every_un_name_is_read_whole() -> None:
    for iso3, (name, _) in country_names().items():
        assert countries_in(name) == (iso3,), name


def test_each_people_belongs_to_its_country() -> None:
    entries = gazetteer(load_patterns()).entries
    for row in load_patterns().table("countries/countries.csv"):
        for people in (*row.several("demonyms"), *row.several("peoples")):
            entry = entries[keys(people)]
            assert row["iso3"] in {option.iso3 for option in entry.options}, people


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The former Yugoslav Republic of Macedonia", ("MKD",)),
        ("Korea, Republic of, and Korea, Dem. People's Rep.", ("KOR", "PRK")),
        ("Hong Kong Special Administrative Region of the People’s Republic of China", ("HKG",)),
        ("Netherlands Antilles", ()),
        ("U.S. Virgin Islands", ("VIR",)),
        ("SOUTH SUDAN AND THE SUDAN", ("SSD", "SDN")),
        ("Cote d’Ivoire and Sao Tome and Principe", ("CIV", "STP")),
    ],
)
def test_spellings(text: str, wanted: tuple[str, ...]) -> None:
    assert countries_in(text) == wanted
