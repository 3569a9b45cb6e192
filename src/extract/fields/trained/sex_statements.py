"""Reads a list of women and men as it is told: "12 women and 8 men", "F: 12, M: 8", "17M 12W", "49 per cent women"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from extract.fields.trained.rules import TrainedRules
from extract.language.number_words import BLANK
from extract.language.quantities import quantity

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_GAP = re.compile(rf"[{BLANK}]*")
_MARK = re.compile(rf"[{BLANK}]*[:=|;–—-]?[{BLANK}]*")
# What parts the items of a list: a comma, a semicolon, a stroke, or words of the list sex_and.
_PARTED = re.compile(rf"[{BLANK}]*[,;/&+|][{BLANK}]*")
_PAIR_BEHIND = re.compile(rf"[{BLANK}]*(?:[:=–—-])?[{BLANK}]*")
_MOST_FILLERS = 2
# A list of women and men is no longer than this: what keeps the work linear in the text.
_FARTHEST = 400
_UNSPECIFIC = ("female", "male")


@dataclass(frozen=True, slots=True)
class _Item:
    kind: str
    value: int | None
    share: Fraction | None
    start: int
    end: int
    letter: str = ""
    of_them: bool = False
    copula: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Women and men told in one list: ``told`` by kind (women, girls, men, boys; female, male where only the sex is told).

    ``share`` is the women's and girls' share (0 to 1) where one is told; ``of_them`` whether the words tie it to people before
    ("12 of whom were women"); ``copula`` whether it says that they were.
    """

    start: int
    end: int
    told: Mapping[str, int] = field(default_factory=dict)
    share: Fraction | None = None
    of_them: bool = False
    copula: bool = False

    @property
    def female(self) -> int | None:
        """Women and girls together; None where neither is told."""
        return _sum(self.told, ("women", "girls", "female"))

    @property
    def male(self) -> int | None:
        """Men and boys together; None where neither is told."""
        return _sum(self.told, ("men", "boys", "male"))

    @property
    def total(self) -> int:
        """All that are told."""
        return sum(self.told.values())


def _sum(told: Mapping[str, int], kinds: tuple[str, ...]) -> int | None:
    given = [told[kind] for kind in kinds if kind in told]
    return sum(given) if given else None


