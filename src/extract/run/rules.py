"""The rules that a command works with: the bundled ones with a folder laid over them, looked at before any worker starts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extract.errors import UserError
from extract.patterns.load import Patterns, load_patterns
from extract.records.schema import schema

_ORGANIZATIONS = "partners/organizations.csv"


def loaded(folder: Path | None) -> Patterns:
    """The rules. Raises ``UserError`` where the folder is none, or holds a rule or row that cannot be used."""
    from extract.reports.header import check_wordings

    try:
        patterns = load_patterns(folder)
    except NotADirectoryError:
        raise UserError(f"{folder} is no folder of patterns; give one of the shape of the bundled patterns/") from None
    check_wordings(patterns)  # before any worker reads by them
    for wrong in wrong_types(patterns):
        raise UserError(wrong)
    return patterns


def wrong_types(patterns: Patterns) -> Iterator[str]:
    """A line for each organization whose type no record may have: every record that names it would be rejected."""
    types = schema()["$defs"]["partner"]["properties"]["type"]["enum"]
    for row in patterns.table(_ORGANIZATIONS):
        if row["type"] and row["type"] not in types:
            yield f"{row.file}:{row.line}: {row.id}: “{row['type']}” is no type of organization; there are: {', '.join(types)}"
