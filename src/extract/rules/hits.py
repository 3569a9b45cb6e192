"""How often each rule fired in a run, from its ``run.json``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from extract.errors import UserError
from extract.rules.load import Patterns, Rule
from extract.runfile import NAME, RunFile, RunFileError, read_runfile


class NoRunError(UserError):
    """The path holds no account of a run; the message says what was looked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule or row that fired. ``file`` is None where the rules of today no longer have it."""

    id: str
    count: int
    file: str | None
    line: int
    about: str


@dataclass(frozen=True)
class Hits:
    """``fired``, most first; ``never``: rules that did not fire, in the order of the files; ``rows``: by table that gives values,
    the rows that fired and all its rows."""

    fired: tuple[Hit, ...]
    never: tuple[Rule, ...]
    rows: Mapping[str, tuple[int, int]]


def run_of(path: Path) -> RunFile:
    """The run in a folder or a ``run.json``. Raises ``NoRunError``."""
    file = path / NAME if path.is_dir() else path
    try:
        found = read_runfile(path)
    except RunFileError:
        raise NoRunError(f"{file}: is no account of a run (run.json with rules)") from None
    if found is None:
        raise NoRunError(f"{file}: there is no such file; give the output folder of a run, or its run.json")
    if found.fired is None:
        raise NoRunError(f"{file}: is no account of a run (run.json with rules)")
    return found


def hits(counts: Mapping[str, int], patterns: Patterns, giving: Collection[str]) -> Hits:
    """What fired and what never did, of the rules ``patterns``; ``giving`` are the tables whose rows give values."""
    where: dict[str, tuple[str, int, str]] = {}
    rows: dict[str, tuple[int, int]] = {}
    never: list[Rule] = []
    for name in sorted(patterns.rules):
        for rule in patterns.rules[name]:
            where[rule.id] = (rule.file, rule.line, rule.reason)
            if not counts.get(rule.id):
                never.append(rule)
    for name in sorted(patterns.tables):
        table = patterns.tables[name]
        # A country's people have a rule id of their own, from the same row.
        by_id = {row.id: (row.file, row.line, row["name"] or row["iso3"]) for row in table}
        peoples = {id_.replace(".name.", ".demonym."): given for id_, given in by_id.items()}
        where |= {**peoples, **by_id}
        if name in giving:
            rows[name] = (
                sum(1 for id_ in by_id if counts.get(id_) or counts.get(id_.replace(".name.", ".demonym."))),
                len(table),
            )
    fired = tuple(
        Hit(id_, count, *where.get(id_, (None, 0, "no longer among the rules")))
        for id_, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if count
    )
    return Hits(fired, tuple(never), rows)
