"""How often each rule fired in a run, from its ``run.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from extract.errors import UserError
from extract.rules.load import Patterns, Rule

# Tables whose rows give values, and so are told of by the mentions. The rows of the others are words that rules are made of.
_GIVING = {
    "countries/cities.csv",
    "countries/countries.csv",
    "countries/places.csv",
    "countries/subdivisions.csv",
    "partners/organizations.csv",
    "resolutions/security_council_years.csv",
}


class NoRunError(UserError):
    """The path holds no account of a run; the message says what was looked for."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run says of its rules: counts by id, most first; the folder that was laid over the bundled rules; their fingerprint."""

    file: Path
    counts: Mapping[str, int]
    patterns: Path | None
    fingerprint: str


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


def run_of(path: Path) -> Run:
    """The run in a folder or a ``run.json``. Raises ``NoRunError``."""
    file = path / "run.json" if path.is_dir() else path
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
        counts = given["rules"]
        over = (given.get("options") or {}).get("patterns")
        fingerprint = str((given.get("patterns") or {}).get("fingerprint", ""))
        if not isinstance(counts, dict) or not all(isinstance(count, int) for count in counts.values()):
            raise TypeError
    except FileNotFoundError:
        raise NoRunError(f"{file}: there is no such file; give the output folder of a run, or its run.json") from None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise NoRunError(f"{file}: is no account of a run (run.json with rules)") from None
    ordered = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    return Run(file, ordered, Path(over) if over else None, fingerprint)


def hits(counts: Mapping[str, int], patterns: Patterns) -> Hits:
    """What fired and what never did, of the rules ``patterns``."""
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
        if name in _GIVING:
            rows[name] = (
                sum(1 for id_ in by_id if counts.get(id_) or counts.get(id_.replace(".name.", ".demonym."))),
                len(table),
            )
    fired = tuple(
        Hit(id_, count, *where.get(id_, (None, 0, "no longer among the rules"))) for id_, count in counts.items() if count
    )
    return Hits(fired, tuple(never), rows)
