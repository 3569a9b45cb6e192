from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.decisions.decision import Decision, decision_of, fingerprint, line_of
from extract.decisions.ledger import SaveError, append, default_path, held, parsed, read_ledger
from extract.errors import UserError
from tests.decisions.make import decision, values
from tests.records.make import record

UNDP = values(record(), "partners")[0]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(who=TEXTS.filter(bool), comment=TEXTS, name=TEXTS.filter(bool))
def test_a_line_holds_a_decision_whatever_its_words(who: str, comment: str, name: str) -> None:
    one = decision("correct", "partners", UNDP, {**UNDP, "name": name}, who=who, comment=comment)
    line = line_of(one)
    assert decision_of(line) == one
    assert parsed(f"{line}\n".encode()).decisions == (one,)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_paragraph_is_known_again_however_its_lines_fall(text: str) -> None:
    assert fingerprint(text) == fingerprint(text.replace(" ", "\n ")) == fingerprint(f" {text}\n")


def test_what_was_appended_is_read_again_in_order(tmp_path: Path) -> None:
    path = tmp_path / "deeper" / "decisions.jsonl"
    first = append(path, [decision("accept", "partners", UNDP)])
    second = append(path, [decision("reject", "partners", UNDP), decision("accept", "partners", UNDP)])
    assert read_ledger(path).decisions == (*first, *second)
    assert path.read_bytes().count(b"\n") == 3


def test_the_line_saved_last_is_the_last_whatever_the_clock_says(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    future = decision("accept", "partners", UNDP, when="2999-01-01T00:00:00.000000Z")
    path.write_text(line_of(future) + "\n", encoding="utf-8")
    (late,) = append(path, [decision("reject", "partners", UNDP)])
    assert read_ledger(path).decisions == (future, late)


def test_a_half_written_line_is_passed_over_and_swallows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    (first,) = append(path, [decision("accept", "partners", UNDP)])
    with path.open("ab") as file:
        file.write(line_of(decision("reject", "partners", UNDP)).encode()[:60])
    (second,) = append(path, [decision("reject", "partners", UNDP)])
    ledger = read_ledger(path)
    assert ledger.decisions == (first, second)
    assert [(one.line, one.reason) for one in ledger.passed] == [(2, "is no JSON")]


def test_a_merge_of_two_files_is_the_union_in_the_order_of_time() -> None:
    lines = [line_of(decision("accept", "partners", UNDP, when=f"2031-06-0{day}T08:00:00.000000Z")) for day in (1, 2, 3)]
    marks = ["<<<<<<< ours", lines[2], lines[0], "=======", lines[1], lines[0], ">>>>>>> theirs"]
    ledger = parsed("\n".join(marks).encode())
    assert [line_of(one) for one in ledger.decisions] == lines
    assert [one.line for one in ledger.passed] == [1, 4, 7]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[]", "is no JSON object"),
        ("{}", "has no id"),
        ('{"id":"1","when":"2031","who":"Ana","verdict":"maybe"}', "has the verdict “maybe”"),
        ('{"id":"1","when":"2031","who":"Ana","verdict":"undo"}', "takes nothing back"),
        ('{"id":"1","when":"2031","who":"Ana","verdict":"reject","field":"money"}', "needs a field"),
        ('{"id":"1","when":"2031","who":"Ana","verdict":"reject","field":"partners"}', "has no paragraph"),
        ('{"id":"1","when":"2031","who":"Ana","verdict":"reject","field":"partners","paragraph":"p","value":"v"}', "was must"),
    ],
)
def test_a_line_that_is_no_decision_says_why(line: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        decision_of(line)


def test_a_full_disk_is_an_error_and_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    append(path, [decision("accept", "partners", UNDP)])
    before = path.read_bytes()
    many = [decision("accept", "partners", UNDP, comment="x" * 2000) for _ in range(20)]
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 5000, old[1]))
    try:
        with pytest.raises(SaveError, match="not saved"):
            append(path, many)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
    assert path.read_bytes() == before
    assert len(append(path, many[:1])) == 1


def test_a_folder_in_the_way_is_an_error_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="not saved"):
        append(tmp_path, [decision("accept", "partners", UNDP)])
    with pytest.raises(UserError, match="cannot be read"):
        read_ledger(tmp_path)


def test_many_reviewers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    program = """
import sys
from pathlib import Path
from extract.decisions.ledger import append
from tests.decisions.make import decision, values
from tests.records.make import record
undp = values(record(), "partners")[0]
for number in range(25):
    append(Path(sys.argv[1]), [decision("accept", "partners", undp, who=sys.argv[2], comment=str(number))])
"""
    writers = [subprocess.Popen([sys.executable, "-c", program, str(path), who]) for who in ("Ana", "Ben", "Chi")]
    assert [one.wait(60) for one in writers] == [0, 0, 0]
    said = read_ledger(path).decisions
    assert len(said) == 75
    for who in ("Ana", "Ben", "Chi"):
        assert [one.comment for one in said if one.who == who] == [str(number) for number in range(25)]


def test_a_file_that_is_replaced_while_one_waits_is_opened_anew(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    program = """
import sys
from pathlib import Path
from extract.decisions.ledger import append
from tests.decisions.make import decision, values
from tests.records.make import record
print("ready", flush=True)
append(Path(sys.argv[1]), [decision("accept", "partners", values(record(), "partners")[0], who="Ben")])
"""
    with held(path) as file:
        file.add([decision("accept", "partners", UNDP)])
        writer = subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        writer.stdout.readline()
        fresh = tmp_path / "pulled"
        fresh.write_bytes(path.read_bytes())
        fresh.replace(path)
    assert writer.wait(60) == 0
    assert [one.who for one in read_ledger(path).decisions] == ["Ana", "Ben"]


def test_the_file_is_kept_beside_ones_own_patterns() -> None:
    assert default_path(Path("mine/patterns")) == Path("mine/decisions.jsonl")
    assert default_path(Path("patterns")) == default_path(None) == Path("decisions.jsonl")


def test_a_decision_is_a_line_that_can_be_read() -> None:
    line = line_of(decision("reject", "partners", UNDP, comment="only quoted"))
    assert line.startswith('{"when": "2031-06-01T08:00:00.000000Z", "who": "Ana", "verdict": "reject", "report": "S/2031/7"')
    assert isinstance(decision_of(line), Decision)
