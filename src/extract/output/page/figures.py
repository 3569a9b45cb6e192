"""The figures of the page: totals that are safe to add up, how they fall by country, category, sex, year and who trained, and
what the other fields hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from extract.fields.field import Field
from extract.fields.registry import all_fields
from extract.fields.section import Found, Section
from extract.language.sentences import sentence_at
from extract.records.breakdown import Figure, figures_of
from extract.records.counting import Count, Exclusion, count
from extract.records.large import look_first
from extract.records.record import Record
from extract.records.telling import adding
from extract.records.totals import counted

SEVERAL = "several countries"
UNTOLD = "not stated"


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: its name, people trained, numbers (items) they come from, and a code or link where there is one."""

    name: str
    people: int
    items: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One of the figures that come first: how many different values of a field there are."""

    title: str
    number: int
    note: str


@dataclass(frozen=True, slots=True)
class Told:
    """A report: what it is and what was drawn from it."""

    report: str
    title: str | None
    reporter: str | None
    year: int | None
    records: int
    people: int


@dataclass(frozen=True, slots=True)
class Item:
    """One stated number of people with its evidence: the sentence in three parts, the mention in the middle."""

    number: Any
    record: Record
    page: int | None
    why_not: str | None
    sentence: tuple[str, str, str]
    rule: str


@dataclass(frozen=True, slots=True)
class Other:
    """How the people of a further activity fall by country and category."""

    activity: str
    by_country: Sequence[Bar]
    by_category: Sequence[Bar]


@dataclass(frozen=True)
class Figures:
    """All that the page shows. Sums are those of ``activity``, the first that there is; ``others`` hold what falls to the others."""

    people: int
    female: int
    male: int
    sexed: int
    planned: int
    records: int
    by_country: Sequence[Bar]
    by_category: Sequence[Bar]
    by_year: Sequence[Bar]
    by_partner: Sequence[Bar]
    key_figures: Sequence[KeyFigure]
    sections: Sequence[Section]
    reports: Sequence[Told]
    items: Sequence[Item]
    country_names: Mapping[str, str] = made(default_factory=dict)
    totals: Sequence[Figure] = ()
    activity: str = "training"
    others: Sequence[Other] = ()
    look_first: str = ""

    @property
    def years(self) -> str:
        """The years of the reports, "2024" or "2023–2025"; empty where none says."""
        years = sorted({one.year for one in self.reports if one.year})
        return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def figures(
    records: Sequence[Record], names: Mapping[str, str], done: Count | None = None, totals: Sequence[Figure] | None = None
) -> Figures:
    """The figures of all records; ``names`` gives a country's short name by alpha-3 code.

    ``done`` says what may be added up and ``totals`` the sums by activity and kind, where they were found before.
    """
    known = done or count(records)
    counts = list(counted(records, known))
    lines = figures_of(known) if totals is None else totals
    activities = list(dict.fromkeys(one.activity for one in lines)) or ["training"]
    by_activity = {name: [(record, item) for record, item in counts if item.activity == name] for name in activities}
    safe = by_activity[activities[0]]
    female = sum(item.female or 0 for _, item in safe)
    male = sum(item.male or 0 for _, item in safe)
    sexed = sum(
        max(item.count, (item.female or 0) + (item.male or 0)) for _, item in safe if (item.female, item.male) != (None, None)
    )
    planned = _planned(records, known)
    return Figures(
        people=sum(item.count for _, item in safe),
        female=female,
        male=male,
        sexed=sexed,
        planned=planned,
        records=len(records),
        by_country=_by_country(safe, names),
        by_category=_bars((item.category, item) for _, item in safe),
        by_year=sorted(_bars((str(record.source.year or UNTOLD), item) for record, item in safe), key=lambda bar: bar.name),
        by_partner=_bars((name, item) for _, item in safe for name in dict.fromkeys(item.partners)),
        key_figures=_key_figures(records),
        sections=_sections(records, safe),
        reports=_told(records, safe),
        items=list(_items(records, known)),
        country_names=names,
        totals=lines,
        activity=activities[0],
        others=[
            Other(name, _by_country(some, names), _bars((item.category, item) for _, item in some))
            for name, some in by_activity.items()
            if name != activities[0] and some
        ],
        look_first=look_first(known),
    )


def _numbers(record: Record) -> Iterator[tuple[Field[Any], Sequence[Any]]]:
    """The numbers of people of a record, by field."""
    return ((field, record.values(field.name)) for field in adding())


def _planned(records: Sequence[Record], done: Count) -> int:
    return sum(
        item.count
        for record in records
        if record.id not in done.replaced
        for _, numbers in _numbers(record)
        for item in numbers
        if item.status == "planned" and (item.part_of is None or numbers[item.part_of].status != "planned")
    )


def _bars(pairs: Iterable[tuple[str, Any]], codes: Mapping[str, str] | None = None) -> list[Bar]:
    people: Counter[str] = Counter()
    items: Counter[str] = Counter()
    for name, item in pairs:
        people[name] += item.count
        items[name] += 1
    found = [Bar(name, people[name], items[name], (codes or {}).get(name, "")) for name in people]
    return sorted(found, key=lambda bar: (-bar.people, bar.name))


def _by_country(safe: Iterable[tuple[Record, Any]], names: Mapping[str, str]) -> list[Bar]:
    """A number that covers several countries is split among none of them: the text does not say how."""
    pairs = []
    for _, item in safe:
        codes = item.countries
        name = UNTOLD if not codes else SEVERAL if len(codes) > 1 else names.get(codes[0], codes[0])
        pairs.append((name, item))
    by_name = {name: code for code, name in names.items()}
    return _bars(pairs, by_name)


def _key_figures(records: Sequence[Record]) -> list[KeyFigure]:
    found = []
    for field in all_fields():
        if not field.adds_up:
            title, note = field.on_page
            number = field.count(value for record in records for value in record.values(field.name))
            found.append(KeyFigure(title, number, note))
    return found


def _sections(records: Sequence[Record], safe: Sequence[tuple[Record, Any]]) -> list[Section]:
    """The tables of the fields that have one, the last field's first: the longest list comes last."""
    found = []
    for field in reversed(all_fields()):
        people: Counter[str] = Counter()
        for _, item in safe:
            # A number of people may name values of another field: who trained them, where.
            for name in dict.fromkeys(getattr(item, field.name, ())):
                people[name] += item.count
        values = [Found(value, record.id, record.source.report) for record in records for value in record.values(field.name)]
        section = field.section(values, people)
        if section is not None:
            found.append(section)
    return found


