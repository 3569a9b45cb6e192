"""Learning from decisions: what people settled changes the last layer, and gold holds it back."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.training.calibrate import best_threshold, expected_calibration_error, platt
from extract.training.refit import Examples, refit

WIDTH = 4


def _examples(hidden: list[list[float]], classes: list[int]) -> Examples:
    return Examples(np.array(hidden, dtype=np.float64).reshape(-1, WIDTH), np.array(classes, dtype=np.int64))


def test_decisions_that_contradict_the_layer_turn_it() -> None:
    weight, bias = np.array([[2.0, 0, 0, 0]]), np.array([0.0])
    gold = _examples([[1, 0, 0, 0], [-1, 0, 0, 0]] * 20, [1, 0] * 20)
    decided = _examples([[1, 1, 0, 0]] * 30, [0] * 30)
    found = refit(weight, bias, gold, decided)
    assert found.decided == (0, 30, 30)
    assert found.gold[1] == found.gold[0] == 40


def test_a_layer_of_several_classes_learns_too() -> None:
    weight, bias = np.zeros((4, WIDTH)), np.zeros(4)
    decided = _examples([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]] * 25, [0, 1, 2, 3] * 25)
    assert refit(weight, bias, _examples([], []), decided).decided[1] == 100


def test_nothing_decided_leaves_the_layer_about_as_it_was() -> None:
    weight, bias = np.array([[2.0, 0, 0, 0]]), np.array([0.0])
    gold = _examples([[1, 0, 0, 0], [-1, 0, 0, 0]], [1, 0])
    found = refit(weight, bias, gold, _examples([], []))
    assert np.abs(found.weight - weight).max() < 0.5
    assert found.decided == (0, 0, 0)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(-6, 6), st.integers(0, 1)), min_size=1, max_size=60))
def test_calibration_and_threshold_stay_within_bounds(rows: list[tuple[float, int]]) -> None:
    logits, right = np.array([a for a, _ in rows]), np.array([float(b) for _, b in rows])
    slope, intercept = platt(logits, right)
    sure = 1 / (1 + np.exp(-(slope * logits + intercept)))
    assert 0 <= expected_calibration_error(sure, right) <= 1
    assert 0 <= best_threshold(sure, right) <= 1


def test_confidence_that_always_holds_has_no_calibration_error() -> None:
    assert expected_calibration_error(np.array([1.0, 1.0, 0.0]), np.array([1.0, 1.0, 0.0])) == 0
