"""The rules that a command works with: the bundled ones with a folder laid over them, looked at before any worker starts."""

from __future__ import annotations

from pathlib import Path

from extract.errors import UserError
from extract.fields.registry import all_fields
from extract.records.schema import definition
from extract.rules.load import Patterns, load_patterns


def loaded(folder: Path | None) -> Patterns:
    """The rules. Raises ``UserError`` where the folder is none, or holds a rule or row that cannot be used."""
    from extract.reading.header import check_wordings

    try:
        patterns = load_patterns(folder)
    except NotADirectoryError:
        raise UserError(f"{folder} is no folder of patterns; give one of the shape of the bundled patterns/") from None
    check_wordings(patterns)  # before any worker reads by them
    for field in all_fields():
        for wrong in field.pattern_errors(patterns, definition(field)):
            raise wrong
    return patterns
