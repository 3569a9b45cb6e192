"""An evaluation is written, read back and compared; a figure below its floor is named; each error has a cause."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from extract.errors import UserError
from extract.evaluate.evaluate import evaluation, write_evaluation
from extract.evaluate.evaluation import Evaluation, below, compared, read_earlier, read_floors
from extract.evaluate.show import shown
from extract.fields.countries.value import Country
from extract.language.mention import TurnedDown
from extract.rules.load import load_patterns
from tests.evaluate.make import TEXT, answer, gold, trained
from tests.records.make import mention

GOLD = gold(
    countries=[{"iso3": "MWI", "via": "name"}],
    partners=[{"name": "Ministry of Health of Malawi", "role": "counterpart"}, {"name": "Lake Trust", "role": "funder"}],
    trained=[trained(40)],
)
DOWN = [
    TurnedDown(
        "trained", TEXT.index("40"), TEXT.index(" (30"), "40 nurses", "trained.not.some", "nothing says that they learned"
    ),
    TurnedDown("partners", 0, 6, "Ministry of Health", "partners.not.some", "no cue"),
]


def made(*countries: str) -> Evaluation:
    records = [
        answer(
            countries=tuple(Country(code, code, None, "name", (mention("Malawi", TEXT, "country.x"),)) for code in countries)
        )
    ]
    return evaluation([GOLD], records, {"a": DOWN}, load_patterns(), {"gold": "gold.jsonl"})


def test_each_error_has_its_cause() -> None:
    causes = {
        (one.error.field, one.error.kind): (one.rule, one.cause) for one in made("ZMB").errors if "Lake" not in one.error.what
    }
    assert causes == {
        ("countries", "missed"): ("", "no rule proposed it"),
        ("countries", "wrong"): ("country.x", "the rule gave what gold does not hold"),
        ("partners", "missed"): ("", "the name's bounds differ: “Ministry of Health”"),
        ("trained", "missed"): ("trained.not.some", "turned down: nothing says that they learned"),
        ("totals", "differs"): ("", "the sum of the paragraph differs"),
    }


def test_it_is_written_and_compared_with_the_next_one(tmp_path: Path) -> None:
    write_evaluation(tmp_path / "out", made("ZMB"))
    earlier = read_earlier(tmp_path / "out")
    changes = compared(made("MWI"), earlier)
    assert changes.differences["countries"] == 1.0
    assert changes.new == ()
    assert {what for _, _, _, what in changes.gone} == {"MWI", "ZMB"}
    with (tmp_path / "out" / "errors.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["field"] for row in csv.DictReader(file)} == {"countries", "partners", "trained", "totals"}
    figures = json.loads((tmp_path / "out" / "evaluation.json").read_text("utf-8"))["figures"]
    assert figures["trained"]["f1"] == 0
    assert figures["roles"]["accuracy"] == 1


def test_the_terminal_shows_figures_causes_errors_and_changes(tmp_path: Path) -> None:
    write_evaluation(tmp_path, made("ZMB"))
    found = made("MWI")
    console = Console(file=io.StringIO(), width=120)
    for part in shown(found, 3, compared(found, read_earlier(tmp_path))):
        console.print(part)
    text = console.file.getvalue()
    for words in ("95% interval", "+1.000", "turned down: nothing says that they learned", "2 errors that are gone"):
        assert words in text


def test_a_figure_below_its_floor_is_named(tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text('countries = 0.5\n"trained all" = 0.9\n', "utf-8")
    assert below(made("MWI"), read_floors(floors)) == ["trained all is 0.000, below its floor 0.900"]


@pytest.mark.parametrize("text", ["contries = 0.5", "countries = 2", "countries = [", 'countries = "high"'])
def test_a_wrong_floor_is_one_line(tmp_path: Path, text: str) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text(text, "utf-8")
    with pytest.raises(UserError, match=r"floors\.toml"):
        read_floors(floors)


def test_what_is_no_evaluation_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[]", "utf-8")
    with pytest.raises(UserError, match="is no evaluation"):
        read_earlier(tmp_path / "x.json")
