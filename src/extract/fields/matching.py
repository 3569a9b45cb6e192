"""Which values are the same value: between two outputs (diff), and between what was decided and what the machine gives.

(Gold is matched by the same names: ``extract.fields.gold``.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from extract.fields.field import Field, Plain, V
from extract.fields.value import plain
from extract.language.mention import Mention
from extract.language.sentences import sentence_at
from extract.language.similarity import similarity

Matched = list[tuple[int | None, int | None]]
# Equal identity and place; equal identity; the same words of the text; what the person said instead.
SAME, ALIKE, OVERLAPPING, SETTLED = range(4)


def rank(field: Field[Any], decided: Plain, value: Plain) -> int | None:
    """How surely ``value`` is the one that was decided upon (the lower the surer); None where it is another."""
    if field.key(decided) == field.key(value):
        return SAME
    if field.elsewhere(decided, value):
        return ALIKE
    return OVERLAPPING if same_words(decided, value) and field.overlapping(decided, value) else None


def same_words(one: Plain, other: Plain) -> bool:
    """Whether a mention of each shares characters of the text."""
    return any(
        a["start"] < b["end"] and b["start"] < a["end"] for a in one.get("mentions", ()) for b in other.get("mentions", ())
    )


@dataclass(frozen=True, slots=True)
class _Where:
    """Where two values stand (see ``extract.fields.field.Where``)."""

    texts: tuple[str, str]
    mentions: tuple[Sequence[Mention], Sequence[Mention]]

    @property
    def same_text(self) -> bool:
        return self.texts[0] == self.texts[1]

    @property
    def overlapping(self) -> bool:
        return any(a.start < b.end and b.start < a.end for a in self.mentions[0] for b in self.mentions[1])

    def sentences_alike(self) -> float:
        one, other = (_sentence(text, said) for text, said in zip(self.texts, self.mentions, strict=True))
        return similarity(one, other)


def _sentence(text: str, mentions: Sequence[Mention]) -> str:
    return text[slice(*sentence_at(text, mentions[0].start))] if mentions else text


def matched(field: Field[V], left: Sequence[V], right: Sequence[V], texts: tuple[str, str]) -> Matched:
    """Indexes of the values that are one, first by what names them, then by the best assignment; None where a side has none.

    ``texts`` are the paragraphs of both sides. In the order of the right list, the left one's in between.
    """
    pairs: list[tuple[int, int]] = []
    names = [[list(field.names(value)) for value in values] for values in (left, right)]
    for level in range(max((len(one) for side in names for one in side), default=0)):
        pairs += _equal(names, level, pairs)
    taken_left, taken_right = {i for i, _ in pairs}, {j for _, j in pairs}
    lefts = [i for i in range(len(left)) if i not in taken_left]
    rights = [j for j in range(len(right)) if j not in taken_right]
    if lefts and rights:
        from extract.language.assign import best_pairs  # SciPy, which only a comparison needs

        swap = _order(left, lefts, texts[0]) > _order(right, rights, texts[1])
        scored = [(i, j, _likeness(field, left[i], right[j], texts)) for i in lefts for j in rights]
        pairs += best_pairs(scored, field.least_alike, swap)
    return _in_order(pairs, len(left), len(right))


def _likeness(field: Field[V], one: V, other: V, texts: tuple[str, str]) -> float:
    return field.likeness(one, other, _Where(texts, (one.mentions, other.mentions)))


def _equal(
    names: Sequence[Sequence[Sequence[tuple[object, ...]]]], level: int, pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Pairs that share a name of this level, where the name stands for one value only on both sides."""
    sides: list[dict[object, set[int]]] = []
    for side, taken in zip(names, ({i for i, _ in pairs}, {j for _, j in pairs}), strict=True):
        named: dict[object, set[int]] = {}
        for index, levels in enumerate(side):
            if index not in taken and level < len(levels):
                for name in levels[level]:
                    named.setdefault(name, set()).add(index)
        sides.append(named)
    met = {(*sides[0][n], *sides[1][n]) for n in sides[0].keys() & sides[1].keys() if len(sides[0][n]) == len(sides[1][n]) == 1}
    for i, j in sorted(met):
        if sum(one == i for one, _ in met) == sum(other == j for _, other in met) == 1:
            yield i, j


def _in_order(pairs: Sequence[tuple[int, int]], lefts: int, rights: int) -> Matched:
    of_right = {j: i for i, j in pairs}
    of_left = dict(pairs)
    found: Matched = []
    done = 0
    for j in range(rights):
        i = of_right.get(j)
        if i is not None:
            found += [(k, None) for k in range(done, i) if k not in of_left]
            done = max(done, i + 1)
        found.append((i, j))
    return found + [(k, None) for k in range(done, lefts) if k not in of_left]


def _order(values: Sequence[Any], indexes: Sequence[int], text: str) -> list[str]:
    return [repr(plain(values[index])) for index in indexes] + [text]
