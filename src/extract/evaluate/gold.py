"""Gold: annotated paragraphs, one a line (``docs/gold.md`` says what each field means)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import UserError
from extract.fields.registry import all_fields


class GoldError(UserError):
    """A gold file that cannot be used; the message names file, line and reason."""


@dataclass(frozen=True, slots=True)
class GoldItem:
    """One annotated paragraph. ``wanted``: what gold holds, by field name, in the form of the field's ``gold``."""

    id: str
    text: str
    context: Mapping[str, Any]
    wanted: Mapping[str, tuple[Any, ...]]


def gold_files(path: Path) -> list[Path]:
    """The gold files that a path names: itself, or the ``*.jsonl`` of a folder. Raises ``GoldError`` where there is none."""
    if path.is_file():
        return [path]
    found = sorted(path.glob("*.jsonl")) if path.is_dir() else []
    if not found:
        raise GoldError(f"{path}: no gold there; give a .jsonl file of annotated paragraphs or a folder of them")
    return found


def read_gold(path: Path) -> list[GoldItem]:
    """The items of a gold file or folder, in order. Raises ``GoldError`` for the first line that is wrong."""
    found: list[GoldItem] = []
    seen: dict[str, str] = {}
    for file in gold_files(path):
        for where, given in _lines(file):
            try:
                item = gold_item(given)
            except (KeyError, TypeError, ValueError) as error:
                reason = f"lacks {error}" if isinstance(error, KeyError) else str(error)
                raise GoldError(f"{where}: {reason}") from None
            if item.id in seen:
                raise GoldError(f"{where}: has the id {item.id} of {seen[item.id]}; give it one of its own")
            seen[item.id] = where
            found.append(item)
    if not found:
        raise GoldError(f"{path}: holds no annotated paragraph")
    return found


def _lines(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{file}: cannot be read ({error})") from None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{file}:{number}"
        try:
            given = json.loads(line)
        except ValueError as error:
            raise GoldError(f"{where}: is not JSON ({error})") from None
        if not isinstance(given, dict):
            raise GoldError(f"{where}: is no JSON object")
        yield where, given


def gold_item(given: Mapping[str, Any]) -> GoldItem:
    """The item that a line of gold describes. Raises ``KeyError``, ``TypeError``, ``ValueError`` with what is wrong."""
    wanted = {field.name: field.gold.read(given[field.name]) for field in all_fields() if field.bundled or field.name in given}
    return GoldItem(_text(given, "id"), _text(given, "text"), given.get("context") or {}, wanted)


def _text(given: Mapping[str, Any], key: str) -> str:
    value = given[key]
    if not isinstance(value, str):
        raise ValueError(f"{key} must be a text")
    return value
