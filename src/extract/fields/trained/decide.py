"""Which numbers learned, how they belong together, and whose they are: the judge's scores and the rules that are final."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import numpy as np

from extract.fields.resources import Resources
from extract.fields.trained.country_features import CountryCandidate
from extract.fields.trained.features import tells_of_part
from extract.fields.trained.people import People
from extract.fields.trained.people_verdict import PeopleVerdict
from extract.fields.trained.repeats import with_sums, without_repeats
from extract.fields.trained.value import Activity
from extract.fields.trained.whose import countries_of
from extract.fields.verdict import Evidence, decisive, evidence_for
from extract.judge.case import ACTIVITIES, PeopleCase, PeopleScores
from extract.language.view import ParagraphView

FIELD = "trained"
# What the judge's score for planned must exceed where no word of the sentence tells of a plan.
_UNTOLD = 1.5
# What a pair's score must exceed where a word ("including") or a bracket tells of a part.
_TOLD_PART = -2.5
# From this score on a number is a part of another even where the parts together exceed it (people counted in several).
_OVERLAP = 3.0


def decide(
    view: ParagraphView,
    people: Sequence[People],
    countries: Sequence[CountryCandidate],
    case: PeopleCase,
    scores: PeopleScores,
    shared: Resources,
) -> list[PeopleVerdict]:
    """A verdict for each number, in order."""
    judge = shared.judge
    hits = shared.hits(view)
    learned = judge.confidence("learned", scores.learned)
    found = []
    for index, one in enumerate(people):
        evidence = evidence_for(view, FIELD, shared.cues, hits, (one.begin, one.text_end))
        final = decisive(evidence)
        sure = float(learned[index])
        accepted = final.cue.verdict != "no" if final else sure >= shared.threshold("learned")
        found.append(
            PeopleVerdict(
                people=one,
                accepted=accepted,
                confidence=sure,
                evidence=evidence,
                final=final,
                planned=_planned(one, evidence, final, float(scores.planned[index])),
                activity=cast(Activity, ACTIVITIES[int(np.argmax(np.round(scores.activity[index], 4)))]),
                cumulative=round(float(scores.cumulative[index]), 4) > 0,
                countries=countries_of(view, people, index, countries, scores.countries[index], judge.thresholds["country"]),
            )
        )
    told_once = without_repeats(view, found)
    return with_sums(view, _with_wholes(told_once, case, np.round(scores.pairs, 4), judge.thresholds["part"]))


def _planned(one: People, evidence: Sequence[Evidence], final: Evidence | None, score: float) -> bool:
    """Whether people are still to learn: where no word says so, the judge must be surer."""
    if final is not None and final.cue.verdict in {"planned", "completed"}:
        return final.cue.verdict == "planned"
    told = one.planned or any(found.cue.speaks_for == "planned" for found in evidence)
    return round(score, 4) > (0 if told else _UNTOLD)


def _with_wholes(found: list[PeopleVerdict], case: PeopleCase, scores: np.ndarray, least: float) -> list[PeopleVerdict]:
    """The accepted numbers with the likeliest number that each is a part of, where one is likely; no circles."""
    places = {index: place for place, index in enumerate(i for i, one in enumerate(found) if one.accepted)}
    wholes: dict[int, int] = {}
    order = sorted(range(len(case.pairs)), key=lambda at: -float(scores[at]))
    for at in order:
        part, whole = case.pairs[at]
        if float(scores[at]) <= (_TOLD_PART if tells_of_part(case.pair_features[at]) and part > whole else least):
            continue
        if part in wholes or part not in places or whole not in places:
            continue
        if found[part].people.number.value > found[whole].people.number.value or _leads_to(wholes, whole, part):
            continue
        taken = sum(found[other].people.number.value for other, its in wholes.items() if its == whole)
        if taken + found[part].people.number.value > found[whole].people.number.value and float(scores[at]) < _OVERLAP:
            continue
        wholes[part] = whole
    return [replace(one, whole=places[wholes[index]]) if index in wholes else one for index, one in enumerate(found)]


def _leads_to(wholes: dict[int, int], start: int, end: int) -> bool:
    at: int | None = start
    while at is not None:
        if at == end:
            return True
        at = wholes.get(at)
    return False
