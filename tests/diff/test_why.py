"""Each change says why: the text, a rule, a person, the reader, the model, the software, what is known of the report."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extract.diff.compare import compare
from extract.diff.phrase import causes_in_words
from extract.fields.countries.value import Country
from extract.fields.value import plain
from extract.records.record import Record
from tests.diff.sides import RULES, VERSIONS, between, country, edited, only, output, paragraph, partner, people

TEXT = "In May, UNDP trained 40 judges in Kapoeta."


def told(text: str = TEXT, **given: Any) -> Record:
    given.setdefault("partners", (partner("UNDP", text),))
    if "trained" not in given:
        given["trained"] = (people(40, "judges", text),)
    return paragraph(text, **given)


def why(room: Path, old: list[Record], new: list[Record], **changed: Any) -> list[str]:
    """The causes of the one change, in words."""
    return causes_in_words(only(between(room, old, new, **changed)).causes)


FUNDER = told(partners=(partner("UNDP", TEXT, role="funder"),))


def test_the_text_changed(tmp_path: Path) -> None:
    later = TEXT.replace("40", "60")
    new = told(later, trained=(people(60, "judges", later),), sha256="b" * 64)
    assert why(tmp_path, [told()], [new]) == ["the report's text changed"]


def test_words_elsewhere_in_the_paragraph_changed(tmp_path: Path) -> None:
    later = TEXT + " The course was paid for by UNDP."
    new = told(later, partners=(partner("UNDP", later, role="funder"),), sha256="b" * 64)
    assert why(tmp_path, [told()], [new]) == ["the text of the paragraph changed, though not this sentence"]


def test_the_same_words_in_a_report_that_changed_elsewhere(tmp_path: Path) -> None:
    new = told(partners=(partner("UNDP", TEXT, role="funder"),), sha256="b" * 64)
    assert why(tmp_path, [told()], [new]) == ["the text of the report changed elsewhere"]


def test_a_paragraph_is_new_where_both_runs_would_have_seen_it(tmp_path: Path) -> None:
    extra = paragraph("UNICEF taught 25 nurses.", 2, partners=(partner("UNICEF", "UNICEF taught 25 nurses."),), sha256="b" * 64)
    new = [replace(told(), source=replace(told().source, sha256="b" * 64)), extra]
    assert why(tmp_path, [told()], new) == ["the paragraph is only in NEW"]


def test_where_rules_differ_a_paragraph_alone_may_have_been_there(tmp_path: Path) -> None:
    text = "UNICEF taught 25 nurses."
    extra = paragraph(text, 2, trained=(people(25, "nurses", text),), sha256="b" * 64)
    new = [replace(told(), source=replace(told().source, sha256="b" * 64)), extra]
    found = why(tmp_path, [told()], new, rules=edited("trained.cue.verb"))
    assert found[0].startswith("perhaps the paragraph is only in NEW, or nothing was drawn from it in OLD")
    assert "rule trained.cue.verb was edited and fired" in found[0]


def test_a_rule_was_edited(tmp_path: Path) -> None:
    assert why(tmp_path, [told()], [FUNDER], rules=edited("org.undp")) == ["rule org.undp was edited"]


def test_a_new_rule_fired(tmp_path: Path) -> None:
    new = told(countries=(country("Kapoeta", TEXT, rule="country.place.kapoeta"),))
    found = why(tmp_path, [told()], [new], rules={**RULES, "country.place.kapoeta": "5"})
    assert found == ["rule country.place.kapoeta is new and fired"]


def test_a_rule_that_was_taken_away_no_longer_fires(tmp_path: Path) -> None:
    without = {name: value for name, value in RULES.items() if name != "org.undp"}
    found = why(tmp_path, [told()], [told(partners=())], rules=without)
    assert found == ["rule org.undp was taken away"]


def test_the_only_edit_there_is_is_the_cause_though_it_left_no_mention(tmp_path: Path) -> None:
    found = why(tmp_path, [told()], [told(trained=())], rules={**RULES, "trained.not.judges": "6"})
    assert found == ["rule trained.not.judges is new", "rule trained.cue.verb no longer fired"]


def test_of_several_edits_each_may_be_the_cause(tmp_path: Path) -> None:
    rules = {**RULES, "trained.not.judges": "6", "trained.qualifier.some": "7"}
    found = why(tmp_path, [told()], [told(trained=())], rules=rules)
    assert found == [
        "perhaps rule trained.not.judges is new, or rule trained.qualifier.some is new",
        "rule trained.cue.verb no longer fired",
    ]


def test_a_new_rule_that_took_the_words_is_named(tmp_path: Path) -> None:
    new = told(partners=(), countries=(country("UNDP", TEXT, rule="country.name.undp"),))
    diff = between(tmp_path, [told()], [new], rules={**RULES, "country.name.undp": "6", "partners.role.other": "7"})
    gone = next(change for change in diff.changes() if change.kind == "removed")
    assert causes_in_words(gone.causes)[0] == "rule country.name.undp is new and fired"


def test_a_country_from_the_header_gives_way_to_the_rule_that_found_one(tmp_path: Path) -> None:
    from_header = told(countries=(Country("SSD", "South Sudan", None, "context"),))
    new = told(countries=(country("Kapoeta", TEXT, "UGA", "Uganda", rule="country.place.new"),))
    diff = between(tmp_path, [from_header], [new], rules={**RULES, "country.place.new": "6"})
    gone = next(change for change in diff.changes() if change.kind == "removed")
    assert gone.old is not None and gone.old.sentence == ""
    assert causes_in_words(gone.causes) == ["rule country.place.new is new and fired"]


@pytest.mark.parametrize(
    ("name", "version", "words"),
    [
        ("model", "en_core_web_lg 3.7.1", "model en_core_web_md 3.7.1 → en_core_web_lg 3.7.1"),
        ("spacy", "3.8.9", "spacy 3.8.7 → 3.8.9"),
        ("extract", "0.2.0", "extract 0.1.0 → 0.2.0"),
    ],
)
def test_model_or_software_differs(tmp_path: Path, name: str, version: str, words: str) -> None:
    assert why(tmp_path, [told()], [FUNDER], versions={**VERSIONS, name: version}) == [words]


def test_another_reader_gave_another_text_of_the_same_file(tmp_path: Path) -> None:
    later = TEXT.replace("In May, UNDP", "In May, UNDP,").replace("40", "4O 40")
    new = told(later, partners=(partner("UNDP", later, role="funder"),))
    found = why(tmp_path, [told()], [new], versions={**VERSIONS, "pypdfium2": "6.0.0"})
    assert found == ["the same file was read by another version: pypdfium2 5.0.0 → 6.0.0"]


def test_what_is_known_of_the_report_differs(tmp_path: Path) -> None:
    new = replace(told(partners=()), source=replace(told().source, reporter="UNDP"))
    assert why(tmp_path, [told()], [new])[0] == "the reporter known of the report: UNMISS → UNDP"


def test_a_report_that_only_one_side_has(tmp_path: Path) -> None:
    other = paragraph("It left.", report="S/2031/9", title="Other", partners=(partner("It", "It left."),))
    assert why(tmp_path, [told()], [told(), other]) == ["the report is only in NEW"]


def test_a_person_corrected_it(tmp_path: Path) -> None:
    before = plain(FUNDER.partners[0])
    corrected = told(partners=(replace(told().partners[0], review="corrected", machine=before),))
    diff = between(tmp_path, [FUNDER], [corrected])
    assert only(diff).attributes == (("role", "funder", "implementer"), ("review", None, "corrected"))
    assert causes_in_words(only(diff).causes) == ["a person corrected it"]


def test_a_person_added_it(tmp_path: Path) -> None:
    added = told(partners=(replace(partner("UNDP", TEXT, rule="review"), review="added"),))
    assert why(tmp_path, [told(partners=())], [added]) == ["a person added it"]


def test_a_person_accepted_it(tmp_path: Path) -> None:
    accepted = told(partners=(replace(told().partners[0], review="accepted"),))
    assert why(tmp_path, [told()], [accepted]) == ["a person accepted it as it is"]


def test_a_person_rejected_it(tmp_path: Path) -> None:
    old, new = output(tmp_path / "old", [told()]), output(tmp_path / "new", [told(partners=())])
    line = {"record": told().id, "field": "partners", "value": plain(told().partners[0]), "text": TEXT}
    (new / "rejected-values.jsonl").write_text("no JSON\n" + json.dumps(line) + "\n", encoding="utf-8")
    assert causes_in_words(only(compare(old, new)).causes) == ["a person rejected it"]
    assert "had rejected it in OLD" in causes_in_words(only(compare(new, old)).causes)[0]


def test_an_accepted_value_that_went_names_the_rule_too(tmp_path: Path) -> None:
    accepted = told(partners=(replace(told().partners[0], review="accepted"),))
    found = why(tmp_path, [accepted], [told(partners=())], rules=edited("org.undp"))
    assert found == ["rule org.undp was edited and no longer fired", "a person had accepted it in OLD; NEW does not know"]


def test_without_run_json_it_says_so(tmp_path: Path) -> None:
    old, new = output(tmp_path / "old", [told()]), output(tmp_path / "new", [FUNDER], info=False)
    assert causes_in_words(only(compare(old, new)).causes) == [
        "not known: a side has no run.json to tell its rules and versions"
    ]


def test_where_nothing_differs_it_says_so(tmp_path: Path) -> None:
    assert why(tmp_path, [told()], [FUNDER]) == ["not known: text, rules, model and software are the same on both sides"]
