"""What holds of all that was decided: the last word on each value, undone lines left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extract.decisions.decision import Decision


@dataclass(frozen=True, slots=True)
class Thread:
    """All that was said of one value: the decision that holds (None where all are undone), and every line, in order."""

    paragraph: str
    field: str
    value: str
    holds: Decision | None
    lines: tuple[Decision, ...]

    @property
    def comment(self) -> str:
        """The last comment made."""
        return next((one.comment for one in reversed(self.lines) if one.comment), "")


# By the paragraph's fingerprint, in the order in which the values were first spoken of.
Threads = Mapping[str, tuple[Thread, ...]]


def threads_of(decisions: Iterable[Decision]) -> Threads:
    """The threads of each paragraph. Decisions must be in the order in which they were taken (as ``read_ledger`` gives them)."""
    lines = list(decisions)
    void = undone(lines)
    grouped: dict[str, dict[tuple[str, str], list[Decision]]] = {}
    for one in lines:
        if one.verdict != "undo":
            grouped.setdefault(one.paragraph, {}).setdefault((one.field, one.value), []).append(one)
    return {
        paragraph: tuple(_thread(paragraph, field, value, said, void) for (field, value), said in values.items())
        for paragraph, values in grouped.items()
    }


def _thread(paragraph: str, field: str, value: str, said: list[Decision], void: frozenset[str]) -> Thread:
    alive = [one for one in said if one.id not in void]
    holds = next((one for one in reversed(alive) if one.verdict != "note"), None)
    return Thread(paragraph, field, value, holds, tuple(alive))


def undone(decisions: Iterable[Decision]) -> frozenset[str]:
    """The ids of the lines that are taken back. Taking back an undo brings its line back."""
    undoes: dict[str, list[str]] = {}
    for one in decisions:
        if one.verdict == "undo" and one.undo:
            undoes.setdefault(one.undo, []).append(one.id)
    known: dict[str, bool] = {}
    for target in undoes:
        _is_void(target, undoes, known)
    return frozenset(id_ for id_, void in known.items() if void)


def _is_void(start: str, undoes: Mapping[str, list[str]], known: dict[str, bool]) -> None:
    """Settles a line and all that undo it, the furthest first (a loop, since a hand may have made a long chain or a ring)."""
    stack = [start]
    open_: set[str] = set()
    while stack:
        id_ = stack[-1]
        if id_ in known:
            stack.pop()
            continue
        waiting = [one for one in undoes.get(id_, ()) if one not in known and one not in open_]
        if waiting and id_ not in open_:
            open_.add(id_)
            stack += waiting
            continue
        open_.add(id_)
        known[id_] = any(not known.get(one, False) for one in undoes.get(id_, ()) if one in known)
        stack.pop()
