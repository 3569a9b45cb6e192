"""The globally best one-to-one assignment between two lists, the same whichever list comes first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, min_weight_full_bipartite_matching

# Groups of candidates up to this many are solved as a full table, larger ones as a sparse graph: both give the best sum.
_DENSE = 400

# A pair right at the threshold beats no pair.
_HAIR = 1e-9

Scored = tuple[int, int, float]
Table = NDArray[np.floating[Any]]


def best_in_table(table: Table, threshold: float) -> list[tuple[int, int]]:
    """As ``best_pairs``, for the likeness of every left (row) with every right (column)."""
    gains = np.where(table >= threshold, table - threshold + _HAIR, 0.0)
    rows, columns = linear_sum_assignment(gains, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if gains[i, j] > 0]


def best_pairs(scored: Iterable[Scored], threshold: float, swap: bool = False) -> list[tuple[int, int]]:
    """One-to-one pairs of ``(left, right, score)`` candidates with the greatest sum of what each is above ``threshold``.

    Candidates below the threshold are left out; so nothing is paired that is not alike, and one excellent pair beats two poor
    ones. ``swap`` solves it from the other side: where several assignments are equally good, whoever asks from A to B and
    from B to A must get the same, so callers give ``swap`` by a fixed order of the two lists.
    """
    edges = [(left, right, score - threshold + _HAIR) for left, right, score in scored if score >= threshold]
    if not edges:
        return []
    if swap:
        edges = [(right, left, gain) for left, right, gain in edges]
    # Solved in the order of the indexes, whatever order the candidates came in.
    edges.sort()
    found = sorted(pair for group in _groups(edges) for pair in _solved(group))
    return sorted((right, left) for left, right in found) if swap else found


def _groups(edges: list[Scored]) -> list[list[Scored]]:
    """The candidates parted into groups that share no member: each can be solved alone."""
    lefts = {left: number for number, left in enumerate(sorted({edge[0] for edge in edges}))}
    rights = {right: number for number, right in enumerate(sorted({edge[1] for edge in edges}), len(lefts))}
    size = len(lefts) + len(rights)
    rows = [lefts[left] for left, _, _ in edges]
    columns = [rights[right] for _, right, _ in edges]
    _, label = connected_components(csr_array((np.ones(len(edges)), (rows, columns)), shape=(size, size)), directed=False)
    groups: dict[int, list[Scored]] = {}
    for row, edge in zip(rows, edges, strict=True):
        groups.setdefault(int(label[row]), []).append(edge)
    return list(groups.values())


def _solved(edges: list[Scored]) -> list[tuple[int, int]]:
    if len(edges) == 1:
        return [edges[0][:2]]
    lefts = sorted({left for left, _, _ in edges})
    rights = sorted({right for _, right, _ in edges})
    row = {left: number for number, left in enumerate(lefts)}
    column = {right: number for number, right in enumerate(rights)}
    cells = [(row[left], column[right], gain) for left, right, gain in edges]
    solve = _dense if max(len(lefts), len(rights)) <= _DENSE else _sparse
    return [(lefts[i], rights[j]) for i, j in solve(cells, len(lefts), len(rights))]


def _dense(cells: list[Scored], height: int, width: int) -> list[tuple[int, int]]:
    table = np.full((height, width), -1.0)
    for i, j, gain in cells:
        table[i, j] = gain
    return best_in_table(table, 0.0)


def _sparse(cells: list[Scored], height: int, width: int) -> list[tuple[int, int]]:
    """Each left also gets a right of its own that stands for "none", so that a full matching always exists."""
    rows = [i for i, _, _ in cells] + list(range(height))
    columns = [j for _, j, _ in cells] + list(range(width, width + height))
    # The solver takes no zero weights: a constant is added to every one, which changes no order.
    costs = [2.0 - gain for _, _, gain in cells] + [2.0] * height
    graph = csr_array((costs, (rows, columns)), shape=(height, width + height))
    found = zip(*min_weight_full_bipartite_matching(graph), strict=True)
    return [(int(i), int(j)) for i, j in found if j < width]
