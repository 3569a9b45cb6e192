"""The table of organizations holds together, and a body is found by every way to write its names."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from extract.fields.partners.gazetteer import TABLE, Gazetteer, Organization, gazetteer, spellings_of
from extract.fields.partners.words import keys_of, words_of
from extract.rules.load import PatternError, Row, load_patterns
from tests.fields.partners.draw import drawn

TYPES = {
    "un", "intergovernmental", "bank", "fund", "donor", "ngo", "redcross", "network", "academic", "private", "media", "religious",
    "military", "police", "government", "judiciary", "other",
}  # fmt: skip
IATI = re.compile(r"XM-DAC-\d{5}|[A-Z]{2}-\d{1,2}")


@functools.cache
def bundled() -> Gazetteer:
    patterns = load_patterns()
    return gazetteer(patterns, spellings_of(patterns))


@pytest.fixture(scope="module")
def listed() -> Gazetteer:
    return bundled()


@pytest.fixture(scope="module")
def rows() -> tuple[Row, ...]:
    return load_patterns().table(TABLE)


def found_in(text: str, listed: Gazetteer) -> list[tuple[str, str]]:
    """The listed names of a text: each as it stands there, with its row's id."""
    words = words_of(text, listed.spellings)
    found, at = [], 0
    while at < len(words):
        hit = listed.at(words, at)
        if hit is None:
            at += 1
            continue
        end, one = hit
        found.append((text[words[at].start : words[end - 1].end], one.id))
        at = end
    return found


def names_of(row: Row) -> tuple[str, ...]:
    return tuple(name for name in (row["name"], row["acronym"], *row.several("aliases")) if name)


def test_the_table_is_long_enough(rows: tuple[Row, ...]) -> None:
    assert len(rows) >= 700


def test_every_row_has_an_id_a_name_a_type_and_a_source(rows: tuple[Row, ...]) -> None:
    wrong = [
        row.id
        for row in rows
        if not re.fullmatch(r"org\.[a-z0-9]+", row.id) or not row["name"] or row["type"] not in TYPES or not row["source"]
    ]
    assert wrong == []


def test_iati_identifiers_have_their_form_and_stand_once(rows: tuple[Row, ...]) -> None:
    given_ones = [row["iati"] for row in rows if row["iati"]]
    assert [one for one in given_ones if not IATI.fullmatch(one)] == []
    assert len(given_ones) == len(set(given_ones))


def test_parents_exist_and_lead_to_a_top(rows: tuple[Row, ...]) -> None:
    parent_of = {row.id: row["parent"] for row in rows}
    assert [row.id for row in rows if row["parent"] and row["parent"] not in parent_of] == []
    for one in parent_of:
        seen = set()
        while one:
            assert one not in seen
            seen.add(one)
            one = parent_of[one]


def test_no_two_rows_share_a_name(rows: tuple[Row, ...], listed: Gazetteer) -> None:
    owners = defaultdict(set)
    for row in rows:
        for name in (row["name"], *row.several("aliases")):
            owners[keys_of(name, listed.spellings)].add(row.id)
    assert [ids for ids in owners.values() if len(ids) > 1] == []


def test_an_acronym_of_two_rows_is_read_alone_for_at_most_one(rows: tuple[Row, ...]) -> None:
    owners = defaultdict(list)
    for row in rows:
        if row["acronym"] and row["acronym_alone"] != "no":
            owners[row["acronym"]].append(row.id)
    assert {short: ids for short, ids in owners.items() if len(ids) > 1} == {}


def test_acronym_alone_is_no_or_empty(rows: tuple[Row, ...]) -> None:
    assert {row["acronym_alone"] for row in rows} <= {"", "no"}


def test_every_name_finds_its_own_row(rows: tuple[Row, ...], listed: Gazetteer) -> None:
    several_words = [(name, row.id) for row in rows for name in names_of(row) if len(keys_of(name, listed.spellings)) > 1]
    wrong = [
        name for name, id_ in several_words if found_in(name, listed)[:1] != [(name.removeprefix("The ").rstrip("."), id_)]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "written", "id_"),
    [
        ("UN Women trained clerks.", "UN Women", "org.unwomen"),
        ("UN-Women trained clerks.", "UN-Women", "org.unwomen"),
        ("The UN Entity for Gender Equality and the Empowerment of Women spoke.", None, "org.unwomen"),
        ("the United Nations Entity for Gender Equality & the Empowerment of Women", None, "org.unwomen"),
        ("With the World Food Program, clerks baked.", "World Food Program", "org.wfp"),
        ("the World Health Organisation", "World Health Organisation", "org.who"),
        ("the International Labor Organization", "International Labor Organization", "org.ilo"),
        ("the International Trade Center", "International Trade Center", "org.itc"),
        ("the United Nations Children’s Fund", "United Nations Children’s Fund", "org.unicef"),
        ("the UN Children's Fund", "UN Children's Fund", "org.unicef"),
        ("the U.N. Development Program", "U.N. Development Program", "org.undp"),
        ("the Food & Agriculture Organisation of the UN", "Food & Agriculture Organisation of the UN", "org.fao"),
        ("the Organisation for Security and Co-operation in Europe", None, "org.osce"),
        ("the Organization for Economic Cooperation and Development", None, "org.oecd"),
        ("the UN Office of Counterterrorism", "UN Office of Counterterrorism", "org.unoct"),
        ("the Office of Counter-Terrorism", "Office of Counter-Terrorism", "org.unoct"),
        ("the UN Economic Commission for Africa", "UN Economic Commission for Africa", "org.eca"),
        ("the United Nations Department of Peace Operations", None, "org.dpo"),
        ("UNITED NATIONS POPULATION FUND", "UNITED NATIONS POPULATION FUND", "org.unfpa"),
        ("the Peace-Building Fund", "Peace-Building Fund", "org.pbf"),
        ("officers of Interpol and Unicef", "Interpol", "org.interpol"),
        ("the United Nations\nDevelopment Programme", "United Nations\nDevelopment Programme", "org.undp"),
        ("UN–Habitat", "UN–Habitat", "org.unhabitat"),
        ("the EU Training Mission in Mali", "EU Training Mission in Mali", "org.eutmmali"),
        ("the United Nations Development Programme Crisis Bureau", None, "org.undpcrisisbureau"),
        ("the Southern African Development Community Mission in Mozambique", None, "org.samim"),
        ("the Chr. Michelsen Institute", "Chr. Michelsen Institute", "org.chrmichelseninstitute"),
    ],
)
def test_every_spelling_is_found(listed: Gazetteer, text: str, written: str | None, id_: str) -> None:
    first = found_in(text, listed)[0]
    assert first[1] == id_
    assert written is None or first[0] == written


