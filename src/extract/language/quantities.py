"""One written number: figures with any thousands mark, words, scales ("3 million 200 thousand"), or digits that no number is written with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from extract.language.number_words import BLANK, FRACTION_SIGNS, NumberWords

_ONE = Fraction(1)
_APOSTROPHES = "'’‘ʼ′"
_MARKS = rf"[,.{_APOSTROPHES}·˙]"
# A run of figures with the marks that may part them.
_CHAIN = re.compile(rf"\d+(?:{_MARKS}\d+)*")
# Thousands parted by blanks behind the first run.
_BY_BLANKS = re.compile(rf"(?:[{BLANK}]\d{{3}}(?![\d]))+(?!{_MARKS}\d)")
# Thousands with a blank too many behind the comma: 45, 646.
_COMMA_AND_BLANK = re.compile(rf",[{BLANK}]\d{{3}}(?![\d{BLANK}]?[\d,.%;)(/-])(?=[{BLANK}][a-z])")
# A letter typed for a figure: I8, 1O0, 25O.
_WITH_LETTERS = re.compile(r"(?=[Il]?\d)[\dIlO]*(?:[,.][\dIlO]+)*(?!\w)")
_LETTERS = re.compile(r"[IlO]")
_LITRES = re.compile(r"[\d.,]+l")
_GROUPS_OF_THREE = re.compile(rf"\d{{1,3}}(?P<mark>{_MARKS})\d{{3}}(?:(?P=mark)\d{{3}})*")
_INDIAN = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}")
_WHOLE_AND_PART = re.compile(
    r"(?P<whole>\d+|\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}|\d{1,3}(?:\.\d{3})+)(?P<mark>[.,·˙])(?P<part>\d+)"
)
_WRONG_GROUPS = re.compile(r"\d{1,3}(?:,\d+)+")
_SIGN = re.compile(rf"[{BLANK}]?(?P<sign>[{''.join(FRACTION_SIGNS)}])|[{BLANK}](?P<over>\d)/(?P<under>\d)(?![\d/])")
_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(rf",?[{BLANK}]|-")
_ONE_GAP = re.compile(rf"[{BLANK}]|-")
_GOES_ON = re.compile(rf"[{BLANK}][a-z]")
_HUNDRED, _THOUSAND = 100, 1000
# A number with more figures counts nothing.
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written: its span, its value (None where it has none that could count), the scale it ends with (1: none).

    ``in_words``: it begins with a word; ``blanks``: ordinary blanks part its thousands; ``odd``: no number is written so.
    """

    start: int
    end: int
    value: Fraction | None
    scale: Fraction = _ONE
    in_words: bool = False
    blanks: bool = False
    odd: bool = False


def quantity(text: str, at: int, words: NumberWords) -> Quantity | None:
    """The number that begins at ``at``; None where none does. Reads as far as the number goes, and no text twice."""
    typed = _WITH_LETTERS.match(text, at)
    if typed and _LETTERS.search(typed.group()) and not _LITRES.fullmatch(typed.group()):
        return Quantity(at, typed.end(), None, odd=True)
    if text[at].isdecimal():
        return _figures(text, at, words)
    return _fraction(text, at, words) or _in_words(text, at, words)


def _figures(text: str, at: int, words: NumberWords, *, alone: bool = False) -> Quantity:
    """A number that begins with a figure; ``alone``: without a smaller one behind its scale."""
    written, end, blanks = _written(text, at, words)
    sign = _SIGN.match(text, end) if written.isdecimal() else None
    value: Fraction | None
    if sign:
        part = FRACTION_SIGNS[sign["sign"]] if sign["sign"] else Fraction(int(sign["over"]), max(int(sign["under"]), 1))
        scale, end = _scale_behind(text, sign.end(), words)
        return Quantity(at, end, (Fraction(written) + part) * scale if part < 1 and len(written) < _LONGEST else None, scale)
    scale, behind = _scale_behind(text, end, words)
    value = _value(written, scaled=scale > 1)
    if value is None:
        odd = _WRONG_GROUPS.fullmatch(written) is not None and (written.count(",") > 1 or len(written.rpartition(",")[2]) > 3)
        return Quantity(at, behind, None, scale, odd=odd)
    if scale == 1:
        more = _and_a_fraction(text, end, words)
        return _more(at, value, more) if more else Quantity(at, end, value, blanks=blanks)
    found = Quantity(at, behind, value * scale, scale, blanks=blanks)
    return found if alone else _with_smaller(text, found, words)


