"""Loads ``patterns/``: YAML files hold rules (one list of mappings a file), CSV files hold gazetteers (one row an entry).

A rule has ``id``, ``reason`` (one line), ``examples`` (texts it must fire on), ``counter_examples`` (texts it must not) and
whatever else its component reads (its *body*). A row has an ``id`` column and the columns its component reads.

A folder of the same shape can be laid over the bundled one: an entry with an id that exists replaces it, ``off: true`` (in a
CSV a column ``off`` with ``yes``) takes it away, a new id is added at the end.
"""

from __future__ import annotations

import contextlib
import csv
import functools
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from extract.errors import UserError
from extract.rules.cells import SEPARATORS, columns_of, is_passed_over, separator_of, text_of
from extract.rules.unknown import no_such_file, unknown_column

OWN_KEYS = ("id", "reason", "examples", "counter_examples", "off")
# Entries that a load leaves out, as (file, line): set by ``leaving_out``.
_LEFT_OUT: ContextVar[frozenset[tuple[str, int]]] = ContextVar("_LEFT_OUT", default=frozenset())


class PatternError(UserError):
    """A pattern file that is wrong: ``file`` (as the analyst knows it), ``line`` (from 1) and ``reason``, in words."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason

    def __reduce__(self) -> tuple[type[PatternError], tuple[str, int, str]]:
        return (PatternError, (self.file, self.line, self.reason))


@dataclass(frozen=True, slots=True)
class Example:
    """A text beside a rule. ``context`` may hold title, reporter and countries as in JSON Lines input."""

    text: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a YAML pattern file. ``body`` is all of it but the keys every rule has.

    ``laid_over`` marks an analyst's own rule, new or changed: one from a folder laid over the bundled rules.
    """

    id: str
    reason: str
    examples: tuple[Example, ...]
    counter_examples: tuple[Example, ...]
    body: Mapping[str, Any]
    file: str
    line: int
    laid_over: bool = False

    def wrong(self, reason: str) -> PatternError:
        """The error to raise when the body does not say what its component needs."""
        return PatternError(self.file, self.line, f"rule {self.id}: {reason}")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a CSV gazetteer; ``cells`` by column name, all strings, stripped."""

    id: str
    cells: Mapping[str, str]
    file: str
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def several(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several, parted by ``|``."""
        return tuple(part.strip() for part in self[column].split("|") if part.strip())

    def wrong(self, reason: str) -> PatternError:
        """The error to raise when a cell does not say what its component needs."""
        return PatternError(self.file, self.line, f"{self.id}: {reason}")


@dataclass(frozen=True, eq=False)
class Patterns:
    """All rules and tables by file name relative to the folder (``trained/cues.yaml``), with one fingerprint for all.

    Told apart by the fingerprint, so that what is compiled from them can be cached.
    """

    rules: Mapping[str, tuple[Rule, ...]]
    tables: Mapping[str, tuple[Row, ...]]
    fingerprint: str

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Patterns) and other.fingerprint == self.fingerprint

    def rule_file(self, name: str) -> tuple[Rule, ...]:
        """The rules of one file, e.g. ``trained/cues.yaml``; empty where there is none."""
        return self.rules.get(name, ())

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of one gazetteer, e.g. ``partners/organizations.csv``; empty where there is none."""
        return self.tables.get(name, ())

    def entry_hashes(self) -> dict[str, dict[str, str]]:
        """8 hex digits of the SHA-256 of each rule's body and each row's cells, by file and id: what tells an edited rule."""
        entries: dict[str, dict[str, Any]] = {
            name: {row.id: dict(row.cells) for row in self.tables[name]} for name in self.tables
        }
        entries |= {name: {rule.id: rule.body for rule in self.rules[name]} for name in self.rules}
        return {
            name: {id_: hashlib.sha256(_dumped(body).encode("utf-8")).hexdigest()[:8] for id_, body in sorted(of_file.items())}
            for name, of_file in sorted(entries.items())
        }


def bundled_folder() -> Path:
    """The folder of the rules that come with the package (in a checkout: ``patterns/`` at its root)."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "_patterns"
    return inside if inside.is_dir() else package.parents[1] / "patterns"


def load_patterns(over: Path | None = None) -> Patterns:
    """The bundled rules with the folder ``over`` laid over them.

    Raises ``PatternError`` for what cannot be loaded (the first found, by file and line), ``NotADirectoryError`` where
    ``over`` is no folder.
    """
    if over is not None and not over.is_dir():
        raise NotADirectoryError(str(over))
    base = bundled_folder()
    key = tuple(_stamp(folder) for folder in (base, over) if folder is not None)
    return _load(base, over, _LEFT_OUT.get(), key)


@contextlib.contextmanager
def leaving_out(entries: frozenset[tuple[str, int]]) -> Iterator[None]:
    """Inside, patterns load without these entries, ``(file, line)``: how a check gets past a wrong one to the next."""
    before = _LEFT_OUT.set(entries)
    try:
        yield
    finally:
        _LEFT_OUT.reset(before)


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Names, sizes and times of a folder's files: what must be unchanged for a cached load to hold."""
    found = []
    for path in pattern_files(folder):
        stat = path.stat()
        found.append((str(path), stat.st_size, stat.st_mtime_ns))
    return tuple(found)


