"""Numbers of people: a number, the noun phrase that it counts (the group), and the women and men stated for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from extract.pipeline.numbers import Number, meant, numbers
from extract.pipeline.trained.groups import Group, GroupFinder
from extract.pipeline.trained.rules import TrainedRules
from extract.pipeline.trained.scene import Scene
from extract.pipeline.trained.sexes import Sexes, SexReader
from extract.records.record import Mention, Qualifier

# A number that stands for people named before: "25 of them", "another 19", "85 others", "12 went on".
_STANDS_FOR = re.compile(
    r"(?: of (?:them|these|those|whom|which)\b| others?\b| more\b(?! than)|(?= were\b| was\b| are\b| have\b| had\b| at\b| abroad\b| in\b| \(|[,;.]| and\b| later\b| went\b| graduated\b| to\b))"
)
_LABEL = re.compile(r"(?P<gap>[^.;:()\d|]{0,90}?)\)? ?(?:\(|: ?|[–—-] |\| ?|= ?|, )$")


@dataclass(frozen=True, slots=True)
class People:
    """A number of people in the text.

    ``start`` is where the number begins with the words for how it is meant; ``group_start``/``group_end`` the group's span;
    ``end`` is behind the group and what is said of its women and men. ``head`` is the noun that is counted. ``known`` where a
    list knows it as people; ``bare`` where the number stands without a noun for people named before. Offsets are of the
    paragraph's text, half-open.
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
    sexes: Sexes | None = None
    fired: tuple[Mention, ...] = ()

    @property
    def text_end(self) -> int:
        """Where the number and its group end, whichever comes last."""
        return max(self.number.end, self.group_end)