def _written(text: str, at: int, words: NumberWords) -> tuple[str, int, bool]:
    """The figures of a number with their marks, where they end, and whether ordinary blanks part them (those are left out)."""
    chain = _CHAIN.match(text, at)
    written, end = (chain.group(), chain.end()) if chain else (text[at], at + 1)
    if len(written) > len("999") or not written.isdecimal() or written.startswith("0"):
        return written, end, False
    parted = _BY_BLANKS.match(text, end) or _COMMA_AND_BLANK.match(text, end)
    if parted is None or (parted.re is _COMMA_AND_BLANK and _is_apart(text, parted.end(), words)):
        return written, end, False
    return written + re.sub(r"\D", "", parted.group()), parted.end(), parted.re is _BY_BLANKS and " " in parted.group()


def _value(written: str, *, scaled: bool) -> Fraction | None:
    """The value of a run of figures. Before a scale a single mark parts decimals ("1,5 million", "1.234 million")."""
    if written.isdecimal():
        return Fraction(written) if len(written) < _LONGEST else None
    if len(written) > 2 * _LONGEST:
        return None
    groups = _GROUPS_OF_THREE.fullmatch(written)
    may_be_decimal = groups is not None and groups["mark"] in ".·˙" and written.count(groups["mark"]) == 1
    if groups and written[0] != "0" and not (scaled and may_be_decimal):
        return Fraction(re.sub(r"\D", "", written))
    if _INDIAN.fullmatch(written):
        return Fraction(written.replace(",", ""))
    parts = _WHOLE_AND_PART.fullmatch(written)
    if parts and (scaled or parts["mark"] != ",") and parts["mark"] not in parts["whole"]:
        return Fraction(f"{re.sub(r'[,.]', '', parts['whole'])}.{parts['part']}")
    return None


def _scale_behind(text: str, at: int, words: NumberWords) -> tuple[Fraction, int]:
    """The scale behind a number and where it ends: " million", "k" or "m" glued to it before a word; 1 where there is none."""
    gap = _ONE_GAP.match(text, at)
    word = _WORD.match(text, gap.end() if gap else at)
    value = words.values["scale"].get(word.group().casefold()) if word else None
    if word and value is None and not gap and _GOES_ON.match(text, word.end()):
        value = words.values["letter"].get(word.group().casefold())
    return (value, word.end()) if word and value is not None else (_ONE, at)


def _with_smaller(text: str, found: Quantity, words: NumberWords) -> Quantity:
    """A number with the smaller ones that are told behind its scale: 3 million 200 thousand, 2 lakh 45 thousand 300."""
    while found.scale > 1 and found.value is not None:
        at = _behind_gap(text, found.end, words)
        if at is None or not text[at : at + 1].isdecimal():
            break
        more = _figures(text, at, words, alone=True)
        if more.value is None or more.value >= found.scale or more.scale >= found.scale or more.blanks:
            break
        if more.scale == 1 and (at > found.end + 1 or not _GOES_ON.match(text, more.end)):
            break
        found = replace(found, end=more.end, value=found.value + more.value, scale=more.scale)
    return found


def _fraction(text: str, at: int, words: NumberWords) -> Quantity | None:
    """A fraction of a scale: half a million, a quarter of a million, half a dozen."""
    first = _word(text, at)
    if first and words.has("article", first.group()):
        gap = _ONE_GAP.match(text, first.end())
        first = _word(text, gap.end()) if gap else None
    part = words.values["fraction"].get(first.group().casefold()) if first else None
    if first is None or part is None:
        return None
    scale, end = _of_a_scale(text, first.end(), words)
    return Quantity(at, end, part * scale, scale, in_words=True) if scale > 1 else None


def _of_a_scale(text: str, at: int, words: NumberWords) -> tuple[Fraction, int]:
    """The scale behind a fraction and where it ends: "a million", "of a million", "million"; 1 where there is none."""
    end = at
    for kind in ("of", "article"):
        gap = _ONE_GAP.match(text, end)
        word = _word(text, gap.end()) if gap else None
        if word and words.has(kind, word.group()):
            end = word.end()
    scale, behind = _scale_behind(text, end, words)
    return (scale, behind) if scale > 1 else (_ONE, at)


def _and_a_fraction(text: str, at: int, words: NumberWords) -> tuple[Fraction, Fraction, int] | None:
    """What " and a half million" adds, its scale (1: none), and where it ends."""
    part = ""
    for kind in ("and", "article", "fraction"):
        gap = _ONE_GAP.match(text, at)
        word = _word(text, gap.end()) if gap else None
        if word is None or not words.has(kind, word.group()):
            return None
        part, at = word.group().casefold(), word.end()
    return words.values["fraction"][part], *_scale_behind(text, at, words)


def _more(at: int, value: Fraction, more: tuple[Fraction, Fraction, int], *, in_words: bool = False) -> Quantity:
    part, scale, end = more
    return Quantity(at, end, (value + part) * scale, scale, in_words=in_words)


