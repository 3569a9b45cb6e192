"""Names, seats and organizations by kinds: for each, texts that refer to a country and near ones that do not."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.fields.countries.test_traps import found, told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Abbreviated and inverted.
        ("Forty midwives from S. Sudan sat the test.", "SSD:name"),
        ("A hall in N. Ireland was hired.", "GBR:place"),
        ("Clerks of Korea DPR and of Korea (Republic of) met.", "PRK:name KOR:name"),
        ("Wells were dug in Congo (Democratic Republic of the).", "COD:name"),
        ("Wells were dug in the D.R.C. and the C.A.R.", "COD:name CAF:name"),
        ("Boats came from Eq. Guinea and G. Bissau.", "GNQ:name GNB:name"),
        ("Boats came from Papua N. Guinea.", "PNG:name"),
        ("New Guinean cooks were taught.", "PNG:demonym"),
        ("He left Guinea. Bissau was his next stop.", "GIN:name GNB:place"),
        # Coordinated.
        ("Cooks from North and South Korea met.", "PRK:name KOR:name"),
        ("North and South Sudanese cooks met.", "SDN:demonym SSD:demonym"),
        ("Cooks from the British and US Virgin Islands met.", "VGB:name VIR:name"),
        ("Cooks came from the north and South Korea.", "KOR:name"),
        ("Norwegian and South Korean cooks met.", "NOR:demonym KOR:demonym"),
        # In French, Spanish and Portuguese.
        ("Un atelier au Maroc et en République démocratique du Congo.", "MAR:name COD:name"),
        ("Un taller en Perú y en España.", "PER:name ESP:name"),
        ("Um curso em Moçambique.", "MOZ:name"),
        ("Maurice and Dominique came.", ""),
        # Towns and peoples that bear a country's name.
        ("Classes opened in Lebanon, New Hampshire, in May.", "USA:place"),
        ("Classes opened in Peru, Illinois.", "USA:place"),
        ("Classes opened in Mexico, Texas and Arizona.", "MEX:name USA:place"),
        ("American Indian and Alaska Native nurses came.", "USA:demonym"),
        # In capitals.
        ("KHERSON. A baker hands out a loaf.", "UKR:place"),
        ("The BALE committee met.", ""),
    ],
)
def test_names_as_reports_write_them(nlp: Language, text: str, wanted: str) -> None:
    assert found(nlp, text) == told(wanted)


@pytest.mark.parametrize(
    "text",
    [
        "The Danish, Finnish and Swedish Red Cross paid for the tents.",
        "The Irish RC and the Mexican RC answered the form.",
        "The Turkish and Egyptian Red Crescents sent tents.",
        "The Swiss Embassy paid for the chairs.",
        "The Finnish foreign ministry paid for the chairs.",
        "The tents cost 8,000 Swiss francs.",
        "The tents cost 300 Danish kroner.",
        "The handbook is for French speaking readers.",
        "Another handbook in French will be printed.",
        "The Rotterdam, Basel and Stockholm Conventions were read.",
        "The Sendai framework and the Rome statute were read.",
        "The Beijing+30 review was read.",
        "The Nairobi outcome document was read.",
        "IFRC Geneva agreed.",
        "HQ staff in Copenhagen and Geneva joined by video.",
        "Our Geneva colleagues joined by video.",
        "A guide for cooks. Geneva: World Health Organization (2018).",
        "Ms. Wood of Northumbria University, UK, wrote it.",
        "A US-based charity wrote it.",
        "The Mostar Cantonal Court has nine judges.",
        "Nurses of the whole American continent met.",
        "B U S S T A T I O N F U N D",
    ],
)
def test_organizations_seats_and_instruments_are_none(nlp: Language, text: str) -> None:
    assert found(nlp, text) == {}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Danish, Finnish and Swedish cooks thanked the Red Cross.", "DNK:demonym FIN:demonym SWE:demonym"),
        ("The Irish trainers answered the form.", "IRL:demonym"),
        ("The Finnish minister opened the hall.", "FIN:demonym"),
        ("Swiss farmers got 8,000 francs.", "CHE:demonym"),
        ("In Basel and Stockholm halls were hired.", "CHE:place SWE:place"),
        ("In Beijing 30 clerks sat the test.", "CHN:place"),
        ("A workshop was held in Geneva.", "CHE:place"),
        ("A workshop was held by the nurses of Copenhagen.", "DNK:place"),
        ("The court in Mostar has nine judges.", "BIH:place"),
        ("Nurses from the US came.", "USA:name"),
    ],
)
def test_what_stands_near_them_is_one(nlp: Language, text: str, wanted: str) -> None:
    assert found(nlp, text) == told(wanted)


def test_the_somali_region_is_in_ethiopia(nlp: Language) -> None:
    assert found(nlp, "Wells were dug in Oromia and Somali regions.") == {"ETH": "place"}
    assert found(nlp, "Wells were dug in all Somali regions.", ("SOM",)) == {"SOM": "place"}
    assert found(nlp, "Somali herders dug wells.") == {"SOM": "demonym"}


def test_a_place_that_no_list_has_lies_in_the_one_country_of_the_report(nlp: Language) -> None:
    text = "A class was held in Chimombela."
    assert found(nlp, text, ("KEN",)) == {"KEN": "place"}
    assert found(nlp, text) == found(nlp, text, ("KEN", "UGA")) == {}
    assert found(nlp, "A class was held in East Africa.", ("KEN",)) == {}
