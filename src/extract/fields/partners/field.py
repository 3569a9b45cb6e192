"""The field partners, as the other rooms see it."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.fields.column import Cell, Column, joined
from extract.fields.field import Field, Offer, Plain, Where
from extract.fields.form import Form
from extract.fields.partners.gold import PartnersGold
from extract.fields.partners.value import STATE_ALONE, Partner, folded_name
from extract.fields.section import Found, Section
from extract.language.mention import TurnedDown

if TYPE_CHECKING:
    from extract.rules.edit import Proposal
    from extract.rules.load import PatternError, Patterns, Row

_ORGANIZATIONS = "partners/organizations.csv"
_NOT_NAMES = "partners/not_names.yaml"
# A rule that would have given an organization a role. All others say of capitalized words that they name no partner: far too
# many to look through.
# A body of which the judge is less sure than this to be a partner is merely named.
_DOUBT = 0.05
# Kinds of bodies that no list holds, and whose name says what they are.
_BY_THEIR_NAME = frozenset({"government", "police", "military", "judiciary", "academic"})


@functools.lru_cache(maxsize=2)
def _listed(patterns: Patterns) -> Mapping[str, Row]:
    """The rows of the gazetteer by each of their names, folded; of two that share a name the first has it."""
    found: dict[str, Row] = {}
    for row in patterns.table(_ORGANIZATIONS):
        for name in (row["name"], row["acronym"], *row.several("aliases")):
            if name:
                found.setdefault(folded_name(name), row)
    return found


@dataclass(frozen=True)
class Partners(Field[Partner]):
    """Organizations that take part in the work a paragraph describes."""

    def key(self, value: Plain) -> str:
        return " ".join(str(value["name"]).casefold().split())

    def called(self, value: Plain) -> str:
        name, acronym = value.get("name"), value.get("acronym")
        return f"{name} ({acronym})" if acronym and acronym != name else str(name)

    def short(self, value: Plain) -> str:
        return str(value.get("name"))

    def says(self, value: Partner) -> str:
        acronym = f" ({value.acronym})" if value.acronym and value.acronym != value.name else ""
        return f"{value.name}{acronym}: {value.role}, {value.type}"

    def names(self, value: Partner) -> Iterator[tuple[object, ...]]:
        name = value.name.casefold()
        yield (name,)
        yield (name, value.acronym.casefold()) if value.acronym else (name,)

    def likeness(self, one: Partner, other: Partner, where: Where) -> float:
        from rapidfuzz import fuzz

        same = where.same_text and where.overlapping
        return 1.0 if same else fuzz.token_sort_ratio(one.name.casefold(), other.name.casefold()) / 100

    def overlapping(self, decided: Plain, value: Plain) -> bool:
        return True

    def completed(self, value: dict[str, Any], patterns: Patterns) -> dict[str, Any]:
        name = str(value.get("name") or "")
        row = _listed(patterns).get(folded_name(name))
        return {**value, "org_id": row.id if row else folded_name(name), "canonical": row["name"] if row else name}

    def pattern_errors(self, patterns: Patterns, definition: Plain) -> Iterator[PatternError]:
        types = definition["properties"]["type"]["enum"]
        for row in patterns.table(_ORGANIZATIONS):
            if row["type"] and row["type"] not in types:
                yield row.wrong(f"“{row['type']}” is no type of organization; there are: {', '.join(types)}")

    def worth_a_look(self, candidate: TurnedDown) -> bool:
        """Whether the judge was in some doubt: reports name states and other bodies everywhere."""
        return (candidate.score or 0.0) >= _DOUBT and candidate.reason != STATE_ALONE

    def record_cell(self, values: Sequence[Partner], safe: Sequence[Partner]) -> Cell:
        return joined([value.name for value in values])

    def count(self, values: Iterable[Partner]) -> int:
        return len({value.name for value in values})

    def section(self, found: Sequence[Found[Partner]], people: Mapping[str, int]) -> Section | None:
        roles: dict[str, Counter[str]] = defaultdict(Counter)
        kinds: dict[str, str] = {}
        paragraphs: dict[str, set[str]] = defaultdict(set)
        for one in found:
            name = one.value.name
            roles[name][one.value.role] += 1
            kinds.setdefault(name, one.value.type)
            paragraphs[name].add(one.record)
        rows = [
            (name, kinds[name], _told(roles[name]), len(paragraphs[name]), people.get(name) or "")
            for name in sorted(kinds, key=lambda name: (-len(paragraphs[name]), name))
        ]
        heads = (
            ("Organization", False),
            ("Kind", False),
            ("Roles", False),
            ("Paragraphs", True),
            ("People trained by it", True),
        )
        return Section("Partners", "organization", "organizations", "No partner is named.", heads, rows)

    @property
    def on_page(self) -> tuple[str, str]:
        return "Partners", "organizations taking part"

    def category(self, value: Plain) -> str | None:
        return str(value["role"])

    def uncertainties(self, value: Plain, patterns: Patterns) -> Iterator[tuple[int, str]]:
        if value["type"] == "other":
            yield 20, "an organization of no known kind"
        elif value["type"] not in _BY_THEIR_NAME and folded_name(value["name"]) not in _listed(patterns):
            yield 8, "in no list of organizations"

    def suggested(self, patterns: Patterns, text: str, start: int, end: int, countries: Sequence[str]) -> dict[str, Any]:
        name = " ".join(text[start:end].split()).removeprefix("the ").removeprefix("The ")
        for row in patterns.table(_ORGANIZATIONS):
            if name in {row["name"], row["acronym"], *row.several("aliases")}:
                return {"name": name, "acronym": row["acronym"] or None, "type": row["type"] or "other", "role": "implementer"}
        return {"name": name, "acronym": None, "type": "other", "role": "implementer"}

    def offered(self, patterns: Patterns, values: Iterable[Plain]) -> list[Offer]:
        """Listed organizations, and those that the output names."""
        found: dict[str, Offer] = {}
        for row in patterns.table(_ORGANIZATIONS):
            found.setdefault(row["name"], _offer(row["name"], row["acronym"] or None, row["type"] or "other"))
        for value in values:
            found.setdefault(value["name"], _offer(value["name"], value["acronym"], value["type"]))
        return sorted(found.values(), key=lambda one: one.key)

    def proposed(self, kind: str, folder: Path, value: Plain, sentence: str) -> Proposal:
        return _listing(folder, value) if kind == "list" else _never(folder, value, sentence)

    def check_patterns(self, patterns: Patterns) -> None:
        from extract.fields.partners.rules import compile_rules

        compile_rules(patterns)


def _offer(name: str, acronym: str | None, kind: str) -> Offer:
    more = acronym if acronym and acronym != name else kind
    return Offer(name, name, more, f"{name} {acronym or ''}", {"acronym": acronym, "type": kind})


def _told(roles: Mapping[str, int]) -> str:
    return ", ".join(f"{role} {number}" for role, number in sorted(roles.items()))


def _never(folder: Path, value: Plain, sentence: str) -> Proposal:
    from extract.rules.edit import Proposal, appended, own_id, with_row, yaml_entry

    names = dict.fromkeys(one for one in (value["name"], value.get("acronym")) if one)
    entry = yaml_entry(
        own_id("partners.not", value["name"]),
        "A reviewer settled that this is never a partner",
        {"whole": [re.escape(one).replace(r"\ ", " ").replace(r"\-", "-") for one in names]},
        sentence,
    )
    rows = _rows_named(folder, value["name"], value.get("acronym"))
    off = [with_row(folder, _ORGANIZATIONS, {"id": one, "off": "yes"}) for one in rows]
    return Proposal(f"{value['name']} is never taken for a partner.", (appended(folder, _NOT_NAMES, entry), *off))


def _rows_named(folder: Path, name: str, acronym: str | None) -> list[str]:
    """The ids of the listed organizations of this name. Others may share its acronym: they stay."""
    from extract.rules.load import load_patterns

    rows = load_patterns(folder if folder.is_dir() else None).table(_ORGANIZATIONS)
    in_full = [row.id for row in rows if name in {row["name"], *row.several("aliases")}]
    return in_full or [row.id for row in rows if name == row["acronym"] and acronym in {None, name, row["acronym"]}]


def _listing(folder: Path, value: Plain) -> Proposal:
    from extract.rules.edit import Proposal, own_id, with_row

    row = {
        "id": own_id("org", value["name"]),
        "name": value["name"],
        "acronym": value.get("acronym") or "",
        "type": value["type"],
        "source": "reviewer",
    }
    return Proposal(f"{value['name']} is listed as an organization.", (with_row(folder, _ORGANIZATIONS, row),))


FIELD = Partners(
    name="partners",
    singular="partner",
    label="Partner",
    value=Partner,
    factory="extract_partners",
    needs=("countries",),
    about="One row for each organization that takes part in the work a paragraph describes.",
    columns=(
        Column("partner", "text", 44, "Name of the organization, in full where the paragraph gives it", "name"),
        Column("acronym", "text", 12, "Its acronym, where known"),
        Column("type", "text", 16, "Kind of organization"),
        Column("role", "text", 13, "implementer (carries out), funder (pays), counterpart (hosts or receives)"),
        Column("org_id", "text", 22, "One id for one organization under all its names; count by it"),
        Column("canonical", "text", 44, "The name that the organization goes by in every paragraph"),
    ),
    in_records=Column("partners", "text", 40, "Names of the partner organizations"),
    gold=PartnersGold(),
    form=Form(
        asked=("name", "acronym", "type", "role"),
        labels={"type": "Kind", "org_id": "Id", "canonical": "Goes by"},
        completes={"name": "partners"},
        wide=("name",),
        beside=("role", "type"),
        rules={"never": "“{}” is never a partner", "list": "List “{}” as an organization"},
    ),
    told=("role",),
    follows=("org_id", "canonical"),
    giving=(_ORGANIZATIONS,),
)
