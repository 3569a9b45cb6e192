"""``extract init`` lays down what one can run at once, and touches nothing that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.cli.run import command
from extract.cli.settings import defaults, load_settings
from extract.errors import UserError
from extract.run.start import start


def test_a_new_folder_gets_settings_a_sample_and_a_place_for_rules(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    told = start(folder)
    made = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert made == {"extract.toml", "patterns/README.md", "raw/sample.md"}
    assert sum(line.startswith("made: ") for line in told) == 3
    assert told[-1] == f"next: cd {folder} && extract run"


def test_the_settings_laid_down_hold_with_every_line_taken_in(tmp_path: Path) -> None:
    start(tmp_path)
    path = tmp_path / "extract.toml"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(line.removeprefix("# ") if " = " in line else line for line in lines), "utf-8")
    given = defaults(path, load_settings(path), "run", command)
    assert {"paths", "output", "patterns", "model", "jobs", "reporter", "title", "year", "countries"} <= set(given)


def test_a_file_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "extract.toml").write_text("mine", "utf-8")
    told = start(tmp_path)
    assert (tmp_path / "extract.toml").read_text("utf-8") == "mine"
    assert f"left as it is: {tmp_path / 'extract.toml'}" in told


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UserError, match="cannot be written"):
        start(tmp_path / "file" / "below")
