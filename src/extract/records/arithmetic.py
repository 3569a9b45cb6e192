"""Arithmetic of the text that does not hold: women and men against the number, parts against their total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.records.record import Record


@dataclass(frozen=True, slots=True)
class Check:
    """A sum that does not hold. ``item`` is the index in the record's ``trained``; both readings in words."""

    record: Record
    item: int
    kind: str
    one_reading: str
    other_reading: str


def checks(records: Iterable[Record]) -> Iterator[Check]:
    """Every sum of every record that does not hold, in order."""
    for record in records:
        for index, item in enumerate(record.trained):
            said = f"{item.count} {item.group}"
            women, men = item.female, item.male
            if women is not None and women > item.count:
                yield Check(record, index, "more women than people", said, f"{women} women")
            elif men is not None and men > item.count:
                yield Check(record, index, "more men than people", said, f"{men} men")
            elif women is not None and men is not None and women + men != item.count:
                yield Check(
                    record, index, "women and men against the number", said, f"{women} women and {men} men: {women + men}"
                )
            yield from _parts(record, index)


def _parts(record: Record, index: int) -> Iterator[Check]:
    whole = record.trained[index]
    parts = [item for item in record.trained if item.part_of == index]
    total = sum(part.count for part in parts)
    if total > whole.count and whole.qualifier != "at_least":
        listed = " + ".join(str(part.count) for part in parts)
        yield Check(record, index, "parts against their total", f"{whole.count} {whole.group}", f"{listed} = {total}")
