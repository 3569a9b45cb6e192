"""What the page sends of a value, made into one that a record can hold: the schema's word, not the page's, decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extract.decisions.settle import Entry, validator
from extract.decisions.values import Portable
from extract.errors import UserError
from extract.records.codes import country_codes
from extract.records.schema import schema

# The rule of a mention that a person marked.
PERSON = "review"
CountryNames = Mapping[str, tuple[str, str | None]]
_DEFINITION = {"countries": "country", "partners": "partner", "trained": "trained", "resolutions": "resolution"}


def properties(name: str) -> Mapping[str, Any]:
    """What the schema says of each attribute of a field's values, but those that no person sets."""
    own: dict[str, Any] = schema()["$defs"][_DEFINITION[name]]["properties"]
    return {key: part for key, part in own.items() if key not in {"mentions", "review", "machine"}}


def checked(
    name: str, text: str, given: Mapping[str, Any], entry: Entry | None, keys: Sequence[str], names: CountryNames
) -> Portable:
    """A whole value out of what the page sent: ``given`` over the entry's own attributes.

    ``keys`` are the values of the field that stand in the paragraph (what ``part_of`` may name), ``names`` gives a code's
    short name and M49 code. Raises ``UserError`` saying which attribute is wrong and why.
    """
    value = dict(entry.value) if entry else {}
    for key, part in given.items():
        if key in properties(name):
            value[key] = _trimmed(part)
    value["mentions"] = _mentions(text, given.get("mentions"), entry)
    if not value["mentions"] and entry is None:
        raise UserError("mark the words of the paragraph that say it")
    own_key = entry.key if entry else None
    if name == "trained":
        _check_trained(value, keys, own_key)
    if name == "countries":
        _check_codes([value.get("iso3")])
        value["name"], value["m49"] = names.get(str(value["iso3"]), (value["iso3"], None))
        if value.get("via") == "context" and value["mentions"]:
            raise UserError("via: the paragraph itself names it, so it is not from the report's header")
    plain = {**value, "part_of": None} if name == "trained" else value
    error = next(iter(sorted(validator(name).iter_errors(plain), key=lambda one: list(one.absolute_path))), None)
    if error is not None:
        where = str(next(iter(error.absolute_path), "")) or "value"
        raise UserError(f"{where}: {' '.join(error.message.split())[:160]}")
    return {key: value[key] for key in (*properties(name), "mentions")}


def _trimmed(part: Any) -> Any:
    if isinstance(part, str):
        return " ".join(part.split()) or None
    if isinstance(part, list):
        return list(dict.fromkeys(" ".join(one.split()) if isinstance(one, str) else one for one in part if one))
    return part


def _check_trained(value: Mapping[str, Any], keys: Sequence[str], own: str | None) -> None:
    whole = value.get("part_of")
    if whole is not None and (whole not in keys or whole == own):
        raise UserError("part_of: there is no such number in this paragraph")
    _check_codes(value.get("countries") or [])
    count, women, men = (value.get(key) for key in ("count", "female", "male"))
    if isinstance(count, int) and isinstance(women, int) and isinstance(men, int) and women + men > count:
        raise UserError(f"female: {women} women and {men} men are more than {count}")


def _check_codes(codes: Any) -> None:
    if not isinstance(codes, list):
        raise UserError("countries: must be a list of alpha-3 codes")
    for code in codes:
        if not isinstance(code, str) or code not in country_codes():
            raise UserError(f"countries: {code!r} is no ISO 3166-1 alpha-3 code (nor XKX)")


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