@functools.lru_cache(maxsize=4)
def _load(base: Path, over: Path | None, left_out: frozenset[tuple[str, int]], _key: object) -> Patterns:
    rules: dict[str, dict[str, Rule]] = {}
    tables: dict[str, dict[str, Row]] = {}
    for folder in (base, over):
        if folder is None:
            continue
        for path in pattern_files(folder):
            name = path.relative_to(folder).as_posix()
            shown = name if folder is base else str(path)
            if folder is not base and name not in rules and name not in tables:
                if (shown, 1) in left_out:
                    continue
                raise PatternError(shown, 1, no_such_file(name, {*rules, *tables}))
            below: dict[str, Any] = (rules if path.suffix == ".yaml" else tables).setdefault(name, {})
            entries = [one for one in entries_of(path, shown) if (one[0].file, one[0].line) not in left_out]
            if folder is not base:
                _know_columns(entries, below)
                entries = [(_own(entry), off) for entry, off in entries]
            _lay(below, entries)
    frozen_rules = {name: tuple(by_id.values()) for name, by_id in rules.items()}
    frozen_tables = {name: tuple(by_id.values()) for name, by_id in tables.items()}
    return Patterns(frozen_rules, frozen_tables, _fingerprint(frozen_rules, frozen_tables))


def _own(entry: Rule | Row) -> Rule | Row:
    return replace(entry, laid_over=True) if isinstance(entry, Rule) else entry


def _know_columns(entries: Sequence[tuple[Rule | Row, bool]], below: Mapping[str, Rule | Row]) -> None:
    """Raises ``PatternError`` where an analyst's table has a column that the bundled one does not have."""
    given, bundled = (
        next((one for one in some if isinstance(one, Row)), None) for some in ((e for e, _ in entries), below.values())
    )
    if given is None or bundled is None:
        return
    known = {*bundled.cells, "id", "off"}
    for name in given.cells:
        if name and name not in known:
            raise PatternError(given.file, given.line, unknown_column(name, known))


