"""The wordings by which a page's lines are told: headings of contents, captions, sources; and what hyphens go by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.reading.header.front import compiled
from extract.rules.load import Patterns

_FILE = "reading/page.csv"
_KINDS = ("contents", "caption", "source", "prefix", "suspended")


@dataclass(frozen=True)
class PageWords:
    """Lines told by what they say, compiled: headings of ``contents``, ``captions`` of figures and tables, ``sources`` under
    them. ``prefixes`` are first parts that keep their hyphen at a line's end, ``suspended`` words before which a hyphen stands
    for a part left out."""

    contents: tuple[re.Pattern[str], ...] = ()
    captions: tuple[re.Pattern[str], ...] = ()
    sources: tuple[re.Pattern[str], ...] = ()
    prefixes: tuple[re.Pattern[str], ...] = ()
    suspended: tuple[re.Pattern[str], ...] = ()


def page_words(rules: Patterns) -> PageWords:
    """The wordings of ``reading/page.csv``. Raises ``PatternError`` for one of no known kind, or no regular expression."""
    found: dict[str, list[re.Pattern[str]]] = {kind: [] for kind in _KINDS}
    for row in rules.table(_FILE):
        if row["kind"] not in found:
            raise row.wrong(f"kind is none of {', '.join(_KINDS)}")
        found[row["kind"]].append(compiled(row, "pattern"))
    return PageWords(*(tuple(found[kind]) for kind in _KINDS))
