"""The organizations of ``patterns/partners/organizations.csv``, looked up by any of their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.fields.partners.words import Word, keys_of, words_of
from extract.rules.load import Patterns, Row

Keys = tuple[str, ...]

TABLE = "partners/organizations.csv"
SPELLINGS = "partners/spellings.yaml"
# What may stand between two words of a name; a comma only where the name itself has one.
_HYPHENS = frozenset({"-", "–", "‑"})
_GAPS = _HYPHENS | frozenset({"", "’", "'", "ʼ", "/", "&", "."})
_UNITED_NATIONS = ("united", "nations")
_UN_TYPE = "un"
# Up to this length a word inside a name may be written small anywhere (of, and, the, for).
_LONGEST_SMALL = 3
# Shorter acronyms are written in capitals only.
_SHORTEST_RECAPITALIZED = 6
_LONGEST_ABBREVIATION = 3


@dataclass(frozen=True, slots=True)
class Organization:
    """One row: an organization, whatever it is called.

    ``parent`` is the row's id of the body it is a unit of, or empty; ``words`` are the longer words of all its full names.
    """

    id: str
    name: str
    acronym: str | None
    type: str
    parent: str
    words: frozenset[str] = frozenset()

    def may_be(self, full: Keys) -> bool:
        """Whether a full name that a report gives its acronym can be its own, if only roughly: half of its words are.

        The Union's AU is not the Agricultural University's.
        """
        longer = _longer(full)
        return not self.words or not longer or 2 * len(longer & self.words) >= len(longer)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a listed name is written: the keys of the words that it writes small, and whether it holds a comma."""

    small: frozenset[str] = frozenset()
    comma: bool = False

    def __or__(self, other: Spelling) -> Spelling:
        return Spelling(self.small | other.small, self.comma or other.comma)


@dataclass(frozen=True)
class Gazetteer:
    """The table, ready to be asked.

    ``by_name``: keys of the words of a name to its organization; ``by_short``: a name of one word, as it is written;
    ``by_doubtful``: the same for names that stand for other things too, and are an organization's only where something says so.
    ``longest``: by the key of a first word, the number of words of the longest name that begins with it.
    """

    by_name: Mapping[Keys, Organization]
    by_short: Mapping[str, Organization]
    by_doubtful: Mapping[str, Organization]
    written: Mapping[Keys, Spelling]
    longest: Mapping[str, int]
    spellings: Mapping[str, str]

    def named(self, name: str) -> Organization | None:
        """The organization of that name or acronym, where it is known to be an organization's; else None."""
        name = name.strip()
        short = self.by_short.get(name) or self.by_doubtful.get(name)
        return short or self.by_name.get(keys_of(name, self.spellings))

    def at(self, words: Sequence[Word], first: int) -> tuple[int, Organization] | None:
        """The longest name that begins at word ``first``: the number of the word behind it, and whose it is."""
        start = words[first]
        if start.text.islower():
            return None
        keys, ends = self._run(words, first)
        for count in range(len(ends), 1, -1):
            run = keys[: ends[count - 1]]
            found = self.by_name.get(run)
            if found is not None and _as_a_name(words[first : first + count], self.written.get(run, Spelling())):
                return first + count, found
        short = self.by_short.get(start.text)
        return (first + 1, short) if short is not None else None

    def _run(self, words: Sequence[Word], first: int) -> tuple[tuple[str, ...], list[int]]:
        """The keys of the words that may form a name from ``first`` on, and how many of them each word closes."""
        keys: list[str] = []
        ends: list[int] = []
        for at in range(first, min(first + self.longest.get(_first(words[first].key), 0), len(words))):
            word = words[at]
            if at > first and not _joins(words[at - 1], word):
                break
            keys += _UNITED_NATIONS if word.text in {"UN", "Un"} else word.key.split()
            ends.append(len(keys))
        return tuple(keys), ends


def spellings_of(patterns: Patterns) -> dict[str, str]:
    """The pairs of ``partners/spellings.yaml``: a spelling, in lower case, and the words it is read as.

    Raises ``PatternError`` where a rule has no list of ``one=other`` under ``pairs``.
    """
    found: dict[str, str] = {}
    for rule in patterns.rule_file(SPELLINGS):
        pairs = rule.body.get("pairs")
        if not isinstance(pairs, list) or not all(isinstance(pair, str) and "=" in pair for pair in pairs):
            raise rule.wrong("needs pairs: a list of one=other")
        for pair in pairs:
            other, _, one = pair.partition("=")
            found[other.strip()] = one.strip()
    return found


