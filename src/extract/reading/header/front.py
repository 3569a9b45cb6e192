"""The words of a report's front: what kind of line a line of it is. The wordings are data: ``patterns/reading/front.csv``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.rules.load import Patterns, Row

FILE = "reading/front.csv"
KINDS = frozenset(
    [
        "symbol-root",
        "masthead",
        "when",
        "body",
        "session",
        "agenda",
        "author",
        "letter",
        "addressee",
        "statement",
        "end",
        "records",
        "mission-title",
        "title-period",
        "title-word",
        "report-kind",
        "menu",
        "file-name",
        "org-head",
        "org-says",
        "org-is",
        "org-of",
        "about",
        "tool",
    ]
)
# Words that no title or name of a body ends with: the line goes on with the next one.
_GOES_ON = re.compile(
    r"(?:\b(?:a|an|and|at|by|for|from|in|into|of|on|or|the|to|with|their|its|as|de|del|la|du|des|et|y)|[,:–—-])$", re.I
)


@dataclass(frozen=True)
class Words:
    """The compiled wordings, by kind."""

    kinds: Mapping[str, tuple[re.Pattern[str], ...]]
    symbol: re.Pattern[str]

    def match(self, kind: str, line: str) -> re.Match[str] | None:
        """The match of the first wording of a kind that holds the whole line."""
        return next((found for pattern in self.kinds.get(kind, ()) if (found := pattern.fullmatch(line))), None)

    def search(self, kind: str, text: str) -> re.Match[str] | None:
        """The first match of a wording of a kind anywhere in a text."""
        return next((found for pattern in self.kinds.get(kind, ()) if (found := pattern.search(text))), None)

    def kind(self, line: str, kinds: Sequence[str]) -> str | None:
        """The first of the kinds that the whole line is of."""
        return next((kind for kind in kinds if self.match(kind, line)), None)


def words_of(patterns: Patterns) -> Words:
    """The wordings of ``reading/front.csv``. Raises ``PatternError`` for one of no known kind, or that is no regular expression."""
    kinds: dict[str, list[re.Pattern[str]]] = {}
    roots: list[str] = []
    for row in patterns.table(FILE):
        if row["kind"] not in KINDS:
            raise row.wrong(f"kind is none of {', '.join(sorted(KINDS))}")
        if row["kind"] == "symbol-root":
            roots.append(compiled(row, "pattern").pattern)
        else:
            kinds.setdefault(row["kind"], []).append(compiled(row, "pattern"))
    part = r"[A-Za-z0-9][A-Za-z0-9.-]*"
    root = "|".join(roots) or "(?!)"
    symbol = re.compile(rf"(?<![\w/-])(?:{root})(?:/{part})+(?: ?\((?:\d{{4}}|Part [IVX]+)\))?")
    return Words({kind: tuple(found) for kind, found in kinds.items()}, symbol)


def compiled(row: Row, column: str) -> re.Pattern[str]:
    """A cell as a regular expression. Raises ``PatternError`` where it is none."""
    try:
        return re.compile(row[column])
    except re.error as error:
        raise row.wrong(f"{column} is no regular expression: {error}") from None


def groups(lines: Sequence[str]) -> list[str]:
    """Lines joined to the titles, names and sentences that they are broken pieces of.

    A line goes on in the next one where it ends in a word or mark that nothing ends in, where the next one does not begin
    with a capital or a figure, and where the next one's first word would not have fitted on it.
    """
    found: list[list[str]] = []
    width = max((len(line) for line in lines), default=0)
    for number, line in enumerate(lines):
        if number and _joined(lines[number - 1], line, width):
            found[-1].append(line)
        else:
            found.append([line])
    return [tidy(" ".join(group)) for group in found]


def _joined(before: str, line: str, width: int) -> bool:
    if before.endswith((".", ";")):
        return False
    if goes_on(before, line) or line.startswith("("):
        return True
    open_quote = before.count("“") > before.count("”")
    return open_quote or len(before) + 1 + len(line.split()[0]) > width + 2


def goes_on(before: str, line: str) -> bool:
    """Whether a line is the rest of the one before it, by the last word of that and its own first letter."""
    first = re.sub(r"^[“\"‘'(\[]+", "", line)[:1]
    return _GOES_ON.search(before) is not None or first.islower()


def tidy(text: str) -> str:
    """White space folded; marks of footnotes at the end taken off."""
    return re.sub(r"[\s*†]+$", "", " ".join(text.split())).strip()
