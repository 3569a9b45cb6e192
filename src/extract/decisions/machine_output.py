"""What the machine itself gave, out of an output to which decisions may have been applied already."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.decisions.decision import fingerprint
from extract.decisions.listing import REJECTED_FILE
from extract.decisions.values import Portable, portable
from extract.errors import UserError
from extract.fields.field import Field
from extract.fields.registry import all_fields, by_name, names
from extract.fields.value import start_of
from extract.records.record import record_of


@dataclass(slots=True)
class MachineParagraph:
    """A paragraph and the machine's values of each field, in the form of ``extract.decisions.values.portable``."""

    id: str
    source: Mapping[str, Any]
    text: str
    values: dict[str, list[Portable]]
    paragraph: str = field(init=False)

    def __post_init__(self) -> None:
        self.paragraph = fingerprint(self.text)


def machine_output(folder: Path) -> list[MachineParagraph]:
    """The paragraphs of an output folder in their order. Raises ``UserError`` where it is no output of ``extract run``."""
    records = folder / "records.jsonl"
    if not records.is_file():
        raise UserError(f"{folder} is no output of extract run (there is no records.jsonl in it)")
    found: dict[tuple[str, str], MachineParagraph] = {}
    for line, given in _lines(records):
        try:
            record_of(given)
            one = MachineParagraph(given["id"], given["source"], given["text"], _machines(given))
        except (KeyError, TypeError, AttributeError) as error:
            raise UserError(f"{records}:{line}: is no record ({type(error).__name__}: {error}); run extract validate") from None
        found[(one.id, one.text)] = one
    rejected = folder / REJECTED_FILE
    added = False
    for line, given in _lines(rejected) if rejected.is_file() else ():
        try:
            place = (given["record"], given["text"])
            if place not in found:
                found[place] = MachineParagraph(*place[:1], given["source"], place[1], {name: [] for name in names()})
                added = True
            field = by_name(given["field"])
            values, value = found[place].values[field.name], given["value"]
            if not field.is_inherited(value):
                # What the header gives came in only because this one was rejected.
                values[:] = [one for one in values if not field.is_inherited(one)]
            _insert(values, value)
        except (KeyError, TypeError) as error:
            raise UserError(f"{rejected}:{line}: is no rejected value ({type(error).__name__}: {error})") from None
    if not added:
        return list(found.values())
    order: dict[str, int] = {}
    for one in found.values():
        order.setdefault(one.source["report"], len(order))
    return sorted(found.values(), key=lambda one: (order[one.source["report"]], one.source["ordinal"]))


def _lines(path: Path) -> Iterator[tuple[int, Any]]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, json.loads(line)
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror})") from None
    except ValueError:
        raise UserError(f"{path}:{number}: is no JSON; run extract validate") from None


def _machines(record: Mapping[str, Any]) -> dict[str, list[Portable]]:
    return {field.name: _machine(field, record.get(field.name, [])) for field in all_fields()}


def _machine(field: Field[Any], values: list[Mapping[str, Any]]) -> list[Portable]:
    """A field's values as the machine gave them: what a person added left out, what a person corrected put back."""
    given = portable(field, [_given(value) for value in values])
    return [one for value, one in zip(values, given, strict=True) if value.get("review") != "added"]


def _given(value: Mapping[str, Any]) -> Mapping[str, Any]:
    return value["machine"] if isinstance(value.get("machine"), dict) else value


def _insert(values: list[Portable], value: Portable) -> None:
    start = start_of(value)
    at = next((n for n, one in enumerate(values) if start_of(one) > start >= 0), len(values))
    values.insert(at, value)
