"""From a reviewer's word to a rule: an edit of one's own pattern files, shown as a diff before anything is written."""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import UserError
from extract.records.assemble import slug
from extract.rules.load import bundled_folder, load_patterns

ORGANIZATIONS = "partners/organizations.csv"
NOT_NAMES = "partners/not_names.yaml"
NOT_COUNTRIES = "countries/not_countries.yaml"
# What a person's word can be turned into, and what the page calls it.
KINDS = ("never", "rule-off", "list")


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


def own_folder(given: Path | None, info: Mapping[str, Any]) -> Path:
    """One's own patterns: those given, those of the run, else ``patterns`` here (``own-patterns`` where those are the bundled ones)."""
    ran_with = (info.get("options") or {}).get("patterns")
    folder = given or (Path(ran_with) if isinstance(ran_with, str) and ran_with else Path("patterns"))
    return Path("own-patterns") if folder.resolve() == bundled_folder().resolve() else folder


def propose(folder: Path, kind: str, name: str, value: Mapping[str, Any], rule: str, sentence: str) -> Proposal:
    """The edit that a wish comes to; ``rule`` is the one to turn off. Raises ``UserError`` where it cannot be written as a rule."""
    if kind == "rule-off":
        return _checked(folder, Proposal(f"The rule {rule} is switched off.", (_off(folder, rule),)))
    if kind == "never" and name == "partners":
        return _checked(folder, _never_partner(folder, value, sentence))
    if kind == "never" and name == "countries":
        return _checked(folder, _never_country(folder, value, sentence))
    if kind == "list" and name == "partners":
        return _checked(folder, _listed(folder, value))
    raise UserError("that cannot be written as a rule from here; docs/rules.md shows how to write one")


def write(folder: Path, proposal: Proposal) -> list[str]:
    """Writes the files, each whole or not at all; gives their paths. Raises ``UserError``."""
    done = []
    for one in proposal.files:
        path = folder / one.name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f".{path.name}.new")
            with fresh.open("w", encoding="utf-8", newline="") as file:
                file.write(one.after)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError as error:
            raise UserError(f"not saved: {path} cannot be written ({error.strerror})") from None
        done.append(path.as_posix())
    return done


def _never_partner(folder: Path, value: Mapping[str, Any], sentence: str) -> Proposal:
    names = dict.fromkeys(one for one in (value["name"], value.get("acronym")) if one)
    entry = _yaml(
        f"partners.not.own.{slug(value['name']).lower()}",
        "A reviewer settled that this is never a partner",
        {"whole": [re.escape(one).replace(r"\ ", " ").replace(r"\-", "-") for one in names]},
        sentence,
    )
    edits = [_appended(folder, NOT_NAMES, entry)]
    edits += [
        _with_row(folder, ORGANIZATIONS, {"id": one, "off": "yes"})
        for one in _rows_named(folder, value["name"], value.get("acronym"))
    ]
    return Proposal(f"{value['name']} is never taken for a partner.", tuple(edits))


def _rows_named(folder: Path, name: str, acronym: str | None) -> list[str]:
    """The ids of the listed organizations of this name. Others may share its acronym: they stay."""
    rows = load_patterns(folder if folder.is_dir() else None).table(ORGANIZATIONS)
    in_full = [row.id for row in rows if name in {row["name"], *row.several("aliases")}]
    return in_full or [row.id for row in rows if name == row["acronym"] and acronym in {None, name, row["acronym"]}]


def _never_country(folder: Path, value: Mapping[str, Any], sentence: str) -> Proposal:
    quotes = list(dict.fromkeys(one["text"] for one in value["mentions"]))
    if not quotes:
        raise UserError("no words of the text say it: there is nothing to write a rule for")
    body = {"use": "around", "kinds": ["name", "demonym", "place"], "only": quotes, "after": "^"}
    rule_id = f"country.not.own.{slug(quotes[0]).lower()}"
    entry = _yaml(rule_id, f"A reviewer settled that this never names {value['name']}", body, sentence)
    words = f"“{'”, “'.join(quotes)}” never names a country."
    return Proposal(words, (_appended(folder, NOT_COUNTRIES, entry),))


def _listed(folder: Path, value: Mapping[str, Any]) -> Proposal:
    row = {
        "id": f"org.own.{slug(value['name']).lower()}",
        "name": value["name"],
        "acronym": value.get("acronym") or "",
        "type": value["type"],
        "source": "reviewer",
    }
    return Proposal(f"{value['name']} is listed as an organization.", (_with_row(folder, ORGANIZATIONS, row),))


def _off(folder: Path, rule: str) -> FileEdit:
    bundled = load_patterns()
    for name, rows in bundled.tables.items():
        if any(one.id == rule for one in rows):
            return _with_row(folder, name, {"id": rule, "off": "yes"})
    for name, rules in bundled.rules.items():
        if any(one.id == rule for one in rules):
            return _appended(folder, name, f"- id: {rule}\n  off: true\n", rule)
    raise UserError(f"{rule} is no bundled rule: edit the file it stands in")


def _yaml(rule: str, reason: str, body: Mapping[str, Any], sentence: str) -> str:
    """An entry as YAML; JSON strings and lists are YAML too, and quote whatever a name may hold."""
    lines = [f"- id: {json.dumps(rule, ensure_ascii=False)}", f"  reason: {json.dumps(reason, ensure_ascii=False)}"]
    lines += [f"  {key}: {json.dumps(part, ensure_ascii=False)}" for key, part in body.items()]
    if sentence:
        lines.append(f"  examples: [{json.dumps(sentence, ensure_ascii=False)}]")
    return "\n".join(lines) + "\n"


def _appended(folder: Path, name: str, entry: str, rule: str = "") -> FileEdit:
    before = _text(folder / name)
    named = rule or json.loads(entry.split("\n", 1)[0].removeprefix("- id: "))
    if re.search(rf"^- id:\s*[\"']?{re.escape(named)}[\"']?\s*$", before, re.MULTILINE):
        raise UserError(f"{folder / name} already says something of {named}; edit it there")
    gap = "" if not before or before.endswith("\n") else "\n"
    return FileEdit(name, before, f"{before}{gap}{entry}")


def _with_row(folder: Path, name: str, row: Mapping[str, str]) -> FileEdit:
    """The table with a row more; a table that is not there yet begins with the columns it needs."""
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


def _checked(folder: Path, proposal: Proposal) -> Proposal:
    """The proposal, once a copy of the folder with it has loaded: nothing is shown that would not run. Raises ``UserError``."""
    from extract.fields.countries.decide import rules_of
    from extract.fields.partners.rules import compile_rules

    with tempfile.TemporaryDirectory(prefix="extract-") as held:
        copy = Path(held) / "patterns"
        if folder.is_dir():
            shutil.copytree(folder, copy)
        copy.mkdir(exist_ok=True)
        write(copy, proposal)
        try:
            patterns = load_patterns(copy)
            compile_rules(patterns)
            rules_of(patterns)
        except UserError as error:
            raise UserError(str(error).replace(str(copy), str(folder))) from None
    return proposal
