"""Reviewed paragraphs as gold: what reviewers settled, and beside it what the machine had given, to be scored against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.decisions.apply import written
from extract.decisions.ledger import read_ledger
from extract.decisions.machine_output import MachineParagraph, machine_output
from extract.decisions.merge import Entry, merge_decisions
from extract.decisions.threads import Threads, threads_of
from extract.errors import UserError
from extract.fields.registry import all_fields, by_name
from extract.files import replacing
from extract.records.jsons import jsonl_lines
from extract.runfile import known_of


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One paragraph that is reviewed whole: as gold, and what the machine gave in the form of a record."""

    gold: Mapping[str, Any]
    machine: Mapping[str, Any]


def reviewed(folder: Path, decisions: Path) -> tuple[list[Reviewed], int]:
    """The paragraphs of an output on which every value is decided, and how many others hold a decision or a value left open.

    A paragraph counts once a person has looked at it: one whose values were all decided in bulk does not. Countries that
    only the report's header gives need no decision, and stand in no gold. Raises ``UserError``.
    """
    threads = threads_of(read_ledger(decisions).decisions)
    contexts = known_of(folder).countries
    found: list[Reviewed] = []
    left = 0
    for one in machine_output(folder):
        entries = _entries(one, threads)
        if not any(entries.values()):
            continue
        if _whole(entries):
            found.append(Reviewed(_gold(one, entries, contexts), _machine(one)))
        else:
            left += 1
    return found, left


def export(folder: Path, decisions: Path, to: Path) -> tuple[int, int]:
    """Writes the gold as JSON Lines; gives how many paragraphs were written and left out. Raises ``UserError``."""
    found, left = reviewed(folder, decisions)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with replacing(to) as file:
            file.writelines(jsonl_lines(one.gold for one in found))
    except OSError as error:
        raise UserError(f"{to} cannot be written ({error.strerror})") from None
    return len(found), left


def _entries(one: MachineParagraph, threads: Threads) -> dict[str, Sequence[Entry]]:
    """The values of each field that somebody could decide upon."""
    said = threads.get(one.paragraph, ())
    return {
        field.name: [
            entry
            for entry in merge_decisions(field, one.text, one.values[field.name], said).entries
            if entry.decision is not None or not field.is_inherited(entry.value)
        ]
        for field in all_fields()
    }


def _whole(entries: Mapping[str, Sequence[Entry]]) -> bool:
    said = [entry.decision for values in entries.values() for entry in values]
    return all(one is not None for one in said) and any(one is not None and not one.bulk for one in said)


def _gold(
    one: MachineParagraph, entries: Mapping[str, Sequence[Entry]], contexts: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    source = one.source
    return {
        "id": _id(one),
        "report": source["report"],
        "page": source["page"],
        "context": {
            "title": source["title"],
            "countries": list(contexts.get(source["report"], ())),
            "reporter": source["reporter"],
        },
        "text": one.text,
        **{name: _field(name, values) for name, values in entries.items()},
    }


def _field(name: str, entries: Sequence[Entry]) -> list[Any]:
    field = by_name(name)
    return [field.gold.written(value) for value in written(field, entries) if not field.is_inherited(value)]


def _id(one: MachineParagraph) -> str:
    return str(one.source["id"] or one.id)


def _machine(one: MachineParagraph) -> dict[str, Any]:
    """What the machine gave, as a record (``part_of`` an index) whose ``source.id`` is the gold's id, as scoring asks."""
    values = {
        field.name: written(field, [Entry(field.name, "", value, value) for value in one.values[field.name]])
        for field in all_fields()
    }
    return {"id": one.id, "source": {**one.source, "id": _id(one)}, "text": one.text, **values}
