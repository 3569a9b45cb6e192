"""A rule that an analyst gets wrong is named with its file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from extract.fields.trained.rules import compile_rules
from extract.rules.load import PatternError, load_patterns
from tests.fields.trained.told import told


def laid(tmp_path: Path, name: str, text: str) -> Path:
    (tmp_path / "trained").mkdir()
    (tmp_path / "trained" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("cues.yaml", "- id: a\n  reason: r\n  befor: x\n", "has no use for befor"),
        ("cues.yaml", "- id: a\n  reason: r\n  before: '('\n", "is no regular expression"),
        ("cues.yaml", "- id: a\n  reason: r\n  before: '{nosuch}'\n", "no such list"),
        ("cues.yaml", "- id: a\n  reason: r\n  left: nosuch\n", "no such list"),
        ("cues.yaml", "- id: a\n  reason: r\n  path: 'dobj:{nosuch}'\n", "no such list"),
        ("cues.yaml", "- id: a\n  reason: r\n  next: x\n", "needs at least one of"),
        ("people.yaml", "- id: a\n  reason: r\n  category: police\n", "words must be a list"),
        ("frames.yaml", "- id: a\n  reason: r\n  what: parts\n", "needs what it says"),
        ("words.csv", "id,list,words\na,,x\n", "needs a list"),
        ("words.csv", "id,list,words\na,event,(\n", "is no regular expression"),
    ],
)
def test_a_wrong_rule_is_named(tmp_path: Path, name: str, text: str, reason: str) -> None:
    with pytest.raises(PatternError, match=reason) as caught:
        compile_rules(load_patterns(laid(tmp_path, name, text)))
    assert caught.value.line >= 1
    assert caught.value.file.endswith(name)


def test_a_word_that_an_analyst_adds_is_known(tmp_path: Path, nlp: Language) -> None:
    from extract.fields.trained import create

    text = "A huddle on pumps was held for 40 clerks."
    assert told(nlp, text) == []
    folder = laid(tmp_path, "words.csv", "id,list,words\nmine.huddle,event,huddles?\n")
    component = create(nlp, "mine", str(folder))
    doc = nlp.make_doc(text)
    for name, pipe in nlp.pipeline:
        if not name.startswith("extract_"):
            doc = pipe(doc)
    assert [item.count for item in component(doc)._.trained] == [40]
