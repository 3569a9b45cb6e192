"""Values as decisions hold them, and which of them are the same value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Value = Mapping[str, Any]
Portable = dict[str, Any]

_BESIDE = ("mentions", "review", "machine")
# Equal identity and place; equal identity; the same words of the text; what the person said instead.
SAME, ALIKE, OVERLAPPING, SETTLED = range(4)


def key_of(field: str, value: Value) -> str:
    """A value's identity within its field of one paragraph: iso3, name, count and place, or symbol."""
    if field == "countries":
        return str(value["iso3"])
    if field == "partners":
        return " ".join(str(value["name"]).casefold().split())
    if field == "resolutions":
        return str(value["symbol"])
    return f"{value['count']}@{start_of(value)}"


def start_of(value: Value) -> int:
    """Where the value's first mention begins; -1 where it has none."""
    mentions = value.get("mentions") or ()
    return int(mentions[0]["start"]) if mentions else -1


def portable(field: str, values: Sequence[Value]) -> list[Portable]:
    """A field's values without what a person decided; ``part_of`` is the identity of the whole, not an index.

    An index would point elsewhere as soon as another value comes or goes.
    """
    found = [{name: part for name, part in value.items() if name not in {"review", "machine"}} for value in values]
    if field == "trained":
        for value in found:
            at = value.get("part_of")
            if isinstance(at, int):
                value["part_of"] = key_of(field, values[at]) if 0 <= at < len(values) else None
    return found


def same_words(one: Value, other: Value) -> bool:
    """Whether a mention of each shares characters of the text."""
    return any(
        a["start"] < b["end"] and b["start"] < a["end"] for a in one.get("mentions", ()) for b in other.get("mentions", ())
    )


def rank(field: str, decided: Value, value: Value) -> int | None:
    """How surely ``value`` is the one that was decided upon (the lower the surer); None where it is another."""
    if key_of(field, decided) == key_of(field, value):
        return SAME
    if field == "trained":
        if decided["count"] == value["count"] and decided["group"] == value["group"]:
            return ALIKE
        shared = decided["count"] == value["count"] or start_of(decided) == start_of(value)
        return OVERLAPPING if shared and same_words(decided, value) else None
    if field == "partners":
        return OVERLAPPING if same_words(decided, value) else None
    return None


def attributes(value: Value) -> dict[str, Any]:
    """What a value says, without where the text says it."""
    return {name: _listed(part) for name, part in value.items() if name not in _BESIDE}


def _listed(part: Any) -> Any:
    return list(part) if isinstance(part, tuple) else part


def changed(one: Value, other: Value) -> list[str]:
    """The attributes in which two values of a field differ."""
    first, second = attributes(one), attributes(other)
    return [name for name in first if first[name] != second.get(name)] + [name for name in second if name not in first]


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
