"""Scores records against gold.

countries and resolutions are sets a paragraph (countries via context left out); a partner matches by any of its names, letter
case, punctuation and a leading "the" aside; a trained item matches on its count alone, and *trained all* asks for every detail.
What gold marks optional costs nothing either way. *roles* and *group* are shares of the matched partners and items.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extract.evaluate.gold import DETAILS, GoldItem, GoldPartner, GoldTrained
from extract.records.record import Country, Mention, Partner, Record, Resolution, Trained

FIELDS = ("countries", "resolutions", "partners", "trained", "trained all")
SHARES = ("roles", "group")


@dataclass(frozen=True, slots=True)
class Tally:
    """Hits, found and wanted of one field; for a share ``found`` and ``gold`` are both the number of pairs looked at."""

    hit: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Hits among what was found; 1 where nothing was."""
        return self.hit / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Hits among what gold holds; 1 where it holds nothing."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both (of a share: the share itself)."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Error:
    """One error: ``kind`` is missed, wrong, role or differs; ``what`` in words; ``value`` what was found (None for a miss);
    ``wanted`` what gold holds (None for a wrong one); ``attributes`` the details that differ."""

    field: str
    kind: str
    id: str
    what: str
    value: Country | Partner | Trained | Resolution | None = None
    wanted: str | GoldPartner | GoldTrained | None = None
    attributes: tuple[str, ...] = ()

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Where the wrong value stands; empty for a miss."""
        return self.value.mentions if self.value else ()


@dataclass
class Sheet:
    """The tallies of one paragraph by field, and its errors."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[Error] = field(default_factory=list)


def score(gold: Sequence[GoldItem], records: Iterable[Record]) -> list[Sheet]:
    """One sheet a gold paragraph, in order. A record answers the paragraph whose id is its ``source.id``."""
    by_id: dict[str | None, list[Record]] = defaultdict(list)
    for record in records:
        by_id[record.source.id].append(record)
    return [_sheet(item, by_id[item.id]) for item in gold]


def total(sheets: Iterable[Sheet]) -> dict[str, Tally]:
    """The tallies of all paragraphs, by field."""
    found = {name: Tally() for name in (*FIELDS, *SHARES)}
    for sheet in sheets:
        for name, tally in sheet.tallies.items():
            found[name] += tally
    return found


def _sheet(item: GoldItem, records: Sequence[Record]) -> Sheet:
    sheet = Sheet()
    countries = {one.iso3: one for record in records for one in record.countries if one.via != "context"}
    _sets(sheet, "countries", item.id, item.countries, countries)
    resolutions = {folded_symbol(one.symbol): one for record in records for one in record.resolutions}
    _sets(sheet, "resolutions", item.id, {folded_symbol(symbol) for symbol in item.resolutions}, resolutions)
    _partners(sheet, item, [one for record in records for one in record.partners])
    _trained(sheet, item, [(one, record.trained) for record in records for one in record.trained])
    return sheet


def _sets(sheet: Sheet, name: str, id_: str, want: Iterable[str], have: Mapping[str, Country | Resolution]) -> None:
    wanted = set(want)
    sheet.tallies[name] += Tally(len(wanted & have.keys()), len(have), len(wanted))
    sheet.errors += [Error(name, "missed", id_, one, None, one) for one in sorted(wanted - have.keys())]
    sheet.errors += [Error(name, "wrong", id_, one, have[one]) for one in sorted(have.keys() - wanted)]


