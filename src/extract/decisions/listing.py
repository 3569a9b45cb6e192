"""What a run says of the decisions it applied: ``decisions-open.csv``, ``rejected-values.jsonl``, run.json and lines to the user."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from extract.decisions.apply import Decided, OpenDecision
from extract.decisions.decision import Decision
from extract.fields.column import Column, Row
from extract.fields.registry import by_name

OPEN_FILE = "decisions-open.csv"
REJECTED_FILE = "rejected-values.jsonl"
OPEN = (
    Column("report", "text", 16, "The report in which it was decided"),
    Column("field", "text", 12, "The field whose value it is"),
    Column("value", "text", 40, "The value that was decided upon"),
    Column("verdict", "text", 10, "accept, correct, reject or add"),
    Column("why_open", "text", 60, "Why somebody should look at it again"),
    Column("who", "text", 16, "Who decided"),
    Column("when", "text", 28, "When (UTC)"),
    Column("comment", "text", 40, "The reviewer's comment"),
    Column(
        "record",
        "text",
        28,
        "Id of the record it stands in (table records); empty where its paragraph is in none of these reports",
    ),
    Column("decision", "text", 14, "Id of the line in decisions.jsonl"),
)
# How many single lines a run says on the terminal; the file holds them all.
_SAID = 20


def open_rows(decided: Decided) -> Iterator[Row]:
    """Rows of decisions-open.csv: against the rules first, then those that met no value, then those of other reports."""
    for one in _ordered(decided):
        said = one.thread.holds
        if said is not None:
            yield (
                said.report,
                said.field,
                shown(said),
                said.verdict,
                one.reason,
                said.who,
                said.when,
                one.thread.comment,
                one.record,
                said.id,
            )


def rejected_lines(decided: Decided) -> Iterator[dict[str, Any]]:
    """Lines of rejected-values.jsonl: each value that stays out of a record on a person's word."""
    for one in decided.out:
        yield {
            "decision": one.decision,
            "record": one.record,
            "field": one.field,
            "value": one.value,
            "source": one.source,
            "text": one.text,
        }


def decisions_info(decided: Decided) -> dict[str, Any]:
    """What run.json says of decisions: the file, its hash, how many were applied how, and which are open."""
    lines = "\n".join(one.id for one in decided.ledger.decisions)
    return {
        "file": decided.path.as_posix(),
        "fingerprint": hashlib.sha256(lines.encode("utf-8")).hexdigest(),
        "lines": len(decided.ledger.decisions),
        "passed_over": [{"line": one.line, "reason": one.reason} for one in decided.ledger.passed],
        "applied": dict(decided.counts),
        "open": [
            {"kind": one.kind, "decision": said.id, "record": one.record or None, "field": said.field, "value": shown(said)}
            | {"verdict": said.verdict, "who": said.who, "reason": one.reason}
            for one in _ordered(decided)
            if (said := one.thread.holds) is not None
        ],
    }


def decision_warnings(decided: Decided) -> list[dict[str, Any]]:
    """Rows for run.json's warnings, each one line to the user."""
    name = decided.path.as_posix()
    found = [f"line {one.line} {one.reason}; passed over" for one in decided.ledger.passed]
    given_up = [
        one for one in decided.open if one.kind == "unmet" and one.thread.holds and one.thread.holds.verdict == "reject"
    ]
    at_hand = [one for one in _ordered(decided) if one.kind != "elsewhere" and one.thread.holds and one not in given_up]
    for one in at_hand[:_SAID]:
        said = one.thread.holds
        if said is not None:
            found.append(f"{said.who}'s {said.verdict} of {said.field} {shown(said)} ({one.record}): {one.reason}")
    if len(at_hand) > _SAID:
        found.append(f"{len(at_hand) - _SAID:,} more decisions are open; {OPEN_FILE} lists them")
    if given_up:
        what = "1 rejected value is" if len(given_up) == 1 else f"{len(given_up):,} rejected values are"
        found.append(f"{what} no longer given by the rules: nothing to do; {OPEN_FILE} lists them")
    elsewhere = sum(one.kind == "elsewhere" for one in decided.open)
    if elsewhere:
        what = "1 decision is about a paragraph" if elsewhere == 1 else f"{elsewhere:,} decisions are about paragraphs"
        found.append(f"{what} that none of these reports holds; {OPEN_FILE} lists them")
    return [{"file": name, "page": None, "code": "decision", "message": message} for message in found]


def _ordered(decided: Decided) -> list[OpenDecision]:
    kinds = ("against", "unmet", "elsewhere")
    return sorted(decided.open, key=lambda one: kinds.index(one.kind))


def shown(said: Decision) -> str:
    """The value that a decision is about, in words."""
    value = said.was or said.becomes or {}
    try:
        return by_name(said.field).short(value) if value else said.value
    except (KeyError, TypeError, ValueError):  # a line that a hand wrote may hold anything
        return said.value
