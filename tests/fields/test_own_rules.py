"""An analyst's own rules, laid over the bundled ones: their word is final, under any id."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.fields.build import build
from extract.language.context import Context
from extract.rules.load import PatternError

TEXT = "In May the Fund trained 30 clerks in filing together with UNDP."


def _drawn(folder: Path, text: str, field: str, reporter: str = "The Fund") -> list[str]:
    nlp = build(patterns=folder)
    doc = nlp.make_doc(text)
    doc._.extract_context = Context(title="Annual report", reporter=reporter)
    values = getattr(nlp(doc)._, field)
    return [str(getattr(one, "count", None) or one.name) for one in values]


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_an_analysts_no_is_final(tmp_path: Path) -> None:
    assert _drawn(_write(tmp_path, "README.md", ""), TEXT, "trained") == ["30"]
    rule = '- id: clerks-are-no-learners\n  reason: Ours\n  verdict: "no"\n  scope: inside\n  nouns: [clerk]\n  examples: ["30 clerks came."]\n'
    assert _drawn(_write(tmp_path, "trained/evidence.yaml", rule), TEXT, "trained") == []


def test_an_analysts_yes_is_final(tmp_path: Path) -> None:
    text = "At the assembly 45 elders heard the budget."
    rule = '- id: ours.1\n  reason: Ours\n  verdict: "yes"\n  words: [heard the budget]\n  examples: ["45 elders heard the budget."]\n'
    assert _drawn(_write(tmp_path, "trained/evidence.yaml", rule), text, "trained") == ["45"]


def test_an_analysts_role_is_final(tmp_path: Path) -> None:
    rule = '- id: "7"\n  reason: Ours\n  verdict: funder\n  scope: inside\n  words: [UNDP]\n  examples: ["UNDP came."]\n'
    folder = _write(tmp_path, "partners/evidence.yaml", rule)
    nlp = build(patterns=folder)
    doc = nlp.make_doc(TEXT)
    doc._.extract_context = Context(reporter="The Fund")
    assert [(one.name, one.role) for one in nlp(doc)._.partners] == [("UNDP", "funder")]


def test_an_own_organization_may_have_any_id(tmp_path: Path) -> None:
    table = "id,name,acronym,aliases,type\nours-12,Blue Lantern,,Lanterna Azul,ngo\n"
    folder = _write(tmp_path, "partners/organizations.csv", table)
    text = "Together with Lanterna Azul, the Fund trained 30 clerks in filing."
    nlp = build(patterns=folder)
    doc = nlp.make_doc(text)
    doc._.extract_context = Context(reporter="The Fund")
    found = nlp(doc)._.partners
    assert [(one.name, one.org_id, one.canonical) for one in found] == [("Lanterna Azul", "ours-12", "Blue Lantern")]


def test_a_rule_that_says_nothing_is_told_of_by_its_line(tmp_path: Path) -> None:
    folder = _write(tmp_path, "trained/evidence.yaml", "- id: empty\n  reason: Ours\n  speaks_for: learner\n")
    with pytest.raises(PatternError, match=r"evidence\.yaml:1: rule empty: needs at least one of verbs, nouns, words, tokens"):
        build(patterns=folder)
