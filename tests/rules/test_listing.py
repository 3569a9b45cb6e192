"""What there is, and what fired."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from extract.cli.patterns import command
from extract.fields.registry import all_fields
from extract.rules.hits import NoRunError, hits, run_of
from extract.rules.listing import listed
from extract.rules.load import load_patterns


def test_every_rule_is_listed_and_each_table_once() -> None:
    given = load_patterns()
    found = listed(given)
    assert len(found) == sum(map(len, given.rules.values())) + sum(1 for rows in given.tables.values() if rows)
    assert any(one.id == "countries/countries.csv" and "rows" in one.about for one in found)


def test_words_find_rules_and_rows() -> None:
    found = listed(load_patterns(), "ouagadougou")
    assert {one.id for one in found} >= {"country.place.BFA"}
    assert all("ouagadougou" in one.about.casefold() for one in found if one.file.endswith("places.csv"))
    assert listed(load_patterns(), "no such words anywhere") == []


def test_list_prints_file_and_line() -> None:
    result = CliRunner().invoke(command, ["list", "country.not.seat-before"])
    assert result.exit_code == 0
    assert "countries/not_countries.yaml:" in result.output
    as_json = CliRunner().invoke(command, ["list", "country.not.seat-before", "--json"])
    assert json.loads(as_json.stdout)[0]["body"]["use"] == "around"


def run_in(folder: Path, rules: object) -> Path:
    (folder / "run.json").write_text(json.dumps({"rules": rules, "patterns": {"fingerprint": "x"}}), encoding="utf-8")
    return folder


def test_hits_of_a_run(tmp_path: Path) -> None:
    run = run_in(tmp_path, {"country.name.UGA": 3, "country.demonym.KEN": 9, "gone.rule": 1})
    giving = {table for field in all_fields() for table in field.giving}
    found = hits(run_of(run).fired or {}, load_patterns(), giving)
    assert [(one.id, one.count) for one in found.fired] == [
        ("country.demonym.KEN", 9),
        ("country.name.UGA", 3),
        ("gone.rule", 1),
    ]
    assert found.fired[0].file == "countries/countries.csv"
    assert found.fired[2].file is None
    assert found.rows["countries/countries.csv"][0] == 2
    assert not found.rows.keys() & {
        "trained/words.csv",
        "reading/front.csv",
        "partners/name_words.csv",
        "countries/doubtful.csv",
    }
    assert any(rule.id == "country.not.phrase" for rule in found.never)


def test_hits_prints_counts_and_what_never_fired(tmp_path: Path) -> None:
    run = run_in(tmp_path, {"country.name.UGA": 3})
    result = CliRunner().invoke(command, ["hits", str(run)])
    assert result.exit_code == 0
    assert "3  country.name.UGA" in result.output
    assert "never  country.not.phrase" in result.output
    only = CliRunner().invoke(command, ["hits", str(run / "run.json"), "--never"])
    assert "country.name.UGA" not in only.stdout


@pytest.mark.parametrize("content", [None, "no json", "[]", "{}", '{"rules": [1]}', '{"rules": {"a": "b"}}'])
def test_no_run(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "run.json").write_text(content, encoding="utf-8")
    with pytest.raises(NoRunError, match=r"run\.json"):
        run_of(tmp_path)
