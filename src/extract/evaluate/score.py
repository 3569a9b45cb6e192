"""Scores records against gold, each field as it says (``extract.fields.gold``); what gold marks optional costs nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from extract.evaluate.gold import GoldItem
from extract.fields.gold import People, Sheet, Tally
from extract.fields.registry import all_fields
from extract.records.record import Record


def figures() -> tuple[str, ...]:
    """The names of the figures with precision, recall and F1, in the fields' order."""
    return tuple(name for field in all_fields() for name in field.gold.figures)


def shares() -> tuple[str, ...]:
    """The names of the figures that are shares."""
    return tuple(name for field in all_fields() for name in field.gold.shares)


def score(gold: Sequence[GoldItem], records: Iterable[Record]) -> list[Sheet]:
    """One sheet a gold paragraph, in order. A record answers the paragraph whose id is its ``source.id``."""
    by_id: dict[str | None, list[Record]] = defaultdict(list)
    for record in records:
        by_id[record.source.id].append(record)
    return [_sheet(item, by_id[item.id]) for item in gold]


def _sheet(item: GoldItem, records: Sequence[Record]) -> Sheet:
    sheet = Sheet()
    for field in all_fields():
        # A paragraph may have been annotated without a field that another package brings.
        wanted = item.wanted.get(field.name)
        if wanted is not None:
            found = [value for record in records for value in record.values(field.name)]
            field.gold.score(sheet, item.id, wanted, found)
    return sheet


def total(sheets: Iterable[Sheet]) -> dict[str, Tally]:
    """The tallies of all paragraphs, by figure."""
    found = {name: Tally() for name in (*figures(), *shares())}
    for sheet in sheets:
        for name, tally in sheet.tallies.items():
            found[name] += tally
    return found


def people(sheets: Iterable[Sheet]) -> People:
    """The people to add up, of all paragraphs."""
    return sum((sheet.people for sheet in sheets), People())
