"""What run.json tells of the run behind each side, and in what two runs differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from extract.diff.change import Difference

# The libraries that read a file, by the end of its name: where they differ, the same file may have been read differently.
READERS = {"pypdfium2": (".pdf",), "python-docx": (".docx",), "trafilatura": (".html", ".htm")}
# The first part of an entry's id says to which field it belongs; what is not named here may bear on any field.
_FIELD_OF = {
    "country": "countries",
    "countries": "countries",
    "partners": "partners",
    "partner": "partners",
    "org": "partners",
    "trained": "trained",
    "resolution": "resolutions",
    "resolutions": "resolutions",
    "reporter": "reading",
    "front": "reading",
    "reading": "reading",
}
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Run:
    """What is known of a run. ``rules`` are hashes of rules and table rows by id, ``fired`` how often each contributed."""

    known: bool = False
    versions: Mapping[str, str] = field(default_factory=dict)
    fingerprint: str | None = None
    rules: Mapping[str, str] = field(default_factory=dict)
    fired: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    countries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    decisions: str | None = None


def run_of(info: Mapping[str, Any] | None) -> Run:
    """The run that a run.json describes; what it leaves out or holds in another shape is not known."""
    if info is None:
        return Run()
    patterns = _mapping(info.get("patterns"))
    fingerprint = patterns.get("fingerprint")
    countries: dict[str, tuple[str, ...]] = {}
    inputs = info.get("inputs")
    for file in inputs if isinstance(inputs, list) else []:
        for report in _mapping(file).get("reports") or []:
            if "report" in _mapping(report):
                countries[str(report["report"])] = tuple(map(str, report.get("countries") or ()))
    return Run(
        known=True,
        versions={str(name): str(version) for name, version in _mapping(info.get("versions")).items()},
        fingerprint=str(fingerprint) if fingerprint else None,
        rules={str(name): str(value) for name, value in _mapping(patterns.get("rules")).items()},
        fired={str(name): count for name, count in _mapping(info.get("rules")).items() if isinstance(count, int)},
        given=_mapping(_mapping(info.get("options")).get("given")),
        countries=countries,
        decisions=str(_mapping(info.get("decisions")).get("fingerprint") or "")[:_DIGITS] or None,
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def field_of(rule: str) -> str | None:
    """The field that a rule or table row bears on, ``reading``, or None where its id does not tell."""
    return _FIELD_OF.get(rule.split(".", 1)[0])


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
