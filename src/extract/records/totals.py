"""Which stated numbers of people may be added up, so that nobody is counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extract.records.record import Record, Trained
from extract.records.revisions import superseded


def why_not(trained: Sequence[Trained], index: int, replaced_by: str | None = None) -> str | None:
    """Why item ``index`` of a record's ``trained`` must stay out of a sum, in words; None where it may be added up.

    ``replaced_by`` is the report that tells the same again in a later edition (see ``revisions``).
    """
    own = _own_reason(trained[index])
    if own:
        return own
    if any(_own_reason(trained[whole]) is None for whole in _wholes(trained, index)):
        return "part of another number of this paragraph"
    if replaced_by:
        return f"told again in {replaced_by}"
    return None


def _own_reason(item: Trained) -> str | None:
    if item.status == "planned":
        return "planned, not done"
    return "an upper bound" if item.qualifier == "at_most" else None


def _wholes(trained: Sequence[Trained], index: int) -> Iterator[int]:
    """The numbers that an item is a part of, from its own whole outwards.

    A part of what is planned counts by itself ("will train 500, of whom 120 have graduated"): its whole is in no sum.
    """
    seen = {index}
    at = trained[index].part_of
    while at is not None and at not in seen and at < len(trained):
        yield at
        seen.add(at)
        at = trained[at].part_of


def counted(records: Iterable[Record]) -> Iterator[tuple[Record, Trained]]:
    """The items that may be added up, with their records."""
    found = list(records)
    replaced = superseded(found)
    for record in found:
        for index, item in enumerate(record.trained):
            if why_not(record.trained, index, replaced.get(record.id)) is None:
                yield record, item


def people_trained(records: Iterable[Record]) -> int:
    """The safe sum: people trained in all records, each counted once as far as the reports tell."""
    return sum(item.count for _, item in counted(records))
