"""JSON Lines (one record a line), JSON (one list), and the other JSON files of an output."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from extract.records.record import Record, plain


def write_jsonl(path: Path, items: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line, UTF-8, as it stands (a reader splits at line feeds only)."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for item in items:
            file.write(json.dumps(item, ensure_ascii=False) + "\n")


def write_records_json(path: Path, records: Iterable[Record]) -> None:
    """All records as one list, written one by one."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for number, record in enumerate(records):
            file.write(",\n" if number else "\n")
            file.write(json.dumps(plain(record), ensure_ascii=False))
        file.write("\n]\n")


def write_json(path: Path, value: Any) -> None:
    """One value, indented for people."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
