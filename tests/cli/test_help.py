"""The command line's help: every command is there, says what it does, and nothing heavy is imported for it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from extract.cli import Commands, cli
from extract.errors import UserError


@pytest.mark.parametrize("name", Commands.order)
def test_every_command_says_what_it_does_and_how(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert "Usage" in result.output
    command = cli.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    assert command.help
    for parameter in command.params:
        if parameter.param_type_name == "option":
            assert parameter.help, f"{name} {parameter.opts}"  # type: ignore[attr-defined]


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from extract.cli import cli\n"
        "for args in [['--help']] + [[name, '--help'] for name in cli.order]:\n"
        "    try:\n"
        "        cli.main(args, standalone_mode=False)\n"
        "    except SystemExit:\n"
        "        pass\n"
        "heavy = {'spacy', 'pandas', 'pyarrow', 'trafilatura', 'pypdfium2', 'numpy', 'scipy', 'starlette'} & set(sys.modules)\n"
        "sys.exit(f'imported: {sorted(heavy)}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-500:]


def test_a_command_that_is_not_there_is_one_line() -> None:
    done = subprocess.run([sys.executable, "-m", "extract", "rnu"], check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "rnu" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_failure_of_the_software_is_one_line_and_debug_shows_where(tmp_path, monkeypatch) -> None:
    script = (
        "import sys, extract.records.schema as s\n"
        "def fails(): raise RuntimeError('lost')\n"
        "s.schema = fails\n"
        "from extract.cli import main\n"
        "sys.argv[0] = 'extract'\n"
        "main()\n"
    )
    for more, traced in (([], False), (["--debug"], True)):
        done = subprocess.run([sys.executable, "-c", script, "schema", *more], check=False, capture_output=True, text=True)
        assert done.returncode != 0
        assert ("Traceback" in done.stderr) is traced
        assert traced or done.stderr.strip().startswith("extract: the software failed (RuntimeError: lost)")


@pytest.mark.parametrize(
    ("typed", "hint"), [("rnu", "Did you mean run?"), ("verfy", "Did you mean verify?"), ("zzz", "There are: run")]
)
def test_a_command_mistyped_gets_a_hint(typed: str, hint: str) -> None:
    result = CliRunner().invoke(cli, [typed])
    assert result.exit_code == 2
    assert hint in result.output


def test_paragraphs_of_help_stand_apart_and_examples_keep_their_lines() -> None:
    lines = CliRunner().invoke(cli, ["run", "--help"], env={"COLUMNS": "120"}).output.split("\n")
    stripped = [line.strip() for line in lines]
    first = stripped.index("Draw records from reports: files, folders or globs (default: raw/).")
    assert stripped[first + 1] == ""
    assert any(line.startswith("extract run report.pdf -o results ") for line in stripped)


def test_the_option_that_shows_where_it_failed_is_in_the_help() -> None:
    assert "--debug" in CliRunner().invoke(cli, ["--help"]).output


def test_an_output_folder_is_checked_by_its_records(tmp_path) -> None:
    done = CliRunner().invoke(cli, ["validate", str(tmp_path)], standalone_mode=False)
    assert isinstance(done.exception, UserError)
    assert "there is no records.jsonl in it" in str(done.exception)
    (tmp_path / "records.jsonl").write_text("", "utf-8")
    assert CliRunner().invoke(cli, ["validate", str(tmp_path)]).exit_code == 0


def test_a_file_given_to_explain_is_not_taken_for_a_paragraph(tmp_path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("The fund trained 4 nurses.", "utf-8")
    result = CliRunner().invoke(cli, ["explain", str(file)], env={"COLUMNS": "300"})
    assert result.exit_code == 2
    assert "is a file" in result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run"], "there is no folder raw here"),
        (["report"], "output is no output of extract run (it is not there)"),
        (["verify"], "output is no output of extract run (it is not there)"),
    ],
)
def test_in_an_empty_folder_each_command_says_what_it_lacks(tmp_path, monkeypatch, arguments: list[str], told: str) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert isinstance(done.exception, UserError)
    assert told in str(done.exception)
