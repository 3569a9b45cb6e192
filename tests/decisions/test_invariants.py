"""What holds whatever reviewers decide: the records are valid, the machine's word can be found again, nobody else's value changes."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.decisions.apply import Decided
from extract.decisions.decision import Decision, Verdict
from extract.decisions.listing import rejected_lines
from extract.decisions.machine_output import _insert, _machine
from extract.decisions.values import attributes
from extract.fields.registry import by_name, names
from extract.records.record import Record, plain_record
from tests.decisions.make import decision, values
from tests.decisions.test_apply import applied
from tests.review.make import OTHER, records

GIVEN: Record = records()[2]
MACHINE = {name: values(GIVEN, name) for name in names()}
NAMES = ("UNDP", "Red Cross", "UNICEF")
CODES = ("SSD", "SDN", "UGA")


@st.composite
def said(draw: st.DrawFn) -> Decision:
    """A decision on one of the record's values, or on one that stands beside it."""
    name = draw(st.sampled_from([field for field in names() if MACHINE[field]]))
    verdict: Verdict = draw(st.sampled_from(["accept", "correct", "reject", "add"]))
    value = draw(st.sampled_from(MACHINE[name]))
    other = {**value, **draw(_other(name))}
    about = other if verdict == "add" else value
    when = f"2031-06-01T08:{draw(st.integers(0, 59)):02d}:00.000000Z"
    return decision(verdict, name, about, other if verdict == "correct" else None, text=OTHER, when=when)


def _other(name: str) -> st.SearchStrategy[dict[str, Any]]:
    if name == "partners":
        return st.fixed_dictionaries({"name": st.sampled_from(NAMES), "role": st.sampled_from(["funder", "implementer"])})
    if name == "countries":
        return st.fixed_dictionaries({"iso3": st.sampled_from(CODES)})
    keys = [by_name("trained").key(value) for value in MACHINE["trained"]]
    return st.fixed_dictionaries({"count": st.sampled_from([25, 15, 40]), "part_of": st.sampled_from([None, *keys, "nothing"])})


def told(decided: Decided, found: list[Record]) -> dict[str, list[dict[str, Any]]]:
    """The machine's values, out of what a run with decisions wrote."""
    whole = plain_record(found[0]) if found else {name: [] for name in names()}
    again = {name: _machine(by_name(name), whole[name]) for name in names()}
    for line in rejected_lines(decided):
        _insert(again[line["field"]], line["value"])
    return again


def sorted_(values: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(value, sort_keys=True) for value in values)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(said(), max_size=7))
def test_the_machines_word_is_never_lost(decisions: list[Decision]) -> None:
    ordered = sorted(decisions, key=lambda one: (one.when, one.id))
    decided, found = applied(ordered, [GIVEN], OTHER)
    again = told(decided, found)
    for name in names():
        before = sorted_([attributes(value) for value in MACHINE[name]])
        after = sorted_([attributes(value) for value in again[name]])
        if name == "trained":
            # What a number is a part of may name a number that a person has corrected since.
            before, after = (sorted_([{**json.loads(one), "part_of": None} for one in side]) for side in (before, after))
        assert after == before


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(said(), max_size=5))
def test_a_value_that_nobody_spoke_of_stays_as_it_was(decisions: list[Decision]) -> None:
    ordered = sorted(decisions, key=lambda one: (one.when, one.id))
    spoken = {name for one in decisions for name in [one.field]}
    _, found = applied(ordered, [GIVEN], OTHER)
    for name in set(names()) - spoken:
        assert getattr(found[0], name) == getattr(GIVEN, name)