def gazetteer(patterns: Patterns, spellings: Mapping[str, str]) -> Gazetteer:
    """The table, ready to be asked. Of two rows that share a name the first has it."""
    by_name: dict[Keys, Organization] = {}
    written: dict[Keys, Spelling] = {}
    by_short: dict[str, Organization] = {}
    doubtful: dict[str, set[Organization]] = {}
    again: list[tuple[str, Organization]] = []
    rows = {row.id: row for row in patterns.table(TABLE)}
    for row in rows.values():
        one = _organization(row, spellings)
        parent = _full_and_short(rows.get(row["parent"]), spellings)
        for name in _names(row):
            if len(keys_of(name, spellings)) > 1:
                for keys, spelling in _ways(name, one.type, parent, spellings):
                    by_name.setdefault(keys, one)
                    written[keys] = spelling | written.get(keys, Spelling())
            elif row["acronym_alone"] == "no":
                doubtful.setdefault(name, set()).add(one)
            elif name:
                by_short.setdefault(name, one)
                again += [(other, one) for other in _recapitalized(name)]
    for name, one in again:
        by_short.setdefault(name, one)
    by_doubtful = {name: next(iter(ones)) for name, ones in doubtful.items() if len(ones) == 1}
    return Gazetteer(by_name, by_short, by_doubtful, written, _longest(by_name), spellings)


def _organization(row: Row, spellings: Mapping[str, str]) -> Organization:
    full = [keys for keys in (keys_of(name, spellings) for name in _names(row)) if len(keys) > 1]
    words = frozenset().union(*(_longer(keys) for keys in full))
    return Organization(row.id, row["name"], row["acronym"] or None, row["type"] or "other", row["parent"], words)


def _longer(keys: Keys) -> frozenset[str]:
    return frozenset(key for key in keys if len(key) > _LONGEST_SMALL)


def _longest(by_name: Mapping[Keys, Organization]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for keys in by_name:
        # UN is one word of the text and two of the key: each may be the shorter.
        for first in {keys[0], "un"} if keys[:2] == _UNITED_NATIONS else {keys[0]}:
            longest[first] = max(longest.get(first, 0), len(keys))
    return longest


def _names(row: Row) -> Iterator[str]:
    yield row["name"]
    yield from (name for name in (row["acronym"], *row.several("aliases")) if name)


def _full_and_short(row: Row | None, spellings: Mapping[str, str]) -> tuple[Keys, Keys] | None:
    """The keys of a body's name and of its acronym, where it has both."""
    return (keys_of(row["name"], spellings), keys_of(row["acronym"], spellings)) if row and row["acronym"] else None


def _ways(
    name: str, kind: str, parent: tuple[Keys, Keys] | None, spellings: Mapping[str, str]
) -> Iterator[tuple[Keys, Spelling]]:
    """The keys that a listed name is found by.

    As it stands; with & for "and" and the other way round; with the parent's acronym for its name and the other way round
    (EU Delegation); in type un with United Nations before it; with U.N. for UN.
    """
    words = words_of(name, spellings)
    small = frozenset(word.key for word in words if word.text.islower())
    spelling = Spelling(small, any("," in word.gap for word in words))
    found = {keys_of(name, spellings), keys_of(name.replace("&", " and "), spellings)}
    if parent is not None:
        full, short = parent
        found |= {_replaced(keys, full, short) for keys in found} | {_replaced(keys, short, full) for keys in found}
    if kind == _UN_TYPE:
        found |= {_UNITED_NATIONS + keys for keys in found if not _holds_united_nations(keys)}
    found |= {tuple(key for key in keys if key != "and") for keys in found}
    for keys in sorted(found):
        yield keys, spelling
        if _holds_united_nations(keys):
            yield _replaced(keys, _UNITED_NATIONS, ("u", "n")), spelling


def _holds_united_nations(keys: Keys) -> bool:
    return any(keys[at : at + 2] == _UNITED_NATIONS for at in range(len(keys) - 1))


def _replaced(keys: Keys, one: Keys, other: Keys) -> Keys:
    """The keys with one run of keys put in another's place, wherever it stands."""
    found: list[str] = []
    at = 0
    while at < len(keys):
        here = keys[at : at + len(one)] == one
        found += other if here else keys[at : at + 1]
        at += len(one) if here else 1
    return tuple(found)


def _recapitalized(name: str) -> Iterator[str]:
    """Interpol for INTERPOL, OXFAM for Oxfam."""
    if len(name) >= _SHORTEST_RECAPITALIZED and name.isalpha():
        yield name.capitalize() if name.isupper() else name.upper()


def _first(key: str) -> str:
    """The first word of a key that is spelled as several (cooperation as co operation)."""
    return key.partition(" ")[0]


def _joins(before: Word, word: Word) -> bool:
    """Whether nothing but what may stand inside a name stands between two words."""
    mark = word.gap.strip()
    if mark == "." and word.gap != ".":
        # "U.N. Women", "St. John": an abbreviation, not the end of a sentence.
        return len(before.text) == 1 or (len(before.text) <= _LONGEST_ABBREVIATION and before.text.istitle())
    return mark in _GAPS or mark == ","


def _as_a_name(words: Sequence[Word], spelling: Spelling) -> bool:
    """Whether the words are written as a name: capitals but for small words, and what the name itself or a hyphen lets be small."""
    if not spelling.comma and any("," in word.gap for word in words[1:]):
        return False
    last = words[-1]
    return all(
        not word.text.islower()
        or word.gap in _HYPHENS
        or word.key in spelling.small
        or (len(word.text) <= _LONGEST_SMALL and word is not last)
        for word in words
    )
