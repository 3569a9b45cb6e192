"""Names of organizations in a text, with their bounds: listed ones, defined acronyms, capitalized words with a name's head."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.fields.partners.bounds import Bounds
from extract.fields.partners.gazetteer import Organization
from extract.fields.partners.rules import Head, PartnerRules
from extract.fields.partners.runs import Runs
from extract.fields.partners.words import Word, keys_of, words_of
from extract.language.acronyms import definitions

# How sure one may be that capitalized words name an organization.
CAPITALS, ENTITY, SURE = 0, 1, 2
# What spaCy's labels of names say: organizations, and what is none (labels of amounts and the like say nothing).
_ORGANIZATION = "ORG"
_NONE = frozenset({"GPE", "LOC", "NORP", "DATE", "TIME", "LAW", "EVENT", "LANGUAGE", "WORK_OF_ART", "FAC"})
_PERSON = "PERSON"
_KIND_BEFORE = 40
_LEAST_SHARE = 0.6
_NEARLY_ALL = 0.8


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of an organization. ``outer`` is where what belongs to it ends (a bracketed acronym behind the name).

    ``name`` is how it is called (another than ``text[start:end]`` where several ministries share one head), ``key`` what the
    mentions of one organization share, ``rule`` what found it, ``strength`` one of CAPITALS, ENTITY, SURE; ``person``: spaCy holds it for one;
    ``listed``: it stands in organizations.csv; ``headed``: a head of names tells it.
    """

    start: int
    end: int
    outer: int
    name: str
    acronym: str | None
    type: str
    rule: str
    strength: int
    key: str
    parent: str = ""
    refused: str = ""
    person: bool = False
    listed: bool = False
    headed: bool = False


@dataclass(frozen=True)
class Seen:
    """What else is known of a text: spaCy's entities with their labels (without leading articles), places, sentences' starts."""

    entities: Sequence[tuple[int, int, str]]
    places: Mapping[int, int]
    starts: frozenset[int]


def find_names(text: str, rules: PartnerRules, acronyms: Mapping[str, str], seen: Seen) -> list[Name]:
    """The mentions in order, none overlapping.

    ``acronyms`` are those defined anywhere in the report. A mention that a rule says is no organization has that rule in
    ``refused``.
    """
    words = words_of(text, rules.spellings)
    runs = Runs(words, rules, seen.places, seen.starts.__contains__)
    organizations = [(start, end) for start, end, label in seen.entities if label == _ORGANIZATION]
    bounds = Bounds(text, runs, rules, organizations)
    found: list[Name] = []
    at = 0
    while at < len(words):
        spans, at = bounds.next_names(at)
        for first, end, how in spans:
            found.append(_name(text, words[first:end], how, rules))
    found = [_known_acronym(one, text, acronyms, rules) for one in found]
    found = _with_entities([_said_to_be(one, text, rules, seen) for one in _defined_here(text, found, rules)], seen)
    return _one_key(_checked(text, found, rules), rules)


def _name(text: str, words: Sequence[Word], how: tuple[str, Organization | Head | None], rules: PartnerRules) -> Name:
    start, end = words[0].start, words[-1].end
    called, what = how
    name = called or text[start:end]
    if isinstance(what, Organization):
        return Name(start, end, end, name, what.acronym, what.type, what.id, SURE, what.id, what.parent, listed=True)
    key = " ".join(keys_of(name, rules.spellings))
    if what is None:
        return Name(start, end, end, name, None, "other", "partners.name.capitals", CAPITALS, key)
    best = what if what in rules.foreign.values() else _telling(keys_of(name, rules.spellings), rules) or what
    return Name(start, end, end, name, None, best.type, best.rule, SURE, key, headed=True)


def _telling(keys: tuple[str, ...], rules: PartnerRules) -> Head | None:
    """The first rule (the most telling one) whose head the name holds anywhere."""
    for head in rules.heads:
        for phrase in head.phrases:
            if any(keys[at : at + len(phrase)] == phrase for at in range(len(keys) - len(phrase) + 1)):
                return head
    return None


