"""The whole run: reports in, an output folder out, whatever the files are like and however many workers there are."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from extract.errors import UserError
from extract.reading.report import Header
from extract.records.validate import validate_file
from extract.run import job
from extract.run.run import Outcome, Request, as_line, run

REPORT = """# Clerks of the River: annual report 2023

## Training

With a grant from the European Union, the Foundation trained 24 court clerks (9 women) in Gao together with UNDP.

The Mission acts under Security Council resolution 2640 (2022).
"""


def quiet(_event: str, _facts: object) -> None:
    return None


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inbox")
    (folder / "clerks.md").write_text(REPORT, "utf-8")
    (folder / "latin.txt").write_bytes("In Côte d’Ivoire, 12 nurses were trained in Bouaké.\n".encode("cp1252"))
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "cut.docx").write_bytes(b"PK\x03\x04cut")
    (folder / "photo.pdf").write_bytes(b"\x89PNG\r\n")
    (folder / "copy.md").write_text(REPORT, "utf-8")
    lines = [{"id": f"p{n}", "text": f"In May, {n + 20} teachers were trained in Kayes, Mali."} for n in range(120)]
    (folder / "many.jsonl").write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return folder


@pytest.fixture(scope="module")
def outputs(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Outcome]:
    folder = tmp_path_factory.mktemp("outputs")
    given = Header(reporter="MINUSMA")
    outcome = run(Request([str(inbox)], folder / "one", jobs=1, given=given), quiet)
    run(Request([str(inbox)], folder / "two", jobs=2, given=given), quiet)
    return folder / "one", folder / "two", outcome


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def info(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "run.json").read_text("utf-8"))
    return loaded


def test_every_record_holds_and_every_quote_stands_in_its_text(outputs: tuple[Path, Path, Outcome]) -> None:
    one, _, _ = outputs
    assert list(validate_file(one / "records.jsonl")) == []
    for line in (one / "records.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        for field in ("countries", "partners", "trained", "resolutions"):
            for value in record[field]:
                for mention in value["mentions"]:
                    assert record["text"][mention["start"] : mention["end"]] == mention["text"]


def test_the_bytes_are_the_same_for_any_number_of_workers(outputs: tuple[Path, Path, Outcome]) -> None:
    one, two, _ = outputs
    names = {path.name for path in one.iterdir()}
    assert names == {path.name for path in two.iterdir()}
    for name in names - {"run.json"}:
        assert (one / name).read_bytes() == (two / name).read_bytes(), name
    first, second = info(one), info(two)
    for loaded in (first, second):
        loaded.pop("clock")
        loaded["options"].pop("jobs")
    assert first == second


def test_the_values_are_those_that_the_reports_state(outputs: tuple[Path, Path, Outcome]) -> None:
    one, _, _ = outputs
    [clerks] = [row for row in table(one / "trained.csv") if row["report"] in {"clerks.md", "copy.md"}]
    assert (clerks["count"], clerks["female"], clerks["countries"], clerks["in_total"]) == ("24", "9", "MLI", "yes")
    assert {"European Union": "funder", "UNDP": "implementer"}.items() <= {
        row["partner"]: row["role"] for row in table(one / "partners.csv")
    }.items()
    assert [row["symbol"] for row in table(one / "resolutions.csv")] == ["S/RES/2640 (2022)"]
    assert len([row for row in table(one / "trained.csv") if row["file"] == "many.jsonl"]) == 120


def test_each_file_that_fails_has_its_line_and_its_row(outputs: tuple[Path, Path, Outcome]) -> None:
    one, _, outcome = outputs
    failed = {row["file"]: row for row in info(one)["failures"]}
    assert set(failed) == {"empty.pdf", "cut.docx", "photo.pdf"}
    assert all(row["reason"] and row["hint"] for row in failed.values())
    assert len(outcome.failures) == 3
    assert all("\n" not in line for line in (*outcome.failures, *outcome.warnings))


def test_what_the_user_should_know_is_in_run_json(outputs: tuple[Path, Path, Outcome]) -> None:
    one, _, outcome = outputs
    codes = {(row["file"], row["code"]) for row in info(one)["warnings"]}
    assert ("latin.txt", "legacy_encoding") in codes
    assert any(code == "copy" for _, code in codes)
    assert any("latin.txt" in line for line in outcome.warnings)


def test_run_json_tells_versions_inputs_and_rules(outputs: tuple[Path, Path, Outcome]) -> None:
    loaded = info(outputs[0])
    assert {"extract", "python", "spacy", "model"} <= set(loaded["versions"])
    assert loaded["counts"]["records"] == len((outputs[0] / "records.jsonl").read_text("utf-8").splitlines())
    assert loaded["patterns"]["fingerprint"]
    assert sum(loaded["rules"].values()) > 0


def test_nothing_is_written_where_a_rule_is_wrong(inbox: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine" / "trained"
    mine.mkdir(parents=True)
    (mine / "qualifiers.yaml").write_text("- id: trained.mine\n  reason: mine\n  qualifier: huge\n", "utf-8")
    with pytest.raises(UserError, match=r"qualifiers\.yaml:1: rule trained\.mine: qualifier must be"):
        run(Request([str(inbox / "clerks.md")], tmp_path / "out", patterns=tmp_path / "mine", jobs=1), quiet)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (Request(["nowhere"]), "nowhere is not there"),
        (Request(model="no_such_model", paths=["."]), "pip install no-such-model"),
        (Request(patterns=Path("nowhere"), paths=["."]), "nowhere is no folder of patterns"),
    ],
)
def test_wrong_use_is_one_line(request_: Request, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("A report.", "utf-8")
    with pytest.raises(UserError) as caught:
        run(request_, quiet)
    assert said in str(caught.value)


def test_an_empty_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no report in"):
        run(Request([str(tmp_path)], tmp_path / "out"), quiet)


def test_a_reader_that_hangs_is_stopped_and_the_others_go_on(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    pipe = tmp_path / "in" / "pipe.txt"
    pipe.parent.mkdir()
    (pipe.parent / "clerks.md").write_text(REPORT, "utf-8")
    from extract.reading.inbox import find

    found = list(find([str(pipe.parent)]).files)
    os.mkfifo(pipe)  # a file whose reading never ends
    hanging = type(found[0])("pipe.txt", pipe, 1)
    monkeypatch.setattr(job, "READ_SECONDS", 8.0)
    results = job.process([hanging, *found], job.Options(_setup(), 2), quiet)
    assert results[0].failure is not None
    assert "not read within 8 seconds" in results[0].failure.reason
    assert results[1].failure is None
    assert sum(len(part.records) for part in results[1].parts.values()) > 0


@pytest.mark.slow
def test_only_the_paragraph_that_a_rule_cannot_get_through_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.reading.inbox import find

    mine = tmp_path / "mine" / "trained" / "qualifiers.yaml"
    mine.parent.mkdir(parents=True)
    endless = (
        "- id: trained.qualifier.endless\n  reason: goes back over its own steps\n  qualifier: exact\n  before: '(?:x+x+)+!'\n"
    )
    mine.write_text(endless, "utf-8")
    texts = [
        "In May, 21 teachers were trained in Kayes, Mali.",
        f"In May, {'x' * 50} 22 teachers were trained in Kayes, Mali.",
        "In May, 23 teachers were trained in Kayes, Mali.",
    ]
    report = tmp_path / "in" / "three.jsonl"
    report.parent.mkdir()
    report.write_text("\n".join(json.dumps({"text": text}) for text in texts), "utf-8")
    monkeypatch.setattr(job, "EXTRACT_SECONDS", 30.0)
    monkeypatch.setattr(job, "PARAGRAPH_SECONDS", 30.0)
    [result] = job.process(find([str(report)]).files, job.Options(_setup(tmp_path / "mine"), 2), quiet)
    parts = [result.parts[key] for key in sorted(result.parts)]
    assert [[record.trained[0].count for record in part.records] for part in parts] == [[21], [], [23]]
    assert [len(part.broken) for part in parts] == [0, 1, 0]


def _setup(patterns: Path | None = None) -> Any:
    from extract.language import DEFAULT_MODEL
    from extract.run.work import Setup

    return Setup(DEFAULT_MODEL, patterns)


def test_a_line_says_its_page_once() -> None:
    row = {"file": "a.pdf", "page": 3, "message": "page 3 is a picture without text", "hint": "make a PDF with text of it"}
    assert as_line(row) == "a.pdf: page 3 is a picture without text; make a PDF with text of it"
    assert as_line(row | {"message": "words are cut"}) == "a.pdf: page 3: words are cut; make a PDF with text of it"


def test_a_country_that_is_none_is_told_before_anything_is_written(inbox: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="did you mean Malawi"):
        run(Request([str(inbox)], tmp_path / "out", given=Header(countries=("Malawy",))), quiet)
    assert not (tmp_path / "out").exists()
