"""The words, kinds and limits that counting goes by are an analyst's to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.records.counting_rules import UNSAID, counting_rules
from extract.rules.load import PatternError, load_patterns


@pytest.mark.parametrize(
    ("category", "group", "kind"),
    [
        ("education", "pupils", "students"),
        ("education", "teachers", "professionals"),
        ("police", "student officers", "security"),
        ("judiciary", "judges", "officials"),
        ("community", "mothers", "the public"),
        ("unspecified", "listeners", "the public"),
        ("unspecified", "participants", UNSAID),
    ],
)
def test_a_group_is_of_one_kind(category: str, group: str, kind: str) -> None:
    assert counting_rules().kind_of(category, group) == kind


def test_an_analysts_limit_takes_the_place_of_the_bundled_one(tmp_path: Path) -> None:
    (tmp_path / "trained").mkdir()
    line = "trained.limit.training.officials,training,officials,{},courses here are small\n"
    own = tmp_path / "trained" / "limits.csv"
    own.write_text("id,activity,kind,most,reason\n" + line.format(50), encoding="utf-8")
    assert counting_rules(load_patterns(tmp_path)).most("training", "officials") == 50
    assert counting_rules().most("training", "officials") == 2000
    own.write_text("id,activity,kind,most,reason\n" + line.format("many"), encoding="utf-8")
    with pytest.raises(PatternError, match=r"limits\.csv:2: .*most must be a whole number of people"):
        counting_rules(load_patterns(tmp_path))


def test_a_list_that_nothing_reads_is_told(tmp_path: Path) -> None:
    (tmp_path / "trained").mkdir()
    (tmp_path / "trained" / "counting.csv").write_text("id,list,words\nx.1,totals,overall\n", encoding="utf-8")
    with pytest.raises(PatternError, match="there is no list totals"):
        counting_rules(load_patterns(tmp_path))
