"""Reads back the records that a run wrote."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from extract.errors import UserError
from extract.fields.registry import names
from extract.records.record import Record, record_of


def read_records(path: Path) -> list[Record]:
    """The records of an output folder, a ``.jsonl`` or a ``.json`` file, in order.

    In a folder the pages of values that stand on a later page than their paragraph's first come from the tables. Raises
    ``UserError`` where there are none or they cannot be read.
    """
    file = path / "records.jsonl" if path.is_dir() else path
    try:
        text = file.read_text("utf-8-sig")
        lines = json.loads(text) if file.suffix == ".json" else [json.loads(line) for line in text.split("\n") if line.strip()]
        records = [record_of(line) for line in lines]
    except FileNotFoundError:
        reason = f"there is no {file.name} in it" if path.is_dir() else "it is not there"
        raise UserError(f"{path} is no output of extract run ({reason}); give the output folder of a run") from None
    except OSError as error:
        raise UserError(f"{file}: cannot be read ({error.strerror}); give the output folder of extract run") from None
    except (ValueError, KeyError, TypeError):
        raise UserError(f"{file}: holds something that is no record; extract validate {file} says what") from None
    return list(_with_pages(records, path)) if path.is_dir() else records


def _with_pages(records: list[Record], folder: Path) -> Iterator[Record]:
    pages = {table: _pages(folder / f"{table}.csv") for table in names()}
    for record in records:
        breaks: dict[int, int] = {}
        for table in names():
            for value, page in zip(record.values(table), pages[table].get(record.id, ()), strict=False):
                if page is not None and value.mentions:
                    breaks[value.mentions[0].start] = page
        own = record.source.page
        if own is not None and any(page != own for page in breaks.values()):
            record = replace(record, breaks=tuple(sorted(breaks.items())))
        yield record


def _pages(table: Path) -> Mapping[str, list[int | None]]:
    """The pages of a table's rows by record, in the order of its values."""
    found: dict[str, list[int | None]] = defaultdict(list)
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                page = row.get("page") or ""
                found[(row.get("record") or "").removeprefix("'")].append(int(page) if page.isdigit() else None)
    except (OSError, UnicodeDecodeError, csv.Error):
        return {}
    return found
