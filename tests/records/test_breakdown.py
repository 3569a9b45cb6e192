"""The figures: a sum and its range, by activity and kind of people, and how many different people there are at least."""

from __future__ import annotations

from typing import Any

from extract.records.breakdown import ALL_KINDS, Figure, Refused, figures_of, people_at_least
from extract.records.counting import count
from extract.records.record import Record
from tests.records.told import paragraph, people


def told(number: int, group: str, at: int, **given: Any) -> Record:
    where = {name: given.pop(name) for name in ("year", "report") if name in given}
    text = f"In place{'abcdefgh'[at]}, the school taught {number:,} {group} a subject{'abcdefgh'[at]}."
    return paragraph(text, people(text, **given), at=at * 10, **where)


def line(found: list[Figure], activity: str, kind: str = ALL_KINDS) -> Figure:
    return next(one for one in found if (one.activity, one.kind) == (activity, kind))


def test_listeners_and_judges_are_never_one_number() -> None:
    found = figures_of(
        count(
            [
                told(1_000_000, "listeners", 1, activity="awareness", category="community"),
                told(41, "judges", 2, category="judiciary"),
                told(77, "nurses", 3, category="health"),
            ]
        )
    )
    assert [(one.activity, one.kind, one.participations) for one in found] == [
        ("training", "all", 118),
        ("training", "officials", 41),
        ("training", "professionals", 77),
        ("awareness", "all", 1_000_000),
        ("awareness", "the public", 1_000_000),
    ]


def test_a_sum_has_a_range() -> None:
    done = count([told(100, "nurses", 1, confidence=0.95), told(41, "clerks", 2, confidence=0.6)])
    down = [Refused("A/1", "A/1.pdf", *one, "training", "professionals") for one in ((50, 0.3), (900, 0.02), (41, 0.5))]
    found = line(figures_of(done, down), "training")
    assert (found.participations, found.sure, found.with_doubtful) == (141, 100, 191)
    assert found.expected == round(95 + 24.6 + 15)


def test_totals_by_sex_say_how_many_people_they_cover() -> None:
    found = line(figures_of(count([told(30, "nurses", 1, female=28), told(970, "clerks", 2)])), "training")
    assert (found.women, found.sex_told, found.participations) == (28, 30, 1000)


def at_least(*records: Record) -> int:
    return people_at_least(count(records).counted())


def test_groups_that_may_overlap_count_by_their_largest() -> None:
    teachers = {"category": "education", "countries": ("KEN",)}
    assert at_least(told(40, "teachers", 1, **teachers), told(25, "teachers", 2, **teachers)) == 40
    nurses = told(33, "nurses", 3, category="health", countries=("KEN",))
    assert at_least(told(40, "teachers", 1, **teachers), nurses) == 73
    anyone = told(50, "participants", 4, countries=("KEN",))
    assert at_least(told(40, "teachers", 1, **teachers), nurses, anyone) == 73
    assert at_least(told(40, "teachers", 1, **teachers), told(90, "participants", 4, countries=("KEN",))) == 90


def test_countries_and_years_are_added_up() -> None:
    def place(*codes: str) -> dict[str, Any]:
        return {"category": "education", "countries": codes}

    kenya, uganda = told(40, "teachers", 1, **place("KEN")), told(25, "teachers", 2, **place("UGA"))
    assert at_least(kenya, uganda) == 65
    assert at_least(kenya, uganda, told(60, "teachers", 3, **place("KEN", "UGA"))) == 65
    assert at_least(kenya, uganda, told(95, "teachers", 3, **place("KEN", "MLI"))) == 120
    assert at_least(kenya, uganda, told(66, "teachers", 3, **place())) == 66
    assert at_least(kenya, told(45, "teachers", 1, **place("KEN"), year=2031, report="A/2")) == 85
