"""Finding the reports, and what reports.csv says of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extract.errors import UserError
from extract.fields.countries.names import Names
from extract.reading.inbox import Inbox, find
from extract.rules.load import load_patterns
from tests.reading.make import NAMES


def put(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return folder


def names(inbox: Inbox) -> list[str]:
    return [file.name for file in inbox.files]


def said(folder: Path, table: str | bytes) -> Inbox:
    (folder / "reports.csv").write_bytes(table.encode("utf-8") if isinstance(table, str) else table)
    return find([str(folder)], NAMES)


def test_folders_in_a_fixed_order_without_what_is_no_report(tmp_path: Path) -> None:
    put(tmp_path, b_dot_txt="B", A_dot_txt="A", sub__c_dot_txt="C", README_dot_md="r", _dot_hidden="h", Thumbs_dot_db="t")
    put(tmp_path / ".git", d_dot_txt="D")
    (tmp_path / "~$b.docx").write_bytes(b"lock")
    assert names(find([str(tmp_path)])) == ["A.txt", "b.txt", "sub/c.txt"]


def test_a_copy_is_read_once_and_told(tmp_path: Path) -> None:
    put(tmp_path, a_dot_txt="Same", b_dot_txt="Same")
    inbox = find([str(tmp_path)])
    assert names(inbox) == ["a.txt"]
    assert [(name, notice.code) for name, notice in inbox.notices] == [("b.txt", "copy")]


def test_links_that_lead_in_circles_or_nowhere(tmp_path: Path) -> None:
    put(tmp_path, sub__a_dot_txt="A")
    (tmp_path / "sub" / "round").symlink_to(tmp_path)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    inbox = find([str(tmp_path)])
    assert names(inbox) == ["sub/a.txt"]
    assert {name: notice.message for name, notice in inbox.notices} == {
        "gone.txt": "is a link that leads nowhere",
        "loop.txt": "is a link that leads nowhere",
    }


def test_odd_names_are_shown_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "two\nlines.txt").write_text("A", "utf-8")
    (tmp_path / "ünï côdé [1] 報告.txt").write_text("B", "utf-8")
    (tmp_path / os.fsdecode(b"legacy\xe9.txt")).write_text("C", "utf-8")
    found = names(find([str(tmp_path)]))
    assert found == ["legacy\ufffd.txt", "two\ufffdlines.txt", "ünï côdé [1] 報告.txt"]
    assert all(name.encode("utf-8") for name in found)
    assert names(find([str(tmp_path / "ünï côdé [1] 報告.txt")])) == ["ünï côdé [1] 報告.txt"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [("nowhere", "is not there"), ("*.nothing", "matches no file"), ("x" * 5000, "cannot be opened"), ("a\0b", "not there")],
)
def test_wrong_paths_are_one_line(tmp_path: Path, path: str, reason: str) -> None:
    with pytest.raises(UserError, match=reason) as caught:
        find([str(tmp_path / path)])
    assert "\n" not in str(caught.value)


def test_an_empty_folder_says_what_to_put_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="put PDF, Word"):
        find([str(tmp_path)])


def test_reports_csv_by_name_and_by_path_below(tmp_path: Path) -> None:
    put(tmp_path, a_dot_txt="A", y2030__a_dot_txt="B", y2031__a_dot_txt="C", y2031__own__d_dot_txt="D")
    put(tmp_path / "y2031" / "own", reports_dot_csv="file,reporter\nd.txt,Nearest\n")
    table = "file,title,reporter,year,countries\na.txt,Any,First,2029/30,Kenya|UGA\ny2031\\a.txt,,Second,2031,South Sudan\nd.txt,,Far,,\n"
    given = {file.name: file.given for file in said(tmp_path, table).files}
    assert given["a.txt"].reporter == given["y2030/a.txt"].reporter == "First"
    assert (given["a.txt"].year, given["a.txt"].countries) == (2030, ("KEN", "UGA"))
    assert (given["y2031/a.txt"].reporter, given["y2031/a.txt"].countries) == ("Second", ("SSD",))
    assert given["y2031/own/d.txt"].reporter == "Nearest"


@pytest.mark.parametrize(
    "table",
    [
        "file;reporter;year\nété.txt;Café du Nord;2030\n".encode("cp1252"),
        "\ufefffile;reporter;year\r\nété.txt;Café du Nord;2030\r\n".encode(),
        "sep=;\nFile;Reporter;Year\nété.txt;Café du Nord;2030\n".encode(),
        "file\treporter\tyear\nété.txt\tCafé du Nord\t2030\n".encode("utf-16"),
        'file,reporter,year\n"été.txt","Café du Nord",2030\n,,\n'.encode(),
        "file,reporter,year\nete\u0301.txt,Café du Nord,2030\n".replace("ete\u0301", "e\u0301te\u0301").encode(),
    ],
)
def test_reports_csv_as_spreadsheets_save_it(tmp_path: Path, table: bytes) -> None:
    (tmp_path / "été.txt").write_text("A", "utf-8")
    inbox = said(tmp_path, table)
    assert (inbox.files[0].given.reporter, inbox.files[0].given.year) == ("Café du Nord", 2030)
    assert inbox.notices == ()


def test_countries_are_known_by_the_names_of_the_rules_in_use(tmp_path: Path) -> None:
    rules = tmp_path / "rules" / "countries"
    rules.mkdir(parents=True)
    (rules / "countries.csv").write_text("id,iso3,iso2,m49,name,aliases\ncountry.name.TCD,TCD,TD,148,Chad,Lakeland\n", "utf-8")
    inbox = tmp_path / "inbox"
    put(inbox, a_dot_txt="A")
    (inbox / "reports.csv").write_text("file,countries\na.txt,Lakeland\n", "utf-8")
    with pytest.raises(UserError, match="is no country"):
        find([str(inbox)])
    for asked in (inbox, inbox / "a.txt", inbox / "*.txt"):
        assert find([str(asked)], Names(load_patterns(tmp_path / "rules"))).files[0].given.countries == ("TCD",)


def test_a_row_without_its_file_is_told(tmp_path: Path) -> None:
    put(tmp_path, a_dot_txt="A")
    inbox = said(tmp_path, "file,year\na.txt,2030\nb.txt,2030\n")
    assert [(name, notice.message) for name, notice in inbox.notices] == [
        ("reports.csv", "line 3 is about b.txt, which is not there; check the name")
    ]


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("name,year\na.txt,2030\n", ":1: the first line must name the columns"),
        ("file,publisher\na.txt,X\n", ":1: no such column: publisher"),
        ("file,year\na.txt,last\n", ":2: “last” is no year"),
        ("file,countries\na.txt,Atlantis\n", ":2: “Atlantis” is no country"),
        ("file,title\na.txt,One, two\n", ":2: 3 cells, but 2 columns"),
        ("file,title\n,Untitled\n", ":2: names no file"),
        ('file,title\na.txt,"One\ntwo"\na.txt,Again\n', ":4: a.txt has a row already"),
    ],
)
def test_a_wrong_row_is_named_by_its_line(tmp_path: Path, table: str, reason: str) -> None:
    put(tmp_path, a_dot_txt="A")
    with pytest.raises(UserError, match=r"reports\.csv") as caught:
        said(tmp_path, table)
    assert reason in str(caught.value)
