"""The sum over paragraphs: independent facts add up in any order, and a fact told twice or broken down adds nothing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extract.records.counting import count
from extract.records.record import Record
from tests.records.told import paragraph, people

_PLACES = ("Kilifi", "Lamu", "Gao", "Wau", "Osh", "Lima", "Bria", "Herat")
_GROUPS = ("teachers", "nurses", "judges", "farmers", "clerks", "guards", "editors", "miners")
_SUBJECTS = ("hygiene", "book-keeping", "evidence", "first aid", "seed care", "mediation", "filing", "nutrition")

Fact = tuple[int, str, str, str]
facts = st.lists(
    st.tuples(st.integers(2, 5000), st.sampled_from(_GROUPS), st.sampled_from(_PLACES), st.sampled_from(_SUBJECTS)),
    min_size=1,
    max_size=8,
    unique_by=(lambda fact: fact[0], lambda fact: fact[2]),
)


def telling(fact: Fact, at: int) -> Record:
    number, group, place, subject = fact
    return paragraph(
        f"In {place}, the Fund held a course on {subject} for {number:,} {group}.", at=at, section=f"Part {at % 3}"
    )


def once_more(fact: Fact, at: int) -> Record:
    number, group, _, subject = fact
    return paragraph(
        f"All {number:,} {group} of the course on {subject} were given a certificate.", at=at, section=f"Part {at % 3}"
    )


def broken_down(fact: Fact, at: int) -> Record:
    number, group, place, subject = fact
    some = number // 2
    text = f"In {place}, the Fund held a course on {subject} for {number:,} {group}: {some:,} from town and {number - some:,} from afar."
    items = (people(text), *(people(text, nth, group=group, part_of=0) for nth in (1, 2)))
    return paragraph(text, *items, at=at, section=f"Part {at % 3}")


@given(st.data(), facts)
def test_independent_facts_in_any_order_give_the_sum_of_their_sums(data: st.DataObject, told: list[Fact]) -> None:
    ordered = data.draw(st.permutations(told))
    assert count(telling(fact, at * 10) for at, fact in enumerate(ordered)).people == sum(fact[0] for fact in told)


@given(st.data(), facts)
def test_telling_a_fact_twice_or_breaking_it_down_does_not_change_the_sum(data: st.DataObject, told: list[Fact]) -> None:
    records = []
    for fact in data.draw(st.permutations(told)):
        ways = data.draw(st.lists(st.sampled_from((telling, broken_down, once_more)), min_size=0, max_size=2))
        records.append(data.draw(st.sampled_from((telling, broken_down)))(fact, len(records)))
        records += [way(fact, len(records) + extra) for extra, way in enumerate(ways)]
    records = [replace(one, source=replace(one.source, section="One")) for one in records]
    done = count(records)
    assert done.people == sum(fact[0] for fact in told)
    rows = {one.row for one in done.counted()}
    assert all(one.counted_in in rows for one in done.out.values())


@given(facts)
def test_a_report_read_twice_adds_nothing(told: list[Fact]) -> None:
    records = [telling(fact, at) for at, fact in enumerate(told)]
    copies = [
        replace(
            one,
            id=f"copy/{one.id}",
            source=replace(one.source, report="copy", file=f"copy.{kind}", title="Courses of the year"),
        )
        for kind in ("docx", "html")
        for one in records
    ]
    named = [replace(one, source=replace(one.source, title="Courses of the year")) for one in records]
    assert count([*named, *copies[: len(records)]]).people == sum(fact[0] for fact in told)
