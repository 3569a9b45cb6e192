"""The main job: finds the reports, has workers read them and draw values, and writes all that came of it, or nothing."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pebble import ProcessExpired, ProcessPool

from extract.reading.report import Header
from extract.run import work
from extract.run.work import Broken, Extracted, ExtractTask, ReadFailure, ReadReport, ReadTask, Setup

if TYPE_CHECKING:
    from extract.reading.inbox import InboxFile

# A file, a stretch of paragraphs or a paragraph that is not done after this many seconds hangs its worker: the process is killed
# and replaced.
READ_SECONDS = 600.0
EXTRACT_SECONDS = 300.0
PARAGRAPH_SECONDS = 90.0

Told = Callable[[str, Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for. ``given`` is what the command line says of every report; ``jobs`` worker processes."""

    setup: Setup
    jobs: int
    given: Header = field(default_factory=Header)


@dataclass(slots=True)
class FileResult:
    """What became of one input file, filled in as the workers answer."""

    name: str
    reports: tuple[ReadReport, ...] = ()
    failure: ReadFailure | None = None
    parts: dict[tuple[int, int], Extracted] = field(default_factory=dict)
    waiting: int = 0
    read: bool = False

    @property
    def done(self) -> bool:
        """Whether every stretch of the file has come back."""
        return self.read and not self.waiting

    def extracted(self) -> Iterator[tuple[ReadReport, list[Extracted]]]:
        """Each report of the file with what its stretches gave, in order."""
        for number, report in enumerate(self.reports):
            yield report, [self.parts[key] for key in sorted(self.parts) if key[0] == number]


def default_jobs() -> int:
    """As many workers as the process may use cores, four at most (each holds the model: about 400 MB)."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(4, cores))


def process(files: Sequence[InboxFile], options: Options, tell: Told) -> list[FileResult]:
    """What became of each file, in the order given, whatever order the workers answer in.

    ``tell(event, facts)`` hears of progress: ``read`` (file, paragraphs), ``extracted`` (paragraphs), ``done`` (file).
    Raises ``ModelError`` and ``PatternError`` where the setup is at fault, ``KeyboardInterrupt`` after stopping the workers.
    """
    results = [FileResult(file.name) for file in files]
    # Small products of matrices gain nothing from threads, and workers that each take all cores hinder one another.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    context = multiprocessing.get_context("spawn")
    pool = ProcessPool(max_workers=max(1, options.jobs), context=context)
    try:
        _drive(pool, files, results, options, tell)
    except BaseException:
        pool.stop()
        raise
    else:
        pool.close()
    finally:
        pool.join()
    return results


def _drive(pool: ProcessPool, files: Sequence[InboxFile], results: list[FileResult], options: Options, tell: Told) -> None:
    waiting: dict[Future[Any], tuple[int, tuple[int, int] | None, ExtractTask | None]] = {}
    # The largest first, so that no worker is left alone with a large one at the end.
    for index in sorted(range(len(files)), key=lambda i: (-files[i].size, i)):
        task = ReadTask(files[index], options.given, options.setup.patterns)
        waiting[pool.schedule(work.read, args=(task,), timeout=READ_SECONDS)] = (index, None, None)
    while waiting:
        ready, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in ready:
            index, stretch, asked = waiting.pop(future)
            result = results[index]
            if stretch is None or asked is None:
                _take_reading(result, future)
                result.read = True
                tell("read", {"file": result.name, "paragraphs": sum(len(r.report.paragraphs) for r in result.reports)})
                for key, part in _stretches(result.reports, options.setup):
                    scheduled = pool.schedule(work.extract, args=(part,), timeout=EXTRACT_SECONDS)
                    waiting[scheduled] = (index, key, part)
                    result.waiting += 1
            else:
                answer = _extracted(future)
                if answer is None and len(asked.paragraphs) > 1:
                    # One by one, so that only the paragraph that a worker cannot get through is lost.
                    for offset, part in enumerate(_one_by_one(asked)):
                        scheduled = pool.schedule(work.extract, args=(part,), timeout=PARAGRAPH_SECONDS)
                        waiting[scheduled] = (index, (stretch[0], stretch[1] + offset), part)
                    result.waiting += len(asked.paragraphs) - 1
                    continue
                result.parts[stretch] = answer or _lost(asked)
                result.waiting -= 1
                tell("extracted", {"paragraphs": len(asked.paragraphs)})
            if result.done:
                tell("done", {"file": result.name})


def _take_reading(result: FileResult, future: Future[Any]) -> None:
    try:
        answer = future.result()
    except TimeoutError:
        hint = "split it, or convert it to another format"
        result.failure = ReadFailure(result.name, f"was not read within {READ_SECONDS:.0f} seconds", hint)
    except ProcessExpired as error:
        result.failure = ReadFailure(result.name, f"the reader died on it ({error})", "convert it to another format")
    else:
        if isinstance(answer, ReadFailure):
            result.failure = answer
        else:
            result.reports = answer


def _extracted(future: Future[Any]) -> Extracted | None:
    """What a stretch gave; None where its worker hung or died."""
    try:
        answer: Extracted = future.result()
    except (TimeoutError, ProcessExpired):
        return None
    return answer


def _one_by_one(task: ExtractTask) -> Iterator[ExtractTask]:
    return (replace(task, paragraphs=(paragraph,)) for paragraph in task.paragraphs)


def _lost(task: ExtractTask) -> Extracted:
    reason = "no worker got through this paragraph: it hung or died on it"
    lost = tuple(Broken(work.source(task.report, one), one.text, reason, "") for one in task.paragraphs)
    return Extracted((), (), lost, {}, "", 0.0)


def _stretches(reports: Iterable[ReadReport], setup: Setup) -> Iterator[tuple[tuple[int, int], ExtractTask]]:
    for number, read in enumerate(reports):
        paragraphs = read.report.paragraphs
        for start in range(0, len(paragraphs), work.STRETCH):
            part = paragraphs[start : start + work.STRETCH]
            # The report travels without its paragraphs: only the stretch's own are needed.
            yield (number, start), ExtractTask(setup, work.bare(read.report), read.acronyms, part)


def rule_counts(results: Iterable[FileResult]) -> dict[str, int]:
    """How often each rule contributed to a value, most often first."""
    counts: Counter[str] = Counter()
    for result in results:
        for part in result.parts.values():
            counts.update(part.rules)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def clock() -> float:
    """Seconds on a clock that only goes forward."""
    return time.perf_counter()
