"""The words that numbers are written with and told by, from ``patterns/numbers/``, ready to be asked."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from extract.rules.load import Patterns, load_patterns

# All blanks that may part thousands: ordinary, no-break, narrow, thin, figure and the other typographic ones.
BLANK = " \u00a0\u2002-\u200a\u202f\u205f"
# All hyphens and dashes that may stand in a range.
DASH = "\u2010-\u2015\u2212-"
# Signs of single fractions: 1½ million.
FRACTION_SIGNS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3)}
_KINDS = frozenset(
    {
        "cardinal",
        "scale",
        "letter",
        "fraction",
        "article",
        "and",
        "of",
        "point",
        "between",
        "from",
        "to",
        "change",
        "apart",
        "month",
    }
    | {"before_year", "in_month", "behind_year", "preposition", "share", "one_of", "plus", "about"}
)
_VALUED = frozenset({"cardinal", "scale", "letter", "fraction"})
_LABEL_KINDS = frozenset({"always", "bare", "maybe", "code"})
_MEASURE_KINDS = frozenset({"before", "behind", "time", "filler", "share"})
_NEVER = r"(?!)"


@dataclass(frozen=True)
class Label:
    """A word that a figure labels when it stands behind it. ``kind`` as in labels.csv; ``most`` the largest number that it labels."""

    kind: str
    most: int | None


@dataclass(frozen=True)
class NumberWords:
    """The lists, by kind; and a few expressions that they make. All words are in small letters."""

    values: Mapping[str, Mapping[str, Fraction]]
    words: Mapping[str, frozenset[str]]
    labels: Mapping[str, Label]
    longest_label: int
    # Where a number may begin: cheap, since most of a text begins none.
    begins: re.Pattern[str]
    money_before: re.Pattern[str]
    measure_behind: re.Pattern[str]
    share_sign: re.Pattern[str]
    month_before: re.Pattern[str]
    month_behind: re.Pattern[str]
    before_year: re.Pattern[str]
    share_behind: re.Pattern[str]
    share_before: re.Pattern[str]

    def has(self, kind: str, word: str) -> bool:
        """Whether a word, in any letters, is one of a kind."""
        return word.casefold() in self.words[kind]


@functools.lru_cache(maxsize=1)
def bundled_words() -> NumberWords:
    """The words that come with the package."""
    return number_words(load_patterns())


@functools.lru_cache(maxsize=4)
def number_words(patterns: Patterns) -> NumberWords:
    """The words of ``numbers/*.csv``. Raises ``PatternError`` for a row whose kind or value nothing reads."""
    values, words = _words(patterns)
    labels = _labels(patterns)
    beside = _measures(patterns)
    months, few = _any(words["month"]), _any(word for word, value in values["cardinal"].items() if 1 <= value <= 10)
    starts = [*values["cardinal"], *values["fraction"], *words["between"], *words["article"]]
    return NumberWords(
        values=values,
        words=words,
        labels=labels,
        longest_label=max((len(label.split()) for label in labels), default=1),
        begins=re.compile(rf"(?<![\w,])(?<![\d.]\.)(?:\d|[Il](?=\d)|{_any(starts)}\b)", re.IGNORECASE),
        money_before=re.compile(rf"(?:[$€£¥₦₹₽₵#§]|\b(?:{beside['before']})\.?)[{BLANK}]?$", re.IGNORECASE),
        measure_behind=re.compile(
            rf"(?:[{BLANK}-]?(?:{beside['share']})|[{BLANK}-](?:{_any(words['fraction'])})(?![\w-])|[{BLANK}-](?:{beside['behind']})(?![\w])"
            rf"|[{BLANK}-](?:(?:{beside['filler']}) )?(?:{beside['time']})\b(?![’'])|-[^\W\d_]|/\d|\.\d|:\d\d)",
            re.IGNORECASE,
        ),
        share_sign=re.compile(rf"[{BLANK}-]?(?:{beside['share']})(?![^\W_])", re.IGNORECASE),
        month_before=re.compile(rf"(?:\b(?P<in>{_any(words['in_month'])}) )?\b(?:{months})\.? $", re.IGNORECASE),
        month_behind=re.compile(
            rf"(?:\s?(?:[{DASH}]|{_any(words['to'] | words['and'])}|,)\s?\d{{1,2}})?[{BLANK}](?:{months})\b", re.I
        ),
        before_year=re.compile(
            rf"(?:\b(?:{_any(words['before_year'])}|{months})\s|[-–/(]|(?:19|20)\d\d[-–]| \d{{1,2}} )$", re.IGNORECASE
        ),
        share_behind=re.compile(rf" (?:{_any(words['share'])}) (?:\d{{1,2}}|{few})\b(?!,\d)", re.IGNORECASE),
        share_before=re.compile(rf"\b(?:\d|10|{few}) (?:{_any(words['share'])}) $", re.IGNORECASE),
    )


def _words(patterns: Patterns) -> tuple[dict[str, dict[str, Fraction]], dict[str, frozenset[str]]]:
    values: dict[str, dict[str, Fraction]] = {kind: {} for kind in _VALUED}
    words: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for row in patterns.table("numbers/words.csv"):
        kind, given = row["kind"], [word.casefold() for word in row.several("words")]
        if kind not in _KINDS or not given:
            raise row.wrong(f"needs words and a kind; there are: {', '.join(sorted(_KINDS))}")
        words[kind].update(given)
        if kind in _VALUED:
            try:
                values[kind].update(dict.fromkeys(given, Fraction(row["value"])))
            except ValueError:
                raise row.wrong("value must be a number") from None
    return values, {kind: frozenset(some) for kind, some in words.items()}


def _labels(patterns: Patterns) -> dict[str, Label]:
    found: dict[str, Label] = {}
    for row in patterns.table("numbers/labels.csv"):
        if row["kind"] not in _LABEL_KINDS or (row["most"] and not row["most"].isdigit()):
            raise row.wrong(f"needs one of the kinds {', '.join(sorted(_LABEL_KINDS))}, and most must be a number or empty")
        label = Label(row["kind"], int(row["most"]) if row["most"] else None)
        found.update(dict.fromkeys((word.casefold() for word in row.several("words")), label))
    return found


def _measures(patterns: Patterns) -> dict[str, str]:
    """The expressions of each kind as alternatives."""
    found: dict[str, list[str]] = {kind: [] for kind in _MEASURE_KINDS}
    for row in patterns.table("numbers/measures.csv"):
        if row["kind"] not in _MEASURE_KINDS:
            raise row.wrong(f"needs one of the kinds {', '.join(sorted(_MEASURE_KINDS))}")
        try:
            re.compile(row["words"])
        except re.error as error:
            raise row.wrong(f"words is no regular expression: {error}") from None
        found[row["kind"]].append(row["words"])
    return {kind: "|".join(some) or _NEVER for kind, some in found.items()}


def _any(words: Iterable[str]) -> str:
    """The words as alternatives of an expression, longest first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) or _NEVER
