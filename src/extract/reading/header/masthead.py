"""The masthead of a United Nations document: symbol, title, author."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.reading.header.front import Words, goes_on, groups, tidy

_BEFORE = ("masthead", "when", "session", "agenda", "body")
_ENDS = ("letter", "statement", "author", "end")
_LONGEST = 400
# How many lines of the front are looked at: agenda titles and long names of bodies take up to two dozen.
_DEPTH = 40
_BEFORE_TEXT = re.compile(
    r"\s(?=(?:I|We) (?:have|would|am|write|refer|should)\b|On instructions|Upon instructions|Siguiendo|Further to)"
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the masthead says. ``author`` is the body or person in "Report of the …"; ``kind`` how the title was ended
    (``author``, ``letter``, ``statement``, ``end``, ``records``); ``below`` the lines under the title, ``period`` what was cut
    off its end ("for the period from …")."""

    symbol: str | None
    title: str | None
    author: str | None
    kind: str
    below: str
    period: str = ""


def read_masthead(lines: Sequence[str], words: Words) -> Masthead | None:
    """The masthead that the first lines hold; None where they hold none."""
    symbol = _symbol(lines, words)
    marks = sum(words.match("masthead", line) is not None for line in lines[:_DEPTH])
    if marks < 2 and not (symbol and any(words.match("records", line) for line in lines[:14])):
        return None
    series = next((number for number, line in enumerate(lines[:20]) if words.match("records", line)), None)
    if series is not None:
        return _official_record(lines[:series], symbol, words)
    start, end, items = _bounds(lines, words)
    kind = words.kind(lines[end], _ENDS) or "end" if end < len(lines) else "end"
    titles = [line for line in lines[start:end] if not _only_symbol(line, words)]
    named = _titles(titles, items if kind == "author" else 0)
    author = _author(lines[end : end + 4], words) if kind == "author" else None
    if symbol and "/RES/" in symbol:
        title = _resolution(lines, symbol) or (named[-1] if named else None)
    elif kind == "letter" and not (items and len(named) > items):
        title = _letter(lines[end : end + 12], words)
    elif kind == "statement" or (kind == "author" and not named):
        title = groups(lines[end : _text_below(lines, end, words)])[0]
    elif named:
        title = named[-1] if end < min(len(lines), _DEPTH) else named[0]
    else:
        title = lines[end] if end < len(lines) else None
    period = words.search("title-period", title) if title else None
    if title and period:
        title = title[: period.start()]
    return Masthead(symbol, _shortened(title or ""), author, kind, " ".join(lines[end:]), period.group() if period else "")


def _titles(lines: Sequence[str], items: int) -> list[str]:
    """Titles of agenda items, then the document's. Where lines too full to tell hide the last, it begins with a capital."""
    named = [one for one in groups(lines) if one]
    if items == 1 and len(named) == 1:
        first = (n for n in range(1, len(lines)) if lines[n][:1].isupper() and not goes_on(lines[n - 1], lines[n]))
        at = next(first, None)
        named = [tidy(" ".join(lines[:at])), tidy(" ".join(lines[at:]))] if at else named
    return named


def _shortened(title: str) -> str | None:
    if len(title) > _LONGEST:
        title = title[: title.rfind(" ", 0, _LONGEST)] + " …"
    return tidy(title) or None


def _symbol(lines: Sequence[str], words: Words) -> str | None:
    """The first symbol beside "United Nations", on a line of its own, or else among the masthead's lines."""
    names = re.compile(r"(?:United Nations|Naciones Unidas|Nations Unies) +(?=\S*/)")
    beside = [line[found.end() :] for line in lines if (found := names.match(line))]
    alone = [line for line in lines[:14] if words.symbol.match(line.replace("–", "-")) and " " not in line.strip("* ")]
    masthead = any(words.match("masthead", line) for line in lines[:14])
    for line in (*beside, *alone, *(lines[:8] if masthead else ())):
        for found in words.symbol.finditer(line.replace("–", "-")):
            symbol = re.split(r"(?<=[\d)])-(?=[A-Z]+/)", found.group())[0].rstrip(".-")
            if re.search(r"\d", symbol) and (line in (*beside, *alone) or "/RES/" not in symbol):
                return _mended(symbol)
    return None


