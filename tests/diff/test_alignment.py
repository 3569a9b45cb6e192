"""Which reports and which paragraphs are compared."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.diff import similarity as similarity_module
from extract.diff.compare import Options
from extract.diff.load import DiffError, Side
from extract.diff.paragraphs import aligned
from extract.diff.similarity import SAME_PARAGRAPH, likeness
from extract.language import assign
from extract.language.assign import best_pairs
from extract.language.similarity import Vocabulary, similarity
from extract.records.record import Record
from tests.diff.sides import between, only, output, paragraph, partner

WELL = "UNDP dug {} wells in the dry north, and the villages now fetch water from them all year round."
SCHOOL = "UNDP rebuilt {} schools on the coast after the storm had torn off most of their roofs."


def told(text: str, number: int = 1, role: str = "implementer", **place: object) -> Record:
    return paragraph(text, number, partners=(partner("UNDP", text, role=role),), **place)


def met(room: Path, old: list[Record], new: list[Record]) -> set[tuple[str | None, str | None]]:
    """The printed numbers of the paragraphs that met."""
    with Side(output(room / "one", old)) as one, Side(output(room / "two", new)) as two:
        (report,) = one.reports
        pairs = aligned(one, two, one.reports[report], two.reports[report])
        return {(a.number if a else None, b.number if b else None) for a, b in pairs}


def test_the_same_text_meets_wherever_it_stands(tmp_path: Path) -> None:
    old = [told(WELL.format(3), 1), told(SCHOOL.format(4), 2)]
    new = [told(SCHOOL.format(4), 1), told("An unrelated opening by UNDP.", 2), told(WELL.format(3), 3)]
    assert met(tmp_path, old, new) == {("1", "3"), ("2", "1"), (None, "2")}


def test_reworded_paragraphs_meet_the_most_alike(tmp_path: Path) -> None:
    old = [told(WELL.format(3), 1), told(SCHOOL.format(4), 2)]
    new = [told(SCHOOL.format(9), 1), told(WELL.format(8) + " More will follow.", 2)]
    assert met(tmp_path, old, new) == {("1", "2"), ("2", "1")}


def test_what_is_not_alike_stays_alone(tmp_path: Path) -> None:
    assert met(tmp_path, [told(WELL.format(3))], [told("UNDP closed its office.")]) == {("1", None), (None, "1")}


def test_a_paragraph_that_stands_twice_goes_with_its_own_number(tmp_path: Path) -> None:
    same = WELL.format(3)
    old = [told(same, 1), told(same, 5)]
    new = [told(same, 5), told(same, 7)]
    assert met(tmp_path, old, new) == {("5", "5"), ("1", "7")}


def test_of_two_as_much_alike_the_same_number_wins(tmp_path: Path) -> None:
    old = [told(WELL.format(3), 4)]
    new = [told(WELL.format(5), 3), told(WELL.format(7), 4)]
    assert met(tmp_path, old, new) == {("4", "4"), (None, "3")}


def test_long_lists_meet_as_short_ones_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["".join(part) for part in itertools.product("bdfg", "aeiou", "lmnr", "ao")]
    old = [
        told(f"UNDP held a fair in {name} where {name}ese farmers sold {i} sacks of grain.", i + 1)
        for i, name in enumerate(names)
    ]
    new = [
        told(f"In June UNDP held a fair in {name} where {name}ese farmers sold sacks of grain.", i + 3)
        for i, name in enumerate(names)
    ]
    monkeypatch.setattr(similarity_module, "_ALL_PAIRS", 10)
    assert met(tmp_path, old, new) == {(str(i + 1), str(i + 3)) for i in range(len(names))}


def test_likeness_counts_words_in_the_same_order() -> None:
    words = Vocabulary()
    one, other = "a b c d", "a b x y"
    assert similarity(one, other) == 0.5
    texts = [words.encode(text) for text in (one, other, "b a x y")]
    assert likeness(texts[:1], texts[1:], SAME_PARAGRAPH).tolist() == [[0.5, 0.0]]
    assert similarity("The Course, held", "the course HELD") == 1.0


scores = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from([0.2, 0.4, 0.5, 0.6, 0.9, 1.0])),
    max_size=20,
    unique_by=lambda s: s[:2],
)


@given(scores)
def test_an_assignment_is_one_to_one_and_the_best_there_is(scored: list[tuple[int, int, float]]) -> None:
    found = best_pairs(scored, 0.5)
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    value = {(i, j): score for i, j, score in scored}
    assert all(value[pair] >= 0.5 for pair in found)
    table = np.zeros((6, 6))
    for i, j, score in scored:
        table[i, j] = max(0.0, score - 0.5)
    best = max(sum(table[i, j] for i, j in enumerate(order)) for order in itertools.permutations(range(6)))
    assert sum(value[pair] - 0.5 for pair in found) == pytest.approx(best)


@given(scores)
def test_a_large_group_is_solved_as_well_as_a_small_one(scored: list[tuple[int, int, float]]) -> None:
    value = {(i, j): score for i, j, score in scored}
    dense = best_pairs(scored, 0.5)
    limit = assign._DENSE
    assign._DENSE = 0
    try:
        sparse = best_pairs(scored, 0.5)
    finally:
        assign._DENSE = limit
    assert sum(value[pair] - 0.5 for pair in sparse) == pytest.approx(sum(value[pair] - 0.5 for pair in dense))


@given(scores)
def test_an_assignment_is_the_same_from_the_other_side(scored: list[tuple[int, int, float]]) -> None:
    turned = [(j, i, score) for i, j, score in scored]
    assert best_pairs(scored, 0.5) == sorted((i, j) for j, i in best_pairs(turned, 0.5, swap=True))


def test_a_report_meets_its_revision(tmp_path: Path) -> None:
    text = WELL.format(3)
    diff = between(tmp_path, [told(text)], [told(text, role="funder", report="S/2031/7/Rev.1")])
    assert (diff.reports[0].name, diff.reports[0].tie) == ("S/2031/7 → S/2031/7/Rev.1", "revision")
    assert only(diff).attributes == (("role", "implementer", "funder"),)


def test_a_report_meets_the_next_edition_of_its_series(tmp_path: Path) -> None:
    old = [told(WELL.format(3), report="S/2031/7", title="Work in the North in 2030")]
    new = [
        told(WELL.format(5), report="S/2031/90", title="Work in the North in 2031"),
        told(SCHOOL.format(5), report="S/2031/91", title="Budget of the Fund"),
    ]
    diff = between(tmp_path, old, new)
    assert [(pair.old, pair.new, pair.tie) for pair in diff.reports] == [
        ("S/2031/7", "S/2031/90", "series"),
        (None, "S/2031/91", None),
    ]


def test_series_are_not_compared_where_that_is_turned_off(tmp_path: Path) -> None:
    old = [told(WELL.format(3), report="A"), told(SCHOOL.format(3), report="C", title="Other", file="c.pdf")]
    new = [told(WELL.format(3), report="B", file="b.pdf"), told(SCHOOL.format(3), report="C", title="Other", file="c.pdf")]
    assert {pair.tie for pair in between(tmp_path, old, new, Options(editions=False)).reports} == {None, "symbol"}


def test_reports_of_one_title_that_share_no_paragraph_are_no_series(tmp_path: Path) -> None:
    old = [told(WELL.format(3), report="A", file="a.pdf"), told("UNDP left.", report="K", title="Kept", file="k.pdf")]
    new = [
        told("UNDP closed its office.", report="B", file="b.pdf"),
        told("UNDP left.", report="K", title="Kept", file="k.pdf"),
    ]
    assert [(pair.old, pair.new) for pair in between(tmp_path, old, new).reports] == [("A", None), (None, "B"), ("K", "K")]


def test_a_file_that_was_given_another_symbol_is_the_same_report(tmp_path: Path) -> None:
    text = WELL.format(3)
    diff = between(tmp_path, [told(text, report="well.pdf", sha256="a" * 64)], [told(text, report="S/2031/7", sha256="a" * 64)])
    assert diff.reports[0].tie == "file" and diff.empty


def test_a_pair_can_be_asked_for(tmp_path: Path) -> None:
    old = [told(WELL.format(3), report="A", reporter="X"), told(SCHOOL.format(1), report="B", reporter="Y", file="b.pdf")]
    new = [told(WELL.format(3), report="C", reporter="Z", file="c.pdf")]
    diff = between(tmp_path, old, new, Options(pairs=(("A", "C"),)))
    assert [(pair.old, pair.new, pair.tie) for pair in diff.reports] == [("A", "C", "asked"), ("B", None, None)]


def test_a_pair_of_reports_that_are_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DiffError, match="OLD has no report Z; it has S/2031/7"):
        between(tmp_path, [told(WELL.format(3))], [told(WELL.format(3))], Options(pairs=(("Z", "S/2031/7"),)))
