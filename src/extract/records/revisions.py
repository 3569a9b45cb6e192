"""Which records tell again what another tells: in a revised edition, a second copy, or a second place of the same report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extract.records.record import Record

# "S/2025/71/Rev.1" revises "S/2025/71": everything from the marker on, in the symbols of UN documents (ST/CS/SER.F/4).
_REVISION = re.compile(r"/Rev\.\s?(\d+)$", re.IGNORECASE)


def base_symbol(report: str) -> tuple[str, int]:
    """A report's symbol without its revision, and the revision's number (0 for the first edition)."""
    found = _REVISION.search(report)
    return (report[: found.start()], int(found.group(1))) if found else (report, 0)


def superseded(records: Iterable[Record]) -> dict[str, str]:
    """Ids of the records that tell again what another tells, with where that stands.

    Of the editions of a report the highest revision counts; of two files that say they are the same edition, the first one
    read; of two paragraphs of one section with the same words, the first.
    """
    editions: dict[str, dict[tuple[int, str], list[Record]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        base, revision = base_symbol(record.source.report)
        editions[base][(revision, record.source.file)].append(record)
    replaced = dict(_repeated(editions))
    for by_file in editions.values():
        files = list(by_file)
        last = max(revision for revision, _ in files)
        kept = next(key for key in files if key[0] == last)
        for key, told in by_file.items():
            if key != kept:
                newer = by_file[kept][0].source
                replaced |= {one.id: newer.report if key[0] != last else newer.file for one in told}
    return replaced


def _repeated(editions: Mapping[str, Mapping[tuple[int, str], Sequence[Record]]]) -> Iterator[tuple[str, str]]:
    for by_file in editions.values():
        for told in by_file.values():
            first: dict[tuple[str | None, str], Record] = {}
            for one in told:
                kept = first.setdefault((one.source.section, one.text), one)
                # Paragraphs that came in by JSON Lines have ids: who gave two of them meant two.
                if kept is not one and one.source.id is None:
                    page = f", page {kept.source.page}" if kept.source.page else ""
                    yield one.id, f"{kept.source.report}{page}"
