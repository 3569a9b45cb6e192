from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from extract.decisions.apply import Decided
from extract.decisions.decision import Decision, Verdict
from extract.decisions.ledger import Ledger
from extract.decisions.listing import decision_warnings, decisions_info, open_rows, rejected_lines
from extract.fields.countries.value import Country
from extract.fields.partners.value import Partner
from extract.reading.report import Header, Paragraph, Report
from extract.records.counting import count
from extract.records.record import Record, plain_record
from extract.records.validate import problems
from tests.decisions.make import decision, values
from tests.records.make import TEXT, mention, record, trained

UNDP = values(record(), "partners")[0]
FORTY = values(record(), "trained")[0]
SSD = values(record(), "countries")[0]


def report(text: str = TEXT, **given: Any) -> Report:
    header = Header("S/2031/7", "Situation in South Sudan", "UNMISS", 2031, ("SSD",))
    return Report("s-2031-7.pdf", "0" * 64, header, (Paragraph(5, text, 4, "23", ("Rule of law",)),), **given)


def applied(decisions: Sequence[Decision], records: Sequence[Record] | None = None, text: str = TEXT) -> tuple[Decided, Any]:
    decided = Decided(Path("decisions.jsonl"), Ledger(tuple(decisions)))
    found = decided.apply(report(text), [record()] if records is None else records)
    decided.finish()
    for one in found:
        assert not problems(plain_record(one))
    return decided, found


def test_without_a_decision_nothing_changes() -> None:
    decided, found = applied([])
    assert found == [record()]
    assert decided.open == []


def test_an_accepted_value_is_marked() -> None:
    decided, (found,) = applied([decision("accept", "partners", UNDP)])
    assert found.partners[0].review == "accepted"
    assert found.partners[0].machine is None
    assert found.trained == record().trained
    assert decided.counts["accepted"] == 1


def test_a_corrected_value_keeps_the_machines_beside_it() -> None:
    _, (found,) = applied([decision("correct", "trained", FORTY, {**FORTY, "female": 13, "group": "officers"})])
    value = found.trained[0]
    assert (value.female, value.group, value.review) == (13, "officers", "corrected")
    assert value.machine is not None
    assert (value.machine["female"], value.machine["group"]) == (12, "police officers")
    assert value.mentions == record().trained[0].mentions


def test_a_rejected_value_is_gone_and_can_be_looked_up() -> None:
    decided, (found,) = applied([decision("reject", "partners", UNDP)])
    assert found.partners == ()
    (line,) = rejected_lines(decided)
    assert (line["field"], line["value"]["name"], line["record"]) == ("partners", "UNDP", record().id)


def test_an_added_value_stands_where_the_text_says_it() -> None:
    quote = {"start": TEXT.index("the Mission"), "end": TEXT.index("the Mission") + 11, "text": "the Mission", "rule": "review"}
    added = {**UNDP, "name": "Mission", "acronym": None, "mentions": [quote]}
    _, (found,) = applied([decision("add", "partners", added)])
    assert [(one.name, one.review) for one in found.partners] == [("Mission", "added"), ("UNDP", None)]


def test_a_value_the_machine_now_gives_itself_is_no_longer_an_added_one() -> None:
    _, (found,) = applied([decision("add", "partners", UNDP)])
    assert [(one.name, one.review) for one in found.partners] == [("UNDP", "accepted")]


def test_a_value_that_the_rules_no_longer_give_stays_on_the_reviewers_word() -> None:
    for verdict in ("accept", "correct"):
        said: Verdict = "accept" if verdict == "accept" else "correct"
        decided, (found,) = applied([decision(said, "partners", UNDP, {**UNDP, "role": "funder"})], [record(partners=())])
        assert [(one.name, one.role, one.review) for one in found.partners] == [("UNDP", "funder", "added")]
        assert [one.kind for one in decided.open] == ["unmet"]


def test_a_paragraph_from_which_nothing_was_drawn_gets_a_record_on_a_persons_word() -> None:
    _, (found,) = applied([decision("add", "partners", UNDP)], [])
    assert [one.name for one in found.partners] == ["UNDP"]
    assert [(one.iso3, one.name, one.via) for one in found.countries] == [("SSD", "South Sudan", "context")]
    assert found.source.number == "23"


def test_a_country_that_a_person_names_takes_the_place_of_the_headers() -> None:
    inherited = record(countries=(Country("SSD", "South Sudan", "728", "context"),))
    uganda = {**SSD, "iso3": "UGA", "name": "Uganda", "m49": "800"}
    _, (found,) = applied([decision("add", "countries", uganda)], [inherited])
    assert [(one.iso3, one.review) for one in found.countries] == [("UGA", "added")]


def test_a_record_whose_every_value_is_rejected_is_left_out() -> None:
    only = record(partners=(), trained=(), resolutions=())
    decided, found = applied([decision("reject", "countries", SSD)], [only])
    assert found == []
    assert decided.counts["rejected"] == 1


def test_the_same_paragraph_of_a_later_edition_is_met_too() -> None:
    moved = TEXT.replace(" ", "  ", 3)
    later = report(moved)
    decided = Decided(Path("d"), Ledger((decision("correct", "partners", UNDP, {**UNDP, "role": "funder"}),)))
    (found,) = decided.apply(replace(later, header=replace(later.header, symbol="S/2032/9")), [])
    assert found.partners[0].mentions[0].start == moved.index("UNDP")
    assert not problems(plain_record(found))


