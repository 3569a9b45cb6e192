from __future__ import annotations

from pathlib import Path

import pytest

from extract.decisions.ledger import SaveError, append, read_ledger
from extract.errors import UserError
from extract.review.session import ConflictError, DecisionRequest, ReviewSession
from tests.decisions.make import decision, values
from tests.records.make import TEXT, record
from tests.review.make import OTHER, output

UNDP = "0:partners:undp"
FORTY = f"0:trained:40@{TEXT.index('40')}"


@pytest.fixture
def session(tmp_path: Path) -> ReviewSession:
    return ReviewSession(output(tmp_path), tmp_path / "decisions.jsonl")


def item(session: ReviewSession, id_: str) -> dict[str, object]:
    paragraph = session.paragraph(int(id_.split(":")[0]))
    found: dict[str, object] = next(one for one in paragraph["items"] if one["id"] == id_)
    return found


def test_what_the_machine_suggests_is_undecided(session: ReviewSession) -> None:
    everything = session.everything()
    states = {one["state"] for paragraph in everything["paragraphs"] for one in paragraph["items"]}
    assert states == {"undecided"}
    assert item(session, UNDP)["decision"] is None


def test_a_decision_is_on_the_disk_when_it_is_answered(session: ReviewSession) -> None:
    answer = session.save([DecisionRequest(UNDP, "accept")], "Ana")
    (line,) = read_ledger(session.decisions).decisions
    assert answer["saved"] == [line.id]
    assert (line.who, line.verdict, line.report) == ("Ana", "accept", "S/2031/7")
    assert (item(session, UNDP)["state"], item(session, UNDP)["who"]) == ("accepted", "Ana")


def test_a_correction_shows_both_and_keeps_what_it_was(session: ReviewSession) -> None:
    session.save([DecisionRequest(FORTY, "correct", {"female": 14, "group": "officers"}, "counted again")], "Ana")
    shown = item(session, FORTY)
    assert (shown["state"], shown["differs"], shown["comment"]) == ("corrected", ["group", "female"], "counted again")
    (line,) = read_ledger(session.decisions).decisions
    assert line.was is not None
    assert line.becomes is not None
    assert (line.was["female"], line.becomes["female"]) == (12, 14)
    assert line.becomes["mentions"] == line.was["mentions"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"count": "many"}, "count: 'many' is not of type"),
        ({"count": -1}, "count: "),
        ({"status": "maybe"}, "status: "),
        ({"countries": ["ZZZ"]}, "countries: 'ZZZ' is no ISO"),
        ({"female": 30, "male": 20}, "female: 30 women and 20 men are more than 40"),
        ({"part_of": "99@1"}, "part_of: there is no such value"),
        ({"group": " "}, "group: "),
        ({"mentions": [{"start": 5, "end": 9999}]}, "the marked words are not in the paragraph"),
    ],
)
def test_a_value_that_the_schema_does_not_hold_is_refused_in_words(
    session: ReviewSession, given: dict[str, object], reason: str
) -> None:
    with pytest.raises(UserError, match=reason):
        session.save([DecisionRequest(FORTY, "correct", given)], "Ana")
    assert not read_ledger(session.decisions).decisions


def test_a_country_takes_its_name_and_number_from_its_code(session: ReviewSession) -> None:
    session.save([DecisionRequest("0:countries:SSD", "correct", {"iso3": "UGA", "name": "Nowhere"})], "Ana")
    value = item(session, "0:countries:SSD")["value"]
    assert isinstance(value, dict)
    assert (value["iso3"], value["name"], value["m49"]) == ("UGA", "Uganda", "800")


def test_a_missed_value_is_added_by_its_words(session: ReviewSession) -> None:
    start = TEXT.index("the Mission")
    given = {
        "name": "Mission",
        "type": "un",
        "role": "implementer",
        "acronym": None,
        "mentions": [{"start": start, "end": start + 11}],
    }
    session.add(0, "partners", given, "Ana")
    shown = item(session, "0:partners:mission")
    assert (shown["state"], shown["rules"]) == ("added", ["review"])
    with pytest.raises(UserError, match="stands there already"):
        session.add(0, "partners", given, "Ana")
    with pytest.raises(UserError, match="mark the words"):
        session.add(0, "partners", {**given, "name": "Another", "mentions": []}, "Ana")


