"""Edits of one's own pattern files: an entry more, a row more, each as a text before and after, so that it can be shown first."""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import UserError
from extract.rules.load import load_patterns
from extract.slug import slug


@dataclass(frozen=True, slots=True)
class FileEdit:
    """One file of one's own patterns before and after; ``name`` relative to the folder."""

    name: str
    before: str
    after: str

    def diff(self, folder: Path) -> str:
        """The change as a unified diff."""
        path = (folder / self.name).as_posix()
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True), self.after.splitlines(keepends=True), path, path, n=3
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An edit, what it does in words, and a seal of what it was made on and what it makes."""

    words: str
    files: tuple[FileEdit, ...]

    @property
    def seal(self) -> str:
        """Differs as soon as a file has changed since the diff was shown."""
        return hashlib.sha256(json.dumps([[one.name, one.before, one.after] for one in self.files]).encode()).hexdigest()


def own_id(prefix: str, words: str) -> str:
    """The id of a rule or row of one's own, e.g. ``org.own.hilltop-desk``."""
    return f"{prefix}.own.{slug(words).lower()}"


def switched_off(folder: Path, rule: str) -> FileEdit:
    """A bundled rule or row switched off by its id. Raises ``UserError`` where there is none."""
    bundled = load_patterns()
    for name, rows in bundled.tables.items():
        if any(one.id == rule for one in rows):
            return with_row(folder, name, {"id": rule, "off": "yes"})
    for name, rules in bundled.rules.items():
        if any(one.id == rule for one in rules):
            return appended(folder, name, f"- id: {rule}\n  off: true\n", rule)
    raise UserError(f"{rule} is no bundled rule: edit the file it stands in")


def yaml_entry(rule: str, reason: str, body: Mapping[str, Any], sentence: str) -> str:
    """An entry as YAML; JSON strings and lists are YAML too, and quote whatever a name may hold."""
    lines = [f"- id: {json.dumps(rule, ensure_ascii=False)}", f"  reason: {json.dumps(reason, ensure_ascii=False)}"]
    lines += [f"  {key}: {json.dumps(part, ensure_ascii=False)}" for key, part in body.items()]
    if sentence:
        lines.append(f"  examples: [{json.dumps(sentence, ensure_ascii=False)}]")
    return "\n".join(lines) + "\n"


def appended(folder: Path, name: str, entry: str, rule: str = "") -> FileEdit:
    """A file of rules with an entry more. Raises ``UserError`` where it speaks of the entry already."""
    before = _text(folder / name)
    named = rule or json.loads(entry.split("\n", 1)[0].removeprefix("- id: "))
    if re.search(rf"^- id:\s*[\"']?{re.escape(named)}[\"']?\s*$", before, re.MULTILINE):
        raise UserError(f"{folder / name} already says something of {named}; edit it there")
    gap = "" if not before or before.endswith("\n") else "\n"
    return FileEdit(name, before, f"{before}{gap}{entry}")


def with_row(folder: Path, name: str, row: Mapping[str, str]) -> FileEdit:
    """A table with a row more; one that is not there yet begins with the columns it needs. Raises ``UserError``."""
    before = _text(folder / name)
    lines = before.splitlines(keepends=True)
    head = next((n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), None)
    if head is None:
        columns = list(row)
        lines.append(_cells(columns))
    else:
        columns = [cell.strip() for cell in next(csv.reader([lines[head].lstrip("\ufeff")]))]
        missing = [column for column in row if column not in columns and (row[column] or column == "id")]
        if missing:
            end = lines[head][len(lines[head].rstrip("\r\n")) :] or "\n"
            columns += missing
            lines[head] = _cells(columns).rstrip("\n") + end
    if any(row["id"] == cells[columns.index("id")].strip() for cells in _rows(lines[(head or 0) :], columns)):
        raise UserError(f"{folder / name} already says something of {row['id']}; edit it there")
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    lines.append(_cells([row.get(column, "") for column in columns]))
    return FileEdit(name, before, "".join(lines))


def _rows(lines: list[str], columns: list[str]) -> Iterator[list[str]]:
    at = columns.index("id") if "id" in columns else 0
    yield from (cells for cells in csv.reader(lines) if len(cells) > at)


def _cells(cells: list[str]) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerow(cells)
    return held.getvalue()


def _text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read ({error})") from None
