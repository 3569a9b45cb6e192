"""How the field trained stands in gold, and how it is scored: by the count, then every detail, the group, the activity, the sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from extract.fields.countries.field import checked_code
from extract.fields.gold import Error, Gold, People, Sheet, Tally
from extract.fields.partners.value import folded_name
from extract.fields.trained.value import Activity, Status, Trained
from extract.language.numbers import Qualifier, numbers

if TYPE_CHECKING:
    from extract.rules.load import Patterns

# What must be equal for an item to be right with every detail.
DETAILS = ("count", "qualifier", "female", "male", "status", "part_of", "countries")
_WRITTEN = ("count", "qualifier", "group", "female", "male", "status", "part_of", "countries", "activity", "cumulative")


@dataclass(frozen=True, slots=True)
class GoldTrained:
    """A stated number of people who learned; ``part`` whether it is a part of another item; ``activity`` None where unsaid."""

    count: int
    qualifier: str
    group: str
    female: int | None
    male: int | None
    status: str
    part: bool
    countries: frozenset[str]
    optional: bool = False
    activity: str | None = None

    def detail(self) -> tuple[Any, ...]:
        """All that must be equal, by the names of ``DETAILS``."""
        return (self.count, self.qualifier, self.female, self.male, self.status, self.part, self.countries)


class TrainedGold(Gold):
    """An item matches on its count alone, and *trained all* asks for every detail.

    *group* and *activity* are shares of the matched items, *totals* of the paragraphs that have people to add up; *people* tells
    by how many a set is off.
    """

    sums = True

    def __init__(self) -> None:
        super().__init__("trained", "count")
        self.figures = ("trained", "trained all")
        self.shares = ("group", "activity", "totals")

    def read(self, given: Sequence[Any]) -> tuple[GoldTrained, ...]:
        for one in given:
            part = one.get("part_of")
            if part is not None and not (isinstance(part, int) and 0 <= part < len(given)):
                raise ValueError(f"trained: part_of {part} is no index of this list")
        return tuple(_trained(one) for one in given)

    def written(self, value: Mapping[str, Any]) -> Any:
        return {name: value[name] for name in _WRITTEN if name in value}

    def score(self, sheet: Sheet, id_: str, wanted: Sequence[GoldTrained], found: Sequence[Trained]) -> None:
        left, hit, exact, grouped, active, told = list(found), 0, 0, 0, 0, 0
        for one in sorted(wanted, key=lambda one: one.optional):
            same = [other for other in left if other.count == one.count]
            if not same:
                if not one.optional:
                    sheet.errors.append(Error("trained", "missed", id_, f"{one.count} {one.group}", None, one))
                continue
            match = same[0] if one.optional else max(same, key=lambda other: -len(differing(other, one)))
            left.remove(match)
            if one.optional:
                continue
            hit += 1
            grouped += same_group(match.group, one.group)
            active += one.activity == match.activity
            told += one.activity is not None
            exact += not differing(match, one)
            sheet.errors += _differences(id_, match, one)
        wanted_count = sum(not one.optional for one in wanted)
        sheet.tallies["trained"] += Tally(hit, hit + len(left), wanted_count)
        sheet.tallies["trained all"] += Tally(exact, hit + len(left), wanted_count)
        sheet.tallies["group"] += Tally(grouped, hit, hit)
        sheet.tallies["activity"] += Tally(active, told, told)
        sheet.errors += [Error("trained", "wrong", id_, f"{one.count} {one.group}", one) for one in left]
        _sum(sheet, id_, wanted, found)

    def denotes(self, text: str, wanted: Any, patterns: Patterns) -> bool:
        return any(number.value == wanted.count for number in numbers(text))

    def place(self, text: str, wanted: Any) -> int | None:
        return next((one.start for one in numbers(text) if one.value == wanted.count), None)


def _differences(id_: str, match: Trained, wanted: GoldTrained) -> Iterable[Error]:
    differs = differing(match, wanted)
    if differs:
        what = f"{wanted.count} {wanted.group}: {_told(match, wanted, differs)}"
        yield Error("trained all", "differs", id_, what, match, wanted, differs)
    if not same_group(match.group, wanted.group):
        what = f"{wanted.count}: “{match.group}”, not “{wanted.group}”"
        yield Error("group", "differs", id_, what, match, wanted, ("group",))
    if wanted.activity is not None and match.activity != wanted.activity:
        what = f"{wanted.count} {wanted.group}: {match.activity}, not {wanted.activity}"
        yield Error("activity", "differs", id_, what, match, wanted, ("activity",))


def _sum(sheet: Sheet, id_: str, wanted: Sequence[GoldTrained], found: Sequence[Trained]) -> None:
    """The people to add up: a paragraph on whose items careful readers differ is left out."""
    if any(one.optional for one in wanted):
        return
    said = sum(one.count for one in wanted if one.status == "completed" and not one.part and one.qualifier != "at_most")
    have = sum(o.count for o in found if o.status == "completed" and o.part_of is None and o.qualifier != "at_most")
    sheet.people += People(said, have, abs(said - have))
    if said or have:
        sheet.tallies["totals"] += Tally(int(said == have), 1, 1)
    if said != have:
        sheet.errors.append(Error("totals", "differs", id_, f"{have:,} people, not {said:,}"))


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


def same_group(have: str, want: str) -> bool:
    """Whether a group begins with the wanted one's first word, or holds all of its words."""
    wanted, found = folded_name(want).split(), folded_name(have or "").split()
    return wanted[:1] == found[:1] or set(wanted) <= set(found)


def _trained(given: Mapping[str, Any]) -> GoldTrained:
    count, qualifier, group, activity = given["count"], given["qualifier"], given["group"], given.get("activity")
    if not isinstance(count, int) or isinstance(count, bool):
        raise ValueError("count must be a whole number")
    if not isinstance(group, str):
        raise ValueError("group must be a text")
    return GoldTrained(
        count=count,
        qualifier=_one_of(qualifier, get_args(Qualifier), "qualifier"),
        group=group,
        female=given.get("female"),
        male=given.get("male"),
        status=_one_of(given["status"], get_args(Status), "status"),
        part=given.get("part_of") is not None,
        countries=frozenset(checked_code(code) for code in given.get("countries") or ()),
        optional=bool(given.get("optional")),
        activity=None if activity is None else _one_of(activity, get_args(Activity), "activity"),
    )


def _one_of(value: str, choices: Iterable[str], key: str) -> str:
    if value not in choices:
        raise ValueError(f"{key} {value!r} is none of {', '.join(choices)}")
    return value
