"""Annotated paragraphs as the judge's cases with what is right: which candidate each gold value is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extract.fields.build import build_candidates
from extract.fields.partners import component as partners
from extract.fields.partners.case import organization_case
from extract.fields.partners.names import Name
from extract.fields.partners.rules import PartnerRules
from extract.fields.partners.rules import compile_rules as partner_rules
from extract.fields.resources import Resources, resources
from extract.fields.trained import component as trained
from extract.fields.trained.people import People, PeopleFinder
from extract.fields.trained.rules import TrainedRules
from extract.fields.trained.rules import compile_rules as trained_rules
from extract.judge.case import ROLES, OrganizationCase, PeopleCase
from extract.judge.encode import prefix_of
from extract.language.acronyms import defined_acronyms
from extract.language.context import Context
from extract.language.view import view_of

_PAGE = re.compile(r" p\d+$")
# What a number of people is that is no learner, where an annotator said so (docs/gold.md).
WHY = (
    "item", "sex", "again", "not_happened", "allowed", "reach", "attendance", "service", "trainer", "staff", "victim", "population", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PeopleLabels:
    """What is right of a paragraph's numbers, by candidate.

    ``learned``: 1, 0, or -1 where readers may differ; ``why``: an index into ``WHY``, -1 where nobody said; ``items``: the gold item of
    each candidate that is one; ``parts``: the pairs (part, whole); ``missed``: gold counts that are no candidate.
    """

    learned: tuple[int, ...]
    why: tuple[int, ...]
    items: Mapping[int, Mapping[str, Any]]
    parts: frozenset[tuple[int, int]]
    missed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OrganizationLabels:
    """What is right of each organization: the roles (indexes into ``ROLES``) that answer, empty for no partner, None where readers differ."""

    roles: tuple[tuple[int, ...] | None, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One annotated paragraph. ``group`` is its report: what stays on one side of a split; ``codes`` the countries of the case."""

    id: str
    group: str
    source: str
    text: str
    reporter: str
    section: str
    counts: tuple[int, ...]
    codes: tuple[str, ...]
    people: PeopleCase | None
    people_labels: PeopleLabels | None
    organizations: OrganizationCase | None
    organization_labels: OrganizationLabels | None

    @property
    def prefix(self) -> str:
        """What the encoder reads before the text."""
        return prefix_of(self.reporter or None, self.section or None)


class Labeller:
    """Finds the candidates of annotated paragraphs and says which of them gold holds.

    ``known`` are the columns of the cues that a judge was trained with; without it every cue has one.
    """

    def __init__(self, patterns: str | None = None, known: Mapping[str, int] | None = None) -> None:
        self.nlp: Language = build_candidates(patterns)
        self.shared: Resources = resources(self.nlp.vocab, patterns)
        self.trained: TrainedRules = trained_rules(self.shared.patterns)
        self.partners: PartnerRules = partner_rules(self.shared.patterns)
        self.finder = PeopleFinder(self.trained)
        self.places = (
            self.shared.places(known) if known else {rule: column for column, rule in enumerate(sorted(self.shared.cues))}
        )

    def read(self, paths: Iterable[Path]) -> Iterator[Labelled]:
        """The paragraphs of gold files (docs/gold.md)."""
        for path in paths:
            for line in path.read_text("utf-8").splitlines():
                if line.strip():
                    yield self.labelled(json.loads(line), path.name)

    def labelled(self, gold: Mapping[str, Any], source: str) -> Labelled:
        """One annotated paragraph."""
        given = gold.get("context") or {}
        doc = self.nlp.make_doc(gold["text"])
        section = gold.get("section") or ""
        doc._.extract_context = Context(
            given.get("title"),
            given.get("reporter"),
            tuple(given.get("countries") or ()),
            (section,) if section else (),
            defined_acronyms([gold["text"]]),
        )
        doc = self.nlp(doc)
        names, own = partners.names_of(doc, self.partners)
        doc.spans[partners.ORGANIZATIONS] = [
            span for one in names if (span := doc.char_span(one.start, one.end, label=one.type, alignment_mode="expand"))
        ]
        organizations, organization_labels = self._organizations(doc, names, own, gold)
        people, people_labels, counts, codes = self._people(doc, gold)
        return Labelled(
            id=str(gold["id"]),
            # Some gold names a report with its page: its pages stay together all the same.
            group=_PAGE.sub("", str(gold.get("report") or gold["id"])),
            source=source,
            text=view_of(doc).text,
            reporter=given.get("reporter") or "",
            section=section,
            counts=counts,
            codes=codes,
            people=people,
            people_labels=people_labels,
            organizations=organizations,
            organization_labels=organization_labels,
        )

    def _people(
        self, doc: Doc, gold: Mapping[str, Any]
    ) -> tuple[PeopleCase | None, PeopleLabels | None, tuple[int, ...], tuple[str, ...]]:
        found = trained.candidates_of(doc, self.trained, self.finder)
        if not found:
            missed = tuple(one["count"] for one in gold["trained"] if not one.get("optional"))
            return None, PeopleLabels((), (), {}, frozenset(), missed) if missed else None, (), ()
        people = found[1]
        countries = trained.countries_near(doc, self.shared.countries_named)
        case = trained.case_of(doc, people, countries, self.shared, self.places)
        labels = people_labels(view_of(doc).text, people, gold)
        return case, labels, tuple(one.number.value for one in people), tuple(one.iso3 for one in countries)

    def _organizations(
        self, doc: Doc, names: Sequence[Name], own: Mapping[int, str], gold: Mapping[str, Any]
    ) -> tuple[OrganizationCase | None, OrganizationLabels]:
        groups = partners.organizations(names, own)
        labels = organization_labels(doc.text, groups, gold["partners"])
        if not groups:
            return None, labels
        view = view_of(doc)
        return organization_case(view, groups, names, self.shared.hits(view), self.places), labels


