"""Numbers in a text: figures, words and mixtures, ranges; and how they are meant (exact, at least, at most, approximately).

A number here is a cardinal that may count things. Dates, money, shares, measures, ages, ordinals and document numbers are none, nor is
what no number is written like ("1 6880", "I8"): ``misprints`` gives those. All words stand in ``patterns/numbers/``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.language.note_marks import note_marks
from extract.language.number_words import BLANK, DASH, Label, NumberWords, bundled_words
from extract.language.quantities import Quantity, quantity
from extract.rules.load import Rule

Qualifier = Literal["exact", "at_least", "at_most", "approximately"]

# More than any number of people: a serial number, or digits run together.
_TOO_MANY = 10**11
_FARTHEST_BEFORE, _FARTHEST_BEHIND, _CLAUSE_BEFORE = 28, 48, 60
_WORD = re.compile(r"[^\W\d_]+")
_WORD_BEHIND = re.compile(rf"[{BLANK}]\(?(?P<word>[^\W\d_]+)")
_DASH = re.compile(rf"\s?[{DASH}]\s?")
_TO = re.compile(rf"[{BLANK}](?P<word>[^\W\d_]+)[{BLANK}]")
_FIRST_RUN = re.compile(r"\d+")
_MORE_FIGURES = re.compile(r" (\d{1,2}|\d{4,})(?![\d.,:/%-])")
# Notes’ marks: 40¹, 40[1], "120 (1) teachers".
_NOTE = re.compile(r"[¹²³⁰⁴-⁹]+| ?\[\d{1,3}\]")
_NOTE_IN_BRACKET = re.compile(rf"[{BLANK}]\((\d{{1,2}})\)(?=[{BLANK}][a-z])")
_NOTES_MOST = 20
_BRACKET = re.compile(rf"[{BLANK}]?\((?=[^\W_])")
_YEAR, _YEARS_LAST = re.compile(r"(?:19|20)\d\d"), re.compile(r"(?:19|20)?\d\d")
_PLAINLY_BY_BLANKS, _BY_COMMAS = re.compile(r"(?<![\d.,])\d{1,2} \d{3}(?!\d)"), re.compile(r"\d,\d{3}(?!\d)")
_MAY_FOLLOW_LABEL = tuple(" .:\u00a0\u202f\u2009\u2007")
_ACRONYM = re.compile(rf"\b[A-Z]{{3,}}[{BLANK}]$")
# Parts of a word, a time, a symbol, a note’s mark: A-45, 4:30, S/45, Gao[2].
_GLUED_BEFORE = re.compile(r"(?:[^\W\d_][-–‐‑]|[^\W_]\[|\d:|[\dA-Z]/)$")
_WORD_AND_STOP = re.compile(r"(?<![^\W_])(?P<word>[^\W\d_]+)\.$")
# A letter or two: 5th, 3D, 25M.
_GLUED_BEHIND = re.compile(r"[^\W\d_]{1,2}(?![^\W_])|[^\W\d_]+\d")
_OF = re.compile(r" (?P<of>[^\W\d_]+) (?P<what>[^\W\d_]+|\d)")
_TO_ONE, _ONE_TO = re.compile(r"[ -](?:to|on|by)[ -]one\b"), re.compile(r"\bone[ -](?:to|on|by)[ -]$", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[;|,)]|\.(?!\d)|$)")
_MARKED, _ENUMERATOR = re.compile(r"[.)]\s"), re.compile(r"(?:^|[\n•;:]\s*|(?:^|[;:,.]\s?|\band )\()$")
# A figure told of "target", "output", … that is at least so large is no number of one.
_TOLD_LEAST, _TOLD_LEAST_AT_END = 30, 18
_LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class Number:
    """A cardinal in a text: its span (with "between" and the upper end of a range), its value (the lower end of a range)."""

    start: int
    end: int
    value: int
    is_range: bool = False
    plus: bool = False
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class Misprint:
    """Figures that no number is written with: their span, and why they are none, in words."""

    start: int
    end: int
    text: str
    why: str


def value_of(text: str, words: NumberWords | None = None) -> int | None:
    """The value of one number in figures, words or a mixture; None where it has none (``1.5``, ``dozens``)."""
    text = text.strip()
    found = quantity(text, 0, words or bundled_words()) if text else None
    return _whole(found) if found and found.end == len(text) else None


def numbers(text: str, words: NumberWords | None = None) -> Iterator[Number]:
    """The cardinals of a text, in order. ``words``: those that numbers are written with (the bundled ones where none are given)."""
    return (one for one in _scan(text, words or bundled_words()) if isinstance(one, Number))


def misprints(text: str, words: NumberWords | None = None) -> list[Misprint]:
    """What stands where a number of people would and is none as written, in order: "1 6880 volunteers", "I8 participants"."""
    return [one for one in _scan(text, words or bundled_words()) if isinstance(one, Misprint)]


def _scan(text: str, words: NumberWords) -> Iterator[Number | Misprint]:
    at, marks = 0, note_marks(text)
    for begins in words.begins.finditer(text):
        start = begins.start()
        if start < at or start in marks:
            continue
        between = words.has("between", begins.group())
        first_at = begins.end() + 1 if between else start
        first = quantity(text, first_at, words) if first_at < len(text) else None
        if first is None:
            continue
        found, at = _read(text, start if between else first_at, first, between, words)
        if found is not None and (isinstance(found, Misprint) or not _counts_nothing(text, found, words)):
            yield found


def _read(text: str, start: int, first: Quantity, between: bool, words: NumberWords) -> tuple[Number | Misprint | None, int]:
    """The number that begins with a quantity, and where to search on."""
    if first.blanks and (_label(text, first.start, words) or _is_dated(text, first.start, words)):
        # "At site 4 120 farmers", "on May 12 240 farmers": the first figures are the label's.
        return None, _FIRST_RUN.match(text, first.start).end()  # type: ignore[union-attr]
    wrong = _misprint(text, first, words)
    if wrong:
        return wrong, wrong.end
    if first.odd:
        return None, first.end
    ranged = _range(text, start, first, between, words)
    if ranged:
        return ranged
    value = _whole(first)
    if value is None:
        return None, first.end
    plus, end = _plus(text, first.end, words)
    end = _behind_notes(text, _again(text, end, value, words))
    return Number(first.start, end, value, plus=plus, in_words=first.in_words), end


def _whole(found: Quantity) -> int | None:
    value = found.value
    return int(value) if value is not None and value.denominator == 1 and value < _TOO_MANY else None


def _plus(text: str, at: int, words: NumberWords) -> tuple[bool, int]:
    """Whether a plus stands behind a number ("150+", "200-plus"), and where it ends."""
    if text[at : at + 1] == "+":
        return True, at + 1
    word = _WORD.match(text, at + 1) if text[at : at + 1] == "-" else None
    return (True, word.end()) if word and words.has("plus", word.group()) else (False, at)


def _again(text: str, at: int, value: int, words: NumberWords) -> int:
    """The end of a bracket that says a number again, "twenty (20)", or holds a note's mark, "120 (1) teachers"; else ``at``."""
    bracket = _BRACKET.match(text, at)
    again = quantity(text, bracket.end(), words) if bracket else None
    if again and text[again.end : again.end + 1] == ")" and _whole(again) == value:
        return again.end + 1
    note = _NOTE_IN_BRACKET.match(text, at)
    return note.end() if note and int(note[1]) <= min(_NOTES_MOST, value) else at


