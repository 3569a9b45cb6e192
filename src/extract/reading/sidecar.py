"""``reports.csv``: what the files of a folder do not say of themselves, a row a file."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import UserError
from extract.reading.encoding import decoded
from extract.reading.report import Header, Notice, ReadError

if TYPE_CHECKING:
    from extract.reading.header import CountryNames

SIDECAR = "reports.csv"
COLUMNS = ("file", "symbol", "title", "reporter", "year", "countries")


class InboxError(UserError):
    """Nothing to read, or not where the user says, or said wrongly; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What ``reports.csv`` of one folder says: headers by the file's path below that folder, and the lines they stand on."""

    path: Path
    headers: Mapping[str, Header] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def given(self, relative: str) -> Header | None:
        """What it says of the file at a path below its folder; a row with a bare name holds in all folders below it."""
        return self.headers.get(key_of(relative)) or self.headers.get(key_of(relative.rsplit("/", 1)[-1]))

    def unmatched(self, relatives: Iterable[str]) -> list[Notice]:
        """A notice for each row that names none of the files there are."""
        there = {key for one in relatives for key in (key_of(one), key_of(one.rsplit("/", 1)[-1]))}
        return [
            Notice("no_such_file", f"line {line} is about {name}, which is not there; check the name")
            for name, line in self.lines.items()
            if key_of(name) not in there
        ]


def key_of(name: str) -> str:
    """A path as it is compared: with ``/``, without ``./``, accents composed, its case as it is."""
    return unicodedata.normalize("NFC", name.strip().replace("\\", "/")).removeprefix("./")


def read_sidecar(folder: Path, names: CountryNames | None = None) -> Sidecar:
    """What ``reports.csv`` in a folder says; nothing where there is none. Raises ``InboxError`` naming the line that is wrong.

    ``names`` knows countries (none are, where it is None).
    """
    path = folder / SIDECAR
    if not path.is_file():
        return Sidecar(path)
    try:
        text, _ = decoded(path.read_bytes())
        rows = list(_rows(text, path))
    except (ReadError, OSError) as error:
        raise InboxError(f"{path}: cannot be read: {error}") from None
    except csv.Error as error:
        raise InboxError(f"{path}: is no CSV: {error}") from None
    headers: dict[str, Header] = {}
    lines: dict[str, int] = {}
    for line, row in rows:
        name = row.get("file", "")
        if not name:
            if any(row.values()):
                raise InboxError(f"{path}:{line}: names no file")
            continue
        if key_of(name) in headers:
            raise InboxError(f"{path}:{line}: {name} has a row already")
        headers[key_of(name)] = _given(row, path, line, names)
        lines[name] = line
    return Sidecar(path, headers, lines)


def _rows(text: str, path: Path) -> Iterable[tuple[int, dict[str, str]]]:
    """Each row with its line. Commas, semicolons (Excel in many countries) and tabs part cells."""
    skipped = 1 if re.match(r"sep=.\n", text) else 0
    text = text.split("\n", 1)[1] if skipped else text
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=first.count))
    names = [name.strip().casefold() for name in next(reader, [])]
    if "file" not in names:
        raise InboxError(f"{path}:{1 + skipped}: the first line must name the columns: {','.join(COLUMNS)}")
    unknown = [name for name in names if name and name not in COLUMNS]
    if unknown:
        there = ", ".join(COLUMNS)
        raise InboxError(f"{path}:{1 + skipped}: no such column: {', '.join(unknown)} (there are: {there})")
    line = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells[len(names) :]):
            reason = f"{len(cells)} cells, but {len(names)} columns (a comma in a cell needs quotes around the cell)"
            raise InboxError(f"{path}:{line + skipped}: {reason}")
        yield line + skipped, {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}
        line = reader.line_num + 1


def _given(row: Mapping[str, str], path: Path, line: int, names: CountryNames | None) -> Header:
    from extract.reading.header import NoNames, country_codes

    year = row.get("year") or None
    span = re.fullmatch(r"(\d\d)\d\d ?[-–/] ?(\d\d)?(\d\d)", year or "")
    if span:
        year = f"{span.group(2) or span.group(1)}{span.group(3)}"
    if year and not (re.fullmatch(r"\d{4}", year) and 1900 <= int(year) <= 2200):
        raise InboxError(f"{path}:{line}: “{year}” is no year")
    codes: list[str] = []
    known = names or NoNames()
    for value in filter(None, (part.strip() for part in re.split(r"[|;,]", row.get("countries", "")))):
        found = country_codes([value], known) or country_codes(value.split(), known)
        if not found:
            raise InboxError(f"{path}:{line}: “{value}” is no country (its name or its alpha-3 code)")
        codes += found
    named = {name: row.get(name) or None for name in ("symbol", "title", "reporter")}
    return Header(named["symbol"], named["title"], named["reporter"], int(year) if year else None, tuple(dict.fromkeys(codes)))
