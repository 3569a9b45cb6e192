"""The command line's help: every command is there, says what it does, and nothing heavy is imported for it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from extract.cli import Commands, cli


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
