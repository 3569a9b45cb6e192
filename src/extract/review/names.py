"""What the form offers: the schema's choices, names of countries and organizations, and what marked words come to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from extract.decisions.drawn import Drawn
from extract.errors import UserError
from extract.records.validate import FIELDS
from extract.review.given import properties
from extract.rules.load import Patterns, load_patterns


def patterns_of(folder: Path) -> Patterns:
    """The bundled patterns with one's own laid over them, where there are any that load."""
    try:
        return load_patterns(folder if folder.is_dir() else None)
    except UserError:
        return load_patterns()


def listed_in(patterns: Patterns) -> frozenset[str]:
    """Every name of a listed organization, in lower case."""
    rows = patterns.table("partners/organizations.csv")
    return frozenset(one.casefold() for row in rows for one in (row["name"], row["acronym"], *row.several("aliases")) if one)


def form(patterns: Patterns, drawn: Iterable[Drawn]) -> dict[str, Any]:
    """The attributes of each field with their kinds and choices, and the names to complete."""
    return {
        "fields": {name: [_attribute(key, part) for key, part in _asked(name)] for name in FIELDS},
        "countries": _countries(patterns),
        "organizations": _organizations(patterns, drawn),
    }


def _asked(name: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """What a person is asked for: a country's name and number follow from its code."""
    given = properties(name)
    return [(key, part) for key, part in given.items() if name != "countries" or key in {"iso3", "via"}]


def _attribute(key: str, part: Mapping[str, Any]) -> dict[str, Any]:
    kinds = part.get("type", "string")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {
        "name": key,
        "meaning": part["description"],
        "kind": "choice" if "enum" in part else next(kind for kind in kinds if kind != "null"),
        "empty": "null" in kinds,
        "choices": [one for one in part.get("enum", ()) if one != "context"],
    }


def _countries(patterns: Patterns) -> list[dict[str, Any]]:
    from extract.records.codes import country_codes

    known = country_codes()
    rows = patterns.table("countries/countries.csv")
    found = [{"iso3": row["iso3"] or row.id, "name": row["name"], "m49": row["m49"] or None} for row in rows]
    return sorted((one for one in found if one["iso3"] in known), key=lambda one: str(one["name"]))


def _organizations(patterns: Patterns, drawn: Iterable[Drawn]) -> list[dict[str, Any]]:
    """Listed organizations, and those that this output names."""
    found: dict[str, dict[str, Any]] = {}
    for row in patterns.table("partners/organizations.csv"):
        found.setdefault(row["name"], {"name": row["name"], "acronym": row["acronym"] or None, "type": row["type"] or "other"})
    for one in drawn:
        for value in one.values["partners"]:
            found.setdefault(value["name"], {key: value[key] for key in ("name", "acronym", "type")})
    return sorted(found.values(), key=lambda one: str(one["name"]))


def suggested(patterns: Patterns, name: str, text: str, start: int, end: int, reported: Mapping[str, Any]) -> dict[str, Any]:
    """A value to begin with for the marked words ``text[start:end]``; ``reported`` holds the paragraph's countries."""
    marked = text[start:end]
    if name == "countries":
        return _country(patterns, marked)
    if name == "partners":
        return _partner(patterns, marked)
    if name == "resolutions":
        return _resolution(patterns, text, start, end)
    return _people(marked, list(reported.get("countries", ())))


def _country(patterns: Patterns, marked: str) -> dict[str, Any]:
    from extract.fields.countries.decide import read, rules_of

    for one in read(marked, rules_of(patterns)).references:
        return {"iso3": one.iso3, "via": one.via}
    return {"iso3": "", "via": "name"}


def _partner(patterns: Patterns, marked: str) -> dict[str, Any]:
    name = " ".join(marked.split()).removeprefix("the ").removeprefix("The ")
    for row in patterns.table("partners/organizations.csv"):
        if name in {row["name"], row["acronym"], *row.several("aliases")}:
            return {"name": name, "acronym": row["acronym"] or None, "type": row["type"] or "other", "role": "implementer"}
    return {"name": name, "acronym": None, "type": "other", "role": "implementer"}


def _people(marked: str, countries: list[str]) -> dict[str, Any]:
    from extract.language.numbers import numbers

    number = next(iter(numbers(marked)), None)
    behind = marked[number.end :] if number else marked
    group = re.split(r"[(;,:.]", " ".join(behind.split()), maxsplit=1)[0].strip()
    return {
        "count": number.value if number else None,
        "qualifier": "exact",
        "group": group,
        "category": "unspecified",
        "female": None,
        "male": None,
        "status": "completed",
        "part_of": None,
        "countries": countries[:1],
        "partners": [],
        "topic": None,
    }


def _resolution(patterns: Patterns, text: str, start: int, end: int) -> dict[str, Any]:
    from extract.fields.resolutions.find import find
    from extract.fields.resolutions.rules import rules_of

    rules = rules_of(patterns)
    here = [one for one in find(text, rules)[0] if one.start < end and start < one.end]
    for one in here or find(f"resolution {text[start:end]}", rules)[0]:
        return {key: getattr(one, key) for key in ("symbol", "body", "number", "year", "url")}
    return {"symbol": " ".join(text[start:end].split()), "body": "Security Council", "number": "", "year": None, "url": None}
