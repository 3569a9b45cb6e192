"""Which numbers of people learned, lists and parts included: a list shares its cue, parts share their whole's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from extract.fields.trained.decide import Decider, Verdict
from extract.fields.trained.people import People
from extract.fields.trained.rules import TrainedRules
from extract.fields.trained.scene import FINITE, Scene

SHARED = "trained.list.shared"


@dataclass(frozen=True, slots=True)
class Taken:
    """A number of people who learned: the rule, its verdict where a cue decided, and the index of its whole."""

    people: People
    rule: str
    verdict: Verdict
    whole: int | None = None
    also: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A number of people that no rule takes, with the verdict that came nearest."""

    people: People
    verdict: Verdict | None


class Chooser:
    """Chooses among a paragraph's numbers of people."""

    def __init__(self, rules: TrainedRules) -> None:
        self.rules = rules
        self.decider = Decider(rules)
        self.parts = rules.of("parts")
        self.lists = rules.of("list")
        self.totals = rules.of("total")
        self.part_behind = rules.of("part_behind")
        self.goes_on = re.compile(r"(?:, (?!and)| and | as well as )(?:a |another |about |some )?", re.IGNORECASE)
        self.of_all = re.compile(r"\b(?:of|among|out of)(?: the| these| our| all| a total of)*\s*$", re.IGNORECASE)
        self.part_before = rules.of("part_before")
        self.aid_to = re.compile(rf"{rules.lists['aid'].pattern}(?: \w+){{0,2}} (?:to|for)\s*$", re.IGNORECASE)

    def choose(self, scene: Scene, people: Sequence[People]) -> tuple[list[Taken], list[Refused]]:
        """The numbers that learned, in order, with their wholes, and those that did not."""
        taken: list[Taken] = []
        refused: list[Refused] = []
        for index, one in enumerate(people):
            verdict = self.decider.decide(scene, one, people)
            part = self._part(scene, one, taken)
            if part and not (verdict and verdict.cue.no and verdict.failed is None and verdict.cue.id.endswith("untrained")):
                taken.append(part)
                continue
            if verdict and verdict.learned:
                made = Taken(one, verdict.cue.id, verdict)
                taken.append(made)
                continue
            shared = self._shared(scene, one, people[index - 1] if index else None, taken)
            if shared and not (verdict and verdict.failed is None and verdict.cue.no):
                taken.append(shared)
            else:
                refused.append(Refused(one, verdict))
        return self._with_totals(scene, taken), refused

    def _shared(self, scene: Scene, one: People, before: People | None, taken: Sequence[Taken]) -> Taken | None:
        """The same cue for the next of a list: "200 prosecutors, 20 judges and 150 officers"."""
        last = taken[-1] if taken else None
        if (
            before is None
            or last is None
            or last.people is not before
            or scene.sentence(one.start) != scene.sentence(before.start)
        ):
            return None
        words = scene.text[before.end : one.begin]
        listed = next((frame.id for frame in self.lists if frame.words.search(words)), None)
        if len(words) > 200 or ";" in words or listed is None:
            return None
        if _tells_more(scene.tokens(before.end, one.begin)):
            return None
        following = scene.tokens(one.end, one.end + 6)
        if following and following[0].tag_ in FINITE and one.head is not None and one.head.dep_ in {"nsubj", "nsubjpass"}:
            return None
        if not one.known and not last.verdict.cue.any_noun:
            return None
        if one.bare and not self._same_again(scene.text, before.end, one):
            return None
        return Taken(one, last.rule, last.verdict, last.whole, ((listed, before.end, one.start),))

    @staticmethod
    def _same_again(text: str, start: int, one: People) -> bool:
        """Whether a bare number goes on a list: "a further 198", "34 clerks in Kano and 29 in Kaduna"."""
        if re.search(
            r"\b(?:another|a further|an additional|up from|down from|compared (?:with|to)|against)\s*$", text[start : one.start]
        ):
            return True
        behind = re.match(r" (in|at|from|on|of|other|others|more)\b", text[one.number.end : one.number.end + 12])
        if behind is None:
            # "attended by 22, 25 and 19".
            return re.fullmatch(r",| and|, and", text[start : one.start].rstrip()) is not None and text[:start][-1:].isdigit()
        same = re.match(rf"(?:\W?\w+){{0,3}}?{behind.group()}\b", text[start : one.start])
        return behind.group(1) in {"of", "other", "others", "more"} or same is not None

    def _part(self, scene: Scene, one: People, taken: Sequence[Taken]) -> Taken | None:
        """A part of a number taken before: listed behind "including", or "25 of them"."""
        if not taken or self.aid_to.search(scene.text, max(0, one.start - 50), one.start):
            return None
        bracketed = self._bracketed(scene, one, taken)
        if bracketed is not None:
            return Taken(one, taken[bracketed].rule, taken[bracketed].verdict, bracketed)
        last = taken[-1]
        at = len(taken) - 1
        same = scene.sentence(one.start) == scene.sentence(last.people.start)
        behind = scene.text[one.number.end : one.number.end + 40]
        before = scene.text[scene.sentence(one.start)[0] : one.start]
        for frame in (*self.part_behind, *self.part_before):
            if frame.words.match(behind) if frame.what == "part_behind" else frame.words.search(before):
                whole = self._whole_of(scene, one, taken)
                if whole is not None:
                    return Taken(one, taken[whole].rule, taken[whole].verdict, whole, ((frame.id, one.start, one.text_end),))
        if not same or one.number.value > 10**9:
            return None
        words = scene.text[last.people.end : one.begin]
        start = scene.sentence(one.start)[0]
        if (
            one.bare
            and words.rstrip().endswith(",")
            and ";" not in words
            and self.of_all.search(scene.text, start, last.people.start)
        ):
            return Taken(one, last.rule, last.verdict, at)
        if last.whole is not None:
            if self._lists_on(scene, last.people.end, one.begin) and one.number.value <= taken[last.whole].people.number.value:
                return Taken(one, last.rule, last.verdict, last.whole, ((SHARED, last.people.end, one.start),))
            return None
        stated = last.people.sexes
        told = scene.text[last.people.told_end : one.begin] if last.people.told_end else words
        in_list = bool(last.people.told_end) or (stated is not None and not stated.in_brackets)
        if in_list and self.goes_on.fullmatch(told) and one.number.value <= last.people.number.value:
            return Taken(one, last.rule, last.verdict, at, ((SHARED, last.people.end, one.start),))
        for frame in self.parts:
            if frame.words.match(words) and self._may_be_part(scene, last, one, words):
                return Taken(one, last.rule, last.verdict, at, ((frame.id, last.people.end, one.start),))
        return None

    def _may_be_part(self, scene: Scene, whole: Taken, part: People, words: str) -> bool:
        """Whether nothing but the whole's own cue is said between it and a part."""
        if part.number.value > whole.people.number.value:
            return False
        if words.rstrip().endswith(":") or re.search(r"\b(?:which|who) included", words):
            return True
        tokens = scene.tokens(whole.people.end, part.start)
        return not any(token.tag_ in FINITE and token.idx >= whole.verdict.end for token in tokens)

    @staticmethod
    def _bracketed(scene: Scene, one: People, taken: Sequence[Taken]) -> int | None:
        """The number right behind which, in brackets, a bare number stands: "4,264 nurses (Bo 1,118; Kenema 1,140)"."""
        start = scene.sentence(one.start)[0]
        opens = scene.text.rfind("(", start, one.start)
        if not one.bare or opens < 0 or ")" in scene.text[opens : one.start]:
            return None
        for index in range(len(taken) - 1, -1, -1):
            whole = taken[index].people
            if whole.bare or whole.start < start:
                continue
            near = opens - whole.text_end < 120 and whole.number.value >= one.number.value
            return index if near and whole.text_end <= opens else None
        return None

    def _whole_of(self, scene: Scene, one: People, taken: Sequence[Taken]) -> int | None:
        """The number that "25 of the volunteers" is a part of: the nearest before it that is large enough."""
        head = _lemma(one)
        near = scene.previous_span(scene.sentence(one.start)[0])[0]
        options = [
            i for i, other in enumerate(taken) if other.people.start >= near and other.people.number.value >= one.number.value
        ]
        named = [i for i in options if head and _lemma(taken[i].people) == head]
        if one.bare and one.head is not None and not any(_same_head(taken[i].people, one) for i in named):
            return None
        if not options:
            return None
        index = (named or options)[-1]
        return taken[index].whole if taken[index].whole is not None and (not named or taken[index].people.bare) else index

    @staticmethod
    def _lists_on(scene: Scene, start: int, end: int) -> bool:
        words = scene.text[start:end]
        if not re.search(r"(?:,|;|\band|\bas well as|&|/|\bplus)(?: (?:a|another|further|the|about|some|other))*\s*$", words):
            return False
        return not any(token.tag_ in FINITE for token in scene.tokens(start, end))

    def _with_totals(self, scene: Scene, taken: list[Taken]) -> list[Taken]:
        """A period's figure that is brought to a running total is a part of it."""
        for index, one in enumerate(taken):
            start = scene.sentence(one.people.start)[0]
            before = scene.text[start : one.people.start].rstrip()
            for frame in self.totals:
                if (
                    index
                    and frame.words.search(before)
                    and taken[index - 1].whole is None
                    and taken[index - 1].people.number.value < one.people.number.value
                ):
                    taken[index - 1] = replace(
                        taken[index - 1],
                        whole=index,
                        also=(*taken[index - 1].also, (frame.id, one.people.start, one.people.text_end)),
                    )
        return taken


def _same_head(people: People, other: People) -> bool:
    """Whether a bare number stands for these people: it shares their noun."""
    return people.head is not None and other.head is not None and people.head.i == other.head.i


def _lemma(people: People) -> str:
    return people.head.lemma_.lower() if people.head is not None else ""


def _tells_more(tokens: Sequence[Token]) -> bool:
    """Whether what stands between two numbers says something else of the second ("…, reaching 40 people")."""
    for index, token in enumerate(tokens):
        starts = index == 0 or tokens[index - 1].text in {",", "and"} or index == len(tokens) - 1
        if token.tag_ in FINITE or (token.tag_ == "VBG" and starts):
            return True
    return False