def _in_words(text: str, at: int, words: NumberWords) -> Quantity | None:
    first = _small(text, at, words)
    if first is None:
        return None
    value, end = first
    more = _and_a_fraction(text, end, words)
    if more:
        return _more(at, value, more, in_words=True)
    value, end = _with_decimals(text, value, end, words)
    gap = _ONE_GAP.match(text, end)
    part = _word(text, gap.end()) if gap else None
    if part and words.has("fraction", part.group()):
        # "three quarters of a million"
        scale, behind = _of_a_scale(text, part.end(), words)
        if scale > 1:
            value *= words.values["fraction"][part.group().casefold()]
            return Quantity(at, behind, value * scale, scale, in_words=True)
    scale, end = _scale_behind(text, end, words)
    found = Quantity(at, end, value * scale, scale, in_words=True)
    while found.scale >= _THOUSAND and found.value is not None:
        start = _behind_gap(text, found.end, words)
        next_ = _small(text, start, words, article=False) if start is not None else None
        if start is None or next_ is None:
            break
        scale, end = _scale_behind(text, next_[1], words)
        if scale >= found.scale or next_[0] * scale >= found.scale or (text[found.end] == "," and _is_apart(text, end, words)):
            break
        found = replace(found, end=end, value=found.value + next_[0] * scale, scale=scale)
    return found


def _with_decimals(text: str, value: Fraction, end: int, words: NumberWords) -> tuple[Fraction, int]:
    """A number in words with the digits told behind its point: five point three."""
    gap = _ONE_GAP.match(text, end)
    word = _word(text, gap.end()) if gap else None
    if word is None or not words.has("point", word.group()):
        return value, end
    digits, behind = "", word.end()
    while len(digits) < len("999"):
        gap = _ONE_GAP.match(text, behind)
        word = _word(text, gap.end()) if gap else None
        digit = words.values["cardinal"].get(word.group().casefold()) if word else None
        if word is None or digit is None or digit > 9:
            break
        digits, behind = digits + str(digit), word.end()
    return (value + Fraction(f"0.{digits}"), behind) if digits else (value, end)


def _small(text: str, at: int, words: NumberWords, *, article: bool = True) -> tuple[Fraction, int] | None:
    """A number in words below a thousand (or "twelve hundred"), and where it ends; an article before a scale is one."""
    found = _below_hundred(text, at, words)
    if found is None:
        word = _word(text, at) if article else None
        scale = _scale_behind(text, word.end(), words)[0] if word and words.has("article", word.group()) else _ONE
        if word is None or scale == 1:
            return None
        found = _ONE, word.end()
    scale, end = _scale_behind(text, found[1], words)
    if scale != _HUNDRED:
        return found
    value = found[0] * _HUNDRED
    start = _behind_gap(text, end, words)
    more = _below_hundred(text, start, words) if start is not None else None
    if (
        more is None
        or _scale_behind(text, more[1], words)[0] == _HUNDRED
        or (text[end] == "," and _is_apart(text, more[1], words))
    ):
        return value, end
    return value + more[0], more[1]


def _below_hundred(text: str, at: int, words: NumberWords) -> tuple[Fraction, int] | None:
    word = _word(text, at)
    value = words.values["cardinal"].get(word.group().casefold()) if word else None
    if word is None or value is None:
        return None
    gap = _ONE_GAP.match(text, word.end()) if value >= 20 else None
    unit = _word(text, gap.end()) if gap else None
    ones = words.values["cardinal"].get(unit.group().casefold()) if unit else None
    if gap is None or unit is None or ones is None or not 1 <= ones <= 9:
        return value, word.end()
    # "twenty one-day courses"
    if gap.group() != "-" and re.match(r"-[^\W\d_]", text[unit.end() : unit.end() + 2]):
        return value, word.end()
    return value + ones, unit.end()


def _behind_gap(text: str, at: int, words: NumberWords) -> int | None:
    """Where a number may go on behind ``at``: behind a blank, a hyphen or a comma, and an "and"."""
    gap = _GAP.match(text, at)
    if gap is None:
        return None
    word = _word(text, gap.end())
    if word and words.has("and", word.group()):
        gap = _ONE_GAP.match(text, word.end())
        return gap.end() if gap else None
    return gap.end()


def _is_apart(text: str, at: int, words: NumberWords) -> bool:
    """Whether what stands behind a comma is a number of its own: "one hundred, twenty of them women"."""
    gap = _ONE_GAP.match(text, at)
    word = _word(text, gap.end()) if gap else None
    return word is None or words.has("apart", word.group())


def _word(text: str, at: int) -> re.Match[str] | None:
    return _WORD.match(text, at)
