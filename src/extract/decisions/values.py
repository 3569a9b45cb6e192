"""Values as decisions hold them: plain attributes that mean the same in another run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extract.fields.field import Field
from extract.fields.value import BESIDE, plain

Value = Mapping[str, Any]
Portable = dict[str, Any]


def portable(field: Field[Any], values: Sequence[Value]) -> list[Portable]:
    """A field's values without what a person decided; a reference is the identity of the other value, not an index.

    An index would point elsewhere as soon as another value comes or goes.
    """
    found = [{name: part for name, part in value.items() if name not in {"review", "machine"}} for value in values]
    if field.reference is not None:
        for value in found:
            at = value.get(field.reference)
            if isinstance(at, int):
                value[field.reference] = field.key(values[at]) if 0 <= at < len(values) else None
    return found


def whole(field: Field[Any], value: Value) -> Portable | None:
    """A value with what it does not say as its dataclass has it (an older version knew fewer attributes); None where it is none."""
    given = {name: part for name, part in value.items() if name not in {"review", "machine"}}
    refers = given.get(field.reference) if field.reference else None
    if field.reference:
        given[field.reference] = None
    try:
        found: Portable = plain(field.value_of(given))
    except (KeyError, TypeError, AttributeError):
        return None
    return {**found, field.reference: refers} if field.reference else found


def attributes(value: Value) -> dict[str, Any]:
    """What a value says, without where the text says it."""
    return {name: _listed(part) for name, part in value.items() if name not in BESIDE}


def _listed(part: Any) -> Any:
    return list(part) if isinstance(part, tuple) else part


def changed(one: Value, other: Value) -> list[str]:
    """The attributes in which two values of a field differ; what one of them does not say (an older version) is no difference."""
    first, second = attributes(one), attributes(other)
    return [name for name in first if name in second and first[name] != second[name]]


def rules_of(value: Value) -> frozenset[str]:
    """The ids of the rules that gave a value."""
    return frozenset(str(mention["rule"]) for mention in value.get("mentions", ()))


def anchored(value: Value, text: str) -> Portable:
    """A value with each mention where its words stand in ``text``: a later edition may break its lines elsewhere.

    A mention whose words the text does not hold is left out.
    """
    mentions = []
    for mention in value.get("mentions", ()):
        start, quote = int(mention["start"]), str(mention["text"])
        if text[start : start + len(quote)] != quote:
            start = _nearest(text, quote, start)
        if quote and start >= 0:
            mentions.append({**mention, "start": start, "end": start + len(quote), "text": quote})
    return {**value, "mentions": mentions}


def _nearest(text: str, quote: str, start: int) -> int:
    before, behind = text.rfind(quote, 0, max(0, start) + len(quote)), text.find(quote, max(0, start))
    if before < 0 or behind < 0:
        return max(before, behind)
    return before if start - before <= behind - start else behind
