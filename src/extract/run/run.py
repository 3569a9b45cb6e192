"""The whole of ``extract run``: the inbox at one end, the output folder at the other, and run.json about it."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from extract.decisions.apply import Decided
from extract.decisions.ledger import default_path, read_ledger
from extract.decisions.listing import decision_warnings, decisions_info
from extract.errors import UserError
from extract.fields.field import Field
from extract.fields.registry import all_fields
from extract.language import DEFAULT_MODEL
from extract.output.figures import summary_lines
from extract.output.findings import refused
from extract.output.write import Output, write_output
from extract.reading.report import Header
from extract.records.breakdown import Figure, figures_of, plain_figures
from extract.records.counting import count
from extract.records.counting_rules import counting_rules
from extract.records.large import look_first
from extract.records.record import Record
from extract.rules.load import Patterns
from extract.run import job
from extract.run.collect import collect
from extract.run.country_options import given_countries
from extract.run.info import run_info
from extract.run.job import Options, Told
from extract.run.notes import repeat_warnings, repeats_info
from extract.run.rules import loaded
from extract.run.work import Setup


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for; None where the default holds (decisions: the file beside the patterns, where there is one)."""

    paths: Sequence[str] = ()
    output: Path = Path("output")
    patterns: Path | None = None
    model: str | None = None
    jobs: int | None = None
    given: Header = field(default_factory=Header)
    decisions: Path | None = None
    ignore_decisions: bool = False
    judge: Path | None = None
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: lines for the user and the figures of the closing summary."""

    failures: tuple[str, ...]
    warnings: tuple[str, ...]
    stats: Mapping[str, Any]


def run(request: Request, tell: Told) -> Outcome:
    """Runs the job and writes the output folder, whole or not at all.

    ``tell`` hears of progress: ``found`` (files), then what ``extract.run.job.process`` says. Raises ``UserError`` where
    nothing can be done: a path that is not there, an empty inbox, rules or a model that cannot be loaded, an output folder
    that cannot be written.
    """
    from extract.fields.countries.names import Names
    from extract.output.folder import check_writable
    from extract.reading.inbox import find

    began = job.clock()
    if not request.paths and not Path("raw").exists():
        raise UserError(
            "there is no folder raw here; say where the reports are (extract run FOLDER), or set one up: extract init"
        )
    patterns = loaded(request.patterns)
    counting = counting_rules(patterns)
    inbox = find(request.paths, Names(patterns))
    given = replace(request.given, countries=given_countries(request.given.countries, patterns))
    model = request.model or DEFAULT_MODEL
    check_model(model)
    check_writable(request.output)
    decided = _decided(request, patterns)
    options = Options(Setup(model, request.patterns, request.judge, request.least), request.jobs or job.default_jobs(), given)
    tell("found", {"files": len(inbox.files)})
    results = job.process(inbox.files, options, tell)
    gathered = collect(results, decided)
    gathered.notices[:0] = inbox.notices
    info = run_info(options, patterns, results, gathered, job.clock() - began)
    if decided is not None:
        info["decisions"] = decisions_info(decided)
        info["warnings"] += decision_warnings(decided)
    done = count(gathered.records, counting)
    totals = figures_of(done, refused(gathered.unclaimed, done.rules))
    info |= {"totals": plain_figures(totals), "look_at_first": look_first(done) or None, "repeats": repeats_info(done)}
    info["warnings"] += repeat_warnings(done)
    return _written(request.output, Output(gathered.records, gathered.rejects, gathered.unclaimed, info, decided, done), totals)


def check_model(name: str) -> None:
    """Says in one line that a model is not installed, before any worker is started. Raises ``UserError``."""
    if not Path(name).exists() and (not name.isidentifier() or importlib.util.find_spec(name) is None):
        raise UserError(f"the spaCy model {name} is not installed; install it: pip install {name.replace('_', '-')}")


def _decided(request: Request, patterns: Patterns) -> Decided | None:
    """The decisions to apply: those of the file that was named, else of the one beside the patterns where there is one."""
    if request.ignore_decisions:
        return None
    path = request.decisions or default_path(request.patterns)
    if not path.is_file():
        if request.decisions is not None:
            raise UserError(f"{path} is not there; extract review makes it")
        return None
    return Decided(path, read_ledger(path), patterns)


def _written(folder: Path, output: Output, totals: Sequence[Figure]) -> Outcome:
    lost = write_output(folder, output)
    info, decided = output.info, output.decided
    rejected = [
        f"{r.file}: {f'page {r.page}: ' if r.page else ''}{r.id or 'a paragraph'} was rejected: {r.reasons[0]}"
        for r in output.rejects
    ]
    warnings = (*(as_line(one) for one in info["warnings"]), *lost, *rejected)
    counts = info["counts"]
    records = output.records
    first = info["look_at_first"]
    stats = {
        "reports": counts["reports"],
        "paragraphs": counts["paragraphs"],
        "records": counts["records"],
        **(summary_lines(totals) or {"people trained": "0"}),
        **({"look at first": first} if first else {}),
        **{field.name: _different(field, records) for field in all_fields() if not field.adds_up},
        **_settled(decided),
        "rejected records": len(output.rejects),
        "failed reports": len(info["failures"]),
        "notes": len(warnings),
        "results in": f"{folder}",
        "seconds": f"{info['clock']['seconds']:.1f}",
    }
    return Outcome(tuple(as_line(one) for one in info["failures"]), warnings, stats)


def _different(field: Field[Any], records: Sequence[Record]) -> int:
    return field.count(value for record in records for value in record.values(field.name))


def _settled(decided: Decided | None) -> dict[str, str]:
    """What the summary says of decisions, where any were applied."""
    if decided is None:
        return {}
    counts = ", ".join(f"{count} {what}" for what, count in decided.counts.items() if count)
    return {"values that reviewers settled": counts or "none"}


def as_line(row: Mapping[str, Any]) -> str:
    """A row of run.json as the one line that the user sees: file, page, reason, what to do."""
    where = f"{row['file']}: " if row["file"] else ""
    said = row.get("reason") or row.get("message") or ""
    page = f"page {row['page']}: " if row["page"] and not said.startswith("page ") else ""
    hint = f"; {row['hint']}" if row.get("hint") else ""
    return f"{where}{page}{said}{hint}"
