"""Who takes part, and in which role: by the sentence's syntax, and by the words around a name."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extract.checking.examples import examples_of
from extract.rules.load import load_patterns

from .draw import drawn, roles

IMPLEMENTER, FUNDER, COUNTERPART = "implementer", "funder", "counterpart"


ROWS = [
    (
        "With funding from Sida, Hope International trained 40 clerks of the National Land Commission together with UNICEF.",
        {"Sida": FUNDER, "Hope International": IMPLEMENTER, "National Land Commission": COUNTERPART, "UNICEF": IMPLEMENTER},
    ),
    (
        "FAO provided the Ministry of Water and the National Land Commission with maps.",
        {"FAO": IMPLEMENTER, "Ministry of Water": COUNTERPART, "National Land Commission": COUNTERPART},
    ),
    (
        "In support of the National Land Commission, UNICEF and Hope International organized a course.",
        {"National Land Commission": COUNTERPART, "UNICEF": IMPLEMENTER, "Hope International": IMPLEMENTER},
    ),
    (
        "The Supreme Court convened a workshop on bail with the support of UNDP.",
        {"Supreme Court": IMPLEMENTER, "UNDP": IMPLEMENTER},
    ),
    (
        "The Malawi Prison Service adopted new rules with the support of UNDP.",
        {"Malawi Prison Service": COUNTERPART, "UNDP": IMPLEMENTER},
    ),
    ("The course, paid for by the Government of Norway, reached 30 clerks.", {"Government of Norway": FUNDER}),
    ("Trainers of the Wamba Teaching Hospital coached 17 nurses.", {"Wamba Teaching Hospital": IMPLEMENTER}),
    ("The Zambia Police Service lent 22 instructors to the college.", {"Zambia Police Service": IMPLEMENTER}),
    ("An EU-funded course run by Hope International reached 30 clerks.", {"EU": FUNDER, "Hope International": IMPLEMENTER}),
    (
        "The course for 30 clerks was funded by the Government of Norway, and the Ministry of Water provided the premises.",
        {"Government of Norway": FUNDER, "Ministry of Water": COUNTERPART},
    ),
    (
        "UNDP ran a course for 30 clerks. The tests came from the National Land Commission; Sida footed the bill.",
        {"UNDP": IMPLEMENTER, "National Land Commission": IMPLEMENTER, "Sida": FUNDER},
    ),
    ("The tests came from the National Land Commission.", {}),
    ("Donors: Norway, Sida, Irish Aid", {"Norway": FUNDER, "Sida": FUNDER, "Irish Aid": FUNDER}),
    ("The main donors were Sida and Irish Aid.", {"Sida": FUNDER, "Irish Aid": FUNDER}),
    ("Forty officers graduated from the Kinsala Academy of Justice.", {"Kinsala Academy of Justice": IMPLEMENTER}),
]


def test_most_organizations_are_read_as_a_reader_does(nlp: Language) -> None:
    wanted = {(text, name, role) for text, expected in ROWS for name, role in expected.items()}
    found = {(text, name, role) for text, _ in ROWS for name, role in roles(nlp, text).items()}
    assert len(wanted & found) >= 0.65 * len(wanted), sorted(wanted ^ found)
    assert len(wanted & found) >= 0.7 * len(found), sorted(found - wanted)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels clashed with villagers, with the support of the Hill Country Army.",
        "According to WHO, the disease spread to two towns.",
        "The European Union and IGAD issued a joint statement on the vote.",
    ],
)
def test_what_is_said_or_fought_makes_no_partner(text: str, nlp: Language) -> None:
    assert roles(nlp, text) == {}


@pytest.mark.parametrize(
    ("reporter", "text"),
    [
        ("UNMISS", "United Nations Police and the Mission trained 30 officers."),
        ("Access to Justice Activity", "The Activity trained 30 clerks."),
        ("UNDP and UNFPA", "UNDP and the United Nations Population Fund trained 30 clerks."),
        ("World Bank", "The World Bank Group and the Bank trained 30 clerks."),
    ],
)
def test_the_reporter_and_its_units_are_none(reporter: str, text: str, nlp: Language) -> None:
    assert roles(nlp, text, reporter) == {}


def test_what_was_turned_down_names_what_speaks_against_it(nlp: Language) -> None:
    doc = drawn(nlp, "According to WHO, the disease spread to two towns.")
    (down,) = [one for one in doc._.turned_down if one.text == "WHO"]
    assert down.field == "partners" and down.rule == "partners.say" and "speaks against it" in down.reason
    assert down.score is not None and down.score < 0.5


def test_an_armed_group_is_never_a_partner(nlp: Language) -> None:
    text = "In cooperation with Boko Haram, UNDP trained 30 clerks."
    assert set(roles(nlp, text)) == {"UNDP"}


def test_every_organization_is_a_candidate_that_anyone_can_see(nlp: Language) -> None:
    doc = drawn(nlp, "UNDP and the National Land Commission met. WHO wrote to Chad.")
    assert {"UNDP", "National Land Commission", "WHO"} <= {span.text for span in doc.spans["organizations"]}


def test_every_rule_does_what_its_examples_say(nlp: Language) -> None:
    patterns = load_patterns()
    ours = {name: rules for name, rules in patterns.rules.items() if name.startswith("partners/")}
    found = examples_of(nlp, type(patterns)(ours, {}, patterns.fingerprint))
    assert [f"{one.rule}: {one.reason}" for one in found] == []
