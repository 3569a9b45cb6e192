"""What the values of all fields have in common, and their plain form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Protocol

from extract.language.mention import Mention

# What a person decided of a value; ``machine`` beside it keeps what the machine had given.
Review = Literal["accepted", "corrected", "added"]
# What stands beside the attributes of every value: where the text says it, how sure it is, what a person decided.
BESIDE = ("mentions", "confidence", "review", "machine")
SURE = 1.0
_WRITTEN_WHERE_SET = ("review", "machine")


class Value(Protocol):
    """A value of a field: a frozen dataclass that has these beside its own attributes.

    ``confidence`` (0 to 1, two decimals) is how sure it is: 1 where a person decided, or where nothing weighs the evidence.
    """

    @property
    def mentions(self) -> tuple[Mention, ...]: ...
    @property
    def confidence(self) -> float: ...
    @property
    def review(self) -> Review | None: ...
    @property
    def machine(self) -> Mapping[str, Any] | None: ...


def plain(value: Any) -> Any:
    """A dataclass as JSON-ready dicts and lists, in its order; ``review`` and ``machine`` only where somebody has decided."""
    if hasattr(value, "__dataclass_fields__"):
        found = {name: getattr(value, name) for name in value.__dataclass_fields__}
        return {n: plain(v) for n, v in found.items() if v is not None or n not in _WRITTEN_WHERE_SET}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def value_of(kind: type[Any], given: Mapping[str, Any]) -> Any:
    """The value that a dict of ``plain``'s shape describes. Raises ``KeyError``, ``TypeError``."""
    parts = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    parts["mentions"] = tuple(Mention(**mention) for mention in given["mentions"])
    return kind(**parts)


def own_attributes(kind: type[Any]) -> tuple[str, ...]:
    """The names of a value's own attributes, in their order."""
    return tuple(name for name in kind.__dataclass_fields__ if name not in BESIDE)


def start_of(value: Mapping[str, Any]) -> int:
    """Where the first mention of a value (as plain attributes) begins; -1 where it has none."""
    mentions = value.get("mentions") or ()
    return int(mentions[0]["start"]) if mentions else -1
