"""A total and its parts in other paragraphs: the parts or the whole, once."""

from __future__ import annotations

from extract.records.counting import count
from tests.records.told import counted, paragraph, people, reason

TOTAL = "In the year we trained a total of 1,284 community health workers."


def chapter(number: int, at: int, group: str = "community health workers", **given: object) -> object:
    text = f"In chapter {'abc'[at % 3]} the branch taught {number} {group} how to weigh children."
    return paragraph(text, people(text, group=group, **given), at=at * 10, section=f"Chapter {at}")


def total(**given: object) -> object:
    return paragraph(TOTAL, people(TOTAL, group="community health workers", **given), section="Summary")


def test_the_chapters_parts_of_a_summarys_total_are_counted_in_it() -> None:
    parts = [chapter(number, at) for at, number in enumerate((640, 344, 300), 1)]
    done = count([total(), *parts])
    assert done.people == 1284
    assert {reason(done, part) for part in parts} == {("a part of the total that is told elsewhere in this report", "A/1/1#1")}


def test_parts_that_say_their_country_are_counted_instead_of_a_total_that_does_not() -> None:
    countries = ("KEN", "UGA", "TZA")
    parts = [chapter(number, at, countries=(countries[at - 1],)) for at, number in enumerate((640, 344, 300), 1)]
    first = total()
    done = count([first, *parts])
    assert [one.count for one in done.counted()] == [640, 344, 300]
    assert reason(done, first) == ("the sum of numbers that other paragraphs tell", "A/1/10#1; A/1/20#1; A/1/30#1")


def test_the_whole_may_come_behind_its_parts() -> None:
    closing = paragraph(TOTAL, people(TOTAL, group="community health workers"), at=90, section="Conclusion")
    assert counted(*(chapter(number, at) for at, number in enumerate((640, 344, 300), 1)), closing) == [1284]


def test_chapters_that_tell_only_some_of_a_total_add_nothing_to_it() -> None:
    assert counted(total(), chapter(640, 1), chapter(344, 2)) == [1284]


def test_another_group_is_no_part_and_numbers_that_happen_to_add_up_are_none() -> None:
    assert sum(counted(total(), chapter(640, 1, "teachers"), chapter(644, 2, "teachers"))) == 2568
    texts = (
        "UNDP taught 20 teachers grammar.",
        "In May, 30 teachers learned first aid.",
        "Some 50 teachers took part in a course on law.",
    )
    assert sum(counted(*(paragraph(text, at=at * 9) for at, text in enumerate(texts)))) == 100


def test_a_list_in_the_summary_is_told_again_number_by_number() -> None:
    text = "The Fund and its partners trained 118 people in the year: 41 teachers and 77 nurses."
    summary = paragraph(text, people(text), people(text, 1, part_of=0), people(text, 2, part_of=0), section="Summary")
    text = "In the year UNICEF trained 41 teachers in Kenya and WHO trained 77 nurses in Uganda, who went back to work."
    results = paragraph(text, people(text, countries=("KEN",)), people(text, 1, countries=("UGA",)), at=8, section="Results")
    done = count([summary, results])
    assert done.people == 118
    assert reason(done, results)[1] == f"{summary.id}#1"


def test_a_total_of_people_is_the_sum_of_all_groups_of_one_paragraph() -> None:
    text = "In all, 118 people were trained."
    first = paragraph(text, section="Highlights")
    text = "Courses were held for 41 teachers in Kilifi and 77 nurses in Lamu."
    assert sum(counted(first, paragraph(text, people(text), people(text, 1), at=7))) == 118
