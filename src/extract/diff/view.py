"""Changes as they are read: paragraph by paragraph, those of one sentence together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from extract.diff.change import Change, Evidence, Place, ReportPair
from extract.diff.marks import Piece, marked
from extract.diff.phrase import causes_in_words


@dataclass(frozen=True, slots=True)
class Line:
    """One change with its causes in words."""

    change: Change
    rules: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The changes that one sentence (or pair of sentences) tells of; no pieces where only the report's header tells."""

    pieces: tuple[Piece, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The changes of one paragraph; a place is None on the side that has no such paragraph."""

    old: Place | None
    new: Place | None
    groups: tuple[Group, ...]

    @property
    def why(self) -> tuple[str, ...]:
        """The causes that all its changes share, to be told once; empty where they have causes of their own."""
        found = {line.why for group in self.groups for line in group.lines}
        return found.pop() if len(found) == 1 else ()

    @property
    def title(self) -> str:
        """Where it stands: number, page and section, from and to where they differ."""
        return place_in_words(self.old, self.new)


def blocks(pair: ReportPair) -> Iterator[Block]:
    """The paragraphs of a report in which something changed, in reading order."""
    for (old, new), found in groupby(pair.changes, key=lambda change: (_place(change.old), _place(change.new))):
        by_sentence: dict[tuple[str | None, str | None], list[Change]] = {}
        for change in found:
            by_sentence.setdefault((_sentence(change.old), _sentence(change.new)), []).append(change)
        yield Block(old, new, tuple(_group(changes) for changes in by_sentence.values()))


def _place(evidence: Evidence | None) -> Place | None:
    return evidence.place if evidence else None


def _sentence(evidence: Evidence | None) -> str | None:
    return evidence.sentence if evidence and evidence.sentence else None


def _group(changes: list[Change]) -> Group:
    first = changes[0]
    old = [quote for change in changes if change.old for quote in change.old.quotes]
    new = [quote for change in changes if change.new for quote in change.new.quotes]
    pieces = marked(_sentence(first.old), _sentence(first.new), old, new)
    return Group(tuple(pieces), tuple(_line(change) for change in changes))


def _line(change: Change) -> Line:
    rules = [rule for evidence in (change.old, change.new) if evidence for rule in evidence.rules]
    return Line(change, tuple(dict.fromkeys(rules)), tuple(causes_in_words(change.causes)))


def place_in_words(old: Place | None, new: Place | None) -> str:
    """A paragraph's number, page and section, from and to where both sides have it and they differ."""
    told = []
    for name, words in (("number", "paragraph {}"), ("page", "page {}"), ("section", "{}")):
        values = [getattr(place, name) for place in (old, new) if place is not None and getattr(place, name) is not None]
        distinct = list(dict.fromkeys(map(str, values)))
        if distinct:
            told.append(words.format(" → ".join(distinct)))
    if not told or told[0].startswith("page"):
        place = new or old
        told.insert(0, f"paragraph at place {place.ordinal}" if place else "")
    if old is None or new is None:
        told.append(f"only in {'NEW' if old is None else 'OLD'}")
    return ", ".join(told)
