"""Sums in a report that do not hold come with both readings; what "more than" and "about" allow is none."""

from __future__ import annotations

from typing import Any

import pytest

from extract.records.totals import checks
from tests.records.make import numbers, record, trained


def found(*items: dict[str, Any]) -> list[tuple[int, str, str, str]]:
    given = [trained(**item, text=str(item["count"]), group="clerks") for item in items]
    return [(one.item, one.kind, one.one_reading, one.other_reading) for one in checks([numbers(*given)])]


def test_women_and_men_against_the_number() -> None:
    kind = "women and men against the number"
    assert found({"count": 50, "female": 20, "male": 40}) == [(0, kind, "50 clerks", "20 women and 40 men: 60")]
    assert found({"count": 50, "female": 20, "male": 25}) == [(0, kind, "50 clerks", "20 women and 25 men: 45")]


def test_more_women_or_men_than_people() -> None:
    assert found({"count": 50, "female": 51}) == [(0, "more women than people", "50 clerks", "51 women")]
    assert found({"count": 50, "male": 51}) == [(0, "more men than people", "50 clerks", "51 men")]


def test_parts_against_their_total() -> None:
    items = ({"count": 50}, {"count": 30, "part_of": 0}, {"count": 25, "part_of": 0})
    assert found(*items) == [(0, "parts against their total", "50 clerks", "30 + 25 = 55")]


def test_women_of_the_parts_against_women_of_the_total() -> None:
    items = ({"count": 50, "female": 10}, {"count": 30, "part_of": 0, "female": 12})
    assert found(*items) == [(0, "women of the parts against women of their total", "10 women", "12 women")]


@pytest.mark.parametrize(
    "items",
    [
        [{"count": 50, "female": 20, "male": 30}],
        [{"count": 50, "female": 20}],
        [{"count": 50}, {"count": 20, "part_of": 0}],
        [{"count": 500, "qualifier": "at_least", "female": 300, "male": 260}],
        [{"count": 500, "qualifier": "at_least"}, {"count": 510, "part_of": 0}],
        [{"count": 500, "qualifier": "at_most", "female": 200, "male": 260}],
        [{"count": 500, "qualifier": "approximately", "female": 260, "male": 252}],
    ],
)
def test_what_holds_is_no_finding(items: list[dict[str, Any]]) -> None:
    assert found(*items) == []


def test_more_than_is_too_few_where_women_and_men_are_fewer() -> None:
    assert [kind for _, kind, _, _ in found({"count": 500, "qualifier": "at_least", "female": 300, "male": 100})] == [
        "women and men against the number"
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("A total of 90 clerks: 40 judges and 30 guards.", True),
        ("They taught 90 clerks (40 judges and 30 guards).", True),
        ("They taught 90 clerks, including 40 judges and 30 guards.", False),
        ("They taught 90 clerks (among them 40 judges and 30 guards).", False),
        ("A total of 70 clerks: 40 judges and 30 guards.", False),
    ],
)
def test_a_list_against_its_total(text: str, wrong: bool) -> None:
    count = int(text.split(" clerks")[0].rsplit(" ", 1)[1])
    items = (
        trained(count, text=text, quote=f"{count} clerks", group="clerks"),
        trained(40, text=text, part_of=0),
        trained(30, text=text, part_of=0),
    )
    given = record(text=text, countries=(), partners=(), resolutions=(), trained=items)
    expected = [("list against its total", "90 clerks", "40 + 30 = 70")] if wrong else []
    assert [(one.kind, one.one_reading, one.other_reading) for one in checks([given])] == expected


def test_figures_that_no_number_is_written_with_are_told_with_their_place() -> None:
    (check,) = checks([record(text="The fund taught 1 4870 guides in Gao.")])
    assert (check.item, check.kind, check.one_reading, check.start) == (None, "figures that are no number", "1 4870", 16)
