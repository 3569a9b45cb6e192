"""Compares the values of two aligned paragraphs, field by field: what came, what went, which attribute differs."""

from __future__ import annotations

import functools
import sys
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from extract.diff.change import Attributes, Change, Evidence, Place
from extract.diff.why import Meeting, Question, Why, rules_of
from extract.fields.field import Field
from extract.fields.matching import matched
from extract.fields.registry import by_name
from extract.fields.value import Value, plain
from extract.language.sentences import sentences
from extract.language.similarity import similarity
from extract.records.record import Record

# What is not compared of a value: mentions are evidence, and so is how sure the machine is, and the machine's own word.
_NOT_COMPARED = ("mentions", "confidence", "machine")
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

    def values(self, field: Field[Any]) -> tuple[Any, ...]:
        """Its values of a field."""
        return self.record.values(field.name)

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
        return [change for field in fields for change in self._of_field(by_name(field))]

    def _of_field(self, field: Field[Any]) -> Iterator[Change]:
        if self.old is None or self.new is None:
            lone = self.old or self.new
            values = lone.values(field) if lone else ()
            for index in range(len(values)):
                yield self._alone(field, index if self.old else None, None if self.old else index)
            return
        left, right = self.old.values(field), self.new.values(field)
        if left == right:
            return
        pairs = matched(field, left, right, (self.old.record.text, self.new.record.text))
        partner = {i: j for i, j in pairs if i is not None}
        for i, j in pairs:
            if i is None or j is None:
                yield self._alone(field, i, j)
                continue
            one, other = left[i], right[j]
            if one == other:
                continue
            differing = _differing(field, one, other, partner, self.meeting.unsaid)
            if differing:
                yield self._changed(field, i, j, differing)
            elif rules_of(one) != rules_of(other):
                self.by_another_rule += 1

    def _alone(self, field: Field[Any], i: int | None, j: int | None) -> Change:
        """A value that only one side has."""
        before = self.old.values(field)[i] if self.old and i is not None else None
        after = self.new.values(field)[j] if self.new and j is not None else None
        old = self.old.evidence(before) if self.old and before else None
        new = self.new.evidence(after) if self.new and after else None
        if new is None and old is not None and self.new is not None:
            new = self.new.instead(old.sentence)
        elif old is None and new is not None and self.old is not None:
            old = self.old.instead(new.sentence)
        return Change(
            field.name,
            "added" if before is None else "removed",
            _described(field, self.old, i),
            _described(field, self.new, j),
            (),
            old,
            new,
            self.why.causes(Question(field.name, before, after, _sentences(old, new)), self.meeting),
        )

    def _changed(self, field: Field[Any], i: int, j: int, differing: tuple[str, ...]) -> Change:
        """A value whose attributes ``differing`` are not the same on both sides."""
        before, after = _described(field, self.old, i) or {}, _described(field, self.new, j) or {}
        one = self.old.values(field)[i] if self.old else None
        other = self.new.values(field)[j] if self.new else None
        old = self.old.evidence(one) if self.old and one else None
        new = self.new.evidence(other) if self.new and other else None
        return Change(
            field.name,
            "changed",
            before,
            after,
            tuple((name, before.get(name), after.get(name)) for name in differing),
            old,
            new,
            self.why.causes(Question(field.name, one, other, _sentences(old, new), differing), self.meeting),
        )


def _sentences(old: Evidence | None, new: Evidence | None) -> tuple[str | None, str | None]:
    return old.sentence if old else None, new.sentence if new else None


def _differing(
    field: Field[Any], one: Value, other: Value, partner: Mapping[int, int | None], unsaid: Container[tuple[str, str]]
) -> tuple[str, ...]:
    """The attributes in which two values differ, in their order; ``partner`` gives for an old index the new one.

    What one side, written by an older version, says of no value (``unsaid``: field and attribute) is no difference.
    """
    found = []
    for name in field.value.__dataclass_fields__:
        if name in _NOT_COMPARED or (field.name, name) in unsaid:
            continue
        before, after = getattr(one, name), getattr(other, name)
        if name == field.reference and before is not None:
            # An index means the value it points to: it is the same where that value is.
            whole = partner.get(before)
            before = -1 if whole is None else whole
        elif isinstance(before, tuple) and isinstance(after, tuple):
            before, after = sorted(before), sorted(after)
        if before != after:
            found.append(name)
    return tuple(name for name in found if name not in field.follows) or tuple(found)


def _described(field: Field[Any], paragraph: Paragraph | None, index: int | None) -> Mapping[str, Any] | None:
    """A value's attributes as plain data, without its mentions; a reference as the name of the value that it refers to."""
    if paragraph is None or index is None:
        return None
    values = paragraph.values(field)
    value = values[index]
    names = _names(field.name, value.review is not None, value.machine is not None)
    whole = getattr(value, field.reference) if field.reference else None
    if whole is not None:
        part = field.called(plain(values[whole])) if 0 <= whole < len(values) else None
        return Attributes(names, tuple(part if name == field.reference else _kept(getattr(value, name)) for name in names))
    return Attributes(names, tuple(_kept(getattr(value, name)) for name in names))


@functools.lru_cache(maxsize=64)
def _names(field: str, review: bool, machine: bool) -> tuple[str, ...]:
    """The attributes of a field's values: all but its mentions, and what a person decided only where one has."""
    left_out = {"mentions", *(() if review else ("review",)), *(() if machine else ("machine",))}
    return tuple(name for name in by_name(field).value.__dataclass_fields__ if name not in left_out)


def _kept(value: Any) -> Any:
    """A text as the one copy of it that all changes share, for there may be very many; anything else as it is."""
    return sys.intern(value) if type(value) is str else value
