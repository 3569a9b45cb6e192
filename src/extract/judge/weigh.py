"""The heads: from vectors and features to logits, in numpy, so that nothing but the encoder needs a runtime."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from extract.judge.case import Floats, OrganizationCase, OrganizationScores, PeopleCase, PeopleScores
from extract.judge.encode import Encoding

Weights = Mapping[str, Floats]
# The constants of the error function's approximation by Abramowitz and Stegun (7.1.26): accurate to 1.5e-7.
_P = 0.3275911
_A = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)


def weigh_people(weights: Weights, encoding: Encoding, case: PeopleCase) -> PeopleScores:
    """The logits for the numbers of people of a paragraph."""
    words = np.stack(
        [
            np.concatenate([encoding.mean(number), encoding.mean(group), encoding.mean(sentence)])
            for number, group, sentence in zip(case.numbers, case.groups, case.sentences, strict=True)
        ]
    )
    hidden = _gelu(_linear(weights, "people", np.concatenate([words, case.features], axis=1)))
    return PeopleScores(
        learned=_linear(weights, "learned", hidden)[:, 0],
        planned=_linear(weights, "planned", hidden)[:, 0],
        activity=_linear(weights, "activity", hidden),
        cumulative=_linear(weights, "cumulative", hidden)[:, 0],
        pairs=_pairs(weights, hidden, case),
        countries=_countries(weights, encoding, hidden, case),
        hidden=hidden,
    )


def _pairs(weights: Weights, hidden: Floats, case: PeopleCase) -> Floats:
    if not case.pairs:
        return np.zeros(0, dtype=np.float32)
    part = [one for one, _ in case.pairs]
    whole = [other for _, other in case.pairs]
    given = np.concatenate([hidden[part], hidden[whole], case.pair_features], axis=1)
    return _linear(weights, "part", _gelu(_linear(weights, "pair", given)))[:, 0]


def _countries(weights: Weights, encoding: Encoding, hidden: Floats, case: PeopleCase) -> Floats:
    count, several = len(case.numbers), len(case.countries)
    if not several:
        return np.zeros((count, 0), dtype=np.float32)
    width = encoding.vectors.shape[1]
    named = np.stack(
        [
            np.mean([encoding.mean(span) for span in spans], axis=0) if spans else np.zeros(width, dtype=np.float32)
            for spans in case.countries
        ]
    )
    given = np.concatenate(
        [np.repeat(hidden[:, None], several, axis=1), np.repeat(named[None], count, axis=0), case.country_features], axis=2
    ).astype(np.float32)
    return _linear(weights, "country", _gelu(_linear(weights, "place", given)))[:, :, 0]


def weigh_organizations(weights: Weights, encoding: Encoding, case: OrganizationCase) -> OrganizationScores:
    """The logits for the organizations of a paragraph."""
    words = []
    for spans, sentence in zip(case.mentions, case.sentences, strict=True):
        means = [encoding.mean(span) for span in spans]
        words.append(np.concatenate([np.mean(means, axis=0), encoding.mean(sentence), means[0]]))
    hidden = _gelu(_linear(weights, "organization", np.concatenate([np.stack(words), case.features], axis=1)))
    return OrganizationScores(roles=_linear(weights, "role", hidden), hidden=hidden)


def _linear(weights: Weights, name: str, given: Floats) -> Floats:
    found: Floats = (given @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]).astype(np.float32)
    return found


def _gelu(given: Floats) -> Floats:
    """x·Φ(x), the Gaussian error linear unit (Hendrycks and Gimpel 2016)."""
    size = np.abs(given) / math.sqrt(2)
    step = 1.0 / (1.0 + _P * size)
    tail = step * (_A[0] + step * (_A[1] + step * (_A[2] + step * (_A[3] + step * _A[4])))) * np.exp(-size * size)
    found: Floats = (0.5 * given * (1.0 + np.sign(given) * (1.0 - tail))).astype(np.float32)
    return found