def test_a_comment_alone_leaves_the_value_undecided(session: ReviewSession) -> None:
    session.save([DecisionRequest(UNDP, "note", comment="ask Wau")], "Ana")
    assert (item(session, UNDP)["state"], item(session, UNDP)["comment"]) == ("undecided", "ask Wau")


def test_an_added_value_stays_added_when_it_is_corrected(session: ReviewSession) -> None:
    start = TEXT.index("the Mission")
    given = {
        "name": "Mission",
        "type": "un",
        "role": "implementer",
        "acronym": None,
        "mentions": [{"start": start, "end": start + 11}],
    }
    session.add(0, "partners", given, "Ana")
    shown = item(session, "0:partners:mission")
    session.save([DecisionRequest("0:partners:mission", "correct", {"role": "funder"}, seen=str(shown["decision"]))], "Ben")
    shown = item(session, "0:partners:mission")
    assert (shown["state"], shown["who"]) == ("added", "Ben")


def test_undo_brings_back_what_was_before(session: ReviewSession) -> None:
    (first,) = session.save([DecisionRequest(UNDP, "accept")], "Ana")["saved"]
    (second,) = session.save([DecisionRequest(UNDP, "reject", seen=first)], "Ana")["saved"]
    assert item(session, UNDP)["state"] == "rejected"
    session.undo(second, "Ana")
    assert item(session, UNDP)["state"] == "accepted"
    session.undo(first, "Ana")
    assert item(session, UNDP)["state"] == "undecided"
    with pytest.raises(ConflictError):
        session.undo(first, "Ana")
    assert [line["verdict"] for line in session.history(9)] == ["undo", "undo", "reject", "accept"]


def test_who_comes_second_sees_it_and_overwrites_nothing(session: ReviewSession) -> None:
    other = ReviewSession(session.folder, session.decisions)
    other.save([DecisionRequest(UNDP, "reject")], "Ben")
    with pytest.raises(ConflictError, match="Ben has decided on this meanwhile"):
        session.save([DecisionRequest(UNDP, "accept")], "Ana")
    assert item(session, UNDP)["who"] == "Ben"
    assert len(read_ledger(session.decisions).decisions) == 1


def test_what_another_reviewer_decides_comes_with_the_next_look(session: ReviewSession) -> None:
    version = session.everything()["version"]
    assert session.changes(version)["paragraphs"] == []
    append(session.decisions, [decision("accept", "partners", values(record(), "partners")[0], who="Ben")])
    (changed,) = session.changes(version)["paragraphs"]
    assert [one["who"] for one in changed["items"] if one["state"] == "accepted"] == ["Ben"]


def test_many_at_once_are_saved_or_none(session: ReviewSession) -> None:
    ids = [
        one["id"]
        for paragraph in session.everything()["paragraphs"]
        for one in paragraph["items"]
        if one["field"] == "partners"
    ]
    wishes = [DecisionRequest(id_, "reject") for id_ in ids]
    with pytest.raises(ConflictError):
        session.save([*wishes, DecisionRequest("0:partners:nobody", "reject")], "Ana", bulk=True)
    assert not read_ledger(session.decisions).decisions
    assert len(session.save(wishes, "Ana", bulk=True)["saved"]) == len(ids)
    assert all(one.bulk for one in read_ledger(session.decisions).decisions)


def test_where_nothing_can_be_written_nothing_is_shown_as_saved(session: ReviewSession) -> None:
    session.decisions.mkdir()
    with pytest.raises((SaveError, UserError)):
        session.save([DecisionRequest(UNDP, "accept")], "Ana")
    session.decisions.rmdir()
    assert item(session, UNDP)["state"] == "undecided"


def test_least_certain_values_have_their_reasons(session: ReviewSession) -> None:
    midwives = item(session, f"2:trained:15@{OTHER.index('15')}")
    nurses = item(session, f"2:trained:25@{OTHER.index('25')}")
    assert midwives["priority"] == nurses["priority"]
    for _ in range(4):
        append(session.decisions, [decision("reject", "trained", values(record(), "trained")[0], text=f"Paragraph {_}.")])
    session.refresh()
    after = item(session, f"2:trained:15@{OTHER.index('15')}")
    assert int(str(after["priority"])) > int(str(midwives["priority"]))
    assert "reviewers changed or rejected 4 of 4 values of test.rule" in str(after["why"])
