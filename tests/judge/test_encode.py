"""Vectors of word pieces: every character knows its piece, however long the paragraph, and whatever was read before."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.judge.encode import OVERLAP, WINDOW, prefix_of, windows
from extract.judge.model import JudgeModel, load_judge


@pytest.fixture(scope="module")
def judge() -> JudgeModel:
    return load_judge()


@given(st.integers(min_value=0, max_value=5 * WINDOW))
def test_windows_cover_a_text_and_share_what_they_must(length: int) -> None:
    found = windows(length)
    assert found[0][0] == 0
    assert found[-1][1] == length
    for (_, end), (start, _) in itertools.pairwise(found):
        assert end - start == OVERLAP or end == length
    assert all(end - start <= WINDOW for start, end in found)


def test_a_paragraph_longer_than_a_window_has_a_vector_for_every_piece(judge: JudgeModel) -> None:
    text = " ".join(f"In district {number} the Fund taught clerks to file." for number in range(120))
    found = judge.encoder.encode(text, "The Fund")
    assert len(found.vectors) == len(found.starts) > WINDOW
    assert np.abs(found.vectors).sum(axis=1).min() > 0
    assert text[found.starts[-2] : found.ends[-2]] == "file"


def test_the_same_paragraph_has_the_same_vectors_in_any_company(judge: JudgeModel) -> None:
    text = "The Fund taught 30 clerks to file."
    alone = judge.encoder.encode(text, "The Fund").vectors
    judge.encoder.encode("Something else was read in between, about bees and honey.", "")
    assert np.array_equal(alone, judge.encoder.encode(text, "The Fund").vectors)


def test_an_empty_text_has_no_pieces(judge: JudgeModel) -> None:
    assert len(judge.encoder.encode("", "").starts) == 0


def test_the_header_stands_before_the_paragraph() -> None:
    assert prefix_of("The Fund", "Results") == "The Fund . Results"
    assert prefix_of(None, None) == ""
