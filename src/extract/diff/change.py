"""What a comparison gives: changes, each with its evidence on both sides and its causes. Plain data, the same whichever way it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from extract.fields.registry import by_name

KINDS = ("added", "removed", "changed")

Kind = Literal["added", "removed", "changed"]
# Why a value differs.
CauseKind = Literal["person", "report", "text", "reader", "wording", "rule", "rules", "header", "model", "software", "unknown"]
# Why two reports are compared: what tied them.
Tie = Literal["asked", "symbol", "file", "revision", "name", "series", "only"]


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason for a change.

    ``subject`` is what it is about: a rule's id, a library, what of the header; for ``text`` whether the ``sentence``, the
    ``paragraph`` or only words ``elsewhere`` in it or in the
    ``report`` differ, for ``rules`` (one of many that differ) the field. ``before`` and ``after`` are its state on both sides (a rule's
    hash, a version, a reviewer's word), None where there is none, "?" where no run.json tells; ``fired`` is whether the
    rule gave the value before and after. ``sure`` is False where the cause is only likely.
    """

    kind: CauseKind
    subject: str = ""
    before: str | None = None
    after: str | None = None
    fired: tuple[bool, bool] = (False, False)
    sure: bool = True

    def mirror(self) -> Cause:
        """The same cause, seen from the other side."""
        return Cause(self.kind, self.subject, self.after, self.before, (self.fired[1], self.fired[0]), self.sure)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands on one side; shared by all changes of the paragraph."""

    record: str
    report: str
    file: str
    page: int | None
    number: str | None
    section: str | None
    ordinal: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One side of a change: the sentence that says it, or, where ``says`` is False, what stands in its place on that side.

    ``quotes`` are ``(start, end)`` in ``sentence`` (characters, half-open); ``rules`` the ids behind the value, in order.
    """

    place: Place
    sentence: str
    quotes: tuple[tuple[int, int], ...] = ()
    rules: tuple[str, ...] = ()
    says: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """A value that came, went, or differs; ``before`` and ``after`` are its attributes by name, without mentions.

    ``attributes`` of a changed value are ``(attribute, from, to)``. ``evidence`` of a side is None where that side has no
    paragraph to match. ``causes`` holds at least one, the chief one first.
    """

    field: str
    kind: Kind
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    attributes: tuple[tuple[str, Any, Any], ...]
    old: Evidence | None
    new: Evidence | None
    causes: tuple[Cause, ...]

    def mirror(self) -> Change:
        """The change from NEW to OLD."""
        kinds: dict[str, Kind] = {"added": "removed", "removed": "added", "changed": "changed"}
        swapped = tuple((name, after, before) for name, before, after in self.attributes)
        causes = tuple(cause.mirror() for cause in self.causes)
        return Change(self.field, kinds[self.kind], self.after, self.before, swapped, self.new, self.old, causes)

    @property
    def name(self) -> str:
        """How people would call the value (the new one, where it changed)."""
        return by_name(self.field).called(self.after or self.before or {})

    @property
    def place(self) -> Place | None:
        """Where the paragraph stands: on the new side, where it is there."""
        found = self.new or self.old
        return found.place if found else None

    @property
    def text_differs(self) -> bool:
        """Whether there are two sentences to show, and they are not the same words."""
        return self.old is not None and self.new is not None and self.old.sentence != self.new.sentence


class Attributes(Mapping[str, Any]):
    """A value's attributes by name. There may be a million of them, so the names are one tuple that all of a kind share."""

    __slots__ = ("_names", "_values")

    def __init__(self, names: tuple[str, ...], values: tuple[Any, ...]) -> None:
        self._names = names
        self._values = values

    def __getitem__(self, name: str) -> Any:
        if name not in self._names:
            raise KeyError(name)
        return self._values[self._names.index(name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return repr(dict(self))


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """How the paragraphs that hold a record met: word for word, reworded, on one side only."""

    same: int = 0
    reworded: int = 0
    only_old: int = 0
    only_new: int = 0

    def __add__(self, other: Paragraphs) -> Paragraphs:
        return Paragraphs(
            self.same + other.same,
            self.reworded + other.reworded,
            self.only_old + other.only_old,
            self.only_new + other.only_new,
        )


@dataclass(frozen=True, slots=True)
class ReportPair:
    """Two reports that were compared, or one that only one side has. ``people`` is the safe sum before and after."""

    old: str | None
    new: str | None
    tie: Tie | None
    paragraphs: Paragraphs
    people: tuple[int, int]
    changes: tuple[Change, ...] = ()
    # Values that are the same but that another rule gave, or that stand in other words: no change, only counted.
    by_another_rule: int = 0

    @property
    def name(self) -> str:
        """The report's symbol; both where they differ."""
        if self.old is None or self.new is None or self.old == self.new:
            return self.new or self.old or ""
        return f"{self.old} → {self.new}"


@dataclass(frozen=True, slots=True)
class SideFacts:
    """What the summary says of one side: the path as given, and what its run.json tells (None where there is none)."""

    path: str
    records: int
    reports: int
    people: int
    versions: Mapping[str, str] | None = None
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A way in which the two runs differ: ``what`` (rule, table row, model, software, reader, option), name, before, after."""

    what: str
    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Diff:
    """All that differs. ``fields`` are those that were compared."""

    old: SideFacts
    new: SideFacts
    fields: Sequence[str]
    differences: tuple[Difference, ...]
    reports: tuple[ReportPair, ...] = field(default=())

    def changes(self) -> Iterator[Change]:
        """Every change, report by report."""
        for pair in self.reports:
            yield from pair.changes

    @property
    def empty(self) -> bool:
        """Whether no value differs."""
        return not any(pair.changes for pair in self.reports)
