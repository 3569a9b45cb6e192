"""What rules and tables there are, and which of them a word finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extract.rules.load import Patterns, Row, Rule

# Columns of a table that say nothing of the entry itself.
_ASIDE = ("id", "source", "off")


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule, a row or (where nothing is looked for) a whole table: ``about`` is its reason, its cells or its size."""

    id: str
    file: str
    line: int
    about: str
    body: Mapping[str, Any]


def listed(patterns: Patterns, words: str = "") -> list[Listed]:
    """All rules with each table as one entry; where ``words`` is given, the rules and rows that hold it (letter case aside)."""
    wanted = words.casefold()
    found: list[Listed] = []
    for name in sorted({*patterns.rules, *patterns.tables}):
        rules = [rule for rule in patterns.rule_file(name) if not wanted or wanted in _of_rule(rule).casefold()]
        found += [Listed(rule.id, rule.file, rule.line, rule.reason, rule.body) for rule in rules]
        rows = patterns.table(name)
        if rows and not wanted:
            columns = ", ".join(rows[0].cells)
            found.append(Listed(name, rows[0].file, rows[0].line, f"a table of {len(rows):,} rows: {columns}", {}))
        elif rows:
            found += [Listed(row.id, row.file, row.line, _cells(row, wanted), dict(row.cells)) for row in _rows(rows, wanted)]
    return found


def _of_rule(rule: Rule) -> str:
    return f"{rule.id} {rule.file} {rule.reason} {rule.body}"


def _rows(rows: tuple[Row, ...], wanted: str) -> Iterator[Row]:
    for row in rows:
        if any(wanted in cell.casefold() for cell in row.cells.values()):
            yield row


def _cells(row: Row, wanted: str) -> str:
    """The row's first cells in short, and of the long ones the values that were looked for."""
    shown = []
    for column, cell in row.cells.items():
        if not cell or column in _ASIDE:
            continue
        hits = [value for value in row.several(column) if wanted in value.casefold()]
        if hits:
            shown.append(f"{column}: {'|'.join(hits[:6])}{'|…' if len(hits) > 6 else ''}")
        elif len(cell) <= 60:
            shown.append(f"{column}: {cell}")
    return "; ".join(shown)
