"""From A to B is from B to A with the sides exchanged, whatever the two hold."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.diff.change import Change, Diff
from extract.diff.compare import compare
from extract.records.record import Record
from tests.diff.sides import RULES, country, edited, output, paragraph, partner, people, resolution

PARTNERS = ("UNDP", "UNICEF", "Ministry of Justice", "Ministry of Justice and Peace")
GROUPS = ("judges", "women judges", "nurses")
REPORTS = ("S/2031/7", "S/2031/7/Rev.1", "S/2031/80")


@st.composite
def records(draw: st.DrawFn) -> list[Record]:
    """Paragraphs in one manner, so that many of them are alike."""
    found: dict[str, Record] = {}
    for _ in range(draw(st.integers(0, 5))):
        name, other = draw(st.sampled_from(PARTNERS)), draw(st.sampled_from(PARTNERS))
        count, more = draw(st.integers(1, 4)), draw(st.integers(5, 8))
        group, place = draw(st.sampled_from(GROUPS)), draw(st.sampled_from(("Wau", "Juba")))
        text = (
            f"With {name}, the Mission trained {count} {group} and {more} {group} in {place}. {other} paid, "
            f"as resolution {count}325 asks."
        )
        shown = draw(st.booleans())
        one = paragraph(
            text,
            draw(st.integers(1, 6)),
            report=draw(st.sampled_from(REPORTS)),
            sha256=draw(st.sampled_from(("a" * 64, "b" * 64))),
            countries=(country(place, text),) if draw(st.booleans()) else (),
            partners=(partner(name, text, role=draw(st.sampled_from(("implementer", "funder")))),) if shown else (),
            trained=(people(count, group, text), people(more, group, text, part_of=draw(st.sampled_from((None, 0)))))
            if draw(st.booleans())
            else (people(more, group, text),),
            resolutions=(resolution(text, f"{count}325", draw(st.sampled_from((None, 2001)))),) if draw(st.booleans()) else (),
        )
        found.setdefault(one.id, one)
    return list(found.values())


def seen(changes: list[Change]) -> Counter[str]:
    """Changes whatever their order; causes in any order but for the certain ones being first."""
    return Counter(
        repr((one.field, one.kind, one.before, one.after, one.attributes, one.old, one.new, sorted(map(repr, one.causes))))
        for one in changes
    )


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records(), records(), st.booleans())
def test_a_diff_mirrors_its_reverse(one: list[Record], other: list[Record], same_rules: bool) -> None:
    with tempfile.TemporaryDirectory() as room:
        rules = RULES if same_rules else edited("org.undp", trained_not_x="1")
        left, right = output(Path(room, "a"), one), output(Path(room, "b"), other, rules=rules)
        there, back = compare(left, right), compare(right, left)
        assert seen([change.mirror() for change in there.changes()]) == seen(list(back.changes()))
        assert [pair(there, k) for k in range(len(there.reports))] == [pair(back, k)[::-1] for k in range(len(back.reports))]
        assert all(change.causes for change in there.changes())
        for each in (left, right):
            assert compare(each, each).empty


def pair(diff: Diff, index: int) -> tuple[str | None, str | None]:
    return diff.reports[index].old, diff.reports[index].new
