"""The spaCy component for the field trained: stated numbers of people who took part in training as learners."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extract.fields.countries.references import countries_in
from extract.fields.trained.around import category_of, partners_of, topic_of
from extract.fields.trained.parts import Chooser, Refused, Taken
from extract.fields.trained.people import PeopleFinder
from extract.fields.trained.places import countries_of
from extract.fields.trained.rules import TrainedRules, compile_rules
from extract.fields.trained.scene import Scene
from extract.fields.trained.status import status_of
from extract.fields.trained.value import Trained
from extract.language import context
from extract.language.mention import Mention, TurnedDown
from extract.language.numbers import numbers
from extract.language.trailing import trailing_heading
from extract.rules.load import load_patterns

NO_CUE = "trained.not.no-cue"


@Language.factory("extract_trained", default_config={"patterns": None})
def create(nlp: Language, name: str, patterns: str | None) -> Callable[[Doc], Doc]:
    """The component, with the folder ``patterns`` laid over the bundled rules.

    Raises ``extract.rules.load.PatternError`` where a rule is wrong.
    """
    context.register("trained", "countries", "partners")
    loaded = load_patterns(Path(patterns) if patterns else None)
    rules = compile_rules(loaded)
    parts = _Parts(
        rules, PeopleFinder(rules), Chooser(rules), functools.lru_cache(256)(lambda text: countries_in(text, loaded))
    )

    def component(doc: Doc) -> Doc:
        return _annotate(doc, parts)

    return component


@dataclass(frozen=True)
class _Parts:
    """What the component works with, made once."""

    rules: TrainedRules
    finder: PeopleFinder
    chooser: Chooser
    named_in: Callable[[str], tuple[str, ...]]


def _annotate(doc: Doc, parts: _Parts) -> Doc:
    if next(numbers(doc.text), None) is None:
        return doc
    scene = Scene(doc, parts.rules, trailing_heading(doc))
    people = parts.finder.find(scene)
    if not people:
        return doc
    taken, refused = parts.chooser.choose(scene, people)
    values, fired = [], []
    for index in range(len(taken)):
        value, also = _value(scene, taken, index, parts)
        values.append(value)
        fired += also
    doc._.trained = values
    doc._.turned_down = [
        *doc._.turned_down,
        *(_turned_down(scene, one) for one in refused if one.people.known and not one.people.bare),
    ]
    doc._.fired = [*doc._.fired, *fired]
    return doc


def _value(scene: Scene, taken: Sequence[Taken], index: int, parts: _Parts) -> tuple[Trained, list[Mention]]:
    one, rules = taken[index], parts.rules
    people = one.people
    category, named = category_of(scene, people, rules)
    topic, about = topic_of(scene, one, rules)
    status, planned = status_of(scene, one, rules)
    mention = Mention(people.start, people.text_end, scene.text[people.start : people.text_end], one.rule)
    if people.group_start < people.start:
        mention = Mention(people.group_start, people.number.end, scene.text[people.group_start : people.number.end], one.rule)
    value = Trained(
        count=people.number.value,
        qualifier=people.qualifier,
        group=scene.text[people.group_start : people.group_end],
        category=category,
        female=people.female,
        male=people.male,
        status=status,
        part_of=one.whole,
        countries=countries_of(scene, taken, index, parts.named_in),
        partners=partners_of(scene, one),
        topic=topic,
        mentions=(mention,),
    )
    also = [*people.fired, *(found for found in (named, about, planned) if found), *_more(scene, one)]
    return value, also


def _more(scene: Scene, one: Taken) -> Iterator[Mention]:
    for rule, start, end in (*one.also, *one.verdict.also):
        yield Mention(start, end, scene.text[start:end], rule)


def _turned_down(scene: Scene, refused: Refused) -> TurnedDown:
    people, verdict = refused.people, refused.verdict
    start, end = min(people.start, people.group_start), people.text_end
    rule = verdict.cue.id if verdict else NO_CUE
    reason = verdict.why_not() if verdict else "nothing around it is said to teach"
    return TurnedDown("trained", start, end, scene.text[start:end], rule, reason)
