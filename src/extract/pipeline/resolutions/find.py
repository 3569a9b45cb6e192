"""Finds the numbered resolutions that a text cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.pipeline.resolutions.rules import Body, Form, Rules
from extract.records.record import TurnedDown
from extract.records.sentences import sentences

# Between "resolution" and its first number, and between the numbers of a list.
_LEAD = re.compile(
    r"[\s,:(]*(?:(?:Nos?\.?|Numbers?|numbers?|n°|nos?\.?|such as|including|namely|notably|in particular|among them)[\s,:(]*)*$"
)
_SEPARATOR = re.compile(
    r"[\s,;:()]*(?:(?:and|or|as well as|and also|&|to|through|both|respectively|its|related|subsequent|in|also|resolutions?|Resolutions?|of"
    r"|(?:sect|sects|para|paras|part|annex|chap)\.?|paragraphs?|sections?|[IVXLC]+|\d{1,2} \w+ \d{4}|\d{1,3}(?:\s?\([a-z]\))?|[A-Z]|[–-])[\s,;:()]*)*$"
)
_OF_BODY = re.compile(r"[^.;]{0,60}?\b(?:of|by|adopted by|from)\s+the\s+$")
_DATED = re.compile(
    r"(?:\s?\([^)]{0,40}\))?,?\s+(?:of|adopted on|dated)\s+(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\s+((?:19|20)\d\d)"
)
_MADE_BY = re.compile(
    r"\b(?:established|created|set up|mandated|endorsed|founded|convened|constituted)\s+(?:by|in|under|pursuant to)\b[^.;]{0,40}$"
)
_LONGEST_GAP = 130
_WIDEST_RANGE = 40
_SMALLEST_ALONE = 3


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


@dataclass(frozen=True, slots=True)
class _Key:
    start: int
    end: int
    kind: str
    rule: str
    body: str | None


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    end: int
    form: Form
    number: str
    part: str | None
    session: str | None
    year: int | None


def find(text: str, rules: Rules, before: str = "") -> tuple[list[Found], list[TurnedDown]]:
    """The citations in ``text``, in order of place, and the candidates turned down.

    ``before`` is text that names bodies ahead of this one (the report's title), so that "the Commission" finds its body.
    """
    found: list[Found] = []
    refused: list[TurnedDown] = []
    for form in rules.symbols:
        for match in form.pattern.finditer(text):
            if not _overlaps(match.start(), match.end(), found):
                found.append(_of_symbol(match, form.rule, form.body, form.symbol, form.url, rules))
    for start, end in sentences(text):
        _Sentence(text, start, end, rules, before, found, refused).read()
    found.sort(key=lambda one: (one.start, one.end))
    return found, refused


def _overlaps(start: int, end: int, found: list[Found]) -> bool:
    return any(one.start < end and start < one.end for one in found)


def _of_symbol(match: re.Match[str], rule: str, body: str, symbol: str, url: str | None, rules: Rules) -> Found:
    groups = {name: value for name, value in match.groupdict().items() if value}
    year = int(groups["year"]) if "year" in groups else None
    if body == "Security Council" and year is None:
        year = rules.security_council_year(int(groups["number"]))
    part = groups.get("part")
    number = groups["number"] + (f" {part}" if part else "")
    values = {"number": number, "year": year, "session": groups.get("session", "")}
    shown = (
        symbol.format(**values)
        if year or "{year}" not in symbol
        else symbol.format(**values | {"year": ""}).removesuffix(" ()")
    )
    return Found(match.start(), match.end(), shown, body, number, year, _url(url, values), rule)


def _url(template: str | None, values: dict[str, object]) -> str | None:
    if template is None or ("{year}" in template and not values.get("year")):
        return None
    return template.format(**values).replace(" ", "")


class _Sentence:
    """One sentence, read from its keywords on."""

    def __init__(
        self, text: str, start: int, end: int, rules: Rules, before: str, found: list[Found], refused: list[TurnedDown]
    ) -> None:
        self.text, self.start, self.end, self.rules, self.before = text, start, end, rules, before
        self.found, self.refused = found, refused
        self.keys = [self._key(match) for match in rules.keyword_pattern.finditer(text, start, end)]

    def _key(self, match: re.Match[str]) -> _Key:
        word = self.rules.keywords[re.sub(r"\s+", " ", match.group())]
        return _Key(match.start(), match.end(), word.kind, word.rule, word.body)

    def read(self) -> None:
        """Adds what the sentence cites to ``found``, and what it only seems to cite to ``refused``."""
        for place, key in enumerate(self.keys):
            if key.kind != "resolution":
                continue
            stop = next((later.start for later in self.keys[place + 1 :]), self.end)
            chain = list(self._chain(key, stop))
            if chain:
                self._add(key, chain)

    def _chain(self, key: _Key, stop: int) -> Iterator[_Item]:
        at, last = key.end, None
        while at < stop:
            item = self._next(at, stop, key if last is None else None, last)
            if item is None:
                return
            if not _overlaps(item.start, item.end, self.found):
                yield item
            at, last = item.end, item

    def _next(self, at: int, stop: int, key: _Key | None, last: _Item | None) -> _Item | None:
        """The next number: right behind the word or a separator in any form, farther off only in a form like the last one's."""
        best: _Item | None = None
        for form in self.rules.forms:
            for match in form.pattern.finditer(self.text, at, min(stop, at + _LONGEST_GAP)):
                if self._fits(form, match, at, key, last):
                    if best is None or match.start() < best.start:
                        best = _item(form, match)
                    break
        return best

    def _fits(self, form: Form, match: re.Match[str], at: int, key: _Key | None, last: _Item | None) -> bool:
        gap = self.text[at : match.start()]
        if key is not None:
            if _LEAD.fullmatch(gap):
                return True
            plural = self.text[key.start : key.end].rstrip(".").endswith("s") or gap.lstrip()[:1] in {",", "("}
            return form.name == "year-in-brackets" and (plural or len(gap) < 40)
        near = bool(_SEPARATOR.fullmatch(gap))
        if form.name == "number-alone":
            return bool(
                last and last.form.name == form.name and re.fullmatch(r"\s*(?:,|,?\s*and|,?\s*or|to|through|–|-|&|/)?\s*", gap)
            )
        if form.name == "year-in-brackets":
            return True
        return near or bool(last and last.form.name == form.name and not re.search(r"\d|\(", gap))

    def _add(self, key: _Key, chain: list[_Item]) -> None:
        ahead = self.text[self.start : key.start]
        rule, pattern = self.rules.draft
        if pattern.search(ahead):
            return self._refuse(key, chain, rule, "a draft is not a resolution")
        rule, pattern = self.rules.other_bodies
        if (
            key.body is None
            and pattern.search(ahead.rstrip().removesuffix("’s").removesuffix("'s"))
            and not self._named_before(key)
        ):
            return self._refuse(key, chain, rule, "adopted by a body outside the United Nations")
        previous: tuple[_Item, Body] | None = None
        for item in chain:
            body = self._body(key, item, chain)
            if body is None:
                self._refuse(key, [item], key.rule, "its form is that of no body known")
                continue
            found = self._found(key, item, body)
            if found is None:
                self._refuse(key, [item], key.rule, "a number alone that no table settles")
                continue
            if previous and previous[1] is body:
                self._range(previous[0], item, body)
            self.found.append(found)
            previous = (item, body)
        return None

    def _refuse(self, key: _Key, chain: list[_Item], rule: str, reason: str) -> None:
        for item in chain:
            shown = self.text[item.start : item.end]
            self.refused.append(TurnedDown("resolutions", item.start, item.end, shown, rule, reason))

    def _found(self, key: _Key, item: _Item, body: Body) -> Found | None:
        year, number = item.year, item.number
        name = item.form.name
        also = [(key.rule, key.start, key.end), (body.rule, item.start, item.end)]
        if self.rules.possessive[1].search(self.text[self.start : key.start]):
            also.append((self.rules.possessive[0], key.start, key.end))
        if name == "number-alone":
            known = self.rules.known.get(number)
            if known and (self._named_before(key) is None or known.body == body.body):
                return Found(item.start, item.end, known.symbol, known.body, number, None, known.url, known.rule, tuple(also))
            year = self.rules.security_council_year(int(number)) if body.body == "Security Council" else None
            if year is None:
                return None
        if name == "year-last" and body.body == "Security Council":
            number = number.split("/")[0]
        if year is None:
            dated = _DATED.match(self.text, item.end)
            year = int(dated.group(1)) if dated else None
        shown = number + (f" {item.part}" if item.part else "")
        values: dict[str, object] = {"number": shown, "year": year, "session": item.session or ""}
        symbol = body.forms[name].format(**values)
        url = _url(body.urls.get(name), values)
        return Found(item.start, item.end, symbol, body.body, shown, year, url, item.form.rule, tuple(also))

    def _range(self, first: _Item, last: _Item, body: Body) -> None:
        rule, pattern = self.rules.ranges
        if not pattern.fullmatch(self.text[first.end : last.start]):
            return
        lead, low = _split(first.number)
        other, high = _split(last.number)
        if lead != other or not 1 < high - low <= _WIDEST_RANGE or first.session != last.session:
            return
        for value in range(low + 1, high):
            year = self.rules.security_council_year(value) if body.body == "Security Council" else first.year
            values: dict[str, object] = {"number": f"{lead}{value}", "year": year, "session": first.session or ""}
            symbol = body.forms[first.form.name].format(**values)
            url = _url(body.urls.get(first.form.name), values)
            found = Found(first.start, last.end, symbol, body.body, f"{lead}{value}", year, url, rule)
            self.found.append(found)

    # Which body: named at the word, named behind the numbers, the sentence's subject, the form alone; in this order.

    def _body(self, key: _Key, item: _Item, chain: list[_Item]) -> Body | None:
        if key.body is not None and (named := self.rules.body(key.body)) and _can(named, item):
            return named
        for option in (self._named_before(key, item), self._named_behind(chain[-1], item), self._subject(key, item)):
            if option is not None and _can(option, item):
                return option
        return self._by_form(item)

    def _named_before(self, key: _Key, item: _Item | None = None) -> Body | None:
        ahead = self.text[self.start : key.start].rstrip()
        ahead = re.sub(r"(?:[’']s?|-adopted|’s relevant)$", "", ahead).rstrip()
        last = next(reversed(list(self.rules.name_pattern.finditer(self.text, self.start, self.start + len(ahead)))), None)
        if last is None or last.end() != self.start + len(ahead):
            return None
        return self._resolve(last, item)

    def _named_behind(self, last: _Item, item: _Item) -> Body | None:
        for match in self.rules.name_pattern.finditer(self.text, last.end, min(self.end, last.end + 110)):
            gap = self.text[last.end : match.start()]
            if _OF_BODY.fullmatch(gap) and not re.search(
                r"\b(?:report|request|mandate|President|members?|Secretary-General)\b", gap
            ):
                return self._resolve(match, item)
        return None

    def _subject(self, key: _Key, item: _Item) -> Body | None:
        ahead = self.text[self.start : key.start]
        own = bool(self.rules.possessive[1].search(ahead))
        if _MADE_BY.search(ahead) and not own:
            return None
        names = list(self.rules.name_pattern.finditer(self.text, self.start, self.end))
        behind = [match for match in names if match.start() >= item.end]
        for match in [*reversed([match for match in names if match.end() <= key.start]), *behind]:
            body = self._resolve(match, item)
            if body is not None and _can(body, item) and (own or self._is_subject(match)):
                return body
        return None

    def _is_subject(self, match: re.Match[str]) -> bool:
        """Whether a body's name begins its clause: nothing but "the" and a lead-in before it."""
        ahead = self.text[self.start : match.start()].rstrip()
        return bool(re.search(r"(?:^|[,;:]|\b(?:that|which|when|and|while))\s*(?:[Tt]he)?$", ahead))

    def _resolve(self, match: re.Match[str], item: _Item | None) -> Body | None:
        """The body of a name; that of a short name is the one of that kind named last before it that has such numbers."""
        name = re.sub(r"\s+", " ", match.group())
        if name in self.rules.by_name:
            return self.rules.by_name[name]
        options = [body for body in self.rules.by_short[name] if item is None or _can(body, item)]
        if not options:
            return None
        full = [
            self.rules.by_name.get(re.sub(r"\s+", " ", one.group()))
            for one in self.rules.name_pattern.finditer(self.text, 0, match.start())
        ]
        titled = [
            self.rules.by_name.get(re.sub(r"\s+", " ", one.group())) for one in self.rules.name_pattern.finditer(self.before)
        ]
        for body in [*reversed(full), *reversed(titled)]:
            if body in options:
                return body
        return options[0]

    def _by_form(self, item: _Item) -> Body | None:
        if item.form.name == "number-alone" and len(item.number) < _SMALLEST_ALONE:
            return None
        if item.form.name == "year-last":
            number, year = item.number.split("/")
            council = self.rules.security_council_year(int(number)) == int(year)
            return next((body for body in self.rules.bodies if item.form.name in body.forms), None) if council else None
        if item.form.name in {"dotted", "coded"}:
            return None
        return next((body for body in self.rules.bodies if item.form.name in body.forms and _can(body, item)), None)


def _item(form: Form, match: re.Match[str]) -> _Item:
    groups = match.groupdict()
    year = groups.get("year")
    return _Item(
        match.start(),
        match.end(),
        form,
        re.sub(r"\s+", "", groups["number"]),
        groups.get("part"),
        groups.get("session"),
        int(year) if year else None,
    )


def _split(number: str) -> tuple[str, int]:
    lead, _, last = number.rpartition("/")
    return (lead + "/" if lead else "", int(last)) if last.isdigit() else (number, 0)


def _can(body: Body, item: _Item) -> bool:
    """Whether a body numbers its resolutions like this one."""
    if item.form.name not in body.forms:
        return False
    if body.highest is None or item.form.name != "session":
        return True
    session, number = (re.sub(r"\D", "", one) for one in item.number.split("/"))
    return int(session) <= body.highest[0] and int(number) <= body.highest[1]
