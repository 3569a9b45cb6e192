"""How the field partners stands in gold, and how it is scored: by any of a partner's names, then by its role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from extract.fields.gold import Error, Gold, Sheet, Tally
from extract.fields.partners.value import Partner, Role, folded_name

if TYPE_CHECKING:
    from extract.rules.load import Patterns


@dataclass(frozen=True, slots=True)
class GoldPartner:
    """An organization that takes part; ``roles`` are those that careful readers give it, ``also`` other names that answer.

    ``optional``: readers differ on it.
    """

    name: str
    roles: tuple[str, ...]
    optional: bool = False
    also: tuple[str, ...] = ()

    def called(self) -> set[str]:
        """Its names, folded."""
        return {folded_name(name) for name in (self.name, *self.also)}


def names_of(partner: Partner) -> set[str]:
    """All that a found partner is called, folded."""
    names = (partner.name, partner.acronym, *(mention.text for mention in partner.mentions))
    return {folded_name(name) for name in names if name}


class PartnersGold(Gold):
    """A partner matches by any of its names, letter case, punctuation and a leading "the" aside; *roles* is a share of those."""

    def __init__(self) -> None:
        super().__init__("partners", "name")
        self.shares = ("roles",)

    def _wanted(self, given: Any) -> GoldPartner:
        if not isinstance(given["name"], str):
            raise ValueError("name must be a text")
        roles = tuple(_role(role) for role in given.get("roles") or (given["role"],))
        return GoldPartner(given["name"], roles, bool(given.get("optional")), tuple(map(str, given.get("also") or ())))

    def written(self, value: Mapping[str, Any]) -> Any:
        return {"name": value["name"], "role": value["role"]}

    def score(self, sheet: Sheet, id_: str, wanted: Sequence[GoldPartner], found: Sequence[Partner]) -> None:
        left, hit, right = list(found), 0, 0
        for one in sorted(wanted, key=lambda one: one.optional):
            match = next((other for other in left if one.called() & names_of(other)), None)
            if match is not None:
                left.remove(match)
            if one.optional:
                continue
            if match is None:
                sheet.errors.append(Error("partners", "missed", id_, f"{one.name} ({one.roles[0]})", None, one))
                continue
            hit += 1
            if match.role in one.roles:
                right += 1
            else:
                what = f"{one.name}: {match.role}, not {one.roles[0]}"
                sheet.errors.append(Error("roles", "role", id_, what, match, one))
        sheet.tallies["partners"] += Tally(hit, hit + len(left), sum(not one.optional for one in wanted))
        sheet.tallies["roles"] += Tally(right, hit, hit)
        sheet.errors += [Error("partners", "wrong", id_, f"{one.name} ({one.role})", one) for one in left]

    def denotes(self, text: str, wanted: Any, patterns: Patterns) -> bool:
        return folded_name(text) in wanted.called()

    def place(self, text: str, wanted: Any) -> int | None:
        found = text.casefold().find(wanted.name.casefold())
        return found if found >= 0 else None

    def near(self, wanted: Any, found: Iterable[Partner], turned_down: Iterable[str]) -> str | None:
        name = folded_name(wanted.name)
        return next((one for one in (*(one.name for one in found), *turned_down) if _overlap(folded_name(one), name)), None)


def _overlap(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and f" {shorter} " in f" {longer} "


def _role(role: str) -> str:
    if role not in get_args(Role):
        raise ValueError(f"role {role!r} is none of {', '.join(get_args(Role))}")
    return role
