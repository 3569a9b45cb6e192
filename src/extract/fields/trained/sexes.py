"""Women and men stated for a group: "(9 women)", ", of whom 12 were female", "(566 men and 367 women)", "all women"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.fields.trained.rules import TrainedRules
from extract.fields.trained.scene import FINITE, Scene
from extract.language.numbers import value_of

_UNIT = "one|two|three|four|five|six|seven|eight|nine"
_TEEN = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = rf"(?:(?:(?:{_TENS})(?:[- ](?:{_UNIT})\b)?|{_TEEN}|{_UNIT})\b)"
_FIGURE = rf"(?:\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+|\d+|{_SMALL})"

_OF_THEM = r"(?:of (?:them|whom|these|those|which|the \w+)(?: (?:were|was|are|being|is))?,? )"
# A share is no number of people.
_NO_SHARE = r"(?! ?(?:%|per\b|percent|in (?:ten|five|three)))"
_HEDGE = r"(?:(?:at least|no fewer than|no less than|as many as|about|around|some|over|more than|nearly|almost|approximately|only|also|just) )?"


@dataclass(frozen=True, slots=True)
class Sexes:
    """Women and men stated (None: not stated), and where the statement ends; ``in_brackets`` ties it to the group before it."""

    female: int | None
    male: int | None
    start: int
    end: int
    in_brackets: bool


class SexReader:
    """Reads statements of women and men, with the words of the lists female, male, sex_head and part_intro."""

    def __init__(self, rules: TrainedRules) -> None:
        self.female, self.male = rules.lists["female"], rules.lists["male"]
        # A blank may be lost before the word ("13,291men").
        either = rf"(?:{self.female.pattern}|{self.male.pattern})".replace(r"(?<![\w-])", "(?<![A-Za-z-])")
        head = rf"(?: {rules.lists['sex_head'].pattern})?"
        counted = rf"{_HEDGE}{_FIGURE}{_NO_SHARE} ?{_OF_THEM}?(?:(?:were|was|are|being) )?(?:[^\W\d][\w’'-]* ){{0,2}}?{either}{head}(?: and (?:girls|boys)\b)?"
        named = rf"{either}{head} ?(?:numbered |numbering |=|:|–|-|\||;)? ?{_FIGURE}(?! ?(?:%|per))"
        one = rf"(?:{counted}|\b\d[\d,]* ?[fm]\b|{named})"
        separator = r"(?:,? (?:and|&|plus|as well as) (?:the other )?|, |; ?| ?/ ?|,? while )"
        intro = (
            rf"\s?\((?:(?:(?!{either})[^()\d]){{0,60}}?(?:{rules.lists['part_intro'].pattern}|:|;|both)[ ,:]{{1,2}})?"
            rf"|[,;]? ?\(?{rules.lists['part_intro'].pattern}:?,? |\s?[–—-] | ?\| ?(?:of (?:whom|which) )?|[:,;] (?={_HEDGE}{_FIGURE} (?:of (?:them|whom)\b|(?:were|are) {either}|{either}{head} among (?:them|whom)))|: (?={_HEDGE}{_FIGURE} {either}{head},? and {_HEDGE}{_FIGURE} {either})"
        )
        self.tail = re.compile(
            rf"(?: ?\([^()]{{0,40}}\))??(?P<gap>[^.;()\d•]{{0,140}}?)(?P<intro>{intro})(?P<list>{one}(?:{separator}{one})*)(?P<close>[^()]{{0,60}}\))?",
            re.IGNORECASE,
        )
        self.one = re.compile(
            rf"(?P<n>{_FIGURE}){_NO_SHARE} ?{_OF_THEM}?(?:(?:were|was|are|being) )?(?:[^\W\d][\w’'-]* ){{0,2}}?(?P<sex>{either})(?P<also> and (?:girls|boys)\b)?"
            rf"|\b(?P<n2>\d[\d,]*) ?(?P<sex2>[fm])\b|(?P<sex3>{either}){head} ?(?:numbered |numbering |=|:|–|-|\||;)? ?(?P<n3>{_FIGURE})",
            re.IGNORECASE,
        )
        self.either = re.compile(either, re.IGNORECASE)
        self.one_named = re.compile(
            rf"(?P<sex>{either}){head} ?(?:numbered |numbering |=|:|–|-|\||;)? ?(?P<n>{_FIGURE})", re.IGNORECASE
        )
        self.all_one = re.compile(
            rf"(?P<gap>[^.;()\d•|]{{0,80}}?)\s?[,(–—] ?\(?(?:all|both|all of (?:them|whom)|each of them)(?: being| were| are|-| of them)? ?(?:young |adult )?(?P<sex>{either})\b\)?",
            re.IGNORECASE,
        )
        self.of_them = re.compile(
            rf"{_FIGURE} of (?:them|whom|these) (?:(?:were|was|are) )?(?:[^\W\d][\w-]* )?{either}", re.IGNORECASE
        )
        self.plainly = re.compile(rf"{_FIGURE} (?:(?:were|was|are) )?(?:[^\W\d][\w-]* )?{either}", re.IGNORECASE)
        self.of_whole = re.compile(r"\b(?:of whom|of which|including|among them|among whom) $", re.IGNORECASE)
        self.bracket = re.compile(rf"\((?P<list>{one}(?:{separator}{one})*)\)", re.IGNORECASE)
        self.all_before = re.compile(
            rf"\ball-(?P<sex>{either})\b[^.;,()\d]{{0,40}}$".replace("(?<![A-Za-z-])", ""), re.IGNORECASE
        )
        self.single = re.compile(rf"\s?\((?:an? |one |1 )?(?P<sex>{either})\)", re.IGNORECASE)
        self.apart = re.compile(
            rf"(?:Of|Among|Out of) (?:these|them|those|the (?:total|participants|trainees|attendees|\w+))(?: \w+)?,? {_HEDGE}(?P<list>{one}(?:{separator}{one})*)"
            rf"|(?P<list2>{_HEDGE}{_FIGURE} (?:of (?:them|these|those|the (?:participants|trainees|attendees|learners|graduates|\w+))|participants) (?:were|are) {either}(?:{separator}{one})*)",
            re.IGNORECASE,
        )

    def named_by(self, words: str) -> tuple[bool, bool]:
        """Whether a group is named as one of women or girls, and of men or boys ("women’s groups" and "women-led" are neither).

        The first of several nouns decides ("women mediators and ambassadors"), unless another names the other sex.
        """
        plain = re.sub(r"\b\w+[’']s?(?!\w)|\b(?:wo)?m[ae]n[- ](?:led|owned|headed|only|focused)\b|\bnon-\w+", " ", words)
        first, *others = re.split(r",| and | or ", plain)
        women, men = bool(self.female.search(first)), bool(self.male.search(first))
        rest = " ".join(others)
        return women or (men and bool(self.female.search(rest))), men or (women and bool(self.male.search(rest)))

    def behind(self, scene: Scene, at: int, end: int, count: int) -> Sexes | None:
        """What is stated right behind a group that ends at ``at``."""
        whole = self.all_one.match(scene.text, at, end) or self.single.match(scene.text, at, end)
        if whole and (whole.re is self.single or self._passable(scene, at, whole.end("gap"))):
            is_female = bool(self.female.fullmatch(whole.group("sex")))
            return Sexes(count if is_female else None, None if is_female else count, whole.start(), whole.end(), True)
        found = self.tail.match(scene.text, at, end)
        if not found or not self._passable(scene, at, found.end("gap")):
            return None
        read = self._sum(found.group("list"))
        in_brackets = "(" in found.group("intro")
        if read is None or (not in_brackets and (read[0] or 0) + (read[1] or 0) > count):
            return None
        closes = in_brackets and found.group("close")
        return Sexes(*read, found.start("intro"), found.end("close") if closes else found.end("list"), in_brackets)

    def in_bracket(self, text: str, start: int, end: int, count: int) -> tuple[int | None, int | None] | None:
        """Women and men stated in a bracket further on: "130 people were trained (men 70, women 60)"."""
        found = self.bracket.search(text, start, end)
        read = self._sum(found.group("list")) if found else None
        return read if read is not None and (read[0] or 0) + (read[1] or 0) <= count else None

    def all_of_one(self, before: str) -> bool | None:
        """Whether words before a number say that all are women (True) or men (False): "an all-female class of"."""
        found = self.all_before.search(before)
        return bool(self.female.fullmatch(found.group("sex"))) if found else None

    def stated_of_them(self, text: str, start: int, end: int) -> tuple[int | None, int | None] | None:
        """Women or men in words such as "130 of them women", which begin at ``start``."""
        told = self.of_whole.search(text, max(0, start - 24), start)
        found = (self.plainly if told else self.of_them).match(text, start, end)
        return self._sum(found.group()) if found else None

    def stated_apart(self, sentence: str) -> tuple[int | None, int | None] | None:
        """Women and men stated of a group in a sentence of its own: "Of these, 45 were women"."""
        found = self.apart.match(sentence)
        return self._sum(found.group("list") or found.group("list2")) if found else None

    def _passable(self, scene: Scene, start: int, end: int) -> bool:
        """Whether the words between a group and the statement only describe the group."""
        if end == start:
            return True
        words = scene.text[start:end]
        if re.fullmatch(r" (?:in (?:total|all)|overall|altogether)", words):
            return True
        if not re.match(
            r",? ?(?:\w+ed (?:in|from|at|on|by)|(?:and )?(?:the )?(?-i:[A-Z])\w+|from|in|at|of|across|working|representing|drawn|belonging|on|within|under|for|to|with|who|living|based)\b",
            words.lstrip(),
        ):
            return False
        return not any(token.tag_ in FINITE for token in scene.tokens(start, end))

    def _sum(self, words: str) -> tuple[int | None, int | None] | None:
        women: int | None = None
        men: int | None = None
        named = self.either.match(words) is not None
        for one in (self.one_named if named else self.one).finditer(words):
            value = value_of((one.group("n") or "") if named else one.group("n") or one.group("n2") or one.group("n3"))
            if value is None:
                return None
            sex = one.group("sex") if named else one.group("sex") or one.group("sex2") or one.group("sex3")
            if self.female.fullmatch(sex):
                women = (women or 0) + value
            else:
                men = (men or 0) + value
        return None if women is None and men is None else (women, men)
