"""Learns from reviewers: refits the heads' last layers on the encoder's frozen output, without torch, in seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Doubles = NDArray[np.float64]
# A decision of a reviewer counts as much as this many annotated candidates; the weights are pulled to those before by this much.
DECISION_WEIGHT, PULL = 3.0, 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Candidates as the last layer sees them: ``hidden`` (n, h) and the right class of each (0 …)."""

    hidden: Doubles
    classes: NDArray[np.int64]

    def joined(self, other: Examples) -> Examples:
        """These examples and others."""
        return Examples(np.concatenate([self.hidden, other.hidden]), np.concatenate([self.classes, other.classes]))


@dataclass(frozen=True, slots=True)
class Refitted:
    """A layer's new weights, and how many of the annotated and of the decided candidates it gets right before and after."""

    weight: Doubles
    bias: Doubles
    gold: tuple[int, int, int]
    decided: tuple[int, int, int]


def refit(weight: Doubles, bias: Doubles, gold: Examples, decided: Examples) -> Refitted:
    """The layer refitted on gold and decisions. ``weight`` is (k, h), k being 1 for a yes or no, else the number of classes."""
    both = gold.joined(decided)
    share = np.concatenate([np.ones(len(gold.classes)), np.full(len(decided.classes), DECISION_WEIGHT)])
    start = np.concatenate([weight, bias[:, None]], axis=1)
    given = np.concatenate([both.hidden, np.ones((len(both.hidden), 1))], axis=1)

    def loss(flat: Doubles) -> tuple[float, Doubles]:
        layer = flat.reshape(start.shape)
        value, slope = _loss(given @ layer.T, both.classes, share)
        away = layer - start
        gradient = slope.T @ given + PULL * away
        return value + 0.5 * PULL * float(np.sum(away * away)), gradient.ravel()

    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x.reshape(start.shape)
    new_weight, new_bias = found[:, :-1], found[:, -1]
    return Refitted(
        new_weight,
        new_bias,
        (_right(weight, bias, gold), _right(new_weight, new_bias, gold), len(gold.classes)),
        (_right(weight, bias, decided), _right(new_weight, new_bias, decided), len(decided.classes)),
    )


def _loss(logits: Doubles, classes: NDArray[np.int64], share: Doubles) -> tuple[float, Doubles]:
    if logits.shape[1] == 1:
        margin = logits[:, 0]
        value = np.logaddexp(0, margin) - classes * margin
        slope = (1 / (1 + np.exp(-margin)) - classes)[:, None]
    else:
        likely = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
        rows = np.arange(len(classes))
        value = -likely[rows, classes]
        slope = np.exp(likely)
        slope[rows, classes] -= 1
    return float(np.sum(share * value)), slope * share[:, None]


def _right(weight: Doubles, bias: Doubles, some: Examples) -> int:
    if not len(some.classes):
        return 0
    logits = some.hidden @ weight.T + bias
    chosen = (logits[:, 0] > 0).astype(np.int64) if logits.shape[1] == 1 else np.argmax(logits, axis=1)
    return int(np.sum(chosen == some.classes))


def layers() -> Mapping[str, str]:
    """The layers that are refitted, and whose candidates each judges."""
    return {"learned": "people", "role": "organizations"}