class StatementReader:
    """Reads by the lists female, male, woman, girl, man, boy, sex_head, sex_letters and those of the small words between."""

    def __init__(self, rules: TrainedRules) -> None:
        self.lists, self.words, self.letters = rules.lists, rules.number_words, rules.sex_letters
        self.kinds = (
            ("girls", "girl"),
            ("women", "woman"),
            ("boys", "boy"),
            ("men", "man"),
            ("female", "female"),
            ("male", "male"),
        )
        self.signs = frozenset(letter for pair in self.letters for letter in pair)

    def kind_of(self, word: str) -> str | None:
        """Which of women, girls, men, boys, female, male a word says; None for any other."""
        return next((kind for kind, name in self.kinds if self.lists[name].fullmatch(word)), None)

    def read(self, text: str, at: int, end: int) -> Statement | None:
        """The list that begins right at ``at``; None where none does."""
        items = list(self._items(text, at, min(end, at + _FARTHEST)))
        if not items:
            return None
        told: dict[str, int] = {}
        share: Fraction | None = None
        for item in items:
            kind = self._of_letter(item.letter, items) if item.letter else item.kind
            if item.share is not None:
                share = item.share if kind in {"female", "women", "girls"} else share if share is not None else 1 - item.share
            elif item.value is not None:
                told[kind] = told.get(kind, 0) + item.value
        first = items[0]
        return Statement(at, items[-1].end, told, share, first.of_them, first.copula)

    def _items(self, text: str, at: int, end: int) -> Iterator[_Item]:
        pair = self._pair(text, at, end)
        if pair:
            yield from pair
            return
        named = None
        while True:
            item = self._named_first(text, at, end) if named is not False else None
            if item is None and named is not True:
                item = self._number_first(text, at, end)
                named = False if item else None
            elif item is not None:
                named = True
            if item is None:
                return
            yield item
            next_ = self._parted(text, item.end, end)
            if next_ is None:
                if not item.letter or not re.match(rf"[{BLANK}]+\d", text[item.end : end]):
                    return
                next_ = _end(_GAP, text, item.end)
            at = next_

    def _pair(self, text: str, at: int, end: int) -> tuple[_Item, _Item] | None:
        """Both letters and both numbers side by side: "M/F: 20/15"."""
        found = re.compile(rf"(\w+|[♀♂])[{BLANK}]?/[{BLANK}]?(\w+|[♀♂])[{BLANK}]*[:=–—-]?[{BLANK}]*(?=\d)").match(text, at, end)
        if not found:
            return None
        names = [(self._sex(text, found.start(i), end) or ("", "", 0)) for i in (1, 2)]
        one = quantity(text, found.end(), self.words)
        stroke = re.compile(rf"[{BLANK}]?/[{BLANK}]?(?=\d)").match(text, one.end) if one else None
        other = quantity(text, stroke.end(), self.words) if stroke else None
        if not all(name[2] for name in names) or one is None or other is None or one.value is None or other.value is None:
            return None
        first = _Item(names[0][0], int(one.value), None, at, one.end, names[0][1])
        return first, _Item(names[1][0], int(other.value), None, other.start, other.end, names[1][1])

    def _named_first(self, text: str, at: int, end: int) -> _Item | None:
        """A word and its number: "women: 12", "F 12", "women made up 49 per cent"."""
        at = self._skip(text, at, end, "the")
        sex = self._sex(text, at, end)
        if sex is None:
            return None
        kind, letter, behind = sex
        also = self._also(text, behind, end)
        kind, behind = (_general(kind), also) if also else (kind, behind)
        behind = self._listed("sex_head", text, behind, end) or behind
        told = self._listed("sex_told", text, behind, end)
        behind = told or _end(_MARK, text, behind)
        behind = self._listed("sex_hedge", text, _end(_GAP, text, behind), end) or behind
        number = self._number(text, _end(_GAP, text, behind), end)
        return _Item(kind, number[0], number[1], at, number[2], letter, copula=told is not None) if number else None

    def _number_first(self, text: str, at: int, end: int) -> _Item | None:
        """A number and its word: "12 women", "at least 12 of them were young women", "17M"."""
        begin = at
        at = self._listed("sex_hedge", text, at, end) or at
        number = self._number(text, _end(_GAP, text, at), end)
        if number is None:
            return None
        value, share, at = number
        glued = self._sex(text, at, end)
        if glued:
            return self._counted(text, begin, (value, share), glued, end)
        behind = self._listed("of_them", text, at, end)
        of_them, at = behind is not None, behind or at
        at = _end(_COMMA, text, at) if of_them else at
        behind = self._listed("copula", text, at, end)
        copula, at = behind is not None, behind or at
        for _ in range(_MOST_FILLERS + 1):
            start = _end(_GAP, text, at)
            sex = self._sex(text, start, end)
            if sex and start > number[2] - 1:
                found = self._counted(text, begin, (value, share), sex, end)
                return _Item(found.kind, value, share, begin, found.end, found.letter, of_them, copula)
            word = _WORD.match(text, start, end)
            if (
                word is None
                or start == at
                or self.lists["sex_and"].fullmatch(word.group())
                or self.lists["part_intro"].fullmatch(word.group())
            ):
                return None
            copula = copula or bool(self.lists["copula"].fullmatch(word.group()))
            at = word.end()
        return None

    def _counted(
        self, text: str, begin: int, number: tuple[int | None, Fraction | None], sex: tuple[str, str, int], end: int
    ) -> _Item:
        kind, letter, at = sex
        also = self._also(text, at, end)
        kind, at = (_general(kind), also) if also else (kind, at)
        at = self._listed("sex_head", text, at, end) or at
        return _Item(kind, number[0], number[1], begin, at, letter)

    def _also(self, text: str, at: int, end: int) -> int | None:
        """The end of " and girls" behind "women"; None where it does not stand there."""
        found = re.compile(rf"[{BLANK}](?P<and>[^\W\d_]+|&)[{BLANK}](?P<word>[^\W\d_]+)").match(text, at, end)
        if not found or not self.words.has("and", found["and"]):
            return None
        before = self.kind_of(_last_word(text[max(0, at - 20) : at]))
        kind = self.kind_of(found["word"])
        return found.end() if kind and before and kind != before and _general(kind) == _general(before) else None

    def _number(self, text: str, at: int, end: int) -> tuple[int | None, Fraction | None, int] | None:
        """A number or a share at an offset: its value, its share, its end."""
        if at >= end or not text[at].isalnum():
            return None
        share = self._share_in_words(text, at, end)
        if share:
            return None, share[0], share[1]
        found = quantity(text, at, self.words)
        if found is None or found.value is None or found.end > end:
            return None
        sign = self.words.share_sign.match(text, found.end, end)
        if sign:
            return None, found.value / 100, sign.end()
        if found.value.denominator != 1:
            return None
        return int(found.value), None, found.end

    def _share_in_words(self, text: str, at: int, end: int) -> tuple[Fraction, int] | None:
        """ "half", "a third", "three quarters": the share and its end."""
        words = [(word.group().casefold(), word.end()) for word in list(_SHORT_WORD.finditer(text, at, min(end, at + 40)))[:2]]
        if not words or not text[at : at + 1].isalpha():
            return None
        fractions = self.words.values["fraction"]
        if words[0][0] in fractions:
            return fractions[words[0][0]], words[0][1]
        if len(words) < 2 or words[1][0] not in fractions:
            return None
        many = self.words.values["cardinal"].get(words[0][0], Fraction(1) if self.words.has("article", words[0][0]) else None)
        return (many * fractions[words[1][0]], words[1][1]) if many is not None and many * fractions[words[1][0]] <= 1 else None

    def _sex(self, text: str, at: int, end: int) -> tuple[str, str, int] | None:
        """The word or letter for a sex at an offset: its kind, the letter if it is one, and its end."""
        if at < end and text[at] in self.signs and not text[at].isalpha():
            return "", text[at], at + 1
        word = _SHORT_WORD.match(text, at, end)
        if word is None:
            return None
        behind = text[word.end() : word.end() + 2]
        if len(word.group()) == 1:
            is_letter = word.group().casefold() in self.signs and (
                word.group().isupper()
                or text[at - 1 : at].isdecimal()
                or _FIGURE_BEHIND.match(text, word.end(), end) is not None
            )
            return ("", word.group().casefold(), word.end()) if is_letter and not _GOES_ON.match(behind) else None
        kind = self.kind_of(word.group())
        return (kind, "", word.end()) if kind and not re.match(r"[’'-]\w?", behind) else None

    def _of_letter(self, letter: str, items: list[_Item]) -> str:
        """The sex of a letter beside the other letters of its list: M is male beside F and W, female beside H."""
        used = {item.letter for item in items if item.letter}
        pair = next((pair for pair in self.letters if used <= set(pair)), None) or next(
            pair for pair in self.letters if letter in pair
        )
        return _UNSPECIFIC[pair.index(letter)]

    def _listed(self, name: str, text: str, at: int, end: int) -> int | None:
        """The end of the words of a list that stand at an offset (behind a blank); None where none do."""
        start = _end(_GAP, text, at)
        found = self.lists[name].match(text, start, end)
        return found.end() if found else None

    def _skip(self, text: str, at: int, end: int, word: str) -> int:
        found = _SHORT_WORD.match(text, at, end)
        return _end(_GAP, text, found.end()) if found and found.group().casefold() == word else at

    def _parted(self, text: str, at: int, end: int) -> int | None:
        """Where the next item of a list may begin; None where the list ends."""
        mark = _PARTED.match(text, at, end)
        behind = mark.end() if mark else at
        word = self._listed("sex_and", text, behind, end) if mark or text[at : at + 1].isspace() else None
        if word is None and mark is None:
            return None
        return _end(_GAP, text, word or behind)


# What makes a letter one of a name or of a word: F-16, M.
_GOES_ON = re.compile(r"[’']|[-.]\w|\w")
_FIGURE_BEHIND = re.compile(rf"[{BLANK}]?[:=]?[{BLANK}]?\d")
_SHORT_WORD = re.compile(r"[^\W\d_]+")
_COMMA = re.compile(",?")


def _general(kind: str) -> str:
    return "female" if kind in {"women", "girls", "female"} else "male"


def _last_word(text: str) -> str:
    found = _SHORT_WORD.findall(text)
    return found[-1] if found else ""


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
