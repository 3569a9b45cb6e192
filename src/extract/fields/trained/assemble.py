"""From verdicts to values: a ``Trained`` for each number that learned, and why the others did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.fields.trained.around import category_of, partners_of
from extract.fields.trained.decide import FIELD
from extract.fields.trained.people_verdict import PeopleVerdict
from extract.fields.trained.rules import TrainedRules
from extract.fields.trained.scene import Scene
from extract.fields.trained.topic import topic_of
from extract.fields.trained.value import Trained
from extract.language.mention import Mention, TurnedDown
from extract.language.view import ParagraphView, view_of

# What a value or a refusal is laid to where no cue of the rules stands near: the judge read it from the text alone.
JUDGE = "trained.judge"
_FOR, _AGAINST = frozenset({"learner", "awareness", "mentoring"}), frozenset({"other"})


def value_of(scene: Scene, accepted: Sequence[PeopleVerdict], index: int, rules: TrainedRules) -> Trained:
    """The value of an accepted number; ``accepted`` are all of the paragraph."""
    one = accepted[index]
    people = one.people
    category, _ = category_of(scene, people, rules)
    topic = topic_of(view_of(scene.doc), one)
    rule = one.final.cue.id if one.final else _telling(one, _FOR)
    start, end = people.start, people.text_end
    if not people.bare and people.group_start < people.start:
        start, end = people.group_start, people.number.end
    group = scene.text[people.group_start : people.group_end] or scene.text[people.start : people.number.end]
    return Trained(
        count=people.number.value,
        qualifier=people.qualifier,
        group=group,
        category=category,
        female=people.female,
        male=people.male,
        status="planned" if one.planned else "completed",
        part_of=one.whole,
        countries=one.countries,
        partners=partners_of(scene, people),
        topic=topic.text if topic else None,
        mentions=(Mention(start, end, scene.text[start:end], rule),),
        confidence=1.0 if one.final else round(one.confidence, 2),
        women=people.women,
        girls=people.girls,
        men=people.men,
        boys=people.boys,
        female_share=people.female_share,
        activity=one.activity,
        cumulative=one.cumulative,
    )


def _telling(one: PeopleVerdict, speaks_for: frozenset[str]) -> str:
    """The nearest cue that speaks for (or against) a number."""
    return next((found.cue.id for found in one.evidence if found.cue.speaks_for in speaks_for), JUDGE)


def turned_down(view: ParagraphView, one: PeopleVerdict) -> TurnedDown:
    """Why a number is no value: the rule that decided, else the nearest cue that speaks against it."""
    people = one.people
    start, end = (people.start, people.number.end) if people.bare else (people.begin, people.text_end)
    if one.final is not None:
        rule, reason = one.final.cue.id, one.final.cue.reason
    elif one.repeats is not None:
        rule, reason = one.repeats.cue.id, "the same people were told of before"
    else:
        against = next((found for found in one.evidence if found.cue.speaks_for in _AGAINST), None)
        rule = against.cue.id if against else JUDGE
        said = f"“{against.mention(view.text).text}” speaks against it" if against else "nothing around it is said to teach"
        reason = said
    score = None if one.final is not None or one.repeats is not None else round(one.confidence, 2)
    # What is planned, or at most so many, would be in no sum either.
    sums = not one.planned and people.qualifier != "at_most" and not one.cumulative
    counted = people.number.value if sums else None
    return TurnedDown(FIELD, start, end, view.text[start:end], rule, reason, score, counted, one.activity if sums else None)


def evidence_mentions(view: ParagraphView, verdicts: Sequence[PeopleVerdict]) -> Iterator[Mention]:
    """Every cue that had a say on a number, each place once."""
    seen = set()
    for one in verdicts:
        yield from one.people.fired
        for found in one.evidence:
            if found.hit not in seen:
                seen.add(found.hit)
                yield found.mention(view.text)
