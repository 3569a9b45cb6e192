"""Renders the page: one file with its styles, script and map inside, nothing from a network, report text never markup."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from extract.errors import UserError
from extract.files import write_text
from extract.language.countries import country_names
from extract.output.about import about
from extract.output.findings import read_refused
from extract.output.page.figures import Figures, figures
from extract.output.page.world import bounds, shade, shapes, size
from extract.records.breakdown import Figure, figures_of
from extract.records.counting import Count, count
from extract.records.counting_rules import rules_of_run
from extract.records.record import Record
from extract.runfile import known_of

# Rows of the table behind the figures; trained.csv holds them all.
MOST_ROWS = 5_000
MOST_BARS = 25


def page(
    records: Sequence[Record], made: Mapping[str, Any], done: Count | None = None, totals: Sequence[Figure] | None = None
) -> str:
    """The page; ``made`` holds ``cite`` (a sentence on what it was made with), the others as ``figures`` takes them."""
    from jinja2 import Environment, PackageLoader

    found = figures(records, {code: name for code, (name, _) in country_names().items()}, done, totals)
    environment = Environment(
        loader=PackageLoader("extract.output.page", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["number"] = lambda value: f"{value:,}"
    script = _asset("page.js")
    return environment.get_template("page.html").render(
        found=found,
        made=made,
        charts=_charts(found),
        map=_map(found),
        most_rows=MOST_ROWS,
        most_bars=MOST_BARS,
        style=_asset("page.css"),
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii"),
    )


def write_page(
    path: Path,
    records: Sequence[Record],
    made: Mapping[str, Any],
    done: Count | None = None,
    totals: Sequence[Figure] | None = None,
) -> None:
    """Writes the page. Raises ``OSError``."""
    path.write_text(page(records, made, done, totals), encoding="utf-8", newline="\n")


def report(folder: Path) -> Path:
    """Writes ``report.html`` into an output folder from its ``records.jsonl``, and says where.

    Raises ``UserError`` where the folder holds no output or cannot be written.
    """
    from extract.records.read import read_records

    records = read_records(folder)
    target = folder / "report.html"
    try:
        given = known_of(folder).given
        done = count(records, rules_of_run(given))
        totals = figures_of(done, read_refused(folder / "unclaimed.csv", done.rules))
        write_text(target, page(records, about(given), done, totals))
    except OSError as error:
        raise UserError(f"{target} cannot be written ({error.strerror})") from None
    return target


def _asset(name: str) -> str:
    return resources.files("extract.output.page").joinpath("templates", name).read_text("utf-8")


def _charts(found: Figures) -> list[dict[str, Any]]:
    several = (
        "A number given for several partners stands under each of them, and one of the reporter alone under none: "
        "this column does not add up to the total."
    )
    countries = "A number that covers several countries is not split among them."
    others = [
        chart
        for one in found.others
        for chart in (
            {
                "id": f"country-{one.activity}",
                "title": f"{one.activity.capitalize()}, by country",
                "bars": one.by_country,
                "note": "",
            },
            {
                "id": f"category-{one.activity}",
                "title": f"{one.activity.capitalize()}, by kind",
                "bars": one.by_category,
                "note": "",
            },
        )
    ]
    return [
        {"id": "country", "title": "By country", "bars": found.by_country, "note": countries},
        {"id": "category", "title": "By kind of people", "bars": found.by_category, "note": ""},
        {"id": "year", "title": "By year of the report", "bars": found.by_year, "note": ""},
        {"id": "partner", "title": "By who trained them", "bars": found.by_partner, "note": several},
        *others,
    ]


def _map(found: Figures) -> dict[str, Any]:
    people = {bar.code: bar.people for bar in found.by_country if bar.code}
    most = max(people.values(), default=0)
    return {
        "shapes": shapes(people),
        "size": size(),
        "key": [(shade(high, most), low, high) for low, high in bounds(most)],
        "names": found.country_names,
    }
