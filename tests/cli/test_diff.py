"""``extract diff`` as it is called: exit status, files, pipes, a terminal, git."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from extract.cli.diff import command
from extract.errors import UserError
from tests.diff.sides import output, paragraph, partner, people

TEXT = "UNDP trained 40 judges in Wau."


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A folder with outputs ``old`` and ``new``, in which a role and a number differ."""
    old = paragraph(TEXT, partners=(partner("UNDP", TEXT),), trained=(people(40, "judges", TEXT),))
    new = paragraph(TEXT, partners=(partner("UNDP", TEXT, role="funder"),), trained=(people(40, "judges", TEXT, female=9),))
    output(tmp_path / "old", [old])
    output(tmp_path / "new", [new])
    return tmp_path


def run(*args: object) -> tuple[int, str]:
    found = CliRunner().invoke(command, [str(arg) for arg in args], catch_exceptions=False)
    return found.exit_code, found.output


def test_the_exit_status_is_0_unless_asked_for(room: Path) -> None:
    assert run(room / "old", room / "new")[0] == 0
    assert run(room / "old", room / "new", "--exit-code")[0] == 1
    assert run(room / "old", room / "old", "--exit-code")[0] == 0


def test_only_the_fields_asked_for_count(room: Path) -> None:
    _, text = run(room / "old", room / "new", "--only", "trained")
    assert "female – → 9" in text and "partners" not in text
    assert run(room / "old", room / "new", "--only", "countries", "--only", "resolutions", "--exit-code")[0] == 0


def test_a_pipe_gets_plain_text_and_no_pager(room: Path) -> None:
    command_line = [sys.executable, "-m", "extract", "diff", "old", "new"]
    env = {**os.environ, "PAGER": "false", "LESS": "", "COLUMNS": "100"}
    done = subprocess.run(command_line, cwd=room, env=env, capture_output=True, text=True, check=True)
    assert "role implementer → funder" in done.stdout
    assert "\x1b" not in done.stdout and done.stderr == ""


@pytest.mark.skipif(shutil.which("script") is None, reason="needs a terminal to talk to")
def test_a_terminal_gets_a_pager_where_the_diff_is_longer_than_the_screen(room: Path) -> None:
    pager = room / "pager.sh"
    pager.write_text("#!/bin/sh\ncat > paged.txt\n")
    pager.chmod(0o755)
    env = {**os.environ, "PAGER": str(pager), "LINES": "10", "COLUMNS": "90", "TERM": "xterm"}
    line = f"{sys.executable} -m extract diff old new"
    subprocess.run(
        ["script", "-qec", line, "/dev/null"], cwd=room, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    assert "role implementer → funder" in (room / "paged.txt").read_text()
    (room / "paged.txt").unlink()
    subprocess.run(
        ["script", "-qec", f"{line} --no-pager", "/dev/null"],
        cwd=room,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    assert not (room / "paged.txt").exists()


def test_a_file_is_written_in_the_format_of_its_name(room: Path) -> None:
    assert run(room / "old", room / "new", "-o", room / "changes.json") == (0, "")
    assert json.loads((room / "changes.json").read_text("utf-8"))["summary"]["changes"] == 2
    assert run(room / "old", room / "new", "-o", room / "changes.html", "--exit-code") == (1, "")
    assert (room / "changes.html").read_text("utf-8").startswith("<!doctype html>")


def test_wrong_use_is_told_in_a_line(room: Path) -> None:
    with pytest.raises(UserError, match="nowhere is not there"):
        run(room / "nowhere", room / "new")
    with pytest.raises(UserError, match="cannot be written"):
        run(room / "old", room / "new", "-o", room / "missing" / "a.txt")
    assert run(room / "old", room / "new", "--pair", "S/2031/7")[0] == 2
    done = subprocess.run(
        [sys.executable, "-m", "extract", "diff", "x", "y"], cwd=room, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == "extract: x is not there; give a folder that extract run wrote, or a file of records\n"


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_shows_records_by_its_driver(room: Path) -> None:
    """The set-up that docs/diff.md gives: an attribute for records.jsonl and a driver that calls the command."""
    guide = (Path(__file__).parents[2] / "docs" / "diff.md").read_text("utf-8")
    attribute = "records.jsonl diff=extract"
    driver = """f() { extract diff "$2" "$5" --no-pager; }; f"""
    assert attribute in guide and driver in guide
    env = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }

    def git(*args: str) -> str:
        who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", f"diff.extract.command={driver}"]
        return subprocess.run(["git", *who, *args], cwd=room, env=env, capture_output=True, text=True, check=True).stdout

    git("init", "-q")
    (room / ".gitattributes").write_text(f"{attribute}\n")
    shutil.copytree(room / "old", room / "out")
    git("add", "out", ".gitattributes")
    git("commit", "-qm", "before")
    shutil.copy(room / "new" / "records.jsonl", room / "out" / "records.jsonl")
    shown = git("--no-pager", "diff")
    assert "role implementer → funder" in shown
    (room / "out" / "records.jsonl").unlink()
    assert "- partners     UNDP" in git("--no-pager", "diff")
