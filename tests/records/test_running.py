"""Running totals: beside a period's number in no total, else once over the reports of a run."""

from __future__ import annotations

from extract.records.counting import count
from tests.records.told import counted, paragraph, people, reason


def since(number: int, issue: int, **where: object) -> object:
    text = f"Since 2012, the school has trained {number} midwives."
    where = {"title": f"Midwives for all: update {issue}", "reporter": "The Fund"} | where
    return paragraph(text, people(text, cumulative=True), report=f"u{issue}", **where)


def test_a_running_total_beside_a_periods_number_is_in_no_total() -> None:
    text = "In 2031, another 300 midwives were trained, bringing the total to 3,400 midwives."
    one = paragraph(text, people(text, part_of=1), people(text, 1, cumulative=True))
    done = count([one])
    assert [found.count for found in done.counted()] == [300]
    assert reason(done, one, 1) == ("a running total, beside the number of a period", f"{one.id}#1")


def test_a_running_total_alone_is_counted_once_over_all_reports() -> None:
    first, second, third = since(3100, 9), since(3400, 10), since(3650, 12)
    done = count([third, first, second])
    assert done.people == 3650
    assert reason(done, first) == ("a running total that goes on in u12", "u12/1#1")


def test_a_chapters_number_of_the_period_stands_for_the_running_total_of_the_report() -> None:
    text = "In the spring, 280 midwives were trained in the north."
    period = paragraph(text, report="u9", at=7, title="Midwives for all: update 9", reporter="The Fund")
    assert counted(since(3100, 9), period) == [280]


def test_running_totals_of_other_people_are_counted() -> None:
    text = "Since 2015, the court has trained 900 clerks."
    other = paragraph(text, people(text, cumulative=True), report="c1", title="Courts", reporter="The Fund")
    assert counted(since(3100, 9), other) == [3100, 900]
    assert counted(since(3100, 9), since(4100, 3, title="Another school", reporter="Another fund")) == [3100, 4100]


def test_a_part_of_a_periods_number_stays_a_part() -> None:
    text = "In 2031, 300 midwives, 40 of them men, were trained, 3,400 midwives since 2012."
    one = paragraph(text, people(text, part_of=2), people(text, 1, part_of=0), people(text, 2, cumulative=True))
    assert counted(one) == [300]


def told(number: int, issue: int, sentence: str) -> object:
    text = sentence.format(number)
    return paragraph(
        text, report=f"s{issue}", title=f"Hunger in the hills: situation report {issue}", reporter="The Fund", year=2031
    )


def test_a_number_that_grows_in_the_same_words_from_issue_to_issue_is_one() -> None:
    growing = "Health: {} people were reached with lessons on malaria, cholera and clean hands in the camps."
    done = count([told(67525, 9, growing), told(70360, 12, growing)])
    assert done.people == 70360
    assert [(one.why, one.judged) for one in done.out.values()] == [("a running total that goes on in s12", True)]
    assert counted(told(67525, 9, growing), told(61000, 12, growing)) == [67525, 61000]


def test_what_is_dated_is_added_up_from_issue_to_issue() -> None:
    weekly = "Health: this week {} people were reached with lessons on malaria, cholera and clean hands in the camps."
    assert counted(told(675, 9, weekly), told(703, 12, weekly)) == [675, 703]
