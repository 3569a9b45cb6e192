"""Reads one side of a comparison: a slim index of its records, each record itself only when it is asked for.

An output of 100,000 records does not fit in memory twice as Python objects, so a side is one pass over the file that keeps
for each record its id, place, two fingerprints and where its line stands; aligned records that differ are read again.
"""

from __future__ import annotations

import codecs
import contextlib
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from extract.errors import UserError
from extract.fields.registry import all_fields, by_name
from extract.records.counting import counted_of
from extract.records.counting_rules import counting_rules
from extract.records.record import Record, Source, record_of
from extract.records.revisions import superseded
from extract.records.telling import Telling, adding, tellings
from extract.runfile import RunFile, RunFileError, read_runfile

# What a folder of results may hold records as, the first that is there.
NAMES = ("records.jsonl", "records.json")
# Where a run lists what reviewers' decisions keep out of its records.
REJECTED_FILE = "rejected-values.jsonl"
_CHUNK = 1 << 20
_HEAD = 1 << 12
_DIGEST = 16
_LATELY = 500

Rejected = tuple[bytes, str, str]


class DiffError(UserError):
    """The two sides cannot be compared; the message says which file, where in it and why."""


@dataclass(slots=True)
class Entry:
    """A record in the index. ``text`` and ``line`` are fingerprints of the paragraph and of the whole record."""

    id: str
    report: str
    file: str
    number: str | None
    section: str | None
    ordinal: int
    text: bytes
    line: bytes
    offset: int
    length: int
    at: int


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What a side says of one report: title, reporter, year, the file it was read from."""

    key: str
    title: str | None
    reporter: str | None
    year: int | None
    file: str
    sha256: str


class Side:
    """One side. Use it in a ``with`` block: it keeps the file open to read records from.

    ``reports`` holds the entries by report, both in the order of the file; ``facts`` what is said of each; ``people`` the safe
    sum of people trained by report; ``info`` is run.json, None where there is none; ``rejected`` are the values that a
    reviewer's word keeps out; ``unsaid`` attributes (with their field) that the version that wrote it did not know. Raises ``DiffError``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reports: dict[str, list[Entry]] = defaultdict(list)
        self.facts: dict[str, ReportFacts] = {}
        self.people: dict[str, int] = defaultdict(int)
        self.info: RunFile | None = None
        self.rejected: frozenset[Rejected] = frozenset()
        self.unsaid: set[tuple[str, str]] = set()
        self._unseen = list(all_fields())
        self._lately: dict[int, Any] = {}
        self._open = ExitStack()
        self._file: IO[bytes]

    def __enter__(self) -> Self:
        self.records, beside = _records_file(self.path)
        try:
            self._file = self._open.enter_context(self.records.open("rb"))
            if _is_list(self._file):
                self._file = self._open.enter_context(_as_lines(self._file, self.records))
            self.info = read_runfile(beside)
            self.rejected = _rejected(beside.with_name(REJECTED_FILE)) if self.info else frozenset()
            self._index()
        except RunFileError as error:
            self._open.close()
            raise DiffError(str(error)) from None
        except OSError as error:
            self._open.close()
            raise DiffError(f"{self.records} cannot be read: {error.strerror or error}") from None
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._open.close()

    def __len__(self) -> int:
        return sum(map(len, self.reports.values()))

    def record(self, entry: Entry) -> Record:
        """The whole record of an entry."""
        given = self._lately.pop(entry.at, None) or self._read(entry)
        try:
            return record_of(given)
        except (KeyError, TypeError, AttributeError) as error:
            raise self._wrong(entry.at, f"is no record of this version ({_reason(error)})") from None

    def text(self, entry: Entry) -> str:
        """The paragraph of an entry."""
        given = self._read(entry)
        # Whose text is asked for is soon asked for whole: the last few are kept.
        if len(self._lately) >= _LATELY:
            self._lately.clear()
        self._lately[entry.at] = given
        text: str = given["text"]
        return text

    def _read(self, entry: Entry) -> Any:
        self._file.seek(entry.offset)
        return json.loads(self._file.read(entry.length).decode("utf-8"))

    def _wrong(self, at: int, reason: str) -> DiffError:
        return DiffError(f"{self.records}:{at}: {reason}; extract validate says more")

    def _index(self) -> None:
        seen: dict[str, int] = {}
        slim: list[Record] = []
        numbers: list[Telling] = []
        sources: dict[tuple[object, ...], Source] = {}
        offset = 0
        for at, raw in enumerate(self._file, 1):
            start, offset = offset, offset + len(raw)
            if at == 1 and raw.startswith(codecs.BOM_UTF8):
                start, raw = start + len(codecs.BOM_UTF8), raw.removeprefix(codecs.BOM_UTF8)
            if not raw.strip():
                continue
            record = self._parsed(at, raw)
            entry = self._entry(record, at, raw, start)
            if entry.id in seen:
                raise DiffError(
                    f"{self.records}: lines {seen[entry.id]} and {at} share the id {entry.id}; every record needs an id of its own"
                )
            seen[entry.id] = at
            self.reports[entry.report].append(entry)
            self._tell(record, entry, sources, slim)
            numbers += self._numbers(record, entry)
        for one in counted_of(numbers, superseded(slim), counting_rules()).counted():
            self.people[one.source.report] += one.count

    def _note_unsaid(self, record: Any) -> None:
        """Notes, at the first value of each field, which of its attributes the version that wrote it did not know."""
        for field in [one for one in self._unseen if record.get(one.name)]:
            first = record[field.name][0]
            self.unsaid |= {(field.name, name) for name in field.attributes() if name not in first}
            self._unseen.remove(field)

    def _parsed(self, at: int, raw: bytes) -> Any:
        try:
            return json.loads(raw.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise self._wrong(at, f"is not UTF-8 (byte {error.start + 1})") from None
        except (ValueError, RecursionError) as error:
            raise self._wrong(at, f"is not JSON ({error})") from None

    def _entry(self, record: Any, at: int, raw: bytes, offset: int) -> Entry:
        try:
            source = record["source"]
            body = raw.strip()
            return Entry(
                id=_checked(record["id"], str),
                # The same few texts stand in very many records: one copy of each is kept.
                report=sys.intern(_checked(source["report"], str)),
                file=sys.intern(_checked(source["file"], str)),
                number=source["number"] or source["id"],
                section=sys.intern(source["section"]) if source["section"] else None,
                ordinal=_checked(source["ordinal"], int),
                text=_digest(_checked(record["text"], str).encode("utf-8", "surrogatepass")),
                line=_digest(body),
                offset=offset,
                length=len(raw),
                at=at,
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise self._wrong(at, f"is no record ({_reason(error)})") from None

    def _tell(self, record: Any, entry: Entry, sources: dict[tuple[object, ...], Source], slim: list[Record]) -> None:
        """Keeps what is said of the report, and of the record where it stands."""
        try:
            source = record["source"]
            key = (entry.report, entry.file, entry.section, source["id"] is None)
            told = sources.get(key)
            if told is None:
                told = sources[key] = Source(**source)
            if entry.report not in self.facts:
                facts = (told.title, told.reporter, told.year, told.file, told.sha256)
                self.facts[entry.report] = ReportFacts(entry.report, *facts)
            slim.append(Record(entry.id, told, ""))
            self._note_unsaid(record)
        except (KeyError, TypeError, AttributeError) as error:
            raise self._wrong(entry.at, f"is no record of this version ({_reason(error)})") from None

    def _numbers(self, record: Any, entry: Entry) -> list[Telling]:
        """What the sum of people trained needs of a record: no text, no mentions."""
        try:
            found = {field.name: tuple(map(field.value_of, record[field.name])) for field in adding()}
            if not any(found.values()):
                return []
            return list(tellings(Record(entry.id, Source(**record["source"]), record["text"], found), counting_rules()))
        except (KeyError, TypeError, AttributeError) as error:
            raise self._wrong(entry.at, f"is no record of this version ({_reason(error)})") from None


def _digest(raw: bytes) -> bytes:
    return blake2b(raw, digest_size=_DIGEST).digest()


def _checked(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r:.40} where a {'text' if kind is str else 'number'} belongs")
    return value


def _reason(error: Exception) -> str:
    return f"no {error.args[0]}" if isinstance(error, KeyError) else str(error)


def _records_file(path: Path) -> tuple[Path, Path]:
    """The file of records and the run.json beside it."""
    if path.is_dir():
        for name in NAMES:
            if (path / name).is_file():
                return path / name, path / "run.json"
        raise DiffError(
            f"{path} holds neither {' nor '.join(NAMES)}; give a folder that extract run wrote, or a file of records"
        )
    if not path.exists():
        raise DiffError(f"{path} is not there; give a folder that extract run wrote, or a file of records")
    return path, path.with_name("run.json")


def rejected_key(text: str, field: str, value: Mapping[str, Any]) -> Rejected:
    """What tells a rejected value: its paragraph's text, its field, its identity there. Raises ``KeyError``, ``TypeError``."""
    return (_digest(text.encode("utf-8", "surrogatepass")), field, by_name(field).key(value))


def _rejected(path: Path) -> frozenset[Rejected]:
    """The values of rejected-values.jsonl; lines of another shape are left out, since they explain and decide nothing."""
    found = set()
    if path.is_file():
        with path.open("rb") as file:
            for line in file:
                with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
                    given = json.loads(line.decode("utf-8"))
                    found.add(rejected_key(given["text"], given["field"], given["value"]))
    return frozenset(found)


def _is_list(file: IO[bytes]) -> bool:
    head = file.read(_HEAD).removeprefix(codecs.BOM_UTF8).lstrip()
    file.seek(0)
    return head.startswith(b"[")


def _as_lines(file: IO[bytes], shown: Path) -> IO[bytes]:
    """A list of records as JSON Lines in an unnamed temporary file, read piece by piece."""
    lines: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (the caller closes it)
    for item in _items(file, shown):
        lines.write(json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
    lines.seek(0)
    return lines


def _items(file: IO[bytes], shown: Path) -> Iterator[Any]:
    """The items of a JSON list, one by one, with no more than one piece of the file in memory."""
    decode = json.JSONDecoder().raw_decode
    reader = codecs.getreader("utf-8-sig")(file)
    buffer, position, number, ended = "", 0, 0, False

    def more() -> None:
        nonlocal buffer, position, ended
        # Twice as much each time, so that one huge record does not cost a scan of all of it for every piece.
        piece = reader.read(max(_CHUNK, len(buffer) - position))
        ended = not piece
        buffer, position = buffer[position:] + piece, 0

    def skip(blanks: str) -> None:
        nonlocal position
        while True:
            while position < len(buffer) and buffer[position] in blanks:
                position += 1
            if position < len(buffer) or ended:
                return
            more()

    try:
        skip(" \t\r\n")
        position += 1
        while True:
            skip(" \t\r\n,")
            if position >= len(buffer) or buffer[position] == "]":
                break
            number += 1
            while True:
                try:
                    item, end = decode(buffer, position)
                    if end < len(buffer) or ended:
                        break
                except ValueError:
                    if ended:
                        raise
                more()
            position = end
            yield item
        if position >= len(buffer):
            raise ValueError("the list is cut off")
    except UnicodeDecodeError:
        raise DiffError(f"{shown} is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise DiffError(f"{shown}: record {number}: is not JSON ({error}); extract validate says more") from None
