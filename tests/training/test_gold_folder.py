"""What lies in ``gold/`` is as its README says."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.evaluate.gold import read_gold
from extract.training.dataset import WHY

GOLD = Path(__file__).parents[2] / "gold"
OWN = sorted((GOLD / "own").glob("*.jsonl"))
REAL = sorted((GOLD / "real").glob("*.jsonl"))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def test_the_invented_paragraphs_are_gold() -> None:
    assert len(read_gold(GOLD / "own")) == sum(len(lines(path)) for path in OWN)


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_each_number_of_an_invented_paragraph_can_be_found(path: Path) -> None:
    for one in lines(path):
        for number in (*one["trained"], *one["others"]):
            assert one["text"].count(number["at"]) == 1, (one["id"], number)
        assert all(name["name"] in one["text"] for name in one["partners"]), one["id"]
        assert all(number["group"] in one["text"] for number in one["trained"]), one["id"]
        assert all(number["why"] in WHY for number in one["others"]), one["id"]


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_a_real_paragraph_is_kept_as_codes_and_numbers_only(path: Path) -> None:
    plain = {
        "id",
        "file",
        "report",
        "sha256",
        "rolling",
        "title_sha256",
        "reporter_sha256",
        "section_sha256",
        "iso3",
        "via",
        "role",
    }
    plain |= {"roles", "resolutions", "qualifier", "status", "activity", "why", "countries"}
    for one in lines(path):
        assert {key for key, _ in strings(one)} <= plain
        assert not any(" " in said for key, said in strings(one) if key not in {"file", "report", "resolutions"})
        spans = [span["at"] for field in ("partners", "trained", "others") for span in one[field]]
        assert all(0 <= start < end <= one["length"] for start, end in spans), one["id"]


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a JSON value, with the key that it stands under."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from strings(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one, key)


def test_every_report_has_its_fold() -> None:
    with (GOLD / "splits.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["group"], row["writer"], int(row["fold"])) for row in csv.DictReader(file)]
    by_hash = {(group, int(hashlib.md5(group.encode(), usedforsecurity=False).hexdigest(), 16) % 5) for group, _, _ in rows}
    assert by_hash == {(group, fold) for group, _, fold in rows}
    writers = {(one["report"], path.stem.split("-")[0]) for path in (*OWN, *REAL) for one in lines(path)}
    assert {(group, writer) for group, writer, _ in rows} == writers


def test_the_readme_names_each_file_with_its_number_of_paragraphs() -> None:
    told = (GOLD / "README.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in told.split("\n") if line.startswith("| `")]
    counts = {row[0].strip("`"): row[2] for row in rows if len(row) == 8}
    assert counts == {f"{path.parent.name}/{path.name}": f"{len(lines(path)):,}" for path in (*OWN, *REAL)}
