"""The numbers that follow a word such as "resolutions": one, a list or a range, each in a form of ``forms.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.fields.resolutions.rules import Form, Rules

# How far behind the word, or the number before it, a number may stand; and how far in a lone form with its year.
_LONGEST_GAP = 220
_LONGEST_LOOSE = 40
# A number of fewer figures behind one with its year may count people.
_FEWEST_FIGURES = 4
_HYPHEN = re.compile("[\u2010\u2011]")


@dataclass(frozen=True, slots=True)
class Key:
    """A word before numbers: where it stands, whether it speaks of resolutions, its rule, and the body that it names."""

    start: int
    end: int
    kind: str
    rule: str
    body: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A number: where it stands, its form and what the form says of it."""

    start: int
    end: int
    form: Form
    number: str
    part: str | None
    session: str | None
    year: int | None
    gap_rule: str | None = None


def keys_of(text: str, start: int, end: int, rules: Rules) -> list[Key]:
    """The words before numbers in ``text[start:end]``, in order."""
    found = []
    for match in rules.keyword_pattern.finditer(text, start, end):
        word = rules.keywords[re.sub(r"\s+", " ", match.group())]
        found.append(Key(match.start(), match.end(), word.kind, word.rule, word.body))
    return found


def chain(text: str, key: Key, stop: int, rules: Rules) -> Iterator[Item]:
    """The numbers that a word governs, in order; none at or behind ``stop``."""
    at: int = key.end
    last: Item | None = None
    while at < stop:
        item = _next(text, at, stop, key, last, rules)
        if item is None:
            return
        items = [item, *_other_parts(text, item, stop, rules)]
        yield from items
        last = items[-1]
        at = last.end


def _other_parts(text: str, item: Item, stop: int, rules: Rules) -> Iterator[Item]:
    """The further lettered parts of a number ("76/246 A and B", "A to C"), in order; those within a range span all of it."""
    rule, pattern = rules.parts
    first = item
    while item.part and (match := pattern.match(text, item.end, stop)) and match["part"] > item.part:
        last = replace(item, start=match.start("part"), end=match.end("part"), part=match["part"], gap_rule=rule)
        within = range(ord(item.part) + 1, ord(match["part"])) if match["range"] else ()
        yield from (replace(last, start=first.start, part=chr(letter)) for letter in within)
        yield last
        item = last


def _next(text: str, at: int, stop: int, key: Key, last: Item | None, rules: Rules) -> Item | None:
    """The next number: right behind the word or a separator in any form, farther off only in a form like the last one's."""
    best: Item | None = None
    for form in rules.forms:
        for match in form.pattern.finditer(text, at, min(stop, at + _LONGEST_GAP)):
            if match.start() > at and re.match(r"\w", text[match.start() - 1]):
                continue  # the end of a longer word
            gap = text[at : match.start()]
            word = text[key.start : key.end]
            fits = _behind_word(form, gap, word, rules) if last is None else _behind(form, match, gap, word, last, rules)
            if fits is not None:
                if best is None or match.start() < best.start:
                    best = _item(form, match, fits or None)
                break
    return best


def _behind_word(form: Form, gap: str, word: str, rules: Rules) -> str | None:
    """The rule that lets a number stand behind the word (empty where it stands there by itself), or None where none does."""
    if rules.lead[1].fullmatch(gap):
        return rules.lead[0] if gap.strip(" ,:()") else ""
    plural = _plural(word) or gap.lstrip()[:1] in {",", "("}
    return "" if form.name == "year-in-brackets" and (plural or len(gap) < _LONGEST_LOOSE) else None


def _plural(word: str) -> bool:
    return word.rstrip(".").endswith(("s", "S"))


def _behind(form: Form, match: re.Match[str], gap: str, word: str, last: Item, rules: Rules) -> str | None:
    near = rules.separator[1].fullmatch(gap)
    if form.name == "number-alone":
        # "resolutions 1325 (2000), 1820 and 1888": the years are left off once it is plain what the numbers are.
        like = last.form.name == form.name or (
            last.form.name == "year-in-brackets" and _plural(word) and len(match.group("number")) >= _FEWEST_FIGURES
        )
        return rules.joint[0] if like and rules.joint[1].fullmatch(gap) else None
    if form.name == "year-in-brackets":
        return rules.separator[0] if near else ""
    if near:
        return rules.separator[0]
    return "" if last.form.name == form.name and not re.search(r"\d|\((?!$)", gap) else None


def _item(form: Form, match: re.Match[str], gap_rule: str | None) -> Item:
    groups = match.groupdict()
    year = groups.get("year")
    return Item(
        match.start(),
        match.end(),
        form,
        plain(groups["number"]),
        groups.get("part"),
        groups.get("session"),
        int(year) if year else None,
        gap_rule,
    )


def plain(number: str) -> str:
    """A number as symbols have it: without blanks, with plain hyphens."""
    return _HYPHEN.sub("-", re.sub(r"\s+", "", number))


def split(number: str) -> tuple[str, int]:
    """A number as what stands before its last stroke, and its last part."""
    lead, _, last = number.rpartition("/")
    return (lead + "/" if lead else "", int(last)) if last.isdigit() else (number, 0)


def overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a stretch of the text shares a character with one of ``spans``."""
    return any(first < end and start < last for first, last in spans)
