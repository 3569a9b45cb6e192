"""The five tables: a row a value, beside the sentence and page it was drawn from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from extract.fields.countries.value import Country
from extract.fields.value import plain
from extract.records.record import Record
from extract.records.tables import columns, rows, tables
from tests.records.make import numbers, record, source, trained


def table(name: str, *records: Record) -> list[dict[str, Any]]:
    heads = [column.name for column in columns(name)]
    return [dict(zip(heads, row, strict=True)) for row in rows(name, records)]


@pytest.mark.parametrize("name", tables())
def test_columns_have_names_of_their_own_whatever_the_case(name: str) -> None:
    heads = [column.name.lower() for column in columns(name)]
    assert len(set(heads)) == len(heads)
    assert all(column.meaning and column.width for column in columns(name))


@pytest.mark.parametrize("name", tables())
def test_cells_are_of_the_kind_their_column_says(name: str) -> None:
    for column, cell in zip(columns(name), next(iter(rows(name, [record()]))), strict=True):
        assert cell is None or isinstance(cell, {"number": int, "decimal": float}.get(column.kind, str)), column


def test_a_row_names_the_sentence_the_page_and_the_rule() -> None:
    [row] = table("resolutions", record())
    assert row["symbol"] == "S/RES/2155 (2014)"
    assert row["mention"] == "resolution 2155 (2014)"
    assert row["sentence"] == "The course followed resolution 2155 (2014)."
    assert (row["report"], row["file"], row["page"], row["number"]) == ("S/2031/7", "s-2031-7.pdf", 5, "23")
    assert (row["rule"], row["review"], row["record"]) == ("test.rule", None, record().id)


def test_a_row_of_people_trained() -> None:
    [row] = table("trained", record())
    assert (row["count"], row["female"], row["male"]) == (40, 12, None)
    assert (row["in_total"], row["why_not"], row["item"], row["part_of"]) == ("yes", None, 1, None)
    assert (row["countries"], row["partners"], row["page"]) == ("SSD", "UNDP", 4)


def test_a_country_from_the_header_has_no_sentence() -> None:
    country = Country("MLI", "Mali", "466", "context")
    [row] = table("countries", record(countries=(country,)))
    assert (row["iso3"], row["mention"], row["sentence"], row["rule"], row["page"]) == ("MLI", None, None, None, 4)


def test_a_persons_word_has_its_column() -> None:
    [row] = table("partners", record(partners=(replace(record().partners[0], review="accepted"),)))
    assert row["review"] == "accepted"
    assert row["machine"] is None


def test_what_the_machine_had_said_stands_beside_a_correction() -> None:
    before = {**plain(record().trained[0]), "female": 9, "status": "planned", "topic": None, "part_of": "200@3"}
    [row] = table("trained", record(trained=(replace(record().trained[0], review="corrected", machine=before),)))
    assert (row["female"], row["review"], row["machine"]) == (12, "corrected", "female: 9; status: planned")


def test_parts_point_to_the_row_of_their_total() -> None:
    one = numbers(trained(350, text="350"), trained(120, text="350 120", part_of=0))
    total, part = table("trained", one)
    assert (total["item"], part["item"], part["part_of"]) == (1, 2, 1)
    assert part["in_total"] == "no"


def test_the_sum_over_in_total_is_the_sum_of_the_records_table() -> None:
    records = [
        numbers(trained(350, text="350"), trained(120, text="350 120", part_of=0)),
        numbers(trained(90, text="90", status="planned")),
        replace(record("late"), source=source(report="S/2031/7/Rev.1", file="rev.pdf")),
    ]
    records = [replace(one, id=str(number)) for number, one in enumerate(records)]
    summed = sum(row["count"] for row in table("trained", *records) if row["in_total"] == "yes")
    people = [row["people_trained"] for row in table("records", *records)]
    assert people == [None, None, 40]
    assert summed == 40
    assert {row["why_not"] for row in table("trained", *records)} == {
        None,
        "told again in S/2031/7/Rev.1",
        "part of another number of this paragraph",
        "planned, not done",
    }
