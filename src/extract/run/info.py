"""``run.json``: what was run, on what, with which rules and versions, and what became of each file."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib import metadata
from typing import Any

from extract import __version__
from extract.judge.model import load_judge
from extract.reading.report import Coverage, Notice
from extract.rules.load import Patterns
from extract.run.collect import Collected
from extract.run.job import FileResult, Options, rule_counts

# The libraries that shape a result: what reads files, what parses sentences and weighs evidence, which codes there are.
LIBRARIES = (
    "spacy",
    "onnxruntime",
    "tokenizers",
    "lemminflect",
    "pypdfium2",
    "python-docx",
    "trafilatura",
    "lxml",
    "py3langid",
    "pycountry",
)


def run_info(
    options: Options, patterns: Patterns, results: Sequence[FileResult], gathered: Collected, seconds: float
) -> dict[str, Any]:
    """What run.json says, ready to be dumped. Only ``clock`` and ``options.jobs`` differ between equal runs."""
    return {
        "versions": versions(results, options),
        "options": {
            "model": options.setup.model,
            "patterns": str(options.setup.patterns) if options.setup.patterns else None,
            "model_dir": str(options.setup.judge) if options.setup.judge else None,
            "min_confidence": options.setup.least,
            "jobs": options.jobs,
            "given": {
                name: getattr(options.given, name)
                for name in ("symbol", "title", "reporter", "year", "countries", "language")
                if getattr(options.given, name)
            },
        },
        "judge": load_judge(options.setup.judge).fingerprint,
        "patterns": {"fingerprint": patterns.fingerprint, "rules": patterns.entry_hashes()},
        "inputs": [_input(result, gathered) for result in results],
        "failures": [
            {"file": r.name, "page": r.failure.page, "reason": r.failure.reason, "hint": r.failure.hint}
            for r in results
            if r.failure
        ],
        "warnings": [{"file": file, **_notice(notice)} for file, notice in gathered.notices],
        "rejects": len(gathered.rejects),
        "counts": {
            "files": len(results),
            "reports": sum(len(result.reports) for result in results),
            "paragraphs": sum(len(read.report.paragraphs) for result in results for read in result.reports),
            "records": len(gathered.records),
            "unclaimed": len(gathered.unclaimed),
        },
        "rules": rule_counts(results),
        "clock": {
            "seconds": round(seconds, 2),
            "worker_seconds": round(sum(part.seconds for result in results for part in result.parts.values()), 2),
        },
    }


def versions(results: Sequence[FileResult], options: Options) -> dict[str, str]:
    """The versions that shape a result: the software, Python, the libraries and the model."""
    models = {part.model for result in results for part in result.parts.values() if part.model}
    found = {"extract": __version__, "python": platform.python_version()}
    found |= {name: metadata.version(name) for name in LIBRARIES}
    return found | {"model": ", ".join(sorted(models)) or options.setup.model}


def _input(result: FileResult, gathered: Collected) -> dict[str, Any]:
    return {
        "file": result.name,
        "failed": result.failure is not None,
        "reports": [
            {
                "report": read.report.key,
                "sha256": read.report.sha256,
                "title": read.report.header.title,
                "reporter": read.report.header.reporter,
                "year": read.report.header.year,
                "countries": list(read.report.header.countries),
                "read_from": {part: [one.where, one.sure] for part, one in sorted(read.report.header.origins.items())},
                "languages": list(read.report.languages),
                "coverage": _coverage(read.report.coverage),
                "pages": read.report.pages,
                "paragraphs": len(read.report.paragraphs),
                "records": gathered.counts.get((result.name, read.report.key), 0),
                "notices": [_notice(notice) for notice in read.report.notices],
            }
            for read in result.reports
        ],
    }


def _coverage(coverage: Coverage | None) -> dict[str, Any] | None:
    """Characters that a file holds, that were read, and that were left out by kind; None where that is not counted."""
    if coverage is None:
        return None
    return {"held": coverage.held, "read": coverage.read, "left_out": dict(sorted(coverage.left_out.items()))}


def _notice(notice: Notice) -> dict[str, Any]:
    return {"page": notice.page, "code": notice.code, "message": notice.message}
