"""The spaCy component for the field partners: organizations that take part in the work a paragraph describes.

Names first (``names``), then who of them is the reporter (``reporter``), then the judge's case for the others (``case``) and the role of
each (``decide``); one organization is one partner under all its names (``merge``).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.fields.partners.case import organization_case
from extract.fields.partners.decide import FIELD, decide
from extract.fields.partners.merge import partner_of
from extract.fields.partners.names import Name, Seen, find_names
from extract.fields.partners.reporter import reporter_of
from extract.fields.partners.rules import PartnerRules, compile_rules
from extract.fields.partners.states import states
from extract.fields.resources import Resources, resources
from extract.judge.case import HIDDEN
from extract.judge.weigh import weigh_organizations
from extract.language import context
from extract.language.mention import Mention, TurnedDown
from extract.language.view import view_of

ORGANIZATIONS = "organizations"
_CAPITAL_INSIDE = re.compile(r"[A-Z]{2}|[^\W_][^.!?]{0,3} [A-Z]|-[A-Za-z]")


@Language.factory("extract_partners", default_config={"patterns": None, "judge": None, "least": 0.0})
def create(nlp: Language, name: str, patterns: str | None, judge: str | None, least: float) -> Callable[[Doc], Doc]:
    """The component, with the folder ``patterns`` laid over the bundled rules and the judge of the folder ``judge``.

    Raises ``extract.rules.load.PatternError`` where a rule is wrong.
    """
    context.register("partners", "countries")
    shared = resources(nlp.vocab, patterns, judge, least)
    rules = compile_rules(shared.patterns)
    listed = {row.id: row["name"] for row in shared.patterns.table("partners/organizations.csv")}
    return functools.partial(annotate, shared=shared, rules=rules, listed=listed)


def annotate(doc: Doc, shared: Resources, rules: PartnerRules, listed: Mapping[str, str]) -> Doc:
    """The paragraph with ``doc._.partners``, its candidates in ``doc.spans["organizations"]``, and what was turned down."""
    doc._.partners = []
    if not _CAPITAL_INSIDE.search(context.text_of(doc)):
        return doc
    names, own = names_of(doc, rules)
    doc.spans[ORGANIZATIONS] = [span for one in names if (span := _span(doc, one)) is not None]
    text = context.text_of(doc)
    groups = organizations(names, own)
    down = [_own(one, own[one.start]) for one in names if one.start in own]
    if groups:
        view = view_of(doc)
        hits = shared.hits(view)
        case = organization_case(view, groups, names, hits, shared.places(shared.judge.places))
        scores = weigh_organizations(shared.judge.weights, shared.encoding(doc), case)
        verdicts = decide(view, groups, scores, shared)
        doc._.partners = [partner_of(text, one, listed) for one in verdicts if one.role]
        kept = [row for row, one in zip(scores.hidden, verdicts, strict=True) if one.role]
        doc.user_data.setdefault(HIDDEN, {})[FIELD] = ("role", kept)
        down += [one.turned_down(text) for one in verdicts if not one.role]
        said = {found.hit: found.mention(text) for one in verdicts for found in one.evidence}
        named = [Mention(one.start, one.end, text[one.start : one.end], one.rule) for one in names if not one.refused]
        doc._.fired = [*doc._.fired, *said.values(), *named, *_spelled(text, names, rules)]
    doc._.turned_down = [*doc._.turned_down, *down]
    return doc


def _spelled(text: str, names: Sequence[Name], rules: PartnerRules) -> Iterator[Mention]:
    """The spellings that had a say in a listed name."""
    for one in names:
        if one.listed:
            words = set(re.findall(r"\w+", one.name.casefold()))
            yield from (
                Mention(one.start, one.end, text[one.start : one.end], rule)
                for rule, spelled in rules.spelled.items()
                if words & spelled
            )


def names_of(doc: Doc, rules: PartnerRules) -> tuple[list[Name], dict[int, str]]:
    """The mentions of organizations in a paragraph's own text, and the rule by which each of the reporter's (by offset) is its own."""
    text = context.text_of(doc)
    given = doc._.extract_context
    end = len(view_of(doc).text)
    names = [one for one in states(doc, find_names(text, rules, given.acronyms, _seen(doc))) if one.end <= end]
    reporter = reporter_of(given.reporter, rules, given.acronyms)
    return names, {one.start: rule for one in names if (rule := reporter.owned_by(one, text, rules))}


def organizations(names: Sequence[Name], own: Mapping[int, str]) -> list[list[Name]]:
    """The mentions of each organization but the reporter, in the order of their first."""
    mine = {one.key for one in names if one.start in own}
    groups: dict[str, list[Name]] = {}
    for one in names:
        if one.key not in mine:
            groups.setdefault(one.key, []).append(one)
    return list(groups.values())


def _own(name: Name, rule: str) -> TurnedDown:
    return TurnedDown(FIELD, name.start, name.end, name.name, rule, "the reporter itself, or a part of it")


def _seen(doc: Doc) -> Seen:
    """What spaCy and the component for countries say of the text's capitals."""
    entities = []
    for one in doc.ents:
        first = one[1:] if len(one) > 1 and one[0].lower_ == "the" else one
        last = first[:-1] if len(first) > 1 and first[-1].text in {"'s", "’s"} else first
        entities.append((last.start_char, last.end_char, last.label_))
    places = {start: end for start, end, label in entities if label == "GPE"}
    places |= {mention.start: mention.end for country in doc._.countries for mention in country.mentions}
    return Seen(entities, places, frozenset(start for start, _ in view_of(doc).sentences))


def _span(doc: Doc, name: Name) -> Span | None:
    return doc.char_span(name.start, name.end, label=name.type, alignment_mode="expand")
