"""Which records a later edition of their report, or another copy of the same, takes the place of, by its symbol."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from extract.records.record import Record

# "S/2025/71/Rev.1" revises "S/2025/71": everything from the marker on, in the symbols of UN documents (ST/CS/SER.F/4).
_REVISION = re.compile(r"/Rev\.\s?(\d+)$", re.IGNORECASE)


def base_symbol(report: str) -> tuple[str, int]:
    """A report's symbol without its revision, and the revision's number (0 for the first edition)."""
    found = _REVISION.search(report)
    return (report[: found.start()], int(found.group(1))) if found else (report, 0)


def superseded(records: Iterable[Record]) -> dict[str, str]:
    """Ids of the records that tell again what another tells, with where that stands.

    Of the editions of a report the highest revision counts; of two files that say they are the same edition, the first one read.
    """
    editions: dict[str, dict[tuple[int, str], list[Record]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        base, revision = base_symbol(record.source.report)
        editions[base][(revision, record.source.file)].append(record)
    replaced: dict[str, str] = {}
    for by_file in editions.values():
        files = list(by_file)
        last = max(revision for revision, _ in files)
        kept = next(key for key in files if key[0] == last)
        for key, told in by_file.items():
            if key != kept:
                newer = by_file[kept][0].source
                replaced |= {one.id: newer.report if key[0] != last else newer.file for one in told}
    return replaced
