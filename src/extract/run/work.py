"""What a worker process does: reads one file, or draws values from one stretch of paragraphs.

A task is plain data that can be pickled; so is its result. The pipeline is built once a process, when the first stretch comes.
"""

from __future__ import annotations

import functools
import time
import traceback
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.language.mention import TurnedDown
from extract.reading.report import Fragment, Header, Paragraph, ReadError, Report
from extract.records.leftovers import Unclaimed
from extract.records.record import Record, Source

if TYPE_CHECKING:
    from spacy.language import Language

    from extract.reading.inbox import InboxFile
    from extract.rules.load import Patterns

# Paragraphs a task. Fixed, so that a paragraph is always parsed in the same company whatever the number of workers:
# the parser's sums depend, in their last digits, on what else is in the batch.
STRETCH = 48


@dataclass(frozen=True, slots=True)
class Setup:
    """What shapes the extraction in a worker.

    ``model`` is the spaCy model's name, ``patterns`` the folder laid over the bundled rules, ``judge`` the folder of another judge than
    the bundled one; values less sure than ``least`` (0 to 1) are left out.
    """

    model: str
    patterns: Path | None
    judge: Path | None = None
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class ReadTask:
    """One file to read. ``given`` holds what the command line says of every report; ``patterns`` as in ``Setup``."""

    file: InboxFile
    given: Header
    patterns: Path | None = None


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report without the boxes of its characters (they are large; page breaks stay), and the acronyms it defines."""

    report: Report
    acronyms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """A file that could not be read."""

    file: str
    reason: str
    hint: str
    page: int | None = None
    trace: str | None = None


@dataclass(frozen=True, slots=True)
class ExtractTask:
    """A stretch of a report's paragraphs."""

    setup: Setup
    report: Report
    acronyms: Mapping[str, str]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """A paragraph on which the software itself failed: nothing was drawn from it, and the user is told."""

    source: Source
    text: str
    reason: str
    trace: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one stretch gave. ``rules`` counts how often each rule contributed; ``seconds`` is the worker's own clock."""

    records: tuple[Record, ...]
    unclaimed: tuple[Unclaimed, ...]
    broken: tuple[Broken, ...]
    rules: Mapping[str, int]
    model: str
    seconds: float


def read(task: ReadTask) -> tuple[ReadReport, ...] | ReadFailure:
    """The reports of one file, or why it cannot be read. Raises nothing."""
    from extract.fields.countries.names import Names
    from extract.language.acronyms import defined_acronyms
    from extract.reading.read import read as read_file
    from extract.rules.load import load_patterns

    try:
        found = []
        for report in read_file(task.file, task.given, task.patterns, Names(load_patterns(task.patterns))):
            acronyms = defined_acronyms(paragraph.text for paragraph in report.paragraphs)
            found.append(ReadReport(_slim(report), acronyms))
        return tuple(found)
    except ReadError as error:
        return ReadFailure(task.file.name, error.reason, error.hint, error.page)
    except Exception as error:  # a file must never take the others with it
        reason = f"the reader failed on it ({type(error).__name__}: {error})"
        return ReadFailure(task.file.name, reason, "report it, with the file if you may", None, traceback.format_exc())


def _slim(report: Report) -> Report:
    return replace(report, paragraphs=tuple(_without_boxes(paragraph) for paragraph in report.paragraphs))


def _without_boxes(paragraph: Paragraph) -> Paragraph:
    merged: list[Fragment] = []
    for fragment in paragraph.fragments:
        if merged and merged[-1].page == fragment.page and (fragment.page is not None or merged[-1].block == fragment.block):
            merged[-1] = replace(merged[-1], end=fragment.end)
        else:
            merged.append(Fragment(fragment.start, fragment.end, fragment.page, None, None, fragment.block))
    return replace(paragraph, fragments=tuple(merged))


@functools.lru_cache(maxsize=2)
def pipeline(setup: Setup) -> tuple[Language, str]:
    """The pipeline of this process and its model's name and version. Raises ``ModelError`` and ``PatternError``."""
    from extract.fields.build import build, model_version

    nlp = build(setup.model, setup.patterns, setup.judge, setup.least)
    return nlp, model_version(nlp)


def extract(task: ExtractTask) -> Extracted:
    """Draws the values from a stretch of paragraphs. Raises ``ModelError`` and ``PatternError`` (the setup's fault)."""
    nlp, model = pipeline(task.setup)
    began = time.perf_counter()
    records: list[Record] = []
    unclaimed: list[Unclaimed] = []
    broken: list[Broken] = []
    rules: Counter[str] = Counter()
    for paragraph, result in zip(task.paragraphs, _docs(nlp, task), strict=True):
        if isinstance(result, Broken):
            broken.append(result)
            continue
        record, turned_down, fired = result
        if record:
            records.append(record)
        rules.update(fired)
        where = source(task.report, paragraph)
        unclaimed += [Unclaimed(where, paragraph.page_at(one.start), paragraph.text, one) for one in turned_down]
    took = time.perf_counter() - began
    return Extracted(tuple(records), tuple(unclaimed), tuple(broken), dict(rules), model, took)


@functools.lru_cache(maxsize=2)
def _patterns(setup: Setup) -> Patterns:
    from extract.rules.load import load_patterns

    return load_patterns(setup.patterns)


_Drawn = tuple[Record | None, Sequence[TurnedDown], Sequence[str]]


def _docs(nlp: Language, task: ExtractTask) -> list[_Drawn | Broken]:
    """What each paragraph gives; where the pipeline fails on the batch, one by one, to lose only the one that fails."""
    try:
        docs = [_made(nlp, task, paragraph) for paragraph in task.paragraphs]
        piped = list(nlp.pipe(docs, batch_size=STRETCH))
        return [_drawn(doc, task, paragraph) for doc, paragraph in zip(piped, task.paragraphs, strict=True)]
    except Exception:
        return [_one(nlp, task, paragraph) for paragraph in task.paragraphs]


def _one(nlp: Language, task: ExtractTask, paragraph: Paragraph) -> _Drawn | Broken:
    try:
        return _drawn(nlp(_made(nlp, task, paragraph)), task, paragraph)
    except Exception as error:  # the other paragraphs are still drawn from; the user is told of this one
        reason = f"the software failed on this paragraph ({type(error).__name__}: {error})"
        return Broken(source(task.report, paragraph), paragraph.text, reason, traceback.format_exc())


def _made(nlp: Language, task: ExtractTask, paragraph: Paragraph) -> Any:
    from extract.language.context import Context

    header = task.report.header
    doc = nlp.make_doc(paragraph.text)
    doc._.extract_context = Context(header.title, header.reporter, header.countries, paragraph.headings, task.acronyms)
    return doc


def _drawn(doc: Any, task: ExtractTask, paragraph: Paragraph) -> _Drawn:
    from extract.fields.registry import all_fields
    from extract.records.assemble import assemble

    record = assemble(doc, task.report, paragraph, _patterns(task.setup))
    values = [value for field in all_fields() for value in getattr(doc._, field.name)]
    contributed = {(m.rule, m.start) for m in (*doc._.fired, *(m for value in values for m in value.mentions))}
    return record, list(doc._.turned_down), [rule for rule, _ in sorted(contributed)]


def source(report: Report, paragraph: Paragraph) -> Source:
    """Where a paragraph stands."""
    from extract.records.assemble import source_of

    return source_of(report, paragraph)


def bare(report: Report) -> Report:
    """A report without its paragraphs."""
    return replace(report, paragraphs=())
