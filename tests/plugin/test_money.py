"""A fifth field, out of another package, appears wherever the bundled four do, without a change in this one."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from starlette.testclient import TestClient

from extract.review.app import application
from extract.review.serve import Request, workplace_of
from tests.plugin.conftest import TEXT
from tests.plugin.lay import SOURCE, command

PORT = 8123


def rows(folder: Path, table: str = "amounts") -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_package_is_small() -> None:
    assert sum(len(path.read_text("utf-8").splitlines()) for path in SOURCE.glob("*.py")) < 200


def test_it_has_a_table_and_a_column_among_the_records(runs: Path) -> None:
    grant, books = rows(runs / "old")
    assert (grant["currency"], float(grant["amount"]), grant["payer"]) == ("USD", 2_500_000, "European Union")
    assert (grant["mention"], grant["rule"], grant["confidence"]) == ("US$ 2.5 million", "amounts.figure", "1.0")
    assert (books["currency"], float(books["amount"]), books["payer"]) == ("EUR", 300_000, "")
    (record,) = rows(runs / "old", "records")
    assert record["amounts"] == "USD 2,500,000; EUR 300,000"
    assert len(rows(runs / "old", "trained")) == 1


def test_it_has_a_sheet_with_numbers(runs: Path) -> None:
    book = openpyxl.load_workbook(runs / "old" / "records.xlsx")
    heads, first, _ = [[cell.value for cell in row] for row in book["amounts"].iter_rows()]
    assert (first[heads.index("currency")], first[heads.index("amount")]) == ("USD", 2_500_000)
    assert "amounts" in {row[0].value for row in book["About"].iter_rows()}


def test_the_page_to_hand_on_lists_it(runs: Path) -> None:
    page = (runs / "old" / "report.html").read_text("utf-8")
    assert "<td>USD 2,500,000</td>" in page
    assert "<dt>Amounts</dt><dd>2" in page


def test_the_schema_is_composed_and_the_records_hold(site: Path, runs: Path) -> None:
    schema = json.loads(command(site, "schema", cwd=runs))
    assert schema["properties"]["amounts"]["items"] == {"$ref": "#/$defs/amount"}
    assert "amounts" not in schema["required"]
    assert set(schema["$defs"]["amount"]["properties"]) >= {"currency", "amount", "payer", "mentions", "confidence", "review"}
    command(site, "validate", "old", cwd=runs)
    wrong = (runs / "old" / "records.jsonl").read_text("utf-8").replace('"currency": "EUR"', '"currency": "EUX"')
    (runs / "wrong.jsonl").write_text(wrong, "utf-8")
    with pytest.raises(AssertionError):
        command(site, "validate", "wrong.jsonl", cwd=runs)


def test_diff_tells_what_came_and_what_changed(site: Path, runs: Path) -> None:
    found = json.loads(command(site, "diff", "old", "new", "--only", "amounts", "-f", "json", cwd=runs))
    changes = {one["name"]: one for one in found["changes"]}
    assert found["fields"] == ["amounts"]
    assert changes["GBP 1,200.50"]["kind"] == "added"
    assert changes["USD 3,500,000"]["attributes"] == [{"name": "amount", "from": 2_500_000, "to": 3_500_000}]
    assert set(changes) == {"GBP 1,200.50", "USD 3,500,000"}
    told = command(site, "diff", "old", "new", cwd=runs)
    assert "amount 2,500,000 → 3,500,000" in told


def test_eval_scores_it(site: Path, runs: Path, tmp_path: Path) -> None:
    empty: dict[str, Any] = {"countries": [], "partners": [], "trained": [], "resolutions": []}
    wanted = [{"currency": "USD", "amount": 2_500_000}, {"currency": "CHF", "amount": 10}]
    gold = [{"id": "a", "text": TEXT, "amounts": wanted, **empty}, {"id": "b", "text": "Annotated without it.", **empty}]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, gold)), "utf-8")
    command(
        site, "eval", tmp_path / "gold.jsonl", "--records", runs / "old" / "records.jsonl", "-o", tmp_path / "out", cwd=runs
    )
    figures = json.loads((tmp_path / "out" / "evaluation.json").read_text("utf-8"))["figures"]
    assert (figures["amounts"]["precision"], figures["amounts"]["recall"]) == (0.5, 0.5)


def test_explain_shows_it(site: Path, runs: Path) -> None:
    told = command(site, "explain", TEXT, cwd=runs)
    assert "USD 2,500,000; payer European Union" in told


def test_a_reviewer_corrects_adds_and_the_next_run_knows(installed: None, runs: Path, site: Path, tmp_path: Path) -> None:
    shutil.copytree(runs / "old", tmp_path / "output")
    office = workplace_of(Request(tmp_path / "output", decisions=tmp_path / "decisions.jsonl", who="Ana"))
    headers = {"Authorization": "Bearer key", "Origin": f"http://127.0.0.1:{PORT}"}
    with TestClient(application(office, "key", PORT), base_url=f"http://127.0.0.1:{PORT}", headers=headers) as page:
        everything = page.get("/api/all").json()
        field = next(one for one in everything["form"]["fields"] if one["name"] == "amounts")
        assert [one["label"] for one in field["attributes"]] == ["Currency", "Amount", "Paid by"]
        assert field["attributes"][2]["completes"] == "partners"
        items = [one for one in everything["paragraphs"][0]["items"] if one["field"] == "amounts"]
        assert [one["label"] for one in items] == ["USD 2,500,000", "EUR 300,000"]
        books = {"item": items[1]["id"], "verdict": "correct", "seen": None}
        refused = page.post("/api/decide", json={"items": [books | {"is": {"currency": "XXQ"}}]})
        assert refused.json()["error"] == "currency: 'XXQ' is no currency of ISO 4217"
        assert page.post("/api/decide", json={"items": [books | {"is": {"payer": "World Bank"}}]}).status_code == 200
        start = TEXT.index("40 teachers")
        words = {"n": 0, "field": "amounts", "start": start, "end": start + 2}
        begun = page.post("/api/suggest", json=words).json()["value"]
        assert (begun["currency"], begun["amount"]) == ("USD", None)
        assert page.post("/api/add", json={"n": 0, "field": "amounts", "is": {**begun, "amount": 40.25}}).status_code == 200
    line = {"id": "a", "text": TEXT, "context": {"title": "Schools", "countries": ["SSD"], "reporter": "UNDP"}}
    (tmp_path / "report.jsonl").write_text(json.dumps(line), "utf-8")
    options = ("--decisions", "decisions.jsonl", "--jobs", "1", "--quiet")
    command(site, "run", "report.jsonl", "-o", "again", *options, cwd=tmp_path)
    found = {row["amount"]: (row["payer"], row["review"]) for row in rows(tmp_path / "again")}
    assert found == {
        "2500000.0": ("European Union", ""),
        "300000.0": ("World Bank", "corrected"),
        "40.25": ("", "added"),
    }
