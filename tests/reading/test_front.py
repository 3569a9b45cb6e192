"""The wordings of a report's front: each finds the example beside it, and wrong ones are named by their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.reading.header.front import FILE, compiled, goes_on, groups, words_of
from extract.reading.header.read_header import check_wordings
from extract.rules.load import PatternError, Row, load_patterns

SEARCHED = {"title-word", "title-period", "org-of"}


@pytest.mark.parametrize("row", load_patterns().table(FILE), ids=lambda row: row.id)
def test_each_wording_finds_its_example(row: Row) -> None:
    pattern = compiled(row, "pattern")
    found = pattern.search(row["example"]) if row["kind"] in SEARCHED else pattern.fullmatch(row["example"])
    assert found


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("front.own,menu,(unclosed,x,y", ":2: front.own: pattern is no regular"),
        ("front.own,menue,x,x,y", ":2: front.own: kind is none"),
    ],
)
def test_a_wrong_wording_is_named_by_its_line(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "reading").mkdir()
    (tmp_path / "reading" / "front.csv").write_text(f"id,kind,pattern,example,reason\n{line}\n", "utf-8")
    with pytest.raises(PatternError) as caught:
        check_wordings(load_patterns(tmp_path))
    assert reason in str(caught.value)


def test_symbols_of_many_bodies() -> None:
    symbol = words_of(load_patterns()).symbol
    for one in (
        "S/2031/54",
        "A/HRC/59/60",
        "DP-FPA/2031/1",
        "DP/FPA/2031/4 (Part II)",
        "S/RES/2790 (2030)",
        "E/CN.6/2031/3/Rev.1",
    ):
        found = symbol.search(f"See {one}.")
        assert found
        assert found.group().rstrip(".") == one
    assert not symbol.search("and/or his/her")


def test_broken_lines_are_joined_to_titles() -> None:
    assert goes_on("Strengthening of the", "Coordination")
    lines = ["Activities of the Joint Office for the Mountains and of the", "Mission in 2030", "Report by its head"]
    assert groups(lines) == [f"{lines[0]} {lines[1]}", lines[2]]
