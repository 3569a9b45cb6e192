"""How good logits are on annotated paragraphs that they were not trained on, and what calibration and thresholds fit them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.training.calibrate import best_threshold, expected_calibration_error, platt
from extract.training.dataset import Labelled

Doubles = NDArray[np.float64]
Logits = Mapping[str, NDArray[np.float32]]
Answers = Mapping[tuple[str, str], Logits]


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found for a head: slope and intercept, the threshold of best F1, precision, recall, F1 and calibration error there.

    The error is measured on one half of the reports with the calibration of the other half.
    """

    head: str
    calibration: tuple[float, float]
    threshold: float
    precision: float
    recall: float
    f1: float
    calibration_error: float
    candidates: int


def measured(data: Sequence[Labelled], answers: Answers) -> list[Measured]:
    """The figures for the heads that accept candidates: learned, and partner (of whatever role)."""
    found = []
    for head, pairs, missed in (
        ("learned", list(_learned(data, answers)), sum(len(one.people_labels.missed) for one in data if one.people_labels)),
        (
            "partner",
            list(_partners(data, answers)),
            sum(len(one.organization_labels.missed) for one in data if one.organization_labels),
        ),
    ):
        groups = np.array([group for group, _, _ in pairs])
        logits = np.array([logit for _, logit, _ in pairs])
        right = np.array([answer for _, _, answer in pairs], dtype=np.float64)
        slope, intercept = platt(logits, right)
        sure = _sigmoid(slope * logits + intercept)
        threshold = best_threshold(sure, right, missed)
        taken = sure >= threshold
        hits = float(right[taken].sum())
        precision = hits / max(1, int(taken.sum()))
        recall = hits / max(1.0, float(right.sum()) + missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        error = _crossed_error(groups, logits, right)
        found.append(Measured(head, (slope, intercept), threshold, precision, recall, f1, error, len(pairs)))
    return found


def _crossed_error(groups: NDArray[np.int64], logits: Doubles, right: Doubles) -> float:
    """The calibration error of each half of the reports under the calibration of the other, averaged."""
    half = groups % 2 == 0
    errors = []
    for one in (half, ~half):
        if one.any() and (~one).any():
            slope, intercept = platt(logits[~one], right[~one])
            errors.append(expected_calibration_error(_sigmoid(slope * logits[one] + intercept), right[one]))
    return float(np.mean(errors)) if errors else 0.0


def _sigmoid(margin: Doubles) -> Doubles:
    found: Doubles = 1 / (1 + np.exp(-margin))
    return found


def _numbered(data: Iterable[Labelled]) -> Iterator[tuple[int, Labelled]]:
    numbers: dict[str, int] = {}
    for one in data:
        yield numbers.setdefault(one.group, len(numbers)), one


def _learned(data: Sequence[Labelled], answers: Answers) -> Iterator[tuple[int, float, int]]:
    for group, one in _numbered(data):
        logits = answers.get((one.source, one.id))
        if one.people_labels is None or logits is None or "learned" not in logits:
            continue
        for right, logit in zip(one.people_labels.learned, logits["learned"], strict=False):
            if right >= 0:
                yield group, float(logit), right


def _partners(data: Sequence[Labelled], answers: Answers) -> Iterator[tuple[int, float, int]]:
    for group, one in _numbered(data):
        logits = answers.get((one.source, one.id))
        if one.organization_labels is None or logits is None or "role" not in logits:
            continue
        for roles, row in zip(one.organization_labels.roles, logits["role"].astype(np.float64), strict=False):
            if roles is not None:
                yield group, float(np.logaddexp.reduce(row[1:]) - row[0]), int(bool(roles))
