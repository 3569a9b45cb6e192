"""What the form offers: the schema's choices, names to complete, and what marked words come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from extract.decisions.machine_output import MachineParagraph
from extract.errors import UserError
from extract.fields.field import Field
from extract.fields.registry import all_fields, by_name
from extract.language.countries import country_names
from extract.records.schema import kinds, properties
from extract.rules.load import Patterns, load_patterns


def patterns_of(folder: Path) -> Patterns:
    """The bundled patterns with one's own laid over them, where there are any that load."""
    try:
        return load_patterns(folder if folder.is_dir() else None)
    except UserError:
        return load_patterns()


def form(patterns: Patterns, paragraphs: Sequence[MachineParagraph]) -> dict[str, Any]:
    """The fields in their order, each with its attributes, their kinds and choices; names to complete; names of countries."""
    return {
        "fields": [_field(field) for field in all_fields()],
        "offers": {field.name: _offers(field, patterns, paragraphs) for field in all_fields()},
        "countries": {code: name for code, (name, _) in country_names(patterns).items()},
    }


def _field(field: Field[Any]) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.label,
        "attributes": [_attribute(field, name) for name in attributes(field)],
        "labels": {name: field.form.label(name) for name in field.attributes()},
        "beside": list(field.form.beside),
        "reference": field.reference,
        "parted": [column.shows for column in field.columns if column.thousands],
        "rules": dict(field.form.rules),
    }


def attributes(field: Field[Any]) -> list[str]:
    """The attributes that a person is asked for, in the form's order."""
    asked = field.form.asked or tuple(properties(field))
    return [*(name for name in field.form.first if name in asked), *(name for name in asked if name not in field.form.first)]


def _attribute(field: Field[Any], name: str) -> dict[str, Any]:
    part, shape = properties(field)[name], field.form
    found = kinds(part)
    return {
        "name": name,
        "label": shape.label(name),
        "meaning": part["description"],
        "kind": "choice" if "enum" in part else next(kind for kind in found if kind != "null"),
        "empty": "null" in found,
        "choices": [one for one in part.get("enum", ()) if one is not None and one not in shape.never],
        "completes": shape.completes.get(name),
        "free": by_name(shape.completes[name]).form.free if name in shape.completes else True,
        "wide": name in shape.wide,
        "hidden": name in shape.hidden,
    }


def _offers(field: Field[Any], patterns: Patterns, paragraphs: Sequence[MachineParagraph]) -> list[dict[str, Any]]:
    values = (value for one in paragraphs for value in one.values[field.name])
    return [asdict(one) for one in field.offered(patterns, values)]


def suggested(
    patterns: Patterns, field: Field[Any], text: str, start: int, end: int, reported: Mapping[str, Any]
) -> dict[str, Any]:
    """A value to begin with for the marked words ``text[start:end]``; ``reported`` holds the paragraph's countries."""
    return field.suggested(patterns, text, start, end, list(reported.get("countries", ())))
