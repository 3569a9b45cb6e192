from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.decisions.gold import export, reviewed
from extract.decisions.ledger import append
from extract.decisions.machine_output import machine_output
from extract.errors import UserError
from extract.fields.registry import names
from extract.records.record import plain_record, record_of
from extract.review.session import DecisionRequest, ReviewSession
from tests.decisions.make import decision, values
from tests.records.make import TEXT, record
from tests.review.make import output


def decided(session: ReviewSession, number: int, verdicts: dict[str, str] | None = None, bulk: bool = False) -> None:
    for one in session.paragraph(number)["items"]:
        verdict = (verdicts or {}).get(one["id"], "accept")
        session.save([DecisionRequest(one["id"], verdict)], "Ana", bulk=bulk)


def test_a_paragraph_reviewed_whole_is_gold_with_what_the_machine_gave_beside_it(tmp_path: Path) -> None:
    session = ReviewSession(output(tmp_path), tmp_path / "decisions.jsonl")
    decided(session, 0, {"0:partners:undp": "reject"})
    session.save([DecisionRequest("2:partners:undp", "accept")], "Ana")
    found, left = reviewed(session.folder, session.decisions)
    assert left == 2
    (one,) = found
    assert one.gold == {
        "id": record().id,
        "report": "S/2031/7",
        "page": 2,
        "context": {"title": "Situation in South Sudan", "countries": ["SSD"], "reporter": "UNMISS"},
        "text": TEXT,
        "countries": [{"iso3": "SSD", "via": "place"}],
        "partners": [],
        "trained": [
            {
                "count": 40,
                "qualifier": "exact",
                "group": "police officers",
                "female": 12,
                "male": None,
                "status": "completed",
                "part_of": None,
                "countries": ["SSD"],
                "activity": "training",
                "cumulative": False,
            }
        ],
        "resolutions": ["S/RES/2155 (2014)"],
    }
    assert [value["name"] for value in one.machine["partners"]] == ["UNDP"]
    record_of(one.machine)


def test_what_was_decided_in_bulk_alone_has_been_read_by_nobody(tmp_path: Path) -> None:
    session = ReviewSession(output(tmp_path), tmp_path / "decisions.jsonl")
    decided(session, 0, bulk=True)
    assert reviewed(session.folder, session.decisions) == ([], 3)


def test_export_writes_json_lines(tmp_path: Path) -> None:
    session = ReviewSession(output(tmp_path), tmp_path / "decisions.jsonl")
    decided(session, 0)
    decided(session, 2)
    to = tmp_path / "gold" / "reviewed.jsonl"
    assert export(session.folder, session.decisions, to) == (2, 1)
    assert [json.loads(line)["report"] for line in to.read_text(encoding="utf-8").splitlines()] == ["S/2031/7", "other.txt"]
    with pytest.raises(UserError, match="cannot be written"):
        export(session.folder, session.decisions, tmp_path / "output")


def test_the_machines_word_is_found_again_in_an_output_with_decisions_applied(tmp_path: Path) -> None:
    from extract.decisions.listing import rejected_lines
    from extract.records.jsons import write_jsonl
    from tests.decisions.test_apply import applied

    plain_output = output(tmp_path, [record()])
    before = machine_output(plain_output)
    forty, undp = values(record(), "trained")[0], values(record(), "partners")[0]
    said = [
        decision("correct", "trained", forty, {**forty, "count": 44}),
        decision("reject", "partners", undp),
        decision("accept", "countries", values(record(), "countries")[0]),
        decision("add", "partners", {**undp, "name": "Mission"}),
    ]
    done, records = applied(said)
    write_jsonl(plain_output / "records.jsonl", (plain_record(one) for one in records))
    write_jsonl(plain_output / "rejected-values.jsonl", rejected_lines(done))
    (after,) = machine_output(plain_output)
    assert {name: after.values[name] for name in names()} == {name: before[0].values[name] for name in names()}


def test_a_rejected_country_looks_the_same_after_the_headers_has_taken_its_place(tmp_path: Path) -> None:
    from extract.decisions.listing import rejected_lines
    from extract.records.jsons import write_jsonl
    from tests.decisions.test_apply import applied

    folder = output(tmp_path, [record()])
    append(tmp_path / "decisions.jsonl", [decision("reject", "countries", values(record(), "countries")[0])])
    states = [(one["id"], one["state"]) for one in ReviewSession(folder, tmp_path / "decisions.jsonl").paragraph(0)["items"]]
    done, records = applied(ReviewSession(folder, tmp_path / "decisions.jsonl").ledger.decisions)
    assert [(one.iso3, one.via) for one in records[0].countries] == [("SSD", "context")]
    write_jsonl(folder / "records.jsonl", (plain_record(one) for one in records))
    write_jsonl(folder / "rejected-values.jsonl", rejected_lines(done))
    assert [
        (one["id"], one["state"]) for one in ReviewSession(folder, tmp_path / "decisions.jsonl").paragraph(0)["items"]
    ] == states


def test_decisions_look_the_same_on_an_output_before_and_after_they_were_applied(tmp_path: Path) -> None:
    from extract.decisions.listing import rejected_lines
    from extract.records.jsons import write_jsonl
    from tests.decisions.test_apply import applied

    folder = output(tmp_path, [record()])
    only = [decision("reject", name, value) for name in names() for value in values(record(), name)]
    append(tmp_path / "decisions.jsonl", only)
    states = [(one["id"], one["state"]) for one in ReviewSession(folder, tmp_path / "decisions.jsonl").paragraph(0)["items"]]
    done, records = applied(only)
    assert records == []
    write_jsonl(folder / "records.jsonl", ())
    write_jsonl(folder / "rejected-values.jsonl", rejected_lines(done))
    assert [
        (one["id"], one["state"]) for one in ReviewSession(folder, tmp_path / "decisions.jsonl").paragraph(0)["items"]
    ] == states


def test_the_machine_is_scored_against_the_reviewers(tmp_path: Path) -> None:
    from extract.evaluate.evaluate import Request, evaluate

    session = ReviewSession(output(tmp_path), tmp_path / "decisions.jsonl")
    with pytest.raises(UserError, match="no paragraph of"):
        evaluate(Request(session.folder, decisions=session.decisions))
    decided(session, 0)
    decided(session, 2, {"2:partners:undp": "reject"})
    found = evaluate(Request(session.folder, decisions=session.decisions))
    partners = found.figures["partners"]
    assert (partners.precision, partners.recall) == (2 / 3, 1.0)
    assert [one.error.what for one in found.errors] == ["UNDP (implementer)"]


def test_a_folder_that_is_no_output_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is no output"):
        machine_output(tmp_path)
    (tmp_path / "records.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(UserError, match=r"records.jsonl:1: is no record"):
        machine_output(tmp_path)
