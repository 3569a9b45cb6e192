"""Checks the rules: that every file loads, that each rule says what its component needs, that names, words and ids stand once,
and that each rule does what its examples say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extract.checking.examples import examples_of
from extract.fields.registry import all_fields, names
from extract.records.schema import definition
from extract.rules import load
from extract.rules.finding import Finding
from extract.rules.load import PatternError, Patterns, Row, Rule
from extract.rules.repeats import repeats
from extract.rules.shape import shapes
from extract.rules.unknown import no_such_file

if TYPE_CHECKING:
    from spacy.language import Language

# A folder with more wrong rules than this is no folder of rules.
_MOST = 200


def check(over: Path | None, model: str | None = None) -> list[Finding]:
    """All that is wrong with the rules, by file and line; ``over`` is a folder laid over the bundled rules.

    Raises ``NotADirectoryError`` where ``over`` is no folder, ``extract.fields.build.ModelError``. The examples are run only
    where every file loads and every rule says what it needs: the others would be blamed for what a missing one does.
    """
    if over is not None and not over.is_dir():
        raise NotADirectoryError(str(over))
    files, found = _read(over)
    base, patterns = _merged(files, laid_over=False), _merged(files, laid_over=True)
    found += shapes(patterns, base)
    found += [_of(error) for field in all_fields() for error in field.pattern_errors(patterns, definition(field))]
    found += repeats(patterns)
    nlp, wrong = _build(over, model) if not any(one.kind == "error" for one in found) else (None, [])
    found += wrong
    if nlp is not None and not wrong:
        found += examples_of(nlp, patterns)
    return sorted(set(found), key=lambda one: (one.file, one.line, one.kind, one.reason))


_Read = list[tuple[str, bool, list[tuple[Rule | Row, bool]]]]


def _read(over: Path | None) -> tuple[_Read, list[Finding]]:
    """Each file's name, whether it is the analyst's, and its entries; and all that cannot be read."""
    base = load.bundled_folder()
    files: _Read = []
    errors: list[PatternError] = []
    bundled: set[str] = set()
    for folder in (base, over):
        for path in load.pattern_files(folder) if folder is not None else ():
            name = path.relative_to(folder).as_posix() if folder else path.name
            own = folder is not base
            shown = str(path) if own else name
            if not own:
                bundled.add(name)
            elif name not in bundled:
                errors.append(PatternError(shown, 1, no_such_file(name, bundled)))
                continue
            files.append((name, own, list(load.entries_of(path, shown, errors))))
    return files, [_of(error) for error in errors]


def _of(error: PatternError) -> Finding:
    return Finding("error", error.file, error.line, "", error.reason)


def _merged(files: _Read, *, laid_over: bool) -> Patterns:
    """The entries that could be read, an analyst's laid over the bundled ones where asked; it has no fingerprint."""
    by_name: dict[str, dict[str, Rule | Row]] = {}
    for name, own, entries in files:
        below = by_name.setdefault(name, {})
        for entry, off in entries if laid_over or not own else ():
            below.pop(entry.id, None) if off else below.update({entry.id: entry})
    rules = {name: tuple(e for e in below.values() if isinstance(e, Rule)) for name, below in by_name.items()}
    tables = {name: tuple(e for e in below.values() if isinstance(e, Row)) for name, below in by_name.items()}
    return Patterns(
        {name: given for name, given in rules.items() if name.endswith(".yaml")},
        {name: given for name, given in tables.items() if name.endswith(".csv")},
        "",
    )


def _build(over: Path | None, model: str | None) -> tuple[Language | None, list[Finding]]:
    """The pipeline, and every rule that a component would not take: each is left out in turn to come to the next."""
    from extract.fields.build import components, load_model
    from extract.language import DEFAULT_MODEL

    nlp = load_model(model or DEFAULT_MODEL)
    return nlp, [_of(error) for error in _errors(nlp, components(), over)]


def _errors(nlp: Language, components: tuple[str, ...], over: Path | None) -> Iterator[PatternError]:
    from extract.language import context

    context.register(*names())
    left_out: frozenset[tuple[str, int]] = frozenset()
    for name in components:
        for _ in range(_MOST):
            try:
                with load.leaving_out(left_out):
                    nlp.add_pipe(name, config={"patterns": str(over) if over else None})
                break
            except PatternError as error:
                yield error
                if (error.file, error.line) in left_out:
                    break
                left_out |= {(error.file, error.line)}
