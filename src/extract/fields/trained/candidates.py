"""All stated numbers of a paragraph as candidates: those with a group of people, and every other one that may stand for people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from extract.fields.trained.groups import Group
from extract.fields.trained.people import People, PeopleFinder
from extract.fields.trained.scene import Scene
from extract.language.mention import Mention
from extract.language.numbers import Number, meant, numbers

_NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "PUNCT", "NUM", "PART", "SYM"})
_MARKS = frozenset({"-", "–", "/", "’s", "'s", "&", "of"})
# What stands between a label and its figure.
_LABEL = re.compile(r"(?:\s*[(:=|–—;-]\s*|\s+were\s+|\s+was\s+)(?:[nN]\s?=\s?|a total of |some |about |over )?$")
_LONGEST = 12


def count_mentions(scene: Scene, finder: PeopleFinder) -> list[People]:
    """The candidates in order of place: none is dropped but numbers that are stated as the women or men of another."""
    found = finder.find(scene)
    taken = [(one.begin, max(one.end, one.text_end)) for one in found]
    taken += [(one.told_start, one.told_end) for one in found]
    for number in numbers(scene.text, finder.rules.number_words):
        if any(start <= number.start < end for start, end in taken):
            continue
        found.append(_unclaimed(scene, number, found, finder))
    return sorted(found, key=lambda one: one.number.start)


def _unclaimed(scene: Scene, number: Number, found: Sequence[People], finder: PeopleFinder) -> People:
    """A number that no rule knows as one of people: with the noun behind it, else its label's, else the people told of before."""
    qualifier, hedge, start = meant(scene.text, number, finder.rules.hedges)
    fired = (Mention(start, number.end, scene.text[start : number.end], hedge.rule),) if hedge else ()
    sentence = scene.sentence(number.start)
    group = _behind(scene, number.end, sentence[1]) or _label(scene, number.start, sentence[0])
    bare = group is None
    if group is None:
        before = [one for one in found if one.start < number.start and one.head is not None and not one.bare]
        if before and before[-1].head is not None:
            group = Group(before[-1].group_start, before[-1].group_end, before[-1].head, before[-1].known)
    at = (group.start, group.end) if group else (number.end, number.end)
    return People(
        start=start,
        number=number,
        qualifier=qualifier,
        group_start=at[0],
        group_end=at[1],
        end=number.end if bare else max(number.end, at[1]),
        head=group.head if group else None,
        known=False,
        bare=bare,
        fired=fired,
    )


def _behind(scene: Scene, at: int, end: int) -> Group | None:
    """The noun phrase that begins right behind a number, up to its first noun that no other noun follows."""
    tokens = scene.tokens(at, end)[:_LONGEST]
    first: Token | None = None
    last: Token | None = None
    for token in tokens:
        if token.is_space:
            continue
        if token.pos_ in _NOUNS:
            first, last = first or token, token
        elif last is not None and token.text not in _MARKS - {"of"}:
            break
        elif token.pos_ in _INSIDE - {"PUNCT"} or token.tag_ in {"VBN", "VBG"} or token.text in _MARKS:
            first = first or token
        else:
            return None
    if first is None or last is None:
        return None
    return Group(first.idx, last.idx + len(last), last, False)


def _label(scene: Scene, at: int, start: int) -> Group | None:
    """The noun phrase right before a colon, bracket or bar that leads to a number."""
    found = _LABEL.search(scene.text, max(start, at - 24), at)
    if not found:
        return None
    tokens = [token for token in scene.tokens(start, found.start()) if not token.is_space]
    last = len(tokens) - 1
    while last >= 0 and tokens[last].pos_ not in _NOUNS:
        last -= 1
    if last < 0 or len(tokens) - last > _LONGEST:
        return None
    first = last
    while first > 0 and tokens[first - 1].pos_ in _NOUNS | {"ADJ"}:
        first -= 1
    return Group(tokens[first].idx, tokens[last].idx + len(tokens[last]), tokens[last], False)
