"""The figures of a run as a table: what the workbook's sheet totals, the page and the closing summary show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extract.fields.column import Column, Row
from extract.records.breakdown import ALL_KINDS, Figure

TOTALS = (
    Column("activity", "text", 12, "training, awareness or mentoring; never added up to one number"),
    Column("kind", "text", 16, "Kind of people (patterns/trained/kinds.csv); all: every kind"),
    Column("participations", "number", 15, "Sum of count over the rows of trained whose in_total is yes", thousands=True),
    Column(
        "people_at_least", "number", 15, "Different people at least: groups that may overlap by their largest", thousands=True
    ),
    Column("sure", "number", 12, "Sum of the rows whose confidence is 0.9 or more", thousands=True),
    Column("expected", "number", 12, "Each number times its confidence, those turned down too", thousands=True),
    Column("with_doubtful", "number", 14, "The sum with every number turned down whose score is 0.1 or more", thousands=True),
    Column("rows", "number", 8, "Rows that the sum is made of", thousands=True),
    Column("women", "number", 10, "Women and girls among those whose sex is told", thousands=True),
    Column("men", "number", 10, "Men and boys among those whose sex is told", thousands=True),
    Column("sex_told", "number", 10, "People in rows that tell women or men", thousands=True),
)


def total_rows(found: Iterable[Figure]) -> Iterator[Row]:
    """Rows of the table of totals."""
    for one in found:
        yield tuple(getattr(one, column.name) for column in TOTALS)


def summary_lines(found: Sequence[Figure]) -> dict[str, str]:
    """The lines of the closing summary: each activity with its range, then its kinds of people and its women."""
    lines = {}
    for one in found:
        if one.kind != ALL_KINDS:
            lines[f"  {one.activity}: {one.kind}"] = f"{one.participations:,} ({range_of(one)})"
            continue
        lines[f"{one.activity}: participations"] = f"{one.participations:,} ({range_of(one)})"
        lines[f"{one.activity}: people, at least"] = f"{one.people_at_least:,}"
        if one.sex_told:
            lines[f"{one.activity}: women and girls"] = f"{one.women:,} of the {one.sex_told:,} people whose sex is told"
    return lines


def range_of(one: Figure) -> str:
    """The range of a sum in words."""
    return f"sure {one.sure:,}, expected {one.expected:,}, with the doubtful {one.with_doubtful:,}"
