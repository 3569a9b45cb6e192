"""The data dictionary: what each column and field means, from the tables and the schema, where alone it is written.

``python -m extract.output.dictionary`` prints it as Markdown (``docs/data-dictionary.md`` holds it).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.decisions.listing import OPEN
from extract.fields.registry import by_name
from extract.output.findings import CHECKS, UNCLAIMED
from extract.records.schema import definition, schema
from extract.records.tables import PLACE, RECORDS, columns, tables

_OF_TABLE = {
    "records": "One row a record: a paragraph from which something was drawn.",
    "unclaimed": "What the text holds and no record claims: look here for what was missed.",
    "checks": "Rows that decide a total or are larger than a plausible course, the largest first; then sums in the text that do not hold.",
    "decisions-open": "Reviewers' decisions to look at again. Written where decisions were applied.",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A column of a table: what its cells hold, what that means, and what may stand in it, where that is settled."""

    column: str
    holds: str
    meaning: str
    choices: tuple[str, ...] = ()


def entries(table: str) -> list[Entry]:
    """The columns of one of the tables."""
    if table == RECORDS:
        return [Entry(column.name, column.kind, column.meaning) for column in columns(table)]
    field = by_name(table)
    own = definition(field)["properties"]
    attributes = {column.name: column.shows for column in field.columns}
    found = []
    for column in columns(table):
        about = own.get(attributes.get(column.name, column.name), {}) if column not in PLACE else {}
        found.append(
            Entry(column.name, column.kind, column.meaning, tuple(one for one in about.get("enum", ()) if one is not None))
        )
    return found


def _about(table: str) -> str:
    return _OF_TABLE[table] if table in _OF_TABLE else by_name(table).about


def markdown() -> str:
    """The whole dictionary as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from (
        "# Data dictionary",
        "",
        "What stands in each file that `extract run` writes. Made from the software itself (`python -m extract.output.dictionary`);",
        "to change a meaning, change it in `fields/*/field.py`, `records/tables.py`, `output/findings.py` or `records/record.schema.json`.",
        "",
        "## Reading the tables",
        "",
        "- The CSV files are UTF-8 with a byte order mark, commas between cells, CRLF at line ends (RFC 4180), one header line.",
        "- An empty cell means that the text does not say, or that nobody has decided. Nothing is filled in.",
        "- Several things in one cell are parted by `; `.",
        "- A text that begins with `=`, `+`, `-`, `@`, a tab or a line break has an apostrophe before it in the CSV files, so that no",
        "  spreadsheet takes it for a formula. `records.jsonl`, `records.json` and the workbook hold it as it is.",
        "- Paragraph numbers and M49 codes are text: `4.10` is not `4.1`, and `050` is not `50`. The workbook keeps them so; when a CSV",
        "  file is loaded into a data frame, say so, and that only an empty cell is empty:",
        '  `pandas.read_csv("countries.csv", dtype={"number": str, "m49": str}, keep_default_na=False, na_values=[""])`.',
        "- To add up people trained, sum `count` of `trained` over the rows whose `in_total` is `yes`. Left out are numbers that are planned,",
        "  that are a part of another number, that are an upper bound (“up to 200”), running totals beside a period's number, and what",
        "  another paragraph, report or edition tells already (`why_not` says which, `counted_in` names the row). `counting.md` has the rules.",
        "- The sheet `totals` of the workbook (and `totals` in `run.json`) has the sums by activity and kind of people, each with its range.",
    )
    for table in tables():
        yield from _table(table, entries(table))
    for name, found in (("unclaimed", UNCLAIMED), ("checks", CHECKS), ("decisions-open", OPEN)):
        yield from _table(name, [Entry(column.name, column.kind, column.meaning) for column in found])
    yield from ("", "## records.jsonl and records.json", "")
    yield "One record a line, and the same records as one list. `extract schema` prints the schema (JSON Schema 2020-12)."
    yield from _object("A record", schema())
    yield from _object("source", schema()["properties"]["source"])
    for name, part in schema()["$defs"].items():
        yield from _object(name, part)


def _table(name: str, found: Sequence[Entry]) -> Iterator[str]:
    yield from ("", f"## {name}.csv", "", _about(name), "", "| column | holds | meaning |", "| --- | --- | --- |")
    for entry in found:
        yield f"| `{entry.column}` | {entry.holds} | {entry.meaning}{_listed(entry.choices, entry.meaning)} |"


def _object(name: str, part: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", f"### {name}", "", part["description"], "", "| field | holds | meaning |", "| --- | --- | --- |")
    for attribute, about in part["properties"].items():
        meaning = about["description"]
        yield f"| `{attribute}` | {_holds(about)} | {meaning}{_listed(about.get('enum', ()), meaning)} |"


def _listed(choices: Sequence[str | None], meaning: str) -> str:
    """The choices, where the meaning does not name them all already."""
    named = [choice for choice in choices if choice is not None]
    if not named or all(choice in meaning for choice in named):
        return ""
    return f"{'' if meaning.endswith('.') else '.'} One of: {', '.join(named)}"


def _holds(about: Mapping[str, Any]) -> str:
    if "enum" in about:
        return "text or null" if None in about["enum"] else "text"
    kinds = about["type"] if isinstance(about["type"], list) else [about["type"]]
    words = {"string": "text", "integer": "number", "number": "decimal", "boolean": "true or false"}
    words |= {"array": "list", "object": "object", "null": "null"}
    return " or ".join(words[kind] for kind in kinds)


if __name__ == "__main__":
    sys.stdout.write(markdown())
