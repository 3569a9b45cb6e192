"""Which stated numbers of people may be added up, so that nobody is counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.records.record import Record, Trained
from extract.records.revisions import superseded


def why_not(item: Trained, replaced_by: str | None = None) -> str | None:
    """Why an item must stay out of a sum, in words; None where it may be added up.

    ``replaced_by`` is the report that tells the same again in a later edition (see ``revisions``).
    """
    if item.status == "planned":
        return "planned, not done"
    if item.part_of is not None:
        return "part of another number of this paragraph"
    if item.qualifier == "at_most":
        return "an upper bound"
    if replaced_by:
        return f"told again in {replaced_by}"
    return None


def counted(records: Iterable[Record]) -> Iterator[tuple[Record, Trained]]:
    """The items that may be added up, with their records."""
    found = list(records)
    replaced = superseded(found)
    for record in found:
        for item in record.trained:
            if why_not(item, replaced.get(record.id)) is None:
                yield record, item


def people_trained(records: Iterable[Record]) -> int:
    """The safe sum: people trained in all records, each counted once as far as the reports tell."""
    return sum(item.count for _, item in counted(records))
