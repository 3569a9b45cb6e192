"""The page's figures: nobody counted twice, nothing split that the text does not split."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extract.fields.trained.value import Trained
from extract.output.page.figures import SEVERAL, UNTOLD, figures
from extract.output.page.world import SHADES, bounds, shade, shapes
from extract.records.record import Record
from tests.records.make import numbers, record, source, trained

NAMES = {"SSD": "South Sudan", "MLI": "Mali", "MLT": "Malta"}


def item(count: int, **given: object) -> Trained:
    return trained(count, quote=str(count), text=str(count), **given)


def placed(*items: Trained, **where: object) -> Record:
    text = " ".join(str(one.count) for one in items)
    at = [
        replace(
            one,
            mentions=(
                replace(
                    one.mentions[0], start=text.index(str(one.count)), end=text.index(str(one.count)) + len(str(one.count))
                ),
            ),
        )
        for one in items
    ]
    return replace(numbers(*at), source=source(**where), id=f"r/{where.get('report', 'x')}")


def test_planned_parts_and_replaced_editions_are_in_no_total() -> None:
    found = figures(
        [
            placed(item(500), item(120, part_of=0), item(70, status="planned"), report="A/1"),
            placed(item(900), report="A/2", file="a.pdf"),
            placed(item(901), report="A/2/Rev.1", file="b.pdf"),
        ],
        NAMES,
    )
    assert found.people == 500 + 901
    assert found.planned == 70
    assert [one.why_not is None for one in found.items] == [True, False, False, False, True]
    assert sum(bar.people for bar in found.by_country) == found.people
    assert sum(one.people for one in found.reports) == found.people


def test_a_number_for_several_countries_is_split_among_none() -> None:
    found = figures([placed(item(30, countries=("SSD", "MLI")), item(8, countries=()), item(5, countries=("MLI",)))], NAMES)
    assert {bar.name: bar.people for bar in found.by_country} == {SEVERAL: 30, UNTOLD: 8, "Mali": 5}


def test_a_number_for_several_partners_stands_under_each_and_once_in_the_total() -> None:
    found = figures([placed(item(30, partners=("UNDP", "UNICEF")))], NAMES)
    assert {bar.name: bar.people for bar in found.by_partner} == {"UNDP": 30, "UNICEF": 30}
    assert found.people == 30


def test_women_are_given_of_those_whose_sex_is_stated() -> None:
    found = figures([placed(item(30, female=12), item(100))], NAMES)
    assert (found.female, found.sexed, found.people) == (12, 30, 130)


def test_partners_and_resolutions_are_counted_by_paragraph() -> None:
    found = figures([record("a"), record("b", source=source(report="S/2031/8"))], NAMES)  # one text in two reports
    cited, partners = found.sections
    assert (partners.title, partners.rows) == ("Partners", [("UNDP", "un", "implementer 2", 2, 40)])
    address = "https://undocs.org/S/RES/2155(2014)"
    assert cited.rows == [(("S/RES/2155 (2014)", address), "Security Council", 2, 2)]
    assert {one.title: one.number for one in found.key_figures} == {"Countries": 1, "Partners": 1, "Resolutions": 1}
    assert found.years == "2031"


def test_small_states_are_dots_where_people_were_trained() -> None:
    drawn = {one.code: one for one in shapes({"MLT": 40, "MLI": 4000})}
    assert drawn["MLT"].dot is not None
    assert drawn["MLI"].path
    assert drawn["MLI"].shade == SHADES
    assert "VAT" not in drawn


@given(st.integers(1, 10**7), st.data())
def test_each_number_of_people_lies_in_the_shade_that_the_key_gives_it(most: int, data: st.DataObject) -> None:
    people = data.draw(st.integers(1, most))
    key = bounds(most)
    assert key[0][0] == 1
    assert key[-1][1] == most
    [low_high] = [(low, high) for low, high in key if low <= people <= high]
    assert shade(low_high[0], most) == shade(people, most) == shade(low_high[1], most)


def test_a_million_listeners_are_in_no_chart_of_those_who_were_trained() -> None:
    found = figures([placed(item(41, countries=("MLI",)), item(1_000_000, activity="awareness", countries=("MLI",)))], NAMES)
    assert (found.people, [bar.people for bar in found.by_country]) == (41, [41])
    assert [(one.activity, one.by_country[0].people) for one in found.others] == [("awareness", 1_000_000)]
    assert [(one.activity, one.participations) for one in found.totals if one.kind == "all"] == [
        ("training", 41),
        ("awareness", 1_000_000),
    ]