class PeopleFinder:
    """Finds numbers of people in the sentences of a scene."""

    def __init__(self, rules: TrainedRules) -> None:
        self.rules = rules
        self.groups = GroupFinder(rules)
        self.sexes = SexReader(rules)
        either = rf"(?:{rules.lists['female'].pattern}|{rules.lists['male'].pattern})"
        self.bare_sex = re.compile(
            rf"(?:young |adult |older |elderly |local |[\w-]+ ){{0,3}}{either}(?:(?: and|,| or) (?:young )?{either})*",
            re.IGNORECASE,
        )

    def find(self, scene: Scene) -> list[People]:
        """All numbers of people of a paragraph, in order."""
        found: list[People] = []
        for start, end in scene.sentences:
            here: list[People] = []
            behind = start
            for number in numbers(scene.text[start:end]):
                shifted = replace(number, start=number.start + start, end=number.end + start)
                if shifted.start < behind:
                    continue
                people = self._people(scene, shifted, start, end) or self._named_before(
                    scene, shifted, start, end, [*found, *here]
                )
                if people:
                    here.append(people)
                    behind = people.end
            found += _merged(scene.text, here)
        return found

    def _people(self, scene: Scene, number: Number, start: int, end: int) -> People | None:
        group = self.groups.behind(scene, number.end, end)
        return None if group is None else self._made(scene, number, group, end)

    def _made(self, scene: Scene, number: Number, group: Group, end: int) -> People:
        qualifier, hedge, start = meant(scene.text, number, self.rules.hedges)
        fired = (Mention(start, number.end, scene.text[start : number.end], hedge.rule),) if hedge else ()
        words = scene.text[group.start : group.head.idx + len(group.head)]
        behind = max(group.end, number.end)
        stated = self.sexes.behind(scene, behind, end, number.value)
        female, male = (stated.female, stated.male) if stated else (None, None)
        if stated is None:
            women, men = self.sexes.named_by(words)
            female, male = number.value if women and not men else None, number.value if men and not women else None
        sex_only = bool(self.bare_sex.fullmatch(scene.text[group.start : group.end]))
        end_of_all = stated.end if stated else behind
        return People(
            start,
            number,
            qualifier,
            group.start,
            group.end,
            end_of_all,
            group.head,
            group.known,
            False,
            sex_only,
            female,
            male,
            stated,
            fired,
        )

    def _named_before(self, scene: Scene, number: Number, start: int, end: int, found: list[People]) -> People | None:
        """A number whose group stands before it: in brackets, behind a colon, or in what was said before."""
        labelled = self._labelled(scene, number, start, end)
        if labelled:
            return labelled
        stands = _STANDS_FOR.match(scene.text, number.end)
        if not stands:
            return None
        group = self._antecedent(scene, start, number.start, found)
        if group is None:
            return None
        behind = Group(group.start, group.end, group.head, True)
        made = self._made(scene, replace(number), behind, end)
        stated = self.sexes.behind(scene, stands.end(), end, number.value)
        female, male = (stated.female, stated.male) if stated else (None, None)
        return replace(
            made,
            bare=True,
            sex_only=False,
            female=female,
            male=male,
            sexes=stated,
            end=stated.end if stated else max(number.end, stands.end()),
        )

    def _labelled(self, scene: Scene, number: Number, start: int, end: int) -> People | None:
        before = _LABEL.search(scene.text[start : number.start])
        if not before:
            return None
        at = start + before.start() + len(before.group("gap"))
        group = self.groups.before(scene, at, start)
        if group is None:
            return None
        made = self._made(scene, number, group, end)
        stated = self.sexes.behind(scene, number.end, end, number.value)
        if stated:
            return replace(made, female=stated.female, male=stated.male, sexes=stated, end=stated.end)
        return replace(made, end=number.end, sexes=None)

    def _antecedent(self, scene: Scene, start: int, at: int, found: list[People]) -> Group | None:
        """The people that a bare number stands for: the last number of people, else the subject of the sentence before."""
        previous = scene.previous_span(start)
        for one in reversed(found):
            if one.start >= previous[0] and one.head is not None and not one.sex_only:
                return Group(one.group_start, one.group_end, one.head, True)
        for begin, stop in ((start, at), previous):
            tokens = scene.tokens(begin, stop)
            for index, token in enumerate(tokens):
                if (
                    token.tag_ in {"NNS", "NNPS"}
                    and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}
                    and self.groups.is_people(tokens, index)
                ):
                    first = index
                    while first and tokens[first - 1].dep_ in {"compound", "amod", "nmod"}:
                        first -= 1
                    return Group(tokens[first].idx, token.idx + len(token), token, True)
        return None


def _merged(text: str, found: list[People]) -> list[People]:
    """Women and men that stand side by side as one number of people ("31 women and 4 men")."""
    merged: list[People] = []
    for one in found:
        before = merged[-1] if merged else None
        joined = before is not None and re.fullmatch(r",? (?:and|&) |, ", text[before.end : one.start])
        if before and joined and before.sex_only and one.sex_only and not _alike(before, one):
            merged[-1] = _joined(before, one)
        else:
            merged.append(one)
    return merged


def _joined(before: People, one: People) -> People:
    value = before.number.value + one.number.value
    number = replace(before.number, end=before.number.end, value=value)
    return replace(
        before,
        number=number,
        group_start=before.number.start,
        group_end=one.group_end,
        end=one.end,
        female=_sum(before.female, one.female),
        male=_sum(before.male, one.male),
    )


def _alike(one: People, other: People) -> bool:
    """Whether two groups are of the same sex, so that they are two groups and not the women and men of one."""
    return (one.female is None) == (other.female is None)


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None and other is None else (one or 0) + (other or 0)


def siblings(people: list[People], index: int, text: str) -> Iterator[People]:
    """The numbers of people before ``index`` that stand in one list with it, nearest first."""
    at = index
    while at > 0 and re.fullmatch(
        r"[^.;:()•|]{0,80}?(?:,|\band\b|\bas well as\b|\balong with\b|\btogether with\b|\bplus\b)[^.;:()•|]{0,40}",
        text[people[at - 1].end : people[at].start],
    ):
        at -= 1
        yield people[at]
