"""The whole of ``extract verify``: an output folder and the files it was made from; what holds and what does not."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import UserError
from extract.reading.inbox import InboxFile
from extract.reading.report import Paragraph, ReadError
from extract.verify.prove import PageText, Unproved, by_ordinal, quotes, unproved

RECORDS = "records.jsonl"


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A file that could not be looked at, the number of records drawn from it, and why."""

    file: str
    records: int
    reason: str


@dataclass(frozen=True)
class Verdict:
    """What was proved: numbers of files, records and quotes that hold; what does not; what could not be looked at."""

    files: int
    records: int
    quotes: int
    wrong: tuple[Unproved, ...]
    not_checked: tuple[NotChecked, ...]


def verify(folder: Path, raw: Sequence[Path], tell: Callable[[str], None] = lambda _file: None) -> Verdict:
    """Reads each source file again whose hash is the one the records name, and looks for every quote.

    ``raw``: folders and files to look for the sources in, by their bytes. ``tell`` hears each file's name. Raises ``UserError``
    where the output cannot be read.
    """
    by_source: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for record in _records(folder):
        by_source[(record["source"]["file"], record["source"]["sha256"])].append(record)
    places = sources({digest for _, digest in by_source}, raw)
    files = held = quoted = 0
    wrong: list[Unproved] = []
    skipped: list[NotChecked] = []
    for (name, digest), records in by_source.items():
        tell(name)
        place = places.get(digest)
        if place is None:
            skipped.append(NotChecked(name, len(records), "no file with these bytes was found; say where with --raw"))
            continue
        try:
            found = list(_of_file(name, place, records))
        except ReadError as error:
            skipped.append(NotChecked(name, len(records), error.reason))
            continue
        files += 1
        wrong += found
        bad = {one.record for one in found}
        good = [record for record in records if record["id"] not in bad]
        held += len(good)
        quoted += sum(len(quotes(record)) for record in good)
    return Verdict(files, held, quoted, tuple(wrong), tuple(skipped))


def _records(folder: Path) -> Iterator[dict[str, Any]]:
    path = folder / RECORDS if folder.is_dir() else folder
    if not path.exists():
        reason = f"there is no {RECORDS} in it" if folder.is_dir() else "it is not there"
        raise UserError(f"{folder} is no output of extract run ({reason}); give the output folder of a run")
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _record(line, f"{path}:{number}")
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); give the output folder of extract run") from None
    except UnicodeDecodeError:
        raise UserError(f"{path}: is no file of records; give the output folder of extract run") from None


def _record(line: str, where: str) -> dict[str, Any]:
    from extract.records.validate import problems

    try:
        record: dict[str, Any] = json.loads(line)
    except ValueError as error:
        raise UserError(f"{where}: is not JSON ({error})") from None
    for problem in problems(record):
        if "mentions" not in problem.field:  # a quote that does not stand at its offsets is what verifying finds
            raise UserError(f"{where}: is no record: {problem.field}: {problem.reason}")
    return record


def sources(wanted: set[str], raw: Sequence[Path]) -> dict[str, Path]:
    """Where the files with these SHA-256 digests lie, among the files and below the folders given."""
    found: dict[str, Path] = {}
    for place in raw:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if len(found) == len(wanted):
                return found
            if path.is_file() and not path.name.startswith("."):
                try:
                    with path.open("rb") as file:
                        digest = hashlib.file_digest(file, "sha256").hexdigest()
                except OSError:
                    continue
                if digest in wanted:
                    found.setdefault(digest, path)
    return found


def _of_file(name: str, place: Path, records: Sequence[Mapping[str, Any]]) -> Iterator[Unproved]:
    from extract.reading.read import read

    reports: dict[str, list[Mapping[int, Paragraph]]] = defaultdict(list)
    for report in read(InboxFile(name, place, place.stat().st_size)):
        reports[report.key].append(by_ordinal(report.paragraphs))
    page_text = _page_text(place) if any(record["source"]["page"] for record in records) else None
    for record in records:
        # A symbol that reports.csv or the command line gave is not in the file itself.
        several = reports.get(record["source"]["report"]) or [one for each in reports.values() for one in each]
        yield from unproved(record, _holding(record, several), page_text)


def _holding(record: Mapping[str, Any], several: Sequence[Mapping[int, Paragraph]]) -> Mapping[int, Paragraph]:
    """Of several reports of one name (contexts of one JSON Lines file) the one that holds the record's paragraph."""
    ordinal = record["source"]["ordinal"]
    held = [one for one in several if ordinal in one and one[ordinal].text == record["text"]]
    return next(iter(held or several), {})


def _page_text(place: Path) -> PageText | None:
    """The characters of a PDF's pages as pdfium gives them, with nothing of our own reading in between."""
    import functools

    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(place)
    except pypdfium2.PdfiumError:
        return None

    @functools.lru_cache(maxsize=8)
    def page_text(page: int) -> str:
        return str(document[page - 1].get_textpage().get_text_bounded())

    return page_text
