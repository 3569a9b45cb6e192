"""Finds the reports: files, folders and globs in, a list of files in a fixed order out, with what ``reports.csv`` says of them."""

from __future__ import annotations

import glob
import hashlib
import os
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.reading.report import Header, Notice
from extract.reading.sidecar import SIDECAR, InboxError, Sidecar, read_sidecar

if TYPE_CHECKING:
    from extract.reading.header import CountryNames


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


def find(paths: Sequence[str] = (), known: CountryNames | None = None) -> Inbox:
    """The files that the paths name: files, folders (with all below them), globs; ``raw/`` where none is given.

    ``known`` knows the countries of ``reports.csv`` (none are known where it is None).
    Left out: hidden files, an office program's lock files (``~$…``), ``reports.csv`` and a README. Raises ``InboxError`` for a path
    that is not there and for an inbox without a file.
    """
    found: dict[Path, InboxFile] = {}
    notices: list[tuple[str, Notice]] = []
    asked = list(paths) or ["raw"]
    for path in asked:
        files, told = _named(path, known)
        notices += told
        for file in files:
            found.setdefault(file.path.resolve(), file)
    named = _unique_names(sorted(found.values(), key=lambda file: (file.name.casefold(), file.name)))
    if not named:
        raise InboxError(f"no report in {', '.join(asked)}; put PDF, Word, web page, text or other report files there")
    inbox = _without_copies(named)
    return Inbox(inbox.files, (*dict.fromkeys(notices), *inbox.notices))


_Named = tuple[list[InboxFile], list[tuple[str, Notice]]]


def _named(path: str, known: CountryNames | None) -> _Named:
    given = Path(path)
    try:
        if given.is_dir():
            return _below(given, known)
        if given.is_file():
            return [_file(given, given.name, read_sidecar(given.parent, known).given(given.name))], []
        matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []
    except (OSError, ValueError) as error:
        raise InboxError(f"{shown(path)} cannot be opened ({getattr(error, 'strerror', None) or error})") from None
    if not matches and glob.has_magic(path):
        raise InboxError(f"{shown(path)} matches no file")
    if not matches:
        raise InboxError(f"{shown(path)} is {'no file or folder' if given.exists() else 'not there'}")
    kept = [match for match in map(Path, matches) if match.is_file() and not _passed_over(match.name)]
    said = {folder: read_sidecar(folder, known) for folder in dict.fromkeys(match.parent for match in kept)}
    return [_file(match, match.name, said[match.parent].given(match.name)) for match in kept], []


def _below(folder: Path, known: CountryNames | None) -> _Named:
    """All files below a folder, links to folders followed, each folder once."""
    files: list[InboxFile] = []
    notices: list[tuple[str, Notice]] = []
    sidecars: dict[Path, Sidecar] = {}
    seen: set[tuple[int, int]] = set()

    def refused(error: OSError) -> None:
        where = Path(str(error.filename)) if error.filename else folder
        if where == folder:
            raise error
        reason = f"is a folder that cannot be opened ({error.strerror}); check its permissions"
        notices.append((shown(_relative(where, folder)), Notice("folder", reason)))

    for place, folders, names in os.walk(folder, onerror=refused, followlinks=True):
        here = Path(place)
        status = here.stat()
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        sidecars[here] = read_sidecar(here, known)
        above = [one for one in (here, *here.parents) if one in sidecars]
        for name in sorted(names):
            path = here / name
            if _passed_over(name):
                continue
            if not path.is_file():
                reason = "is a link that leads nowhere" if path.is_symlink() else "is no file"
                notices.append((shown(_relative(path, folder)), Notice("no_file", reason)))
                continue
            said = (sidecars[one].given(_relative(path, one)) for one in above)
            files.append(_file(path, _relative(path, folder), next((header for header in said if header), None)))
    for one, sidecar in sidecars.items():
        below = [_relative(file.path, one) for file in files if one in file.path.parents]
        notices += [(shown(_relative(sidecar.path, folder)), notice) for notice in sidecar.unmatched(below)]
    return files, notices


def _relative(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _passed_over(name: str) -> bool:
    own = name.casefold() in {SIDECAR, "thumbs.db", "desktop.ini"} or Path(name).stem.casefold() == "readme"
    return name.startswith((".", "~$")) or own


def _file(path: Path, name: str, given: Header | None) -> InboxFile:
    return InboxFile(shown(name), path, path.stat().st_size, given or Header())


def shown(name: str) -> str:
    """A name that can be printed on one line and written as UTF-8: what cannot is replaced."""
    readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join("\ufffd" if unicodedata.category(one) in {"Cc", "Zl", "Zp"} else one for one in readable)


def _unique_names(files: Iterable[InboxFile]) -> list[InboxFile]:
    """Two files of one name from two folders are shown with their folders."""
    listed = list(files)
    names = [file.name for file in listed]
    return [
        file if names.count(file.name) == 1 else InboxFile(shown(file.path.as_posix()), file.path, file.size, file.given)
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
