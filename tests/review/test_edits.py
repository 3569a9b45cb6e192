from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import UserError
from extract.fields.registry import by_name
from extract.review.edits import own_folder, propose, write
from extract.rules.load import load_patterns
from tests.decisions.make import values
from tests.records.make import record

UNDP = {**values(record(), "partners")[0], "name": "Hilltop (Joint) Desk", "acronym": None}
LISTED = {**UNDP, "name": "United Nations Children's Fund", "acronym": "UNICEF", "type": "un"}
SSD = values(record(), "countries")[0]


def test_never_a_partner_adds_a_rule_and_nothing_is_written_before_it_is_asked_for(tmp_path: Path) -> None:
    own = tmp_path / "own"
    offered = propose(own, "never", by_name("partners"), UNDP, "", 'They met the "Hilltop (Joint) Desk".')
    assert not own.exists()
    (edit,) = offered.files
    diff = edit.diff(own)
    assert diff.startswith(f"--- {own.as_posix()}/partners/not_names.yaml")
    assert all(line.startswith(("+", "-", "@")) for line in diff.splitlines())
    assert write(own, offered) == [f"{own.as_posix()}/partners/not_names.yaml"]
    rule = next(one for one in load_patterns(own).rule_file("partners/not_names.yaml") if one.id.startswith("partners.not.own"))
    assert rule.body["whole"] == [r"Hilltop \(Joint\) Desk"]
    assert rule.examples[0].text == 'They met the "Hilltop (Joint) Desk".'


def test_a_listed_organization_is_taken_off_the_list_too(tmp_path: Path) -> None:
    offered = propose(tmp_path / "own", "never", by_name("partners"), LISTED, "", "")
    assert [one.name for one in offered.files] == ["partners/not_names.yaml", "partners/organizations.csv"]
    write(tmp_path / "own", offered)
    names = {row["name"] for row in load_patterns(tmp_path / "own").table("partners/organizations.csv")}
    assert "United Nations Children's Fund" not in names
    assert "United Nations Development Programme" in names


def test_rules_and_rows_are_switched_off_by_their_id(tmp_path: Path) -> None:
    own = tmp_path / "own"
    write(own, propose(own, "rule-off", by_name("countries"), SSD, "country.name.SSD", ""))
    rule = load_patterns().rule_file("partners/not_names.yaml")[0].id
    write(own, propose(own, "rule-off", by_name("partners"), UNDP, rule, ""))
    patterns = load_patterns(own)
    assert "country.name.SSD" not in {row.id for row in patterns.table("countries/countries.csv")}
    assert rule not in {one.id for one in patterns.rule_file("partners/not_names.yaml")}
    with pytest.raises(UserError, match=r"already says something of country\.name\.SSD"):
        propose(own, "rule-off", by_name("countries"), SSD, "country.name.SSD", "")


def test_an_edit_leaves_what_stands_in_the_file_as_it_is(tmp_path: Path) -> None:
    table = tmp_path / "own" / "partners" / "organizations.csv"
    table.parent.mkdir(parents=True)
    table.write_text("# ours\nid,name,type\norg.ours,Our House,ngo", encoding="utf-8")
    write(tmp_path / "own", propose(tmp_path / "own", "list", by_name("partners"), UNDP, "", ""))
    lines = table.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# ours"
    assert lines[1] == "id,name,type,source"
    assert lines[2] == "org.ours,Our House,ngo"
    assert lines[3] == "org.own.hilltop-joint-desk,Hilltop (Joint) Desk,un,reviewer"
    assert "Hilltop (Joint) Desk" in {
        row["name"] for row in load_patterns(tmp_path / "own").table("partners/organizations.csv")
    }


def test_never_a_country_goes_by_the_words_that_were_taken_for_one(tmp_path: Path) -> None:
    from extract.fields.countries.decide import read, rules_of

    text = "The workshop in Kapoeta went well."
    assert read(text, rules_of(load_patterns()), ("SSD",)).references
    write(tmp_path / "own", propose(tmp_path / "own", "never", by_name("countries"), SSD, "", text))
    assert not read(text, rules_of(load_patterns(tmp_path / "own")), ("SSD",)).references
    assert read("The workshop in Juba went well.", rules_of(load_patterns(tmp_path / "own")), ("SSD",)).references


def test_the_seal_breaks_when_the_file_changes_under_it(tmp_path: Path) -> None:
    first = propose(tmp_path / "own", "never", by_name("partners"), UNDP, "", "")
    write(tmp_path / "own", propose(tmp_path / "own", "never", by_name("partners"), LISTED, "", ""))
    again = propose(tmp_path / "own", "never", by_name("partners"), UNDP, "", "")
    assert first.seal != again.seal


def test_what_cannot_be_a_rule_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written as a rule"):
        propose(tmp_path / "own", "never", by_name("trained"), values(record(), "trained")[0], "", "")
    with pytest.raises(UserError, match="is no bundled rule"):
        propose(tmp_path / "own", "rule-off", by_name("partners"), UNDP, "no.such.rule", "")


def test_the_bundled_patterns_are_never_edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.rules.load import bundled_folder

    monkeypatch.chdir(tmp_path)
    assert own_folder(bundled_folder(), None) == Path("own-patterns")
    assert own_folder(None, None) == Path("patterns")
    assert own_folder(None, Path("mine")) == Path("mine")
    assert own_folder(Path("given"), Path("mine")) == Path("given")
