"""What a run says of itself is read in one place, whatever version wrote it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.runfile import RunFile, RunFileError, known_of, read_runfile


def test_rules_are_told_with_their_files_and_without_as_older_runs_wrote_them() -> None:
    now = RunFile({"patterns": {"rules": {"partners/roles.yaml": {"mine": "ab"}}}})
    assert (now.rules, now.files) == ({"mine": "ab"}, {"mine": "partners/roles.yaml"})
    before = RunFile({"patterns": {"rules": {"mine": "ab"}}})
    assert (before.rules, before.files) == ({"mine": "ab"}, {})


def test_what_is_left_out_or_of_another_shape_is_not_known() -> None:
    odd = RunFile({"versions": None, "patterns": [], "inputs": 3, "options": 1, "rules": {"a": "b"}, "decisions": ""})
    assert (odd.versions, odd.fingerprint, odd.rules, odd.patterns, odd.countries) == ({}, None, {}, None, {})
    assert odd.fired is None


def test_a_file_that_is_not_there_is_none_and_one_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert read_runfile(tmp_path) is None
    (tmp_path / "run.json").write_text("no json", "utf-8")
    with pytest.raises(RunFileError, match="is not JSON"):
        read_runfile(tmp_path)
    assert known_of(tmp_path) == RunFile()
    (tmp_path / "run.json").write_text(json.dumps({"versions": {"extract": "1"}}), "utf-8")
    assert known_of(tmp_path).versions == {"extract": "1"}
