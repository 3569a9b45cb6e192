"""The rules for resolutions, read from ``patterns/resolutions`` and compiled."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.rules.listed import filled
from extract.rules.load import Patterns, Rule

_FOLDER = "resolutions/"
# What a symbol or an address may hold in braces.
FILLED_IN = ("number", "bare", "first", "last", "year", "session")


@dataclass(frozen=True, slots=True)
class Form:
    """How a number is written; ``name`` is the last part of the rule's id."""

    rule: str
    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Body:
    """A body that adopts resolutions: its names, and the symbol that each form of number gives."""

    rule: str
    body: str
    names: tuple[str, ...]
    short: tuple[str, ...]
    forms: Mapping[str, str]
    urls: Mapping[str, str]
    highest: tuple[int, int] | None
    session_zero: int | None


@dataclass(frozen=True, slots=True)
class SymbolForm:
    """A document symbol and what it gives."""

    rule: str
    body: str
    pattern: re.Pattern[str]
    symbol: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """A resolution cited by its number alone."""

    rule: str
    symbol: str
    body: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word before numbers: ``kind`` is resolution, draft-making words aside, or other."""

    rule: str
    kind: str
    body: str | None


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the Security Council: its first and its last resolution."""

    rule: str
    year: int
    first: int
    last: int


@dataclass(frozen=True)
class Rules:
    """All of ``patterns/resolutions``, compiled."""

    forms: tuple[Form, ...]
    bodies: tuple[Body, ...]
    symbols: tuple[SymbolForm, ...]
    keywords: Mapping[str, Keyword]
    keyword_pattern: re.Pattern[str]
    name_pattern: re.Pattern[str]
    by_name: Mapping[str, Body]
    by_short: Mapping[str, tuple[Body, ...]]
    turned_down_before: tuple[tuple[str, str, re.Pattern[str]], ...]
    other_bodies: tuple[str, re.Pattern[str]]
    other_acting: tuple[str, re.Pattern[str]]
    other_possessive: tuple[str, re.Pattern[str]]
    of_other: tuple[str, re.Pattern[str]]
    ranges: tuple[str, re.Pattern[str]]
    possessive: tuple[str, re.Pattern[str]]
    lead: tuple[str, re.Pattern[str]]
    separator: tuple[str, re.Pattern[str]]
    joint: tuple[str, re.Pattern[str]]
    parts: tuple[str, re.Pattern[str]]
    between_body: tuple[str, re.Pattern[str]]
    of_body: tuple[str, re.Pattern[str]]
    clause_start: tuple[str, re.Pattern[str]]
    dated: tuple[str, re.Pattern[str]]
    made_by: tuple[str, re.Pattern[str]]
    known: Mapping[str, Known]
    years: Sequence[YearRow] = field(default=())

    def body(self, name: str) -> Body:
        """The body of that name. Raises ``StopIteration`` where no rule has it."""
        return next(body for body in self.bodies if body.body == name)

    def security_council_year(self, number: int) -> int | None:
        """The year in which the Security Council adopted a resolution, by the table; None beyond it."""
        row = self.security_council_row(number)
        return row.year if row else None

    def security_council_row(self, number: int) -> YearRow | None:
        """The row of the table that holds a resolution; None beyond it."""
        return next((row for row in self.years if row.first <= number <= row.last), None)


@functools.lru_cache(maxsize=4)
def rules_of(patterns: Patterns) -> Rules:
    """The compiled rules. Raises ``extract.rules.load.PatternError`` where one is wrong."""
    forms = tuple(
        Form(rule.id, rule.id.rsplit(".", 1)[-1], _pattern(rule, r"(?<![\d/.])")) for rule in _file(patterns, "forms.yaml")
    )
    names = {form.name for form in forms}
    bodies = tuple(_body(rule, names) for rule in _file(patterns, "bodies.yaml"))
    symbols = tuple(_symbol_form(rule) for rule in _file(patterns, "symbols.yaml"))
    cues = _file(patterns, "cues.yaml")
    keywords = {
        word: Keyword(rule.id, "resolution" if rule.body["use"] == "keyword" else "other", rule.body.get("body"))
        for rule in cues
        if rule.body.get("use") in {"keyword", "other-keyword"}
        for word in _words(rule)
    }
    by_short: dict[str, list[Body]] = {}
    for body in bodies:
        for short in body.short:
            by_short.setdefault(short, []).append(body)
    by_name = {name: body for body in bodies for name in body.names}
    outside = _of_use(cues, "turned-down-body")
    return Rules(
        forms=forms,
        bodies=bodies,
        symbols=symbols,
        keywords=keywords,
        keyword_pattern=re.compile(rf"(?<![\w/])(?:{_any(keywords)})(?![^\W\d]|/)"),
        name_pattern=re.compile(rf"(?<![\w/-])(?:{_any([*by_name, *by_short])})(?![\w/])"),
        by_name=by_name,
        by_short={short: tuple(found) for short, found in by_short.items()},
        turned_down_before=tuple(
            (rule.id, rule.reason, _last_word(rule)[1]) for rule in cues if rule.body.get("use") == "turned-down-before"
        ),
        other_bodies=(outside.id, re.compile(rf"(?<!\w)(?:{_any(_words(outside))})$")),
        other_acting=_wording(cues, "turned-down-acting"),
        other_possessive=_wording(cues, "turned-down-possessive"),
        of_other=_wording(cues, "turned-down-behind", _any(_words(outside))),
        ranges=(_of_use(cues, "range").id, re.compile(rf"\s*(?:{_any(_words(_of_use(cues, 'range')))})\s*$")),
        possessive=_last_word(_of_use(cues, "possessive")),
        lead=_wording(cues, "lead"),
        separator=_wording(cues, "separator"),
        joint=_wording(cues, "joint"),
        parts=_wording(cues, "parts"),
        between_body=_wording(cues, "between-body"),
        of_body=_wording(cues, "of-body"),
        clause_start=_wording(cues, "clause-start"),
        dated=_wording(cues, "dated"),
        made_by=_wording(cues, "made-by"),
        known={
            str(rule.body["number"]): Known(rule.id, _text(rule, "symbol"), _text(rule, "body"), rule.body.get("url"))
            for rule in cues
            if rule.body.get("use") == "known"
        },
        years=_years(patterns),
    )


