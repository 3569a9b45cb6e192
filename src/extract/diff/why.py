"""Why a value differs: what of text, rules, reader, model, software, header or a person's word is not the same on both sides."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from extract.diff.change import Cause, CauseKind, Difference, Tie
from extract.diff.load import Rejected, ReportFacts, rejected_key
from extract.diff.runs import READERS, Run, differences, shown
from extract.fields.registry import names
from extract.fields.value import Value, plain
from extract.records.record import Record

# A person's own rule: it is no pattern.
_BY_HAND = "review"
# The folder of the patterns by which reports are read.
_READING = "reading"
# So many rules are named where any of many may be the cause.
_SUSPECTS = 3
_KINDS: Mapping[str, CauseKind] = {"model": "model", "software": "software", "reader": "reader", "order": "rule"}


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two paragraphs that were aligned, or one alone, and what is said of their reports (None where a side has none)."""

    old: Record | None
    new: Record | None
    old_report: ReportFacts | None
    new_report: ReportFacts | None
    tie: Tie | None
    # Attributes (with their field) that a side, written by an older version, says of no value.
    unsaid: frozenset[tuple[str, str]] = frozenset()

    @property
    def same_text(self) -> bool:
        """Whether both sides hold the paragraph word for word."""
        return self.old is not None and self.new is not None and self.old.text == self.new.text

    @property
    def same_file(self) -> bool:
        """Whether both sides read the report from the same bytes."""
        return self.old_report is not None and self.new_report is not None and self.old_report.sha256 == self.new_report.sha256


@dataclass(frozen=True, slots=True)
class Question:
    """One change to explain: the values, the sentences that say them (or stand in their place), and which attributes differ."""

    field: str
    before: Value | None
    after: Value | None
    sentences: tuple[str | None, str | None]
    attributes: tuple[str, ...] = ()


