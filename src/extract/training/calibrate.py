"""From logits to probabilities that hold: one slope and one intercept a head (Platt 1999), fitted on paragraphs not trained on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Doubles = NDArray[np.float64]
_BINS = 10


def platt(logits: Doubles, right: Doubles) -> tuple[float, float]:
    """The slope and intercept under which ``right`` (0 or 1) is likeliest; a slight pull to slope 1 keeps few labels from extremes."""

    def loss(given: Doubles) -> float:
        margin = given[0] * logits + given[1]
        return float(np.sum(np.logaddexp(0, margin) - right * margin) + 0.5 * (given[0] - 1) ** 2)

    found = minimize(loss, np.array([1.0, 0.0]), method="L-BFGS-B").x
    return round(float(found[0]), 4), round(float(found[1]), 4)


def expected_calibration_error(probabilities: Doubles, right: Doubles, bins: int = _BINS) -> float:
    """How far confidence and truth lie apart on average (Naeini et al. 2015): over bins of equal width, weighted by their size."""
    if not len(probabilities):
        return 0.0
    place = np.minimum((probabilities * bins).astype(int), bins - 1)
    error = 0.0
    for one in range(bins):
        inside = place == one
        if inside.any():
            error += inside.mean() * abs(probabilities[inside].mean() - right[inside].mean())
    return float(error)


def best_threshold(probabilities: Doubles, right: Doubles, missed: int = 0) -> float:
    """The probability from which taking candidates gives the best F1; ``missed`` are right ones that are no candidate."""
    order = np.argsort(-probabilities, kind="stable")
    hits = np.cumsum(right[order])
    taken = np.arange(1, len(order) + 1)
    scores = 2 * hits / (taken + right.sum() + missed)
    best = int(np.argmax(scores))
    following = probabilities[order[best + 1]] if best + 1 < len(order) else 0.0
    return round(float((probabilities[order[best]] + following) / 2), 3)
