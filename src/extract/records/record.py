"""The record, as a plain frozen dataclass. ``record.schema.json`` describes each part; keep the two in step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from extract.fields import registry, value
from extract.fields.field import Field


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record's paragraph stands."""

    report: str
    title: str | None
    reporter: str | None
    year: int | None
    file: str
    sha256: str
    page: int | None
    number: str | None
    section: str | None
    ordinal: int
    id: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """One paragraph from which something was drawn.

    ``found`` holds the values by field name, fields without one left out; ``breaks`` (not written) are ``(offset, page)`` where
    pages begin. ``record.trained`` is short for ``record.values("trained")``.
    """

    id: str
    source: Source
    text: str
    found: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    breaks: tuple[tuple[int, int], ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "found", {name: tuple(values) for name, values in self.found.items() if values})

    if not TYPE_CHECKING:  # Within this package a field is asked for by name, so that a misspelt attribute is seen.

        def __getattr__(self, name: str) -> tuple[Any, ...]:
            if name.startswith("_") or name not in registry.names():
                raise AttributeError(name)
            return self.values(name)

    def values(self, name: str) -> tuple[Any, ...]:
        """The values of the field of that name."""
        return self.found.get(name, ())

    def by_field(self) -> Iterator[tuple[Field[Any], tuple[Any, ...]]]:
        """Every field with its values, in the fields' order."""
        for one in registry.all_fields():
            yield one, self.values(one.name)

    def all_values(self) -> Iterator[Any]:
        """The values of all fields."""
        for _, values in self.by_field():
            yield from values

    def with_values(self, **found: Sequence[Any]) -> Record:
        """The record with other values of the fields that are named."""
        return replace(self, found={**self.found, **{name: tuple(values) for name, values in found.items()}})

    def page_at(self, offset: int) -> int | None:
        """The page that the character at ``offset`` stands on; None where the format has no pages."""
        page = self.source.page
        for start, number in self.breaks:
            if start > offset:
                break
            page = number
        return page


def plain_record(record: Record) -> dict[str, Any]:
    """A record as JSON-ready dicts and lists, in the schema's order; every field has its list."""
    found = {one.name: value.plain(values) for one, values in record.by_field()}
    return {"id": record.id, "source": value.plain(record.source), "text": record.text, **found}


def record_of(given: Mapping[str, Any]) -> Record:
    """The record that a dict of ``plain_record``'s shape describes (page breaks are not in it).

    A field that another package brings may be missing: the record was written without it. Raises ``KeyError``, ``TypeError``.
    """
    rest = {name: part for name, part in given.items() if name not in registry.names()}
    found = {}
    for one in registry.all_fields():
        values = given[one.name] if one.bundled else given.get(one.name, ())
        found[one.name] = tuple(one.value_of(part) for part in values)
    rest["source"] = Source(**rest["source"])
    return Record(**rest, found=found)
