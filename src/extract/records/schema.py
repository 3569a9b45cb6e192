"""The schema of a record: ``record.schema.json`` beside this module, with the parts of the fields that other packages bring."""

from __future__ import annotations

import copy
import functools
import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

from extract.fields.field import Field
from extract.fields.registry import all_fields
from extract.fields.value import BESIDE

_FILE = "record.schema.json"


@functools.lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record."""
    found: dict[str, Any] = json.loads(resources.files("extract.records").joinpath(_FILE).read_text("utf-8"))
    # What every value has beside its own attributes is said as the bundled fields say it.
    beside = {name: part for name, part in found["$defs"]["country"]["properties"].items() if name in BESIDE}
    for field in all_fields():
        if field.definition is not None:  # not bundled
            found["properties"][field.name] = {
                "type": "array",
                "description": field.description or field.about,
                "items": {"$ref": f"#/$defs/{field.singular}"},
            }
            found["$defs"][field.singular] = _composed(field.definition, beside)
    return found


def _composed(own: Mapping[str, Any], beside: Mapping[str, Any]) -> dict[str, Any]:
    """A value's definition: its own attributes with what every value has."""
    given = copy.deepcopy(dict(own))
    properties = {**given.get("properties", {}), **beside}
    required = [*given.get("required", given.get("properties", ())), "mentions", "confidence"]
    return {"type": "object", "additionalProperties": False, **given, "required": required, "properties": properties}


def definition(field: Field[Any]) -> dict[str, Any]:
    """What the schema says of one value of a field."""
    found: dict[str, Any] = schema()["$defs"][field.singular]
    return found


def properties(field: Field[Any]) -> dict[str, Any]:
    """What the schema says of each own attribute of a field's values."""
    return {name: part for name, part in definition(field)["properties"].items() if name not in BESIDE}


def kinds(part: Mapping[str, Any]) -> list[str]:
    """The JSON types that a part of the schema allows; ``string`` where it lists choices."""
    found = part.get("type", "string")
    return list(found) if isinstance(found, list) else [found]
