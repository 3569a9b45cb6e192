from __future__ import annotations

from dataclasses import replace

from extract.decisions.decision import Decision, fingerprint
from extract.decisions.threads import threads_of, undone
from tests.decisions.make import decision, values
from tests.records.make import TEXT, record

UNDP = values(record(), "partners")[0]


def undo(other: Decision) -> Decision:
    return Decision(f"undo-{other.id}", other.when, "Ana", "undo", "", "", "", undo=other.id)


def test_the_last_word_holds_and_every_line_is_kept() -> None:
    first, second = decision("accept", "partners", UNDP), decision("reject", "partners", UNDP)
    (thread,) = threads_of([first, second])[fingerprint(TEXT)]
    assert thread.holds == second
    assert thread.lines == (first, second)


def test_an_undone_line_gives_way_to_the_one_before_and_can_come_back() -> None:
    first, second = decision("accept", "partners", UNDP), decision("reject", "partners", UNDP)
    back = undo(second)
    (thread,) = threads_of([first, second, back])[fingerprint(TEXT)]
    assert thread.holds == first
    (thread,) = threads_of([first, second, back, undo(back)])[fingerprint(TEXT)]
    assert thread.holds == second
    (thread,) = threads_of([first, undo(first)])[fingerprint(TEXT)]
    assert thread.holds is None


def test_an_undo_counts_wherever_a_merge_has_put_it() -> None:
    first = decision("accept", "partners", UNDP)
    assert undone([undo(first), first]) == {first.id}


def test_two_lines_that_undo_each_other_end() -> None:
    first = decision("accept", "partners", UNDP)
    one = replace(undo(first), id="a", undo="b")
    assert undone([first, one, replace(one, id="b", undo="a")])


def test_a_long_chain_of_undoing_ends() -> None:
    chain = [decision("accept", "partners", UNDP)]
    for _ in range(5001):
        chain.append(replace(undo(chain[-1]), id=str(len(chain))))
    assert chain[0].id in undone(chain)


def test_a_note_leaves_a_value_undecided() -> None:
    (thread,) = threads_of([decision("note", "partners", UNDP, comment="ask Wau")])[fingerprint(TEXT)]
    assert thread.holds is None
    assert thread.comment == "ask Wau"
