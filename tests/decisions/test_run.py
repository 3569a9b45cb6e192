"""Decisions in a run: from the workers' answers to the output folder."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from extract.decisions.apply import Decided
from extract.decisions.ledger import Ledger, append
from extract.decisions.listing import decisions_info
from extract.decisions.machine_output import machine_output
from extract.errors import UserError
from extract.language.mention import TurnedDown
from extract.output.write import Output, write_output
from extract.records.leftovers import Unclaimed
from extract.run.collect import collect
from extract.run.job import FileResult
from extract.run.run import Request, _decided
from extract.run.work import Extracted, ReadReport
from tests.decisions.make import decision, values
from tests.decisions.test_apply import report
from tests.records.make import TEXT, record

UNDP = values(record(), "partners")[0]
FORTY = values(record(), "trained")[0]


def result() -> FileResult:
    """What the workers gave of one file with one paragraph."""
    found = FileResult("s-2031-7.pdf", (ReadReport(report(), {}),), read=True)
    found.parts[(0, 0)] = Extracted((record(),), (), (), {}, "model", 0.0)
    return found


def test_a_run_applies_decisions_and_lists_the_open_ones(tmp_path: Path) -> None:
    said = [
        decision("reject", "partners", UNDP),
        decision("correct", "trained", FORTY, {**FORTY, "female": 13}),
        decision("accept", "partners", UNDP, text="In another report."),
    ]
    decided = Decided(tmp_path / "decisions.jsonl", Ledger(tuple(said)))
    gathered = collect([result()], decided)
    assert gathered.rejects == []
    assert gathered.counts == {("s-2031-7.pdf", "S/2031/7"): 1}
    info = {"decisions": decisions_info(decided)}
    folder = tmp_path / "output"
    write_output(folder, Output(gathered.records, gathered.rejects, gathered.unclaimed, info, decided))
    with (folder / "trained.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["female"], row["review"]) == ("13", "corrected")
    with (folder / "decisions-open.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["verdict"], row["why_open"]) == ("accept", "its paragraph is in none of these reports")
    applied = json.loads((folder / "run.json").read_text(encoding="utf-8"))["decisions"]
    assert applied["applied"] == {"accepted": 0, "corrected": 1, "added": 0, "rejected": 1}
    assert [one["kind"] for one in applied["open"]] == ["elsewhere"]
    (paragraph,) = machine_output(folder)
    assert [one["name"] for one in paragraph.values["partners"]] == ["UNDP"]


def test_without_decisions_their_files_are_not_written_and_old_ones_go(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    decided = Decided(tmp_path / "decisions.jsonl", Ledger((decision("reject", "partners", UNDP),)))
    gathered = collect([result()], decided)
    write_output(folder, Output(gathered.records, [], [], {}, decided))
    assert (folder / "rejected-values.jsonl").exists()
    gathered = collect([result()])
    write_output(folder, Output(gathered.records, [], [], {}))
    assert gathered.records == [record()]
    assert not (folder / "rejected-values.jsonl").exists()
    assert not (folder / "decisions-open.csv").exists()


def test_what_a_person_has_settled_is_not_listed_as_unclaimed() -> None:
    mission = TEXT.index("the Mission")
    added = {
        **UNDP,
        "name": "Mission",
        "mentions": [{"start": mission, "end": mission + 11, "text": "the Mission", "rule": "review"}],
    }
    down = [
        TurnedDown("partners", mission + 4, mission + 11, "Mission", "a.rule", "no cue"),
        TurnedDown("countries", mission, 20, "x", "r", "r"),
    ]
    given = result()
    source = record().source
    given.parts[(0, 0)] = replace(given.parts[(0, 0)], unclaimed=tuple(Unclaimed(source, 4, TEXT, one) for one in down))
    gathered = collect([given], Decided(Path("d"), Ledger((decision("add", "partners", added),))))
    assert [one.turned_down.field for one in gathered.unclaimed] == ["countries"]


def test_the_file_beside_the_patterns_is_found_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.rules.load import load_patterns

    monkeypatch.chdir(tmp_path)
    patterns = load_patterns()
    assert _decided(Request(), patterns) is None
    append(tmp_path / "mine" / "decisions.jsonl", [decision("reject", "partners", UNDP)])
    found = _decided(Request(patterns=Path("mine/patterns")), patterns)
    assert found is not None
    assert len(found.ledger.decisions) == 1
    assert _decided(Request(patterns=Path("mine/patterns"), ignore_decisions=True), patterns) is None
    with pytest.raises(UserError, match="is not there"):
        _decided(Request(decisions=Path("elsewhere.jsonl")), patterns)
