"""What a run says of numbers that tell again of people who are counted."""

from __future__ import annotations

from extract.records.counting import count
from extract.run.notes import repeat_warnings, repeats_info
from tests.records.told import paragraph, people


def test_each_near_repeat_is_told_with_the_way_back() -> None:
    first = paragraph("In May, 150 nurses were trained in triage.", page=3)
    done = count([first, paragraph("These 150 nurses later took part in a workshop on ethics.", at=2, page=4)])
    [note] = repeat_warnings(done)
    assert (note["file"], note["page"]) == ("A/1.pdf", 4)
    assert note["message"] == (
        "150 nurses (A/1/2#1) left out of the sum: the same people are told of on page 3 (A/1/1#1); "
        "if they are others, set “Put into the total” to yes in extract review"
    )
    assert [one["counted_in"] for one in repeats_info(done)] == ["A/1/1#1"]


def test_a_copy_of_a_report_is_told_once() -> None:
    text = "In the year UNICEF trained 41 teachers in Kenya and WHO trained 77 nurses in Uganda, who went back to work."
    items = people(text), people(text, 1)
    names = ("both.docx", "both.html")
    done = count([paragraph(text, *items, report=name, file=name, title="Rains and lessons in the lakes") for name in names])
    [note] = repeat_warnings(done)
    assert note["message"] == "2 numbers (118 people) left out of the sum: both.docx tells them in the same words"


def test_many_are_told_in_one_line() -> None:
    records = []
    for at in range(30):
        number = 3111 + 37 * at
        records += [
            paragraph(f"In spring, {number} nurses were trained in triage.", at=at * 9 + 1),
            paragraph(f"All {number} nurses were given a coat.", at=at * 9 + 2),
        ]
    found = repeat_warnings(count(records))
    assert len(found) == 21
    assert found[-1]["message"].startswith("10 more numbers tell again")