def _partners(sheet: Sheet, item: GoldItem, found: list[Partner]) -> None:
    left, hit, right = list(found), 0, 0
    for wanted in sorted(item.partners, key=lambda one: one.optional):
        match = next((one for one in left if folded_name(wanted.name) in _names(one)), None)
        if match is not None:
            left.remove(match)
        if wanted.optional:
            continue
        if match is None:
            sheet.errors.append(Error("partners", "missed", item.id, f"{wanted.name} ({wanted.roles[0]})", None, wanted))
            continue
        hit += 1
        if match.role in wanted.roles:
            right += 1
        else:
            what = f"{wanted.name}: {match.role}, not {wanted.roles[0]}"
            sheet.errors.append(Error("roles", "role", item.id, what, match, wanted))
    wanted_count = sum(not one.optional for one in item.partners)
    sheet.tallies["partners"] += Tally(hit, hit + len(left), wanted_count)
    sheet.tallies["roles"] += Tally(right, hit, hit)
    sheet.errors += [Error("partners", "wrong", item.id, f"{one.name} ({one.role})", one) for one in left]


def _trained(sheet: Sheet, item: GoldItem, found: list[tuple[Trained, Sequence[Trained]]]) -> None:
    left, hit, exact, grouped = [one for one, _ in found], 0, 0, 0
    for wanted in sorted(item.trained, key=lambda one: one.optional):
        same = [one for one in left if one.count == wanted.count]
        if not same:
            if not wanted.optional:
                what = f"{wanted.count} {wanted.group}"
                sheet.errors.append(Error("trained", "missed", item.id, what, None, wanted))
            continue
        match = same[0] if wanted.optional else max(same, key=lambda one: -len(differing(one, wanted)))
        left.remove(match)
        if wanted.optional:
            continue
        hit += 1
        grouped += same_group(match.group, wanted.group)
        differs = differing(match, wanted)
        exact += not differs
        if differs:
            what = f"{wanted.count} {wanted.group}: {_told(match, wanted, differs)}"
            sheet.errors.append(Error("trained all", "differs", item.id, what, match, wanted, differs))
        if not same_group(match.group, wanted.group):
            what = f"{wanted.count}: “{match.group}”, not “{wanted.group}”"
            sheet.errors.append(Error("group", "differs", item.id, what, match, wanted, ("group",)))
    wanted_count = sum(not one.optional for one in item.trained)
    sheet.tallies["trained"] += Tally(hit, hit + len(left), wanted_count)
    sheet.tallies["trained all"] += Tally(exact, hit + len(left), wanted_count)
    sheet.tallies["group"] += Tally(grouped, hit, hit)
    sheet.errors += [Error("trained", "wrong", item.id, f"{one.count} {one.group}", one) for one in left]


def _detail(one: Trained) -> tuple[object, ...]:
    return (one.count, one.qualifier, one.female, one.male, one.status, one.part_of is not None, frozenset(one.countries))


def differing(one: Trained, wanted: GoldTrained) -> tuple[str, ...]:
    """The names of the details in which a found item differs from the gold one."""
    pairs = zip(DETAILS, _detail(one), wanted.detail(), strict=True)
    return tuple(name for name, have, want in pairs if have != want)


def _told(one: Trained, wanted: GoldTrained, names: Iterable[str]) -> str:
    pairs = {name: (have, want) for name, have, want in zip(DETAILS, _detail(one), wanted.detail(), strict=True)}
    return "; ".join(f"{name} {_shown(pairs[name][0])}, not {_shown(pairs[name][1])}" for name in names)


def _shown(value: object) -> str:
    return "+".join(sorted(value)) or "none" if isinstance(value, frozenset) else str(value)


def folded_name(name: str) -> str:
    """A name without letter case, punctuation and a leading article."""
    plain = re.sub(r"[^\w]+", " ", name.casefold().replace("’", "'").replace("'", "")).strip()
    return re.sub(r"^the ", "", plain)


def folded_symbol(symbol: str) -> str:
    """A symbol without blanks, in capitals."""
    return re.sub(r"\s+", "", symbol).upper()


def _names(partner: Partner) -> set[str]:
    names = (partner.name, partner.acronym, *(mention.text for mention in partner.mentions))
    return {folded_name(name) for name in names if name}


def same_group(have: str, want: str) -> bool:
    """Whether a group begins with the wanted one's first word, or holds all of its words."""
    wanted, found = folded_name(want).split(), folded_name(have or "").split()
    return wanted[:1] == found[:1] or set(wanted) <= set(found)
