"""One thing that is wrong with the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "error", "unknown_key", "regex", "missed", "fired", "shadowed", "dead", "duplicate", "no_example", "no_counter_example"
]


@dataclass(frozen=True, slots=True)
class Finding:
    """Where it stands and what it is, in words.

    ``kind``: ``error`` (cannot be loaded), ``unknown_key`` (a key or column that nothing reads), ``regex`` (no regular
    expression), ``missed`` (an example it does not fire on), ``fired`` (a counter-example it fires on), ``shadowed`` (other rules
    take its examples), ``dead`` (fires on none of them), ``duplicate``, ``no_example``, ``no_counter_example``.
    """

    kind: Kind
    file: str
    line: int
    rule: str
    reason: str