def people_labels(text: str, people: Sequence[People], gold: Mapping[str, Any]) -> PeopleLabels:
    """Which candidate each gold item is: of those with its count the nearest to ``at``, where an annotator gave it."""
    items = sorted(enumerate(gold["trained"]), key=lambda pair: bool(pair[1].get("optional")))
    places: dict[int, int] = {}
    for number, item in items:
        free = [i for i, one in enumerate(people) if one.number.value == item["count"] and i not in places.values()]
        if free:
            places[number] = min(free, key=lambda i: _cost(text, people[i], item, i))
    learned = [0] * len(people)
    for number, place in places.items():
        learned[place] = -1 if gold["trained"][number].get("optional") else 1
    why = [0 if one == 1 else -1 for one in learned] if gold.get("others") is not None else [-1] * len(people)
    for other in gold.get("others") or ():
        at = text.find(other["at"])
        for i, one in enumerate(people):
            if learned[i] == 0 and at >= 0 and one.start - 2 <= at <= one.number.end:
                why[i] = WHY.index(other["why"])
    parts = {
        (places[number], places[item["part_of"]])
        for number, item in items
        if number in places and item.get("part_of") in places
    }
    missed = tuple(item["count"] for number, item in items if number not in places and not item.get("optional"))
    kept = {place: gold["trained"][number] for number, place in places.items()}
    return PeopleLabels(tuple(learned), tuple(why), kept, frozenset(parts), missed)


def _cost(text: str, one: People, item: Mapping[str, Any], index: int) -> tuple[float, ...]:
    at = text.find(item["at"]) if item.get("at") else -1
    if at >= 0:
        return (abs(one.number.start - at),)
    group, wanted = folded(text[one.group_start : one.group_end]), folded(item.get("group") or "")
    return (group != wanted, wanted not in group, index)


def organization_labels(text: str, groups: Sequence[Sequence[Name]], gold: Sequence[Mapping[str, Any]]) -> OrganizationLabels:
    """The roles of each organization that gold holds, by any of its names."""
    called = [{folded(one) for one in [partner["name"], *partner.get("also", ())]} for partner in gold]
    used: set[int] = set()
    roles: list[tuple[int, ...] | None] = []
    for group in groups:
        names = {folded(said) for one in group for said in (one.name, one.acronym, text[one.start : one.end]) if said}
        match = next((i for i, answers in enumerate(called) if answers & names and i not in used), None)
        if match is None:
            roles.append(())
            continue
        used.add(match)
        partner = gold[match]
        roles.append(
            None if partner.get("optional") else tuple(ROLES.index(one) for one in partner.get("roles", [partner["role"]]))
        )
    missed = tuple(one["name"] for i, one in enumerate(gold) if i not in used and not one.get("optional"))
    return OrganizationLabels(tuple(roles), missed)


def folded(name: str) -> str:
    """A name without letter case, punctuation and a leading article, as score.py compares them."""
    plain = re.sub(r"[^\w]+", " ", name.casefold().replace("’", "'").replace("'", "")).strip()
    return re.sub(r"^the ", "", plain)
