"""JSON Lines (one record a line), JSON (one list), and the other JSON files of an output."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from extract.records.record import Record, plain_record


def write_jsonl(path: Path, items: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line, UTF-8, as it stands (a reader splits at line feeds only)."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(jsonl_lines(items))


def jsonl_lines(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The lines of a JSON Lines file, each with its line end."""
    for item in items:
        yield _dumped(item) + "\n"


def write_records_json(path: Path, records: Iterable[Record]) -> None:
    """All records as one list, written one by one."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for number, record in enumerate(records):
            file.write(",\n" if number else "\n")
            file.write(_dumped(plain_record(record)))
        file.write("\n]\n")


def write_json(path: Path, value: Any) -> None:
    """One value, indented for people."""
    path.write_text(_dumped(value, indent=1) + "\n", encoding="utf-8", newline="\n")


def _dumped(value: Any, indent: int | None = None) -> str:
    """JSON as it stands; escaped where it holds half a surrogate pair (in a reject, say), which UTF-8 cannot carry."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent)
    return text
