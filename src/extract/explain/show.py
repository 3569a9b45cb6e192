"""An explanation for a terminal, as a page, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from extract.explain.explanation import Because, Explanation, pieces
from extract.fields.registry import names

# The fields' colours, in their order; there may be more fields.
_COLOURS = ("green", "cyan", "yellow", "magenta", "blue", "red")
_NOT = "dim underline"


def _style(field: str) -> str:
    if field not in names():
        return _NOT
    return f"bold {_COLOURS[names().index(field) % len(_COLOURS)]}"


def terminal(found: Explanation) -> RenderableType:
    """The paragraph with its spans, the values with their rules, the candidates turned down with theirs."""
    return Group(*_parts(found))


def _parts(found: Explanation) -> Iterator[RenderableType]:
    paragraph = Text()
    for text, fields in pieces(found):
        paragraph.append(text, _style(fields[0]) if fields else None)
    yield paragraph
    legend = Text("\n")
    for field in (*names(), "not"):
        legend.append(f"{'turned down' if field == 'not' else field}  ", _style(field))
    yield legend
    for field in names():
        given = [one for one in found.given if one.field == field]
        if given:
            yield Text(f"\n{field}", style=_style(field))
            table = _table()
            for one in given:
                for number, because in enumerate(one.because):
                    table.add_row(Text("" if number else f"{one.says}; {one.confidence:.0%} sure"), *_because(because))
                for number, other in enumerate(one.alike):
                    told = Text("" if number else "annotated examples that the judge sees alike", "dim")
                    table.add_row(told, Text(f"“{other.said}”: {other.right}; …{' '.join(other.around.split())}…", "dim"))
            yield table
    if not found.given:
        yield Text("\nno rule gave a value")
    if found.not_given:
        yield Text("\nturned down", style="bold")
        table = _table()
        for down in found.not_given:
            table.add_row(Text(f"{down.because.words}: {down.condition}"), *_because(down.because, words=False))
        yield table


def _table() -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(ratio=5, overflow="fold")
    table.add_column(ratio=4, overflow="fold")
    return table


def _because(one: Because, words: bool = True) -> tuple[Text]:
    text = Text(f"“{one.words}” " if words and one.words else "")
    text.append(one.rule, "bold")
    text.append(f"  {one.reason}" if one.reason else "")
    text.append(f"  {one.where}" if one.where else "", "dim")
    return (text,)


def page(found: Explanation) -> str:
    """A self-contained HTML page; the text is never markup."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("extract.explain", "templates"), autoescape=True, trim_blocks=True)
    place = {field: f"f{number % len(_COLOURS)}" for number, field in enumerate(names())} | {"not": "not"}
    grouped = {field: [one for one in found.given if one.field == field] for field in names()}
    return environment.get_template("explain.html").render(found=found, pieces=pieces(found), grouped=grouped, place=place)


def plain(found: Explanation) -> dict[str, Any]:
    """The explanation ready to be dumped as JSON."""

    def because(one: Because) -> dict[str, str]:
        return {"rule": one.rule, "reason": one.reason, "where": one.where, "words": one.words}

    return {
        "text": found.text,
        "given": [
            {
                "field": one.field,
                "says": one.says,
                "spans": [list(span) for span in one.spans],
                "because": [because(rule) for rule in one.because],
                "confidence": one.confidence,
                "alike": [{"said": other.said, "around": other.around, "right": other.right} for other in one.alike],
            }
            for one in found.given
        ],
        "turned_down": [
            {"field": one.field, "span": list(one.span), "condition": one.condition, "because": because(one.because)}
            for one in found.not_given
        ],
    }
