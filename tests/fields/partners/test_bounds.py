"""Where the names of organizations begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.fields.partners.names import Seen, find_names
from extract.fields.partners.rules import PartnerRules, compile_rules
from extract.rules.load import load_patterns

PLACES = ("Chad", "Kosovo", "Wamba", "Norway", "Colombia", "Russian Federation")


@pytest.fixture(scope="module")
def rules() -> PartnerRules:
    return compile_rules(load_patterns())


def names(text: str, rules: PartnerRules, entities: tuple[str, ...] = ()) -> list[str]:
    """The names of ``text`` that may be an organization's, where spaCy would see ``entities`` as organizations."""
    places = {text.index(place): text.index(place) + len(place) for place in PLACES if place in text}
    spans = [(text.index(one), text.index(one) + len(one), "ORG") for one in entities]
    found = find_names(text, rules, {}, Seen(spans, places, frozenset({0})))
    return [one.name for one in found if not one.refused]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("with the Ministry of Water and Livestock", ["Ministry of Water and Livestock"]),
        ("the Ministry of Water, Livestock and Rural Works of Chad", ["Ministry of Water, Livestock and Rural Works of Chad"]),
        ("the Ministry of Labour and Public Service", ["Ministry of Labour and Public Service"]),
        ("the Ministry of Water and the Supreme Court", ["Ministry of Water", "Supreme Court"]),
        (
            "the Ministries of Water, Trade and Rural Works",
            ["Ministry of Water", "Ministry of Trade", "Ministry of Rural Works"],
        ),
        ("the Governments of Chad and Norway", ["Government of Chad", "Government of Norway"]),
        ("the National Seed, Soil and Water Commission", ["National Seed, Soil and Water Commission"]),
        ("the Network of Farmer-to-Farmer Trainers in Rural Trade", ["Network of Farmer-to-Farmer Trainers in Rural Trade"]),
        ("the Women in Rural Trade Association", ["Women in Rural Trade Association"]),
        ("staff of the Hill Museum in Wamba", ["Hill Museum"]),
        ("the Stability Mission in Kosovo", ["Stability Mission in Kosovo"]),
        ("the Directorate of Public Prosecutions", ["Directorate of Public Prosecutions"]),
        ("the K-9 Academy of the Hillmark Police", ["K-9 Academy of the Hillmark Police"]),
        ("Colombia's National Police", ["National Police"]),
        ("the Anna B. Hill Foundation", ["Anna B. Hill Foundation"]),
        ("the Institut national de formation rurale trained", ["Institut national de formation rurale"]),
        ("the Dirección de Riego y Suelos and FAO", ["Dirección de Riego y Suelos", "FAO"]),
        ("Dar al-Hikma and Radio Lumière", ["Dar al-Hikma", "Radio Lumière"]),
        ("the Police Hillmark", ["Police Hillmark"]),
        ("on 4 May at the Security Council on the Mission", ["Mission"]),
        ("EU-UNDP talks", ["EU", "UNDP"]),
    ],
)
def test_names_end_where_they_should(text: str, expected: list[str], rules: PartnerRules) -> None:
    assert [one for one in names(text, rules) if one != "Mission"] == [one for one in expected if one != "Mission"]


@pytest.mark.parametrize(
    "text",
    [
        "the Minister of Justice",
        "the Seed Trade Act",
        "the Commission for Seeds Act",
        "in Chad and Norway",
        "the Russian Federation",
        "the General Assembly",
        "Member States",
        "on Monday",
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str, rules: PartnerRules) -> None:
    assert names(text, rules) == []


def test_an_entity_of_spacy_makes_a_name_sure_enough(rules: PartnerRules) -> None:
    text = "with Danaya Foro in May"
    (found,) = (one for one in find_names(text, rules, {}, Seen([(5, 16, "ORG")], {}, frozenset({0}))) if not one.refused)
    assert (found.name, found.strength, found.rule) == ("Danaya Foro", 1, "partners.name.entity")


def test_what_the_text_calls_a_charity_is_an_organization(rules: PartnerRules) -> None:
    found = find_names("the charity Danaya and others", rules, {}, Seen([], {}, frozenset({0})))
    assert [(one.name, one.strength) for one in found if not one.refused] == [("Danaya", 2)]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "Ministry",
                "of",
                "Water",
                "and",
                ",",
                "Trade",
                "Supreme",
                "Court",
                "UNICEF",
                "in",
                "Chad",
                "(",
                ")",
                "’s",
                "l’",
                "de",
                "-",
                "/",
                ".",
                "ministries",
                "EU",
            ]
        ),
        max_size=14,
    )
)
def test_names_are_spans_of_the_text_in_order(rules: PartnerRules, pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = find_names(text, rules, {}, Seen([], {}, frozenset({0})))
    ends = [0]
    for one in found:
        assert ends[-1] <= one.start < one.end <= len(text)
        assert one.end <= one.outer <= len(text)
        ends.append(one.end)
