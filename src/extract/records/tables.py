"""The five tables: records, countries, partners, trained, resolutions. What each column means stands here, and only here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from extract.records.record import Country, Mention, Partner, Record, Resolution, Trained, plain
from extract.records.revisions import superseded
from extract.records.sentences import sentence_at
from extract.records.totals import why_not

Cell = str | int | None
Row = tuple[Cell, ...]
Value = Country | Partner | Trained | Resolution


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells hold (``text``, ``number``, ``link``), its width in characters, its meaning."""

    name: str
    kind: Literal["text", "number", "link"]
    width: int
    meaning: str


PLACE = (
    Column("report", "text", 16, "Document symbol of the report, or its file name where it has none"),
    Column("title", "text", 30, "Title of the report"),
    Column("reporter", "text", 14, "Publisher or mission"),
    Column("year", "number", 7, "Year reported on, or of publication"),
    Column("file", "text", 24, "File it was read from"),
    Column("page", "number", 7, "Page the value stands on; empty where the format has no pages"),
    Column("number", "text", 9, "Printed number of the paragraph"),
    Column("section", "text", 24, "Heading the paragraph stands under"),
)
PROOF = (
    Column("mention", "text", 30, "The words of the text that gave the value"),
    Column("sentence", "text", 80, "The sentence they stand in; empty where the value comes from the report's header"),
    Column("rule", "text", 28, "Id of the rule that gave the value (extract patterns list)"),
    Column("review", "text", 10, "What a person decided: accepted, corrected or added; empty where nobody has"),
    Column("machine", "text", 24, "What the machine had said, attribute by attribute, where a person corrected it"),
    Column("record", "text", 28, "Id of the record (table records)"),
)
OWN: Mapping[str, tuple[Column, ...]] = {
    "records": (
        Column("record", "text", 28, "Stable id of the record: one paragraph from which something was drawn"),
        Column("report", "text", 16, "Document symbol of the report, or its file name where it has none"),
        Column("title", "text", 36, "Title of the report"),
        Column("reporter", "text", 14, "Publisher or mission"),
        Column("year", "number", 7, "Year reported on, or of publication"),
        Column("file", "text", 28, "File it was read from"),
        Column("page", "number", 7, "Page the paragraph begins on; empty where the format has no pages"),
        Column("number", "text", 9, "Printed number of the paragraph"),
        Column("section", "text", 24, "Heading the paragraph stands under"),
        Column("ordinal", "number", 9, "Place among the paragraphs of the report"),
        Column("id", "text", 16, "The id that the paragraph came in with, by JSON Lines"),
        Column("countries", "text", 18, "Alpha-3 codes of the countries it refers to"),
        Column("partners", "text", 40, "Names of the partner organizations"),
        Column("people_trained", "number", 14, "People trained, safe to add up (sum of table trained where in_total is yes)"),
        Column("resolutions", "text", 26, "Symbols of the resolutions cited"),
        Column("text", "text", 100, "The paragraph"),
    ),
    "countries": (
        Column("iso3", "text", 7, "ISO 3166-1 alpha-3 code; XKX for Kosovo"),
        Column("country", "text", 24, "Short name, as the United Nations writes it"),
        Column("m49", "text", 7, "UN M49 code"),
        Column("via", "text", 10, "name, demonym, place, or context (only the report's header refers to it)"),
    ),
    "partners": (
        Column("partner", "text", 44, "Name of the organization, in full where the paragraph gives it"),
        Column("acronym", "text", 12, "Its acronym, where known"),
        Column("type", "text", 16, "Kind of organization"),
        Column("role", "text", 13, "implementer (carries out), funder (pays), counterpart (hosts or receives)"),
    ),
    "trained": (
        Column("count", "number", 9, "Number of people; the lower end of a range"),
        Column("qualifier", "text", 13, "exact, at_least, at_most or approximately"),
        Column("group", "text", 34, "Who is counted, in the words of the text"),
        Column("category", "text", 14, "Kind of people"),
        Column("female", "number", 9, "Women and girls among them, where stated as a number"),
        Column("male", "number", 9, "Men and boys among them, where stated as a number"),
        Column("status", "text", 11, "completed or planned"),
        Column("in_total", "text", 9, "yes where the number may be added up: summing these counts nobody twice"),
        Column("why_not", "text", 26, "Why it may not"),
        Column(
            "part_of", "number", 8, "Place (from 1), among this record's rows, of the number that already counts these people"
        ),
        Column("item", "number", 6, "Place (from 1) of this row among the record's"),
        Column("countries", "text", 14, "Alpha-3 codes of where they work, come from or were trained"),
        Column("partners", "text", 34, "Who trained them, as far as the sentence says"),
        Column("topic", "text", 40, "What the training was about, in the words of the text"),
    ),
    "resolutions": (
        Column("symbol", "text", 22, "Symbol of the resolution, in UN form"),
        Column("body", "text", 24, "The body that adopted it"),
        Column("resolution", "text", 12, "Its number within the body"),
        Column("adopted", "number", 9, "Year of adoption, where known"),
        Column("url", "link", 40, "Where to read it"),
    ),
}
TABLES = tuple(OWN)


