"""Scoring a field's values against gold, one annotated paragraph at a time.

A field is scored as a set of identities unless it says otherwise. What gold marks optional costs nothing either way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.fields.value import Value
from extract.language.mention import Mention
from extract.rules.load import Patterns


@dataclass(frozen=True, slots=True)
class Tally:
    """Hits, found and wanted of one figure; for a share ``found`` and ``gold`` are both the number of pairs looked at."""

    hit: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Hits among what was found; 1 where nothing was."""
        return self.hit / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Hits among what gold holds; 1 where it holds nothing."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both (of a share: the share itself)."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class People:
    """People that may be added up: in gold, found, and the sum of the paragraphs' absolute differences."""

    gold: int = 0
    found: int = 0
    off: int = 0

    def __add__(self, other: People) -> People:
        return People(self.gold + other.gold, self.found + other.found, self.off + other.off)


@dataclass(frozen=True, slots=True)
class Error:
    """One error: ``field`` is the figure, ``kind`` missed, wrong, role or differs; ``what`` in words; ``value`` what was found
    (None for a miss); ``wanted`` what gold holds (None for a wrong one); ``attributes`` the details that differ."""

    field: str
    kind: str
    id: str
    what: str
    value: Value | None = None
    wanted: Any = None
    attributes: tuple[str, ...] = ()

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Where the wrong value stands; empty for a miss."""
        return self.value.mentions if self.value else ()


@dataclass
class Sheet:
    """The tallies of one paragraph by figure, the people to add up, and its errors."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    people: People = People()
    errors: list[Error] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What gold holds of a field that is scored as a set: an identity. ``optional``: careful readers differ on it."""

    key: str
    optional: bool = False


class Gold:
    """How gold lists a field's values, and how found ones are scored against them: as a set, by one attribute.

    ``figures`` are the names of the figures with precision, recall and F1, ``shares`` those of shares, ``sums`` whether people
    are added up. In gold an entry is the attribute alone, or an object that holds it.
    """

    sums = False

    def __init__(self, name: str, attribute: str) -> None:
        self.name = name
        self.attribute = attribute
        self.figures: tuple[str, ...] = (name,)
        self.shares: tuple[str, ...] = ()

    def fold(self, key: str) -> str:
        """The form in which identities are compared."""
        return key

    def read(self, given: Sequence[Any]) -> tuple[Any, ...]:
        """What a line of gold holds of the field. Raises ``KeyError``, ``TypeError``, ``ValueError`` with what is wrong."""
        return tuple(self._wanted(one) for one in given)

    def _wanted(self, given: Any) -> Any:
        if isinstance(given, Mapping):
            return Wanted(str(given[self.attribute]), bool(given.get("optional")))
        return Wanted(str(given))

    def written(self, value: Mapping[str, Any]) -> Any:
        """A value (as plain attributes) as an entry of gold."""
        return value[self.attribute]

    def identity(self, value: Any) -> str:
        """What a found value is compared by."""
        return self.fold(str(getattr(value, self.attribute)))

    def score(self, sheet: Sheet, id_: str, wanted: Sequence[Any], found: Sequence[Any]) -> None:
        """Adds to the sheet how the values found in a paragraph meet those of gold."""
        have = {self.identity(one): one for one in found}
        optional = {self.fold(one.key) for one in wanted if one.optional}
        want = {self.fold(one.key) for one in wanted if not one.optional}
        have = {key: one for key, one in have.items() if key in want or key not in optional}
        sheet.tallies[self.name] += Tally(len(want & have.keys()), len(have), len(want))
        sheet.errors += [Error(self.name, "missed", id_, one, None, one) for one in sorted(want - have.keys())]
        sheet.errors += [Error(self.name, "wrong", id_, one, have[one]) for one in sorted(have.keys() - want)]

    def denotes(self, text: str, wanted: Any, patterns: Patterns) -> bool:
        """Whether the words of a candidate that was turned down are what gold holds."""
        return bool(wanted) and text.casefold() in str(wanted).casefold()

    def place(self, text: str, wanted: Any) -> int | None:
        """Where in a paragraph stands what was missed, as far as its words tell."""
        return None

    def near(self, wanted: Any, found: Iterable[Any], turned_down: Iterable[str]) -> str | None:
        """A found value or a candidate turned down that is nearly what was missed (its bounds differ), in words."""
        return None
