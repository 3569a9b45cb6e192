"""Gold: annotated paragraphs, one a line (``docs/gold.md`` says what each field means)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from extract.errors import UserError
from extract.records.codes import country_codes
from extract.records.record import Qualifier, Role, Status


class GoldError(UserError):
    """A gold file that cannot be used; the message names file, line and reason."""


@dataclass(frozen=True, slots=True)
class GoldPartner:
    """An organization that takes part; ``roles`` are those that careful readers give it. ``optional``: readers differ on it."""

    name: str
    roles: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldTrained:
    """A stated number of people who learned; ``part`` whether it is a part of another item."""

    count: int
    qualifier: str
    group: str
    female: int | None
    male: int | None
    status: str
    part: bool
    countries: frozenset[str]
    optional: bool = False

    def detail(self) -> tuple[Any, ...]:
        """All that must be equal for an item to be right with every detail, by the names of ``DETAILS``."""
        return (self.count, self.qualifier, self.female, self.male, self.status, self.part, self.countries)


DETAILS = ("count", "qualifier", "female", "male", "status", "part_of", "countries")


@dataclass(frozen=True, slots=True)
class GoldItem:
    """One annotated paragraph. ``countries``: alpha-3 codes; ``resolutions``: symbols."""

    id: str
    text: str
    context: Mapping[str, Any]
    countries: frozenset[str]
    partners: tuple[GoldPartner, ...]
    trained: tuple[GoldTrained, ...]
    resolutions: frozenset[str]


def gold_files(path: Path) -> list[Path]:
    """The gold files that a path names: itself, or the ``*.jsonl`` of a folder. Raises ``GoldError`` where there is none."""
    if path.is_file():
        return [path]
    found = sorted(path.glob("*.jsonl")) if path.is_dir() else []
    if not found:
        raise GoldError(f"{path}: no gold there; give a .jsonl file of annotated paragraphs or a folder of them")
    return found


def read_gold(path: Path) -> list[GoldItem]:
    """The items of a gold file or folder, in order. Raises ``GoldError`` for the first line that is wrong."""
    found: list[GoldItem] = []
    seen: dict[str, str] = {}
    for file in gold_files(path):
        for where, given in _lines(file):
            try:
                item = gold_item(given)
            except (KeyError, TypeError, ValueError) as error:
                reason = f"lacks {error}" if isinstance(error, KeyError) else str(error)
                raise GoldError(f"{where}: {reason}") from None
            if item.id in seen:
                raise GoldError(f"{where}: has the id {item.id} of {seen[item.id]}; give it one of its own")
            seen[item.id] = where
            found.append(item)
    if not found:
        raise GoldError(f"{path}: holds no annotated paragraph")
    return found


def _lines(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{file}: cannot be read ({error})") from None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{file}:{number}"
        try:
            given = json.loads(line)
        except ValueError as error:
            raise GoldError(f"{where}: is not JSON ({error})") from None
        if not isinstance(given, dict):
            raise GoldError(f"{where}: is no JSON object")
        yield where, given


def gold_item(given: Mapping[str, Any]) -> GoldItem:
    """The item that a line of gold describes. Raises ``KeyError``, ``TypeError``, ``ValueError`` with what is wrong."""
    trained = given["trained"]
    for one in trained:
        part = one.get("part_of")
        if part is not None and not (isinstance(part, int) and 0 <= part < len(trained)):
            raise ValueError(f"trained: part_of {part} is no index of this list")
    return GoldItem(
        id=_told(given, "id", str),
        text=_told(given, "text", str),
        context=given.get("context") or {},
        countries=frozenset(_code(one["iso3"]) for one in given["countries"]),
        partners=tuple(_partner(one) for one in given["partners"]),
        trained=tuple(_trained(one) for one in trained),
        resolutions=frozenset(str(symbol) for symbol in given["resolutions"]),
    )


def _told(given: Mapping[str, Any], key: str, kind: type[Any]) -> Any:
    value = given[key]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"{key} must be a {'text' if kind is str else 'whole number'}")
    return value


def _code(code: str) -> str:
    if code not in country_codes():
        raise ValueError(f"{code} is no alpha-3 country code")
    return code


def _one_of(value: str, choices: Iterable[str], key: str) -> str:
    if value not in choices:
        raise ValueError(f"{key} {value!r} is none of {', '.join(choices)}")
    return value


def _partner(given: Mapping[str, Any]) -> GoldPartner:
    roles = tuple(_one_of(role, get_args(Role), "role") for role in given.get("roles") or (given["role"],))
    return GoldPartner(_told(given, "name", str), roles, bool(given.get("optional")))


def _trained(given: Mapping[str, Any]) -> GoldTrained:
    return GoldTrained(
        count=_told(given, "count", int),
        qualifier=_one_of(given["qualifier"], get_args(Qualifier), "qualifier"),
        group=_told(given, "group", str),
        female=given.get("female"),
        male=given.get("male"),
        status=_one_of(given["status"], get_args(Status), "status"),
        part=given.get("part_of") is not None,
        countries=frozenset(_code(code) for code in given.get("countries") or ()),
        optional=bool(given.get("optional")),
    )
