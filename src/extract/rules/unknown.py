"""What to say of a name in an analyst's rules that nothing knows, of a file or a column: the one likely meant, those there are."""

from __future__ import annotations

import difflib
from collections.abc import Collection

_ALIKE = 0.75


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
