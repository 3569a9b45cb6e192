"""Compares the values of two aligned paragraphs, field by field: what came, what went, which attribute differs."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from extract.diff.alike import similarity
from extract.diff.change import Attributes, Change, Evidence, Place, called
from extract.diff.values import Value, matched
from extract.diff.why import Doubt, Meeting, Why, rules_of
from extract.records.record import Country, Partner, Record, Resolution, Trained, plain
from extract.records.sentences import sentences

# What is compared of a value, in the order shown. Mentions are evidence, not value; so is the machine's own word.
_NOT_COMPARED = ("mentions", "machine")
_KINDS: Mapping[str, type[Value]] = {"countries": Country, "partners": Partner, "trained": Trained, "resolutions": Resolution}
# A sentence stands in the place of another where at least this share of their words is the same.
_IN_ITS_PLACE = 0.3


class Paragraph:
    """A record with its sentences, found once for all its values."""

    def __init__(self, record: Record) -> None:
        source = record.source
        self.record = record
        self.place = Place(
            record.id, source.report, source.file, source.page, source.number or source.id, source.section, source.ordinal
        )
        self._sentences: list[tuple[int, int, str]] | None = None

    def sentences(self) -> list[tuple[int, int, str]]:
        """``(start, end, text)`` of each sentence; the same objects at each call, so that changes share them."""
        if self._sentences is None:
            text = self.record.text
            self._sentences = [(start, end, text[start:end]) for start, end in sentences(text)]
        return self._sentences

    def _around(self, offset: int) -> tuple[int, int, str]:
        for found in self.sentences():
            if found[0] <= offset < found[1]:
                return found
        return 0, len(self.record.text), self.record.text

    def evidence(self, value: Value) -> Evidence:
        """The sentence that says a value first, with all its quotes in it; empty where only the report's header says it."""
        if not value.mentions:
            return Evidence(self.place, "")
        start, end, sentence = self._around(value.mentions[0].start)
        quotes = tuple((m.start - start, min(m.end, end) - start) for m in value.mentions if start <= m.start < end)
        return Evidence(self.place, sentence, quotes, rules_of(value))

    def instead(self, sentence: str) -> Evidence:
        """What stands where the other side has ``sentence``: the same sentence, the one most like it, or nothing."""
        if sentence and sentence in self.record.text:
            return Evidence(self.place, sentence, says=False)
        best, found = _IN_ITS_PLACE, ""
        for _, _, one in self.sentences() if sentence else ():
            score = similarity(sentence, one, best)
            if score > best:
                best, found = score, one
        return Evidence(self.place, found, says=False)


