"""A paragraph becomes a record under an id that stays the same whatever else changes."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.fields.countries.value import Country
from extract.fields.partners.value import Partner
from extract.fields.registry import names
from extract.language import context
from extract.reading.report import Fragment, Header, Paragraph, Report
from extract.records.assemble import assemble, record_id
from extract.records.record import Record, plain_record
from extract.records.validate import problems
from extract.rules.load import load_patterns
from tests.records.make import TEXT, mention

PARAGRAPH = Paragraph(ordinal=5, text=TEXT, page=4, number="23", headings=("Mandate", "Rule of law"))
HEADER = Header("S/2031/7", "Situation in South Sudan", "UNMISS", 2031, ("SSD", "XYZ"))
REPORT = Report("s-2031-7.pdf", "0" * 64, HEADER, (PARAGRAPH,))
UNDP = Partner("UNDP", "UNDP", "un", "implementer", (mention("UNDP"),))
WAU = Country("SSD", "South Sudan", "728", "place", (mention("Kapoeta"),))


def assembled(paragraph: Paragraph = PARAGRAPH, report: Report = REPORT, **values: object) -> Record | None:
    context.register(*names())
    doc = Doc(Vocab(), words=paragraph.text.split())
    for name, value in values.items():
        setattr(doc._, name, value)
    return assemble(doc, report, paragraph, load_patterns())


def test_a_paragraph_without_values_is_no_record() -> None:
    assert assembled() is None


def test_a_record_says_where_it_stands_and_holds() -> None:
    found = assembled(countries=[WAU], partners=[UNDP])
    assert found is not None
    assert (found.source.report, found.source.number, found.source.section, found.source.page) == (
        "S/2031/7",
        "23",
        "Rule of law",
        4,
    )
    assert found.countries == (WAU,)
    assert problems(plain_record(found)) == []


def test_where_no_country_is_named_the_reports_own_are_given_by_context() -> None:
    found = assembled(partners=[UNDP])
    assert found is not None
    assert [(country.iso3, country.name, country.via, country.mentions) for country in found.countries] == [
        ("SSD", "South Sudan", "context", ()),
        ("XYZ", "XYZ", "context", ()),
    ]


def test_the_id_is_of_report_number_and_text_alone() -> None:
    id_ = record_id("S/2031/7", PARAGRAPH)
    assert id_.startswith("S-2031-7/23-")
    assert record_id("S/2031/7", replace(PARAGRAPH, ordinal=99, page=12, headings=())) == id_
    assert record_id("S/2031/7", replace(PARAGRAPH, text=TEXT + " More.")) != id_
    assert record_id("S/2031/7", replace(PARAGRAPH, number=None)).count("-") == 2
    assert record_id("S/2031/7", replace(PARAGRAPH, source_id="p:1")).startswith("S-2031-7/p-1-")
    assert record_id("S/2031/7", replace(PARAGRAPH, occurrence=2)) == f"{id_}-2"


def test_a_mention_beyond_a_page_break_stands_on_the_next_page() -> None:
    second = TEXT.index("The course")
    fragments = (Fragment(0, 20, page=4), Fragment(20, second, page=4), Fragment(second, len(TEXT), page=5))
    found = assembled(replace(PARAGRAPH, fragments=fragments), partners=[UNDP])
    assert found is not None
    assert found.breaks == ((0, 4), (second, 5))
    assert (found.page_at(0), found.page_at(second - 1), found.page_at(second)) == (4, 4, 5)
    without = assembled(replace(PARAGRAPH, page=None), partners=[UNDP])
    assert without is not None and without.page_at(50) is None
