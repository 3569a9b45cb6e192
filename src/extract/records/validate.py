"""Checks records against the schema, and what a schema cannot say: that each quote stands in the text, that indexes point."""

from __future__ import annotations

import codecs
import functools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from extract.fields.field import Field
from extract.fields.registry import all_fields
from extract.records.schema import definition, kinds, schema

_REASON = 200
_SURROGATE = re.compile("[\ud800-\udfff]")


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


@dataclass(frozen=True, slots=True)
class Malformed:
    """A line that is no JSON at all, and why."""

    reason: str


@functools.lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def problems(record: Any) -> list[Problem]:
    """All that is wrong with one record, as a dict; empty where it holds."""
    found = [Problem(_path(error.absolute_path), _shortened(error.message)) for error in _validator().iter_errors(record)]
    if not found:
        found = [*_not_whole(record), *_not_text(record)]
    if found:
        return sorted(found, key=lambda one: one.field)
    return list(_beyond_schema(record))


def _shortened(message: str) -> str:
    """A reason of one line: jsonschema quotes the value, which may be the whole paragraph."""
    line = " ".join(message.split())
    return line if len(line) <= _REASON else f"{line[: _REASON // 2]} … {line[-_REASON // 2 :]}"


def _path(parts: Any) -> str:
    path = ""
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path or "record"


def _not_whole(value: Any, path: str = "", decimals: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Numbers written as 8.0: whole to JSON Schema, but no offset or index to whoever reads them next.

    ``decimals`` are the attributes that may have places behind the point.
    """
    if isinstance(value, float):
        yield Problem(path, f"{value} is written with a decimal point")
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if name != "machine" and name not in decimals:
                yield from _not_whole(part, f"{path}.{name}" if path else name, _decimals().get(name, decimals))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _not_whole(part, f"{path}[{index}]", decimals)


@functools.lru_cache(maxsize=1)
def _decimals() -> dict[str, frozenset[str]]:
    """By field: the attributes of its values that the schema calls numbers, not integers."""
    return {
        field.name: frozenset(name for name, part in definition(field)["properties"].items() if "number" in kinds(part))
        for field in all_fields()
    }


def _not_text(record: Mapping[str, Any]) -> Iterator[Problem]:
    """Half of a surrogate pair is no character; no other program could read a file that holds it."""
    for name, part in record.items():
        if _SURROGATE.search(json.dumps(part, ensure_ascii=False)):
            yield Problem(name, "holds half of a surrogate pair, which is no character")


def _beyond_schema(record: Mapping[str, Any]) -> Iterator[Problem]:
    text = record["text"]
    for field in all_fields():
        values = record.get(field.name, ())
        for index, value in enumerate(values):
            for number, mention in enumerate(value["mentions"]):
                if text[mention["start"] : mention["end"]] != mention["text"] or mention["end"] > len(text):
                    where = f"{field.name}[{index}].mentions[{number}]"
                    yield Problem(where, f"the text has no “{mention['text']}” at {mention['start']}–{mention['end']}")
            if not value["mentions"] and not field.is_inherited(value) and "review" not in value:
                yield Problem(f"{field.name}[{index}]", "has no mention: nothing in the text says it")
        yield from (Problem(f"{field.name}{where}", reason) for where, reason in field.problems(values))
        if field.reference is not None:
            yield from _references(field, field.reference, values)


def _references(field: Field[Any], attribute: str, values: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Indexes of other values that point nowhere, or in a ring."""
    for index, item in enumerate(values):
        seen = {index}
        at = item[attribute]
        while at is not None:
            if at >= len(values):
                yield Problem(f"{field.name}[{index}].{attribute}", f"points to item {at}, but there are {len(values)}")
                break
            if at in seen:
                yield Problem(f"{field.name}[{index}].{attribute}", "is a part of itself")
                break
            seen.add(at)
            at = values[at][attribute]


def validate_file(path: Path) -> Iterator[Located]:
    """All that is wrong in a file of records (.jsonl: one a line; .json: a list), line by line. Raises ``OSError``."""
    seen: dict[str, int] = {}
    for line, record in _records(path):
        if isinstance(record, Malformed):
            yield Located(line, None, "line", record.reason)
            continue
        id_ = record.get("id") if isinstance(record, dict) and isinstance(record.get("id"), str) else None
        for problem in problems(record):
            yield Located(line, id_, problem.field, problem.reason)
        if id_ is not None:
            if id_ in seen:
                yield Located(line, id_, "id", f"stands in line {seen[id_]} too")
            seen.setdefault(id_, line)


def _records(path: Path) -> Iterator[tuple[int, Any]]:
    if path.suffix.lower() == ".json":
        loaded = _loaded(path.read_bytes().removeprefix(codecs.BOM_UTF8))
        yield from enumerate(loaded if isinstance(loaded, list) else [loaded], 1)
        return
    # Bytes are split at line feeds only: other line ends of Unicode may stand inside a text.
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, _loaded(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)


def _loaded(raw: bytes) -> Any:
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        return Malformed(f"is not UTF-8 (byte {error.start + 1})")
    except RecursionError:
        return Malformed("is not JSON of any use: nested too deep")
    except ValueError as error:
        return Malformed(f"is not JSON: {error}")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!r} is given twice in one object")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON")
