"""What run.json tells of the run behind each side, and in what two runs differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from extract.diff.change import Difference
from extract.runfile import RunFile

# The libraries that read a file, by the end of its name: where they differ, the same file may have been read differently.
READERS = {"pypdfium2": (".pdf",), "python-docx": (".docx",), "trafilatura": (".html", ".htm")}
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Run:
    """What is known of a run. ``rules`` are hashes of rules and table rows by id, ``files`` the pattern file of each,
    ``fired`` how often each contributed."""

    known: bool = False
    versions: Mapping[str, str] = field(default_factory=dict)
    fingerprint: str | None = None
    rules: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    fired: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    countries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    decisions: str | None = None


def run_of(found: RunFile | None) -> Run:
    """The run that a run.json describes."""
    if found is None:
        return Run()
    return Run(
        known=True,
        versions=found.versions,
        fingerprint=found.fingerprint,
        rules=found.rules,
        files=found.files,
        fired=found.fired or {},
        given=given if isinstance(given := found.options.get("given"), Mapping) else {},
        countries=found.countries,
        decisions=str(found.decisions.get("fingerprint") or "")[:_DIGITS] or None,
    )


def differences(old: Run, new: Run) -> tuple[Difference, ...]:
    """Every way in which two runs differ; empty where one of them is not known. Rules first, most firings gained or lost first."""
    if not (old.known and new.known):
        return ()
    return (*_rules(old, new), *_versions(old, new), *_options(old, new))


def _rules(old: Run, new: Run) -> Iterator[Difference]:
    names = {name for name in {*old.rules, *new.rules} if old.rules.get(name) != new.rules.get(name)}
    if old.rules and new.rules:
        for name in sorted(names, key=lambda name: (-abs(old.fired.get(name, 0) - new.fired.get(name, 0)), name)):
            yield Difference("rule", name, old.rules.get(name), new.rules.get(name))
    # The order of rules counts too: two runs may hold the same rules and yet not the same patterns.
    if old.fingerprint != new.fingerprint and not (names and old.rules and new.rules):
        yield Difference(
            "order", "patterns", (old.fingerprint or "")[:_DIGITS] or None, (new.fingerprint or "")[:_DIGITS] or None
        )


def _versions(old: Run, new: Run) -> Iterator[Difference]:
    for name in sorted({*old.versions, *new.versions}, key=lambda name: (name != "extract", name)):
        before, after = old.versions.get(name), new.versions.get(name)
        if before != after:
            yield Difference("model" if name == "model" else "reader" if name in READERS else "software", name, before, after)


def _options(old: Run, new: Run) -> Iterator[Difference]:
    for name in sorted({*old.given, *new.given}):
        before, after = old.given.get(name), new.given.get(name)
        if before != after:
            yield Difference("option", name, shown(before), shown(after))
    if old.decisions != new.decisions:
        yield Difference("decisions", "decisions", old.decisions, new.decisions)


def shown(value: Any) -> str | None:
    """A value of the header as people write it."""
    if value is None or value == "":
        return None
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