def _behind_notes(text: str, at: int) -> int:
    note = _NOTE.match(text, at)
    return note.end() if note else at


def _range(text: str, start: int, first: Quantity, between: bool, words: NumberWords) -> tuple[Number | None, int] | None:
    """A range that begins with a quantity, or years that are none, and where to search on; None where it begins neither."""
    joined = _DASH.match(text, first.end) or _TO.match(text, first.end)
    if joined is None or joined.end() >= len(text) or text[joined.end()] == "0":
        return None
    word = joined["word"] if joined.re is _TO else ""
    if word and not words.has("and" if between else "to", word):
        return None
    second = quantity(text, joined.end(), words)
    if second is None or second.value is None or first.value is None:
        return None
    if words.month_behind.match(text, second.end):
        return None, second.end
    if _YEAR.fullmatch(text, first.start, first.end):
        if _YEARS_LAST.fullmatch(text, second.start, second.end):
            return None, second.end
        if words.before_year.search(text[max(0, first.start - _FARTHEST_BEFORE) : first.start]):
            return None
    low, high = first.value, second.value
    if first.scale == 1 and low < high / second.scale:
        # "2–3 million"
        low *= second.scale
    value = _whole(Quantity(first.start, second.end, low))
    if value is None or low >= high or (word and not between and _changes(text, first.start, words)):
        return None
    end = _behind_notes(text, second.end)
    return Number(start, end, value, is_range=True, in_words=first.in_words), end


