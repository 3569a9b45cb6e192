"""The title, year and countries of a report without a United Nations masthead: its properties and the lines of its cover."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.reading.header.front import Words, goes_on, tidy
from extract.reading.header.reporter import Reporter, body_at_start, plain_name

YEAR = r"(?:19[4-9]|20[0-4])\d"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Sept|[JFMASOND][a-z]{2})"
DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? ({YEAR}|(?:19|20) \d\d)\b|\b{_MONTH}\.?(?: \d{{1,2}}(?:st|nd|rd|th)?,)? ({YEAR})\b"
)
_TO = r"\s?(?:[–/-]|to|until|through|and)\s?"
# A year that a title gives for what it reports on, the surest wording first; of a span, its end.
_REPORTED = (
    re.compile(rf"\b{YEAR}{_TO}(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}\.?(?: \d{{1,2}},)? ({YEAR})\b"),
    re.compile(
        rf"\b[Aa]nnual (?:[Pp]rogress |[Nn]arrative )?(?:[Rr]eport|[Rr]eview)\b[^.]*?\b(?:for|in|,)\s+(?:the )?(?:year )?"
        rf"({YEAR})(?![–/-])"
    ),
    re.compile(rf"\b(?:[Ii]n|[Ff]or|[Dd]uring|[Yy]ear) ({YEAR})(?![–/-]|\s+[a-z]*(?:budget|Agenda))\b"),
    re.compile(rf"(?<![\w(])(?:{YEAR}\s?[–/-]\s?)({YEAR})\b"),
    re.compile(rf"\b(?:[Pp]eriod|[Ff]rom|[Dd]uring|[Yy]ear end(?:ed|ing))\b.*\b({YEAR})\b(?!\))"),
)
_SPAN = re.compile(rf"\b({YEAR})\s?[–/-]\s?(\d\d)\b(?![\d–/-])")
_PLAIN_YEAR = re.compile(rf"(?<![\w(/])({YEAR})\b(?![\w)/]|–|-)")
_SEPARATOR = re.compile(r"\s+[|·»–—-]\s+|\s*[|»]\s*")
_COVER = 12
_LONGEST_LINE = 160


def title_and_site(properties: Mapping[str, str], words: Words, known: Sequence[Reporter]) -> tuple[str | None, str | None]:
    """The title property, if it is one, and the name of the site or publisher that stood before or behind it."""
    given = tidy(properties.get("title", ""))
    title, site = _parted(given, properties, words, known)
    return (None if not title or words.kind(title, ("menu", "file-name")) else title), site


def _parted(title: str, properties: Mapping[str, str], words: Words, known: Sequence[Reporter]) -> tuple[str, str | None]:
    marks = list(_SEPARATOR.finditer(title))
    if not marks:
        return title, None
    sites = {plain_name(tidy(properties.get(key, ""))) for key in ("site", "publisher", "author")} - {""}

    def is_site(part: str) -> bool:
        name = plain_name(part)
        if words.search("title-word", part) and name not in sites:
            return False
        named = name in sites or any(name in one.spellings or one.begins(part, by_acronym=False) for one in known)
        return named or words.match("org-head", part) is not None

    first, last = marks[0], marks[-1]
    for mark in marks:
        if is_site(title[mark.end() :]):
            return tidy(title[: mark.start()]), title[mark.end() :]
    if is_site(title[: first.start()]):
        return title[first.end() :], title[: first.start()]
    # Behind an upright bar stands the site's name, whether it is known or not.
    if "|" in last.group() and len(title[: last.start()]) >= 8:
        return tidy(title[: title.find("|", first.start())]), None
    return title, None


def title_of(lines: Sequence[str], words: Words, known: Sequence[Reporter]) -> str | None:
    """The title among the first lines: the first that reads like one and is not just the name of a body."""
    spare = None
    for number, line in enumerate(lines[:8]):
        if not 8 <= len(line) <= _LONGEST_LINE or words.kind(
            line, ("menu", "file-name", "end", "when", "masthead", "org-says", "about")
        ):
            continue
        if re.search(r"[.;:,]$", line) or re.fullmatch(r"[\W\d]+", line) or "@" in line or "://" in line:
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if goes_on(line, following) and len(line) > 60 and following[:1].islower():
            continue  # the first line of a paragraph
        if names_body(line, words, known):
            spare = spare or line
            continue
        return line
    return spare


def names_body(line: str, words: Words, known: Sequence[Reporter]) -> bool:
    """Whether a line is the name of a body, alone or with its country or department behind it, and no title."""
    if words.search("title-word", line):
        return False
    return words.match("org-head", line) is not None or body_at_start(line, words, known) is not None


def year_of(title: str | None, lines: Sequence[str]) -> int | None:
    """The year reported on, from the title, else the cover; else the date."""
    for text in filter(None, (title, *(line for line in lines[:_COVER] if len(line) <= 60))):
        year = reported_year(text) or matched_year(_PLAIN_YEAR.search(text))
        if year:
            return year
    return matched_year(DATE.search(" · ".join(line for line in lines[:25] if len(line) <= _LONGEST_LINE)))


def year_in_name(file: str) -> int | None:
    """The year in a file's name, where it holds one alone."""
    years = set(re.findall(rf"(?<!\d){YEAR}(?!\d)", file))
    return int(years.pop()) if len(years) == 1 else None


def reported_year(text: str) -> int | None:
    """The year that a title says it reports on; of a span of years its end."""
    short = _SPAN.search(text)
    if short and int(short.group(2)) == (int(short.group(1)) + 1) % 100:
        return int(short.group(1)) + 1
    return next((year for pattern in _REPORTED if (year := matched_year(pattern.search(text)))), None)


def matched_year(found: re.Match[str] | None) -> int | None:
    """The first group that a match filled, as a year."""
    return next((int(group.replace(" ", "")) for group in found.groups() if group), None) if found else None


def country_lines(lines: Sequence[str], words: Words, known: Sequence[Reporter]) -> list[tuple[str, bool]]:
    """The parts of a cover that may say which country a report is about, the surest first.

    True beside those that count only where they are a country's name and nothing else.
    """
    cover = [line for line in lines[:_COVER] if len(line) <= _LONGEST_LINE]
    said = [(found.group("about"), False) for line in lines[:25] if (found := words.match("about", line))]
    ends = ((line, next((end for one in known if (end := one.begins(line))), 0)) for line in cover)
    behind = [(line[end:].strip(" –—-|:,"), True) for line, end in ends if end and line[end:].strip()]
    ends_text = [line for at, line in enumerate(cover) if line.endswith(".") or (at and goes_on(cover[at - 1], line))]
    return [*said, *((line, True) for line in cover if line not in ends_text), *behind]
