"""Sentences hold the whole text, and end where a reader would end them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.sentences import sentence_at, sentences


@given(st.text(alphabet=st.sampled_from("aB1 .!?\n“”)(;:é•\u2028"), max_size=80))
def test_sentences_are_in_order_and_hold_every_character(text: str) -> None:
    found = sentences(text)
    assert all(start < end for start, end in found)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(found))
    held = {offset for start, end in found for offset in range(start, end)}
    assert all(character.isspace() for offset, character in enumerate(text) if offset not in held)
    for offset in held:
        start, end = sentence_at(text, offset)
        assert start <= offset < end


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Okello of the U.N. office opened it.",
        "Some 1.3 million people were reached, i.e. half of them.",
        "See resolution 2155 (2014), para. 4 (a), and St. Mary’s school.",
        "The course ended on 3 Nov. 2030 in Juba.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [(0, len(text))]


def test_a_sentence_ends_at_its_full_stop() -> None:
    text = "It trained 30 clerks. In May (see annex I). “It worked.” UNDP paid."
    assert [text[start:end] for start, end in sentences(text)] == [
        "It trained 30 clerks.",
        "In May (see annex I).",
        "“It worked.”",
        "UNDP paid.",
    ]


def test_a_lettered_item_begins_a_sentence_behind_a_full_stop_alone() -> None:
    text = "(a) Nurses were trained. (b) In Gao, 30 clerks learned (see (c) below); (iv) a well was dug. (iii) Rain fell."
    assert [text[start:end] for start, end in sentences(text)] == [
        "(a) Nurses were trained.",
        "(b) In Gao, 30 clerks learned (see (c) below); (iv) a well was dug.",
        "(iii) Rain fell.",
    ]
