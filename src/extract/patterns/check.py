"""Checks the rules: that every file loads, that ids and contents stand once, and that each rule does what its examples say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extract.patterns import load
from extract.patterns.load import Example, PatternError, Patterns, Row, Rule

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Kind = Literal["error", "missed", "fired", "shadowed", "dead", "duplicate", "no_example"]

# Columns whose values name one entry: two rows that share one would compete for the same words.
NAMING = ("name", "acronym", "aliases", "demonyms", "peoples")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a rule: where it stands and what it is, in words.

    ``kind``: ``error`` (cannot be loaded), ``missed`` (an example it does not fire on), ``fired`` (a counter-example it fires
    on), ``shadowed`` (another rule takes its example), ``dead`` (fires on none), ``duplicate``, ``no_example``.
    """

    kind: Kind
    file: str
    line: int
    rule: str
    reason: str


def check(over: Path | None, model: str | None = None) -> list[Finding]:
    """All that is wrong with the rules, by file and line; ``over`` is a folder laid over the bundled rules."""
    found = list(_unreadable(over))
    if found:
        return found
    try:
        patterns = load.load_patterns(over)
    except PatternError as error:
        return [Finding("error", error.file, error.line, "", error.reason)]
    found += _same_ids(patterns)
    found += _same_bodies(patterns)
    found += _same_names(patterns)
    found += _without_example(patterns)
    try:
        from extract.pipeline import DEFAULT_MODEL
        from extract.pipeline.build import build

        nlp = build(model or DEFAULT_MODEL, over)
    except PatternError as error:
        return [*found, Finding("error", error.file, error.line, "", error.reason)]
    found += _examples(nlp, patterns)
    return sorted(found, key=lambda one: (one.file, one.line, one.kind))


def _unreadable(over: Path | None) -> Iterator[Finding]:
    """Every file that cannot be loaded, not only the first."""
    base = load.bundled_folder()
    for folder in (base, over):
        if folder is None:
            continue
        for path in load.pattern_files(folder):
            shown = path.relative_to(folder).as_posix() if folder is base else str(path)
            try:
                load.entries_of(path, shown)
            except PatternError as error:
                yield Finding("error", error.file, error.line, "", error.reason)


def _entries(patterns: Patterns) -> Iterator[Rule | Row]:
    for name in sorted(patterns.rules):
        yield from patterns.rules[name]
    for name in sorted(patterns.tables):
        yield from patterns.tables[name]


def _same_ids(patterns: Patterns) -> Iterator[Finding]:
    seen: dict[str, Rule | Row] = {}
    for entry in _entries(patterns):
        first = seen.setdefault(entry.id, entry)
        if first is not entry:
            yield Finding("duplicate", entry.file, entry.line, entry.id, f"its id stands in {first.file}:{first.line} too")


def _same_bodies(patterns: Patterns) -> Iterator[Finding]:
    for name in sorted(patterns.rules):
        seen: dict[str, Rule] = {}
        for rule in patterns.rules[name]:
            first = seen.setdefault(repr(sorted(rule.body.items(), key=lambda item: item[0])), rule)
            if first is not rule:
                yield Finding(
                    "duplicate", rule.file, rule.line, rule.id, f"says the same as {first.id} ({first.file}:{first.line})"
                )


def _same_names(patterns: Patterns) -> Iterator[Finding]:
    for name in sorted(patterns.tables):
        seen: dict[str, Row] = {}
        for row in patterns.tables[name]:
            given = {value for column in NAMING for value in row.several(column)}
            for value in sorted(given):
                first = seen.setdefault(value.casefold() if len(value) > 6 else value, row)
                if first is not row and not row["when"] and not first["when"]:
                    reason = f"“{value}” is a name of {first.id} too ({first.file}:{first.line})"
                    yield Finding("duplicate", row.file, row.line, row.id, reason)


def _without_example(patterns: Patterns) -> Iterator[Finding]:
    for name in sorted(patterns.rules):
        for rule in patterns.rules[name]:
            if not rule.examples:
                yield Finding("no_example", rule.file, rule.line, rule.id, "has no example: add a text that it must fire on")


def trace(doc: Doc) -> set[str]:
    """The ids of all rules that had a say on a text: that gave a value, contributed to one, or turned a candidate down."""
    values = (*doc._.countries, *doc._.partners, *doc._.trained, *doc._.resolutions)
    said = {mention.rule for value in values for mention in value.mentions}
    return said | {mention.rule for mention in doc._.fired} | {one.rule for one in doc._.turned_down}


def _examples(nlp: Language, patterns: Patterns) -> Iterator[Finding]:
    asked: list[tuple[Rule, Example, bool]] = []
    for name in sorted(patterns.rules):
        for rule in patterns.rules[name]:
            asked += [(rule, example, True) for example in rule.examples]
            asked += [(rule, example, False) for example in rule.counter_examples]
    hits: dict[str, int] = defaultdict(int)
    missed: dict[str, list[Finding]] = defaultdict(list)
    for (rule, example, wanted), said in zip(asked, _traces(nlp, [example for _, example, _ in asked]), strict=True):
        if wanted and rule.id in said:
            hits[rule.id] += 1
        elif wanted:
            others = ", ".join(sorted(said)) or "none"
            reason = f"does not fire on its example “{_short(example.text)}” (rules that had a say: {others})"
            missed[rule.id].append(Finding("shadowed" if said else "missed", rule.file, rule.line, rule.id, reason))
        elif rule.id in said:
            yield Finding("fired", rule.file, rule.line, rule.id, f"fires on its counter-example “{_short(example.text)}”")
    for rule_id, findings in missed.items():
        yield from findings
        if not hits[rule_id]:
            first = findings[0]
            yield Finding("dead", first.file, first.line, rule_id, "fires on none of its examples")


def _traces(nlp: Language, examples: Sequence[Example]) -> list[set[str]]:
    return [trace(doc) for doc in nlp.pipe(_docs(nlp, examples), batch_size=64)]


def _docs(nlp: Language, examples: Iterable[Example]) -> Iterator[Doc]:
    from extract.pipeline.acronyms import defined_acronyms
    from extract.pipeline.context import Context

    for example in examples:
        given: Mapping[str, object] = example.context
        doc = nlp.make_doc(example.text)
        countries = given.get("countries") or ()
        headings = given.get("headings") or ()
        doc._.extract_context = Context(
            title=_text(given.get("title")),
            reporter=_text(given.get("reporter")),
            countries=tuple(str(code) for code in countries) if isinstance(countries, list | tuple) else (),
            headings=tuple(str(one) for one in headings) if isinstance(headings, list | tuple) else (),
            acronyms=defined_acronyms([example.text]),
        )
        yield doc


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:87]}…"
