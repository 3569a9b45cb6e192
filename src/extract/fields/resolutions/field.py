"""The field resolutions, as the other rooms see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.fields.column import Cell, Column, joined
from extract.fields.field import Field, Plain, Where
from extract.fields.form import Form
from extract.fields.gold import Gold
from extract.fields.resolutions.value import Resolution
from extract.fields.section import Found, Section

if TYPE_CHECKING:
    from extract.rules.load import Patterns

_NEARLY = 0.9


class _Gold(Gold):
    """Set by symbol, blanks and letter case aside."""

    def fold(self, key: str) -> str:
        return re.sub(r"\s+", "", key).upper()

    def denotes(self, text: str, wanted: Any, patterns: Patterns) -> bool:
        return bool(wanted) and _words(text) in _words(str(wanted))


def _words(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()


@dataclass(frozen=True)
class Resolutions(Field[Resolution]):
    """Numbered resolutions of UN bodies that a paragraph cites."""

    def key(self, value: Plain) -> str:
        return str(value["symbol"])

    def says(self, value: Resolution) -> str:
        return f"{value.symbol}, {value.body}"

    def likeness(self, one: Resolution, other: Resolution, where: Where) -> float:
        if where.same_text and where.overlapping:
            return 1.0
        return _NEARLY if one.number == other.number and (one.body == other.body or one.year == other.year) else 0.0

    def record_cell(self, values: Sequence[Resolution], safe: Sequence[Resolution]) -> Cell:
        return joined([value.symbol for value in values])

    def count(self, values: Iterable[Resolution]) -> int:
        return len({value.symbol for value in values})

    def section(self, found: Sequence[Found[Resolution]], people: Mapping[str, int]) -> Section | None:
        by_symbol: dict[str, list[Found[Resolution]]] = {}
        for one in found:
            by_symbol.setdefault(one.value.symbol, []).append(one)
        rows = [
            ((symbol, ones[0].value.url), ones[0].value.body, len(ones), len({one.report for one in ones}))
            for symbol, ones in sorted(by_symbol.items(), key=lambda item: (-len(item[1]), item[0]))
        ]
        heads = (("Symbol", False), ("Body", False), ("Paragraphs", True), ("Reports", True))
        return Section("Resolutions cited", "resolution", "resolutions", "No resolution is cited.", heads, rows)

    @property
    def on_page(self) -> tuple[str, str]:
        return "Resolutions", "cited"

    def category(self, value: Plain) -> str | None:
        return str(value["body"])

    def uncertainties(self, value: Plain, patterns: Patterns) -> Iterator[tuple[int, str]]:
        if value["year"] is None:
            yield 15, "no year"

    def suggested(self, patterns: Patterns, text: str, start: int, end: int, countries: Sequence[str]) -> dict[str, Any]:
        from extract.fields.resolutions.find import find
        from extract.fields.resolutions.rules import rules_of

        rules = rules_of(patterns)
        here = [one for one in find(text, rules)[0] if one.start < end and start < one.end]
        for one in here or find(f"resolution {text[start:end]}", rules)[0]:
            return {key: getattr(one, key) for key in ("symbol", "body", "number", "year", "url")}
        symbol = " ".join(text[start:end].split())
        return {"symbol": symbol, "body": "Security Council", "number": "", "year": None, "url": None}

    def check_patterns(self, patterns: Patterns) -> None:
        from extract.fields.resolutions.rules import rules_of

        rules_of(patterns)


FIELD = Resolutions(
    name="resolutions",
    singular="resolution",
    label="Resolution",
    value=Resolution,
    factory="extract_resolutions",
    about="One row for each numbered resolution that a paragraph cites.",
    columns=(
        Column("symbol", "text", 22, "Symbol of the resolution, in UN form"),
        Column("body", "text", 24, "The body that adopted it"),
        Column("resolution", "text", 12, "Its number within the body", "number"),
        Column("adopted", "number", 9, "Year of adoption, where known", "year"),
        Column("url", "link", 40, "Where to read it"),
    ),
    in_records=Column("resolutions", "text", 26, "Symbols of the resolutions cited"),
    gold=_Gold("resolutions", "symbol"),
    form=Form(
        labels={"url": "Address"},
        wide=("url",),
        hidden=("url",),
        beside=("body", "year"),
    ),
    giving=("resolutions/security_council_years.csv",),
)
