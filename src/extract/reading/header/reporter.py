"""Who publishes a report: mission, agency, bank, organization. The names are data: ``patterns/reading/reporters.csv``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.reading.header.front import Words, compiled, tidy
from extract.reading.header.masthead import Masthead
from extract.rules.load import Patterns, Row

FILE = "reading/reporters.csv"
_ORGANIZATIONS = "partners/organizations.csv"
_OPENING = 1800


# Signs that stand for each other in names, so that a name is found however it was typed.
_ALIKE = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-"})


@dataclass(frozen=True)
class Reporter:
    """One row: how it is called, and what finds it in a text. ``name`` is what ``Header.reporter`` says."""

    name: str
    kind: str
    names: tuple[str, ...]
    acronym: str
    title: re.Pattern[str] | None
    symbol: re.Pattern[str] | None
    countries: tuple[str, ...]
    spellings: frozenset[str]

    def first(self, text: str) -> int | None:
        """Where a text names it first, in full or by its acronym."""
        places = [start for start, _ in (*self._found(text, self.names, ""), *self._found(text, (self.acronym,), "-/"))]
        return min(places, default=None)

    def begins(self, line: str, by_acronym: bool = True) -> int | None:
        """Where its name ends that a line begins with; None where it does not."""
        found = (*self._found(line, self.names, ""), *(self._found(line, (self.acronym,), "-/") if by_acronym else ()))
        return max((end for start, end in found if start == 0), default=None)

    def without(self, text: str) -> str:
        """A text without its full names."""
        for start, end in sorted(self._found(text, self.names, ""), reverse=True):
            text = f"{text[:start]} {text[end:]}"
        return text

    def _found(self, text: str, names: Sequence[str], joiners: str) -> list[tuple[int, int]]:
        """The first place of each name that is no piece of a longer word; ``joiners`` make words longer too."""
        plain = text.translate(_ALIKE)
        found = []
        for name in filter(None, names):
            start = plain.find(name)
            while start >= 0:
                around = plain[max(0, start - 1) : start] + plain[start + len(name) : start + len(name) + 1]
                if not any(one.isalnum() or one == "_" or one in joiners for one in around):
                    found.append((start, start + len(name)))
                    break
                start = plain.find(name, start + 1)
        return found


def reporters_of(patterns: Patterns) -> tuple[Reporter, ...]:
    """The rows of ``reading/reporters.csv``, then the organizations that partners are known by. Raises ``PatternError``."""
    own = [_reporter(row, row["kind"]) for row in patterns.table(FILE)]
    known = {spelling for one in own for spelling in one.spellings}
    others = (_reporter(row, "organization") for row in patterns.table(_ORGANIZATIONS))
    return (*own, *(one for one in others if not one.spellings & known))


def _reporter(row: Row, kind: str) -> Reporter:
    names = [row["name"], *row.several("aliases")]
    acronym = row["acronym"]
    return Reporter(
        name=acronym or row["name"],
        kind=kind,
        names=tuple(name.translate(_ALIKE) for name in sorted(names, key=len, reverse=True) if name),
        acronym=acronym.translate(_ALIKE),
        title=compiled(row, "title") if row["title"] else None,
        symbol=compiled(row, "symbol") if row["symbol"] else None,
        countries=tuple(code for code in row.several("countries") if code != "-"),
        spellings=frozenset(plain_name(name) for name in (*names, acronym) if name),
    )


def plain_name(name: str) -> str:
    """A name as it is compared: without "the" before it, its case, and kinds of apostrophes."""
    return re.sub(r"^the ", "", " ".join(name.replace("’", "'").split()).casefold())


def of_masthead(head: Masthead, countries: Sequence[str], words: Words, known: Sequence[Reporter]) -> Reporter | str | None:
    """Who reports in a United Nations document; ``countries`` are those that its title names."""
    for one in known:
        if one.symbol and head.symbol and one.symbol.match(head.symbol):
            return one
    title = head.title or ""
    if head.kind == "letter":
        return "Secretary-General" if re.search(r"\bfrom the Secretary-General\b", title) else None
    if head.kind == "statement":
        found = re.match(r"Statement submitted by (?:the )?(.+?)(?:, (?:a |an )?non-governmental\b|$)", title)
        return tidy(found.group(1)) if found else None
    by_author = _named(head.author, known, {"agency", "body"}) if head.author else None
    by_secretary_general = bool(re.search(r"\bSecretary-General\b", head.author or title))
    if by_author and not by_secretary_general:
        return by_author
    mission = _mission(title, head.below[:_OPENING], countries, words, known)
    if mission and (by_secretary_general or head.author is None):
        return mission
    if by_secretary_general:
        return "Secretary-General"
    agency = _named(title, known, {"agency"})
    return head.author or agency


def _mission(title: str, below: str, countries: Sequence[str], words: Words, known: Sequence[Reporter]) -> Reporter | None:
    """The mission that a title names, or else that reports by this title, or else whose country the title names.

    Where several are left, the one that the first paragraph names first.
    """
    missions = [one for one in known if one.kind == "mission"]
    in_title = [one for one in missions if one.first(title) is not None]
    if in_title:
        return max(in_title, key=lambda one: len(one.names[0]))
    worded = [one for one in missions if one.title and one.title.search(title)]
    short = len(title.split()) <= 5 and bool(countries)
    theirs: list[Reporter] = []
    if words.match("mission-title", title) or short:
        theirs = [one for one in missions if not countries or set(one.countries) == set(countries)]
    opened = [(place, one) for one in (*worded, *theirs) if (place := one.first(below)) is not None]
    if opened:
        return min(opened, key=lambda found: found[0])[1]
    return worded[0] if worded else None


def _named(text: str, known: Sequence[Reporter], kinds: set[str]) -> Reporter | None:
    """The reporter of these kinds that a text names first; of two at one place the one with the longer name."""
    found = [
        (place, -len(one.names[0]), number, one)
        for number, one in enumerate(known)
        if one.kind in kinds and (place := one.first(text)) is not None
    ]
    return min(found)[3] if found else None


def _in_title(title: str, words: Words, known: Sequence[Reporter], kinds: set[str]) -> Reporter | None:
    """Whom a title names. In one that is all capitals an acronym tells nothing, unless it stands first in a report's title."""
    if not title.isupper():
        named = _named(title, known, kinds)
        before = title[: named.first(title) or 0].strip() if named else ""
        # A body that a title names further on may be what the report is about, or where it looked.
        return named if not before or re.search(r"(?:\b(?:of|by)(?: the)?|[:|–—-])$", before, re.IGNORECASE) else None
    if not words.search("title-word", title):
        return None
    return next((one for one in known if one.kind in kinds and title.split()[0].translate(_ALIKE) == one.acronym), None)


