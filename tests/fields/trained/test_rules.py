"""A rule that an analyst gets wrong is named with its file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.vocab import Vocab

from extract.fields.trained.rules import compile_rules
from extract.rules.evidence import CueMatcher
from extract.rules.load import PatternError, load_patterns


def laid(tmp_path: Path, name: str, text: str) -> Path:
    (tmp_path / "trained").mkdir()
    (tmp_path / "trained" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("evidence.yaml", "- id: a\n  reason: r\n  befor: x\n", "has no use for befor"),
        ("evidence.yaml", "- id: a\n  reason: r\n  verdict: 'no'\n", "needs at least one of"),
        ("evidence.yaml", "- id: a\n  reason: r\n  words: [x]\n", "needs speaks_for"),
        ("evidence.yaml", "- id: a\n  reason: r\n  verdict: 'no'\n  words: x\n", "words must be a list"),
        ("evidence.yaml", "- id: a\n  reason: r\n  verdict: 'no'\n  scope: near\n  words: [x]\n", "scope must be one of"),
        ("evidence.yaml", "- id: a\n  reason: r\n  like: nosuch\n  words: [x]\n", "no evidence.yaml has such a rule"),
        ("evidence.yaml", "- id: a\n  reason: r\n  verdict: 'no'\n  tokens: [[{LOWR: x}]]\n", "tokens"),
        ("people.yaml", "- id: a\n  reason: r\n  category: police\n", "words must be a list"),
        ("words.csv", "id,list,words\na,,x\n", "needs a list"),
        ("words.csv", "id,list,words\na,event,(\n", "is no regular expression"),
    ],
)
def test_a_wrong_rule_is_named(tmp_path: Path, name: str, text: str, reason: str) -> None:
    with pytest.raises(PatternError, match=reason) as caught:
        loaded = load_patterns(laid(tmp_path, name, text))
        CueMatcher(Vocab(), loaded)
        compile_rules(loaded)
    assert caught.value.line >= 1
    assert caught.value.file.endswith(name)
