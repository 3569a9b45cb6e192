"""Scoring: what counts as a hit, what costs nothing, what differs."""

from __future__ import annotations

import pytest

from extract.evaluate.score import people, score, total
from extract.fields.countries.value import Country
from extract.fields.gold import People, Tally
from extract.fields.partners.value import Partner, folded_name
from extract.fields.resolutions.value import Resolution
from extract.fields.trained.gold import differing, same_group
from tests.evaluate.make import TEXT, answer, gold, trained
from tests.records.make import mention
from tests.records.make import trained as found_trained


def partner(name: str, role: str = "implementer", acronym: str | None = None, quote: str | None = None) -> Partner:
    return Partner(name, acronym, "un", role, (mention(quote or name, TEXT),))


def nurses(count: int = 40, **given: object):
    base = {"group": "nurses", "countries": ("MWI",), "quote": "40", "text": TEXT}
    return found_trained(count, **(base | given))


def test_what_no_record_answers_is_missed() -> None:
    item = gold(countries=[{"iso3": "MWI", "via": "name"}], trained=[trained(40)], resolutions=["S/RES/1325 (2000)"])
    [sheet] = score([item], [])
    assert {(error.field, error.kind) for error in sheet.errors} == {
        ("countries", "missed"),
        ("trained", "missed"),
        ("resolutions", "missed"),
        ("totals", "differs"),
    }
    assert total([sheet])["countries"] == Tally(0, 0, 1)


def test_a_country_from_the_reports_header_is_no_answer() -> None:
    records = [answer(countries=(Country("MWI", "Malawi", "454", "context"),))]
    assert total(score([gold()], records))["countries"] == Tally(0, 0, 0)


def test_a_partner_matches_by_any_of_its_names() -> None:
    item = gold(partners=[{"name": "the Ministry of Health", "role": "counterpart"}, {"name": "UNICEF", "role": "implementer"}])
    records = [
        answer(
            partners=(
                partner("Ministry of Health", "counterpart"),
                partner("Children’s Fund", acronym="UNICEF", quote="UNICEF"),
            )
        )
    ]
    figures = total(score([item], records))
    assert figures["partners"] == Tally(2, 2, 2)
    assert figures["roles"] == Tally(2, 2, 2)


def test_a_role_may_be_one_of_several() -> None:
    item = gold(partners=[{"name": "UNICEF", "role": "funder", "roles": ["funder", "implementer"]}])
    assert score([item], [answer(partners=(partner("UNICEF"),))])[0].errors == []
    [error] = score([item], [answer(partners=(partner("UNICEF", "counterpart"),))])[0].errors
    assert (error.field, error.kind, error.what) == ("roles", "role", "UNICEF: counterpart, not funder")


def test_what_readers_differ_on_costs_nothing_either_way() -> None:
    item = gold(partners=[{"name": "UNICEF", "role": "implementer", "optional": True}], trained=[trained(40, optional=True)])
    for records in ([], [answer(partners=(partner("UNICEF"),), trained=(nurses(),))]):
        [sheet] = score([item], records)
        assert sheet.errors == []
        assert total([sheet])["partners"].f1 == total([sheet])["trained"].f1 == 1


def test_every_detail_must_be_equal_and_what_differs_is_named() -> None:
    item = gold(trained=[trained(40, female=30)])
    [sheet] = score([item], [answer(trained=(nurses(status="planned"),))])
    assert total([sheet])["trained"] == Tally(1, 1, 1)
    assert total([sheet])["trained all"] == Tally(0, 1, 1)
    error, of_sum = sheet.errors
    assert (of_sum.field, of_sum.what) == ("totals", "0 people, not 40")
    assert error.attributes == ("female", "status")
    assert error.what == "40 nurses: female None, not 30; status planned, not completed"


def test_of_two_items_with_one_count_the_more_alike_is_taken() -> None:
    item = gold(trained=[trained(40, female=30), trained(40)])
    figures = total(score([item], [answer(trained=(nurses(), nurses(female=30)))]))
    assert figures["trained all"] == Tally(2, 2, 2)


def test_a_resolution_matches_whatever_the_blanks() -> None:
    item = gold(resolutions=["S/RES/1325 (2000)"])
    one = Resolution("S/RES/1325(2000)", "Security Council", "1325", 2000, None, (mention("resolution 1325", TEXT),))
    assert total(score([item], [answer(resolutions=(one,))]))["resolutions"] == Tally(1, 1, 1)


@pytest.mark.parametrize(
    ("have", "want", "same"),
    [
        ("nurses", "nurses", True),
        ("senior nurses", "nurses", True),
        ("the nurses", "nurses", True),
        ("clerks", "nurses", False),
    ],
)
def test_a_group_holds_the_wanted_words(have: str, want: str, same: bool) -> None:
    assert same_group(have, want) is same


def test_names_are_compared_without_case_marks_and_article() -> None:
    assert folded_name("The Children’s Fund, Inc.") == folded_name("CHILDREN'S FUND INC")


def test_nothing_differs_where_all_details_are_equal() -> None:
    assert differing(nurses(), gold(trained=[trained(40)]).wanted["trained"][0]) == ()


def test_other_names_of_a_partner_answer_too() -> None:
    item = gold(partners=[{"name": "Fund for Children", "role": "implementer", "also": ["UNICEF"]}])
    assert total(score([item], [answer(partners=(partner("UNICEF"),))]))["partners"] == Tally(1, 1, 1)


def test_a_country_that_readers_differ_on_costs_nothing_either_way() -> None:
    item = gold(countries=[{"iso3": "MWI", "via": "name", "optional": True}])
    named = answer(countries=(Country("MWI", "Malawi", "454", "name", (mention("Malawi", TEXT),)),))
    assert total(score([item], []))["countries"] == total(score([item], [named]))["countries"] == Tally(0, 0, 0)


def test_the_activity_is_a_share_of_the_items_whose_gold_says_one() -> None:
    item = gold(trained=[trained(40, activity="mentoring"), trained(7)])
    [sheet] = score([item], [answer(trained=(nurses(), nurses(7)))])
    assert total([sheet])["activity"] == Tally(0, 1, 1)
    assert [one.what for one in sheet.errors] == ["40 nurses: training, not mentoring"]


def test_people_are_added_up_as_an_analyst_would() -> None:
    several = gold(
        "a", trained=[trained(40), trained(30, part_of=0), trained(9, status="planned"), trained(5, qualifier="at_most")]
    )
    doubtful = gold("b", trained=[trained(40, optional=True)])
    sheets = score([several, doubtful], [answer("a", trained=(nurses(50),)), answer("b", trained=(nurses(),))])
    assert total(sheets)["totals"] == Tally(0, 1, 1)
    assert people(sheets) == People(40, 50, 10)
