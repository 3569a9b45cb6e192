"""Decisions to test with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.decisions.decision import Decision, Verdict, fingerprint, new_id
from extract.decisions.values import portable
from extract.fields.registry import by_name
from extract.records.record import Record, plain_record
from tests.records.make import TEXT


def decision(
    verdict: Verdict,
    field: str,
    value: Mapping[str, Any],
    becomes: Mapping[str, Any] | None = None,
    *,
    text: str = TEXT,
    **given: Any,
) -> Decision:
    """A decision on a value of the paragraph ``text``: accepted as it is where ``becomes`` is not given."""
    if verdict == "accept" and becomes is None:
        becomes = value
    parts: dict[str, Any] = {
        "id": new_id(),
        "when": "2031-06-01T08:00:00.000000Z",
        "who": "Ana",
        "report": "S/2031/7",
        "record": "S-2031-7/23-0a1b2c3d",
        "was": None if verdict == "add" else value,
        "becomes": value if verdict == "add" else becomes,
    }
    return Decision(verdict=verdict, paragraph=fingerprint(text), field=field, value=by_name(field).key(value), **parts | given)


def values(record: Record, field: str) -> list[dict[str, Any]]:
    """A field's values as decisions hold them."""
    return portable(by_name(field), plain_record(record)[field])