def _said_to_be(one: Name, text: str, rules: PartnerRules, seen: Seen) -> Name:
    """A name that the text says is one ("the NGO Danaya So") is held for one."""
    kinds = rules.kinds
    if one.strength > CAPITALS or kinds is None or rules.kinds_behind is None or seen.places.get(one.start) == one.end:
        return one
    if kinds.search(text[max(0, one.start - _KIND_BEFORE) : one.start]):
        return replace(one, strength=SURE, rule="partners.words.kinds")
    if rules.kinds_behind.match(text, one.end):
        return replace(one, strength=SURE, rule="partners.words.kinds_behind")
    return one


def _with_entities(found: Sequence[Name], seen: Seen) -> list[Name]:
    """Capitalized words gain strength where spaCy holds them for an organization, and are refused where for something else."""
    result: list[Name] = []
    for one in found:
        whole = len(one.name) == one.end - one.start
        if one.headed and whole and seen.places.get(one.start) == one.end:
            # "Russian Federation" is headed like a network; "Norway" may share the head of "the Governments of Chad and Norway".
            one = replace(one, strength=CAPITALS)
        if one.strength == CAPITALS and not one.refused:
            shares = [(label, _share(one, start, end)) for start, end, label in seen.entities]
            labels = {label for label, share in shares if share >= _LEAST_SHARE}
            if _ORGANIZATION in labels and _like_a_name(one.name):
                one = replace(one, strength=ENTITY, rule="partners.name.entity")
            elif (
                any(label in _NONE and share >= _NEARLY_ALL for label, share in shares) or seen.places.get(one.start) == one.end
            ):
                one = replace(one, refused="partners.not.entity")
            elif " " not in one.name and not looks_short(one.name) and (one.start in seen.starts or not labels):
                one = replace(one, refused="partners.not.word")
            one = replace(one, person=_PERSON in labels and not looks_short(one.name))
        result.append(one)
    return result


def _like_a_name(name: str) -> bool:
    """Whether spaCy's word may be taken for it: one plain word (Unity, Education) is too little."""
    return " " in name or looks_short(name)


def looks_short(name: str) -> bool:
    """Whether a word is written like an acronym: capitals side by side, or within it (UNDP, AfDB)."""
    return re.search(r"[A-Z]{2}|[a-z][A-Z]", name) is not None


def _share(one: Name, start: int, end: int) -> float:
    """How much of a name and a span is common to both."""
    common = min(one.end, end) - max(one.start, start)
    return common / (max(one.end, end) - min(one.start, start)) if common > 0 else 0.0


def _defined_here(text: str, found: Sequence[Name], rules: PartnerRules) -> list[Name]:
    """A name with its acronym in brackets behind it is one mention, known by both."""
    shorts: dict[int, tuple[str, int]] = {}
    whole: dict[int, int] = {}
    for defined in definitions(text):
        shorts[defined.name_end] = (defined.short, defined.short_end)
        whole[defined.name_start] = defined.name_end
    result: list[Name] = []
    skip = -1
    for one in found:
        if one.start < skip:
            continue
        if one.strength == SURE and not one.listed and whole.get(one.start, 0) > one.end:
            # The acronym behind it says how far the name goes.
            name = text[one.start : whole[one.start]]
            one = replace(one, end=whole[one.start], name=name, key=" ".join(keys_of(name, rules.spellings)))
        short = shorts.get(one.end) or _bracketed(text, one)
        if short is not None:
            close = text.find(")", short[1] - 1)
            outer = close + 1 if close >= 0 else one.end
            sure = max(one.strength, SURE if one.strength else ENTITY)
            one = replace(one, acronym=short[0], outer=outer, strength=sure)
            one = _listed_by_acronym(one, rules)
            skip = outer
        result.append(one)
    return result


