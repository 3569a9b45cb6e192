"""What ``extract patterns check`` says of a folder of rules that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from extract.checking.check import check
from extract.checking.examples import examples_of
from extract.rules import load
from extract.rules.finding import Finding
from extract.rules.load import Example, PatternError, Patterns, Rule, load_patterns
from extract.rules.repeats import repeats
from extract.rules.shape import shapes


def laid(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def said(found: list[Finding]) -> list[tuple[int, str]]:
    return [(one.line, one.reason) for one in found]


def rule(id_: str, body: dict[str, object], line: int = 1, **also: object) -> Rule:
    given = {"examples": (), "counter_examples": ()} | also
    return Rule(id_, "why", given["examples"], given["counter_examples"], body, "countries/x.yaml", line)  # type: ignore[arg-type]


def patterns(*rules: Rule) -> Patterns:
    return Patterns({"countries/x.yaml": rules}, {}, "")


def test_every_wrong_entry_of_a_file_is_told(tmp_path: Path) -> None:
    laid(
        tmp_path,
        "countries/signs.yaml",
        "- id: a.b\n  reason: why\n  use: before\n  pattern: x\n"
        "- id: a.c\n  reason: [unclosed\n"
        "- reason: no id\n"
        "- id: a.d\n  use: before\n"
        "- id: a.b\n  reason: again\n",
    )
    errors: list[PatternError] = []
    held = load.entries_of(tmp_path / "countries/signs.yaml", "signs.yaml", errors)
    assert [entry.id for entry, _ in held] == ["a.b"]
    assert sorted(error.line for error in errors) == [7, 7, 8, 10]
    with pytest.raises(PatternError):
        load.entries_of(tmp_path / "countries/signs.yaml", "signs.yaml")


def test_every_wrong_row_of_a_table_is_told(tmp_path: Path) -> None:
    laid(tmp_path, "t.csv", "# a remark\nid,name\nr.1,One\nr.1,Again\n,Nameless\nr.2,Two,cells,more\nr.3,Three\n")
    errors: list[PatternError] = []
    held = load.entries_of(tmp_path / "t.csv", "t.csv", errors)
    assert [entry.id for entry, _ in held] == ["r.1", "r.3"]
    assert [error.line for error in errors] == [4, 5, 6]


def test_a_folder_of_wrong_files_names_file_and_line(tmp_path: Path) -> None:
    laid(tmp_path, "countries/signs.yaml", "- id: mine.one\n  use: before\n")
    laid(tmp_path, "countries/nowhere.yaml", "- id: mine.two\n  reason: why\n")
    found = check(tmp_path)
    assert {(Path(one.file).name, one.line, one.kind) for one in found if str(tmp_path) in one.file} == {
        ("signs.yaml", 1, "error"),
        ("nowhere.yaml", 1, "error"),
    }
    assert check(tmp_path) == found


def test_unknown_keys_and_columns() -> None:
    base = patterns(
        rule("a", {"use": "before", "pattern": "x"}),
        rule("b", {"use": "before", "pattern": "y"}),
        rule("c", {"use": "list", "words": ["z"]}),
    )
    wrong = patterns(
        rule("m.1", {"use": "before", "patern": "x"}, 3),
        rule("m.2", {"use": "before", "pattern": "x", "words": ["z"]}, 5),
        rule("m.3", {"use": "befor", "pattern": "x"}, 7),
        rule("m.4", {"use": "before", "pattern": "x", "colour": "red"}, 9),
        rule("m.5", {"use": "before", "pattern": "(x"}, 11),
    )
    found = said(shapes(wrong, base))
    assert found[0] == (3, "nothing reads patern; did you mean pattern?")
    assert found[1] == (5, "words is read in rules of use list only")
    assert found[2][0] == 7
    assert "before, list" in found[2][1]
    assert found[3][1].startswith("nothing reads colour")
    assert found[4] == (11, "pattern is no regular expression: missing ), unterminated subpattern at position 0")


def test_misspelt_key_among_the_rules_themselves() -> None:
    rules = [rule(f"a.{number}", {"use": "before", "pattern": str(number)}) for number in range(3)]
    odd = rule("a.odd", {"use": "before", "patterns": "x", "pattern": "y"}, 9)
    given = patterns(*rules, odd)
    assert said(shapes(given, given)) == [(9, "nothing reads patterns; did you mean pattern?")]


def test_what_stands_twice() -> None:
    given = patterns(
        rule("a", {"use": "cue", "words": ["course", "seminar", "seminar"]}, 1),
        rule("b", {"use": "cue", "words": ["seminar", "class"]}, 2),
        rule("c", {"use": "role", "words": ["seminar"]}, 3),
        rule("d", {"use": "role", "words": ["seminar"]}, 4),
    )
    reasons = said(repeats(given))
    assert (1, "“seminar” stands twice in its words") in reasons
    assert (2, "“seminar” stands in a too (countries/x.yaml:1)") in reasons
    assert (4, "says the same as c (countries/x.yaml:3)") in reasons
    assert not [line for line, _ in reasons if line == 3]


def test_examples_are_run(nlp: Language) -> None:
    works = Example("Nurses in Kampala were trained.")
    given = patterns(
        rule("country.place.UGA", {}, 1, examples=(works,)),
        rule("country.place.KEN", {}, 2, examples=(works,)),
        rule("country.not.anything", {"verdict": "no"}, 3, examples=(works,)),
        rule("country.cities.UGA", {}, 4),
        rule("country.sign.preposition", {}, 5, examples=(works,), counter_examples=(works,)),
    )
    kinds = {(one.line, one.kind) for one in examples_of(nlp, given)}
    assert kinds == {
        (2, "shadowed"),
        (2, "dead"),
        (3, "shadowed"),
        (3, "dead"),
        (3, "no_counter_example"),
        (4, "no_example"),
        (5, "fired"),
    }


def test_rules_of_countries_and_resolutions_do_what_they_say(nlp: Language) -> None:
    given = load_patterns()
    rooms = ("countries/", "resolutions/")
    mine = Patterns(
        {name: rules for name, rules in given.rules.items() if name.startswith(rooms)},
        {name: rows for name, rows in given.tables.items() if name.startswith(rooms)},
        given.fingerprint,
    )
    assert [*examples_of(nlp, mine), *repeats(mine), *shapes(mine, mine)] == []


def test_rules_that_a_component_refuses_are_all_told(tmp_path: Path) -> None:
    laid(
        tmp_path,
        "countries/not_countries.yaml",
        "- id: mine.one\n  reason: why\n  use: around\n  kinds: [name]\n  examples: [Chad]\n"
        "- id: mine.two\n  reason: why\n  use: around\n  kinds: [river]\n  before: x\n  examples: [Chad]\n",
    )
    laid(tmp_path, "countries/places.csv", "id,iso3,known,off\nnot.there,,,yes\n")
    found = [one for one in check(tmp_path) if str(tmp_path) in one.file]
    assert {(Path(one.file).name, one.line) for one in found if one.kind == "error"} >= {
        ("not_countries.yaml", 1),
        ("not_countries.yaml", 6),
        ("places.csv", 2),
    }
