"""Which body adopted a resolution: named at the word, named behind the numbers, the sentence's subject, or told by the form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.fields.resolutions.chain import Item, Key
from extract.fields.resolutions.rules import Body, Rules

# How far behind the last number a body may be named ("resolution 60/251 of the General Assembly").
_LONGEST_BEHIND = 110
# A number of fewer figures that stands alone settles nothing by itself.
_FEWEST_ALONE = 4
# A session begins in one year and may end in the next.
_SESSION_YEARS = (0, 1)


class Bodies:
    """The bodies of one sentence, ``text[start:end]``; ``before`` is text that names bodies ahead of it (the report's title)."""

    def __init__(self, text: str, start: int, end: int, rules: Rules, before: str) -> None:
        self.text, self.start, self.end, self.rules, self.before = text, start, end, rules, before

    def of(self, key: Key, item: Item, chain: Sequence[Item]) -> tuple[Body | None, tuple[str, ...]]:
        """The body of one number of a chain, and the rules that told it beside the body's own."""
        if key.body is not None and (named := self.rules.body(key.body)) and _can(named, item):
            return named, ()
        named_before, told = self._before(key, item)
        if named_before is not None and _can(named_before, item):
            return named_before, told
        behind = self._named_behind(chain[-1], item)
        if behind is not None and _can(behind, item):
            return behind, (self.rules.of_body[0],)
        subject, told = self._subject(key, item)
        return (subject or self._by_form(item)), told

    def own(self, key: Key) -> bool:
        """Whether "its" or the like stands before the word."""
        return bool(self.rules.possessive[1].search(self.text[self.start : key.start]))

    def outside(self, key: Key, last: Item) -> tuple[str, str] | None:
        """The rule and the reason that turn a chain down, where a body outside the United Nations adopted it."""
        ahead = re.sub(r"[’']s?$", "", self.text[self.start : key.start].rstrip())
        rule, pattern = self.rules.other_bodies
        reason = "adopted by a body outside the United Nations"
        if key.body is None and (found := pattern.search(ahead)) and found.start() < self._named_from(key):
            return rule, reason
        if self.named_before(key) is not None or key.body is not None:
            return None
        # "The Board of Governors adopted resolution …", "resolution … of the Cabinet of Ministers"
        given = self.text[self.start : key.start]
        verb = self.rules.other_acting[1].search(given)
        actor = given[: verb.start()].rstrip(" ,") if verb is not None else ""
        found = pattern.search(actor)
        if found is not None and not self._is_body(found.start(), len(actor)):
            return self.rules.other_acting[0], reason
        behind = self.rules.of_other[1].match(self.text, last.end, self.end)
        if behind is not None:
            return self.rules.of_other[0], reason
        rule, pattern = self.rules.other_possessive
        if pattern.search(self.text[self.start : key.start]):
            return rule, reason
        return None

    def _is_body(self, start: int, end: int) -> bool:
        """Whether the name of a body that adopts resolutions ends at ``end`` and holds ``start`` (offsets in the sentence)."""
        names = self.rules.name_pattern.finditer(self.text, self.start, self.start + end)
        return any(one.end() == self.start + end and one.start() <= self.start + start for one in names)

    def _named_from(self, key: Key) -> int:
        """Where the name of the body right before the word begins, in the sentence; the word's own place where there is none."""
        last = self._last_name(key)[0]
        return last.start() - self.start if last else key.start - self.start

    def _last_name(self, key: Key) -> tuple[re.Match[str] | None, tuple[str, ...]]:
        given = self.text[self.start : key.start].rstrip()
        ahead = self.rules.between_body[1].sub("", given).rstrip()
        last = next(reversed(list(self.rules.name_pattern.finditer(self.text, self.start, self.start + len(ahead)))), None)
        told = (self.rules.between_body[0],) if ahead != given else ()
        return (last, told) if last is not None and last.end() == self.start + len(ahead) else (None, ())

    def named_before(self, key: Key) -> Body | None:
        """The body named right before the word."""
        return self._before(key, None)[0]

    def _before(self, key: Key, item: Item | None) -> tuple[Body | None, tuple[str, ...]]:
        last, told = self._last_name(key)
        return (None, ()) if last is None else (self._resolve(last, item), told)

    def _named_behind(self, last: Item, item: Item) -> Body | None:
        for match in self.rules.name_pattern.finditer(self.text, last.end, min(self.end, last.end + _LONGEST_BEHIND)):
            if self.rules.of_body[1].fullmatch(self.text[last.end : match.start()]):
                return self._resolve(match, item)
        return None

    def _subject(self, key: Key, item: Item) -> tuple[Body | None, tuple[str, ...]]:
        ahead = self.text[self.start : key.start]
        own = self.own(key)
        if self.rules.made_by[1].search(ahead) and not own:
            return None, (self.rules.made_by[0],)
        names = list(self.rules.name_pattern.finditer(self.text, self.start, self.end))
        behind = [match for match in names if match.start() >= item.end]
        for match in [*reversed([match for match in names if match.end() <= key.start]), *behind]:
            body = self._resolve(match, item)
            if body is not None and _can(body, item) and (own or self._is_subject(match)):
                return body, () if own else (self.rules.clause_start[0],)
        return (self._above(item) if own else None), ()

    def _above(self, item: Item) -> Body | None:
        """The body that the report and the sentences above speak of last: whose "its resolution" is, where its own says nothing."""
        for text, end in ((self.text, self.start), (self.before, len(self.before))):
            for match in reversed(list(self.rules.name_pattern.finditer(text, 0, end))):
                body = self.rules.by_name.get(re.sub(r"\s+", " ", match.group()))
                if body is not None and _can(body, item) and self._in_time(body, item) is not False:
                    return body
        return None

    def _in_time(self, body: Body, item: Item) -> bool | None:
        """Whether the date behind a number is within the session that the number names; None where nothing tells."""
        dated = self.rules.dated[1].match(self.text, item.end)
        session = item.number.split("/")[0]
        if dated is None or body.session_zero is None or item.form.name != "session" or not session.isdigit():
            return None
        return int(dated.group("year")) - body.session_zero - int(session) in _SESSION_YEARS

    def _is_subject(self, match: re.Match[str]) -> bool:
        """Whether a body's name begins its clause: nothing but "the" and a lead-in before it."""
        return bool(self.rules.clause_start[1].search(self.text[self.start : match.start()].rstrip()))

    def _resolve(self, match: re.Match[str], item: Item | None) -> Body | None:
        """The body of a name; that of a short name is the one of that kind named last before it that has such numbers."""
        name = re.sub(r"\s+", " ", match.group())
        if name in self.rules.by_name:
            return self.rules.by_name[name]
        options = [body for body in self.rules.by_short[name] if item is None or _can(body, item)]
        if not options:
            return None
        for text, end in ((self.text, match.start()), (self.before, len(self.before))):
            full = [re.sub(r"\s+", " ", one.group()) for one in self.rules.name_pattern.finditer(text, 0, end)]
            for body in (self.rules.by_name.get(one) for one in reversed(full)):
                if body in options:
                    return body
        return options[0]

    def _by_form(self, item: Item) -> Body | None:
        name = item.form.name
        if name == "number-alone" and len(item.number) < _FEWEST_ALONE:
            return None
        if name == "year-last":
            number, year = item.number.split("/")
            council = self.rules.security_council_year(int(number)) == int(year)
            return next((body for body in self.rules.bodies if name in body.forms), None) if council else None
        if name in {"dotted", "coded"}:
            return None
        able = [body for body in self.rules.bodies if name in body.forms and _can(body, item)]
        if able and self._in_time(able[0], item) is False:
            return next((body for body in able if self._in_time(body, item)), able[0])
        return able[0] if able else None


def _can(body: Body, item: Item) -> bool:
    """Whether a body numbers its resolutions like this one."""
    if item.form.name not in body.forms:
        return False
    if body.highest is None or item.form.name != "session":
        return True
    session, number = (re.sub(r"\D", "", one) for one in item.number.split("/"))
    return int(session) <= body.highest[0] and int(number) <= body.highest[1]
