"""``extract.toml``: the options one does not want to type again, a table a command."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import UserError

if TYPE_CHECKING:
    import click

FILE = "extract.toml"


class SettingsError(UserError):
    """A settings file that is wrong; the message names the file, the table, the key, and what there is."""


def load_settings(path: Path) -> dict[str, dict[str, Any]]:
    """The tables of a settings file by command; none where the file is not there. Raises ``SettingsError``."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read ({error})") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is not TOML: {error}") from None
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise SettingsError(f"{path}: {name} stands outside a table; put it under the command it is for, e.g. [run]")
    return tables


def check_tables(path: Path, tables: Iterable[str], commands: Sequence[str]) -> None:
    """Raises ``SettingsError`` for a table that is for no command: what stands in it would be passed over."""
    for name in tables:
        if name not in commands:
            raise SettingsError(f"{path}: [{name}]: no such command; there are: {', '.join(commands)}")


def defaults(path: Path, tables: Mapping[str, Mapping[str, Any]], name: str, command: click.Command) -> dict[str, Any]:
    """What a settings file says for one command, by the names of its parameters. Keys are the long options without dashes.

    Raises ``SettingsError`` for a key that is no option of the command.
    """
    known = {key: parameter.name for parameter in command.params for key in _keys(parameter)}
    given: dict[str, Any] = {}
    for key, value in tables.get(name, {}).items():
        parameter = known.get(key.replace("_", "-"))
        if parameter is None:
            raise SettingsError(f"{path}: [{name}] {key}: no such option; there are: {', '.join(sorted(known))}")
        given[parameter] = value
    return given


def _keys(parameter: click.Parameter) -> list[str]:
    if parameter.param_type_name == "argument":
        return [str(parameter.name)]
    return [option.removeprefix("--") for option in parameter.opts if option.startswith("--")]
