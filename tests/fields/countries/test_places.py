"""Subdivisions and cities that reports of missions, donors, police forces and banks speak of, resolved without a word on the country."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.fields.countries.test_traps import found


@pytest.mark.parametrize(
    ("places", "iso3"),
    [
        ("Iowa, Kansas and Nebraska", "USA"),
        ("Saskatchewan, Nunavut and Nova Scotia", "CAN"),
        ("Norfolk, Suffolk and Lincolnshire", "GBR"),
        ("Bavaria, Saxony and Berlin", "DEU"),
        ("Sicily and Lampedusa", "ITA"),
        ("Queensland and Tasmania", "AUS"),
        ("Odisha, Jharkhand and Chhattisgarh", "IND"),
        ("Khyber Pakhtunkhwa and Balochistan", "PAK"),
        ("Gorkha and Sindhupalchok", "NPL"),
        ("Satkhira and Khulna", "BGD"),
        ("Leyte, Samar and Cebu", "PHL"),
        ("Yunnan and Sichuan", "CHN"),
        ("Kachin, Shan and Rakhine", "MMR"),
        ("Turkana and Marsabit counties", "KEN"),
        ("Gulu, Kitgum and Lira districts", "UGA"),
        ("Kigoma, Tabora and Mwanza regions", "TZA"),
        ("Rubavu and Rusizi", "RWA"),
        ("Mangochi and Nsanje", "MWI"),
        ("Luapula and Copperbelt provinces", "ZMB"),
        ("Sofala, Manica and Zambezia", "MOZ"),
        ("Borno, Adamawa and Yobe States", "NGA"),
        ("Kailahun and Kono districts", "SLE"),
        ("Lofa, Bong and Nimba counties", "LBR"),
        ("Tigray, Amhara and Afar", "ETH"),
        ("Baidoa and Kismayo", "SOM"),
        ("El Fasher and Nyala", "SDN"),
        ("Ituri, North Kivu and Tanganyika", "COD"),
        ("Timbuktu and Kidal", "MLI"),
        ("Chocó, Nariño and Cauca", "COL"),
        ("San Pedro Sula and Tegucigalpa", "HND"),
        ("Oaxaca, Chiapas and Guerrero", "MEX"),
        ("Bahia, Ceará and Pernambuco", "BRA"),
        ("Cité Soleil and Les Cayes", "HTI"),
        ("Kharkiv, Odesa and Dnipro", "UKR"),
        ("Aleppo, Homs and Idlib", "SYR"),
        ("Mosul, Basra and Erbil", "IRQ"),
        ("Aden, Taiz and Hadramaut", "YEM"),
        ("Herat, Balkh and Nangarhar", "AFG"),
        ("Gaziantep and Hatay", "TUR"),
        ("KwaZulu-Natal, Gauteng and the Eastern Cape", "ZAF"),
        ("Ramallah, Nablus and Khan Younis", "PSE"),
    ],
)
def test_places_tell_their_country(nlp: Language, places: str, iso3: str) -> None:
    assert found(nlp, f"In {places}, 300 teachers were trained.") == {iso3: "place"}


@pytest.mark.parametrize(
    "text",
    [
        "The Copenhagen criteria and the Maastricht Treaty were explained.",
        "The Oslo Accords and the Dayton Agreement were explained.",
        "The Cartagena Protocol and the Nagoya Protocol were explained.",
        "The Marrakesh Compact and the Kigali Amendment were explained.",
        "The Luanda Process and the Addis Ababa Action Agenda were explained.",
        "She studied at Columbia University and the University of Cambridge.",
        "A charity based in Bamako gave the course.",
        "The Asian Development Bank, based in Manila, gave a loan.",
        "Write to P.O. Box 30218, Nairobi, or to 12 Avenue de la Paix, 1202 Geneva.",
        "Come to 18 H Street, Washington, DC 20433.",
        "The handbook was published in London and printed at the United Nations, Geneva.",
        "The Astana format, the Sochi talks and the Minsk agreements were on the programme.",
    ],
)
def test_places_that_are_names_of_something_else(nlp: Language, text: str) -> None:
    assert found(nlp, text) == {}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lancashire Constabulary trained 400 officers in domestic abuse.", "GBR"),
        ("The Chicago Police Department trained 1,200 officers.", "USA"),
        ("Washington State Patrol troopers were trained.", "USA"),
        ("Toronto Police Service trained 40 officers.", "CAN"),
    ],
)
def test_police_forces(nlp: Language, text: str, wanted: str) -> None:
    assert found(nlp, text) == {wanted: "place"}


@pytest.mark.parametrize(
    ("text", "report", "wanted"),
    [
        ("Courses were given in Geneva and New York.", (), {"CHE", "USA"}),
        ("Courses were given in Paris, Texas.", (), {"USA"}),
        ("Courses were given in London, Ontario.", (), {"CAN"}),
        ("A meeting was held in Geneva.", ("USA",), {"CHE"}),
        ("Courses were given in Hyderabad.", ("PAK",), {"PAK"}),
        ("Courses were given in Hyderabad.", ("IND",), {"IND"}),
    ],
)
def test_places_of_the_same_name(nlp: Language, text: str, report: tuple[str, ...], wanted: set[str]) -> None:
    assert set(found(nlp, text, report)) == wanted
