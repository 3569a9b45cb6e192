"""An analyst's own table may come from any spreadsheet; what is wrong with it is named in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.checking.check import check
from extract.rules.load import PatternError, load_patterns

NAME = "partners/organizations.csv"


def own(folder: Path, data: bytes, name: str = NAME) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return folder


@pytest.mark.parametrize(
    "data",
    [
        "id,name,type\nown.lake,Fondation Été,ngo\n".encode(),
        "\ufeffid;name;type\r\nown.lake;Fondation Été;ngo\r\n".encode(),
        "# Ours;;\nid;name;type\n;;\nown.lake;Fondation Été;ngo\n".encode(),
        "sep=;\r\nid;name;type;\r\nown.lake;Fondation Été;ngo;\r\n".encode(),
        "id\tname\ttype\nown.lake\tFondation Été\tngo\n".encode("utf-16"),
        '"id";"name";"type"\n"own.lake";"Fondation Été";"ngo"\n'.encode(),
    ],
)
def test_tables_as_spreadsheets_save_them(tmp_path: Path, data: bytes) -> None:
    rows = {row.id: row for row in load_patterns(own(tmp_path, data)).table(NAME)}
    assert (rows["own.lake"]["name"], rows["own.lake"]["type"]) == ("Fondation Été", "ngo")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("id;name\nown.lake;Fondation Été\n".encode("cp1252"), r":2: is not UTF-8; save it as UTF-8 \(in Excel"),
        (
            b"id;naem\nown.lake;Lake Fund\n",
            r":2: nothing reads the column naem \(did you mean name\?\); the columns are: .*aliases",
        ),
        (b"id;name\nown.lake;Lake; Fund\n", r":2: 3 cells, but 2 columns \(a semicolon in a cell needs quotes\)"),
        (b"name;type\nLake Fund;ngo\n", r":1: the first line must name the columns, each once, among them id"),
    ],
)
def test_what_is_wrong_with_a_table_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(PatternError, match=said):
        load_patterns(own(tmp_path, data))


def test_a_file_in_the_wrong_place_is_told_the_right_one(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match=r"did you mean partners/organizations\.csv"):
        load_patterns(own(tmp_path, b"id,name\n", "organisations.csv"))
    (tmp_path / "organisations.csv").rename(tmp_path / "zebra.yaml")
    with pytest.raises(PatternError, match=r"there are: countries/ambiguous.yaml, .*trained/words.csv"):
        load_patterns(tmp_path)


def test_the_check_names_an_unknown_column_and_an_unknown_type(tmp_path: Path) -> None:
    found = check(own(tmp_path, b"id,naem,type\nown.lake,Lake Fund,charity\n"))
    assert {(one.kind, one.line, one.reason.split(";")[0]) for one in found} >= {
        ("error", 2, "nothing reads the column naem (did you mean name?)"),
        ("error", 2, "own.lake: “charity” is no type of organization"),
    }
