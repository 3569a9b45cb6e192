"""A later edition of a report takes the place of the earlier ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.records.record import Record
from extract.records.revisions import base_symbol, superseded
from tests.records.make import record, source


@pytest.mark.parametrize(
    ("symbol", "parts"),
    [
        ("S/2031/7", ("S/2031/7", 0)),
        ("S/2031/7/Rev.1", ("S/2031/7", 1)),
        ("S/2031/7/Rev. 12", ("S/2031/7", 12)),
        ("S/2031/7/Add.1", ("S/2031/7/Add.1", 0)),
        ("Review.1.pdf", ("Review.1.pdf", 0)),
    ],
)
def test_a_revision_is_known_by_its_symbol(symbol: str, parts: tuple[str, int]) -> None:
    assert base_symbol(symbol) == parts


def told(id_: str, report: str, file: str) -> Record:
    return replace(record(id_), source=source(report=report, file=file))


def test_all_but_the_last_edition_are_replaced() -> None:
    records = [
        told("a", "S/2031/7", "a.pdf"),
        told("b", "S/2031/7/Rev.2", "b.pdf"),
        told("c", "S/2031/7/Rev.1", "c.pdf"),
        told("d", "S/2031/7/Rev.2", "copy.pdf"),
        told("e", "S/2031/8", "e.pdf"),
    ]
    assert superseded(records) == {"a": "S/2031/7/Rev.2", "c": "S/2031/7/Rev.2", "d": "b.pdf"}
    assert superseded([]) == {}
