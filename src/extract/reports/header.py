"""What a report says of itself: document symbol, title, reporter, year, countries.

From a UN masthead, or from a title property and the first lines of any other report. Which words name which publisher is
data: ``patterns/reading/reporters.csv``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from extract.patterns.load import Row, load_patterns
from extract.reports.report import Header

# The roots of UN document symbols (UN Editorial Manual, "Document symbols"), and those of funds and programmes.
_ROOT = r"(?:A|S|E|T|ST|DP|DP-FPA|DP/FPA|UNW|CCPR|CEDAW|CRC|CRPD|CERD|CAT|CMW|CED|FCCC|TD|UNEP|HSP|IDB|GC|LC|HRI|HS|CBD|CTOC|CAC|JIU|WFP|EB|PCB|UNICEF)"
_SYMBOL = re.compile(rf"(?<![\w/]){_ROOT}(?:/[A-Za-z0-9][A-Za-z0-9.\-]*)+(?: ?\((?:\d{{4}}|Part [IVX]+)\))?")
_MASTHEAD = re.compile(
    r"^(?:United\s+Nations|Distr\.|Original:|General Assembly|Security Council|Economic and Social Council)", re.IGNORECASE
)
_JOB = re.compile(r"^(?:GE\.)?\d{2}-\d{4,6}[A-Z]?\b.*\([EF]\)|^\*\d{5,}\*$|^\d{2}-\d{5}")
_BEFORE_TITLE = re.compile(
    r"^(?:Distr\.|Original:|(?:Agenda )?[Ii]tems? \d|Provisional agenda|[\w-]+(?: [\w-]+)? (?:regular |annual |special |emergency )?session\b|Annual [Ss]ession"
    r"|\d{4} session|[\w-]+ year$|For (?:information|decision|action)|\d{1,2}(?: [A-Z]\w+)?(?: \d{4})?\s?(?:[–-]|to)\s?\d{1,2} \w+|\d{1,2} \w+ \d{4}$|New York|Geneva|Vienna)"
    r"|^(?:General Assembly|Security Council|Economic and Social Council|Human Rights Council|Executive Board)",
)
_AFTER_TITLE = re.compile(
    r"^(?:Report (?:of|by|submitted)|Note (?:by|verbale)|Letter dated|Identical letters|Letters? from|Summary\b|Contents\b|Page$|I\.\s|1\.\s|Introduction\b|Abstract\b"
    r"|Adopted by|Draft (?:resolution|decision)|The (?:Security Council|General Assembly|Economic and Social Council|Secretary-General)\b,?|Executive summary|_{5,})",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) ((?:19|20)\d\d)\b"
)
_PERIOD = re.compile(
    r"\b(?:[Aa]nnual [Rr]eport|[Rr]eport(?:ing)? (?:for|year|period)|[Ii]n|[Ff]or)\b.{0,30}?\b((?:19|20)\d\d)\b"
)
_YEAR = re.compile(r"\b((?:19[4-9]|20[0-4])\d)\b")
_DULL = re.compile(
    r"^(?:microsoft word|untitled|document\d*|search|menu|home|.*\.(?:docx?|pdf|indd|html?))\b|^[\w-]{0,3}$", re.IGNORECASE
)


def from_front(front: Sequence[str], properties: Mapping[str, str]) -> Header:
    """The header of a report whose first lines are ``front`` (masthead and beginning of the text), top to bottom.

    ``properties`` holds ``title`` and ``author`` as the file's own properties give them. What is not said is None or empty.
    """
    lines = [" ".join(line.split()) for line in front if line.strip()]
    symbol = _symbol(lines[:14])
    title = _masthead_title(lines) if symbol else _own_title(lines, properties)
    opening = " ".join(lines[:60])[:6000]
    row = _reporter(symbol, title or "", opening, properties)
    return Header(
        symbol=symbol,
        title=title,
        reporter=(row["acronym"] or row["name"]) if row else _by_secretary_general(lines),
        year=_year(symbol, title or "", lines),
        countries=_countries(row, title or ""),
    )


def _symbol(lines: Sequence[str]) -> str | None:
    for line in lines:
        for found in _SYMBOL.finditer(line.replace("–", "-")):
            symbol = re.split(r"-(?=[A-Z]/)", found.group())[0].rstrip(".-")
            if (re.search(r"\d", symbol) and "/RES/" not in symbol) or symbol.startswith(("S/RES/", "A/RES/", "E/RES/")):
                return re.sub(r"(?<=\d)\(", " (", symbol) if symbol.startswith("S/RES/") else symbol
    return None


def _masthead_title(lines: Sequence[str]) -> str | None:
    """The title under a UN masthead: the last lines before "Report of the …", "Summary" or the first paragraph."""
    stop = next((n for n, line in enumerate(lines) if n > 3 and _AFTER_TITLE.match(line)), min(len(lines), 30))
    start = 0
    for number, line in enumerate(lines[:stop]):
        if _BEFORE_TITLE.match(line) or _MASTHEAD.match(line) or _JOB.match(line) or (_SYMBOL.search(line) and number < 8):
            start = number + 1
    title = " ".join(lines[start:stop][-6:]).strip(" *")
    if not title and stop < len(lines):
        title = lines[stop]
    return title[:300] or None


def _own_title(lines: Sequence[str], properties: Mapping[str, str]) -> str | None:
    given = " ".join(properties.get("title", "").split())
    if given and not _DULL.match(given):
        return given
    for line in lines[:6]:
        if 8 <= len(line) <= 160 and not _DULL.match(line) and not re.search(r"[.;:,]$", line):
            return line
    return None


@functools.lru_cache(maxsize=1)
def _reporters() -> tuple[tuple[Row, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    """Each row with its title pattern and its pattern for the first lines."""
    found = []
    for row in load_patterns().table("reading/reporters.csv"):
        try:
            title = re.compile(row["title"]) if row["title"] else None
            opening = re.compile(row["opening"]) if row["opening"] else None
        except re.error as error:
            raise row.wrong(f"is no regular expression: {error}") from None
        found.append((row, title, opening))
    return tuple(found)


def _reporter(symbol: str | None, title: str, opening: str, properties: Mapping[str, str]) -> Row | None:
    author = properties.get("author", "")
    for row, in_title, _ in _reporters():
        if row["symbol"] and symbol and re.match(row["symbol"], symbol):
            return row
        if in_title and in_title.search(title) and (symbol is None) == (row["kind"] == "organization"):
            return row
    for row, _, in_opening in _reporters():
        kind_fits = (symbol is None) == (row["kind"] == "organization")
        if (
            in_opening
            and kind_fits
            and (in_opening.search(opening[:1500] if row["kind"] == "organization" else opening) or in_opening.search(author))
        ):
            return row
    return None


def _by_secretary_general(lines: Sequence[str]) -> str | None:
    opening = " ".join(lines[:40])
    found = re.search(r"\b(?:[Rr]eport (?:of|by) the|[Nn]ote by the) Secretary-General\b", opening)
    return "Secretary-General" if found else None


def _year(symbol: str | None, title: str, lines: Sequence[str]) -> int | None:
    for text, pattern in (
        (title, _PERIOD),
        (" ".join(lines[:14]), _DATE),
        (symbol or "", _YEAR),
        (title, _YEAR),
        (" ".join(lines[:25]), _YEAR),
    ):
        found = pattern.search(text)
        if found:
            return int(found.group(1))
    return None


def _countries(row: Row | None, title: str) -> tuple[str, ...]:
    if row and row["countries"]:
        return tuple(code for code in row.several("countries") if code != "-")
    from extract.pipeline.countries import countries_in

    return countries_in(title)
