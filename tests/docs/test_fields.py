"""The package that docs/fields.md shows runs as it is written there."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.plugin.lay import command, lay

PAGE = (Path(__file__).parents[2] / "docs" / "fields.md").read_text("utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = dict(re.findall(r"```\w+ file=(\S+)\n(.*?)```", PAGE, re.DOTALL))
    points = tomllib.loads(files.pop("pyproject.toml"))["project"]["entry-points"]
    modules = {name.removeprefix("sdg_field/"): text for name, text in files.items()}
    return lay(tmp_path_factory.mktemp("site"), "sdg_field", modules, points)


def test_explain_says_what_the_page_says(site: Path, tmp_path: Path) -> None:
    ((sentence, lines),) = re.findall(r'\$ extract explain "(.*?)"\n(.*?)```', PAGE, re.DOTALL)
    told = command(site, "explain", sentence, cwd=tmp_path)
    assert all(line in told for line in lines.splitlines())


def test_the_field_has_its_table_and_its_gold(site: Path, tmp_path: Path) -> None:
    line = {"id": "a", "text": "The school works towards SDG 4.", "context": {}}
    empty: dict[str, list[str]] = {"countries": [], "partners": [], "trained": [], "resolutions": []}
    (tmp_path / "report.jsonl").write_text(json.dumps(line), "utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps({**line, **empty, "goals": [4, 5]}), "utf-8")
    command(site, "run", "report.jsonl", "-o", "out", "--jobs", "1", "--quiet", cwd=tmp_path)
    with (tmp_path / "out" / "goals.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [(row["goal"], row["mention"]) for row in csv.DictReader(file)] == [("4", "SDG 4")]
    command(site, "validate", "out", cwd=tmp_path)
    command(site, "eval", "gold.jsonl", "--records", "out/records.jsonl", "-o", "figures", cwd=tmp_path)
    figures = json.loads((tmp_path / "figures" / "evaluation.json").read_text("utf-8"))["figures"]
    assert (figures["goals"]["precision"], figures["goals"]["recall"]) == (1, 0.5)
