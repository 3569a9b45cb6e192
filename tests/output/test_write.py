"""One call writes everything a run gives."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from extract.fields.countries.value import BARE_WORD
from extract.fields.partners.value import STATE_ALONE
from extract.language.mention import TurnedDown
from extract.output.folder import own_files
from extract.output.write import Output, write_output
from extract.records.leftovers import Reject, Unclaimed
from extract.records.record import plain_record
from extract.records.validate import validate_file
from tests.records.make import TEXT, numbers, record, source, trained

INFO: dict[str, Any] = {"versions": {"extract": "1"}, "patterns": {"fingerprint": "0123456789abcdef"}, "warnings": []}


def output(**given: Any) -> Output:
    return Output(**{"records": [record()], "rejects": [], "unclaimed": [], "info": INFO} | given)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_is_written_and_known_as_our_own(tmp_path: Path) -> None:
    write_output(tmp_path / "out", output())
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == set(own_files()) - {"decisions-open.csv", "rejected-values.jsonl"}


def test_both_json_files_hold_the_records_to_the_letter(tmp_path: Path) -> None:
    one = record(source=source(title="=1+1 «é» \u2028", number="-3"))
    write_output(tmp_path / "out", output(records=[one, record("b")]))
    lines = (tmp_path / "out" / "records.jsonl").read_text("utf-8").split("\n")
    assert [json.loads(line) for line in lines[:-1]] == [plain_record(one), plain_record(record("b"))]
    assert json.loads((tmp_path / "out" / "records.json").read_text("utf-8")) == [plain_record(one), plain_record(record("b"))]
    assert "«é»" in lines[0]
    assert list(validate_file(tmp_path / "out" / "records.jsonl")) == []
    assert list(validate_file(tmp_path / "out" / "records.json")) == []


def test_no_records_are_an_output_too(tmp_path: Path) -> None:
    write_output(tmp_path / "out", output(records=[]))
    assert json.loads((tmp_path / "out" / "records.json").read_text("utf-8")) == []
    assert (tmp_path / "out" / "records.jsonl").read_bytes() == b""
    assert table(tmp_path / "out" / "trained.csv") == []


def test_what_is_plainly_none_is_not_listed(tmp_path: Path) -> None:
    start = TEXT.index("2155")
    state = TurnedDown("partners", start, start + 4, "2155", "partners.role.implementer.with", STATE_ALONE)
    other = TurnedDown(
        "partners", start, start + 4, "2155", "partners.judge", "nothing says that it takes part in the work", 0.2
    )
    word = TurnedDown("countries", start, start + 4, "2155", "country.not.place-unsure", BARE_WORD)
    region = TurnedDown("countries", start, start + 4, "2155", "country.not.phrase", "regions and seas")
    unclaimed = [Unclaimed(source(), 5, TEXT, one) for one in (state, word, region, other)]
    write_output(tmp_path / "out", output(unclaimed=unclaimed))
    assert [row["condition"] for row in table(tmp_path / "out" / "unclaimed.csv")] == [other.reason]


def test_what_no_record_claims_is_listed_with_its_sentence(tmp_path: Path) -> None:
    start = TEXT.index("2155")
    down = TurnedDown("trained", start, start + 4, "2155", "trained.count.bare", "no learners beside it")
    write_output(tmp_path / "out", output(unclaimed=[Unclaimed(source(), 5, TEXT, down)]))
    [row] = table(tmp_path / "out" / "unclaimed.csv")
    assert row == {
        "report": "S/2031/7",
        "file": "s-2031-7.pdf",
        "page": "5",
        "number": "23",
        "field": "trained",
        "text": "2155",
        "sentence": "The course followed resolution 2155 (2014).",
        "rule": "trained.count.bare",
        "condition": "no learners beside it",
        "score": "",
        "people": "",
        "activity": "",
    }


def test_arithmetic_that_does_not_hold_is_listed_with_both_readings(tmp_path: Path) -> None:
    wrong = numbers(trained(50, text="50", female=20, male=40, group="clerks"))
    write_output(tmp_path / "out", output(records=[wrong]))
    [row] = table(tmp_path / "out" / "checks.csv")
    assert (row["one_reading"], row["other_reading"]) == ("50 clerks", "20 women and 40 men: 60")
    assert (row["sentence"], row["record"]) == ("50", wrong.id)


def test_rejects_keep_the_record_and_its_reasons_whatever_is_in_it(tmp_path: Path) -> None:
    reject = Reject("a", "f.pdf", 3, ("text: is wrong",), {"text": "cut \ud83d off"})
    write_output(tmp_path / "out", output(rejects=[reject]))
    [line] = (tmp_path / "out" / "rejects.jsonl").read_text("utf-8").splitlines()
    found = json.loads(line)
    assert (found["id"], found["file"], found["page"], found["reasons"]) == ("a", "f.pdf", 3, ["text: is wrong"])
    assert found["record"] == {"text": "cut \ud83d off"}


def test_what_a_format_could_not_hold_is_in_run_json(tmp_path: Path) -> None:
    lost = write_output(tmp_path / "out", output(records=[record(text=TEXT + "x" * 40_000)]))
    warnings = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))["warnings"]
    assert [one["message"] for one in warnings] == lost != []


def test_equal_runs_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_output(tmp_path / name, output())
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name