def _mended(symbol: str) -> str:
    """A symbol with a blank before its bracket, and figures in the number parts that a scan took for letters."""
    parts = symbol.split("/")
    parts = [
        part.replace("I", "1").replace("l", "1").replace("O", "0") if re.fullmatch(r"\d+[IlO]+\d*", part) else part
        for part in parts
    ]
    return re.sub(r"(?<=\d)\(", " (", "/".join(parts))


def _bounds(lines: Sequence[str], words: Words) -> tuple[int, int, int]:
    """Where the titles begin and end, and how many agenda items are named before them."""
    start, items, number = 0, 0, 0
    depth = min(len(lines), _DEPTH)
    while number < depth:
        line = lines[number]
        going_on = number > start and goes_on(lines[number - 1], line)
        kind = words.kind(line, _BEFORE) or ("masthead" if number < 14 and _only_symbol(line, words) else None)
        kind = None if going_on or (kind == "body" and items) else kind  # a body stands before the agenda item
        if kind is None and not going_on and number >= 3 and words.kind(line, _ENDS):
            break
        if kind is not None:
            found = words.match("agenda", line) if kind == "agenda" else None
            items = _items(found.group("items") or "") if found else items if kind != "agenda" else 1
            number += 1
            while kind == "body" and number < depth and _goes_on(lines[number - 1], lines[number], words):
                number += 1
            start = number
        else:
            number += 1
    return start, number, items


def _only_symbol(line: str, words: Words) -> bool:
    found = words.symbol.match(line.replace("–", "-"))
    return found is not None and " " not in line.strip("* ")


def _goes_on(before: str, line: str, words: Words) -> bool:
    if words.kind(line, (*_BEFORE, *_ENDS)):
        return False
    return line[:1].islower() or re.search(r"\b(?:of|the|and|for|on|to|in|regard)$", before) is not None


def _items(text: str) -> int:
    """How many items "32 (a) and 110", "32, 70 and 107" or "16" names."""
    return len(re.findall(r"\b\d{1,3}\b", text)) or 1


def _author(lines: Sequence[str], words: Words) -> str | None:
    stop = next((n for n, line in enumerate(lines) if n and words.kind(line, ("end", "letter"))), len(lines))
    joined = groups(lines[:stop])
    found = words.match("author", joined[0]) if joined else None
    named = found.group("author") if found else None
    return tidy(named) if named else None


def _letter(lines: Sequence[str], words: Words) -> str:
    """A letter's title: up to those it is addressed to."""
    text = tidy(" ".join(lines))
    one = "|".join(pattern.pattern for pattern in words.kinds.get("addressee", ())) or "(?!)"
    found = re.match(rf"^.*?\baddressed to (?:the )?(?:{one})(?:(?:,| and|, and) (?:to )?(?:the )?(?:{one}))*", text)
    if found:
        return found.group()
    return tidy(_BEFORE_TEXT.split(groups(lines)[0])[0])


def _text_below(lines: Sequence[str], start: int, words: Words) -> int:
    """The first line below ``start`` that is no more part of a title that begins there."""
    following = range(start + 1, min(start + 8, len(lines)))
    return next((n for n in following if words.kind(lines[n], ("end", "letter", "when"))), min(start + 6, len(lines)))


def _resolution(lines: Sequence[str], symbol: str) -> str | None:
    """A resolution's own title: "Resolution 2769 (2025)", or what follows its number ("75/1. Title")."""
    number = symbol.rsplit("/", 1)[-1]
    for at, line in enumerate(lines[:25]):
        if re.fullmatch(r"Resolution \d+ \(\d{4}\)", line):
            return line
        found = re.match(rf"(?:\d+/)?{re.escape(number)}\.?\s+(?=[A-Z“])", line)
        if found:
            return groups([line[found.end() :], *lines[at + 1 : at + 4]])[0]
    return None


def _official_record(lines: Sequence[str], symbol: str | None, words: Words) -> Masthead:
    """The cover of a supplement to an organ's Official Records: a body, and "Report on the … session"."""
    organs = [number for number, line in enumerate(lines) if words.match("body", line) and number and "Council" in line]
    kept = [line for line in lines[: organs[-1] if organs else len(lines)] if not words.match("masthead", line)]
    kept = [line for line in kept if not _only_symbol(line, words)]
    at = next((number for number, line in enumerate(kept) if line.startswith(("Report", "Annual report"))), len(kept))
    body, title = tidy(" ".join(kept[:at])), tidy(" ".join(kept[at:]))
    return Masthead(symbol, ": ".join(filter(None, (body, title))) or None, body or None, "records", "")
