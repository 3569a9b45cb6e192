"""The sum of the people of a run, and arithmetic of its records that does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from extract.language.numbers import misprints
from extract.records.counting import Count, count
from extract.records.record import Record
from extract.records.telling import adding


def counted(records: Iterable[Record], done: Count | None = None) -> Iterator[tuple[Record, Any]]:
    """The numbers of people that may be added up, with their records; ``done`` where they were counted before."""
    held = list(records)
    known = done or count(held)
    for record in held:
        for field in adding():
            for index, value in enumerate(record.values(field.name)):
                if known.exclusion(record.id, field.name, index) is None:
                    yield record, value


def people_trained(records: Iterable[Record]) -> int:
    """The safe sum: people trained in all records, each counted once as far as the reports tell."""
    return count(records).people


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
