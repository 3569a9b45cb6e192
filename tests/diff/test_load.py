"""Reading a side: folders, files, lists; one clear line where it cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.diff import load
from extract.diff.compare import compare
from extract.diff.load import DiffError, Side
from extract.records.jsons import write_records_json
from extract.records.record import plain_record
from extract.records.totals import people_trained
from tests.diff.sides import output, paragraph, people

TEXTS = [
    f"Course {number} taught {number + 10} nurses, {number + 5} of them in the “north”.\u2028It went well."
    for number in range(40)
]
RECORDS = [paragraph(text, n + 1, trained=(people(n + 10, "nurses", text),)) for n, text in enumerate(TEXTS)]


def test_a_side_gives_back_its_records(tmp_path: Path) -> None:
    with Side(output(tmp_path / "out", RECORDS)) as side:
        found = [side.record(entry) for entry in side.reports["S/2031/7"]]
        assert found == RECORDS
        assert [side.text(entry) for entry in side.reports["S/2031/7"]] == TEXTS
        assert sum(side.people.values()) == people_trained(RECORDS)


@pytest.mark.parametrize("piece", [1, 7, 1 << 20])
def test_a_list_of_records_is_the_same_as_lines(tmp_path: Path, piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "_CHUNK", piece)
    lines = output(tmp_path / "out", RECORDS[:6])
    write_records_json(tmp_path / "list.json", RECORDS[:6])
    pretty = tmp_path / "pretty.json"
    pretty.write_text("\ufeff" + json.dumps([plain_record(one) for one in RECORDS[:6]], indent=2), encoding="utf-8")
    for file in (tmp_path / "list.json", pretty):
        assert compare(lines, file).empty
        with Side(file) as side:
            assert len(side) == 6


def test_a_folder_without_lines_is_read_by_its_list(tmp_path: Path) -> None:
    write_records_json(tmp_path / "records.json", RECORDS)
    with Side(tmp_path) as side:
        assert len(side) == len(RECORDS)


def test_an_empty_file_holds_no_records(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    diff = compare(tmp_path / "empty.jsonl", output(tmp_path / "out", RECORDS))
    assert {change.kind for change in diff.changes()} == {"added"}
    assert compare(tmp_path / "empty.jsonl", tmp_path / "empty.jsonl").empty


def test_two_records_that_share_an_id_are_an_error(tmp_path: Path) -> None:
    twice = output(tmp_path / "out", [RECORDS[0], RECORDS[1], RECORDS[0]])
    with pytest.raises(DiffError, match=rf"lines 1 and 3 share the id {RECORDS[0].id}"):
        compare(twice, output(tmp_path / "other", RECORDS))


LINE = json.dumps(plain_record(RECORDS[0]))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (LINE[:-30], r"records.jsonl:1: is not JSON"),
        (f"{LINE}\n7\n", r"records.jsonl:2: is no record"),
        (
            json.dumps({**plain_record(RECORDS[0]), "text": None}),
            r"records.jsonl:1: is no record \(None where a text belongs\)",
        ),
        (LINE.replace('"count"', '"number"'), r"records.jsonl:1: is no record of this version \(.*number.*\)"),
        (json.dumps({"id": "a", "source": {}}), r"records.jsonl:1: is no record \(no report\)"),
        (f"[{LINE},", r"record 1|cut off"),
        (f"[{LINE}, nonsense]", r"record 2: is not JSON"),
    ],
)
def test_what_is_no_file_of_records_is_told_in_a_line(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "records.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(DiffError, match=reason), Side(tmp_path):
        pass


def test_what_is_not_utf8_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_bytes(LINE.encode() + b"\n{\xff}\n")
    with pytest.raises(DiffError, match=r"records.jsonl:2: is not UTF-8 \(byte 2\)"), Side(tmp_path):
        pass


def test_a_record_of_another_version_is_told_when_it_is_read(tmp_path: Path) -> None:
    odd = {**plain_record(RECORDS[0]), "mood": "good"}
    (tmp_path / "odd.jsonl").write_text(json.dumps(odd), encoding="utf-8")
    with pytest.raises(DiffError, match=r"odd.jsonl:1: is no record of this version"):
        compare(tmp_path / "odd.jsonl", output(tmp_path / "out", RECORDS))


def test_a_path_that_is_not_there_or_holds_nothing(tmp_path: Path) -> None:
    with pytest.raises(DiffError, match="nowhere is not there"), Side(tmp_path / "nowhere"):
        pass
    with pytest.raises(DiffError, match=r"holds neither records.jsonl nor records.json"), Side(tmp_path):
        pass


def test_a_run_json_that_is_none_is_told_in_a_line(tmp_path: Path) -> None:
    folder = output(tmp_path / "out", RECORDS)
    for content in ("{", "[]"):
        (folder / "run.json").write_text(content, encoding="utf-8")
        with pytest.raises(DiffError, match=r"run.json is (not JSON|no run.json)"), Side(folder):
            pass


def test_an_odd_run_json_tells_what_it_can(tmp_path: Path) -> None:
    old = output(tmp_path / "old", RECORDS[:1], info={"versions": None, "patterns": [], "inputs": 3, "options": {"given": 1}})
    assert compare(old, output(tmp_path / "new", RECORDS[:1])).empty
