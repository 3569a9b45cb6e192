"""extract.toml gives options of a command; the command line goes before it, and a wrong key is one clear line."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from extract.cli.settings import SettingsError, check_tables, defaults, load_settings


@click.command("run")
@click.argument("paths", nargs=-1)
@click.option("-o", "--output")
@click.option("--country", "countries", multiple=True)
def command(paths: tuple[str, ...], output: str, countries: tuple[str, ...]) -> None:
    click.echo(f"{paths} {output} {countries}")


def settings(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "extract.toml"
    path.write_text(text, "utf-8")
    return path


def given(path: Path) -> dict[str, object]:
    return defaults(path, load_settings(path), "run", command)


def test_keys_are_the_long_options(tmp_path: Path) -> None:
    path = settings(tmp_path, '[run]\noutput = "out"\ncountry = ["SSD", "MLI"]\npaths = ["in"]\n[diff]\nanything = 1\n')
    assert given(path) == {"output": "out", "countries": ["SSD", "MLI"], "paths": ["in"]}


def test_without_a_file_there_are_no_defaults(tmp_path: Path) -> None:
    assert given(tmp_path / "extract.toml") == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[run]\nouput = 1\n", "[run] ouput: no such option; there are: country, output, paths"),
        ("output = 1\n", "output stands outside a table"),
        ("[run\n", "is not TOML"),
        ("[run]\noutput = \xff", "is not TOML"),
    ],
)
def test_what_is_wrong_is_one_line_that_names_it(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=r"extract\.toml") as caught:
        given(settings(tmp_path, text))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_table_for_no_command_is_one_line(tmp_path: Path) -> None:
    path = settings(tmp_path, "[rum]\njobs = 2\n")
    with pytest.raises(SettingsError, match=r"\[rum\]: no such command; there are: run, diff"):
        check_tables(path, load_settings(path), ("run", "diff"))
    check_tables(path, {"run": {}}, ("run", "diff"))
