"""The schema of a record, as ``record.schema.json`` beside this module has it."""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import Any


@functools.lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record."""
    found: dict[str, Any] = json.loads(resources.files("extract.records").joinpath("record.schema.json").read_text("utf-8"))
    return found
