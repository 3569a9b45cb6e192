"""What to say of a name in an analyst's rules that nothing knows, of a file, a column or a type: the one likely meant, those there are."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.rules.load import PatternError, Patterns

_ALIKE = 0.75
_ORGANIZATIONS = "partners/organizations.csv"


def no_such_file(name: str, there: Collection[str]) -> str:
    """What to say of a file that no rules are read from; ``there`` are those that are, as paths below the folder."""
    by_base = {one.rpartition("/")[2]: one for one in sorted(there)}
    alike = difflib.get_close_matches(name.rpartition("/")[2], by_base, 1, _ALIKE)
    hint = f"did you mean {by_base[alike[0]]}?" if alike else f"there are: {', '.join(sorted(there))}"
    return f"no such pattern file; {hint}"


def unknown_column(name: str, known: Collection[str]) -> str:
    """What to say of a column that nothing reads."""
    alike = difflib.get_close_matches(name, known, 1, _ALIKE)
    meant = f" (did you mean {alike[0]}?)" if alike else ""
    return f"nothing reads the column {name}{meant}; the columns are: {', '.join(sorted(known))}"


def unknown_types(patterns: Patterns) -> Iterator[PatternError]:
    """An error for each organization whose type no record may have: every record that names it would be rejected."""
    from extract.records.schema import schema

    types = schema()["$defs"]["partner"]["properties"]["type"]["enum"]
    for row in patterns.table(_ORGANIZATIONS):
        if row["type"] and row["type"] not in types:
            yield row.wrong(f"“{row['type']}” is no type of organization; there are: {', '.join(types)}")
