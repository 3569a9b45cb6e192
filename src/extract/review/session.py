"""A review: an output, the decisions taken on it so far, and what the page shows of both."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.decisions.decision import Decision, new_id
from extract.decisions.ledger import HeldFile, Ledger, held, read_ledger
from extract.decisions.machine_output import MachineParagraph, machine_output
from extract.decisions.merge import Entry, Merged, merge_decisions
from extract.decisions.threads import Thread, threads_of, undone
from extract.errors import UserError
from extract.fields.registry import all_fields, by_name, names
from extract.review.against import Since
from extract.review.form_values import value_from_form
from extract.review.items import paragraph_of, said_of
from extract.review.priority import Experience
from extract.rules.load import Patterns, load_patterns
from extract.runfile import known_of


class ConflictError(UserError):
    """Another reviewer has decided on the value meanwhile; nothing was saved."""


@dataclass(frozen=True, slots=True)
class DecisionRequest:
    """What the page asks to be saved of one value: ``item`` is its id, ``seen`` the id of the decision the page showed on it."""

    item: str
    verdict: str
    becomes: Mapping[str, Any] | None = None
    comment: str = ""
    seen: str | None = None


@dataclass(slots=True)
class ReviewSession:
    """One output being reviewed. All methods may be called from several threads."""

    folder: Path
    decisions: Path
    since: Since = field(default_factory=Since)
    patterns: Patterns = field(default_factory=load_patterns)
    paragraphs: list[MachineParagraph] = field(init=False)
    version: int = 0
    ledger: Ledger = field(default_factory=Ledger)
    _threads: Mapping[str, tuple[Thread, ...]] = field(default_factory=dict)
    _void: frozenset[str] = frozenset()
    _places: dict[str, list[int]] = field(default_factory=dict)
    _changed: dict[int, int] = field(default_factory=dict)
    _stamp: tuple[int, int, int] | None = None
    _experience: Experience = field(init=False)
    _lock: Any = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        self.paragraphs = machine_output(self.folder)
        for number, one in enumerate(self.paragraphs):
            self._places.setdefault(one.paragraph, []).append(number)
        self._experience = Experience(self.patterns, known_of(self.folder).fired or {})
        self.refresh()

    def refresh(self) -> None:
        """Reads the decisions again where another reviewer (or git) has changed the file."""
        with self._lock:
            stamp = _stamp(self.decisions)
            if stamp != self._stamp or self.version == 0:
                self._take(read_ledger(self.decisions))
                self._stamp = stamp

    def _take(self, ledger: Ledger) -> None:
        before, self._threads = self._threads, threads_of(ledger.decisions)
        self._void = undone(ledger.decisions)
        self.ledger = ledger
        self.version += 1
        holding = [one.holds for threads in self._threads.values() for one in threads if one.holds is not None]
        self._experience.learn(holding)
        for paragraph in {*before, *self._threads}:
            if before.get(paragraph) != self._threads.get(paragraph):
                for number in self._places.get(paragraph, ()):
                    self._changed[number] = self.version

    def merged(self, number: int) -> dict[str, Merged]:
        """The fields of a paragraph with what people decided of them."""
        one = self.paragraphs[number]
        threads = self._threads.get(one.paragraph, ())
        return {kind.name: merge_decisions(kind, one.text, one.values[kind.name], threads) for kind in all_fields()}

    def paragraph(self, number: int) -> dict[str, Any]:
        """What the page shows of a paragraph: its text and place, and its items."""
        with self._lock:
            return paragraph_of(number, self.paragraphs[number], self.merged(number), self._experience, self.since)

    def everything(self) -> dict[str, Any]:
        """All paragraphs, and the version of the decisions they stand at."""
        self.refresh()
        with self._lock:
            return {"version": self.version, "paragraphs": [self.paragraph(number) for number in range(len(self.paragraphs))]}

    def changes(self, version: int) -> dict[str, Any]:
        """The paragraphs on which something was decided since ``version``."""
        self.refresh()
        with self._lock:
            fresh = sorted(number for number, at in self._changed.items() if at > version)
            return {"version": self.version, "paragraphs": [self.paragraph(number) for number in fresh]}

    def history(self, most: int) -> list[dict[str, Any]]:
        """The last lines of the file, the newest first."""
        self.refresh()
        with self._lock:
            lines = self.ledger.decisions[-most:] if most else ()
            return [said_of(one, one.id in self._void) for one in reversed(lines)]

    def save(self, requests: Sequence[DecisionRequest], who: str, bulk: bool = False) -> dict[str, Any]:
        """Writes decisions on values that are there; they are on the disk when this returns.

        Raises ``ConflictError`` (another reviewer was first), ``UserError`` for what is no decision, ``SaveError``.
        """

        def made() -> list[Decision]:
            # A paragraph that several reports repeat is decided upon once.
            lines = [self._decision(request, who, bulk) for request in requests]
            return list({(one.paragraph, one.field, one.value): one for one in lines}.values())

        with self._lock:
            return self._write(made)

    def add(self, number: int, name: str, value: Mapping[str, Any], who: str, comment: str = "") -> dict[str, Any]:
        """Writes a value that the machine missed. Raises ``UserError``, ``SaveError``."""
        with self._lock:
            one = self._at(number)

            def made() -> list[Decision]:
                entries = self._entries(number, name)
                kind = by_name(name)
                fresh = value_from_form(kind, one.text, value, None, [entry.key for entry in entries], self.patterns)
                key = kind.key(fresh)
                if any(key in {entry.key, kind.key(entry.value)} and not entry.out for entry in entries):
                    raise UserError("that value stands there already; correct it instead")
                return [_line(one, "add", name, key, None, fresh, who, comment)]

            return self._write(made)

    def undo(self, id_: str, who: str) -> dict[str, Any]:
        """Takes a line back. Raises ``UserError``, ``SaveError``."""

        def made() -> list[Decision]:
            line = next((one for one in self.ledger.decisions if one.id == id_), None)
            if line is None:
                raise UserError("there is no such decision to take back")
            if id_ in self._void:
                raise ConflictError("that decision has been taken back already")
            return [Decision(new_id(), "", who, "undo", line.paragraph, line.field, line.value, undo=id_, report=line.report)]

        with self._lock:
            return self._write(made)

    def _write(self, made: Callable[[], list[Decision]]) -> dict[str, Any]:
        """Makes decisions on what the file holds at this moment, with all other writers kept out, and saves them."""
        before = self.version
        with held(self.decisions) as file:
            self._catch_up(file)
            lines = file.add(made())
            self._catch_up(file)
        self._stamp = _stamp(self.decisions)
        return {"saved": [one.id for one in lines], **self.changes(before)}

    def _catch_up(self, file: HeldFile) -> None:
        ledger = file.read()
        if ledger.decisions != self.ledger.decisions:
            self._take(ledger)

    def _decision(self, request: DecisionRequest, who: str, bulk: bool) -> Decision:
        number, name, key = item_parts(request.item)
        one = self._at(number)
        entries = self._entries(number, name)
        entry = next((entry for entry in entries if entry.key == key), None)
        if entry is None:
            raise ConflictError("that value is no longer there: another reviewer has changed it")
        now = entry.decision.id if entry.decision else None
        if now != request.seen:
            who_else = entry.decision.who if entry.decision else "another reviewer"
            raise ConflictError(f"{who_else} has decided on this meanwhile; look again")
        if request.verdict not in {"accept", "correct", "reject", "note"}:
            raise UserError(f"{request.verdict} is no verdict")
        becomes: Mapping[str, Any] | None = None
        verdict = request.verdict
        was: Mapping[str, Any] | None = entry.machine or entry.value
        if verdict == "accept":
            becomes = was
        elif verdict == "correct":
            keys = [other.key for other in entries]
            becomes = value_from_form(by_name(name), one.text, request.becomes or {}, entry, keys, self.patterns)
        if becomes is not None and entry.state == "added" and entry.machine is None:
            # Another word on what a person added is still no word on anything the machine gave.
            verdict, was = "add", None
        return _line(one, verdict, name, key, was, becomes, who, request.comment or _comment(entry), bulk)

    def _entries(self, number: int, name: str) -> Sequence[Entry]:
        one = self.paragraphs[number]
        return merge_decisions(by_name(name), one.text, one.values[name], self._threads.get(one.paragraph, ())).entries

    def _at(self, number: int) -> MachineParagraph:
        if not 0 <= number < len(self.paragraphs):
            raise UserError("there is no such paragraph")
        return self.paragraphs[number]


def item_parts(item: str) -> tuple[int, str, str]:
    """The paragraph's number, the field and the key of an item's id. Raises ``UserError``."""
    number, _, rest = item.partition(":")
    name, _, key = rest.partition(":")
    if not number.isdecimal() or name not in names() or not key:
        raise UserError("there is no such value")
    return int(number), name, key


def _comment(entry: Entry) -> str:
    return entry.thread.comment if entry.thread else ""


def _line(
    one: MachineParagraph,
    verdict: Any,
    name: str,
    key: str,
    was: Mapping[str, Any] | None,
    becomes: Mapping[str, Any] | None,
    who: str,
    comment: str,
    bulk: bool = False,
) -> Decision:
    return Decision(
        id=new_id(),
        when="",
        who=who,
        verdict=verdict,
        paragraph=one.paragraph,
        field=name,
        value=key,
        was=was,
        becomes=becomes,
        comment=comment,
        bulk=bulk,
        report=one.source["report"],
        record=one.id,
    )


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def reports_of(paragraphs: Iterable[MachineParagraph]) -> list[str]:
    """The reports of an output, in order."""
    return list(dict.fromkeys(one.source["report"] for one in paragraphs))
