"""Every way of writing a number, and what looks like one and counts nobody."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.numbers import hedges, meant, misprints, numbers, value_of
from extract.rules.load import load_patterns

_COUNTS = st.integers(min_value=0, max_value=10**9)


def read(text: str) -> list[tuple[str, int]]:
    return [(text[one.start : one.end], one.value) for one in numbers(text)]


def values(text: str) -> list[int]:
    return [one.value for one in numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # scale words
        ("taught half a million herders", [500_000]),
        ("taught a quarter of a million herders", [250_000]),
        ("taught three quarters of a million herders", [750_000]),
        ("taught 4–5 million herders", [4_000_000]),
        ("taught between six and seven thousand herders", [6000]),
        ("taught 2 to 3 thousand herders", [2000]),
        ("taught three and a half million herders", [3_500_000]),
        ("taught 2 million 450 thousand herders", [2_450_000]),
        ("taught 3 lakh herders", [300_000]),
        ("taught 2 lakh 45 thousand herders", [245_000]),
        ("taught 1.5 crore herders", [15_000_000]),
        ("taught half a thousand herders", [500]),
        ("taught 1½ million herders", [1_500_000]),
        ("taught 2 ½ thousand herders", [2500]),
        ("taught six point two thousand herders", [6200]),
        ("taught seven hundred, twenty-two herders", [722]),
        ("taught one-hundred-and-thirty herders", [130]),
        ("taught a hundred and nine herders", [109]),
        ("taught one hundred and fifty-five thousand herders", [155_000]),
        # near ones
        ("taught half the class and five herders", [5]),
        ("taught one hundred, thirty of them weavers", [100, 30]),
        ("taught two and a half hours, and 20 herders", [20]),
        ("taught a few thousand herders", []),
        ("taught several dozen herders", []),
        ("taught 2 million and 30 herders", [2_000_000, 30]),
        ("between one hundred and two hundred herders", [100]),
    ],
)
def test_scales_make_a_number_as_large_as_it_is_said(text: str, expected: list[int]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("taught 17’300 herders", [17_300]),
        ("taught 4'210 herders", [4210]),
        ("taught 38, 412 herders", [38_412]),
        ("taught 2\u2007700 herders", [2700]),
        ("taught 2\u2009700 herders", [2700]),
        ("taught 1·900 herders", [1900]),
        ("taught 3.400 herders", [3400]),
        ("taught 1.250.000 herders", [1_250_000]),
        ("taught 2,5 million herders", [2_500_000]),
        ("taught 1.234 million herders", [1_234_000]),
        ("taught 3·5 million herders", [3_500_000]),
        ("taught 11,22,333 herders", [1_122_333]),
        ("taught 2 345 678 herders", [2_345_678]),
        # near ones
        ("taught 38, 412 and 20 herders", [38, 412, 20]),
        ("groups of 10, 120, and 300", [10, 120, 300]),
        ("scored 3.4 on the test", []),
        ("on 12.05.2029 we met", []),
        ("version 1.2.3 of it", []),
        ("rooms 1,5 of the school", []),
    ],
)
def test_any_mark_may_part_thousands(text: str, expected: list[int]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At camp 6 130 weavers came", [130]),
        ("In day 11 320 weavers came", [320]),
        ("Lot 9 250 weavers came", [250]),
        ("under Module 3 400 weavers came", [400]),
        ("In ward 8 55 weavers came", [55]),
        ("Year 3 learners came", []),
        ("Grade 7 learners came", []),
        ("On June 12 240 weavers came", [240]),
        ("In 2031, 2045 weavers came", [2045]),
        ("WFP 30 weavers and FAO 20 bakers", [30, 20]),
        # near ones
        ("We reached 6 130 weavers", [6130]),
        ("per week 40 weavers came", [40]),
        ("at each camp 120 weavers came", [120]),
        ("in Kilifi District 45 weavers came", [45]),
        ("this year 12 weavers came", [12]),
        ("by training 45 weavers", [45]),
        ("In 2031, 2032 and 2033 weavers came", []),
        ("In June 20 weavers came", [20]),
        ("ISO 9001 auditors", []),
        ("per class 40 pupils", [40]),
    ],
)
def test_a_labels_number_is_no_part_of_the_count_behind_it(text: str, expected: list[int]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("taught <60 clerks", "at_most"),
        ("taught ≤ 60 clerks", "at_most"),
        ("taught >60 clerks", "at_least"),
        ("taught ≥60 clerks", "at_least"),
        ("taught ~60 clerks", "approximately"),
        ("taught c. 60 clerks", "approximately"),
        ("taught c.60 clerks", "approximately"),
        ("taught ca. 60 clerks", "approximately"),
        ("taught approx. 60 clerks", "approximately"),
        ("taught just over 60 clerks", "at_least"),
        ("taught just under 60 clerks", "at_most"),
        ("taught at most 60 clerks", "at_most"),
        ("taught 60 or fewer clerks", "at_most"),
        ("taught a minimum of 60 clerks", "at_least"),
        ("taught 60-plus clerks", "at_least"),
        ("taught from 60 to 70 clerks", "at_least"),
        ("taught 60‑70 clerks", "at_least"),
        # near ones
        ("went over the plan with 60 clerks", "exact"),
        ("taught 60 clerks at most schools", "exact"),
        ("rose from 20 to 60 clerks", "exact"),
        ("spoke about the 60 clerks", "exact"),
        ("on the c 60 clerks", "exact"),
    ],
)
def test_words_and_signs_say_how_a_number_is_meant(text: str, qualifier: str) -> None:
    rules = hedges(load_patterns().rule_file("trained/qualifiers.yaml"))
    assert meant(text, list(numbers(text))[-1], rules)[0] == qualifier


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thirty (30) clerks", [("Thirty (30)", 30)]),
        ("30 (thirty) clerks", [("30 (thirty)", 30)]),
        ("taught 90 (1) clerks", [("90 (1)", 90)]),
        ("taught 90² clerks", [("90²", 90)]),
        ("taught 90[3] clerks", [("90[3]", 90)]),
        ("taught 90 [3] clerks", [("90 [3]", 90)]),
        # near ones
        ("taught 90 (45 of them old) clerks", [("90", 90), ("45", 45)]),
        ("clerks (33) came", [("33", 33)]),
        ("taught 9 (90) clerks", [("9", 9), ("90", 90)]),
        ("on 90 m² of land", []),
        ("taught in Gao[2] and Mopti [of 30 clerks]", [("30", 30)]),
    ],
)
def test_a_number_said_twice_or_with_a_notes_mark_is_one(text: str, expected: list[tuple[str, int]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "counts"),
    [
        ("1 4870 guides came", ["1 4870"], []),
        ("I9 guides came", ["I9"], []),
        ("l4 guides came", ["l4"], []),
        ("35O guides came", ["35O"], []),
        ("1,2345 guides came", ["1,2345"], []),
        ("1,350,00 guides came", ["1,350,00"], []),
        ("3 60 guides came", ["3 60"], []),
        ("taught 150 130 guides", ["150 130"], []),
        # near ones
        ("At site 1 4870 guides came", [], [4870]),
        ("O2 levels fell", [], []),
        ("2l bottles for 40 guides", [], [40]),
        ("1 487 guides came", [], [1487]),
        ("Kisumu 40 35 20", [], [40, 35, 20]),
        ("2 400 cooks and 150 130 guides", [], [2400, 150_130]),
        ("on 12 2031 guides", [], [12]),
    ],
)
def test_what_no_number_is_written_like_is_told_and_never_counted(text: str, expected: list[str], counts: list[int]) -> None:
    assert [one.text for one in misprints(text)] == expected
    assert values(text) == counts
    assert all(text[one.start : one.end] == one.text for one in misprints(text))


def _indian(value: int) -> str:
    figures = str(value)
    head, tail = figures[:-3], figures[-3:]
    pairs = []
    while head:
        pairs.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*pairs, tail])


@given(_COUNTS, st.sampled_from([",", "\u00a0", "\u2007", "\u2009", "\u202f", "’", "'", "·", "."]))
def test_every_count_is_read_back_with_any_thousands_mark(value: int, mark: str) -> None:
    written = f"{value:,}".replace(",", mark)
    text = f"It taught {written} clerks."
    assert read(text) == ([(written, value)] if value else [])


@given(_COUNTS)
def test_every_count_is_read_back_in_lakhs_and_crores(value: int) -> None:
    assert value_of(_indian(value)) == value


_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _in_words(value: int, joint: str, hyphen: str) -> str:
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = value % size
            head = f"{_in_words(value // size, joint, hyphen)} {name}"
            small = joint if rest < 100 else " "
            return head + (f"{small}{_in_words(rest, joint, hyphen)}" if rest else "")
    if value < 20:
        return _ONES[value]
    return _TENS[value // 10 - 2] + (f"{hyphen}{_ONES[value % 10]}" if value % 10 else "")


@given(_COUNTS, st.sampled_from([" ", " and ", "-and-"]), st.sampled_from(["-", " "]))
def test_every_count_is_read_back_in_words(value: int, joint: str, hyphen: str) -> None:
    written = _in_words(value, joint, hyphen)
    text = f"It taught {written} clerks."
    assert read(text) == ([(written, value)] if value else [])


@given(st.integers(1, 999), st.sampled_from([("thousand", 10**3), ("lakh", 10**5), ("million", 10**6), ("crore", 10**7)]))
def test_every_figure_is_as_large_as_its_scale(figure: int, scale: tuple[str, int]) -> None:
    name, size = scale
    assert read(f"It taught {figure} {name} clerks.") == [(f"{figure} {name}", figure * size)]
    assert values(f"It taught {figure}.5 {name} clerks.") == [figure * size + size // 2]


_PIECES = st.sampled_from(
    ["1", "12", "000", "1,000", " ", ",", ", ", ".", "’", "(", ")", "-", "–", "½", "half", "a", "million", "two", "hundred", "and", "to",
     "between", "from", "site", "May", "I8", "O", "%", "¹", "[2]", "m", "k", "point", "\u00a0", "teachers", "/", ":"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join) | st.lists(_PIECES, max_size=30).map(" ".join))
def test_whatever_the_text_spans_are_in_order_and_inside_it(text: str) -> None:
    behind = 0
    for one in sorted([*numbers(text), *misprints(text)], key=lambda found: found.start):
        assert behind <= one.start < one.end <= len(text)
        behind = one.end


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "1 000 ", "1,", "1,000,", "12 34 ", "one ", "a ", "half a ", "hundred and ", "one hundred and ", "I8", "1(1)", "1-", "between ",
     "between 1 and ", "3 million ", "site 4 120 ", "from 1 to 2 ", "¹", "one point ", "(1) ", "1 and a half ", "WHO "],
)  # fmt: skip
def test_the_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    def steps(times: int) -> int:
        seen = 0

        def count(*_: object) -> object:
            nonlocal seen
            seen += 1
            return count

        before, text = sys.gettrace(), piece * times
        sys.settrace(count)
        try:
            list(numbers(text))
        finally:
            sys.settrace(before)
        return seen

    steps(4)
    assert steps(400) <= 2.5 * steps(200) + 500
