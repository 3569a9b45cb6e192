"""Checks records against the schema, and what a schema cannot say: that each quote stands in the text, that indexes point."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from extract.records.schema import schema


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a record: the field (``trained[0].count``) and the reason, in words."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Located:
    """A problem in a file of records; ``line`` counts from 1 (in a .json file: the record's place in the list)."""

    line: int
    id: str | None
    field: str
    reason: str


@functools.lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def problems(record: Any) -> list[Problem]:
    """All that is wrong with one record, as a dict; empty where it holds."""
    found = [Problem(_path(error.absolute_path), error.message) for error in _validator().iter_errors(record)]
    if found:
        return sorted(found, key=lambda one: one.field)
    return list(_beyond_schema(record))


def _path(parts: Any) -> str:
    path = ""
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path or "record"


def _beyond_schema(record: Mapping[str, Any]) -> Iterator[Problem]:
    text = record["text"]
    for field in ("countries", "partners", "trained", "resolutions"):
        for index, value in enumerate(record[field]):
            for number, mention in enumerate(value["mentions"]):
                if text[mention["start"] : mention["end"]] != mention["text"]:
                    where = f"{field}[{index}].mentions[{number}]"
                    yield Problem(where, f"the text has no “{mention['text']}” at {mention['start']}–{mention['end']}")
    for index, value in enumerate(record["countries"]):
        if not value["mentions"] and value["via"] != "context" and "review" not in value:
            yield Problem(f"countries[{index}]", f"via {value['via']}, but without a mention")
    yield from _parts(record["trained"])


def _parts(trained: list[Mapping[str, Any]]) -> Iterator[Problem]:
    for index, item in enumerate(trained):
        seen = {index}
        at = item["part_of"]
        while at is not None:
            if at >= len(trained):
                yield Problem(f"trained[{index}].part_of", f"points to item {at}, but there are {len(trained)}")
                break
            if at in seen:
                yield Problem(f"trained[{index}].part_of", "is a part of itself")
                break
            seen.add(at)
            at = trained[at]["part_of"]


def validate_file(path: Path) -> Iterator[Located]:
    """All that is wrong in a file of records (.jsonl: one a line; .json: a list), line by line."""
    seen: dict[str, int] = {}
    for line, record in _records(path):
        if isinstance(record, ValueError):
            yield Located(line, None, "line", f"is not JSON: {record}")
            continue
        id_ = record.get("id") if isinstance(record, dict) else None
        for problem in problems(record):
            yield Located(line, id_, problem.field, problem.reason)
        if isinstance(id_, str):
            if id_ in seen:
                yield Located(line, id_, "id", f"stands in line {seen[id_]} too")
            seen.setdefault(id_, line)


def _records(path: Path) -> Iterator[tuple[int, Any]]:
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    if path.suffix == ".json":
        try:
            loaded = json.loads(text)
        except ValueError as error:
            yield 1, error
            return
        yield from enumerate(loaded if isinstance(loaded, list) else [loaded], 1)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                yield number, error
