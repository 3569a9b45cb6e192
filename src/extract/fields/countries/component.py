"""The spaCy component for the field countries: countries and territories that a paragraph refers to."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extract.fields.countries.decide import Reference, Rules, read, rules_of
from extract.fields.countries.gazetteer import About
from extract.fields.countries.places import Entities
from extract.fields.countries.value import Country
from extract.language import context
from extract.language.mention import Mention
from extract.language.view import view_of
from extract.rules.load import load_patterns

_ORDER = {"name": 0, "demonym": 1, "place": 2}


@Language.factory("extract_countries", default_config={"patterns": None})
def create(nlp: Language, name: str, patterns: str | None) -> Callable[[Doc], Doc]:
    """The component, with the folder ``patterns`` laid over the bundled rules.

    Raises ``extract.rules.load.PatternError`` where a rule is wrong.
    """
    context.register("countries")
    rules = rules_of(load_patterns(Path(patterns) if patterns else None))

    @functools.lru_cache(maxsize=1024)
    def named(line: str) -> tuple[str, ...]:
        """The countries that a title or a heading names: it stands over many paragraphs."""
        return tuple(one.iso3 for one in read(line, rules).references if one.via != "place")

    def component(doc: Doc) -> Doc:
        return _annotate(doc, rules, named)

    return component


def _annotate(doc: Doc, rules: Rules, named: Callable[[str], Iterable[str]]) -> Doc:
    text = context.text_of(doc)
    view = view_of(doc)
    reading = read(text, rules, _report(doc, named), lambda: _entities(doc), len(view.text), view.sentences)
    doc._.countries = _grouped(text, reading.references, rules)
    doc._.turned_down = [*doc._.turned_down, *reading.refused]
    also = [mention for one in reading.references for mention in one.also]
    doc._.fired = [*doc._.fired, *(Mention(start, end, text[start:end], rule) for rule, start, end in also)]
    return doc


def _report(doc: Doc, named: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """What the report and the headings over the paragraph are about."""
    given = doc._.extract_context
    codes: list[str] = list(given.countries)
    for line in (*reversed(given.headings), given.title or ""):
        codes += named(line) if line else ()
    return tuple(dict.fromkeys(codes))


def _entities(doc: Doc) -> Entities:
    """The model's entities; a person's name with a figure or a bracket in it is a code or a list, which the model took for one."""
    text = context.text_of(doc)
    spans = ((one.start_char, one.end_char, one.label_) for one in doc.ents)
    return Entities(tuple((start, end, label) for start, end, label in spans if label != "PERSON" or _is_name(text[start:end])))


def _is_name(words: str) -> bool:
    return not any(letter.isdigit() or letter in "()[]" for letter in words)


def _grouped(text: str, references: Sequence[Reference], rules: Rules) -> list[Country]:
    """One country a code, in the order of first mention."""
    by_code: dict[str, list[Reference]] = {}
    for one in references:
        by_code.setdefault(one.iso3, []).append(one)
    found = []
    for iso3, group in by_code.items():
        about = rules.lists.about.get(iso3, About(iso3, None))
        via = min((one.via for one in group), key=lambda value: _ORDER[value])
        mentions = tuple(Mention(one.start, one.end, text[one.start : one.end], one.rule) for one in group)
        found.append(Country(iso3, about.name, about.m49, via, mentions))
    return found
