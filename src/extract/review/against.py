"""What changed since an older output, by value: what ``--against`` lets the reviewer look at first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.fields.registry import by_name


@dataclass(slots=True)
class Since:
    """Changes by record and field; empty where there is nothing to compare with."""

    given: bool = False
    _changes: dict[tuple[str, str, str], str] = field(default_factory=dict)
    _gone: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def change(self, record: str, name: str, value: Mapping[str, Any]) -> str:
        """How a value differs from the older output, in words; empty where it does not."""
        return self._changes.get((record, name, _called(name, value)), "")

    def gone(self, record: str) -> list[dict[str, str]]:
        """What the older output said of the same paragraph and this one does not: field and value in words."""
        return self._gone.get(record, [])


def since(old: Path | None, new: Path) -> Since:
    """Compares the two outputs as ``extract diff`` does. Raises ``UserError`` where one cannot be read."""
    if old is None:
        return Since()
    from extract.diff.compare import compare

    found = Since(given=True)
    for report in compare(old, new).reports:
        for one in report.changes:
            where = one.new.place.record if one.new is not None else None
            if where is None:
                continue
            if one.after is None:
                found._gone.setdefault(where, []).append({"field": one.field, "label": one.name})
                continue
            if one.kind == "added":
                words = "not in the older output"
            else:
                words = "; ".join(f"{name}: {_shown(before)} → {_shown(after)}" for name, before, after in one.attributes)
            found._changes[(where, one.field, _called(one.field, one.after))] = words or one.kind
    return found


def _called(name: str, value: Mapping[str, Any]) -> str:
    """What tells a value within its paragraph, with or without its mentions."""
    return by_name(name).called(value)


def _shown(part: Any) -> str:
    if isinstance(part, list | tuple):
        return ", ".join(str(one) for one in part) or "none"
    return "none" if part is None else str(part)
