"""Numbers in a text: figures, words and mixtures, ranges; and how they are meant (exact, at least, at most, approximately).

A number here is a cardinal that may count things. Dates, money, shares, measures, ages, ordinals and document numbers are none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from text_to_num import text2num

from extract.rules.load import Rule

Qualifier = Literal["exact", "at_least", "at_most", "approximately"]

_BLANK = "\u00a0\u202f\u2009 "
_FIGURE = rf"(?<![\d.,])(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d{{1,3}}(?:[{_BLANK}]\d{{3}})+(?![\d,])|\d+(?:\.\d+)?)"
_UNIT = "one|two|three|four|five|six|seven|eight|nine"
_TEEN = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = rf"(?:(?:{_TENS})(?:[- ](?:{_UNIT})\b)?|{_TEEN}|{_UNIT})"
_HUNDRED = rf"(?:(?:{_SMALL}|an?) hundred\b(?:(?: and)? {_SMALL}\b)?|{_SMALL}\b)"
_THOUSAND = rf"(?:(?:{_HUNDRED}|an?) thousand\b(?:,?(?: and)? {_HUNDRED})?|{_HUNDRED})"
_WORDS = rf"(?:half a dozen|(?:(?:{_SMALL}|a) )?dozen|(?:{_THOUSAND}|a) million\b(?:,?(?: and)? {_THOUSAND})?|{_THOUSAND})"
# Small cardinals in words, as one expression without groups.
SMALL_IN_WORDS = rf"(?:{_HUNDRED})"
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "k": 1000, "m": 10**6}
_SCALE = rf"(?:[{_BLANK}](?:hundred|thousand|million|billion)\b|[km]\b(?= [a-z]))?"
_ONE = rf"(?:{_FIGURE}{_SCALE}|\b{_WORDS}\b)"
_NUMBER = re.compile(
    rf"(?P<between>\bbetween )?(?P<first>{_ONE})(?P<plus>\+)?(?: ?\((?P<again>{_ONE})\))?"
    rf"(?:(?P<to>\s?[–—-]\s?| to | and )(?P<second>{_ONE}))?",
    re.IGNORECASE,
)
# Where a number may begin: cheap, since most of a text begins none.
_BEGINS = re.compile(
    rf"(?<![\d.,])\d|\b(?:between (?=\d|[a-z])|(?:{_TENS}|{_TEEN}|{_UNIT}|half a dozen|dozen|an? (?:dozen|hundred|thousand|million))\b)",
    re.IGNORECASE,
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
# What stands right before a figure that counts nothing: money, document and paragraph numbers, ages, parts of a word.
_NOT_AFTER = re.compile(
    rf"(?:[$€£¥₦₹/#§.:]|\d,|\b(?:USD|EUR|GBP|US|SSP|CHF|XAF|KES|UGX|Nos?|resolutions?|paragraphs?|paras?|articles?|chapters?|pages?|p|pp|figures?"
    r"|tables?|annex|appendix|box|goals?|targets?|indicators?|outputs?|outcomes?|phase|grades?|class|zone|area|version|items?|sections?"
    r"|decisions?|rule|level|tier|type|category|part|volume|vol|Agenda|article|batch|aged?|ages|aged between|ages of"
    rf"|[A-Z]{{3,}}(?<!AND)(?<!THE))\.?[{_BLANK}]?|\b(?:target|goal):?[{_BLANK}]|[A-Za-z]-?|[A-Za-z]–)$",
    re.IGNORECASE,
)
_LABEL_NEEDS_CAPITALS = re.compile(r"\b[A-Za-z]{3,}[.:]?\s?$")
_MAY_BE_VERB = re.compile(r"\b(?:targets?|goals?|rule|box|level|type|outputs?|figures?)[.: ]*$", re.IGNORECASE)
_NOT_BEFORE = re.compile(
    rf"(?:[{_BLANK}]?%|[{_BLANK}-]?per[ -]?cent|(?:st|nd|rd|th)\b|/\d|\.\d|:\d\d"
    rf"|[{_BLANK}](?:thirds?|quarters?|fifths?|tenths?|halves)\b|[{_BLANK}-](?:fold|times|percentage|dollars?|euros?|pounds?|tons?|tonnes?"
    r"|hectares?|acres?|litres?|lit(?:er|re)s?|kilomet\w+|met(?:re|er)s?|square|cubic|degrees?|o'clock|a\.m|p\.m|km|kg|kW|MW|GW|m2|cm|mm|ha)\b"
    rf"|[{_BLANK}-](?:(?:calendar|working|consecutive|full|additional|more) )?(?:years?|months?|weeks?|days?|hours?|minutes?|nights?)\b(?![’'])"
    r"|-(?:point|member|storey|bed|seat|person|man|room|page|step|part|volume)\b|-[a-z])",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:[;|,)]|\.(?!\d)|$)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_LEAD = re.compile(
    rf"(?:\b(?:in|from|to|since|by|until|till|of|during|between|and|or|before|after|through|throughout|for|early|late|mid|year|the|its|this|our|{_MONTH}"
    r"|(?:19|20)\d\d,)\s|[-–/(]|(?:19|20)\d\d[-–]| \d{1,2} )$",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(rf"(?P<in>\b(?:in|during|since|by|of) )?\b(?:{_MONTH})\.? $")
_MONTH_BEHIND = re.compile(rf"(?:\s?(?:[-–]|to|and|,)\s?\d{{1,2}})*[{_BLANK}](?:{_MONTH})\b")
_SHARE = re.compile(
    r" (?:in|out of) (?:every )?(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\b(?!,\d)", re.IGNORECASE
)
_SHARE_BEFORE = re.compile(
    r"\b(?:\d|10|one|two|three|four|five|six|seven|eight|nine|ten) (?:in|out of) (?:every )?$", re.IGNORECASE
)
# "one of the", "one of 48", "one to one".
_ONE_OF = re.compile(r" of (?:(?:the|these|those|its|our|their|them|which|whom)\b|\d)|[ -](?:to|on|by)[ -]one\b")
_ONE_TO = re.compile(r"\bone[ -](?:to|on|by)[ -]$", re.IGNORECASE)
_ENUMERATOR = re.compile(r"(?:^|[\n•;:]\s*|(?:^|[;:,.]\s?|\band )\()$")

# More than any number of people: a serial number, or digits run together.
_TOO_MANY = 10**11


@dataclass(frozen=True, slots=True)
class Number:
    """A cardinal in a text: its span (with "between" and the upper end of a range), its value (the lower end of a range)."""

    start: int
    end: int
    value: int
    is_range: bool = False
    plus: bool = False
    in_words: bool = False


def value_of(text: str) -> int | None:
    """The value of one number in figures, words or a mixture; None where it has none (``1.5``, ``dozens``)."""
    text = re.sub(f"[{_BLANK}]", " ", text.strip().casefold())
    found = re.fullmatch(rf"({_FIGURE}) ?(hundred|thousand|million|billion|[km])?", text)
    if found:
        figure = float(re.sub(r"[, ]", "", found.group(1)))
        value = round(figure * _SCALES.get(found.group(2) or "", 1), 6)
        return int(value) if value < _TOO_MANY and value == int(value) else None
    return _words_value(text)


@functools.lru_cache(maxsize=512)
def _words_value(text: str) -> int | None:
    if text == "half a dozen":
        return 6
    if text.endswith("dozen"):
        factor = text.removesuffix("dozen").strip()
        several = 1 if factor in {"", "a"} else _words_value(factor)
        return None if several is None else 12 * several
    try:
        return int(text2num(re.sub(r"^an? ", "one ", text).replace("-", " ").replace(",", ""), "en"))
    except ValueError:
        return None


def numbers(text: str) -> Iterator[Number]:
    """The cardinals of a text, in order."""
    at = 0
    for begins in _BEGINS.finditer(text):
        found = _NUMBER.match(text, begins.start()) if begins.start() >= at else None
        if not found:
            continue
        number, at = _read(text, found)
        if number and not _counts_nothing(text, number):
            yield number


def _read(text: str, found: re.Match[str]) -> tuple[Number | None, int]:
    """The number that a match holds, and where to search on."""
    first = value_of(found.group("first"))
    in_words = not found.group("first")[0].isdigit()
    end = found.end("plus") if found.group("plus") else found.end("first")
    if first is None:
        return None, end
    if found.group("again"):
        if value_of(found.group("again")) == first:
            return Number(found.start("first"), found.end("again") + 1, first, in_words=in_words), found.end("again") + 1
        return Number(found.start("first"), end, first, plus=bool(found.group("plus")), in_words=in_words), end
    if _is_range(found, first, text) and _YEAR.fullmatch(found.group("first")) and "," in found.group("second"):
        # "the total since 2015 to 2,960"
        return None, found.end("first")
    if _is_range(found, first, text):
        second_end = found.end("second")
        if _YEAR.fullmatch(found.group("first")) and re.fullmatch(r"(?:19|20)?\d\d", found.group("second")):
            return None, second_end
        if _MONTH_BEHIND.match(text, second_end):
            return None, second_end
        return Number(found.start(), second_end, first, is_range=True, in_words=in_words), second_end
    joined = (found.group("to") or "").strip()
    if joined in {"-", "–"} and found.group("second") and _YEAR.fullmatch(found.group("first")):
        return None, found.end("second")
    return Number(found.start("first"), end, first, plus=bool(found.group("plus")), in_words=in_words), end


def _is_range(found: re.Match[str], first: int, text: str) -> bool:
    if not found.group("second"):
        return False
    second = value_of(found.group("second"))
    if second is None or second <= first or found.group("second").startswith("0"):
        return False
    joined = found.group("to").strip()
    if found.group("between"):
        return joined in {"and", "–", "-"}
    if joined == "to":
        return not re.search(r"\bfrom $", text[max(0, found.start() - 5) : found.start()])
    return joined in {"–", "—", "-"}


def _counts_nothing(text: str, number: Number) -> bool:
    """Whether a number is a date, money, a share, a measure, an age, a label, …"""
    before, after = text[max(0, number.start - 24) : number.start], text[number.end : number.end + 40]
    written = text[number.start : number.end]
    label = _NOT_AFTER.search(before)
    if label and _is_label(label.group()) and not _is_figure(label.group(), number.value, after):
        return True
    if _NOT_BEFORE.match(after) or (number.value < 1):
        return True
    if number.in_words and number.value == 1 and _ONE_OF.match(after):
        return True
    if number.value == 1 and _ONE_TO.search(before):
        return True
    if (number.value <= 10 and _SHARE.match(after)) or _SHARE_BEFORE.search(before):
        return True
    if written.isdigit() and _YEAR.fullmatch(written) and (_YEAR_LEAD.search(before) or not re.match(r" \(?[a-z]", after)):
        return True
    if written.isdigit() and number.value <= 31 and _is_day(before, after):
        return True
    return bool(written.isdigit() and number.value < 200 and re.match(r"[.)]\s", after) and _ENUMERATOR.search(before))


def _is_figure(label: str, value: int, after: str) -> bool:
    """Whether what stands behind "target", "output", … counts something, and is no number of one ("target 4.3", "goal 16")."""
    if not _MAY_BE_VERB.search(label):
        return False
    return (value >= 30 and re.match(r" [a-z]", after) is not None) or (value >= 18 and _ENDS.match(after) is not None)


def _is_label(words: str) -> bool:
    """An acronym before a figure labels it ("ISO 9001") only in capitals; the listed words do in any letters."""
    if not _LABEL_NEEDS_CAPITALS.search(words):
        return True
    bare = words.strip(" .:\u00a0\u202f\u2009")
    return bare.isupper() or not re.fullmatch(r"[A-Za-z]{3,}", bare) or _LISTED.fullmatch(bare) is not None


_LISTED = re.compile(
    r"USD|EUR|resolutions?|paragraphs?|paras?|articles?|chapters?|pages?|figures?|tables?|annex|appendix|box|goals?|targets?|indicators?|outputs?"
    r"|outcomes?|phase|grades?|class|zone|area|version|items?|sections?|decisions?|rule|level|tier|type|category|part|volume|vol|Agenda|batch|aged?|ages",
    re.IGNORECASE,
)


def _is_day(before: str, after: str) -> bool:
    """Whether a small figure is a day of a month: "on 10 May", "on May 10," but not "in May 20 officers"."""
    if _MONTH_BEHIND.match(after):
        return True
    month = _MONTH_BEFORE.search(before)
    return bool(month) and (not month or not month.group("in") or not re.match(r" [a-z]", after))


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