def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, in their order."""
    return OWN[table] if table == "records" else (*OWN[table], *PLACE, *PROOF)


def rows(table: str, records: Sequence[Record]) -> Iterator[Row]:
    """The rows of a table, in the order of the records; each as long as ``columns(table)``."""
    replaced = superseded(records)
    for record in records:
        if table == "records":
            yield _record_row(record, replaced.get(record.id))
        else:
            yield from _value_rows(table, record, replaced.get(record.id))


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _record_row(record: Record, replaced_by: str | None) -> Row:
    source = record.source
    safe = [item.count for index, item in enumerate(record.trained) if why_not(record.trained, index, replaced_by) is None]
    return (
        record.id,
        source.report,
        source.title,
        source.reporter,
        source.year,
        source.file,
        source.page,
        source.number,
        source.section,
        source.ordinal,
        source.id,
        _joined(country.iso3 for country in record.countries),
        _joined(partner.name for partner in record.partners),
        sum(safe) if safe else None,
        _joined(resolution.symbol for resolution in record.resolutions),
        record.text,
    )


def _value_rows(table: str, record: Record, replaced_by: str | None) -> Iterator[Row]:
    values: tuple[Value, ...] = getattr(record, table)
    for index, value in enumerate(values):
        reason = why_not(record.trained, index, replaced_by) if isinstance(value, Trained) else None
        own = _own_cells(value, index, reason)
        first = value.mentions[0] if value.mentions else None
        yield (*own, *_place_cells(record, first), *_proof_cells(record, first, value))


def _own_cells(value: Value, index: int, reason: str | None) -> Row:
    if isinstance(value, Country):
        return (value.iso3, value.name, value.m49, value.via)
    if isinstance(value, Partner):
        return (value.name, value.acronym, value.type, value.role)
    if isinstance(value, Resolution):
        return (value.symbol, value.body, value.number, value.year, value.url)
    return (
        value.count,
        value.qualifier,
        value.group,
        value.category,
        value.female,
        value.male,
        value.status,
        "no" if reason else "yes",
        reason,
        None if value.part_of is None else value.part_of + 1,
        index + 1,
        _joined(value.countries),
        _joined(value.partners),
        value.topic,
    )


def _place_cells(record: Record, mention: Mention | None) -> Row:
    source = record.source
    page = record.page_at(mention.start) if mention else source.page
    return (source.report, source.title, source.reporter, source.year, source.file, page, source.number, source.section)


def _proof_cells(record: Record, mention: Mention | None, value: Value) -> Row:
    said = (value.review, _machine(value), record.id)
    if mention is None:
        return (None, None, None, *said)
    start, end = sentence_at(record.text, mention.start)
    return (mention.text, record.text[start:end], mention.rule, *said)


def _machine(value: Value) -> str | None:
    """The attributes that a person corrected, as the machine had given them: ``female: 12; status: planned``."""
    if value.machine is None:
        return None
    now = plain(value)
    return _joined(
        f"{name}: {_shown(before)}"
        for name, before in value.machine.items()
        if name not in {"mentions", "part_of"} and before != now.get(name)
    )


def _shown(part: object) -> str:
    if isinstance(part, list | tuple):
        return ", ".join(str(one) for one in part) or "none"
    return "none" if part is None else str(part)