def body_at_start(line: str, words: Words, known: Sequence[Reporter]) -> Reporter | None:
    """The body whose name a line is, alone or with its country or department behind it ("UNICEF Example Country Office")."""
    if words.search("title-word", line):
        return None
    shouted = line.isupper() and " " in line  # an acronym in it may be a word
    for one in known:
        end = one.begins(line, by_acronym=not shouted)
        if end is not None and len(line[end:].split()) <= 3 and not re.search(r"[.;:]$", line):
            return one
    return None


_KINDS = {"mission", "agency", "organization"}


def of_own(
    title: str | None, front: Sequence[str], properties: Mapping[str, str], words: Words, known: Sequence[Reporter]
) -> Reporter | str | None:
    """Who reports in any other document, as its properties, its title, or the lines of its cover say."""
    given = _given(properties, words)
    for value in given:
        whole = next((one for one in known if plain_name(value) in one.spellings), None)
        if whole:
            return whole
    for line in front[:40]:
        says = words.match("org-says", line)
        if says:
            name = tidy(says.group("name"))
            return _known_as(name, known) or name
    return _in_title(title, words, known, _KINDS) if title else None


def _known_as(name: str, known: Sequence[Reporter]) -> Reporter | None:
    """The reporter of a name, or the one whose name begins so: a line may end within it."""
    bare = plain_name(name)
    whole = next((one for one in known if bare in one.spellings), None)
    begun = bare + " "
    long = len(bare.split()) > 2
    return whole or next((one for one in known if long and any(part.startswith(begun) for part in one.spellings)), None)


def _given(properties: Mapping[str, str], words: Words) -> list[str]:
    given = [value for key in ("publisher", "site", "author") if (value := tidy(properties.get(key, "")))]
    return [value for value in given if not words.match("tool", value)]


def of_cover(
    title: str | None, front: Sequence[str], properties: Mapping[str, str], words: Words, known: Sequence[Reporter]
) -> Reporter | str | None:
    """A guess at who reports: a line of the cover that reads like a body's name, or what the file's name says."""
    for at, line in enumerate(front[:12]):
        for text in (f"{line} {front[at + 1]}" if at + 1 < len(front) else line, line):
            bare = plain_name(re.sub(r" \([A-Z][\w-]*\)$", "", text))
            if whole := next((one for one in known if bare in one.spellings), None):
                return whole
    for line in front[:12]:
        if (begins := body_at_start(line, words, known)) and begins.kind in _KINDS:
            return begins
    for at, line in enumerate(front[:8]):
        piece = at + 1 < len(front) and re.match(r"(?:and|of|for|et|y)\b|[a-z]", front[at + 1])
        if words.match("org-head", line) and len(line) <= 100 and not piece and len(line.split()) > 1:
            return re.sub(r"^The (?=\S)", "", line)
    for line in _given(properties, words):
        if words.match("org-head", line) and len(line) <= 100:
            return re.sub(r"^The (?=\S)", "", line)
    of = words.search("org-of", title) if title else None
    if of and words.match("org-head", tidy(of.group("name"))):
        return tidy(of.group("name"))
    for line in front[:40]:
        says = words.match("org-is", line)
        name = tidy(says.group("name")) if says else ""
        # "The Fund" is how a report calls a body that it has named in full before.
        if says and words.match("org-head", name) and len(re.sub(r"^The ", "", name).split()) > 1:
            return name
    return _in_file_name(properties.get("file", ""), known, _KINDS)


def _in_file_name(file: str, known: Sequence[Reporter], kinds: set[str]) -> Reporter | None:
    """The one whose acronym stands in a file's name: a United Nations body's in any case, another's as it is written."""
    parts = re.split(r"[\W_]+", file.rsplit(".", 1)[0])
    anyhow = {part.casefold() for part in parts}
    for one in known:
        if one.kind in kinds and one.acronym and len(one.name) >= 3:
            united_nations = one.kind in {"mission", "agency"} and len(one.name) > 3 and one.name.startswith("UN")
            if one.name in parts or (united_nations and one.name.casefold() in anyhow):
                return one
    return None