def _file(patterns: Patterns, name: str) -> tuple[Rule, ...]:
    return patterns.rule_file(_FOLDER + name)


def _pattern(rule: Rule, before: str) -> re.Pattern[str]:
    try:
        return re.compile(before + "(?:" + _text(rule, "pattern") + ")" + r"(?!\w)")
    except re.error as error:
        raise rule.wrong(f"its pattern is no regular expression: {error}") from None


def _symbol_form(rule: Rule) -> SymbolForm:
    symbol, url = _text(rule, "symbol"), rule.body.get("url")
    _template(rule, symbol)
    _template(rule, url)
    return SymbolForm(rule.id, _text(rule, "body"), _pattern(rule, r"(?<![\w/.])"), symbol, url)


def _text(rule: Rule, key: str) -> str:
    value = rule.body.get(key)
    if not isinstance(value, str) or not value:
        raise rule.wrong(f"needs {key}")
    return value


def _template(rule: Rule, template: object) -> None:
    """Makes sure that a symbol or an address holds no words in braces but those that are filled in."""
    try:
        str(template).format(**dict.fromkeys(FILLED_IN, ""))
    except (KeyError, IndexError, ValueError):
        known = ", ".join(f"{{{name}}}" for name in FILLED_IN)
        raise rule.wrong(f"“{template}” may hold {known} only") from None


def _words(rule: Rule) -> list[str]:
    words = rule.body.get("words")
    if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
        raise rule.wrong("needs words (a list of texts)")
    return words


def _any(words: Sequence[str] | Mapping[str, object]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def _of_use(cues: Sequence[Rule], use: str) -> Rule:
    for rule in cues:
        if rule.body.get("use") == use:
            return rule
    # An analyst may turn the rule off: then it matches nothing.
    return Rule(f"resolution.off.{use}", "", (), (), {"words": ["\0"], "pattern": "(?!)"}, "resolutions/cues.yaml", 1)


def _wording(cues: Sequence[Rule], use: str, bodies: str = "") -> tuple[str, re.Pattern[str]]:
    """The regular expression of the rule of a use; ``{bodies}`` stands for the bodies outside the United Nations."""
    rule = _of_use(cues, use)
    try:
        return rule.id, re.compile(filled(_text(rule, "pattern"), rule).replace("{bodies}", bodies))
    except re.error as error:
        raise rule.wrong(f"its pattern is no regular expression: {error}") from None


def _last_word(rule: Rule) -> tuple[str, re.Pattern[str]]:
    return rule.id, re.compile(rf"(?<!\w)(?:{_any(_words(rule))})\s*$", re.IGNORECASE)


def _body(rule: Rule, form_names: set[str]) -> Body:
    forms = rule.body.get("forms")
    if not isinstance(forms, dict) or not forms:
        raise rule.wrong("needs forms (a mapping of a form in forms.yaml to a symbol)")
    for name in forms:
        if name not in form_names:
            raise rule.wrong(f"there is no form {name} in forms.yaml")
    for template in (*forms.values(), *(rule.body.get("urls") or {}).values()):
        _template(rule, template)
    highest = rule.body.get("highest")
    return Body(
        rule=rule.id,
        body=_text(rule, "body"),
        names=tuple(rule.body.get("names") or ()),
        short=tuple(rule.body.get("short") or ()),
        forms=forms,
        urls=rule.body.get("urls") or {},
        highest=(int(highest[0]), int(highest[1])) if isinstance(highest, list) and len(highest) == 2 else None,
        session_zero=_year(rule, "session_zero"),
    )


def _year(rule: Rule, key: str) -> int | None:
    value = rule.body.get(key)
    if value is not None and not isinstance(value, int):
        raise rule.wrong(f"{key} must be a year")
    return value


def _years(patterns: Patterns) -> tuple[YearRow, ...]:
    found = []
    for row in patterns.table(_FOLDER + "security_council_years.csv"):
        try:
            found.append(YearRow(row.id, int(row["year"]), int(row["first"]), int(row["last"])))
        except ValueError:
            raise row.wrong("year, first and last must be whole numbers") from None
    return tuple(found)
