"""Verifying an output folder against its sources."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from extract.cli.verify import command
from extract.errors import UserError
from extract.records.record import plain_record
from extract.verify.verify import verify
from tests.records.make import TEXT, record, source


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output of one text file, which lies in ``raw`` under another name than it was read from."""
    raw = tmp_path / "raw" / "renamed.txt"
    raw.parent.mkdir()
    raw.write_text(f"{TEXT}\n\nSomething else.\n", "utf-8")
    digest = hashlib.sha256(raw.read_bytes()).hexdigest()
    place = source(report="old.txt", file="old.txt", sha256=digest, page=None, number=None, section=None, ordinal=1)
    written(tmp_path / "out", plain_record(record(source=place, breaks=())))
    return tmp_path


def written(folder: Path, *records: dict[str, Any]) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "records.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")


def test_what_was_drawn_from_a_file_is_proved_whatever_it_is_called_now(output: Path) -> None:
    verdict = verify(output / "out", [output / "raw"])
    assert (verdict.files, verdict.records, verdict.quotes) == (1, 1, 4)
    assert not verdict.wrong
    assert not verdict.not_checked


def test_a_changed_source_is_not_taken_for_the_one_it_was(output: Path) -> None:
    (output / "raw" / "renamed.txt").write_text(TEXT.replace("40", "400"), "utf-8")
    verdict = verify(output / "out", [output / "raw"])
    assert [(one.file, one.records) for one in verdict.not_checked] == [("old.txt", 1)]
    result = CliRunner().invoke(command, [str(output / "out"), "--raw", str(output / "raw")])
    assert result.exit_code == 3


def test_a_forged_record_is_found(output: Path) -> None:
    path = output / "out" / "records.jsonl"
    path.write_text(path.read_text("utf-8").replace("trained 40 police", "trained 90 police"), "utf-8")
    result = CliRunner().invoke(command, [str(output / "out"), "--raw", str(output / "raw")])
    assert result.exit_code == 1
    assert "the paragraph reads otherwise" in result.output


def test_an_output_that_is_none_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="give the output folder"):
        verify(tmp_path, [tmp_path])
    (tmp_path / "records.jsonl").write_text('{"id": 1}\n', "utf-8")
    with pytest.raises(UserError, match="is no record"):
        verify(tmp_path, [tmp_path])
