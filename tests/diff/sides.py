"""Outputs to compare in tests: a folder with records.jsonl and run.json, made of records of one's own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from extract.diff.change import Change, Diff
from extract.diff.compare import Options, compare
from extract.fields.countries.value import Country
from extract.fields.partners.value import Partner
from extract.fields.resolutions.value import Resolution
from extract.records.jsons import write_json, write_jsonl
from extract.records.record import Record, plain_record
from tests.records.make import made, mention, source, trained

RULES = {"trained.cue.verb": "11111111", "org.undp": "22222222", "country.place.x": "33333333", "resolution.form.x": "44444444"}
FILES = {
    "trained": "trained/cues.yaml",
    "partners": "partners/roles.yaml",
    "org": "partners/organizations.csv",
    "country": "countries/places.csv",
    "resolution": "resolutions/cues.yaml",
    "reporter": "reading/reporters.csv",
}
VERSIONS = {"extract": "0.1.0", "python": "3.11.2", "pypdfium2": "5.0.0", "spacy": "3.8.7", "model": "en_core_web_md 3.7.1"}


def paragraph(text: str, number: int = 1, *, report: str = "S/2031/7", **given: Any) -> Record:
    """A record of a paragraph; its values are given, its id is made as ``extract run`` makes it."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    told = {
        name: given.pop(name) for name in ("title", "reporter", "year", "sha256", "file", "page", "section") if name in given
    }
    told.setdefault("sha256", hashlib.sha256(report.encode()).hexdigest())
    told.setdefault("file", f"{report.replace(chr(47), chr(45))}.pdf")
    place = source(report=report, number=str(number), ordinal=number, **told)
    values: dict[str, Any] = {"countries": (), "partners": (), "trained": (), "resolutions": ()}
    return made(f"{report.replace('/', '-')}/{number}-{digest[:8]}", source=place, text=text, **values | given)


def country(quote: str, text: str, iso3: str = "SSD", name: str = "South Sudan", rule: str = "country.place.x") -> Country:
    return Country(iso3, name, None, "place", (mention(quote, text, rule),))


def partner(quote: str, text: str, role: Any = "implementer", rule: str = "org.undp", **given: Any) -> Partner:
    return Partner(given.pop("name", quote), given.pop("acronym", None), "un", role, (mention(quote, text, rule),), **given)


def people(count: int, group: str, text: str, rule: str = "trained.cue.verb", **given: Any) -> Any:
    quote = given.pop("quote", f"{count} {group}")
    return trained(count, group=group, text=text, quote=quote, mentions=(mention(quote, text, rule),), **given)


def resolution(text: str, number: str = "2155", year: int | None = 2014, quote: str | None = None) -> Resolution:
    symbol = f"S/RES/{number} ({year})" if year else f"S/RES/{number}"
    quotes = (mention(quote or f"resolution {number}", text, "resolution.form.x"),)
    return Resolution(symbol, "Security Council", number, year, None, quotes)


def output(folder: Path, records: Sequence[Record], info: Mapping[str, Any] | bool | None = True, **changed: Any) -> Path:
    """Writes an output. ``info`` True makes up a run.json (``rules``, ``versions``, ``given`` may be changed), False leaves it out."""
    folder.mkdir(parents=True)
    write_jsonl(folder / "records.jsonl", (plain_record(record) for record in records))
    if info is True:
        write_json(folder / "run.json", run_info(**changed))
    elif info:
        write_json(folder / "run.json", info)
    return folder


def run_info(
    rules: Mapping[str, str] = RULES,
    versions: Mapping[str, str] = VERSIONS,
    given: Mapping[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    fingerprint = hashlib.sha256(json.dumps(sorted(rules.items())).encode()).hexdigest()
    return {
        "versions": dict(versions),
        "options": {"model": "en_core_web_md", "patterns": None, "jobs": 1, "given": dict(given or {})},
        "patterns": {"fingerprint": fingerprint, "rules": _by_file(rules)},
        "inputs": [],
        **more,
    }


def _by_file(rules: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The rules by the file they stand in, as a run tells them."""
    found: dict[str, dict[str, str]] = {}
    for name, value in rules.items():
        found.setdefault(FILES[name.split(".")[0]], {})[name] = value
    return found


def between(room: Path, old: Sequence[Record], new: Sequence[Record], options: Options | None = None, **changed: Any) -> Diff:
    """The diff of two made-up outputs; what is ``changed`` differs in the new one's run."""
    return compare(output(room / "old", old), output(room / "new", new, **changed), options)


def only(diff: Diff) -> Change:
    """The one change of a diff."""
    (change,) = diff.changes()
    return change


def edited(*rules: str, **more: str) -> dict[str, str]:
    """The rules with some of them edited, others added."""
    return {**RULES, **dict.fromkeys(rules, "99999999"), **{name.replace("_", "."): value for name, value in more.items()}}


def moved(record: Record, **place: Any) -> Record:
    """The record somewhere else."""
    return replace(record, source=replace(record.source, **place))
