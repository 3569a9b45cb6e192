"""What a run says of the numbers that it took out of the sum because others count the same people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from extract.records.counting import Count, Exclusion
from extract.records.telling import Telling

# How many single lines a run says; run.json lists every number under repeats, and trained.csv has the reason beside it.
_SAID = 20
_BACK = "if they are others, set “Put into the total” to yes in extract review"


def repeats_info(done: Count) -> list[dict[str, Any]]:
    """Every number that is taken out because the same people are counted elsewhere, in order (run.json)."""
    return [
        {"file": one.source.file, "page": one.page, "row": one.row, "people": one.count, "group": one.said}
        | {"why": out.why, "counted_in": out.counted_in}
        for one, out in _taken(done)
    ]


def repeat_warnings(done: Count) -> list[dict[str, Any]]:
    """Rows for run.json's warnings: one for each near repeat, and one for each file that says what another does."""
    single = [_warning(one.source.file, one.page, _line(one, out)) for one, out in _taken(done) if out.judged]
    found = [*_copies(done), *single[:_SAID]]
    if len(single) > _SAID:
        more = f"{len(single) - _SAID:,} more numbers tell again of people who are counted; run.json lists them under repeats"
        found.append(_warning(None, None, more))
    return found


def _taken(done: Count) -> Iterator[tuple[Telling, Exclusion]]:
    for one in done.tellings:
        out = done.out.get(one.key)
        if out is not None and (out.judged or out.words):
            yield one, out


def _line(one: Telling, out: Exclusion) -> str:
    return f"{one.count:,} {one.said} ({one.row}) left out of the sum: {out.why} ({out.counted_in}); {_BACK}"


def _copies(done: Count) -> Iterator[dict[str, Any]]:
    """Paragraphs printed twice, by the file and the one that has them already."""
    files = {one.row: one.source.file for one in done.tellings}
    same: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for one, out in _taken(done):
        if out.words:
            same[(one.source.file, files.get(out.counted_in or "", one.source.file))].append(one)
    for (file, other), numbers in same.items():
        yield _warning(file, None, f"{_numbers(numbers)} left out of the sum: {_stand(file, other)} in the same words")


def _stand(file: str, other: str) -> str:
    return "it tells them twice" if file == other else f"{other} tells them"


def _numbers(numbers: Sequence[Telling]) -> str:
    people = sum(one.count for one in numbers)
    return f"{len(numbers):,} {'number' if len(numbers) == 1 else 'numbers'} ({people:,} people)"


def _warning(file: str | None, page: int | None, message: str) -> dict[str, Any]:
    return {"file": file, "page": page, "code": "repeat", "message": message}