class Why:
    """Explains changes between two runs."""

    def __init__(
        self, old: Run, new: Run, rejected: tuple[frozenset[Rejected], frozenset[Rejected]] = (frozenset(), frozenset())
    ) -> None:
        self.rejected = rejected
        self._told: dict[tuple[Cause, ...], tuple[Cause, ...]] = {}
        self.old = old
        self.new = new
        self.known = old.known and new.known
        self.differences = differences(old, new)
        # Asked for every change, so sorted out once.
        self._rules = [one for one in self.differences if one.what == "rule"]
        self._others = [one for one in self.differences if one.what != "rule"]
        self._only_rules = all(one.what in ("option", "decisions") for one in self._others)
        self._of_reading = [one for one in self._rules if self._room(one.name) == _READING]
        self._suspected = {field: self._bearing_on(field) for field in names()}

    def _bearing_on(self, field: str) -> list[Difference]:
        """The rules that differ and may bear on a field: its own, else, since a field draws on others, any but those of reading."""
        own = [one for one in self._rules if self._room(one.name) in (field, None)]
        return own or [one for one in self._rules if self._room(one.name) != _READING]

    def _room(self, rule: str) -> str | None:
        """The folder of the patterns that a rule stands in: a field's, or that of reading; None where run.json does not tell."""
        file = self.new.files.get(rule) or self.old.files.get(rule)
        return file.partition("/")[0] if file else None

    def causes(self, question: Question, meeting: Meeting) -> tuple[Cause, ...]:
        """The causes of a change, the chief one first; never none. Equal causes are the same objects: there may be many."""
        found = self._causes(question, meeting)
        return self._told.setdefault(found, found)

    def _causes(self, question: Question, meeting: Meeting) -> tuple[Cause, ...]:
        if meeting.old_report is None or meeting.new_report is None:
            here = (None if meeting.old_report is None else "here", None if meeting.new_report is None else "here")
            return (Cause("report", "", *here),)
        person = self._rejection(question, meeting) or _person(question)
        alone = question.before is None or question.after is None
        # Whoever accepts a value found it there: that it is on one side only has another reason.
        if person and not (alone and "accepted" in (person.before, person.after)):
            return (person,)
        found = [*self._of_text(question, meeting), *self._of_run(question, meeting)]
        if person:
            found.append(person)
        found = [cause for number, cause in enumerate(found) if cause not in found[:number]]
        # What is certain stands before what is likely; else in the order found.
        return tuple(sorted(found, key=lambda cause: not cause.sure)) or (Cause("unknown", "" if self.known else "run.json"),)

    def _rejection(self, question: Question, meeting: Meeting) -> Cause | None:
        """Whether a person's word keeps the value out of the side that does not have it."""
        for value, record, side in ((question.before, meeting.old, 1), (question.after, meeting.new, 0)):
            if (
                value is None
                or record is None
                or (question.before, question.after)[side] is not None
                or not self.rejected[side]
            ):
                continue
            if rejected_key(record.text, question.field, plain(value)) in self.rejected[side]:
                return Cause("person", "", None if side else "rejected", "rejected" if side else None)
        return None

    def _of_text(self, question: Question, meeting: Meeting) -> Iterator[Cause]:
        """What of the paragraph itself is not the same on both sides."""
        if meeting.same_text:
            return
        here = (None if meeting.old is None else "here", None if meeting.new is None else "here")
        if meeting.same_file:
            yield from self._read_differently(meeting)
        elif meeting.old is None or meeting.new is None:
            # Nothing may have been drawn from a paragraph that was there; where the runs are alike, something would have been.
            yield Cause("text", "paragraph", *here, sure=self._as_before(question))
        elif question.sentences[0] != question.sentences[1]:
            yield Cause("text", "sentence")
        else:
            yield Cause("text", "elsewhere", sure=self._as_before(question))

    def _as_before(self, question: Question) -> bool:
        """Whether both runs would have drawn the value from the same text: same versions, and its rules are not edited."""
        rules = {*rules_of(question.before), *rules_of(question.after)}
        edited = any(before != after for before, after in map(self._hashes, rules))
        return self.known and not edited and self._only_rules

    def _read_differently(self, meeting: Meeting) -> Iterator[Cause]:
        """The same bytes, but other paragraphs: the reader, or nothing was drawn from it on one side."""
        both = meeting.old is not None and meeting.new is not None
        place = meeting.new_report or meeting.old_report
        suffix = PurePath(place.file).suffix.lower() if place else ""
        readers = [one for one in self._others if one.name == "extract" or suffix in READERS.get(one.name, ())]
        rules = self._of_reading
        alone = both and len(readers) + len(rules) == 1
        yield from (Cause("reader", one.name, one.before, one.after, sure=alone) for one in readers)
        yield from (Cause("wording", one.name, one.before, one.after, sure=alone) for one in rules)
        if both and not readers and not rules:
            yield Cause("reader", "", sure=False)

    def _of_run(self, question: Question, meeting: Meeting) -> Iterator[Cause]:
        alike = meeting.same_text or (meeting.same_file and (meeting.old is None or meeting.new is None))
        rules = list(self._of_rules(question, meeting, alike))
        yield from rules
        if not alike or any(cause.sure and cause.before != cause.after for cause in rules):
            return
        header = list(self._of_header(meeting, only=not self.differences and meeting.same_file))
        if not meeting.same_file:
            # What stands elsewhere in a report bears on all of it: an acronym defined in an annex, say.
            yield Cause("text", "report", sure=self.known and not self.differences and not header)
        yield from header
        for one in self._others:
            # A reader that gave the same text changed nothing; what was told of the report is in its header.
            if one.what in _KINDS and not (one.what == "reader" and meeting.same_text):
                yield Cause(_KINDS[one.what], one.name, one.before, one.after, sure=self._one_thing(meeting))

    def _one_thing(self, meeting: Meeting) -> bool:
        """Whether a single thing differs between the two sides: then it is the cause, though it left no trace in the record."""
        return len(self.differences) == 1 and meeting.same_file

    def _of_rules(self, question: Question, meeting: Meeting, alike: bool) -> Iterator[Cause]:
        """The rules behind the value that differ or fired on one side only; else those that may have stood in its way."""
        before, after = (self._behind(question, meeting, side) for side in (0, 1))
        fired = [
            Cause("rule", rule, *self._hashes(rule), (rule in before, rule in after)) for rule in sorted({*before, *after})
        ]
        edited = [cause for cause in fired if cause.before != cause.after]
        if not alike:
            # The text speaks first; a rule that was edited may have had a part in it.
            for cause in edited:
                yield Cause("rule", cause.subject, cause.before, cause.after, cause.fired, sure=False)
            return
        yield from edited
        if edited:
            return
        yield from self._in_its_place(question, meeting)
        yield from self._suspects(question, {cause.subject for cause in fired}, self._one_thing(meeting))
        for cause in fired:
            if cause.fired[0] != cause.fired[1]:
                yield Cause("rule", cause.subject, cause.before, cause.after, cause.fired, sure=False)

    def _hashes(self, rule: str) -> tuple[str | None, str | None]:
        """The rule's hash on both sides; ``?`` where either run.json does not tell."""
        if not (self.old.rules and self.new.rules):
            return "?", "?"
        return self.old.rules.get(rule), self.new.rules.get(rule)

    def _behind(self, question: Question, meeting: Meeting, side: int) -> tuple[str, ...]:
        """The rules that gave a value; for one without a quote, or an attribute drawn from another field, those of that field."""
        record = (meeting.old, meeting.new)[side]
        value = (question.before, question.after)[side]
        own = rules_of(value)
        if record is None:
            return own
        if question.attributes and set(question.attributes) <= set(names()):
            return (*own, *(rule for name in question.attributes for one in record.values(name) for rule in rules_of(one)))
        if any(one is not None and not one.mentions for one in (question.before, question.after)):
            return tuple(dict.fromkeys(rule for one in record.values(question.field) for rule in rules_of(one)))
        return own

    def _in_its_place(self, question: Question, meeting: Meeting) -> Iterator[Cause]:
        """Where one side has the value and the other another value of the same words: the rule that gave the other, if it is new."""
        if not meeting.same_text or meeting.old is None or meeting.new is None or (question.before and question.after):
            return
        value = question.before or question.after
        record = meeting.new if question.before else meeting.old
        spans = [(mention.start, mention.end) for mention in value.mentions] if value else []
        for rival in record.all_values():
            for mention in rival.mentions:
                if any(mention.start < end and start < mention.end for start, end in spans):
                    before, after = self._hashes(mention.rule)
                    if before != after:
                        yield Cause("rule", mention.rule, before, after, (not question.before, bool(question.before)))

    def _suspects(self, question: Question, named: Iterable[str], sure: bool) -> Iterator[Cause]:
        """Edited rules that leave no trace in a record: a cue, a qualifier, one that turns candidates down."""
        known = set(named)
        found = [one for one in self._suspected[question.field] if one.name not in known]
        # Where many differ, those that contributed more or less often than before; the others are not named one by one.
        told = found if len(found) <= _SUSPECTS else [one for one in found if self._contributed(one.name)][:_SUSPECTS]
        for one in told:
            yield Cause("rule", one.name, one.before, one.after, (False, False), sure=sure)
        if len(found) > len(told):
            yield Cause("rules", question.field, sure=False)

    def _contributed(self, rule: str) -> bool:
        return self.old.fired.get(rule, 0) != self.new.fired.get(rule, 0)

    def _of_header(self, meeting: Meeting, only: bool) -> Iterator[Cause]:
        """What the two sides were told or read about the report itself."""
        one, other = meeting.old_report, meeting.new_report
        if one is None or other is None:
            return
        pairs = [(name, getattr(one, name), getattr(other, name)) for name in ("reporter", "title", "year")]
        pairs.append(("countries", self.old.countries.get(one.key), self.new.countries.get(other.key)))
        told = [(name, shown(a), shown(b)) for name, a, b in pairs if a != b]
        for name, before, after in told:
            yield Cause("header", name, before, after, sure=only and len(told) == 1)


def rules_of(value: Value | None) -> tuple[str, ...]:
    """The rules behind a value's quotes, each once, in the order of the text; a person's hand is none."""
    if value is None:
        return ()
    return tuple(dict.fromkeys(sys.intern(mention.rule) for mention in value.mentions if mention.rule != _BY_HAND))


def _person(question: Question) -> Cause | None:
    """Whether a person's word stands on one side and not on the other, or on both about different values."""
    before = question.before.review if question.before else None
    after = question.after.review if question.after else None
    if before == after and not (before and question.before and question.after):
        return None
    return Cause("person", "", before, after)
