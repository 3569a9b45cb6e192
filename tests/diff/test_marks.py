"""The words in which two sentences differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.diff.marks import Piece, marked

words = st.lists(
    st.sampled_from(["the", "court", "trained", "40", "1,200", "(12", "women)", "in", "Wau.", "co-led"]), max_size=12
).map(" ".join)


def test_words_that_differ_are_marked_and_no_others() -> None:
    pieces = marked("It taught 40 clerks in May.", "It taught 1,250 clerks in late May.")
    assert [(piece.op, piece.text) for piece in pieces] == [
        ("=", "It taught "),
        ("-", "40"),
        ("+", "1,250"),
        ("=", " clerks in"),
        ("+", " late"),
        ("=", " May."),
    ]


def test_two_changed_words_in_a_row_are_one_stretch() -> None:
    pieces = marked("A short course ended.", "A long visit ended.")
    assert [(piece.op, piece.text) for piece in pieces] == [
        ("=", "A "),
        ("-", "short course"),
        ("+", "long visit"),
        ("=", " ended."),
    ]


def test_quotes_are_marked_where_the_sentence_is_the_same() -> None:
    assert marked("It taught 40 clerks.", "It taught 40 clerks.", (), [(10, 19)]) == [
        Piece("=", "It taught "),
        Piece("=", "40 clerks", True),
        Piece("=", "."),
    ]


def test_one_sentence_alone_is_itself() -> None:
    assert marked("Gone.", None) == [Piece("=", "Gone.")]
    assert marked(None, "Come.", (), [(0, 4)]) == [Piece("=", "Come", True), Piece("=", ".")]
    assert marked(None, None) == []


@given(words, words, st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted))
def test_the_pieces_make_up_both_sentences(old: str, new: str, quote: list[int]) -> None:
    pieces = marked(old, new, [], [(quote[0], quote[1])])
    assert "".join(piece.text for piece in pieces if piece.op != "-") == new
    left = "".join(piece.text for piece in pieces if piece.op != "+")
    assert left.split() == old.split()
    quoted = "".join(piece.text for piece in pieces if piece.quoted and piece.op != "-")
    assert quoted == new[quote[0] : quote[1]]
