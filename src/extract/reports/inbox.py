"""Finds the reports: files, folders and globs in, a list of files in a fixed order out, with what ``reports.csv`` says of them."""

from __future__ import annotations

import csv
import glob
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.errors import UserError
from extract.reports.encoding import decoded
from extract.reports.report import Header, Notice, ReadError

SIDECAR = "reports.csv"
_SIDECAR_COLUMNS = ("file", "symbol", "title", "reporter", "year", "countries")


class InboxError(UserError):
    """Nothing to read, or not where the user says; the message says what to do."""


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file to read: its name as shown (relative to the folder given), its path, size in bytes, what reports.csv says."""

    name: str
    path: Path
    size: int
    given: Header = Header()


@dataclass(frozen=True, slots=True)
class Inbox:
    """The files in the order they are read, and notices on others (same bytes as another), by name."""

    files: tuple[InboxFile, ...]
    notices: tuple[tuple[str, Notice], ...] = ()


def find(paths: Sequence[str] = ()) -> Inbox:
    """The files that the paths name: files, folders (with all below them), globs; ``raw/`` where none is given.

    Left out: hidden files, an office program's lock files (``~$…``), ``reports.csv`` and a README. Raises ``InboxError`` for a path
    that is not there and for an inbox without a file.
    """
    found: dict[Path, InboxFile] = {}
    asked = list(paths) or ["raw"]
    for path in asked:
        for file in _named(path):
            found.setdefault(file.path.resolve(), file)
    files = _unique_names(sorted(found.values(), key=lambda file: (file.name.casefold(), file.name)))
    if not files:
        raise InboxError(f"no report in {', '.join(asked)}; put PDF, Word, web page, Markdown, text or JSON Lines files there")
    return _without_copies(files)


def _named(path: str) -> Iterator[InboxFile]:
    given = Path(path)
    if given.is_dir():
        yield from _below(given)
    elif given.is_file():
        yield _file(given, given.name, _sidecar(given.parent))
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))
        if not matches:
            raise InboxError(f"{path} matches no file")
        for match in matches:
            if Path(match).is_file() and not _passed_over(Path(match)):
                yield _file(Path(match), Path(match).name, _sidecar(Path(match).parent))
    else:
        raise InboxError(f"{path} is not there")


def _below(folder: Path) -> Iterator[InboxFile]:
    sidecar = _sidecar(folder)
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and not _passed_over(relative):
            yield _file(path, relative.as_posix(), sidecar)


def _passed_over(relative: Path) -> bool:
    hidden = any(part.startswith(".") for part in relative.parts)
    return hidden or relative.name.startswith("~$") or relative.name == SIDECAR or relative.stem.casefold() == "readme"


def _file(path: Path, name: str, sidecar: dict[str, Header]) -> InboxFile:
    return InboxFile(name, path, path.stat().st_size, sidecar.get(name, sidecar.get(path.name, Header())))


def _unique_names(files: Iterable[InboxFile]) -> list[InboxFile]:
    """Two files of one name from two folders are shown with their folders."""
    listed = list(files)
    names = [file.name for file in listed]
    return [
        file if names.count(file.name) == 1 else InboxFile(file.path.as_posix(), file.path, file.size, file.given)
        for file in listed
    ]


def _without_copies(files: Sequence[InboxFile]) -> Inbox:
    """The files without those that hold the same bytes as an earlier one: their people would be counted twice."""
    kept: list[InboxFile] = []
    notices: list[tuple[str, Notice]] = []
    by_size: dict[int, list[InboxFile]] = {}
    for file in files:
        twin = next((one for one in by_size.get(file.size, []) if file.size and _digest(one.path) == _digest(file.path)), None)
        if twin is None:
            kept.append(file)
            by_size.setdefault(file.size, []).append(file)
        else:
            notices.append((file.name, Notice("copy", f"is the same file as {twin.name}; read once")))
    return Inbox(tuple(kept), tuple(notices))


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return str(path)


def _sidecar(folder: Path) -> dict[str, Header]:
    """What ``reports.csv`` in a folder says, by file name. Raises ``InboxError`` naming the line that is wrong."""
    path = folder / SIDECAR
    if not path.is_file():
        return {}
    try:
        text, _ = decoded(path.read_bytes())
    except (ReadError, OSError) as error:
        raise InboxError(f"{path}: cannot be read: {error}") from None
    sample = text.split("\n", 1)[0]
    delimiter = ";" if sample.count(";") > sample.count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    if "file" not in (reader.fieldnames or ()):
        raise InboxError(f"{path}:1: the first line must name the columns: {','.join(_SIDECAR_COLUMNS)}")
    unknown = [name for name in reader.fieldnames or () if name and name not in _SIDECAR_COLUMNS]
    if unknown:
        raise InboxError(f"{path}:1: no such column: {', '.join(unknown)} (there are: {', '.join(_SIDECAR_COLUMNS)})")
    return {row["file"].strip(): _given(row, path, reader.line_num) for row in reader if (row["file"] or "").strip()}


def _given(row: dict[str, str | None], path: Path, line: int) -> Header:
    def cell(name: str) -> str | None:
        return (row.get(name) or "").strip() or None

    year = cell("year")
    if year and not (year.isdigit() and 1900 <= int(year) <= 2200):
        raise InboxError(f"{path}:{line}: “{year}” is no year")
    codes = tuple(
        code.upper() for code in (cell("countries") or "").replace(";", " ").replace("|", " ").replace(",", " ").split()
    )
    wrong = [code for code in codes if not (len(code) == 3 and code.isalpha())]
    if wrong:
        raise InboxError(f"{path}:{line}: “{wrong[0]}” is no alpha-3 country code")
    return Header(cell("symbol"), cell("title"), cell("reporter"), int(year) if year else None, codes)
