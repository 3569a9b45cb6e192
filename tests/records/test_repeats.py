"""The same people told of again are counted once; others who are as many are counted too."""

from __future__ import annotations

import pytest

from extract.records.counting import count
from tests.records.told import counted, paragraph, people, reason


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("In May, 150 nurses were trained in triage.", "After the course, all 150 nurses received a certificate."),
        ("In May, 150 nurses were trained in triage.", "These 150 nurses later took part in a workshop on ethics."),
        ("The Fund trained 45 clerks in filing.", "The 45 participants went home with a manual."),
        ("Training reached 1,284 health workers in the lake region.", "We are proud of the 1,284 health workers we trained."),
        ("A course on bookkeeping was held for 640 farmers.", "Farmers learned bookkeeping: 640 farmers took the course."),
        ("Red Cross branches trained 541 volunteers on protection.", "By the end, 541 volunteers had been trained."),
    ],
)
def test_the_same_people_told_of_again_in_a_section_are_counted_once(first: str, again: str) -> None:
    assert len(counted(paragraph(first, at=1), paragraph(again, at=2))) == 1


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("A course for 40 teachers was held in Kilifi in May.", "A course for 40 teachers was held in Lamu in June."),
        ("In March, 150 nurses were trained in triage.", "In October, 150 nurses were trained in triage."),
        ("UNDP trained 25 judges on evidence.", "A seminar on land law was attended by 25 judges."),
        ("The Fund trained 300 farmers in bee-keeping.", "Soap-making was taught to 300 farmers."),
        ("The Fund trained 120 police officers on evidence.", "The Fund trained 120 immigration officers on evidence."),
    ],
)
def test_as_many_others_are_counted_too(first: str, other: str) -> None:
    groups = [text.split("120 ")[1].split(" on")[0] if "120" in text else None for text in (first, other)]
    records = [
        paragraph(text, people(text, group=group), at=at)
        for at, (text, group) in enumerate(zip((first, other), groups, strict=True))
    ]
    assert len(counted(*records)) == 2


def test_numbers_of_two_countries_or_of_other_sexes_are_of_other_people() -> None:
    text = "A course on accounts was held for 1,640 farmers."
    kenya, uganda = people(text, countries=("KEN",)), people(text, countries=("UGA",))
    assert len(counted(paragraph(text, kenya, at=1), paragraph(text, uganda, at=2))) == 2
    women, men = people(text, female=1640), people(text, female=0)
    assert len(counted(paragraph(text, women, at=1), paragraph(text, men, at=2))) == 2


def test_in_one_paragraph_only_words_that_point_back_make_one_of_two() -> None:
    text = "The 90 teachers trained in May met again. In June the 90 teachers received a refresher course."
    assert counted(paragraph(text, people(text), people(text, 1))) == [90]
    text = "The Fund trained 40 teachers in Kilifi and 40 teachers in Lamu."
    assert counted(paragraph(text, people(text), people(text, 1))) == [40, 40]


def test_a_paragraph_printed_twice_in_a_report_is_counted_once() -> None:
    text = "In the year the Fund trained 41 teachers in the villages round the lake."
    first, again = paragraph(text, at=1, section="Summary", page=2), paragraph(text, at=30, section="Results", page=9)
    done = count([first, again])
    assert done.people == 41
    assert reason(done, again) == ("told already in the same words on page 2", f"{first.id}#1")


def test_one_report_saved_in_three_formats_is_counted_once() -> None:
    text = "In the year UNICEF trained 41 teachers in Kenya and WHO trained 77 nurses in Uganda, who went back to work."
    items = people(text, countries=("KEN",)), people(text, 1, countries=("UGA",))
    saved = [
        paragraph(text, *items, report=name, file=name, title="Rains and lessons in the lakes")
        for name in ("both.docx", "both.html", "both.txt")
    ]
    done = count(saved)
    assert done.people == 118
    assert reason(done, saved[2], 1) == ("told already in the same words in both.docx", "both.docx/1#2")


def test_another_publisher_may_have_trained_as_many() -> None:
    text = "A workshop on slander was held for 45 editors."
    other = "In the spring, a workshop on slander was held for 45 editors of the region."
    assert counted(paragraph(text, reporter="UNESCO", report="a"), paragraph(other, reporter="BBC", report="b")) == [45, 45]
    assert counted(paragraph(text, reporter="UNESCO", report="a"), paragraph(other, reporter="UNESCO", report="b")) == [45]


def test_issues_of_a_series_retell() -> None:
    told = [
        paragraph(
            "Since the flood, 4,272 volunteers were trained in first aid.",
            report=f"sitrep{number}",
            title=f"Floods in the delta: situation report no. {number}",
        )
        for number in (9, 10, 12)
    ]
    assert counted(*told) == [4272]


def test_years_of_a_publisher_are_counted_each() -> None:
    told = [
        paragraph(
            f"In {year}, 120 judges were trained.",
            report=f"r{year}",
            title=f"Annual report {year}",
            reporter="The Fund",
            year=year,
        )
        for year in (2031, 2032)
    ]
    assert counted(*told) == [120, 120]


def test_paragraphs_with_ids_and_no_report_are_counted_each() -> None:
    text = "In May, the Mission trained 150 nurses in triage in the north of the country."
    first, second = (paragraph(text, report="in.jsonl", at=at, id=f"p{at}") for at in (1, 2))
    assert counted(first, second) == [150, 150]


def test_a_part_told_again_is_counted_in_its_whole() -> None:
    text = "The Fund trained 350 officials, including 127 judges."
    first = paragraph(text, people(text), people(text, 1, part_of=0), at=1)
    again = paragraph("The 127 judges were given robes.", at=2)
    done = count([first, again])
    assert done.people == 350
    assert reason(done, again) == ("the same people are told of elsewhere in this report", f"{first.id}#1")


def test_what_is_planned_is_no_telling_of_what_was_done() -> None:
    plan = "The Fund will train 640 farmers in bookkeeping."
    assert counted(
        paragraph(plan, people(plan, status="planned")), paragraph("The Fund trained 640 farmers in bookkeeping.", at=2)
    ) == [640]


def test_a_person_puts_back_and_takes_out() -> None:
    first = paragraph("In May, 150 nurses were trained in triage.")
    text = "These 150 nurses later took part in a workshop on ethics."
    assert counted(first, paragraph(text, people(text, in_total="yes"), at=2)) == [150, 150]
    other = "In June, 33 clerks were trained."
    done = count([first, paragraph(other, people(other, in_total="no"), at=9)])
    assert (done.people, [one.why for one in done.out.values()]) == (150, ["left out by a person"])
