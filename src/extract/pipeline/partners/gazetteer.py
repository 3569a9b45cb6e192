"""The organizations of ``patterns/partners/organizations.csv``, looked up by any of their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.patterns.load import Patterns, Row
from extract.pipeline.partners.words import Word, keys_of, keys_of_words

TABLE = "partners/organizations.csv"


@dataclass(frozen=True, slots=True)
class Organization:
    """One row: an organization, whatever it is called. ``parent`` is the row's id of the body it is a unit of, or empty."""

    id: str
    name: str
    acronym: str | None
    type: str
    parent: str


@dataclass(frozen=True)
class Gazetteer:
    """``by_name``: keys of the words of a name to its organization; ``by_short``: a name of one word, as it is written."""

    by_name: Mapping[tuple[str, ...], Organization]
    by_short: Mapping[str, Organization]
    longest: Mapping[str, int]
    spellings: Mapping[str, str]

    def named(self, name: str) -> Organization | None:
        """The organization of that name or acronym, or None."""
        return self.by_short.get(name.strip()) or self.by_name.get(keys_of(name, self.spellings))

    def at(self, words: Sequence[Word], first: int) -> tuple[int, Organization] | None:
        """The longest name that begins at word ``first``: the number of the word behind it, and whose it is."""
        start = words[first]
        if not (start.capital or start.text[0].isdigit()):
            return None
        for count in range(min(self.longest.get(start.key, 0), len(words) - first), 1, -1):
            several = words[first : first + count]
            found = self.by_name.get(keys_of_words(several))
            if found is not None and _as_a_name(several):
                return first + count, found
        short = self.by_short.get(start.text)
        return (first + 1, short) if short is not None else None


def gazetteer(patterns: Patterns, spellings: Mapping[str, str]) -> Gazetteer:
    """The table, ready to be asked. Of two rows that share a name the first has it."""
    by_name: dict[tuple[str, ...], Organization] = {}
    by_short: dict[str, Organization] = {}
    longest: dict[str, int] = {}
    for row in patterns.table(TABLE):
        one = Organization(row.id, row["name"], row["acronym"] or None, row["type"] or "other", row["parent"])
        for name in _names(row):
            keys = keys_of(name, spellings)
            if len(keys) == 1:
                by_short.setdefault(name, one)
            elif keys:
                by_name.setdefault(keys, one)
                # UN is one word of the text and two of the key: each may be the shorter.
                for first in {keys[0], "un"} if keys[:2] == ("united", "nations") else {keys[0]}:
                    longest[first] = max(longest.get(first, 0), len(keys))
    return Gazetteer(by_name, by_short, longest, spellings)


def _names(row: Row) -> Iterator[str]:
    yield row["name"]
    yield from (name for name in (row["acronym"], *row.several("aliases")) if name)


def _as_a_name(words: Sequence[Word]) -> bool:
    """Whether the words stand together as one name: capitals but for small words, and nothing but marks of names between."""
    if not words[-1].capital and len(words[-1].text) > 1 and not words[-1].text[0].isdigit():
        return False
    lower = sum(not (word.capital or word.text[0].isdigit()) and len(word.text) > 4 for word in words)
    joined = all(word.gap.strip(" \n") in {"", "-", "–", ",", "’", "'", "/", "&", ".", "’ "} for word in words[1:])
    return joined and lower == 0
