"""The names of countries, peoples and places, read from ``patterns/countries``."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from extract.fields.countries.words import keys
from extract.rules.load import Patterns

Kind = Literal["name", "demonym", "place", "phrase"]
_FOLDER = "countries/"
# How well known a place is: by its name alone, among places of the name the largest, or only in its country.
KNOWN, LARGE, SMALL = 3, 2, 1
_SHORTEST_SMALL = 3


@dataclass(frozen=True, slots=True)
class Option:
    """A country that a name may stand for, the rule that says so, and (for places) how well known the place is."""

    iso3: str
    rule: str
    rank: int = KNOWN


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name of the lists is."""

    kind: Kind
    options: tuple[Option, ...]
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """A country's UN short name and M49 code."""

    name: str
    m49: str | None


@dataclass(frozen=True)
class Gazetteer:
    """``entries`` by the keys of a name's words; ``longest`` the number of words of the longest name by its first word;
    ``joining`` the rule of each word that may stand between names that share their last words."""

    entries: Mapping[tuple[str, ...], Entry]
    longest: Mapping[str, int]
    about: Mapping[str, About]
    joining: Mapping[str, str] = field(default_factory=dict)


@functools.lru_cache(maxsize=2)
def gazetteer(patterns: Patterns) -> Gazetteer:
    """All names, ready to be looked up. Raises ``extract.rules.load.PatternError`` where a table is wrong."""
    about: dict[str, About] = {}
    names: dict[tuple[str, ...], Entry] = {}
    for row in patterns.table(_FOLDER + "countries.csv"):
        iso3 = row["iso3"]
        if not iso3 or not row["name"]:
            raise row.wrong("needs iso3 and name")
        about[iso3] = About(row["name"], row["m49"] or None)
        peoples = (*row.several("demonyms"), *row.several("peoples"))
        rule = row.id.replace(".name.", ".demonym.")
        names |= {keys(one): Entry("demonym", (Option(iso3, rule),)) for one in peoples if keys(one) not in names}
        names |= {keys(one): Entry("name", (Option(iso3, row.id),)) for one in (row["name"], *row.several("aliases"))}
    places = _places(patterns)
    for given in places:
        if given not in names:
            names[given] = places[given]
    _share(patterns, names, about)
    for phrase_rule in patterns.rule_file(_FOLDER + "not_countries.yaml"):
        if phrase_rule.body.get("use") == "phrase":
            entry = Entry("phrase", (Option("", phrase_rule.id),))
            names |= {keys(one): entry for one in phrase_rule.body.get("words") or ()}
    names.pop((), None)
    longest: dict[str, int] = {}
    for given in names:
        longest[given[0]] = max(longest.get(given[0], 0), len(given))
    return Gazetteer(names, longest, about, _joining(patterns))


def _joining(patterns: Patterns) -> dict[str, str]:
    rules = (rule for rule in patterns.rule_file(_FOLDER + "signs.yaml") if rule.body.get("use") == "joining")
    return {str(word): rule.id for rule in rules for word in rule.body.get("words") or ()}


def _places(patterns: Patterns) -> dict[tuple[str, ...], Entry]:
    found: dict[tuple[str, ...], dict[str, Option]] = {}
    doubtful, always, everywhere = _doubtful(patterns)
    for row in patterns.table(_FOLDER + "places.csv"):
        _lay(found, row.several("known"), Option(row["iso3"], row.id, KNOWN))
        _lay(found, row.several("local"), Option(row["iso3"], row.id, LARGE))
    sure = {given for given, options in found.items() if any(option.rank == KNOWN for option in options.values())}
    for row in patterns.table(_FOLDER + "subdivisions.csv"):
        _lay(found, row.several("names"), Option(row["iso3"], row.id, LARGE))
    for row in patterns.table(_FOLDER + "cities.csv"):
        _lay(found, row.several("major"), Option(row["iso3"], row.id, KNOWN))
        _lay(found, row.several("large"), Option(row["iso3"], row.id, LARGE))
        _lay(found, (one for one in row.several("small") if len(one) >= _SHORTEST_SMALL), Option(row["iso3"], row.id, SMALL))
    sure |= {given for given, options in found.items() if any(option.rank == KNOWN for option in options.values())} - always
    sure -= everywhere
    return {
        given: Entry("place", tuple(options.values()), given in doubtful and given not in sure)
        for given, options in found.items()
    }


def _doubtful(patterns: Patterns) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Names that are words too; those of them that stay in doubt however large the city; those even if places.csv has them."""
    rows = patterns.table(_FOLDER + "doubtful.csv")
    every, always, everywhere = (
        {keys(one) for row in rows if row["also_if_known"] in given for one in row.several("names")}
        for given in (("", "yes", "always"), ("yes", "always"), ("always",))
    )
    return every, always, everywhere


def _lay(found: dict[tuple[str, ...], dict[str, Option]], names: Iterable[str], option: Option) -> None:
    for name in names:
        options = found.setdefault(keys(name), {})
        if option.iso3 not in options or options[option.iso3].rank < option.rank:
            options[option.iso3] = option


def _share(patterns: Patterns, names: dict[tuple[str, ...], Entry], about: Mapping[str, About]) -> None:
    """Names of several countries: the first of a rule's countries is the one taken without a sign of another."""
    for rule in patterns.rule_file(_FOLDER + "ambiguous.yaml"):
        countries, forms = rule.body.get("countries"), rule.body.get("forms")
        if not isinstance(countries, list) or not isinstance(forms, list) or not all(iso3 in about for iso3 in countries):
            raise rule.wrong("needs forms and countries (alpha-3 codes of countries.csv)")
        options = tuple(Option(iso3, rule.id) for iso3 in countries)
        for form in forms:
            known = names.get(keys(form))
            names[keys(form)] = Entry(known.kind if known and known.kind == "name" else "demonym", options)