class Comparison:
    """Two aligned paragraphs, or one that stands alone, being compared."""

    def __init__(self, meeting: Meeting, why: Why) -> None:
        self.meeting = meeting
        self.why = why
        self.old = Paragraph(meeting.old) if meeting.old else None
        self.new = Paragraph(meeting.new) if meeting.new else None
        # Values that are the same though another rule gave them: no change, but worth a count.
        self.by_another_rule = 0

    def changes(self, fields: Iterable[str]) -> list[Change]:
        """The changes of these fields, in the order of the text."""
        return [change for field in fields for change in self._of_field(field)]

    def _of_field(self, field: str) -> Iterator[Change]:
        if self.old is None or self.new is None:
            lone = self.old or self.new
            values = getattr(lone.record, field) if lone else ()
            for index in range(len(values)):
                yield self._alone(field, index if self.old else None, None if self.old else index)
            return
        if getattr(self.old.record, field) == getattr(self.new.record, field):
            return
        pairs = matched(field, self.old.record, self.new.record)
        partner = {i: j for i, j in pairs if i is not None}
        for i, j in pairs:
            if i is None or j is None:
                yield self._alone(field, i, j)
                continue
            one, other = getattr(self.old.record, field)[i], getattr(self.new.record, field)[j]
            if one == other:
                continue
            differing = _differing(one, other, partner)
            if differing:
                yield self._changed(field, i, j, differing)
            elif rules_of(one) != rules_of(other):
                self.by_another_rule += 1

    def _alone(self, field: str, i: int | None, j: int | None) -> Change:
        """A value that only one side has."""
        before = getattr(self.old.record, field)[i] if self.old and i is not None else None
        after = getattr(self.new.record, field)[j] if self.new and j is not None else None
        old = self.old.evidence(before) if self.old and before else None
        new = self.new.evidence(after) if self.new and after else None
        if new is None and old is not None and self.new is not None:
            new = self.new.instead(old.sentence)
        elif old is None and new is not None and self.old is not None:
            old = self.old.instead(new.sentence)
        return Change(
            field,
            "added" if before is None else "removed",
            _described(field, self.old, i),
            _described(field, self.new, j),
            (),
            old,
            new,
            self.why.causes(Doubt(field, before, after, _sentences(old, new)), self.meeting),
        )

    def _changed(self, field: str, i: int, j: int, differing: tuple[str, ...]) -> Change:
        """A value whose attributes ``differing`` are not the same on both sides."""
        before, after = _described(field, self.old, i) or {}, _described(field, self.new, j) or {}
        one = getattr(self.old.record, field)[i] if self.old else None
        other = getattr(self.new.record, field)[j] if self.new else None
        old = self.old.evidence(one) if self.old and one else None
        new = self.new.evidence(other) if self.new and other else None
        return Change(
            field,
            "changed",
            before,
            after,
            tuple((name, before.get(name), after.get(name)) for name in differing),
            old,
            new,
            self.why.causes(Doubt(field, one, other, _sentences(old, new), differing), self.meeting),
        )


def _sentences(old: Evidence | None, new: Evidence | None) -> tuple[str | None, str | None]:
    return old.sentence if old else None, new.sentence if new else None


def _differing(one: Value, other: Value, partner: Mapping[int, int | None]) -> tuple[str, ...]:
    """The attributes in which two values differ, in their order; ``partner`` gives for an old index the new one."""
    found = []
    for name in type(one).__dataclass_fields__:
        if name in _NOT_COMPARED:
            continue
        before, after = getattr(one, name), getattr(other, name)
        if name == "part_of" and before is not None:
            # An index means the value it points to: it is the same where that value is.
            whole = partner.get(before)
            before = -1 if whole is None else whole
        elif isinstance(before, tuple) and isinstance(after, tuple):
            before, after = sorted(before), sorted(after)
        if before != after:
            found.append(name)
    return tuple(found)


def _described(field: str, paragraph: Paragraph | None, index: int | None) -> Mapping[str, Any] | None:
    """A value's attributes as plain data, without its mentions; ``part_of`` as the name of the number it is a part of."""
    if paragraph is None or index is None:
        return None
    values = getattr(paragraph.record, field)
    value = values[index]
    decided = value.review is not None, value.machine is not None
    names = _names(field, *decided)
    whole = getattr(value, "part_of", None)
    if whole is not None:
        part = called(field, plain(values[whole])) if 0 <= whole < len(values) else None
        return Attributes(names, tuple(part if name == "part_of" else _kept(getattr(value, name)) for name in names))
    return Attributes(names, tuple(_kept(getattr(value, name)) for name in names))


@functools.lru_cache(maxsize=32)
def _names(field: str, review: bool, machine: bool) -> tuple[str, ...]:
    """The attributes of a field's values: all but its mentions, and what a person decided only where one has."""
    left_out = {"mentions", *(() if review else ("review",)), *(() if machine else ("machine",))}
    return tuple(name for name in _KINDS[field].__dataclass_fields__ if name not in left_out)


def _kept(value: Any) -> Any:
    """A text as the one copy of it that all changes share, for there may be very many; anything else as it is."""
    return sys.intern(value) if type(value) is str else value
