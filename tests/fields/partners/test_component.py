"""What a reader of the table would notice: who is a partner, under which name, in which role."""

from __future__ import annotations

import pytest
from spacy.language import Language

from .draw import drawn, roles


def test_one_organization_is_one_partner_under_all_its_names(nlp: Language) -> None:
    text = "In cooperation with the National Seed Authority (NSA), FAO trained 30 growers. NSA also organized a fair with the support of FAO."
    (partner,) = drawn(nlp, text, reporter="FAO")._.partners
    assert (partner.name, partner.acronym, partner.role) == ("National Seed Authority", "NSA", "implementer")
    assert all(text[one.start : one.end] == one.text for one in partner.mentions)
    assert {one.text for one in partner.mentions} >= {"National Seed Authority", "NSA"}


def test_an_acronym_defined_elsewhere_in_the_report_is_known(nlp: Language) -> None:
    elsewhere = "The Hill Farmers Association (HIFA) met in May."
    (partner,) = drawn(nlp, "In partnership with HIFA, UNDP trained 30 growers.", "UNDP", [elsewhere])._.partners
    assert (partner.name, partner.acronym, partner.type) == ("HIFA", "HIFA", "ngo")


@pytest.mark.parametrize(
    "reporter", ["UNDP", "United Nations Development Programme", "United Nations Development Programme (UNDP)"]
)
def test_the_reporter_is_no_partner(nlp: Language, reporter: str) -> None:
    text = "UNDP and UNICEF trained 30 clerks, and the United Nations Development Programme paid for it."
    assert roles(nlp, text, reporter) == {"UNICEF": "implementer"}


def test_a_state_is_a_partner_only_where_it_pays(nlp: Language) -> None:
    assert roles(nlp, "The course for 30 clerks was funded by Norway.") == {"Norway": "funder"}
    assert roles(nlp, "UNICEF trained 30 officers from Norway and Chad.", "UNICEF") == {}


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council condemned the attack on the town.",
        "Clashes between the Malian Armed Forces and an armed group displaced 300 families.",
        "The President met the Chair of the African Union Commission in Addis Ababa to discuss the vote.",
    ],
)
def test_paragraphs_without_work_done_together_have_no_partners(nlp: Language, text: str) -> None:
    assert roles(nlp, text) == {}


def test_what_is_turned_down_says_why(nlp: Language) -> None:
    doc = drawn(nlp, "UNICEF and the Secretary-General spoke at the fair.", "UNICEF")
    assert ("UNICEF", "partners.not.reporter") in {(one.text, one.rule) for one in doc._.turned_down}
    assert all(doc.text[one.start : one.end] == one.text for one in doc._.turned_down)