def _changes(text: str, at: int, words: NumberWords) -> bool:
    """Whether "from" before a number tells where something rose or fell from, and no range begins: "rose from 30 to 40"."""
    before = _WORD.findall(re.split(r"[.;:]", text[max(0, at - _CLAUSE_BEFORE) : at])[-1])
    return bool(before) and words.has("from", before[-1]) and any(words.has("change", word) for word in before)


def _misprint(text: str, first: Quantity, words: NumberWords) -> Misprint | None:
    """What a quantity shows that no number is written like, where a noun follows as behind a number."""
    end, why = first.end, "no number is written so" if first.odd else ""
    written = text[first.start : end]
    if first.blanks and len(written) == len("140 120") and not _parts_by_blanks(text):
        why = "one number or two"
    elif written.isdecimal() and len(written) <= len("999"):
        more = _MORE_FIGURES.match(text, end)
        if more and not _YEAR.fullmatch(more[1]):
            end, why = more.end(), "one number or two"
    noun = _WORD_BEHIND.match(text, end) if why else None
    if noun is None or not noun["word"].islower() or len(noun["word"]) < len("men") or words.has("apart", noun["word"]):
        return None
    before = text[max(0, first.start - _FARTHEST_BEFORE) : first.start]
    beside = words.measure_behind.match(text, end) or words.month_behind.match(text, end) or words.money_before.search(before)
    if beside or _label(text, first.start, words) or _is_dated(text, first.start, words):
        return None
    return Misprint(first.start, end, text[first.start : end], why)


@functools.lru_cache(maxsize=8)
def _parts_by_blanks(text: str) -> bool:
    """Whether a text plainly parts thousands by blanks, so that "140 120" is one number."""
    return _PLAINLY_BY_BLANKS.search(text) is not None and _BY_COMMAS.search(text) is None


def _is_dated(text: str, at: int, words: NumberWords) -> bool:
    """Whether a month stands before a figure, so that it is a day: "on May 12 240 farmers"."""
    month = words.month_before.search(text[max(0, at - _FARTHEST_BEFORE) : at])
    return month is not None and not month["in"]


def _label(text: str, at: int, words: NumberWords) -> Label | None:
    """The label that stands right before a figure ("site 4"), by the rules of labels.csv; None where none does."""
    before = text[max(0, at - _FARTHEST_BEFORE) : at]
    if not before.endswith(_MAY_FOLLOW_LABEL):
        return None
    found = list(_WORD.finditer(before))[-words.longest_label - 1 :]
    if not found or before[found[-1].end() :].strip(" .:\u00a0\u202f"):
        return None
    for count in range(min(words.longest_label, len(found)), 0, -1):
        first = found[-count]
        label = words.labels.get(" ".join(before[first.start() : found[-1].end()].casefold().split()))
        if label is None or (label.kind == "code" and not first.group().isupper()):
            continue
        if label.kind == "bare" and not _stands_bare(before, first, found[-count - 1] if count < len(found) else None, words):
            continue
        return label
    return None


def _stands_bare(text: str, label: re.Match[str], last: re.Match[str] | None, words: NumberWords) -> bool:
    """Whether a label's word stands without an article or a name: "at site 4", "under Output 2", not "in Kilifi district 45"."""
    if last is None or text[last.end() : label.start()].strip(" \u00a0\u202f"):
        return True
    return words.has("preposition", last.group()) or (label.group()[0].isupper() and last.group().islower())


def _counts_nothing(text: str, number: Number, words: NumberWords) -> bool:
    """Whether a number is a date, money, a share, a measure, an age, a label, …"""
    before, after = (
        text[max(0, number.start - _FARTHEST_BEFORE) : number.start],
        text[number.end : number.end + _FARTHEST_BEHIND],
    )
    written = text[number.start : number.end]
    stop = before[-1:] == "." and _WORD_AND_STOP.search(before)
    if before[-1:] == "." and not (stop and words.has("about", stop["word"])):
        return True
    if number.value < 1 or _GLUED_BEFORE.search(before) or (not number.in_words and _GLUED_BEHIND.match(after)):
        return True
    if words.money_before.search(before) or words.measure_behind.match(after):
        return True
    if _is_labelled(text, number, before, after, words):
        return True
    if number.value == 1 and _is_one_of(before, after, number.in_words, words):
        return True
    if (number.value <= 10 and words.share_behind.match(after)) or words.share_before.search(before):
        return True
    if _YEAR.fullmatch(written) and _is_year(before, after, words):
        return True
    if written.isdecimal() and number.value <= _LAST_DAY and _is_day(before, after, words):
        return True
    return bool(written.isdecimal() and len(written) <= len("999") and _MARKED.match(after) and _ENUMERATOR.search(before))


