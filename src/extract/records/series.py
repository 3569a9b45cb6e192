"""Which reports are issues of one series, or the same report once more, by what their titles say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from extract.records.counting_rules import CountingRules
from extract.records.record import Source

# Titles whose words are as alike as this are of one series ("Operations update, Africa" and "Africa: operations update").
_ALIKE = 93
# So many titles of one publisher are compared with each other; more are taken as they are written.
_COMPARED = 400
_ROMAN = re.compile(r"(?<![\w-])[ivx]+(?![\w-])")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{2,}")
Report = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Issue:
    """A report's series (None: it has none to be told by), and where it stands in it: year, then the numbers of its title, or else of its file."""

    series: str | None
    place: tuple[int, ...]


def reporter_of(source: Source) -> str:
    """The publisher, in a form to compare; empty where none is known."""
    return " ".join((source.reporter or "").casefold().split())


def issues(sources: Iterable[Source], rules: CountingRules) -> Mapping[Report, Issue]:
    """The issue that each report is, by symbol and file."""
    named: dict[Report, tuple[str, str, tuple[int, ...]]] = {}
    titles: dict[str, dict[str, str]] = defaultdict(dict)
    for source in sources:
        key = (source.report, source.file)
        if key in named:
            continue
        title, place = _title(source, rules)
        named[key] = (reporter_of(source), title, place)
        if title:
            titles[named[key][0]].setdefault(title, title)
    for same in titles.values():
        _joined(same)
    return {
        key: Issue(f"{reporter}|{titles[reporter][title]}" if title else None, place)
        for key, (reporter, title, place) in named.items()
    }


def _title(source: Source, rules: CountingRules) -> tuple[str, tuple[int, ...]]:
    """The words of a title that stay from issue to issue, and the year and numbers that do not."""
    text = (source.title or PurePath(source.file).stem).casefold()
    numbers = _numbers(text) or _numbers(PurePath(source.file).stem)
    bare = _ROMAN.sub(" ", rules.lists["month"].sub(" ", text))
    words = _WORD.findall(bare)
    kept = [word for word in words if not rules.lists["edition"].fullmatch(word)] or words
    # One word tells a series only where the file's name, not a title, gave it.
    enough = len(kept) >= (2 if source.title else 1)
    # “Annual report” by nobody in particular may be anybody's.
    if source.title and not source.reporter:
        enough = enough and any(not rules.lists["generic"].fullmatch(word) for word in kept)
    return (" ".join(kept) if enough else ""), (source.year or 0, *numbers)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(found) for found in _NUMBER.findall(text) if len(found) < 9)


def _joined(titles: dict[str, str]) -> None:
    """Gives titles that are alike one name: the first's."""
    from rapidfuzz import fuzz, process

    found: list[str] = []
    for title in list(titles)[:_COMPARED]:
        best = process.extractOne(title, found, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE) if found else None
        if best:
            titles[title] = best[0]
        else:
            found.append(title)