def test_a_rejected_value_that_a_new_rule_brings_back_stays_out_and_is_listed() -> None:
    back = record(partners=(Partner("UNDP", "UNDP", "un", "funder", (mention("UNDP", rule="another.rule"),)),))
    decided, (found,) = applied([decision("reject", "partners", UNDP)], [back])
    assert found.partners == ()
    ((kind, reason),) = [(one.kind, one.reason) for one in decided.open]
    assert (kind, reason) == ("against", "brought back by another.rule")
    (warning,) = decision_warnings(decided)
    assert "Ana's reject of partners UNDP" in warning["message"]
    assert [row[4] for row in open_rows(decided)] == [reason]


def test_an_accepted_value_that_the_rules_now_read_otherwise_holds_and_is_listed() -> None:
    other = record(trained=(trained(female=11),))
    decided, (found,) = applied([decision("accept", "trained", FORTY)], [other])
    assert (found.trained[0].female, found.trained[0].review) == (12, "corrected")
    assert [one.reason for one in decided.open] == ["the rules now say female: 11, partners: none"]


def test_another_reading_of_rejected_words_is_a_new_suggestion() -> None:
    longer = Partner("UNDP. The", None, "un", "implementer", (mention("UNDP. The"),))
    decided, (found,) = applied([decision("reject", "partners", UNDP)], [record(partners=(longer,))])
    assert [(one.name, one.review) for one in found.partners] == [("UNDP. The", None)]
    assert [one.kind for one in decided.open] == ["unmet"]


def test_a_correction_to_a_value_that_stands_there_already_leaves_one() -> None:
    sudan = Country("SDN", "Sudan", "729", "name", (mention("Mission"),))
    wrong = values(record(countries=(sudan,)), "countries")[0]
    both = record(countries=(sudan, *record().countries))
    decided, (found,) = applied([decision("correct", "countries", wrong, SSD)], [both])
    assert [(one.iso3, one.review) for one in found.countries] == [("SSD", "accepted")]
    assert [one.value["iso3"] for one in decided.out] == ["SDN"]


def test_a_decision_about_a_paragraph_of_another_report_is_listed() -> None:
    decided, found = applied([decision("reject", "partners", UNDP, text="Another paragraph.")])
    assert found == [record()]
    info = decisions_info(decided)
    assert [one["kind"] for one in info["open"]] == ["elsewhere"]
    assert "1 decision is about a paragraph that none" in decision_warnings(decided)[0]["message"]


def test_a_value_that_a_hand_has_spoilt_changes_nothing_and_is_listed() -> None:
    for spoilt in ({**FORTY, "count": "many"}, {**FORTY, "countries": ["ZZZ"]}, {"count": 3}):
        decided, found = applied([decision("correct", "trained", FORTY, spoilt)])
        assert found == [record()]
        assert [one.reason for one in decided.open] == ["what it says is no value of this field"]


def test_parts_point_to_their_whole_after_a_number_was_added_or_rejected() -> None:
    text = "The team trained 50 people: 20 judges, 30 clerks."
    items = (
        trained(50, text=text, group="people"),
        trained(20, text=text, group="judges", part_of=0),
        trained(30, text=text, group="clerks", part_of=0),
    )
    given = record(text=text, countries=(), partners=(), resolutions=(), trained=items, breaks=())
    fifty, twenty, _ = values(given, "trained")
    _, (found,) = applied([decision("reject", "trained", twenty, text=text)], [given], text)
    assert [(one.count, one.part_of) for one in found.trained] == [(50, None), (30, 0)]
    _, (found,) = applied([decision("reject", "trained", fifty, text=text)], [given], text)
    assert [(one.count, one.part_of) for one in found.trained] == [(20, None), (30, None)]
    more = {**fifty, "count": 55}
    _, (found,) = applied([decision("correct", "trained", fifty, more, text=text)], [given], text)
    assert [(one.count, one.part_of) for one in found.trained] == [(55, None), (20, 0), (30, 0)]


FIELDS = st.sampled_from(["countries", "partners", "trained", "resolutions"])


@given(st.lists(st.tuples(FIELDS, st.sampled_from(["accept", "correct", "reject", "add"]), st.integers(0, 3)), max_size=8))
def test_whatever_is_decided_the_records_hold(given: list[tuple[str, Verdict, int]]) -> None:
    said = []
    for number, (field, verdict, how) in enumerate(given):
        value = values(record(), field)[0]
        other = dict(value)
        if field == "trained":
            other |= {"count": how, "part_of": "40@28" if how else None}
        elif field == "partners":
            other |= {"name": f"Body {how}"}
        elif field == "countries":
            other |= {"iso3": ("SSD", "SDN", "UGA", "KEN")[how]}
        about = other if verdict == "add" else value
        said.append(decision(verdict, field, about, other, id=str(number), when=f"2031-06-01T08:00:0{number}.000000Z"))
    applied(said)


def test_a_number_that_tells_again_is_put_back_on_a_persons_word() -> None:
    """Accepting the row with ``in_total`` yes is all that it takes; the decision holds in every later run."""
    copy = replace(record("copy"), source=replace(record().source, report="S/2031/8", file="other.pdf"))
    for verdict in ("accept", "correct"):
        decided, (found,) = applied([decision(verdict, "trained", FORTY, {**FORTY, "in_total": "yes"})])
        assert decided.open == []
        assert found.trained[0].in_total == "yes"
        both = [copy, found]
        assert count(both).people == 80
        assert count([copy, record()]).people == 40