def _is_labelled(text: str, number: Number, before: str, after: str, words: NumberWords) -> bool:
    """Whether a figure is the number of a paper, a place, a standard, …"""
    if number.in_words:
        return False
    acronym = _ACRONYM.search(before)
    label = _label(text, number.start, words)
    if label is None:
        # "UNDP 30 nurses" counts nurses; "ALPHA 3" is a name.
        return acronym is not None and not _WORD_BEHIND.match(after)
    if label.kind == "maybe":
        told = number.value >= _TOLD_LEAST and re.match(r" [a-z]", after) is not None
        return not told and not (number.value >= _TOLD_LEAST_AT_END and _ENDS.match(after) is not None)
    return label.most is None or number.value <= label.most


def _is_one_of(before: str, after: str, in_words: bool, words: NumberWords) -> bool:
    """Whether "one" is one of those told of: "one of the", "one of 48", "one to one"."""
    of = _OF.match(after)
    if in_words and of and words.has("of", of["of"]) and (of["what"].isdecimal() or words.has("one_of", of["what"])):
        return True
    return bool(_TO_ONE.match(after) or _ONE_TO.search(before))


def _is_year(before: str, after: str, words: NumberWords) -> bool:
    """Whether a figure like a year is one: by what leads to it, or since no noun follows. "In 2029, 2030 teachers" counts teachers."""
    behind = _WORD_BEHIND.match(after)
    if behind is None or not behind["word"][0].islower() or words.has("behind_year", behind["word"]):
        return True
    return words.before_year.search(before) is not None


def _is_day(before: str, after: str, words: NumberWords) -> bool:
    """Whether a small figure is a day of a month: "on 10 May", "on May 10," but not "in May 20 officers"."""
    if words.month_behind.match(after):
        return True
    month = words.month_before.search(before)
    return month is not None and (not month["in"] or not re.match(r" [a-z]", after))


@dataclass(frozen=True, slots=True)
class Hedge:
    """A rule of ``trained/qualifiers.yaml``: words right before or behind a number that say how it is meant."""

    rule: str
    qualifier: Qualifier
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


def hedges(rules: Sequence[Rule]) -> tuple[Hedge, ...]:
    """The rules, ready to be asked. Raises ``PatternError`` for a body that does not say what it must."""
    made = []
    for rule in rules:
        if rule.body.get("qualifier") not in ("exact", "at_least", "at_most", "approximately"):
            raise rule.wrong("qualifier must be exact, at_least, at_most or approximately")
        compiled: dict[str, re.Pattern[str] | None] = {}
        for key, form in (("before", r"(?<![\w-])(?:{})\s*$"), ("after", r"^\s*(?:{})")):
            given = rule.body.get(key)
            try:
                compiled[key] = re.compile(form.format(given), re.IGNORECASE) if given else None
            except re.error as error:
                raise rule.wrong(f"{key} is no regular expression: {error}") from None
        if not any(compiled.values()):
            raise rule.wrong("needs before or after")
        made.append(Hedge(rule.id, rule.body["qualifier"], compiled["before"], compiled["after"]))
    return tuple(made)


def meant(text: str, number: Number, rules: Sequence[Hedge]) -> tuple[Qualifier, Hedge | None, int]:
    """How a number is meant, the rule that says so, and where the words for it begin (the number's start without any)."""
    before = text[max(0, number.start - 60) : number.start]
    after = text[number.end : number.end + 30]
    for hedge in rules:
        if hedge.before:
            found = hedge.before.search(before)
            if found:
                return hedge.qualifier, hedge, number.start - len(before) + found.start()
        if hedge.after and hedge.after.search(after):
            return hedge.qualifier, hedge, number.start
    if number.is_range or number.plus:
        return "at_least", None, number.start
    return "exact", None, number.start
