"""A paragraph's values as the machine gave them, and people's word laid over them: the one function run and page share."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from jsonschema import Draft202012Validator

from extract.decisions.decision import Decision
from extract.decisions.threads import Thread
from extract.decisions.values import Portable, anchored, attributes, changed, rules_of, whole
from extract.fields.field import Field
from extract.fields.matching import ALIKE, SAME, SETTLED, rank
from extract.fields.value import start_of
from extract.records.schema import schema

State = Literal["undecided", "accepted", "corrected", "added", "rejected"]
_OF_VERDICT: dict[str, State] = {"accept": "accepted", "correct": "corrected", "add": "added", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One value. ``machine`` is what the machine gave in this run (None: nothing), ``value`` what holds.

    ``against`` says in words where the machine speaks against the decision (a rule that brings back a rejected value, another
    reading of an accepted one); empty where it does not. ``out`` says that the value stays out of the record: rejected, or
    corrected to one that stands there already.
    """

    field: str
    key: str
    machine: Portable | None
    value: Portable
    thread: Thread | None = None
    against: str = ""
    out: bool = False

    @property
    def decision(self) -> Decision | None:
        """The decision that holds."""
        return self.thread.holds if self.thread else None

    @property
    def state(self) -> State:
        """What a person decided: never the same as what the machine gave."""
        return _OF_VERDICT[self.decision.verdict] if self.decision else "undecided"

    @property
    def review(self) -> str | None:
        """What the record says: accepted (the machine gave this very value), corrected (another), added (none)."""
        if self.decision is None or self.out:
            return None
        if self.machine is None:
            return "added"
        return "corrected" if changed(self.machine, self.value) else "accepted"


@dataclass(frozen=True, slots=True)
class Unmet:
    """A decision whose value the machine does not give (any more), and why that is worth a line."""

    thread: Thread
    reason: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A field of a paragraph: the values in the order of the text, rejected ones among them, and decisions that met none."""

    entries: tuple[Entry, ...]
    unmet: tuple[Unmet, ...]


def merge_decisions(field: Field[Any], text: str, machine: Sequence[Portable], threads: Iterable[Thread]) -> Merged:
    """Lays the threads of one paragraph's field over the machine's values (in the form of ``portable``).

    A person's word holds: a rejected value stays out whatever rule brings it back, and an accepted, corrected or added one
    stays in where the rules no longer give it.
    """
    mine = [one for one in threads if one.field == field.name]
    pairs = _pairs(field, text, machine, mine)
    entries = [_entry(field, text, value, pairs.get(at)) for at, value in enumerate(machine)]
    met = {id(entry.thread) for entry in entries}
    unmet: list[Unmet] = []
    for thread in mine:
        holds = thread.holds
        if id(thread) in met or holds is None:
            continue
        if holds.verdict == "reject" or holds.becomes is None:
            unmet.append(Unmet(thread, "the rules no longer give it"))
            continue
        kept = _own(field, text, holds)
        if kept is None:
            unmet.append(Unmet(thread, "what it says is no value of this field"))
            continue
        if holds.verdict != "add":
            unmet.append(Unmet(thread, "the rules no longer give it; kept on the reviewer's word"))
        _insert(entries, Entry(field.name, thread.value, None, kept, thread))
    return Merged(tuple(_once(field, entries)), tuple(unmet))


def _pairs(field: Field[Any], text: str, machine: Sequence[Portable], threads: Sequence[Thread]) -> dict[int, Thread]:
    """Which thread speaks of which value, by index: the surest pairs first, each side once."""
    ranked: list[tuple[int, int, int]] = []
    for number, thread in enumerate(threads):
        for at, value in enumerate(machine):
            found = _rank(field, text, thread, value)
            if found is not None:
                ranked.append((found, number, at))
    pairs: dict[int, Thread] = {}
    taken: set[int] = set()
    for _, number, at in sorted(ranked):
        if number not in taken and at not in pairs:
            pairs[at] = threads[number]
            taken.add(number)
    return pairs


def _rank(field: Field[Any], text: str, thread: Thread, value: Portable) -> int | None:
    if thread.value == field.key(value):
        return SAME
    said = thread.holds or next(iter(reversed(thread.lines)), None)
    if said is None:
        return None
    for about, at_best in ((said.was, SAME), (said.becomes, SETTLED)):
        if about is None or not fits(field, about):
            continue
        found = rank(field, anchored(about, text), value)
        # A rejected value is that one alone: another reading of the same words is a new suggestion.
        if found is not None and (said.verdict != "reject" or found <= ALIKE):
            return max(found, at_best)
    return None


def _entry(field: Field[Any], text: str, value: Portable, thread: Thread | None) -> Entry:
    key = thread.value if thread else field.key(value)
    holds = thread.holds if thread else None
    if thread is None or holds is None:
        return Entry(field.name, key, value, value, thread)
    if holds.verdict == "reject":
        return Entry(field.name, key, value, value, thread, _against(field, holds, value), out=True)
    said = _own(field, text, holds)
    if said is None or holds.becomes is None:
        return Entry(field.name, field.key(value), value, value)
    # What the line does not say, since an older version knew less, the machine may.
    said |= {name: part for name, part in attributes(value).items() if name not in holds.becomes}
    if not changed(value, said):
        # The machine says the same: its own mentions are the fresher ones.
        return Entry(field.name, key, value, value, thread, _against(field, holds, value))
    if not said["mentions"]:
        said["mentions"] = value["mentions"]
    return Entry(field.name, key, value, said, thread, _against(field, holds, value))


def _against(field: Field[Any], holds: Decision, value: Portable) -> str:
    """How the machine's value speaks against the decision, where it does so anew."""
    if holds.was is None or not fits(field, holds.was):
        return ""
    if holds.becomes is not None and not changed(value, holds.becomes):
        return ""
    fresh = sorted(rules_of(value) - rules_of(holds.was))
    if fresh and holds.verdict in {"reject", "correct"}:
        return f"brought back by {', '.join(fresh)}"
    differing = changed(holds.was, value)
    if differing and holds.verdict != "reject":
        given = attributes(value)
        return "the rules now say " + ", ".join(f"{name}: {_shown(given.get(name))}" for name in differing)
    return ""


