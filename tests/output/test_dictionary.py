"""The data dictionary in the documentation is the one that the software says."""

from __future__ import annotations

from pathlib import Path

from extract.output.dictionary import entries, markdown

DOCUMENT = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_document_is_in_step() -> None:
    hint = "python -m extract.output.dictionary > docs/data-dictionary.md"
    assert DOCUMENT.read_text("utf-8") == markdown(), hint


def test_choices_come_from_the_schema() -> None:
    found = {entry.column: entry.choices for entry in entries("trained")}
    assert found["status"] == ("completed", "planned")
    assert "police" in found["category"]
    assert found["topic"] == ()
    assert {entry.column: entry.choices for entry in entries("resolutions")}["number"] == ()
