"""Bootstrap confidence intervals: how far a figure would move on other paragraphs of the same kind."""

from __future__ import annotations

from collections.abc import Sequence

from extract.evaluate.score import figures, shares
from extract.fields.gold import Sheet

# Fixed, so that the same records give the same interval.
_SEED = 20_251
_LEVEL = 0.95


def intervals(sheets: Sequence[Sheet], samples: int = 2000) -> dict[str, tuple[float, float]]:
    """The percentile bootstrap's 95% interval of each field's F1 (of a share: the share), paragraphs drawn with replacement."""
    import numpy as np

    names = (*figures(), *shares())
    counts = np.array(
        [[(t.hit, t.found, t.gold) for t in (sheet.tallies[name] for name in names)] for sheet in sheets], dtype=np.int64
    )
    generator = np.random.default_rng(_SEED)
    drawn = np.empty((samples, len(names)))
    for number in range(samples):
        hit, found, gold = counts[generator.integers(0, len(sheets), len(sheets))].sum(axis=0).T
        # F1 of sums is 2 hit / (found + gold); where there is nothing to find and nothing found, all is right.
        drawn[number] = np.where(found + gold > 0, 2 * hit / np.maximum(found + gold, 1), 1.0)
    low, high = np.quantile(drawn, [(1 - _LEVEL) / 2, (1 + _LEVEL) / 2], axis=0)
    return {name: (float(low[i]), float(high[i])) for i, name in enumerate(names)}
