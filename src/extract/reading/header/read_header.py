"""What a report says of itself: document symbol, title, reporter, year, countries.

From a UN masthead, or from a title property and the first lines of any other report. Which words name which publisher is
data: ``patterns/reading/reporters.csv``; which lines of a front are titles and which are not: ``patterns/reading/front.csv``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.reading.header.countries import CountryNames, NoNames, country_alone, listed_countries
from extract.reading.header.cover import (
    DATE,
    YEAR,
    country_lines,
    matched_year,
    reported_year,
    title_and_site,
    title_of,
    year_in_name,
    year_of,
)
from extract.reading.header.front import Words, tidy, words_of
from extract.reading.header.masthead import Masthead, read_masthead
from extract.reading.header.reporter import Reporter, of_cover, of_masthead, of_own, reporters_of
from extract.reading.header.self_reference import self_referring
from extract.reading.report import Header, Origin
from extract.rules.load import Patterns, load_patterns


def from_front(
    front: Sequence[str],
    properties: Mapping[str, str],
    patterns: Patterns | None = None,
    names: CountryNames | None = None,
    text: Sequence[str] = (),
) -> Header:
    """The header of a report whose first lines are ``front`` (masthead and beginning of the text), top to bottom.

    ``properties`` holds ``title``, ``author``, ``site`` (a web page's) and ``publisher`` as the file's own properties give
    them, ``page``, the title that the first page shows in its largest type, and ``file``, its name. ``names`` knows countries;
    without it none is found. ``text`` are the report's paragraphs: whom they name most may be its author. What is not said is
    None or empty. Raises ``PatternError`` for a wrong row of ``patterns`` (the bundled ones if None).
    """
    names = names or NoNames()
    words, known = _compiled(patterns or load_patterns())
    lines = [line for raw in front if (line := tidy(raw))]
    head = read_masthead(lines, words)
    if head:
        stated = _from_masthead(head, lines, words, known, names)
        return replace(stated, origins=_origins(stated, dict.fromkeys(_PARTS, Origin("masthead", "stated"))))
    given, site = title_and_site(properties, words, known)
    shown = _shown_title(properties, words)
    title = shown or given or title_of(lines, words, known)
    where = (
        Origin("title page", "read") if shown else Origin("properties", "read") if given else Origin("first lines", "guessed")
    )
    reporter = of_own(title, lines, {**properties, "site": site or properties.get("site", "")}, words, known)
    by = Origin("title page", "read")
    if reporter is None and text:
        reporter, by = self_referring(title, (*lines, *text), properties, words, known), Origin("the text", "guessed")
    if reporter is None:
        seen = {**properties, "site": site or properties.get("site", "")}
        reporter, by = of_cover(title, lines, seen, words, known), Origin("first lines", "guessed")
    countries, of = _own_countries(title, reporter, country_lines(lines, words, known), names)
    year, when = _own_year(title, lines, properties.get("file", ""))
    header = Header(None, title, _name(reporter), year, countries)
    return replace(header, origins=_origins(header, {"title": where, "reporter": by, "year": when, "countries": of}))


_PARTS = ("symbol", "title", "reporter", "year", "countries")


def _origins(header: Header, origins: Mapping[str, Origin]) -> dict[str, Origin]:
    """The origins of the parts that the header has."""
    return {part: origin for part, origin in origins.items() if getattr(header, part)}


def _shown_title(properties: Mapping[str, str], words: Words) -> str | None:
    title = tidy(properties.get("page", ""))
    return None if not title or words.kind(title, ("menu", "file-name", "when", "masthead", "end")) else title


def _own_year(title: str | None, lines: Sequence[str], file: str) -> tuple[int | None, Origin]:
    if year := year_of(title, lines):
        return year, Origin("title page", "read")
    return reported_year(file) or year_in_name(file), Origin("file name", "guessed")


def check_wordings(patterns: Patterns) -> None:
    """Raises ``PatternError`` where a row of the tables that headers are read by is wrong."""
    _compiled(patterns)


@functools.lru_cache(maxsize=2)
def _compiled(patterns: Patterns) -> tuple[Words, tuple[Reporter, ...]]:
    return words_of(patterns), reporters_of(patterns)


def _from_masthead(
    head: Masthead, lines: Sequence[str], words: Words, known: Sequence[Reporter], names: CountryNames
) -> Header:
    about = head.kind not in {"letter", "statement", "records"} and "/RES/" not in (head.symbol or "")
    named = _named_in(head.title, names) if about else ()
    reporter = of_masthead(head, named, words, known)
    if isinstance(reporter, Reporter) and reporter.kind == "mission":
        named = reporter.countries
    elif isinstance(reporter, Reporter) and about:
        named = _named_in(_without(head.title, reporter), names)
    return Header(head.symbol, head.title, _name(reporter), _masthead_year(head, lines), named)


def _name(reporter: Reporter | str | None) -> str | None:
    return reporter.name if isinstance(reporter, Reporter) else reporter


def _own_countries(
    title: str | None, reporter: Reporter | str | None, cover: Sequence[tuple[str, bool]], names: CountryNames
) -> tuple[tuple[str, ...], Origin]:
    """The countries that the title names; else those that the cover does; else the one in the name of a body of its own."""
    if isinstance(reporter, Reporter) and reporter.kind == "mission":
        return reporter.countries, Origin("reporter", "read")
    if named := _named_in(_without(title, reporter), names):
        return named, Origin("title", "read")
    for text, alone in cover:
        named = country_alone(text, names) if alone else listed_countries(text, names)
        if named:
            return named, Origin("first lines", "guessed")
    return (names.named(reporter) if isinstance(reporter, str) else ()), Origin("reporter", "guessed")


def _without(title: str | None, reporter: Reporter | str | None) -> str | None:
    """A title without its publisher's name, which says where that sits, not what the report is about."""
    if not title or reporter is None:
        return title
    return title.replace(reporter, " ") if isinstance(reporter, str) else reporter.without(title)


def _named_in(title: str | None, names: CountryNames) -> tuple[str, ...]:
    return names.named(title) if title else ()


def _masthead_year(head: Masthead, lines: Sequence[str]) -> int | None:
    """The year a title reports on, where it is not after the document's own; else the symbol's, else the date's."""
    in_symbol = re.search(rf"/({YEAR})(?:/|$| )|\(({YEAR})\)", head.symbol or "")
    dated = matched_year(DATE.search(" · ".join(lines[:16]))) or matched_year(
        re.search(rf"\bde ({YEAR})\b", " ".join(lines[:8]))
    )
    own = matched_year(in_symbol) or dated
    if head.kind not in {"letter", "statement"} and "/RES/" not in (head.symbol or ""):
        reported = reported_year(f"{head.title or ''} {head.period}".strip())
        if reported and (own is None or own - 4 <= reported <= own):
            return reported
    return own
