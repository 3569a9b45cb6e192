"""CSV as spreadsheets and data frames open it: nothing lost, nothing run."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fields.column import Column
from extract.output.delimited import safe, write_csv
from extract.records.tables import columns, rows, tables
from tests.records.make import record

ONE = (Column("a", "text", 9, "A"), Column("b", "text", 9, "B"))


def test_the_bytes_are_those_of_rfc_4180_with_a_byte_order_mark(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", ONE, [("x,y", 'say "no"'), (None, 7), ("é\nü", "")])
    expected = '\ufeffa,b\r\n"x,y","say ""no"""\r\n,7\r\n"é\nü",\r\n'
    assert (tmp_path / "t.csv").read_bytes() == expected.encode()


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "＝1"])
def test_a_cell_never_becomes_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["a=1", "1-2", "'t is", "", "(+)", None, -3, 0])
def test_other_cells_stay_as_they_are(cell: str | int | None) -> None:
    assert safe(cell) == cell


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.integers() | st.none()), max_size=5))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, int | None]]) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    write_csv(path, ONE, table)
    with path.open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.reader(file))[1:]
    expected = [[str(safe(text)), "" if number is None else str(number)] for text, number in table]
    assert read == expected


@pytest.mark.parametrize("name", tables())
def test_pandas_reads_each_table(tmp_path: Path, name: str) -> None:
    write_csv(tmp_path / "t.csv", columns(name), rows(name, [record()]))
    of_kind = {"number": "Int64", "decimal": "Float64"}
    kinds = {column.name: of_kind.get(column.kind, "str") for column in columns(name)}
    frame = pandas.read_csv(tmp_path / "t.csv", dtype=kinds, keep_default_na=False, na_values=[""])
    assert list(frame.columns) == [column.name for column in columns(name)]
    read = [None if pandas.isna(cell) else cell for cell in frame.iloc[0]]
    assert read == list(next(iter(rows(name, [record()]))))


def test_half_a_surrogate_pair_does_not_stop_the_run(tmp_path: Path) -> None:
    write_csv(tmp_path / "t.csv", ONE, [("a\ud800", None)])
    assert (tmp_path / "t.csv").read_text("utf-8-sig").splitlines()[1] == "a?,"
