"""What the page sends of a value, made into one that a record can hold: the schema's word, not the page's, decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING
from typing import Any

from extract.decisions.merge import Entry, validator
from extract.decisions.values import Portable
from extract.errors import UserError
from extract.fields.field import Field
from extract.fields.value import SURE, plain
from extract.records.schema import properties
from extract.rules.load import Patterns

# The rule of a mention that a person marked.
PERSON = "review"


def value_from_form(
    field: Field[Any], text: str, given: Mapping[str, Any], entry: Entry | None, keys: Sequence[str], patterns: Patterns
) -> Portable:
    """A whole value out of what the page sent: ``given`` over the entry's own attributes.

    ``keys`` are the values of the field that stand in the paragraph (what a reference may name). Raises ``UserError`` saying which
    attribute is wrong and why.
    """
    value = {**_unsaid(field), **(dict(entry.value) if entry else {})}
    known = properties(field)
    value |= {key: _trimmed(part) for key, part in given.items() if key in known}
    value["mentions"] = _mentions(text, given.get("mentions"), entry)
    value["confidence"] = SURE
    if not value["mentions"] and entry is None:
        raise UserError("mark the words of the paragraph that say it")
    if field.reference is not None:
        other = value.get(field.reference)
        if other is not None and (other not in keys or other == (entry.key if entry else None)):
            raise UserError(f"{field.reference}: there is no such value in this paragraph")
    for wrong in field.refusals(value):
        raise UserError(wrong)
    value = field.completed(value, patterns)
    bare = {**value, field.reference: None} if field.reference else value
    error = next(iter(sorted(validator(field.singular).iter_errors(bare), key=lambda one: list(one.absolute_path))), None)
    if error is not None:
        where = str(next(iter(error.absolute_path), "")) or "value"
        raise UserError(f"{where}: {' '.join(error.message.split())[:160]}")
    return {key: value[key] for key in (*known, "mentions", "confidence")}


def _unsaid(field: Field[Any]) -> dict[str, Any]:
    """What an attribute is where nobody says it: its default in the dataclass."""
    return {
        name: plain(part.default)
        for name, part in field.value.__dataclass_fields__.items()
        if name in properties(field) and part.default is not MISSING
    }


def _trimmed(part: Any) -> Any:
    if isinstance(part, str):
        return " ".join(part.split()) or None
    if isinstance(part, list):
        return list(dict.fromkeys(" ".join(one.split()) if isinstance(one, str) else one for one in part if one))
    return part


def _mentions(text: str, given: Any, entry: Entry | None) -> list[dict[str, Any]]:
    own = list(entry.value["mentions"]) if entry else []
    if given is None:
        return own
    rules = {(one["start"], one["end"]): one["rule"] for one in own}
    found = []
    for one in given if isinstance(given, list) else ():
        start, end = (one.get("start"), one.get("end")) if isinstance(one, dict) else (None, None)
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            raise UserError("the marked words are not in the paragraph")
        found.append({"start": start, "end": end, "text": text[start:end], "rule": rules.get((start, end), PERSON)})
    return sorted(found, key=lambda one: (one["start"], one["end"]))