def _listed_by_acronym(one: Name, rules: PartnerRules) -> Name:
    """A name that the table spells another way, known by its acronym: what the table says of it holds."""
    listed = rules.listed.by_short.get(one.acronym or "")
    words = set(keys_of(one.name, rules.spellings))
    if listed is None or one.rule == listed.id:
        return one
    theirs = set(keys_of(listed.name, rules.spellings))
    if len(words & theirs) < len(words | theirs) / 2:
        return one
    return replace(one, type=listed.type, rule=listed.id, strength=SURE, key=listed.id, parent=listed.parent)


_BRACKET = re.compile(r"\s*\(\s*[“\"‘']?([A-Z][\w.&/-]{1,14})[”\"’']?\s*\)")


def _bracketed(text: str, one: Name) -> tuple[str, int] | None:
    """A short form in brackets right behind a name that is sure: its letters need not spell the name (French ones)."""
    match = _BRACKET.match(text, one.end)
    if match is None or one.strength < SURE or sum(letter.isupper() for letter in match.group(1)) < 2:
        return None
    return match.group(1), match.end(1)


def _known_acronym(one: Name, text: str, acronyms: Mapping[str, str], rules: PartnerRules) -> Name:
    """A short form that the report defines elsewhere: what its full name says holds."""
    called = text[one.start : one.end]
    full = acronyms.get(called)
    if full is None:
        return one
    keys = keys_of(full, rules.spellings)
    if one.strength == SURE:
        short = rules.listed.by_short.get(called)
        if short is None or short.may_be(keys):
            return one
    listed = rules.listed.by_name.get(keys)
    if listed is not None:
        return replace(
            one, acronym=called, type=listed.type, rule=listed.id, strength=SURE, key=listed.id, parent=listed.parent
        )
    head = _telling(keys, rules)
    if head is not None:
        return replace(one, acronym=called, type=head.type, rule=head.rule, strength=SURE, key=" ".join(keys))
    # What is defined, but as no organization ("gender-based violence (GBV)").
    return replace(one, refused="partners.not.acronym", acronym=called)


# Not refused, or only for what spaCy thinks of it: a rule of not_names.yaml may say more.
_UNSURE = frozenset({"", "partners.not.word", "partners.not.entity"})


def _checked(text: str, found: Sequence[Name], rules: PartnerRules) -> list[Name]:
    """Marks what the rules say is no organization."""
    result = []
    for one in found:
        if one.refused in _UNSURE and not one.listed:
            keys = keys_of(one.name, rules.spellings)
            by_last = one.strength < SURE or rules.head_at_end(keys) is not None
            said = next((rule for rule in rules.not_names if rule.says(one.name, by_last)), None)
            if said is not None:
                one = replace(one, refused=said.id, strength=max(one.strength, ENTITY))
        result.append(one)
    return result


def _one_key(found: Sequence[Name], rules: PartnerRules) -> list[Name]:
    """One organization has one key under all its names: in full, by its acronym, shortened to a part of the full name."""
    by_acronym = {one.acronym: one.key for one in reversed(found) if one.acronym and one.outer > one.end}
    keys = [keys_of(one.name, rules.spellings) for one in found]
    result: list[Name] = []
    for at, one in enumerate(found):
        key = by_acronym.get(one.name, one.key)
        if key == one.key and one.rule != key and len(keys[at]) > 1 and not one.refused:
            # A later, shorter way to call a body that was named in full ("the Regional Centre").
            longer = (full for other, full in enumerate(found[:at]) if not full.refused and _shortens(keys[at], keys[other]))
            full = next(longer, None) if rules.head_at_end(keys[at]) is not None else None
            key = full.key if full is not None else key
        result.append(one if key == one.key else replace(one, key=key))
    return result


def _shortens(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of ``short`` are some of the longer name's, in its order."""
    rest = iter(long)
    return len(short) < len(long) and all(word in rest for word in short)
