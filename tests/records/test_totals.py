"""Summing what is in the total counts nobody twice."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extract.fields.registry import by_name
from extract.fields.trained.value import Trained
from extract.records.record import Record
from extract.records.totals import people_trained
from tests.records.make import numbers, source, trained


def reasons(*items: Trained) -> list[str | None]:
    return [by_name("trained").why_not(items, index) for index in range(len(items))]


def test_a_total_counts_and_its_parts_do_not() -> None:
    items = (trained(350, text="350"), trained(120, text="120", part_of=0), trained(30, text="30", part_of=1))
    part = "part of another number of this paragraph"
    assert reasons(*items) == [None, part, part]
    assert people_trained([numbers(*items)]) == 350


def test_what_is_planned_does_not_count_but_what_is_done_of_it_does() -> None:
    items = (trained(500, text="500", status="planned"), trained(120, text="120", part_of=0))
    assert reasons(*items) == ["planned, not done", None]
    assert people_trained([numbers(*items)]) == 120


def test_a_part_of_a_part_of_what_is_planned_counts_once() -> None:
    items = (
        trained(500, text="500", status="planned"),
        trained(120, text="120", part_of=0),
        trained(20, text="20", part_of=1),
    )
    assert people_trained([numbers(*items)]) == 120


def test_an_upper_bound_does_not_count() -> None:
    assert reasons(trained(200, text="200", qualifier="at_most")) == ["an upper bound"]


def edition(report: str, count: int, file: str | None = None) -> Record:
    one = numbers(trained(count, text=str(count)))
    return replace(one, id=f"{report}/{count}/{file}", source=source(report=report, file=file or f"{report}.pdf"))


def test_only_the_last_edition_of_a_report_counts() -> None:
    assert people_trained([edition("S/2031/7", 40), edition("S/2031/7/Rev.1", 45), edition("S/2031/8", 1)]) == 46
    assert people_trained([edition("S/2031/7/Rev.2", 50), edition("S/2031/7/Rev.1", 45)]) == 50


def test_two_copies_of_a_report_count_once() -> None:
    assert people_trained([edition("S/2031/7", 40, "a.pdf"), edition("S/2031/7", 40, "b.pdf")]) == 40


@given(st.data())
def test_no_chain_of_parts_counts_more_than_its_outermost_number(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 6))
    items = []
    for index in range(size):
        whole = data.draw(st.none() | st.integers(0, index - 1)) if index else None
        status = data.draw(st.sampled_from(["completed", "planned"]))
        items.append(trained(7, text="7", part_of=whole, status=status))
    inside = {index for index in range(size) if by_name("trained").why_not(items, index) is None}
    for index in inside:
        whole = items[index].part_of
        while whole is not None:
            assert whole not in inside
            whole = items[whole].part_of
    done = {index for index, item in enumerate(items) if item.status == "completed"}
    assert {index for index in done if items[index].part_of is None} <= inside <= done
