"""Finds the numbered resolutions that a text cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.fields.resolutions.attribute import Bodies
from extract.fields.resolutions.chain import Item, Key, chain, keys_of, overlaps, plain, split
from extract.fields.resolutions.rules import Body, Rules, SymbolForm
from extract.language.mention import TurnedDown
from extract.language.sentences import sentences

_WIDEST_RANGE = 40


@dataclass(frozen=True, slots=True)
class Found:
    """One citation: where it stands, what it is, the rule that gave it, and the rules that contributed."""

    start: int
    end: int
    symbol: str
    body: str
    number: str
    year: int | None
    url: str | None
    rule: str
    also: tuple[tuple[str, int, int], ...] = ()


def find(
    text: str, rules: Rules, before: str = "", bounds: Sequence[tuple[int, int]] | None = None
) -> tuple[list[Found], list[TurnedDown]]:
    """The citations in ``text``, in order of place, and the candidates turned down.

    ``before`` is text that names bodies ahead of this one (the report's title and headings), so that "the Commission" and "its
    resolution" find their body; ``bounds`` are the sentences, where the caller has them.
    """
    found: list[Found] = []
    refused: list[TurnedDown] = []
    for form in rules.symbols:
        for match in form.pattern.finditer(text):
            if not _taken(match.start(), match.end(), found):
                found.append(_of_symbol(match, form, rules))
    for start, end in _stretches(text, sentences(text) if bounds is None else bounds, rules):
        _Sentence(text, start, end, rules, before, found, refused).read()
    found.sort(key=lambda one: (one.start, one.end))
    return found, refused


def _stretches(text: str, bounds: Sequence[tuple[int, int]], rules: Rules) -> list[tuple[int, int]]:
    """The sentences; "Res. 70/1" is not the end of one."""
    joined: list[tuple[int, int]] = []
    for start, end in bounds:
        above = text[joined[-1][0] : joined[-1][1]] if joined else ""
        if above.endswith(".") and above.rsplit(None, 1)[-1] in rules.keywords:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _taken(start: int, end: int, found: Sequence[Found]) -> bool:
    return overlaps(start, end, [(one.start, one.end) for one in found])


def _of_symbol(match: re.Match[str], form: SymbolForm, rules: Rules) -> Found:
    groups = {name: value for name, value in match.groupdict().items() if value}
    year = int(groups["year"]) if "year" in groups else None
    also: list[tuple[str, int, int]] = []
    if form.body == "Security Council" and year is None and (row := rules.security_council_row(int(groups["number"]))):
        year = row.year
        also.append((row.rule, match.start(), match.end()))
    number, values = _values(plain(groups["number"]), groups.get("part"), year, groups.get("session"))
    shown = _symbol(form.symbol, values)
    return Found(match.start(), match.end(), shown, form.body, number, year, _url(form.url, values), form.rule, tuple(also))


def _values(number: str, part: str | None, year: int | None, session: str | None) -> tuple[str, dict[str, object]]:
    """The number with its letter, and what symbols and addresses may hold: ``bare`` is the number without the letter, ``first``
    and ``last`` are its parts before and behind the last stroke."""
    shown = number + (f" {part}" if part else "")
    first, _, last = number.rpartition("/")
    return shown, {"number": shown, "bare": number, "first": first, "last": last, "year": year, "session": session or ""}


def _symbol(template: str, values: dict[str, object]) -> str:
    """The symbol; without the brackets of a year that nothing tells."""
    if "{year}" in template and not values.get("year"):
        return template.format(**values | {"year": ""}).removesuffix(" ()")
    return template.format(**values)


def _url(template: str | None, values: dict[str, object]) -> str | None:
    if template is None or ("{year}" in template and not values.get("year")):
        return None
    return template.format(**values).replace(" ", "")


class _Sentence:
    """One sentence, read from its keywords on."""

    def __init__(
        self, text: str, start: int, end: int, rules: Rules, before: str, found: list[Found], refused: list[TurnedDown]
    ) -> None:
        self.text, self.start, self.end, self.rules = text, start, end, rules
        self.found, self.refused = found, refused
        self.bodies = Bodies(text, start, end, rules, before)

    def read(self) -> None:
        """Adds what the sentence cites to ``found``, and what it only seems to cite to ``refused``."""
        keys = keys_of(self.text, self.start, self.end, self.rules)
        for place, key in enumerate(keys):
            stop = next((later.start for later in keys[place + 1 :]), self.end)
            items = [item for item in chain(self.text, key, stop, self.rules) if not _taken(item.start, item.end, self.found)]
            if not items:
                continue
            if key.kind == "resolution":
                self._add(key, items)
            elif items[0].gap_rule is None and items[0].form.name != "number-alone":
                self._refuse([items[0]], key.rule, "the number of another document")

    def _add(self, key: Key, items: list[Item]) -> None:
        for rule, reason, pattern in self.rules.turned_down_before:
            if pattern.search(self.text, self.start, key.start):
                return self._refuse(items, rule, reason)
        outside = self.bodies.outside(key, items[-1])
        if outside is not None:
            return self._refuse(items, *outside)
        previous: tuple[Item, Body] | None = None
        for item in items:
            body, told = self.bodies.of(key, item, items)
            if body is None:
                self._refuse_or_known(key, item, "its form is that of no body known")
                continue
            found = self._found(key, item, body)
            if found is None:
                self._refuse([item], key.rule, "a number alone that no table settles")
                continue
            if previous and previous[1] is body:
                self._range(previous[0], item, body)
            self.found.append(_with(found, told))
            previous = (item, body)
        return None

    def _refuse_or_known(self, key: Key, item: Item, reason: str) -> None:
        known = self.rules.known.get(item.number) if item.form.name == "number-alone" else None
        if known is None:
            return self._refuse([item], key.rule, reason)
        also = ((key.rule, key.start, key.end),)
        year = self.rules.security_council_year(int(item.number)) if known.body == "Security Council" else None
        self.found.append(Found(item.start, item.end, known.symbol, known.body, item.number, year, known.url, known.rule, also))
        return None

    def _refuse(self, items: Sequence[Item], rule: str, reason: str) -> None:
        for item in items:
            shown = self.text[item.start : item.end]
            self.refused.append(TurnedDown("resolutions", item.start, item.end, shown, rule, reason))

    def _found(self, key: Key, item: Item, body: Body) -> Found | None:
        year, number = item.year, item.number
        name = item.form.name
        also = [(key.rule, key.start, key.end), (body.rule, item.start, item.end)]
        if item.gap_rule is not None:
            also.append((item.gap_rule, item.start, item.end))
        if self.bodies.own(key):
            also.append((self.rules.possessive[0], key.start, key.end))
        if name == "number-alone":
            known = self.rules.known.get(number)
            if known and (self.bodies.named_before(key) is None or known.body == body.body):
                return Found(item.start, item.end, known.symbol, known.body, number, None, known.url, known.rule, tuple(also))
            row = self.rules.security_council_row(int(number)) if body.body == "Security Council" else None
            if row is None:
                return None
            year = row.year
            also.append((row.rule, item.start, item.end))
        if name == "year-last" and body.body == "Security Council":
            number = number.split("/")[0]
        if year is None and (dated := self.rules.dated[1].match(self.text, item.end)):
            year = int(dated.group("year"))
            also.append((self.rules.dated[0], item.start, dated.end()))
        shown, values = _values(number, item.part, year, item.session)
        symbol, url = _symbol(body.forms[name], values), _url(body.urls.get(name), values)
        return Found(item.start, item.end, symbol, body.body, shown, year, url, item.form.rule, tuple(also))

    def _range(self, first: Item, last: Item, body: Body) -> None:
        rule, pattern = self.rules.ranges
        if not pattern.fullmatch(self.text[first.end : last.start]):
            return
        lead, low = split(first.number)
        other, high = split(last.number)
        if lead != other or not 1 < high - low <= _WIDEST_RANGE or first.session != last.session:
            return
        for value in range(low + 1, high):
            year = self.rules.security_council_year(value) if body.body == "Security Council" else first.year
            number, values = _values(f"{lead}{value}", None, year, first.session)
            symbol = _symbol(body.forms[first.form.name], values)
            url = _url(body.urls.get(first.form.name), values)
            self.found.append(Found(first.start, last.end, symbol, body.body, number, year, url, rule))


def _with(found: Found, rules: Sequence[str]) -> Found:
    return replace(found, also=(*found.also, *((rule, found.start, found.end) for rule in rules)))
