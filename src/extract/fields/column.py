"""A column of a table, and what its cells may hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cell = str | int | float | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells hold (``decimal`` a number with two decimals), its width in characters, its meaning.

    ``attribute`` is the attribute of the value that it shows, where that has another name; ``thousands`` whether a workbook parts
    its figures by thousands.
    """

    name: str
    kind: Literal["text", "number", "decimal", "link"]
    width: int
    meaning: str
    attribute: str = ""
    thousands: bool = False

    @property
    def shows(self) -> str:
        """The attribute of the value that the column shows."""
        return self.attribute or self.name


def joined(parts: object) -> str:
    """Several things in one cell, parted by ``; ``."""
    return "; ".join(str(part) for part in parts) if isinstance(parts, list | tuple) else str(parts)


def cell(part: object) -> Cell:
    """What a cell holds of an attribute: lists joined, yes and no for true and false."""
    if isinstance(part, bool):
        return "yes" if part else "no"
    if part is None or isinstance(part, str | int | float):
        return part
    return joined(part)