def _told(records: Iterable[Record], safe: Iterable[tuple[Record, Any]]) -> list[Told]:
    people: Counter[tuple[str, str]] = Counter()
    for record, item in safe:
        people[(record.source.report, record.source.file)] += item.count
    found: dict[tuple[str, str], Told] = {}
    numbers: Counter[tuple[str, str]] = Counter()
    for record in records:
        source = record.source
        key = (source.report, source.file)
        numbers[key] += 1
        found[key] = Told(source.report, source.title, source.reporter, source.year, numbers[key], people[key])
    return list(found.values())


def _items(records: Iterable[Record], done: Count) -> Iterator[Item]:
    for record in records:
        for field, numbers in _numbers(record):
            for index in range(len(numbers)):
                yield _item(record, numbers, index, done.exclusion(record.id, field.name, index))


def _item(record: Record, numbers: Sequence[Any], index: int, out: Exclusion | None) -> Item:
    item, text = numbers[index], record.text
    first = item.mentions[0] if item.mentions else None
    start, end = sentence_at(text, first.start) if first else (0, len(text))
    quote = (first.start, min(first.end, end)) if first else (start, start)
    return Item(
        number=item,
        record=record,
        page=record.page_at(first.start) if first else record.source.page,
        why_not=out.why if out else None,
        sentence=(text[start : quote[0]], text[quote[0] : quote[1]], text[quote[1] : end]),
        rule=first.rule if first else "",
    )
