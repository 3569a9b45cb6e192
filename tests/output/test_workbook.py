"""The workbook opens as typed tables; text stays text; what does not fit is said."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extract.output import workbook
from extract.output.workbook import CELL_CHARACTERS, write_workbook
from extract.records.record import Record
from extract.records.tables import columns, rows, tables
from tests.records.make import TEXT, record, source

ABOUT = {"cite": "Cite it so.", "versions": {"extract": "1.2.3", "model": "en 1"}}


def opened(tmp_path: Path, *records: Record) -> tuple[Any, list[str]]:
    lost = write_workbook(tmp_path / "records.xlsx", records, ABOUT)
    return openpyxl.load_workbook(tmp_path / "records.xlsx"), lost


def cells(sheet: Any, line: int) -> dict[str, Any]:
    return {head.value: sheet.cell(line, head.column) for head in sheet[1]}


@pytest.mark.parametrize("table", tables())
def test_each_table_is_a_sheet_with_the_rows_of_the_table(tmp_path: Path, table: str) -> None:
    one, two = record(), replace(record("b"), source=source(year=None, page=None, title="¿Qué?"))
    book, lost = opened(tmp_path, one, two)
    sheet = book[table]
    assert [head.value for head in sheet[1]] == [column.name for column in columns(table)]
    assert [tuple(cell.value for cell in line) for line in sheet.iter_rows(min_row=2)] == list(rows(table, [one, two]))
    assert lost == []


@pytest.mark.parametrize("table", tables())
def test_each_sheet_is_a_filterable_table_under_a_frozen_header(tmp_path: Path, table: str) -> None:
    book, _ = opened(tmp_path, record(), record("b"))
    sheet = book[table]
    [found] = sheet.tables.values()
    assert found.ref == sheet.dimensions
    assert found.autoFilter.ref == found.ref
    assert found.column_names == [column.name for column in columns(table)]
    assert sheet.freeze_panes == "B2"
    assert all(sheet.column_dimensions[head.column_letter].width > 5 for head in sheet[1])


def test_what_is_not_stated_is_an_empty_cell(tmp_path: Path) -> None:
    book, _ = opened(tmp_path, record(partners=(), countries=(), trained=()))
    row = cells(book["records"], 2)
    assert (row["countries"].value, row["partners"].value) == (None, None)
    with zipfile.ZipFile(tmp_path / "records.xlsx") as file:
        sheets = [file.read(name).decode() for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any("<t></t>" in sheet or "<t/>" in sheet for sheet in sheets)


def test_numbers_are_numbers_and_what_only_looks_like_one_is_text(tmp_path: Path) -> None:
    book, _ = opened(tmp_path, record(source=source(number="4.10")))
    row = cells(book["trained"], 2)
    assert {name: row[name].data_type for name in ("count", "female", "page", "year", "number")} == {
        "count": "n",
        "female": "n",
        "page": "n",
        "year": "n",
        "number": "s",
    }
    assert row["number"].value == "4.10"
    assert row["count"].number_format == "#,##0"
    assert row["year"].number_format == "0"
    assert row["sentence"].alignment.wrap_text


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(1)", "http://x.y", "<r>x</r>", "a\x01b\x0bc", "_x0041_", "{=1}"],
)
def test_text_is_never_a_formula_a_link_or_markup(tmp_path: Path, text: str) -> None:
    book, _ = opened(tmp_path, record(source=source(title=text)))
    cell = cells(book["records"], 2)["title"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    kept = openpyxl.utils.escape.unescape(cell.value) if "\x01" in text or "_x" in text else cell.value
    assert kept.strip() == text.strip()


def test_a_resolution_can_be_clicked(tmp_path: Path) -> None:
    book, _ = opened(tmp_path, record())
    cell = cells(book["resolutions"], 2)["url"]
    assert cell.value == cell.hyperlink.target == "https://undocs.org/S/RES/2155(2014)"


def test_links_that_do_not_fit_stay_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "SHEET_LINKS", 1)
    book, lost = opened(tmp_path, record(), record("b"))
    assert cells(book["resolutions"], 3)["url"].hyperlink is None
    assert cells(book["resolutions"], 3)["url"].value == "https://undocs.org/S/RES/2155(2014)"
    assert [line for line in lost if "links" in line] == [
        "records.xlsx: sheet resolutions: 1 of its links are beyond what Excel allows and stand there as text"
    ]


def test_rows_that_do_not_fit_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "SHEET_ROWS", 2)
    book, lost = opened(tmp_path, record(), record("b"))
    assert book["trained"].dimensions.endswith("2")
    assert "records.xlsx: sheet trained: 1 of the table's rows do not fit into a sheet; trained.csv has them" in lost
    assert len(lost) == len(tables())


@pytest.mark.parametrize("filler", ["x", "😀"])
def test_text_that_is_too_long_is_cut_and_said(tmp_path: Path, filler: str) -> None:
    long = record(text=TEXT + filler * CELL_CHARACTERS)
    book, lost = opened(tmp_path, long)
    text = cells(book["records"], 2)["text"].value
    assert long.text.startswith(text)
    assert CELL_CHARACTERS - 1 <= len(text.encode("utf-16-le")) // 2 <= CELL_CHARACTERS
    assert "sheet records: 1 of its cells held more" in lost[-1]


def test_an_empty_output_still_opens(tmp_path: Path) -> None:
    book, lost = opened(tmp_path)
    assert [sheet.title for sheet in book] == ["trained", "partners", "countries", "resolutions", "records", "totals", "About"]
    assert lost == []


def test_about_says_versions_citation_and_every_column(tmp_path: Path) -> None:
    book, _ = opened(tmp_path, record())
    said = [tuple(cell or "" for cell in row) for row in book["About"].iter_rows(values_only=True)]
    assert ("How to cite", "", "", "Cite it so.") in said
    assert ("extract", "1.2.3", "", "") in said
    for table in tables():
        for column in columns(table):
            assert (table, column.name, column.kind, column.meaning) in said


def test_equal_records_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_workbook(tmp_path / name / "records.xlsx", [record()], ABOUT)
    assert (tmp_path / "a" / "records.xlsx").read_bytes() == (tmp_path / "b" / "records.xlsx").read_bytes()
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["records.xlsx"]


def test_totals_stand_by_activity_with_their_range(tmp_path: Path) -> None:
    book, _ = opened(tmp_path, record())
    heads, first, *_ = book["totals"].iter_rows(values_only=True)
    row = dict(zip(heads, first, strict=True))
    assert (row["activity"], row["kind"], row["participations"], row["people_at_least"]) == ("training", "all", 40, 40)
    assert (row["sure"], row["with_doubtful"], row["women"], row["sex_told"]) == (40, 40, 12, 40)
