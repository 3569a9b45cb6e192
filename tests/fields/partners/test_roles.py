"""Who takes part, and in which role: by the sentence's syntax, and by the words around a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from extract.checking.examples import examples_of
from extract.fields.partners.rules import compile_rules
from extract.rules.load import PatternError, load_patterns

from .draw import drawn, roles

IMPLEMENTER, FUNDER, COUNTERPART = "implementer", "funder", "counterpart"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
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
    ],
)
def test_who_does_what(text: str, expected: dict[str, str], nlp: Language) -> None:
    assert roles(nlp, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "UNDP should support the National Land Commission.",
        "The Assembly urged UNDP to support the National Land Commission.",
        "Several speakers referred to the collaboration between UNODC and WHO.",
        "I wish to thank UNICEF, which provided seeds.",
        "Rebels clashed with villagers, with the support of the Hill Country Army.",
        "According to WHO, the disease spread to two towns.",
        "The European Union and IGAD issued a joint statement on the vote.",
    ],
)
def test_what_is_wished_said_or_fought_makes_no_partner(text: str, nlp: Language) -> None:
    assert roles(nlp, text) == {}


def test_members_of_a_party_count_only_where_they_are_trained(nlp: Language) -> None:
    assert set(roles(nlp, "UNMISS trained 41 SPLM/A-IO officers at a workshop on child protection.", "UNMISS")) == {"SPLM/A-IO"}
    assert roles(nlp, "UNMISS met 41 SPLM/A-IO officers in Wamba, in partnership with the SPLM/A-IO.", "UNMISS") == {}


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


def test_what_was_turned_down_names_the_condition(nlp: Language) -> None:
    doc = drawn(nlp, "UNDP should support the National Land Commission.")
    (down,) = [one for one in doc._.turned_down if one.text == "National Land Commission"]
    assert down.field == "partners" and down.rule == "partners.not.should" and down.reason


def test_every_rule_does_what_its_examples_say(nlp: Language) -> None:
    patterns = load_patterns()
    ours = {name: rules for name, rules in patterns.rules.items() if name.startswith("partners/")}
    found = examples_of(nlp, type(patterns)(ours, {}, patterns.fingerprint))
    assert [f"{one.rule}: {one.reason}" for one in found] == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("role: payer\n  before: 'x'", "role must be one of"),
        ("role: funder", "needs at least one of"),
        ("role: funder\n  paths: ['pobj with <<']", "paths"),
        ("role: funder\n  paths: ['pobj {nothing}']", "no partners.words.nothing"),
        ("role: funder\n  before: '('", "no regular expression"),
        ("role: funder\n  befor: 'x'", "has no use for befor"),
        ("before: 'x'", "verdict"),
    ],
)
def test_a_wrong_rule_is_told_by_file_and_line(body: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "partners").mkdir()
    text = f"# a comment\n- id: partners.role.mine\n  reason: mine\n  {body}\n"
    (tmp_path / "partners" / "roles.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PatternError, match=said) as error:
        compile_rules(load_patterns(tmp_path))
    assert error.value.line == 2 and error.value.file.endswith("roles.yaml")
