"""Women and men stated for a group: "(9 women)", ", of whom 12 were female", "(566 men and 367 women)", "all women"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from extract.fields.trained.rules import TrainedRules
from extract.fields.trained.scene import FINITE, Scene
from extract.fields.trained.sex_statements import Statement, StatementReader
from extract.language.number_words import BLANK

# How far behind a group its women and men may be told.
_FARTHEST = 260
_GAP_MOST, _IN_BRACKET_MOST = 140, 60
_ATOM = re.compile(r"[().;•]|\d+|[^\W\d_]+|[♀♂]")
_PLAIN_BRACKET = re.compile(r" ?\([^()\d]{0,40}\)")
_CLOSES = re.compile(r"[^()]{0,60}\)")


@dataclass(frozen=True, slots=True)
class Sexes:
    """What is stated of women and men, and where (half-open); ``in_brackets`` ties it to the group before it."""

    statement: Statement
    start: int
    end: int
    in_brackets: bool


class SexReader:
    """Reads statements of women and men behind a group, with the words of the lists female, male, part_intro and their like."""

    def __init__(self, rules: TrainedRules) -> None:
        self.lists = rules.lists
        self.words = rules.number_words
        self.statements = StatementReader(rules)
        self.female, self.male = rules.lists["female"], rules.lists["male"]
        either = rf"(?:{self.female.pattern}|{self.male.pattern})"
        intro = rules.lists["part_intro"].pattern
        inside = rf"\s?\((?:[^()\d]{{0,{_IN_BRACKET_MOST}}}?(?:{intro}|:|;|{rules.lists['sex_lead'].pattern})[ ,:]{{1,2}})?"
        self.inside = re.compile(inside, re.IGNORECASE)
        self.intro = re.compile(
            rf"(?:(?P<bracket>{inside})|[,;]? ?\(?{intro}:?,? |\s?[–—-] | ?\| ?(?:{intro} )?|(?P<mark>[:,;] ))$", re.IGNORECASE
        )
        one = rules.lists["all_of"].pattern
        self.all_one = re.compile(
            rf"(?P<gap>[^.;()\d•|]{{0,80}}?)\s?[,(–—] ?\(?{one}[ -]?(?:young |adult )?(?P<sex>{either})\)?".replace(
                "[ -]?(?:y", "[ -](?:y"
            ),
            re.IGNORECASE,
        )
        self.all_before = re.compile(rf"\ball-(?P<sex>{either})[^.;,()\d]{{0,40}}$".replace(r"(?<![\w-])", ""), re.IGNORECASE)
        self.single = re.compile(rf"\s?\((?:an? |one |1 )?(?P<sex>{either})\)", re.IGNORECASE)

    def named_by(self, words: str) -> tuple[bool, bool]:
        """Whether a group is named as one of women or girls, and of men or boys ("women’s groups" and "women-led" are neither).

        The first of several nouns decides ("women mediators and ambassadors"), unless another names the other sex.
        """
        plain = re.sub(r"\b\w+[’']s?(?!\w)|\b(?:wo)?m[ae]n[- ](?:led|owned|headed|only|focused)\b|\bnon-\w+", " ", words)
        first, *others = re.split(r",| and | or ", plain)
        women, men = bool(self.female.search(first)), bool(self.male.search(first))
        rest = " ".join(others)
        return women or (men and bool(self.female.search(rest))), men or (women and bool(self.male.search(rest)))

    def kinds(self, words: str) -> frozenset[str]:
        """Which of women, girls, men, boys (female, male where only the sex is told) the words of a group name."""
        return frozenset(kind for word in re.findall(r"[^\W\d_]+", words) if (kind := self.statements.kind_of(word)))

    def behind(self, scene: Scene, at: int, end: int, count: int) -> Sexes | None:
        """What is stated right behind a group that ends at ``at``."""
        whole = self.all_one.match(scene.text, at, end) or self.single.match(scene.text, at, end)
        if whole and (whole.re is self.single or self._passable(scene, at, whole.end("gap"))):
            kind = self.statements.kind_of(whole.group("sex")) or "female"
            return Sexes(Statement(whole.start("sex"), whole.end(), {kind: count}), whole.start(), whole.end(), True)
        plain = _PLAIN_BRACKET.match(scene.text, at, end)
        for begin in {at, plain.end() if plain else at}:
            found = self._told_behind(scene, begin, min(end, begin + _FARTHEST), count)
            if found:
                return found
        return None

    def _told_behind(self, scene: Scene, at: int, end: int, count: int) -> Sexes | None:
        for start in self._starts(scene.text, at, end):
            statement = self.statements.read(scene.text, start, end)
            if statement is None:
                if scene.text[start].isdecimal():
                    return None
                continue
            intro = self.intro.search(scene.text[at:start])
            if intro is None or not self._ties(scene.text, statement, intro) or intro.start() > _GAP_MOST:
                return None
            if not self._passable(scene, at, at + intro.start()):
                return None
            in_brackets = "(" in intro.group()
            if not in_brackets and statement.total > count:
                return None
            closes = _CLOSES.match(scene.text, statement.end, end) if in_brackets else None
            return Sexes(statement, at + intro.start(), closes.end() if closes else statement.end, in_brackets)
        return None

    def _starts(self, text: str, at: int, end: int) -> Iterator[int]:
        """Where a statement may begin behind ``at``: at a number, a word for a share, or one for a sex."""
        opened = False
        for atom in _ATOM.finditer(text, at, end):
            word = atom.group()
            if word in ".•)" or (word == "(" and opened):
                if word != "." or not text[atom.end() : atom.end() + 1].isdecimal():
                    return
            elif word == "(":
                opened = True
            elif word.isdecimal() or self._may_begin(text, atom.start(), word):
                yield atom.start()

    def _may_begin(self, text: str, at: int, word: str) -> bool:
        numeral = any(word.casefold() in self.words.values[kind] for kind in ("cardinal", "fraction"))
        sign = word.casefold() in self.statements.signs and len(word) == 1
        article = self.words.has("article", word)
        return (
            numeral
            or sign
            or article
            or self.statements.kind_of(word) is not None
            or bool(self.lists["sex_hedge"].match(text, at))
        )

    def _ties(self, text: str, statement: Statement, intro: re.Match[str]) -> bool:
        """Whether the words before a statement tie it to the group: behind a comma or a colon it must say so itself."""
        if intro["mark"] is None:
            return True
        tied = statement.of_them or statement.copula or statement.share is not None
        both = intro["mark"][0] == ":" and statement.female is not None and statement.male is not None
        return tied or both or bool(self.lists["part_intro"].match(text, statement.end + 1))

    def in_bracket(self, text: str, start: int, end: int, count: int) -> Statement | None:
        """Women and men stated in a bracket further on: "130 people were trained (men 70, women 60)"."""
        for opens in re.finditer(r"\(", text[start:end]):
            found = self.bracket(text, start + opens.start(), end)
            if found:
                return found[0] if found[0].total <= count else None
        return None

    def bracket(self, text: str, opens: int, end: int) -> tuple[Statement, int] | None:
        """What a bracket that opens at ``opens`` states of women and men, and where it ends; None where it states something else."""
        lead = self.inside.match(text, opens, end)
        for start in dict.fromkeys((opens + 1, lead.end() if lead else opens + 1)):
            statement = self.statements.read(text, start, end)
            closes = _CLOSES.match(text, statement.end, end) if statement else None
            if statement and closes and not re.search(r"\d", closes.group()):
                return statement, closes.end()
        return None

    def all_of_one(self, before: str) -> bool | None:
        """Whether words before a number say that all are women (True) or men (False): "an all-female class of"."""
        found = self.all_before.search(before)
        return bool(self.female.fullmatch(found.group("sex"))) if found else None

    def stated_of_them(self, text: str, start: int, end: int) -> Statement | None:
        """Women or men in words such as "130 of them women", which begin at ``start``."""
        found = self.statements.read(text, start, end)
        if found is None:
            return None
        before = self.intro.search(text[max(0, start - 24) : start])
        told = (
            before is not None and before["mark"] is None and "(" not in before.group() and before.group().strip(" –—-|,") != ""
        )
        return found if found.of_them or told else None

    def stated_apart(self, sentence: str) -> Statement | None:
        """Women and men stated of a group in a sentence of its own: "Of these, 45 were women", "Women made up 49 per cent"."""
        lead = self.lists["sex_apart"].match(sentence)
        at = re.compile(rf",?[{BLANK}]*").match(sentence, lead.end()).end() if lead else 0  # type: ignore[union-attr]
        found = self.statements.read(sentence, at, len(sentence))
        return found if found and (lead or found.of_them or found.copula) else None

    def _passable(self, scene: Scene, start: int, end: int) -> bool:
        """Whether the words between a group and the statement only describe the group."""
        if end <= start:
            return True
        words = scene.text[start:end]
        if re.search(r"[\d;]", words):
            return False
        if self.lists["in_total"].fullmatch(words.strip(" ,")):
            return True
        if not re.match(rf",? ?(?:(?-i:[A-Z])\w+|{self.lists['describes'].pattern})", words.lstrip(), re.IGNORECASE):
            return False
        return not any(token.tag_ in FINITE for token in scene.tokens(start, end))


def share_of(statement: Statement) -> float | None:
    """The share of women and girls, 0 to 1, where one is told."""
    share: Fraction | None = statement.share
    return float(share) if share is not None and 0 <= share <= 1 else None
