"""The spaCy component for the field trained: stated numbers of people who took part in training as learners.

Candidates (``candidates``), the judge's case for them (``case``), who of them learned and how they belong together (``decide``),
and the values (``assemble``).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.fields.resources import Resources, resources
from extract.fields.trained.around import category_of
from extract.fields.trained.assemble import evidence_mentions, turned_down, value_of
from extract.fields.trained.candidates import count_mentions
from extract.fields.trained.case import people_case
from extract.fields.trained.country_features import CountryCandidate, country_candidates
from extract.fields.trained.decide import FIELD, decide
from extract.fields.trained.people import People, PeopleFinder
from extract.fields.trained.rules import TrainedRules, compile_rules
from extract.fields.trained.scene import Scene
from extract.judge.case import HIDDEN, PeopleCase
from extract.judge.weigh import weigh_people
from extract.language import context
from extract.language.numbers import numbers
from extract.language.view import view_of

PEOPLE = "people"


@Language.factory("extract_trained", default_config={"patterns": None, "judge": None, "least": 0.0})
def create(nlp: Language, name: str, patterns: str | None, judge: str | None, least: float) -> Callable[[Doc], Doc]:
    """The component, with the folder ``patterns`` laid over the bundled rules and the judge of the folder ``judge``.

    Raises ``extract.rules.load.PatternError`` where a rule is wrong.
    """
    context.register("trained", "partners", "countries")
    shared = resources(nlp.vocab, patterns, judge, least)
    rules = compile_rules(shared.patterns)
    finder = PeopleFinder(rules)
    return functools.partial(annotate, shared=shared, rules=rules, finder=finder)


def annotate(doc: Doc, shared: Resources, rules: TrainedRules, finder: PeopleFinder) -> Doc:
    """The paragraph with ``doc._.trained``, its candidates in ``doc.spans["people"]``, and what was turned down."""
    found = candidates_of(doc, rules, finder)
    if not found:
        return doc
    scene, people = found
    view = view_of(doc)
    doc.spans[PEOPLE] = [span for one in people if (span := _span(doc, one)) is not None]
    countries = countries_near(doc, shared.countries_named)
    case = case_of(doc, people, countries, shared, shared.places(shared.judge.places))
    scores = weigh_people(shared.judge.weights, shared.encoding(doc), case)
    verdicts = decide(view, people, countries, case, scores, shared)
    accepted = [one for one in verdicts if one.accepted]
    doc._.trained = [value_of(scene, accepted, index, rules) for index in range(len(accepted))]
    kept = [row for row, one in zip(scores.hidden, verdicts, strict=True) if one.accepted]
    doc.user_data.setdefault(HIDDEN, {})[FIELD] = ("learned", kept)
    doc._.turned_down = [*doc._.turned_down, *(turned_down(view, one) for one in verdicts if not one.accepted)]
    kinds = [kind for one in verdicts if (kind := category_of(scene, one.people, rules)[1]) is not None]
    doc._.fired = [*doc._.fired, *evidence_mentions(view, verdicts), *kinds]
    return doc


def candidates_of(doc: Doc, rules: TrainedRules, finder: PeopleFinder) -> tuple[Scene, list[People]] | None:
    """All stated numbers of a paragraph, with the scene that they were found in; None where there is none."""
    if next(numbers(context.text_of(doc)), None) is None:
        return None
    scene = Scene(doc, rules)
    people = count_mentions(scene, finder)
    return (scene, people) if people else None


def _headed(doc: Doc, named_in: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """The countries that the nearest heading, else the report's title, names."""
    given = doc._.extract_context
    lines = [*reversed(given.headings), given.title or ""]
    return next((found for line in lines if line and (found := named_in(line))), ())


def countries_near(doc: Doc, named_in: Callable[[str], tuple[str, ...]]) -> list[CountryCandidate]:
    """The countries that a paragraph's people may belong to: those it names, and those of the report or of the heading above.

    ``named_in`` gives the countries that a line names.
    """
    end = len(view_of(doc).text)
    named = {
        one.iso3: (one.via, [(mention.start, mention.end) for mention in one.mentions if mention.end <= end])
        for one in doc._.countries
        if one.mentions
    }
    given = doc._.extract_context.countries or _headed(doc, named_in)
    names = [(span.start_char, span.end_char) for span in doc.spans.get("organizations", ()) if span.label_ != "state"]
    names += [(one.start_char, one.end_char) for one in doc.ents if one.label_ == "ORG"]
    return country_candidates(named, given, names)


def case_of(
    doc: Doc, people: list[People], countries: list[CountryCandidate], shared: Resources, places: Mapping[str, int]
) -> PeopleCase:
    """The judge's case; ``places`` gives each cue's column."""
    view = view_of(doc)
    return people_case(view, people, shared.hits(view), places, countries)


def _span(doc: Doc, people: People) -> Span | None:
    return doc.char_span(people.begin, people.text_end, label=PEOPLE, alignment_mode="expand")
