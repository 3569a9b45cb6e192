"""The fields there are: the bundled four, and those that other packages bring."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterator
from importlib import metadata
from typing import Any

from extract.errors import UserError
from extract.fields.field import Field

GROUP = "extract.fields"
_BUNDLED = ("countries", "partners", "trained", "resolutions")


@functools.lru_cache(maxsize=1)
def all_fields() -> tuple[Field[Any], ...]:
    """The bundled fields in their order, then those of the entry-point group ``extract.fields``, by name.

    Raises ``UserError`` where a package brings something that is no field, or one whose name is taken.
    """
    found: dict[str, Field[Any]] = {}
    for one in _bundled():
        found[one.name] = one
    for point in sorted(metadata.entry_points(group=GROUP), key=lambda one: one.name):
        one = _loaded(point)
        if one.name in found or one.name in _TAKEN:
            raise UserError(
                f"the field {one.name} of {_package(point)} has a name that is taken; uninstall it, or give it another"
            )
        found[one.name] = one
    return tuple(found.values())


# What a record, a table of an output or a Doc calls something else.
_TAKEN = frozenset({"id", "source", "text", "records", "unclaimed", "checks", "turned_down", "fired"})


def _bundled() -> Iterator[Field[Any]]:
    for name in _BUNDLED:
        yield importlib.import_module(f"extract.fields.{name}.field").FIELD


def _loaded(point: metadata.EntryPoint) -> Field[Any]:
    try:
        found = point.load()
    except Exception as error:  # whatever another package's import raises, the user is told which package
        raise UserError(
            f"the field {point.name} of {_package(point)} cannot be loaded ({error}); mend or uninstall it"
        ) from error
    if not isinstance(found, Field):
        raise UserError(f"{point.value} of {_package(point)} is no field; mend or uninstall it")
    return found


def _package(point: metadata.EntryPoint) -> str:
    return point.dist.name if point.dist is not None else "a package"


@functools.lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The names of all fields, in their order."""
    return tuple(one.name for one in all_fields())


def by_name(name: str) -> Field[Any]:
    """The field of that name. Raises ``KeyError``."""
    return _by_name()[name]


@functools.lru_cache(maxsize=1)
def _by_name() -> dict[str, Field[Any]]:
    return {one.name: one for one in all_fields()}


def in_order_of_need() -> tuple[Field[Any], ...]:
    """All fields, each behind those whose components it needs."""
    found: list[Field[Any]] = []
    waiting = sorted(all_fields(), key=lambda one: bool(one.needs))
    while waiting:
        ready = next((one for one in waiting if not {*one.needs} - {other.name for other in found}), None)
        if ready is None:
            missing = ", ".join(f"{one.name} needs {', '.join(one.needs)}" for one in waiting)
            raise UserError(f"fields that wait for fields that are not there: {missing}")
        found.append(ready)
        waiting.remove(ready)
    return tuple(found)
