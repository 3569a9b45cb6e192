"""The closing summary's lines of totals."""

from __future__ import annotations

from pathlib import Path

from extract.language.mention import TurnedDown
from extract.output.delimited import write_csv
from extract.output.figures import summary_lines
from extract.output.findings import UNCLAIMED, read_refused, refused, unclaimed_rows
from extract.records.breakdown import figures_of
from extract.records.counting import count
from extract.records.counting_rules import counting_rules
from extract.run.work import Unclaimed
from tests.records.make import TEXT, record, source


def test_each_activity_has_its_lines_and_its_range() -> None:
    assert summary_lines(figures_of(count([record()]))) == {
        "training: participations": "40 (sure 40, expected 40, with the doubtful 40)",
        "training: people, at least": "40",
        "training: women and girls": "12 of the 40 people whose sex is told",
        "  training: security": "40 (sure 40, expected 40, with the doubtful 40)",
    }


def test_what_was_turned_down_is_read_back_from_its_table(tmp_path: Path) -> None:
    down = [
        TurnedDown("trained", 29, 47, "33 police officers", "trained.judge", "nothing teaches", 0.4, 33, "mentoring"),
        TurnedDown("trained", 29, 47, "99 police officers", "own.rule", "a rule decided"),
    ]
    unclaimed = [Unclaimed(source(), 4, TEXT, one) for one in down]
    write_csv(tmp_path / "unclaimed.csv", UNCLAIMED, unclaimed_rows(unclaimed))
    rules = counting_rules()
    found = list(refused(unclaimed, rules))
    assert [(one.count, one.score, one.activity, one.kind) for one in found] == [(33, 0.4, "mentoring", "security")]
    assert read_refused(tmp_path / "unclaimed.csv", rules) == found
    assert read_refused(tmp_path / "none.csv", rules) == []