def _shown(part: object) -> str:
    if isinstance(part, list):
        return ", ".join(str(one) for one in part) or "none"
    return "none" if part is None else str(part)


def _own(field: Field[Any], text: str, holds: Decision) -> Portable | None:
    """The person's value, its mentions where they stand in this text; None where the line holds no value of the field."""
    given = whole(field, holds.becomes) if holds.becomes is not None and fits(field, holds.becomes) else None
    return None if given is None else anchored(given, text)


def fits(field: Field[Any], value: object) -> bool:
    """Whether a value out of a file can be one of the field: everything the schema asks for, in its kind."""
    found = whole(field, value) if isinstance(value, dict) else None
    if found is None:
        return False
    if field.reference is not None and isinstance(found[field.reference], str | None):
        found[field.reference] = None
    # Where its words stand is not asked here: another edition may not hold them.
    return validator(field.singular).is_valid(found) and not any(field.problems([{**found, "mentions": []}]))


@functools.cache
def validator(singular: str) -> Draft202012Validator:
    """What checks one value of a field, by its name in the schema's definitions."""
    return Draft202012Validator({"$defs": schema()["$defs"], "$ref": f"#/$defs/{singular}"})


def _insert(entries: list[Entry], fresh: Entry) -> None:
    """Puts an entry where its first mention stands in the text; at the end where it has none."""
    start = start_of(fresh.value)
    at = next((n for n, one in enumerate(entries) if start_of(one.value) > start >= 0), len(entries))
    entries.insert(at, fresh)


def _once(field: Field[Any], entries: Sequence[Entry]) -> list[Entry]:
    """One entry for one country, organization or resolution, where a person's value is one that stands there already.

    The value that the machine gave there takes over the person's word; the one it was corrected from stays out.
    """
    kept = list(entries)
    first: dict[str, int] = {}
    for at, entry in enumerate(kept):
        if field.adds_up or entry.out:
            continue
        other_at = first.setdefault(field.key(entry.value), at)
        other = kept[other_at]
        if other_at == at or (other.decision is None and entry.decision is None):
            continue
        if other.decision is not None and entry.decision is not None:
            kept[at] = replace(entry, out=True)
            continue
        said, given, where = (entry, other, other_at) if other.decision is None else (other, entry, at)
        both = sorted((*given.value["mentions"], *said.value["mentions"]), key=lambda one: (one["start"], one["end"]))
        mentions = [one for n, one in enumerate(both) if n == 0 or one["start"] >= both[n - 1]["end"]]
        kept[where] = replace(given, key=said.key, value={**said.value, "mentions": mentions}, thread=said.thread)
        kept[at if where == other_at else other_at] = replace(said, out=True)
        first[field.key(said.value)] = where
    return [one for one in kept if not (one.out and one.machine is None)]
