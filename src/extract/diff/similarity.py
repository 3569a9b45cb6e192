"""Which pairs of two long lists of paragraphs are worth comparing at all, and how alike those are, word by word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Indel
from scipy.sparse import csr_array

from extract.language.assign import Scored, Table

# Two paragraphs are taken for one where at least this share of their words stands in both, in the same order. In successive
# editions of a series, true counterparts go down to a third; of two that only share a manner a quarter is the same.
SAME_PARAGRAPH = 0.4
# Every pair is compared up to this many; beyond, those that share rare words (or a printed number).
_ALL_PAIRS = 40_000
# Pairs of words that more paragraphs than this share tell nothing; of the others the rarest of a paragraph are looked up.
_COMMON = 48
_RARE = 12
_NEAREST = 6
_BUCKETS = 1 << 21
_ROWS = 4_096

Words = NDArray[Any]


def few(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether there are so few texts that every pair of them can be compared."""
    return len(left) * len(right) <= _ALL_PAIRS


def likeness(left: Sequence[str], right: Sequence[str], least: float) -> Table:
    """The similarity of every left (row) with every right (column); 0 where it is below ``least``."""
    table: Table = process.cdist(
        left, right, scorer=Indel.normalized_similarity, score_cutoff=least, dtype=np.float64, workers=1
    )
    return table


def similar_pairs(
    left: Sequence[str], right: Sequence[str], least: float, same_place: Iterable[tuple[int, int]] = ()
) -> list[Scored]:
    """``(left, right, similarity)`` of pairs of encoded texts that are at least ``least`` alike.

    Only pairs that share rare pairs of words, and those of ``same_place``, are compared.
    """
    found: list[Scored] = []
    for i, j in sorted({*_sharing_rare_words(left, right), *same_place}):
        score = Indel.normalized_similarity(left[i], right[j], score_cutoff=least)
        if score:
            found.append((i, j, float(score)))
    return found


def _sharing_rare_words(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int]]:
    """For each left the few rights that share most of its rare pairs of neighbouring words."""
    lefts, rights = [_pairs_of_words(text) for text in left], [_pairs_of_words(text) for text in right]
    often = [_spread(lefts), _spread(rights)]
    telling = (often[0] > 0) & (often[1] > 0) & (often[0] <= _COMMON) & (often[1] <= _COMMON)
    rarity = often[0] + often[1]
    rows, columns = _table(lefts, telling, rarity), _table(rights, telling, rarity).T.tocsr()
    for first in range(0, len(left), _ROWS):
        shared = csr_array(rows[first : first + _ROWS] @ columns)
        for row in range(shared.shape[0]):
            start, end = shared.indptr[row], shared.indptr[row + 1]
            near, share = shared.indices[start:end], shared.data[start:end]
            # Most shared first, then the order of the list: the same whatever order the product came in.
            for place in np.lexsort((near, -share))[:_NEAREST]:
                yield first + row, int(near[place])


def _pairs_of_words(text: str) -> Words:
    """Buckets of a text's pairs of neighbouring words, each once."""
    words = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    buckets = (words[:-1] * np.uint64(2654435761) + words[1:] * np.uint64(40503)) % np.uint64(_BUCKETS)
    return np.unique(buckets.astype(np.int32))


def _spread(texts: Sequence[Words]) -> Words:
    """In how many texts each bucket stands."""
    spread = np.zeros(_BUCKETS, dtype=np.int32)
    for buckets in texts:
        spread[buckets] += 1
    return spread


def _table(texts: Sequence[Words], telling: Words, rarity: Words) -> Any:
    """One row a text, one column a bucket: 1 at its rarest telling buckets."""
    indexes: list[Words] = []
    for buckets in texts:
        kept = buckets[telling[buckets]]
        indexes.append(kept[np.lexsort((kept, rarity[kept]))[:_RARE]])
    ends = np.cumsum([0, *map(len, indexes)])
    flat = np.concatenate(indexes) if indexes else np.zeros(0, dtype=np.int32)
    return csr_array((np.ones(len(flat), dtype=np.int32), flat, ends), shape=(len(texts), _BUCKETS))


def in_same_place(left: Sequence[str | None], right: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """Pairs that carry the same printed number, where it stands once on either side."""
    places: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, numbers in enumerate((left, right)):
        for index, number in enumerate(numbers):
            if number is not None:
                places[number][side].append(index)
    for lefts, rights in places.values():
        if len(lefts) == 1 and len(rights) == 1:
            yield lefts[0], rights[0]
