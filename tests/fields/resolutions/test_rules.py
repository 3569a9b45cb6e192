"""An analyst's rules for resolutions, laid over the bundled ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.fields.resolutions.find import find
from extract.fields.resolutions.rules import rules_of
from extract.rules.load import PatternError, load_patterns


def laid(folder: Path, name: str, text: str) -> Path:
    path = folder / "resolutions" / name
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return folder


BODY = """
- id: mine.body
  reason: the bank's governors number by year
  body: Board of the Water Fund
  names: [Board of the Water Fund]
  forms: {year-first: 'BWF %s'}
  examples: [Board of the Water Fund resolution 2024/5 was read.]
"""


def test_a_body_of_ones_own(tmp_path: Path) -> None:
    rules = rules_of(load_patterns(laid(tmp_path, "bodies.yaml", BODY % "{number}")))
    found, _ = find("Board of the Water Fund resolution 2024/5 was read.", rules)
    assert [(one.symbol, one.body) for one in found] == [("BWF 2024/5", "Board of the Water Fund")]


@pytest.mark.parametrize("template", ["{nummer}", "{number", "{0}"])
def test_wrong_words_in_braces_name_the_rule(tmp_path: Path, template: str) -> None:
    with pytest.raises(PatternError, match=r"bodies\.yaml:2: rule mine\.body"):
        rules_of(load_patterns(laid(tmp_path, "bodies.yaml", BODY % template)))


def test_a_rule_that_is_turned_off_says_nothing(tmp_path: Path) -> None:
    text = "The Committee took up draft resolution 79/4."
    assert find(text, rules_of(load_patterns()))[0] == []
    off = laid(tmp_path, "cues.yaml", "- id: resolution.not.draft\n  off: true\n")
    assert [one.symbol for one in find(text, rules_of(load_patterns(off)))[0]] == ["A/RES/79/4"]
