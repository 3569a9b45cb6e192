"""A field's part of the page to hand on: a table of what the reports say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """A value, and the record and report that it stands in."""

    value: V
    record: str
    report: str


@dataclass(frozen=True, slots=True)
class Section:
    """A table: its heading, the noun of its rows (one, many), what to say where there is none, its heads (``True``: a number).

    A cell is a text or a number; a pair is a text with the address it links to.
    """

    title: str
    one: str
    many: str
    empty: str
    heads: Sequence[tuple[str, bool]]
    rows: Sequence[Sequence[Any]]


def listed_by_label(label: str, found: Iterable[tuple[Found[Any], str]]) -> Section:
    """What is called the same as one row, with the paragraphs and reports that say it."""
    paragraphs: dict[str, set[str]] = defaultdict(set)
    reports: dict[str, set[str]] = defaultdict(set)
    times: Counter[str] = Counter()
    for one, called in found:
        paragraphs[called].add(one.record)
        reports[called].add(one.report)
        times[called] += 1
    rows = [
        (called, len(paragraphs[called]), len(reports[called]))
        for called, _ in sorted(times.items(), key=lambda n: (-n[1], n[0]))
    ]
    noun = label.lower()
    heads = ((label, False), ("Paragraphs", True), ("Reports", True))
    return Section(label, noun, f"{noun}: different values", f"No {noun} is stated.", heads, rows)
