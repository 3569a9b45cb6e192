"""Numbers of lines in a page's margin, which are no part of the lines beside them."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from extract.reading.pdf.characters import Run

# So many numbers, one below another and counting on, make a margin's: every fifth line is numbered, or each.
_FIFTHS, _EACH = 3, 8


def without_line_numbers(runs: Sequence[Run]) -> list[Run]:
    """The runs of a page without those that number its lines: bare numbers at the text's left, in steps of five or of one."""
    columns: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        if run.text.strip().isdigit() and len(run.text.strip()) < 4:
            columns[round(run.right / 3)].append(run)
            columns[round(run.left / 3) - 100_000].append(run)  # numbers may be set flush left as well
    gone: set[int] = set()
    text = [run.left for run in runs if len(run.text) > 20]
    for column in columns.values():
        ordered = sorted(column, key=lambda run: -run.base)
        if len(ordered) < _FIFTHS or not text or max(run.right for run in ordered) > median(text) + 1:
            continue
        values = [int(run.text) for run in ordered]
        steps = {after - before for before, after in itertools.pairwise(values)}
        if (steps == {5} and values[0] % 5 == 0) or (steps == {1} and len(values) >= _EACH and _even(ordered)):
            gone |= {id(run) for run in ordered}
    return [run for run in runs if id(run) not in gone]


def _even(runs: Sequence[Run]) -> bool:
    """Whether runs stand evenly one below the other, as lines do and numbered paragraphs do not."""
    gaps = [above.base - below.base for above, below in itertools.pairwise(runs)]
    return max(gaps) < 1.3 * median(gaps) and median(gaps) < 3 * runs[0].size
