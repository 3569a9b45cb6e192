"""Numbers of people: a number, the noun phrase that it counts (the group), and the women and men stated for it."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from extract.fields.trained.groups import Group, GroupFinder
from extract.fields.trained.labels import LabelReader
from extract.fields.trained.rules import TrainedRules
from extract.fields.trained.scene import FINITE, NUMBER_OF, Scene
from extract.fields.trained.sex_statements import Statement
from extract.fields.trained.sexes import SexReader
from extract.fields.trained.told_people import (
    People,
    ends_list,
    merged,
    statement_of,
    with_stated,
    with_statement,
    without_unsure_sexes,
)
from extract.language.mention import Mention
from extract.language.numbers import Number, meant, numbers

# A number that stands for people named before: "25 of them", "another 19", "85 others", "12 at the academy".
_STANDS_FOR = re.compile(
    r" the (?:total )?number\b(?! of)| of (?:them|these|those|whom|which|the (?:latter|former|best|total))\b| of the (?=[A-Z])|(?= who\b)| on the (?:one|other)\b| others?\b| more\b(?! than)|(?= (?:at|abroad|in|and|later|to|from)\b| \(|[,;.]|$)"
)
# What stands between a group and the number that follows it in a label or in brackets.
_LABEL = re.compile(r"\)?(?: ?\(| ?[:;] ?| [–—-] ?| ?\| ?| ?= ?)(?:[nN] ?= ?|a total of |some |about |over )?$")
_NUMBER_BEHIND = re.compile(r" (?:the|our|its) (?:total |overall )?(?:number|tally|total) of (?:the )?", re.IGNORECASE)
_IN_NUMBER = re.compile(r",? in (?:number|all)\b")
# What a figure is told by, behind a label that says what is numbered: "the number of nurses trained reached 300".
_TOLD = re.compile(
    r" (?:reached|was|is|to|to the number of|stood at|rose to|totalled|numbered|amounted to|came to|increased to|grew to) (?:just )?(?:some |about |over )?$"
)
_NUMBERED = re.compile(r" (?:numbered|numbering|totalled|totalling) (?:some |about |over )?$")
# Where or when, between the people of a label and its figure: "Weavers in Cusco: 90".
_PLACED = re.compile(r" (?:in|from|at|of) (?:[A-Z][\w’-]*(?: (?:de |du |la )?[A-Z][\w’-]+){0,3}|20\d\d)$")
# "240 of the 376 clerks": both numbers count the clerks.
_OF_NUMBER = re.compile(r" (?:out of|of|from among) (?:all )?(?:(?:the|our|its|these|those) )?(?:total )?\d[\d,]*(?= [a-z])")
_YEAR_BEFORE = re.compile(r"(?= (?:the|a|one) (?:previous |preceding |last )?(?:year|period|quarter|reporting))")
# The parts of a number by place, in brackets: "… (Kenema 1,140; Bo 1,118)".
_PLACES = re.compile(r"\((?:in )?[A-Z][^()\d;,]{1,40}\d[\d,]*(?:[;,] (?:and )?(?:in )?[A-Z][^()\d;,]{1,40}\d[\d,]*)+\)")
_CELL_ENDS = re.compile(r"\s*(?:[;|.(]|$)")
# A bracket between a number and its noun: "45 (75%) teachers".
_BRACKET = re.compile(r" ?\([^()]{1,80}\)(?P<noun> (?=[^\W\d_])(?!and\b|or\b))")
_OBJECTS = frozenset({"dobj", "pobj", "obj"})
_FARTHEST = 140


__all__ = ["People", "PeopleFinder"]


class PeopleFinder:
    """Finds numbers of people in the sentences of a scene."""

    def __init__(self, rules: TrainedRules) -> None:
        self.rules = rules
        self.groups = GroupFinder(rules)
        self.sexes = SexReader(rules)
        self.labels = LabelReader(rules, self.groups)
        either = rf"(?:{rules.lists['female'].pattern}|{rules.lists['male'].pattern})"
        several = rf"{either}(?:(?: and|,| or) (?:young )?{either})*"
        self.bare_sex = re.compile(rf"(?:young |adult |older |elderly |local |[\w-]+ ){{0,4}}{several}", re.IGNORECASE)
        self.is_sex = re.compile(
            rf"(?: of (?:them|whom|which))?,? (?:(?:were|was|are|is|being) )?(?:(?!all\b|both\b)\w+ )?{either}", re.IGNORECASE
        )
        self.of_which = re.compile(r"\b(?:of which|of whom|including|among them)\b[^.:]*\w $", re.IGNORECASE)
        self.of_whole = re.compile(rf"{rules.lists['part_intro'].pattern}:? (?:at least |about |some |over )?$", re.IGNORECASE)

    def find(self, scene: Scene) -> list[People]:
        """All numbers of people of a paragraph, in order."""
        found: list[People] = []
        for start, end in scene.sentences:
            here: list[People] = []
            behind = start
            for number in numbers(scene.text[start:end], self.rules.number_words):
                shifted = replace(number, start=number.start + start, end=number.end + start)
                if shifted.start < behind:
                    continue
                closes = self._told_in_bracket(scene, shifted, start, end, here)
                if closes:
                    behind = closes
                    continue
                people = (
                    self._counted(scene, shifted, end)
                    or self._told_of_label(scene, shifted, end, [*found, *here])
                    or self._labelled(scene, shifted, start, end)
                    or self._named_before(scene, shifted, start, end, [*found, *here])
                )
                if people:
                    here.append(people)
                    behind = people.end
                elif here and here[-1].sexes is None and not here[-1].sex_only and not ends_list(scene.text, here):
                    stated = self.sexes.stated_of_them(scene.text, shifted.start, end)
                    if stated and shifted.value <= here[-1].number.value:
                        here[-1] = with_statement(here[-1], stated)
            found += self._with_sexes_told_later(scene, merged(scene.text, without_unsure_sexes(scene.text, here)))
        return self._with_sexes_told_apart(scene, found)

    def _told_in_bracket(self, scene: Scene, number: Number, start: int, end: int, here: list[People]) -> int:
        """The end of a bracket around a number that states nothing but women and men of people told before; 0 where there is none.

        They are those of the last people, unless these may be the last of a list: then nobody knows whose they are.
        """
        opens = scene.text.rfind("(", start, number.start)
        if opens < 0 or not here or ")" in scene.text[opens : number.start]:
            return 0
        found = self.sexes.bracket(scene.text, opens, end)
        last = here[-1]
        if found is None or last.sex_only or found[0].total > last.number.value or not last.known:
            return 0
        if last.sexes is None and last.female is None and last.male is None and not ends_list(scene.text, here):
            here[-1] = replace(with_statement(last, found[0]), told_start=opens, told_end=found[1])
        return found[1]

    def _counted(self, scene: Scene, number: Number, end: int) -> People | None:
        """A number with its group right behind it, or behind a bracket: "45 (25 M, 20 F) teachers"."""
        between = _BRACKET.match(scene.text, number.end, end)
        group = self.groups.behind(scene, between.end() - 1, end) if between and between["noun"] else None
        if between and group and group.start == between.end() and group.known:
            made = replace(self._halved(scene, self._made(scene, number, group)), sex_only=False)
            told = self.sexes.bracket(scene.text, scene.text.index("(", number.end), end)
            fits = told is not None and told[0].total <= number.value
            return with_statement(made, told[0]) if told and fits else made
        whole = _OF_NUMBER.match(scene.text, number.end, end)
        if whole:
            group = self.groups.behind(scene, whole.end(), end)
            return replace(self._made(scene, number, group), end=number.end, sex_only=False) if group else None
        group = self.groups.behind(scene, number.end, end, number.value == 1)
        if group is None:
            return None
        made = self._made(scene, number, group)
        if re.search(r"\d", scene.text[number.end : group.start]):
            # The noun stands with the next number: "210 and 180 teachers, respectively".
            return replace(made, end=number.end)
        made = self._halved(scene, made)
        stated = self.sexes.behind(scene, group.end, end, number.value)
        if stated:
            return with_stated(made, stated)
        head_end = group.head.idx + len(group.head)
        words = scene.text[group.start : head_end if group.head.idx < group.end else group.end]
        women, men = self.sexes.named_by(words)
        one_sex = self.sexes.all_of_one(scene.text[max(0, made.start - 60) : made.start])
        women, men = (women, men) if one_sex is None else (one_sex, not one_sex)
        return self._of_one_sex(made, women, men, words)

    def _of_one_sex(self, made: People, women: bool, men: bool, words: str) -> People:
        """A group that is named as one of women or of men: all of them are."""
        value = made.number.value
        made = replace(made, female=value if women and not men else None, male=value if men and not women else None)
        kinds = self.sexes.kinds(words)
        if women == men or len(kinds) != 1:
            return made
        return with_statement(made, Statement(made.start, made.end, dict.fromkeys(kinds, value)))

    def _halved(self, scene: Scene, made: People) -> People:
        """People of whom an object of the sentence names a fraction: "trained half (of) the 400 teachers" are 200."""
        words, before = self.rules.number_words, scene.tokens(max(0, made.start - 20), made.start)
        while before and (words.has("one_of", before[-1].text) or words.has("of", before[-1].text)):
            before.pop()
        part = words.values["fraction"].get(before[-1].lower_) if before else None
        if part is None or made.head is None or not before[-1].idx + len(before[-1]) < made.start - 1:
            return made
        whole = before[-1] if before[-1].dep_ in _OBJECTS else made.head
        value = made.number.value * part
        if whole.dep_ not in _OBJECTS or value.denominator != 1 or before[-1].i == whole.sent.start:
            return made
        return replace(made, start=before[-1].idx, number=replace(made.number, start=before[-1].idx, value=int(value)))

    def _made(self, scene: Scene, number: Number, group: Group) -> People:
        qualifier, hedge, start = meant(scene.text, number, self.rules.hedges)
        fired = (Mention(start, number.end, scene.text[start : number.end], hedge.rule),) if hedge else ()
        words = scene.text[group.start : group.end]
        return People(
            start=start,
            number=number,
            qualifier=qualifier,
            group_start=group.start,
            group_end=group.end,
            end=max(group.end, number.end),
            head=group.head,
            known=group.known,
            sex_only=bool(self.bare_sex.fullmatch(words)),
            fired=fired,
        )

    def _labelled(self, scene: Scene, number: Number, start: int, end: int) -> People | None:
        """A number whose group stands before it: "legal officers (33)", "Number of persons trained with funds: 4,390"."""
        label = _LABEL.search(scene.text, max(start, number.start - 20), number.start)
        group = None
        if label and ";" in label.group() and not _CELL_ENDS.match(scene.text, number.end, end):
            label = None
        if label:
            at = label.start()
            placed = _PLACED.search(scene.text, start, at)
            group = self.groups.before(scene, at, start) or self._label_of(scene, start, at)
            if group is None and placed:
                group = self.groups.before(scene, placed.start(), start)
        elif self.of_which.search(scene.text, start, number.start):
            group = self.groups.before(scene, len(scene.text[: number.start].rstrip()), start)
        elif verb := _NUMBERED.search(scene.text, max(start, number.start - 24), number.start):
            group = self.groups.before(scene, verb.start(), start) or self._first(scene.tokens(start, verb.start()))
        elif told := _NUMBER_BEHIND.match(scene.text, number.end, end):
            group = self.groups.behind(scene, told.end(), end)
        elif verb := _TOLD.search(scene.text, max(start, number.start - 24), number.start):
            group = self._label_of(scene, start, verb.start())
        elif _IN_NUMBER.match(scene.text, number.end) and scene.text[start : number.start].rstrip().endswith(","):
            group = self.groups.before(scene, start + len(scene.text[start : number.start].rstrip(" ,")), start)
        if group is None:
            return None
        closed = scene.text[number.end : number.end + 1] == ")" and group.end < number.start
        made = replace(self._made(scene, number, group), end=number.end + closed)
        words = scene.text[group.start : group.end]
        made = self._of_one_sex(made, *self.sexes.named_by(words), words)
        stated = self.sexes.behind(scene, number.end, end, number.value)
        return with_stated(made, stated)

    def _told_of_label(self, scene: Scene, number: Number, end: int, found: list[People]) -> People | None:
        """A figure of a list of results: "Number of judges trained: target 40; actual 52"."""
        last = found[-1] if found else None
        before = (
            (last.end, Group(last.group_start, last.group_end, last.head, True)) if last and last.head is not None else None
        )
        told = self.labels.read(scene, number, before)
        if told is None:
            return None
        made = replace(self._made(scene, number, told[0]), end=number.end, labelled=True, planned=told[1], sex_only=False)
        stated = self.sexes.behind(scene, number.end, end, number.value)
        return with_stated(made, stated)

    def _label_of(self, scene: Scene, start: int, at: int) -> Group | None:
        """The group of a label such as "number of persons trained with the fund’s help"."""
        found = list(NUMBER_OF.finditer(scene.text, max(start, at - _FARTHEST), at))
        if found:
            return self.groups.behind(scene, found[-1].end(), at)
        trained = [one for one in scene.within("learned", start, at) if one[1] == at]
        return self.groups.before(scene, trained[0][0], start) if trained else None

    def _named_before(self, scene: Scene, number: Number, start: int, end: int, found: list[People]) -> People | None:
        """A number that stands for people named before it."""
        behind = self._stands_for(scene, number.end, end) if _may_stand(scene.text, number) else None
        if behind is None and found and _is_in_list_of_places(scene.text, start, number):
            behind = number.end
        group = self._antecedent(scene, start, number.start, found) if behind is not None else None
        if group is None or behind is None:
            return None
        made = replace(self._made(scene, number, group), bare=True, sex_only=False, end=behind)
        stated = self.sexes.behind(scene, behind, end, number.value)
        return with_stated(made, stated)

    def _stands_for(self, scene: Scene, at: int, end: int) -> int | None:
        """Where the words end that let a bare number stand for people named before; None where it does not."""
        if self.is_sex.match(scene.text, at, end):
            return None
        stands = _STANDS_FOR.match(scene.text, at, end) or _YEAR_BEFORE.match(scene.text, at, end)
        if stands:
            return stands.end()
        following = scene.tokens(at, at + 3)
        return at if following and following[0].tag_ in FINITE else None

    def _antecedent(self, scene: Scene, start: int, at: int, found: list[People]) -> Group | None:
        """The people that a bare number stands for: the last number of people, else the people of this or the last sentence."""
        previous = scene.previous_span(start)
        for one in reversed(found):
            if one.start >= previous[0] and one.head is not None and one.known and not one.sex_only:
                return Group(one.group_start, one.group_end, one.head, True)
        for begin, stop in ((start, at), previous):
            group = self._subject(scene.tokens(begin, stop))
            if group:
                return group
        return None

    def _first(self, tokens: list[Token]) -> Group | None:
        """The people with which a sentence begins: "Participants in the series totalled 2,940"."""
        for index, token in enumerate(tokens[:4]):
            if self.groups.is_people(tokens, index):
                return Group(tokens[0].idx, token.idx + len(token), token, True)
        return None

    def _subject(self, tokens: list[Token]) -> Group | None:
        for index, token in enumerate(tokens):
            is_noun = token.tag_ in {"NNS", "NNPS"} and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}
            if is_noun and self.groups.is_people(tokens, index):
                first = index
                while first and tokens[first - 1].dep_ in {"compound", "amod", "nmod"}:
                    first -= 1
                return Group(tokens[first].idx, token.idx + len(token), token, True)
        return None

    def _with_sexes_told_later(self, scene: Scene, here: list[People]) -> list[People]:
        """Women and men told behind other words ("… passed out after nine months, comprising 1,790 men and 660 women")."""
        kept: list[People] = []
        for one in here:
            before = kept[-1] if kept else None
            if before is None or not one.sex_only or not self._of_before(scene.text, before, one):
                kept.append(one)
            elif before.sexes is None and not before.sex_only and one.number.value <= before.number.value:
                alone = (
                    len(kept) < 2
                    or before.bare
                    or not re.fullmatch(r"[^.;]{0,60}(?:,|and) ?", scene.text[kept[-2].end : before.start])
                )
                kept[-1] = (
                    replace(with_statement(before, statement_of(one)), told_start=one.begin, told_end=one.end)
                    if alone
                    else before
                )
            else:
                kept.append(one)
        if len(kept) == 1 and kept[0].sexes is None and kept[0].female is None and kept[0].male is None and not kept[0].bare:
            told = self.sexes.in_bracket(scene.text, kept[0].end, scene.sentence(kept[0].start)[1], kept[0].number.value)
            kept = [with_statement(kept[0], told)] if told else kept
        return kept

    def _of_before(self, text: str, before: People, one: People) -> bool:
        """Whether a number of women or men is told of the number before it: "…, including 30 women", "… (15 women, 35 men)"."""
        if self.of_whole.search(text, before.end, one.start):
            return True
        return text[: one.start].endswith("(") and one.number.value == before.number.value

    def _with_sexes_told_apart(self, scene: Scene, found: list[People]) -> list[People]:
        """Women and men told in a sentence of their own: "Of these, 45 were women"."""
        for start, end in scene.sentences:
            stated = self.sexes.stated_apart(scene.text[start:end])
            if not stated:
                continue
            previous = scene.previous_span(start)
            wholes = [i for i, one in enumerate(found) if previous[0] <= one.start < previous[1] and not one.bare]
            if len(wholes) == 1 and found[wholes[0]].sexes is None and stated.total <= found[wholes[0]].number.value:
                told = with_statement(found[wholes[0]], stated)
                found[wholes[0]] = replace(told, told_start=start + stated.start, told_end=start + stated.end)
            if wholes:
                found = [one for one in found if not (start <= one.start < end and (one.sex_only or one.bare))]
        return found


def _may_stand(text: str, number: Number) -> bool:
    """Whether a bare number may stand for people: "one" does not ("attended one"), nor does "all three of which"."""
    return number.value > 1 and not text[: number.start].endswith("all ")


def _is_in_list_of_places(text: str, start: int, number: Number) -> bool:
    """Whether a number stands in a bracket that holds places with figures: "(Bo 1,118; Kenema 1,140)"."""
    opens = text.rfind("(", start, number.start)
    listed = _PLACES.match(text, opens) if opens >= 0 else None
    return listed is not None and number.end <= listed.end()
