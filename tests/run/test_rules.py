"""Rules that cannot be used are told in one line before any report is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import UserError
from extract.evaluate.evaluate import Request, evaluate
from extract.explain.explanation import explain
from extract.language.context import Context
from extract.run.rules import loaded


def organizations(folder: Path, row: str) -> Path:
    (folder / "partners").mkdir()
    (folder / "partners" / "organizations.csv").write_text(f"id,name,type\n{row}\n", "utf-8")
    return folder


def test_an_organization_of_a_type_that_no_record_may_have_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"organizations\.csv:2: mine\.lakes: “charity” is no type .*ngo") as told:
        loaded(organizations(tmp_path, "mine.lakes,Fund of the Lakes,charity"))
    assert "\n" not in str(told.value)


def test_one_of_a_type_that_there_is_and_one_without_are_taken(tmp_path: Path) -> None:
    assert loaded(organizations(tmp_path, "mine.lakes,Fund of the Lakes,ngo\nmine.hills,Fund of the Hills,"))


def test_a_folder_that_is_not_there_is_one_line_whoever_asks(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    gold = tmp_path / "gold.jsonl"
    empty = '"countries": [], "partners": [], "trained": [], "resolutions": []'
    gold.write_text(f'{{"id": "a", "text": "It rained.", "context": {{}}, {empty}}}\n', "utf-8")
    with pytest.raises(UserError, match="is no folder of patterns"):
        loaded(nowhere)
    with pytest.raises(UserError, match="is no folder of patterns"):
        explain("It rained.", Context(), nowhere)
    with pytest.raises(UserError, match="is no folder of patterns"):
        evaluate(Request(gold, nowhere))