def pattern_files(folder: Path) -> list[Path]:
    """The pattern files of a folder, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in {".yaml", ".csv"} and path.is_file())


def entries_of(path: Path, shown: str, wrong: list[PatternError] | None = None) -> Sequence[tuple[Rule | Row, bool]]:
    """The entries of one file, each with whether it turns another off.

    Raises ``PatternError`` naming the file as ``shown``; where ``wrong`` is given, what is wrong is added to it instead, all of
    it, and the entries that hold are returned.
    """
    return _read_rules(path, shown, wrong) if path.suffix == ".yaml" else _read_rows(path, shown, wrong)


def _tell(error: PatternError, wrong: list[PatternError] | None) -> None:
    if wrong is None:
        raise error
    wrong.append(error)


def _lay(below: dict[str, Any], entries: Sequence[tuple[Rule | Row, bool]]) -> None:
    for entry, off in entries:
        if off:
            if below.pop(entry.id, None) is None:
                raise PatternError(entry.file, entry.line, f"turns off {entry.id}, which is not there")
        else:
            below[entry.id] = entry


class _LineLoader(yaml.CSafeLoader):
    """Safe YAML that notes the line of each mapping under ``__line__``."""


def _mapping_with_line(loader: _LineLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    mapping: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    if len(mapping) != len(node.value):
        raise yaml.constructor.ConstructorError(None, None, "a key stands twice", node.start_mark)
    if False in mapping:
        # YAML 1.1 reads the key off as the truth value; an analyst who writes off: true means the word.
        mapping["off"] = mapping.pop(False)
    mapping["__line__"] = node.start_mark.line + 1
    return mapping


_LineLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_with_line)


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_lines(item) for key, item in value.items() if key != "__line__"}
    if isinstance(value, list):
        return [_without_lines(item) for item in value]
    return value


def _decode(path: Path, shown: str, wrong: list[PatternError] | None) -> str:
    raw = path.read_bytes()
    try:
        return text_of(raw)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        how = " (in Excel: Save as, CSV UTF-8)" if path.suffix == ".csv" else ""
        _tell(PatternError(shown, line, f"is not UTF-8; save it as UTF-8{how}"), wrong)
        return ""


def _read_rules(path: Path, shown: str, wrong: list[PatternError] | None) -> list[tuple[Rule, bool]]:
    text = _decode(path, shown, wrong)
    try:
        loaded = yaml.load(text, Loader=_LineLoader)  # noqa: S506 (a SafeLoader)
    except yaml.YAMLError as error:
        if wrong is None:
            raise _not_yaml(error, shown, 0) from None
        loaded = list(_salvaged(text, shown, wrong))
    if loaded is None:
        return []
    if not isinstance(loaded, list):
        _tell(PatternError(shown, 1, "must be a list of rules, each beginning with '- id: …'"), wrong)
        return []
    entries: list[tuple[Rule, bool]] = []
    seen: dict[str, int] = {}
    for item in loaded:
        try:
            rule = _rule(item, shown)
        except PatternError as error:
            _tell(error, wrong)
            continue
        if rule.id in seen:
            _tell(PatternError(shown, rule.line, f"rule {rule.id} stands twice (first in line {seen[rule.id]})"), wrong)
            continue
        seen[rule.id] = rule.line
        entries.append((rule, item.get("off") is True))
    return entries


def _not_yaml(error: yaml.YAMLError, shown: str, above: int) -> PatternError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = above + (mark.line + 1 if mark else 1)
    return PatternError(shown, line, f"is not YAML: {getattr(error, 'problem', None) or error}")


def _salvaged(text: str, shown: str, wrong: list[PatternError]) -> Iterator[Any]:
    """The rules of a file that is no YAML as a whole, each read by itself; those that are none are told."""
    lines = text.splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.startswith("- ")] or [0]
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        try:
            loaded = yaml.load("".join(lines[start:stop]), Loader=_LineLoader)  # noqa: S506 (a SafeLoader)
        except yaml.YAMLError as error:
            wrong.append(_not_yaml(error, shown, start))
            continue
        for item in loaded if isinstance(loaded, list) else [loaded]:
            if isinstance(item, dict):
                item["__line__"] += start
            yield item


def _rule(item: Any, shown: str) -> Rule:
    line: int = item["__line__"] if isinstance(item, dict) else 1
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        raise PatternError(shown, line, "a rule needs an id (a string)")
    if not item.get("off") and (not isinstance(item.get("reason"), str) or not item["reason"].strip()):
        raise PatternError(shown, line, f"rule {item['id']}: needs a reason (one line that says why it is there)")
    body = {key: _without_lines(value) for key, value in item.items() if key not in OWN_KEYS and key != "__line__"}
    return Rule(
        id=item["id"],
        reason=str(item.get("reason", "")),
        examples=_examples(item, "examples", shown, line),
        counter_examples=_examples(item, "counter_examples", shown, line),
        body=body,
        file=shown,
        line=line,
    )


def _examples(item: dict[str, Any], key: str, shown: str, line: int) -> tuple[Example, ...]:
    given = item.get(key) or []
    if not isinstance(given, list):
        raise PatternError(shown, line, f"rule {item['id']}: {key} must be a list of texts")
    found = []
    for one in given:
        if isinstance(one, str):
            found.append(Example(one))
        elif isinstance(one, dict) and isinstance(one.get("text"), str):
            found.append(Example(one["text"], _without_lines(one.get("context") or {})))
        else:
            raise PatternError(shown, line, f"rule {item['id']}: {key} holds something that is no text")
    return tuple(found)


def _read_rows(path: Path, shown: str, wrong: list[PatternError] | None) -> list[tuple[Row, bool]]:
    text = _decode(path, shown, wrong)
    mark = separator_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    entries: list[tuple[Row, bool]] = []
    seen: dict[str, int] = {}
    columns: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            if is_passed_over(cells):
                pass
            elif columns is None:
                columns = columns_of(cells)
                if "id" not in columns or len(set(columns)) != len(columns):
                    _tell(PatternError(shown, line, "the first line must name the columns, each once, among them id"), wrong)
                    return []
            elif reason := _unfit(cells, columns, seen, SEPARATORS[mark]):
                _tell(PatternError(shown, line, reason), wrong)
            else:
                row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}
                seen[row["id"]] = line
                off = row.get("off", "").casefold() in {"yes", "true", "1"}
                entries.append((Row(row["id"], row, shown, line), off))
            line = reader.line_num + 1
    except csv.Error as error:
        _tell(PatternError(shown, line, f"is not CSV: {error}"), wrong)
    return entries


def _unfit(cells: Sequence[str], columns: Sequence[str], seen: Mapping[str, int], mark: str) -> str:
    """Why a line of a table is no row; empty where it is one. ``mark`` parts the cells."""
    if any(cell.strip() for cell in cells[len(columns) :]):
        return f"{len(cells)} cells, but {len(columns)} columns (a {mark} in a cell needs quotes)"
    place = columns.index("id")
    given = cells[place].strip() if place < len(cells) else ""
    if not given:
        return "has no id"
    return f"id {given} stands twice (first in line {seen[given]})" if given in seen else ""


def _fingerprint(rules: Mapping[str, tuple[Rule, ...]], tables: Mapping[str, tuple[Row, ...]]) -> str:
    """SHA-256 over what shapes a result: ids, bodies and cells, in order; not reasons, examples or line numbers."""
    plain = {
        "rules": {name: [[rule.id, rule.body] for rule in rules[name]] for name in sorted(rules)},
        "tables": {name: [dict(row.cells) for row in tables[name]] for name in sorted(tables)},
    }
    return hashlib.sha256(_dumped(plain).encode("utf-8")).hexdigest()


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
