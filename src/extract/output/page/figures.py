"""The figures of the page: totals that are safe to add up, and how they fall by country, category, sex, year, partner."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extract.records.record import Record, Trained
from extract.records.revisions import superseded
from extract.records.sentences import sentence_at
from extract.records.totals import counted, why_not

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
class Body:
    """A partner organization: paragraphs it takes part in by role, and people trained by it."""

    name: str
    kind: str
    paragraphs: int
    roles: Mapping[str, int]
    people: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A resolution: paragraphs and reports that cite it."""

    symbol: str
    body: str
    url: str | None
    paragraphs: int
    reports: int


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

    trained: Trained
    record: Record
    page: int | None
    why_not: str | None
    sentence: tuple[str, str, str]
    rule: str


@dataclass(frozen=True)
class Figures:
    """All that the page shows."""

    people: int
    female: int
    male: int
    sexed: int
    planned: int
    records: int
    countries_named: int
    by_country: Sequence[Bar]
    by_category: Sequence[Bar]
    by_year: Sequence[Bar]
    by_partner: Sequence[Bar]
    partners: Sequence[Body]
    resolutions: Sequence[Cited]
    reports: Sequence[Told]
    items: Sequence[Item]
    country_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def years(self) -> str:
        """The years of the reports, "2024" or "2023–2025"; empty where none says."""
        years = sorted({one.year for one in self.reports if one.year})
        return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def figures(records: Sequence[Record], names: Mapping[str, str]) -> Figures:
    """The figures of all records; ``names`` gives a country's short name by alpha-3 code."""
    safe = list(counted(records))
    replaced = superseded(records)
    female = sum(item.female or 0 for _, item in safe)
    male = sum(item.male or 0 for _, item in safe)
    sexed = sum(
        max(item.count, (item.female or 0) + (item.male or 0)) for _, item in safe if (item.female, item.male) != (None, None)
    )
    planned = _planned(records, replaced)
    return Figures(
        people=sum(item.count for _, item in safe),
        female=female,
        male=male,
        sexed=sexed,
        planned=planned,
        records=len(records),
        countries_named=len({value.iso3 for record in records for value in record.countries}),
        by_country=_by_country(safe, names),
        by_category=_bars((item.category, item) for _, item in safe),
        by_year=sorted(_bars((str(record.source.year or UNTOLD), item) for record, item in safe), key=lambda bar: bar.name),
        by_partner=_bars((name, item) for _, item in safe for name in dict.fromkeys(item.partners)),
        partners=_bodies(records, safe),
        resolutions=_cited(records),
        reports=_told(records, safe),
        items=list(_items(records, replaced)),
        country_names=names,
    )


def _planned(records: Iterable[Record], replaced: Mapping[str, str]) -> int:
    return sum(
        item.count
        for record in records
        if record.id not in replaced
        for item in record.trained
        if item.status == "planned" and (item.part_of is None or record.trained[item.part_of].status != "planned")
    )


def _bars(pairs: Iterable[tuple[str, Trained]], codes: Mapping[str, str] | None = None) -> list[Bar]:
    people: Counter[str] = Counter()
    items: Counter[str] = Counter()
    for name, item in pairs:
        people[name] += item.count
        items[name] += 1
    found = [Bar(name, people[name], items[name], (codes or {}).get(name, "")) for name in people]
    return sorted(found, key=lambda bar: (-bar.people, bar.name))


def _by_country(safe: Iterable[tuple[Record, Trained]], names: Mapping[str, str]) -> list[Bar]:
    """A number that covers several countries is split among none of them: the text does not say how."""
    pairs = []
    for _, item in safe:
        codes = item.countries
        name = UNTOLD if not codes else SEVERAL if len(codes) > 1 else names.get(codes[0], codes[0])
        pairs.append((name, item))
    by_name = {name: code for code, name in names.items()}
    return _bars(pairs, by_name)


def _bodies(records: Iterable[Record], safe: Iterable[tuple[Record, Trained]]) -> list[Body]:
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, str] = {}
    paragraphs: Counter[str] = Counter()
    for record in records:
        for name in {partner.name for partner in record.partners}:
            paragraphs[name] += 1
        for partner in record.partners:
            roles[partner.name][partner.role] += 1
            kinds.setdefault(partner.name, partner.type)
    people: Counter[str] = Counter()
    for _, item in safe:
        for name in dict.fromkeys(item.partners):
            people[name] += item.count
    found = [Body(name, kinds[name], paragraphs[name], dict(sorted(roles[name].items())), people[name]) for name in kinds]
    return sorted(found, key=lambda body: (-body.paragraphs, body.name))


def _cited(records: Iterable[Record]) -> list[Cited]:
    about: dict[str, tuple[str, str | None]] = {}
    paragraphs: Counter[str] = Counter()
    reports: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for one in record.resolutions:
            about.setdefault(one.symbol, (one.body, one.url))
            paragraphs[one.symbol] += 1
            reports[one.symbol].add(record.source.report)
    found = [Cited(symbol, *about[symbol], paragraphs[symbol], len(reports[symbol])) for symbol in about]
    return sorted(found, key=lambda one: (-one.paragraphs, one.symbol))


def _told(records: Iterable[Record], safe: Iterable[tuple[Record, Trained]]) -> list[Told]:
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


def _items(records: Iterable[Record], replaced: Mapping[str, str]) -> Iterator[Item]:
    for record in records:
        for index, item in enumerate(record.trained):
            first = item.mentions[0] if item.mentions else None
            start, end = sentence_at(record.text, first.start) if first else (0, len(record.text))
            quote = (first.start, min(first.end, end)) if first else (start, start)
            text = record.text
            yield Item(
                trained=item,
                record=record,
                page=record.page_at(first.start) if first else record.source.page,
                why_not=why_not(record.trained, index, replaced.get(record.id)),
                sentence=(text[start : quote[0]], text[quote[0] : quote[1]], text[quote[1] : end]),
                rule=first.rule if first else "",
            )
