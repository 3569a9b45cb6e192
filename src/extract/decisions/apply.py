"""Applies decisions to the records of a run: what was settled once holds in every later one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from extract.decisions.decision import fingerprint
from extract.decisions.ledger import Ledger
from extract.decisions.settle import Entry, Settlement, fits, settle
from extract.decisions.threads import Thread, Threads, threads_of
from extract.decisions.values import Portable, anchored, key_of, portable
from extract.reading.report import Paragraph, Report
from extract.records.assemble import CountryNames, page_breaks, record_id, source_of
from extract.records.record import Country, Record, plain, record_of
from extract.records.validate import FIELDS


@dataclass(frozen=True, slots=True)
class Kept:
    """A value that stays out of a record on a person's word, and the record that it would stand in."""

    decision: str
    record: str
    source: Mapping[str, Any]
    text: str
    field: str
    value: Portable


@dataclass(frozen=True, slots=True)
class Open:
    """A decision that somebody should look at again: it meets nothing here, or the rules speak against it.

    ``kind`` is ``elsewhere`` (its paragraph is in none of these reports), ``unmet`` or ``against``.
    """

    kind: str
    thread: Thread
    reason: str
    record: str = ""


@dataclass(slots=True)
class Decided:
    """Decisions being applied to one run, and what came of each."""

    path: Path
    ledger: Ledger
    names: CountryNames = field(default_factory=dict)
    threads: Threads = field(init=False)
    counts: dict[str, int] = field(default_factory=lambda: {"accepted": 0, "corrected": 0, "added": 0, "rejected": 0})
    out: list[Kept] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.threads = threads_of(self.ledger.decisions)

    def apply(self, report: Report, records: Sequence[Record]) -> list[Record]:
        """The records of a report with what people decided, in the order of its paragraphs.

        A paragraph from which the machine drew nothing gets a record where a person's value stands in it; a record that
        holds nothing any more is left out.
        """
        wanted = [(one, paragraph) for one in report.paragraphs if (paragraph := fingerprint(one.text)) in self.threads]
        if not wanted:
            return list(records)
        drawn = {(one.source.ordinal, one.text): one for one in records}
        settled: dict[tuple[int, str], Record | None] = {}
        for one, print_ in wanted:
            place = (one.ordinal, one.text)
            settled[place] = self._settled(drawn.get(place) or _bare(report, one), print_, report)
            drawn.setdefault(place, _bare(report, one))
        ordered = sorted(drawn, key=lambda place: place[0])
        found = [settled.get(place, drawn[place]) for place in ordered]
        return [one for one in found if one is not None]

    def finish(self) -> None:
        """Lists, once all reports are through, the decisions whose paragraph stood in none of them."""
        for print_, threads in self.threads.items():
            if print_ not in self.seen:
                self.open += [
                    Open("elsewhere", one, "its paragraph is in none of these reports") for one in threads if one.holds
                ]

    def speaks_of(self, text: str, name: str, start: int, end: int) -> bool:
        """Whether a person has decided on a value of the field in these words of a paragraph: nobody need look there again."""
        for thread in self.threads.get(fingerprint(text), ()):
            said = thread.holds
            about = (said.becomes or said.was) if said and thread.field == name else None
            mentions = anchored(about, text)["mentions"] if about and fits(name, about) else ()
            if any(one["start"] < end and start < one["end"] for one in mentions):
                return True
        return False

    def _settled(self, record: Record, print_: str, report: Report) -> Record | None:
        self.seen.add(print_)
        whole = plain(record)
        fields: dict[str, list[dict[str, Any]]] = {}
        for name in FIELDS:
            found = settle(name, record.text, portable(name, whole[name]), self.threads[print_])
            self._note(found, record, whole)
            fields[name] = written(name, found.entries)
        if not _holds_anything(fields):
            return None
        if any(one["via"] != "context" for one in fields["countries"]):
            # The header's countries stand for a paragraph that names none.
            fields["countries"] = [one for one in fields["countries"] if one["via"] != "context" or "review" in one]
        values = record_of({**whole, **fields})
        countries = values.countries or tuple(
            Country(iso3, *self.names.get(iso3, (iso3, None)), via="context") for iso3 in report.header.countries
        )
        return replace(
            record,
            countries=countries,
            partners=values.partners,
            trained=values.trained,
            resolutions=values.resolutions,
        )

    def _note(self, found: Settlement, record: Record, whole: Mapping[str, Any]) -> None:
        for entry in found.entries:
            if entry.thread is None or entry.decision is None:
                continue
            if entry.out:
                given = entry.machine or entry.value
                self.out.append(Kept(entry.decision.id, record.id, whole["source"], record.text, entry.field, given))
            self.counts["rejected" if entry.out else entry.review or "accepted"] += 1
            if entry.against:
                self.open.append(Open("against", entry.thread, entry.against, record.id))
        self.open += [Open("unmet", one.thread, one.reason, record.id) for one in found.unmet]


def written(name: str, entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The values of a field as a record holds them: those that are in, ``part_of`` an index again, with the review."""
    inside = [entry for entry in entries if not entry.out]
    at: dict[str, int] = {}
    for number, entry in enumerate(inside):
        for key in (key_of(name, entry.value), entry.key, *((key_of(name, entry.machine),) if entry.machine else ())):
            at.setdefault(key, number)
    gone = {key_of(name, one.value): one.value.get("part_of") for one in entries if one.out}
    found = []
    for number, entry in enumerate(inside):
        value = dict(entry.value)
        if name == "trained":
            value["part_of"] = _index(value.get("part_of"), number, at, gone)
        if entry.review:
            value["review"] = entry.review
        if entry.review == "corrected" and entry.machine is not None:
            value["machine"] = entry.machine
        found.append(value)
    return _unringed(found) if name == "trained" else found


def _index(whole: Any, own: int, at: Mapping[str, int], gone: Mapping[str, Any]) -> int | None:
    """The index of the whole that a number is a part of; where that was rejected, of what it was itself a part of."""
    seen = set()
    while isinstance(whole, str) and whole not in seen:
        seen.add(whole)
        if whole in at:
            return at[whole] if at[whole] != own else None
        whole = gone.get(whole)
    return None


def _unringed(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two reviewers may each have made one number a part of the other: the ring is opened where it closes."""
    for number, value in enumerate(values):
        seen, at = {number}, value["part_of"]
        while at is not None and at not in seen:
            seen.add(at)
            at = values[at]["part_of"]
        if at is not None:
            value["part_of"] = None
    return values


def _holds_anything(fields: Mapping[str, Sequence[Mapping[str, Any]]]) -> bool:
    """Whether anything but countries out of the report's header is left."""
    inherited = all(one["via"] == "context" and "review" not in one for one in fields["countries"])
    return not inherited or any(fields[name] for name in FIELDS if name != "countries")


def _bare(report: Report, paragraph: Paragraph) -> Record:
    """A record of a paragraph from which nothing was drawn."""
    return Record(
        id=record_id(report.key, paragraph),
        source=source_of(report, paragraph),
        text=paragraph.text,
        breaks=page_breaks(paragraph),
    )
