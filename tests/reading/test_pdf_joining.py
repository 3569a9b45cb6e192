"""Lines joined to a paragraph's text: hyphens settled, and each character still knows its line."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from extract.reading.pdf.joining import Piece, hyphens_of, joined
from extract.reading.pdf.lines import Line


def line(text: str, page: int = 1) -> Line:
    """A line whose characters are 5 points wide."""
    edges = [float(edge) for at in range(len(text)) for edge in (5 * at, 5 * at + 5)]
    return Line(page, text, edges, 100, 98, 108, 10, False, False)


def text_of(*lines: str) -> str:
    """The lines as one paragraph of a document that holds nothing else."""
    made = [line(one) for one in lines]
    return joined([Piece(one) for one in made], hyphens_of(made))[0]


def test_hyphens_at_a_lines_end() -> None:
    assert text_of("a training course, and the train-", "ing went well") == "a training course, and the training went well"
    assert text_of("the cross-border team, a cross-", "border patrol") == "the cross-border team, a cross-border patrol"
    assert text_of("the UN-", "Women office") == "the UN-Women office"
    assert text_of("the years 2019\u2013", "2021") == "the years 2019\u2013 2021"
    assert text_of("educa\ufffe", "tion") == "education"


def test_a_hyphen_for_a_part_left_out_keeps_its_blank() -> None:
    made = [line("short-"), line("and long-term plans")]
    assert joined([Piece(one) for one in made], hyphens_of(made, (), (re.compile("and"),)))[0] == "short- and long-term plans"


words = st.lists(st.text("abcdefgh", min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join)


@given(st.lists(st.tuples(words, st.sampled_from(["", "-", "\x02", "\ufffe", "."])), min_size=1, max_size=6))
def test_fragments_hold_the_characters_of_their_lines(parts: list[tuple[str, str]]) -> None:
    lines = [line(text + end, page) for page, (text, end) in enumerate(parts, 1)]
    text, fragments = joined([Piece(one) for one in lines], hyphens_of(lines))
    before = 0
    for fragment in fragments:
        assert before <= fragment.start < fragment.end <= len(text)
        before = fragment.end
        assert fragment.page is not None and fragment.edges is not None
        source = lines[fragment.page - 1]
        for at in range(fragment.start, fragment.end):
            place = fragment.edges[2 * (at - fragment.start)]
            assert text[at].replace("-", "\x02") == source.text[int(place // 5)].replace("-", "\x02")
    covered = {at for fragment in fragments for at in range(fragment.start, fragment.end)}
    assert all(text[at] == " " for at in range(len(text)) if at not in covered)
