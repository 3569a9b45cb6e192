from __future__ import annotations

from pathlib import Path

import pytest

from extract.decisions.ledger import SaveError, append, read_ledger
from extract.errors import UserError
from extract.review.desk import ConflictError, Desk, Wish
from tests.decisions.make import decision, values
from tests.records.make import TEXT, record
from tests.review.make import OTHER, output

UNDP = "0:partners:undp"
FORTY = f"0:trained:40@{TEXT.index('40')}"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(output(tmp_path), tmp_path / "decisions.jsonl")


def item(desk: Desk, id_: str) -> dict[str, object]:
    paragraph = desk.paragraph(int(id_.split(":")[0]))
    found: dict[str, object] = next(one for one in paragraph["items"] if one["id"] == id_)
    return found


def test_what_the_machine_suggests_is_undecided(desk: Desk) -> None:
    everything = desk.everything()
    states = {one["state"] for paragraph in everything["paragraphs"] for one in paragraph["items"]}
    assert states == {"undecided"}
    assert item(desk, UNDP)["decision"] is None


def test_a_decision_is_on_the_disk_when_it_is_answered(desk: Desk) -> None:
    answer = desk.save([Wish(UNDP, "accept")], "Ana")
    (line,) = read_ledger(desk.decisions).decisions
    assert answer["saved"] == [line.id]
    assert (line.who, line.verdict, line.report) == ("Ana", "accept", "S/2031/7")
    assert (item(desk, UNDP)["state"], item(desk, UNDP)["who"]) == ("accepted", "Ana")


def test_a_correction_shows_both_and_keeps_what_it_was(desk: Desk) -> None:
    desk.save([Wish(FORTY, "correct", {"female": 14, "group": "officers"}, "counted again")], "Ana")
    shown = item(desk, FORTY)
    assert (shown["state"], shown["differs"], shown["comment"]) == ("corrected", ["group", "female"], "counted again")
    (line,) = read_ledger(desk.decisions).decisions
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
def test_a_value_that_the_schema_does_not_hold_is_refused_in_words(desk: Desk, given: dict[str, object], reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        desk.save([Wish(FORTY, "correct", given)], "Ana")
    assert not read_ledger(desk.decisions).decisions


def test_a_country_takes_its_name_and_number_from_its_code(desk: Desk) -> None:
    desk.save([Wish("0:countries:SSD", "correct", {"iso3": "UGA", "name": "Nowhere"})], "Ana")
    value = item(desk, "0:countries:SSD")["value"]
    assert isinstance(value, dict)
    assert (value["iso3"], value["name"], value["m49"]) == ("UGA", "Uganda", "800")


def test_a_missed_value_is_added_by_its_words(desk: Desk) -> None:
    start = TEXT.index("the Mission")
    given = {
        "name": "Mission",
        "type": "un",
        "role": "implementer",
        "acronym": None,
        "mentions": [{"start": start, "end": start + 11}],
    }
    desk.add(0, "partners", given, "Ana")
    shown = item(desk, "0:partners:mission")
    assert (shown["state"], shown["rules"]) == ("added", ["review"])
    with pytest.raises(UserError, match="stands there already"):
        desk.add(0, "partners", given, "Ana")
    with pytest.raises(UserError, match="mark the words"):
        desk.add(0, "partners", {**given, "name": "Another", "mentions": []}, "Ana")


def test_a_comment_alone_leaves_the_value_undecided(desk: Desk) -> None:
    desk.save([Wish(UNDP, "note", comment="ask Wau")], "Ana")
    assert (item(desk, UNDP)["state"], item(desk, UNDP)["comment"]) == ("undecided", "ask Wau")


def test_an_added_value_stays_added_when_it_is_corrected(desk: Desk) -> None:
    start = TEXT.index("the Mission")
    given = {
        "name": "Mission",
        "type": "un",
        "role": "implementer",
        "acronym": None,
        "mentions": [{"start": start, "end": start + 11}],
    }
    desk.add(0, "partners", given, "Ana")
    shown = item(desk, "0:partners:mission")
    desk.save([Wish("0:partners:mission", "correct", {"role": "funder"}, seen=str(shown["decision"]))], "Ben")
    shown = item(desk, "0:partners:mission")
    assert (shown["state"], shown["who"]) == ("added", "Ben")


def test_undo_brings_back_what_was_before(desk: Desk) -> None:
    (first,) = desk.save([Wish(UNDP, "accept")], "Ana")["saved"]
    (second,) = desk.save([Wish(UNDP, "reject", seen=first)], "Ana")["saved"]
    assert item(desk, UNDP)["state"] == "rejected"
    desk.undo(second, "Ana")
    assert item(desk, UNDP)["state"] == "accepted"
    desk.undo(first, "Ana")
    assert item(desk, UNDP)["state"] == "undecided"
    with pytest.raises(ConflictError):
        desk.undo(first, "Ana")
    assert [line["verdict"] for line in desk.history(9)] == ["undo", "undo", "reject", "accept"]


def test_who_comes_second_sees_it_and_overwrites_nothing(desk: Desk) -> None:
    other = Desk(desk.folder, desk.decisions)
    other.save([Wish(UNDP, "reject")], "Ben")
    with pytest.raises(ConflictError, match="Ben has decided on this meanwhile"):
        desk.save([Wish(UNDP, "accept")], "Ana")
    assert item(desk, UNDP)["who"] == "Ben"
    assert len(read_ledger(desk.decisions).decisions) == 1


def test_what_another_reviewer_decides_comes_with_the_next_look(desk: Desk) -> None:
    version = desk.everything()["version"]
    assert desk.changes(version)["paragraphs"] == []
    append(desk.decisions, [decision("accept", "partners", values(record(), "partners")[0], who="Ben")])
    (changed,) = desk.changes(version)["paragraphs"]
    assert [one["who"] for one in changed["items"] if one["state"] == "accepted"] == ["Ben"]


def test_many_at_once_are_saved_or_none(desk: Desk) -> None:
    ids = [
        one["id"] for paragraph in desk.everything()["paragraphs"] for one in paragraph["items"] if one["field"] == "partners"
    ]
    wishes = [Wish(id_, "reject") for id_ in ids]
    with pytest.raises(ConflictError):
        desk.save([*wishes, Wish("0:partners:nobody", "reject")], "Ana", bulk=True)
    assert not read_ledger(desk.decisions).decisions
    assert len(desk.save(wishes, "Ana", bulk=True)["saved"]) == len(ids)
    assert all(one.bulk for one in read_ledger(desk.decisions).decisions)


def test_where_nothing_can_be_written_nothing_is_shown_as_saved(desk: Desk) -> None:
    desk.decisions.mkdir()
    with pytest.raises((SaveError, UserError)):
        desk.save([Wish(UNDP, "accept")], "Ana")
    desk.decisions.rmdir()
    assert item(desk, UNDP)["state"] == "undecided"


def test_least_certain_values_have_their_reasons(desk: Desk) -> None:
    midwives = item(desk, f"2:trained:15@{OTHER.index('15')}")
    nurses = item(desk, f"2:trained:25@{OTHER.index('25')}")
    assert midwives["doubt"] == nurses["doubt"]
    for _ in range(4):
        append(desk.decisions, [decision("reject", "trained", values(record(), "trained")[0], text=f"Paragraph {_}.")])
    desk.refresh()
    after = item(desk, f"2:trained:15@{OTHER.index('15')}")
    assert int(str(after["doubt"])) > int(str(midwives["doubt"]))
    assert "reviewers changed or rejected 4 of 4 values of test.rule" in str(after["why"])
