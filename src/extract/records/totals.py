"""Which stated numbers of people may be added up, so that nobody is counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extract.fields.field import Field
from extract.fields.registry import all_fields
from extract.language.numbers import misprints
from extract.records.record import Record
from extract.records.revisions import superseded


def adding() -> tuple[Field[Any], ...]:
    """The fields whose values are numbers of people."""
    return tuple(field for field in all_fields() if field.adds_up)


def why_not(field: Field[Any], values: Sequence[Any], index: int, replaced_by: str | None = None) -> str | None:
    """Why a record's value must stay out of a sum, in words; None where it may be added up.

    ``replaced_by`` is the report that tells the same again in a later edition (see ``revisions``).
    """
    if not field.adds_up:
        return None
    own = field.why_not(values, index)
    return own or (f"told again in {replaced_by}" if replaced_by else None)


def counted(records: Iterable[Record]) -> Iterator[tuple[Record, Any]]:
    """The numbers of people that may be added up, with their records."""
    found = list(records)
    replaced = superseded(found)
    for record in found:
        for field in adding():
            values = record.values(field.name)
            for index, value in enumerate(values):
                if why_not(field, values, index, replaced.get(record.id)) is None:
                    yield record, value


def people_trained(records: Iterable[Record]) -> int:
    """The safe sum: people trained in all records, each counted once as far as the reports tell."""
    return sum(value.count for _, value in counted(records))


@dataclass(frozen=True, slots=True)
class Check:
    """What does not hold: a sum, or figures that no number is written with. Both readings in words.

    ``item`` is the index of the value in the record's ``field`` (None: of none); ``start`` where it stands in the text, if not at a value.
    """

    record: Record
    field: str
    item: int | None
    kind: str
    one_reading: str
    other_reading: str
    start: int = 0


def checks(records: Iterable[Record]) -> Iterator[Check]:
    """Every sum of every record that does not hold, and every misprint of a number in its text, in order."""
    for record in records:
        for field in adding():
            for item, kind, one, other in field.failing_sums(record.values(field.name), record.text):
                yield Check(record, field.name, item, kind, one, other)
        for misprint in misprints(record.text):
            yield Check(record, "", None, "figures that are no number", misprint.text, misprint.why, misprint.start)
