"""Nobody twice in one paragraph: the same people told of again, and numbers that add up to a total beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.fields.trained.people_verdict import PeopleVerdict
from extract.language.view import ParagraphView

_AGAIN, _WHOLE = "again", "whole"
# A word that points back ("all", "these", "the") stands at most so many tokens before the number.
_NEAR = 2
# A total has at most so many parts, and is at least this large: small numbers add up by chance.
_MOST_PARTS, _LEAST_TOTAL = 12, 10


def without_repeats(view: ParagraphView, verdicts: Sequence[PeopleVerdict]) -> list[PeopleVerdict]:
    """The verdicts, with a number refused that a word points back to the same number of the same people in an earlier sentence."""
    found: list[PeopleVerdict] = []
    for one in verdicts:
        told = next(
            (cue for cue in one.evidence if cue.cue.speaks_for == _AGAIN and _points(one, cue.hit.end, cue.distance)), None
        )
        earlier = [other for other in found if other.accepted and _same_people(view, other, one)]
        if one.accepted and one.final is None and told is not None and earlier:
            found.append(replace(one, accepted=False, repeats=told))
        else:
            found.append(one)
    return found


def _points(one: PeopleVerdict, end: int, distance: int) -> bool:
    return end <= one.people.start and distance <= _NEAR


def _same_people(view: ParagraphView, earlier: PeopleVerdict, later: PeopleVerdict) -> bool:
    same_count = earlier.people.number.value == later.people.number.value
    apart = view.sentence(earlier.people.start) != view.sentence(later.people.start)
    nouns = [one.people.head.lemma_.lower() if one.people.head is not None else "" for one in (earlier, later)]
    return same_count and apart and (nouns[0] == nouns[1] or later.people.bare or not nouns[1])


def with_sums(view: ParagraphView, verdicts: Sequence[PeopleVerdict]) -> list[PeopleVerdict]:
    """The verdicts, with numbers that stand side by side made parts of a number before or behind them that is their sum."""
    accepted = [index for index, one in enumerate(verdicts) if one.accepted]
    found = list(verdicts)
    for place, index in enumerate(accepted):
        total = found[index]
        if total.people.number.value < _LEAST_TOTAL:
            continue
        for run in (accepted[:place][::-1], accepted[place + 1 :]):
            parts = _adding_up(view, found, run, index)
            if parts and not any(found[at].whole is not None for at in parts) and total.whole is None:
                for at in parts:
                    found[at] = replace(found[at], whole=place)
                break
    return found


def _adding_up(view: ParagraphView, verdicts: Sequence[PeopleVerdict], run: Sequence[int], total: int) -> list[int]:
    """The numbers at the beginning of a run that add up to the total: two or more, told near it and in the same way."""
    wanted = verdicts[total]
    parts: list[int] = []
    left = wanted.people.number.value
    for at in run[:_MOST_PARTS]:
        one = verdicts[at]
        far = abs(view.sentence_index(one.people.start) - view.sentence_index(wanted.people.start)) > _NEAR
        if far or one.people.number.value > left:
            return []
        parts.append(at)
        left -= one.people.number.value
        if not left:
            return parts if len(parts) > 1 else []
    return []
