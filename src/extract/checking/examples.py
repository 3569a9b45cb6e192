"""Runs the examples that stand beside the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from extract.fields.registry import all_fields
from extract.rules.finding import Finding
from extract.rules.load import Example, Patterns, Rule

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Texts that are parsed together.
_BATCH = 96
# Files of rules that turn things down: each must show what it leaves alone.
_GUARDING = ("not_names.yaml", "not_countries.yaml")


def examples_of(nlp: Language, patterns: Patterns) -> list[Finding]:
    """What the rules do other than their examples say, with ``nlp`` the whole pipeline on these rules."""
    asked: list[tuple[Rule, Example, bool]] = []
    found: list[Finding] = []
    for name in sorted(patterns.rules):
        for rule in patterns.rules[name]:
            found += _lacking(rule)
            asked += [(rule, example, True) for example in rule.examples]
            asked += [(rule, example, False) for example in rule.counter_examples]
    return found + list(_judged(asked, _traces(nlp, [example for _, example, _ in asked])))


def trace(doc: Doc) -> set[str]:
    """The ids of all rules that had a say on a text: that gave a value, contributed to one, or turned a candidate down."""
    values = [value for field in all_fields() for value in getattr(doc._, field.name)]
    said = {mention.rule for value in values for mention in value.mentions}
    return said | {mention.rule for mention in doc._.fired} | {one.rule for one in doc._.turned_down}


def _lacking(rule: Rule) -> Iterator[Finding]:
    if not rule.examples:
        yield Finding("no_example", rule.file, rule.line, rule.id, "has no example: add a text that it must fire on")
    if (rule.file.endswith(_GUARDING) or rule.body.get("verdict") == "no") and not rule.counter_examples:
        reason = "has no counter-example: add a text that it must leave alone"
        yield Finding("no_counter_example", rule.file, rule.line, rule.id, reason)


def _judged(asked: Sequence[tuple[Rule, Example, bool]], traces: Sequence[set[str]]) -> Iterator[Finding]:
    hits: dict[str, int] = defaultdict(int)
    missed: dict[str, list[Finding]] = defaultdict(list)
    for (rule, example, wanted), said in zip(asked, traces, strict=True):
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
    return [trace(doc) for doc in nlp.pipe(_docs(nlp, examples), batch_size=_BATCH)]


def _docs(nlp: Language, examples: Iterable[Example]) -> Iterator[Doc]:
    from extract.language.acronyms import defined_acronyms
    from extract.language.context import Context

    for example in examples:
        given: Mapping[str, object] = example.context
        doc = nlp.make_doc(example.text)
        doc._.extract_context = Context(
            title=_text(given.get("title")),
            reporter=_text(given.get("reporter")),
            countries=_texts(given.get("countries")),
            headings=_texts(given.get("headings")),
            acronyms=defined_acronyms([example.text]),
        )
        yield doc


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _short(text: str) -> str:
    return text if len(text) <= 90 else f"{text[:87]}…"
