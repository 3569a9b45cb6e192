"""What the pipeline made of one paragraph, with the rule behind everything."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from extract.fields.field import Field
from extract.fields.registry import all_fields, names
from extract.judge.case import HIDDEN
from extract.judge.model import bundled_judge
from extract.language.context import Context
from extract.rules.load import Patterns
from extract.training.examples import Alike, alike

# A cell with more entries than these is not told whole: a row of towns may hold a hundred.
_MOST_ENTRIES = 4


@dataclass(frozen=True, slots=True)
class Because:
    """A rule: its id, why it is there, and the file and line an analyst finds it at. ``words`` are those it looked at."""

    rule: str
    reason: str
    where: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A value: its field, what it says in one line, its spans (offsets of the text, half-open) and the rules behind it.

    ``confidence`` is the judge's (0 to 1), ``alike`` are annotated examples that it sees much as this value.
    """

    field: str
    says: str
    spans: tuple[tuple[int, int], ...]
    because: tuple[Because, ...]
    confidence: float = 1.0
    alike: tuple[Alike, ...] = ()


@dataclass(frozen=True, slots=True)
class NotGiven:
    """A candidate that a rule turned down, and the condition that failed."""

    field: str
    span: tuple[int, int]
    condition: str
    because: Because


@dataclass(frozen=True)
class Explanation:
    """One paragraph explained; ``given`` by field and in order of place."""

    text: str
    context: Context
    given: tuple[Given, ...]
    not_given: tuple[NotGiven, ...]


def explain(text: str, context: Context, patterns: Path | None = None, model: str | None = None) -> Explanation:
    """Runs the pipeline on one paragraph. Raises ``UserError`` where the rules or the model cannot be loaded."""
    from extract.fields.build import build
    from extract.language import DEFAULT_MODEL
    from extract.language.acronyms import defined_acronyms
    from extract.run.country_options import given_countries
    from extract.run.rules import loaded

    rules = loaded(patterns)
    countries = given_countries(context.countries, rules)
    nlp = build(model or DEFAULT_MODEL, patterns)
    doc = nlp.make_doc(text)
    acronyms = {**defined_acronyms([text]), **context.acronyms}
    doc._.extract_context = Context(context.title, context.reporter, countries, context.headings, acronyms)
    return explanation(nlp(doc), rules)


def explanation(doc: Any, patterns: Patterns) -> Explanation:
    """The explanation of a ``Doc`` that the pipeline has been over."""
    about = _about(patterns)

    def because(rule: str, words: str = "") -> Because:
        cells, where = about.get(rule, ((), ""))
        return Because(rule, _told(cells, words), where, words)

    given = [
        _given(field, index, value, doc, because)
        for field in all_fields()
        for index, value in enumerate(getattr(doc._, field.name))
    ]
    not_given = [
        NotGiven(one.field, (one.start, one.end), one.reason, because(one.rule, one.text))
        for one in sorted(doc._.turned_down, key=lambda one: (names().index(one.field), one.start))
    ]
    return Explanation(doc.text, doc._.extract_context, tuple(given), tuple(not_given))


def _given(field: Field[Any], index: int, value: Any, doc: Any, because: Callable[..., Because]) -> Given:
    spans = tuple((mention.start, mention.end) for mention in value.mentions)
    behind = [because(rule, words) for rule, words in dict.fromkeys((one.rule, one.text) for one in value.mentions)]
    # What else had a say: rules of the field that fired on words of this value.
    for one in doc._.fired:
        if any(start < one.end and one.start < end for start, end in spans):
            other = because(one.rule, one.text)
            if PurePath(other.where).parent.name == field.name and other not in behind:
                behind.append(other)
    head, hidden = doc.user_data.get(HIDDEN, {}).get(field.name, ("", ()))
    examples = alike(bundled_judge(), head, hidden[index]) if index < len(hidden) else []
    return Given(field.name, field.says(value), spans, tuple(behind), value.confidence, tuple(examples))


def _about(patterns: Patterns) -> dict[str, tuple[tuple[str, ...], str]]:
    """The reason of each rule, or the first cells of each row of a table, and where it stands."""
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for rows in patterns.tables.values():
        found |= {
            row.id: (tuple(cell for cell in list(row.cells.values())[1:4] if cell), f"{row.file}:{row.line}") for row in rows
        }
    for rules in patterns.rules.values():
        found |= {rule.id: ((rule.reason,), f"{rule.file}:{rule.line}") for rule in rules}
    return found


def _told(cells: Sequence[str], words: str) -> str:
    """The cells as they are told: of a long list the entry that was met alone, with the number of the others."""
    told = []
    for cell in cells:
        entries = cell.split("|")
        met = [entry for entry in entries if entry.casefold() == words.casefold()]
        if len(entries) <= _MOST_ENTRIES:
            told.append(cell)
        elif met or not any(words.casefold() in other.casefold().split("|") for other in cells):
            told.append(f"{(met or entries)[0]} and {len(entries) - 1} more")
    return ", ".join(told)


def pieces(found: Explanation) -> list[tuple[str, tuple[str, ...]]]:
    """The text in pieces, each with the fields whose values cover it (``not`` for a candidate that was turned down)."""
    spans = [(start, end, one.field) for one in found.given for start, end in one.spans]
    covered = {(start, end) for start, end, _ in spans}
    spans += [(*one.span, "not") for one in found.not_given if one.span not in covered]
    bounds = sorted({0, len(found.text), *(place for start, end, _ in spans for place in (start, end))})
    parts = []
    for start, end in itertools.pairwise(bounds):
        fields = tuple(dict.fromkeys(field for s, e, field in spans if s <= start and end <= e))
        parts.append((found.text[start:end], fields))
    return parts
