"""The map: which countries are drawn how, as SVG paths and dots (``world.json`` names their source)."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

# Shades from "some" to "most", on a logarithmic scale: numbers of people trained differ by orders of magnitude.
SHADES = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """A country of the map: a path, or (where it is too small to be drawn) a dot; ``shade`` 0 where nobody was trained."""

    code: str
    path: str
    dot: tuple[float, float] | None
    shade: int
    people: int


@functools.lru_cache(maxsize=1)
def _world() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = json.loads(resources.files("extract.output.page").joinpath("world.json").read_text("utf-8"))
    return loaded


def size() -> tuple[int, int]:
    """Width and height of the map, in its own units."""
    return _world()["width"], _world()["height"]


def shapes(people: Mapping[str, int]) -> list[Shape]:
    """Every country of the map; those too small for a path only where people were trained there."""
    world = _world()
    most = max(people.values(), default=0)
    found = [
        Shape(code, path, None, shade(people.get(code, 0), most), people.get(code, 0)) for code, path in world["paths"].items()
    ]
    found += [
        Shape(code, "", (place[0], place[1]), shade(people[code], most), people[code])
        for code, place in world["dots"].items()
        if people.get(code)
    ]
    return found


def shade(people: int, most: int) -> int:
    """0 for nobody, else 1 to ``SHADES``."""
    if people <= 0:
        return 0
    if most <= 1:
        return SHADES
    return max(1, min(SHADES, math.ceil(SHADES * math.log(people + 1) / math.log(most + 1))))


def bounds(most: int) -> list[tuple[int, int]]:
    """The numbers of people of each shade, ``(from, to)``, empty shades left out."""
    if most < 1:
        return []
    edges = [math.floor((most + 1) ** (step / SHADES) + 1e-9) - 1 for step in range(1, SHADES)] + [most]
    found, low = [], 1
    for high in edges:
        if high >= low:
            found.append((low, high))
            low = high + 1
    return found
