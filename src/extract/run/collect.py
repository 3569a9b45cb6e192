"""Gathers what the workers gave, in the order of the files: records that hold, and what was rejected, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from extract.decisions.apply import Decided
from extract.fields.value import plain
from extract.reading.report import Notice, Report
from extract.records.leftovers import Reject, Unclaimed
from extract.records.record import Record, plain_record
from extract.records.validate import problems
from extract.run.job import FileResult
from extract.slug import slug


@dataclass(slots=True)
class Collected:
    """All that one run gave, ready to be written. ``counts`` are records by (file, report)."""

    records: list[Record] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    unclaimed: list[Unclaimed] = field(default_factory=list)
    notices: list[tuple[str, Notice]] = field(default_factory=list)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)


def collect(results: Iterable[FileResult], decided: Decided | None = None) -> Collected:
    """The records of all files in order, with what reviewers ``decided`` of their values.

    Two that share an id are never both kept silently: the later is a reject.
    """
    gathered = Collected()
    seen: dict[str, str] = {}
    owners: dict[str, str] = {}
    for result in results:
        for read, parts in result.extracted():
            report = read.report
            gathered.notices += [(result.name, notice) for notice in report.notices]
            owner = owners.setdefault(report.key, result.name)
            if owner != result.name:
                gathered.notices.append((result.name, _same_symbol(report, owner)))
            count = 0
            for part in parts:
                gathered.unclaimed += part.unclaimed
                for broken in part.broken:
                    gathered.rejects.append(
                        Reject(
                            "",
                            result.name,
                            broken.source.page,
                            (broken.reason,),
                            {"source": plain(broken.source), "text": broken.text},
                            broken.trace,
                        )
                    )
            records = [record for part in parts for record in part.records]
            if decided is not None:
                records = decided.apply(report, records)
            for record in _distinct(records, report, owner, result.name):
                reasons = list(_reasons(record))
                if record.id in seen:
                    reasons.append(f"shares its id with a record of {seen[record.id]}")
                if reasons:
                    gathered.rejects.append(
                        Reject(record.id, result.name, record.source.page, tuple(reasons), plain_record(record))
                    )
                    continue
                seen[record.id] = result.name
                gathered.records.append(record)
                count += 1
            gathered.counts[(result.name, report.key)] = gathered.counts.get((result.name, report.key), 0) + count
    if decided is not None:
        decided.finish()
        gathered.unclaimed = [one for one in gathered.unclaimed if not _settled(one, decided)]
    return gathered


def _settled(one: Unclaimed, decided: Decided) -> bool:
    found = one.turned_down
    return decided.speaks_of(one.text, found.field, found.start, found.end)


def _reasons(record: Record) -> Iterator[str]:
    for problem in problems(plain_record(record)):
        yield f"{problem.field}: {problem.reason}"


def _same_symbol(report: Report, owner: str) -> Notice:
    message = f"says it is {report.key}, as does {owner}; keep one of them, or give it another symbol in reports.csv"
    return Notice("same_symbol", message)


def _distinct(records: Iterable[Record], report: Report, owner: str, name: str) -> Iterator[Record]:
    """The records, with ids of their own where another file says it is the same report."""
    for record in records:
        if owner == name:
            yield record
        else:
            mine = slug(report.key)
            yield replace(record, id=f"{mine}~{report.sha256[:8]}{record.id[len(mine) :]}")
