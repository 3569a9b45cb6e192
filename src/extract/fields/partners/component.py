"""The spaCy component for the field partners: organizations that take part in the work a paragraph describes.

Names first (``names``), then who of them is the reporter (``reporter``), then each one's place in its sentence (``clauses``)
and its role there (``roles``); one organization is one partner under all its names (``merge``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extract.fields.partners.clauses import Clauses, Place, spans
from extract.fields.partners.gazetteer import TABLE
from extract.fields.partners.merge import partners_of
from extract.fields.partners.names import SURE, Name, Seen, find_names
from extract.fields.partners.reporter import reporter_of
from extract.fields.partners.role_rules import RoleRule
from extract.fields.partners.roles import Verdict, asked_of, decide, is_for
from extract.fields.partners.rules import PartnerRules, compile_rules
from extract.fields.partners.states import STATE, states
from extract.language import context
from extract.language.mention import Mention, TurnedDown
from extract.language.trailing import trailing_heading
from extract.rules.load import load_patterns

_CAPITAL_INSIDE = re.compile(r"[A-Z]{2}|[^\W_][^.!?]{0,3} [A-Z]|-[A-Za-z]")
_NO_CUE = "partners.not.no-cue"
# The rules to ask of a name, by its kind and what refused it.
Asked = dict[tuple[str, str], list[tuple[RoleRule, bool]]]


@Language.factory("extract_partners", default_config={"patterns": None})
def create(nlp: Language, name: str, patterns: str | None) -> Callable[[Doc], Doc]:
    """The component, with the folder ``patterns`` laid over the bundled rules.

    Raises ``extract.rules.load.PatternError`` where a rule is wrong.
    """
    context.register("partners", "countries")
    loaded = load_patterns(Path(patterns) if patterns else None)
    rules = compile_rules(loaded)
    listed = {row.id: row["name"] for row in loaded.table(TABLE)}
    joint = re.compile(rf"\b(?:{rules.lists['with_support']})\b", re.IGNORECASE)

    asked: Asked = {}

    def component(doc: Doc) -> Doc:
        return _annotate(doc, rules, joint, asked, listed)

    return component


def _annotate(doc: Doc, rules: PartnerRules, joint: re.Pattern[str], asked: Asked, listed: Mapping[str, str]) -> Doc:
    text = doc.text
    if not _CAPITAL_INSIDE.search(text):
        doc._.partners = []
        return doc
    given = doc._.extract_context
    stop = trailing_heading(doc)
    names = find_names(text, rules, given.acronyms, _seen(doc, text))
    names = states(doc, names)
    reporter = reporter_of(given.reporter, rules, given.acronyms)
    placed = list(Clauses(doc, text[:stop], names, rules.lists["det"], rules.lists["kinds"]).places())
    own = {place.name.start: rule for place in placed if (rule := reporter.owned_by(place.name, text, rules))}
    others = [place for place in placed if place.name.start not in own]
    verdicts = {place.name.start: _verdict(place, rules, joint, asked) for place in others}
    verdicts = {place.name.start: _shared(place, verdicts) for place in others}
    found = [(place.name, one) for place in others if isinstance(one := verdicts[place.name.start], Verdict)]
    doc._.partners, fired = partners_of(text, [place.name for place in others], found, listed)
    held = {name.key for name, _ in found}
    down = [
        one
        for place in placed
        if place.name.key not in held and isinstance(one := verdicts.get(place.name.start) or _own(place.name, own), TurnedDown)
    ]
    doc._.turned_down = [*doc._.turned_down, *down]
    doc._.fired = [*doc._.fired, *fired, *_lists(text, others, verdicts, rules)]
    return doc


def _own(name: Name, own: Mapping[int, str]) -> TurnedDown:
    return _down(name, own[name.start], "the reporter itself, or a part of it")


def _lists(
    text: str, places: Sequence[Place], verdicts: Mapping[int, Verdict | TurnedDown], rules: PartnerRules
) -> Iterator[Mention]:
    """The word lists and spellings that had a say, at the names for which they had it."""
    lists = {rule.id: rule.lists for rule in rules.roles}
    for place in places:
        name, verdict = place.name, verdicts[place.name.start]
        used = lists.get(verdict.rule.id if isinstance(verdict, Verdict) else verdict.rule, ())
        if used and place.raw_before != place.own_before:
            used = ("det", *used)
        said = [f"partners.words.{one}" for one in used]
        if isinstance(verdict, Verdict) and name.rule.startswith("org."):
            words = set(re.findall(r"\w+", name.name.casefold()))
            said += [rule for rule, spelled in rules.spelled.items() if words & spelled]
        for one in said:
            yield Mention(name.start, name.end, text[name.start : name.end], one)


def _shared(place: Place, verdicts: Mapping[int, Verdict | TurnedDown]) -> Verdict | TurnedDown:
    """A name's own verdict; where it has no cue of its own, that of the others in its list, for whose kind the rule is."""
    verdict = verdicts[place.name.start]
    name = place.name
    if isinstance(verdict, Verdict) or name.refused or name.strength < SURE or name.type == STATE or verdict.rule != _NO_CUE:
        return verdict
    for other in place.fellows:
        theirs = verdicts.get(other.start)
        if isinstance(theirs, Verdict) and is_for(name, theirs.rule):
            return theirs
    return verdict


def _seen(doc: Doc, text: str) -> Seen:
    """What spaCy and the component for countries say of the text's capitals."""
    entities = []
    for one in doc.ents:
        first = one[1:] if len(one) > 1 and one[0].lower_ == "the" else one
        last = first[:-1] if len(first) > 1 and first[-1].text in {"'s", "’s"} else first
        entities.append((last.start_char, last.end_char, last.label_))
    places = {start: end for start, end, label in entities if label == "GPE"}
    places |= {mention.start: mention.end for country in doc._.countries for mention in country.mentions}
    return Seen(entities, places, frozenset(start for start, _ in spans(text)))


def _verdict(place: Place, rules: PartnerRules, joint: re.Pattern[str], asked: Asked) -> Verdict | TurnedDown:
    """The rule that gives a name its role, or why it has none."""
    name = place.name
    kind = (name.type, name.refused)
    if kind not in asked:
        asked[kind] = asked_of(name, rules.roles)
    verdict = decide(place, asked[kind], joint)
    if name.refused and (verdict is None or verdict.failed is not None):
        return _down(name, name.refused, "names no organization that can be a partner")
    if verdict is None:
        return _down(name, _NO_CUE, "nothing says that it takes part in the work")
    if verdict.failed is not None:
        return _down(name, verdict.rule.id, verdict.failed)
    return verdict


def _down(name: Name, rule: str, reason: str) -> TurnedDown:
    return TurnedDown("partners", name.start, name.end, name.name, rule, reason)
