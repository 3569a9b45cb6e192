"""The field trained, as the other rooms see it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract.fields.column import Cell, Column, Row, cell
from extract.fields.countries.field import code_problems, no_code
from extract.fields.field import Field, Plain, Where
from extract.fields.form import Form
from extract.fields.section import Found, Section
from extract.fields.trained import sums
from extract.fields.trained.gold import TrainedGold
from extract.fields.trained.value import Trained
from extract.fields.value import start_of
from extract.language.countries import country_codes
from extract.language.numbers import numbers

if TYPE_CHECKING:
    from extract.rules.load import Patterns

_HEDGES = {"exact": "", "at_least": "at least ", "at_most": "at most ", "approximately": "about "}


@dataclass(frozen=True)
class TrainedPeople(Field[Trained]):
    """Stated numbers of people who took part in training as learners."""

    def key(self, value: Plain) -> str:
        return f"{value['count']}@{start_of(value)}"

    def called(self, value: Plain) -> str:
        return f"{_HEDGES.get(value.get('qualifier', ''), '')}{value.get('count', 0):,} {value.get('group', '')}".rstrip()

    def short(self, value: Plain) -> str:
        return f"{value.get('count', 0):,} {value.get('group', '')}".strip()

    def says(self, value: Trained) -> str:
        return "; ".join(_said(value))

    def trait(self, value: Plain) -> str:
        return f"people of category {value.get('category')}"

    def names(self, value: Trained) -> Iterator[tuple[object, ...]]:
        """The same words of the same place in the text: nothing is nearer."""
        yield ((value.mentions, value.count, value.group),)

    def likeness(self, one: Trained, other: Trained, where: Where) -> float:
        """How much speaks for one number of people: its place in the text (or its sentence), the group, the number, the sex."""
        from rapidfuzz import fuzz

        group = fuzz.token_sort_ratio(one.group.casefold(), other.group.casefold()) / 100
        count = 1.0 if one.count == other.count else 0.0
        sex = 1.0 if (one.female, one.male) == (other.female, other.male) else 0.0
        if where.same_text:
            # Numbers quoted from different places of one text are different numbers, whatever else they share.
            if one.mentions and other.mentions:
                return 0.6 + 0.2 * group + 0.15 * count + 0.05 * sex if where.overlapping else 0.0
            return 0.5 * group + 0.4 * count + 0.1 * sex
        return 0.4 * group + 0.25 * count + 0.05 * sex + 0.3 * where.sentences_alike()

    def elsewhere(self, decided: Plain, value: Plain) -> bool:
        return bool(decided["count"] == value["count"] and decided["group"] == value["group"])

    def overlapping(self, decided: Plain, value: Plain) -> bool:
        return decided["count"] == value["count"] or start_of(decided) == start_of(value)

    def problems(self, values: Sequence[Plain]) -> Iterator[tuple[str, str]]:
        for index, value in enumerate(values):
            yield from code_problems(value["countries"], f"[{index}].countries")

    def refusals(self, value: Plain) -> Iterator[str]:
        codes = value.get("countries") or []
        if not isinstance(codes, list):
            yield "countries: must be a list of alpha-3 codes"
            return
        yield from (f"countries: {no_code(code)}" for code in codes if not isinstance(code, str) or code not in country_codes())
        count, women, men = (value.get(key) for key in ("count", "female", "male"))
        if isinstance(count, int) and isinstance(women, int) and isinstance(men, int) and women + men > count:
            yield f"female: {women} women and {men} men are more than {count}"

    def cells(self, values: Sequence[Trained], index: int, why_not: str | None, counted_in: str | None = None) -> Row:
        value = values[index]
        part_of = None if value.part_of is None else value.part_of + 1
        given: dict[str, Cell] = {"in_total": "no" if why_not else "yes", "why_not": why_not, "counted_in": counted_in}
        given |= {"part_of": part_of, "item": index + 1}
        return tuple(given[one.name] if one.name in given else cell(getattr(value, one.shows)) for one in self.columns)

    def record_cell(self, values: Sequence[Trained], safe: Sequence[Trained]) -> Cell:
        return sum(value.count for value in safe) if safe else None

    def section(self, found: Sequence[Found[Trained]], people: Mapping[str, int]) -> Section | None:
        return None  # the page is made of them

    def why_not(self, values: Sequence[Trained], index: int) -> str | None:
        return sums.why_not(values, index)

    def failing_sums(self, values: Sequence[Trained], text: str) -> Iterator[tuple[int, str, str, str]]:
        return sums.failing_sums(values, text)

    def category(self, value: Plain) -> str | None:
        return str(value["category"])

    def countries(self, value: Plain) -> Sequence[str]:
        return tuple(value["countries"])

    def same_kind(self, value: Plain) -> str:
        return str(value["group"])

    def doubts(self, value: Plain, patterns: Patterns) -> Iterator[tuple[int, str]]:
        if value["category"] == "unspecified":
            yield 6, "the group has no known category"
        if value["qualifier"] != "exact":
            yield 6, "not an exact number"
        if value["part_of"] is not None:
            yield 8, "a part of another number"
        if not value["countries"]:
            yield 8, "no country"

    def suggested(self, patterns: Patterns, text: str, start: int, end: int, countries: Sequence[str]) -> dict[str, Any]:
        marked = text[start:end]
        number = next(iter(numbers(marked)), None)
        behind = marked[number.end :] if number else marked
        group = re.split(r"[(;,:.]", " ".join(behind.split()), maxsplit=1)[0].strip()
        empty = ("female", "male", "part_of", "topic", "female_share", "women", "girls", "men", "boys", "in_total")
        return {
            "count": number.value if number else None,
            "qualifier": "exact",
            "group": group,
            "category": "unspecified",
            "status": "completed",
            "activity": "training",
            "cumulative": False,
            "countries": list(countries[:1]),
            "partners": [],
            **dict.fromkeys(empty),
        }

    def check_patterns(self, patterns: Patterns) -> None:
        from extract.fields.trained.rules import compile_rules

        compile_rules(patterns)


def _said(value: Trained) -> Iterator[str]:
    yield f"{_HEDGES[value.qualifier]}{value.count:,} {value.group}"
    yield f"{value.category}, {value.status}" + ("" if value.activity == "training" else f", {value.activity}")
    sexes = [f"{number:,} {name}" for number, name in ((value.female, "women"), (value.male, "men")) if number is not None]
    if sexes:
        yield " and ".join(sexes)
    if value.female_share is not None:
        yield f"{value.female_share:.0%} women"
    if value.cumulative:
        yield "a running total"
    if value.in_total is not None:
        yield "in the sum on a person's word" if value.in_total == "yes" else "out of the sum on a person's word"
    if value.part_of is not None:
        yield f"part of number {value.part_of + 1}"
    if value.countries:
        yield f"in {', '.join(value.countries)}"
    if value.partners:
        yield f"by {', '.join(value.partners)}"
    if value.topic:
        yield f"on “{value.topic}”"


FIELD = TrainedPeople(
    name="trained",
    singular="trained",
    label="Trained",
    value=Trained,
    factory="extract_trained",
    needs=("countries", "partners"),
    about="One row for each stated number of people who took part in training. Sum `count` where `in_total` is yes.",
    columns=(
        Column("count", "number", 9, "Number of people; the lower end of a range", thousands=True),
        Column("qualifier", "text", 13, "exact, at_least, at_most or approximately"),
        Column("group", "text", 34, "Who is counted, in the words of the text"),
        Column("category", "text", 14, "Kind of people"),
        Column("female", "number", 9, "Women and girls among them, where stated as a number", thousands=True),
        Column("male", "number", 9, "Men and boys among them, where stated as a number", thousands=True),
        Column("status", "text", 11, "completed or planned"),
        Column("activity", "text", 11, "training, awareness or mentoring"),
        Column("in_total", "text", 9, "yes where the number may be added up: summing these counts nobody twice"),
        Column("why_not", "text", 34, "Why it may not"),
        Column(
            "counted_in",
            "text",
            30,
            "The row that already counts these people: its record, # and its item; empty where none does",
        ),
        Column(
            "part_of", "number", 8, "Place (from 1), among this record's rows, of the number that already counts these people"
        ),
        Column("item", "number", 6, "Place (from 1) of this row among the record's"),
        Column("countries", "text", 14, "Alpha-3 codes of where they work, come from or were trained"),
        Column("partners", "text", 34, "Who trained them, as far as the sentence says"),
        Column("topic", "text", 40, "What the training was about, in the words of the text"),
        Column("cumulative", "text", 11, "yes where it is a running total (“since 2012”), not a period's number"),
        Column("female_share", "decimal", 12, "Share of women and girls, 0 to 1, where the text gives a share"),
        Column("women", "number", 9, "Women among them, where the text tells them apart from girls", thousands=True),
        Column("girls", "number", 9, "Girls among them, where the text tells them apart from women", thousands=True),
        Column("men", "number", 9, "Men among them, where the text tells them apart from boys", thousands=True),
        Column("boys", "number", 9, "Boys among them, where the text tells them apart from men", thousands=True),
    ),
    in_records=Column(
        "people_trained",
        "number",
        14,
        "People trained, safe to add up (sum of table trained where in_total is yes)",
        thousands=True,
    ),
    gold=TrainedGold(),
    form=Form(
        first=("count", "female", "male", "qualifier", "group", "category", "status", "activity", "part_of"),
        labels={
            "count": "Number",
            "qualifier": "Meant",
            "group": "Who",
            "female": "Women and girls",
            "male": "Men and boys",
            "part_of": "Part of",
            "partners": "Trained by",
            "cumulative": "Running total",
            "female_share": "Share of women",
            "in_total": "Put into the total",
        },
        wide=("group", "topic"),
        completes={"countries": "countries", "partners": "partners"},
        beside=("category", "female", "male", "status", "countries"),
    ),
    told=("female", "male", "part_of", "countries", "partners"),
    adds_up=True,
    least_alike=0.55,
    reference="part_of",
)
