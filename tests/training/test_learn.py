"""A reviewer's hour, then ``extract train --from-decisions``, then a run with what was learned."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extract.judge.model import bundled_judge, load_judge
from extract.review.session import DecisionRequest, ReviewSession


def extract(*words: object) -> subprocess.CompletedProcess[str]:
    """Runs the command as a user would."""
    return subprocess.run([sys.executable, "-m", "extract", *map(str, words)], capture_output=True, text=True, check=False)


SENTENCES = [
    "In May the Fund trained 30 clerks in filing together with UNDP.",
    "In June the Fund taught 45 farmers to graft trees, with a grant from Sida.",
    "A workshop on triage for 18 nurses was held with WHO.",
]


@pytest.fixture(scope="module")
def reviewed_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("learn")
    lines = [{"id": str(number), "text": text, "context": {"reporter": "The Fund"}} for number, text in enumerate(SENTENCES)]
    (folder / "in.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    ran = extract("run", folder / "in.jsonl", "-o", folder / "out", "--jobs", 1, "--quiet")
    assert ran.returncode == 0, ran.stderr
    session = ReviewSession(folder / "out", folder / "decisions.jsonl")
    for number in range(len(SENTENCES)):
        for item in session.paragraph(number)["items"]:
            session.save([DecisionRequest(item["id"], "accept")], "Ana")
    return folder


def test_it_says_what_got_better_and_writes_a_folder_that_a_run_takes(reviewed_output: Path) -> None:
    folder = reviewed_output
    found = extract("train", folder / "out", "--from-decisions", folder / "decisions.jsonl", "-o", folder / "judge")
    assert found.returncode == 0, found.stderr
    assert "learned from 3 paragraphs" in found.stdout
    assert "bundled examples" in found.stdout
    learned = load_judge(folder / "judge")
    assert learned.fingerprint != load_judge(bundled_judge()).fingerprint
    again = extract("run", folder / "in.jsonl", "-o", folder / "again", "--model-dir", folder / "judge", "-j", 1, "--quiet")
    assert again.returncode == 0, again.stderr
    assert json.loads((folder / "again" / "run.json").read_text("utf-8"))["judge"] == learned.fingerprint


def test_nothing_reviewed_is_nothing_to_learn_from(reviewed_output: Path, tmp_path: Path) -> None:
    (tmp_path / "decisions.jsonl").write_text("", encoding="utf-8")
    found = extract(
        "train", reviewed_output / "out", "--from-decisions", tmp_path / "decisions.jsonl", "-o", tmp_path / "judge"
    )
    assert found.returncode == 2
    assert "is reviewed whole" in found.stderr


def test_values_less_sure_than_asked_are_left_out(reviewed_output: Path) -> None:
    folder = reviewed_output
    found = extract("run", folder / "in.jsonl", "-o", folder / "sure", "--min-confidence", 1, "-j", 1, "--quiet")
    assert found.returncode == 0, found.stderr
    rows = [json.loads(line) for line in (folder / "sure" / "records.jsonl").read_text("utf-8").splitlines()]
    assert sum(len(row["trained"]) for row in rows) == 0
    assert (folder / "sure" / "unclaimed.csv").read_text("utf-8-sig").count("trained") >= 3
