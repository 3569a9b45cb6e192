"""Nothing large passes unlooked."""

from __future__ import annotations

from extract.records.counting import count
from extract.records.large import large_rows, look_first
from extract.records.record import Record
from tests.records.told import paragraph, people


def told(number: int, at: int, group: str = "clerks", **given: object) -> Record:
    text = f"In place{chr(97 + at)}, the school taught {number:,} {group} a subject{chr(97 + at)}."
    return paragraph(text, people(text, **given), at=at * 10)


def test_the_rows_that_make_up_a_total_are_to_be_looked_at_first() -> None:
    done = count([*(told(10 + at, at) for at in range(20)), told(900, 20), told(800, 21)])
    assert [(one.kind, one.reading, one.against) for one in large_rows(done)] == [
        ("large part of the run's training total", "900 clerks", "43% of 2,090"),
        ("large part of the run's training total", "800 clerks", "38% of 2,090"),
    ]
    assert look_first(done) == "2 of 22 rows make up 81% of the total; look at these first (checks.csv)"


def test_a_country_has_its_own_total() -> None:
    kenya = [told(10, at, countries=("KEN",)) for at in range(1, 4)]
    done = count([told(9_000, 0, countries=("MLI",)), *kenya[:2], told(90, 3, countries=("KEN",))])
    assert [one.against for one in large_rows(done) if one.kind == "large part of a country's total"] == ["82% of 110 (KEN)"]


def test_of_rows_alike_none_stands_out() -> None:
    done = count([told(100, at, "nurses", countries=("KEN",)) for at in range(3)])
    assert large_rows(done) == []
    assert look_first(done) == ""


def test_more_than_a_plausible_course_is_marked_even_alone() -> None:
    done = count([told(2_500, 1, "judges", category="judiciary", activity="mentoring")])
    [one] = large_rows(done)
    assert (one.kind, one.against) == ("larger than a plausible course", "mentoring of officials: up to 1,000")


def test_what_is_in_no_total_is_not_marked() -> None:
    assert large_rows(count([told(9_000_000, 1, status="planned"), told(10, 2)])) == []


def test_listeners_do_not_hide_who_was_trained() -> None:
    training = [*(told(10 + at, at) for at in range(4)), told(900, 5)]
    done = count([*training, told(1_000_000, 6, "listeners", activity="awareness", category="community")])
    assert look_first(done) == (
        "training: 1 of 5 rows makes up 95% of the total; awareness: 1 of 1 rows makes up 100% of the total; "
        "look at these first (checks.csv)"
    )