def test_the_longest_name_wins(listed: Gazetteer) -> None:
    assert found_in("The African Union Mission in Somalia trained clerks.", listed) == [
        ("African Union Mission in Somalia", "org.amisom")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We care about the world. Food Programme staff came.",
        "the world food programme",
        "the Children, the Fund and the Nations",
        "a green climate fund",
        "He will plan and act; DOS and ITC are words here.",
    ],
)
def test_common_words_are_no_organization(listed: Gazetteer, text: str) -> None:
    assert found_in(text, listed) == []


def test_a_name_does_not_go_on_behind_a_full_stop(listed: Gazetteer) -> None:
    assert found_in("They met the African Union. Commission members left.", listed) == [("African Union", "org.au")]


def test_a_doubtful_acronym_is_known_where_something_says_so(listed: Gazetteer) -> None:
    assert found_in("DCO trained clerks.", listed) == []
    one = listed.named("DCO")
    assert one is not None and one.id == "org.dco"


def test_two_bodies_of_one_doubtful_acronym_are_neither(listed: Gazetteer) -> None:
    assert found_in("SPC trained clerks.", listed) == []
    assert listed.named("SPC") is None


@given(st.text(max_size=80))
def test_any_text_gives_spans_of_itself(text: str) -> None:
    listed = bundled()
    for written, id_ in found_in(text, listed):
        assert written in text and id_.startswith("org.")


@given(st.data())
def test_blanks_within_a_name_do_not_matter(data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(load_patterns().table(TABLE)))
    blank = data.draw(st.sampled_from(["  ", "\n"]))
    if " " in row["name"]:
        assert found_in(row["name"].replace(" ", blank), bundled())[0][1] == row.id


def test_an_organization_says_what_it_is(listed: Gazetteer) -> None:
    one = listed.named("United Nations Volunteers")
    assert isinstance(one, Organization)
    assert (one.acronym, one.type, one.parent) == ("UNV", "un", "org.undp")


def test_a_trust_fund_that_pays_has_no_parent(listed: Gazetteer) -> None:
    one = listed.named("United Nations Voluntary Trust Fund for Victims of Trafficking")
    assert one is not None
    assert one.parent == ""


def test_an_analysts_row_is_found_and_one_turned_off_is_not(tmp_path: Path) -> None:
    table = tmp_path / "partners" / "organizations.csv"
    table.parent.mkdir()
    table.write_text(
        "id,name,acronym,acronym_alone,aliases,type,iati,parent,source,off\n"
        'org.lanternkeepers,Lantern Keepers’ Guild,LKG,,Guild of Lantern Keepers,ngo,,,"own list",\n'
        "org.oxfam,,,,,,,,,yes\n",
        encoding="utf-8",
    )
    patterns = load_patterns(tmp_path)
    own = gazetteer(patterns, spellings_of(patterns))
    text = "LKG, the Lantern Keepers' Guild, taught forty smiths with Oxfam."
    assert found_in(text, own) == [("LKG", "org.lanternkeepers"), ("Lantern Keepers' Guild", "org.lanternkeepers")]


def test_spellings_without_pairs_are_told(tmp_path: Path) -> None:
    rules = tmp_path / "partners" / "spellings.yaml"
    rules.parent.mkdir()
    rules.write_text("- id: partners.spelling.own\n  reason: mine\n  pairs: [grey]\n", encoding="utf-8")
    with pytest.raises(PatternError, match="needs pairs"):
        spellings_of(load_patterns(tmp_path))


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("UNOPS", "United Nations Office for Project Support", True),
        ("IDA", "International Development Association", True),
        ("IDA", "Island Dairy Farmers", False),
        ("WHO", "Wild Herbs Observatory", False),
        ("BRAC", "Building Resources Across Communities", True),
    ],
)
def test_what_a_report_calls_an_acronym_tells_whose_it_is(listed: Gazetteer, short: str, full: str, same: bool) -> None:
    one = listed.named(short)
    assert one is not None
    assert one.may_be(keys_of(full, listed.spellings)) is same


def test_a_report_that_calls_another_body_by_a_listed_acronym_is_believed(nlp: Language) -> None:
    defined = "The Western Herbs Office (WHO) opened in May."
    (one,) = drawn(nlp, "With support from WHO, 20 clerks were trained.", report=[defined])._.partners
    (other,) = drawn(nlp, "With support from WHO, 20 clerks were trained.")._.partners
    assert one.type != "un"
    assert other.type == "un"
