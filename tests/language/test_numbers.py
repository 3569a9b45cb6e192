"""Numbers in a text: what counts, what it is worth, and how it is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.numbers import Hedge, hedges, meant, numbers, value_of
from extract.rules.load import load_patterns


@pytest.fixture(scope="module")
def rules() -> tuple[Hedge, ...]:
    return hedges(load_patterns().rule_file("trained/qualifiers.yaml"))


def values(text: str) -> list[int]:
    return [number.value for number in numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("trained 1,200 clerks", 1200),
        ("trained 1 200 clerks", 1200),
        ("trained 1\u00a0200 clerks", 1200),
        ("trained 1\u202f200 clerks", 1200),
        ("1.3 million learners", 1_300_000),
        ("2.4 thousand farmers", 2400),
        ("2m learners", 2_000_000),
        ("20k learners", 20_000),
        ("two dozen clerks", 24),
        ("half a dozen clerks", 6),
        ("a hundred clerks", 100),
        ("Forty-five midwives", 45),
        ("twenty five midwives", 25),
        ("five hundred and twelve teachers", 512),
        ("one thousand two hundred farmers", 1200),
        ("one hundred and fifty-three people", 153),
        ("ten thousand people", 10_000),
    ],
)
def test_a_number_in_figures_words_or_both_has_its_value(text: str, value: int) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "held in 2023",
        "In 2023 officers met",
        "from 2019 to 2023 officers met",
        "In 2022-23 officers met",
        "the 2019/20 class",
        "resolution 2719 (2023)",
        "on 10 May",
        "on May 10, officers met",
        "between 10 and 12 May",
        "40 per cent of the staff",
        "40% of the staff",
        "between 3 and 5 per cent",
        "two thirds of the staff",
        "one in five women",
        "1 out of 5 women",
        "$1.2 million",
        "USD 250,000",
        "people aged 18 to 25",
        "for 12 months",
        "a 3-day course",
        "a three-day course",
        "the 5th session",
        "S/2024/12",
        "COVID-19 patients",
        "paragraph 12",
        "Agenda 2030 trainers",
        "ISO 9001 auditors",
        "dozens of officers",
        "one of the officers",
        "1. Training of clerks",
        "it is 65 km away",
    ],
)
def test_what_dates_measures_or_labels_counts_nothing(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 officers and 30 judges", [20, 30]),
        ("In 2024, 35 officers", [35]),
        ("on 10 May 40 officers", [40]),
        ("In May 40 officers", [40]),
        ("in 2022-23, 9,456 officers", [9456]),
        ("trained 2015 people", [2015]),
        ("twelve (12) officers", [12]),
        ("25 (twenty-five) officers", [25]),
        ("45 (22 women)", [45, 22]),
        ("412 of the 500 inspectors", [412, 500]),
    ],
)
def test_the_counts_are_found_beside_what_is_none(text: str, expected: list[int]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("30–40 people", 30, "at_least"),
        ("30 to 40 people", 30, "at_least"),
        ("between 30 and 40 people", 30, "at_least"),
        ("1,200–1,500 people", 1200, "at_least"),
        ("more than 240 people", 240, "at_least"),
        ("more than a hundred people", 100, "at_least"),
        ("no fewer than 85 people", 85, "at_least"),
        ("150+ people", 150, "at_least"),
        ("150 or more people", 150, "at_least"),
        ("up to 60 people", 60, "at_most"),
        ("fewer than 20 people", 20, "at_most"),
        ("some 1,300 people", 1300, "approximately"),
        ("nearly 90 people", 90, "approximately"),
        ("an estimated 5,000 people", 5000, "approximately"),
        ("trained 90 people", 90, "exact"),
    ],
)
def test_a_number_is_meant_as_the_words_around_it_say(rules: tuple[Hedge, ...], text: str, value: int, qualifier: str) -> None:
    (number,) = numbers(text)
    assert (number.value, meant(text, number, rules)[0]) == (value, qualifier)


def test_the_words_for_how_a_number_is_meant_are_part_of_its_span(rules: tuple[Hedge, ...]) -> None:
    text = "It trained more than 240 clerks."
    (number,) = numbers(text)
    _, hedge, start = meant(text, number, rules)
    assert text[start : number.end] == "more than 240"
    assert hedge is not None and hedge.rule == "trained.qualifier.at-least"


@given(st.integers(min_value=1, max_value=10**9 - 1))
def test_a_figure_with_separators_has_the_value_it_was_written_from(value: int) -> None:
    assert value_of(f"{value:,}") == value
    assert value_of(f"{value:,}".replace(",", "\u00a0")) == value


@given(st.text(alphabet="0123456789 ,.–-()ab%tn one two dozen million", max_size=60))
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    behind = 0
    for number in numbers(text):
        assert behind <= number.start < number.end <= len(text)
        behind = number.end
