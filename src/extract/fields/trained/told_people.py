"""A number of people, and how what is told of its women and men is put to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Token

from extract.fields.trained.sex_statements import Statement
from extract.fields.trained.sexes import Sexes, share_of
from extract.language.mention import Mention
from extract.language.numbers import Number, Qualifier

_IN_LIST = re.compile(r",? (?:and|as well as) (?:another |a further )?|, ")
_SIDE_BY_SIDE = re.compile(r",? (?:and|&) |, ")


@dataclass(frozen=True, slots=True)
class People:
    """A number of people in the text.

    ``start`` is where the number begins with the words for how it is meant; ``group_start``/``group_end`` the group's span;
    ``end`` is behind the group and what is said of its women and men. ``head`` is the noun that is counted. ``known`` where a
    list knows it as people; ``bare`` where the number stands without a noun for people named before; ``sex_only`` where the
    group is nothing but women, men, girls or boys; ``told_start`` and ``told_end`` are the span of women and men told further on (0: none). ``labelled``
    where it is a figure told behind a label that says who learned, and ``planned`` where that figure was a target. Offsets are
    of the paragraph's text, half-open. ``women``, ``girls``, ``men`` and ``boys`` are given where the text tells them apart
    (``female`` and ``male`` are their sums), ``female_share`` (0 to 1) where it gives a share.
    """

    start: int
    number: Number
    qualifier: Qualifier
    group_start: int
    group_end: int
    end: int
    head: Token | None
    known: bool
    bare: bool = False
    sex_only: bool = False
    female: int | None = None
    male: int | None = None
    women: int | None = None
    girls: int | None = None
    men: int | None = None
    boys: int | None = None
    female_share: float | None = None
    sexes: Sexes | None = None
    told_start: int = 0
    told_end: int = 0
    fired: tuple[Mention, ...] = ()
    labelled: bool = False
    planned: bool = False

    @property
    def begin(self) -> int:
        """Where the number or its group begins, whichever comes first ("youth 1,377")."""
        return self.start if self.bare else min(self.start, self.group_start)

    @property
    def behind(self) -> int:
        """Where what is said of the people goes on: behind their women and men, where those stand right behind the group."""
        apart = self.sexes is not None and self.sexes.start > self.text_end + 2
        return self.text_end if apart else self.end

    @property
    def text_end(self) -> int:
        """Where the number and its group end, whichever comes last (the number, where the group stands before it)."""
        return max(self.number.end, self.group_end) if self.group_end > self.start else self.number.end


def ends_list(text: str, found: list[People]) -> bool:
    """Whether the last of the numbers ends a list, so that women told behind it may be those of the whole list."""
    return len(found) > 1 and _IN_LIST.fullmatch(text[found[-2].end : found[-1].start]) is not None


def without_unsure_sexes(text: str, found: list[People]) -> list[People]:
    """Women and men that may be those of a whole list, not of its last number: "20 clerks and 30 cooks, of whom 12 were women"."""
    kept: list[People] = []
    for one in found:
        unsure = ends_list(text, [*kept, one]) and one.sexes is not None and not one.sexes.in_brackets and not kept[-1].sex_only
        kept.append(replace(one, female=None, male=None) if unsure else one)
    return kept


def merged(text: str, found: list[People]) -> list[People]:
    """Women and men that stand side by side as one number of people ("31 women and 4 men")."""
    kept: list[People] = []
    for one in found:
        before = kept[-1] if kept else None
        joined = before is not None and _SIDE_BY_SIDE.fullmatch(text, before.end, one.start)
        one_head = before is not None and not one.bare and _head(before) == _head(one)
        is_pair = before is not None and (one_head or (before.sex_only and one.sex_only))
        if before and joined and is_pair and _told_apart(before, one):
            kept[-1] = _joined(before, one)
        else:
            kept.append(one)
    return kept


def _joined(before: People, one: People) -> People:
    told = [statement_of(people).told for people in (before, one)]
    both = {kind: value for some in told for kind, value in some.items()}
    value = before.number.value + one.number.value
    made = with_statement(before, Statement(before.start, one.end, both))
    return replace(
        made,
        number=replace(before.number, value=value),
        group_start=before.number.start,
        group_end=one.group_end,
        end=one.end,
        female=_sum(before.female, one.female),
        male=_sum(before.male, one.male),
    )


def _told_apart(before: People, one: People) -> bool:
    """Whether two numbers count different sexes, or women and girls, or men and boys."""
    kinds = [set(statement_of(people).told) for people in (before, one)]
    return bool(kinds[0] and kinds[1]) and not kinds[0] & kinds[1] and not (kinds[0] | kinds[1] > {"female", "women"})


def with_stated(people: People, stated: Sexes | None) -> People:
    """People with what is stated of their women and men right behind them."""
    return (
        replace(with_statement(people, stated.statement), sexes=stated, end=max(stated.end, people.end)) if stated else people
    )


def with_statement(people: People, stated: Statement) -> People:
    """People with a statement's women and men."""
    told = stated.told
    return replace(
        people,
        women=told.get("women"),
        girls=told.get("girls"),
        men=told.get("men"),
        boys=told.get("boys"),
        female=stated.female if told else people.female,
        male=stated.male if told else people.male,
        female_share=share_of(stated),
    )


def statement_of(people: People) -> Statement:
    """What is known of the women and men of people, as a statement."""
    apart = {"women": people.women, "girls": people.girls, "men": people.men, "boys": people.boys}
    told = {kind: value for kind, value in apart.items() if value is not None}
    if people.female is not None and not told.keys() & {"women", "girls"}:
        told["female"] = people.female
    if people.male is not None and not told.keys() & {"men", "boys"}:
        told["male"] = people.male
    return Statement(people.start, people.end, told)


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None and other is None else (one or 0) + (other or 0)


def _head(people: People) -> int:
    return people.head.i if people.head is not None else -1
