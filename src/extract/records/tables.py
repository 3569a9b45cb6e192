"""The tables: records, and one a field. What a column means stands here, or with its field, and only there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extract.fields.column import Column, Row, joined
from extract.fields.field import Field
from extract.fields.registry import all_fields, by_name, names
from extract.fields.value import BESIDE, plain
from extract.language.mention import Mention
from extract.language.sentences import sentence_at
from extract.records.counting import Count, count
from extract.records.record import Record

RECORDS = "records"
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
    Column("confidence", "decimal", 11, "How sure the value is, 0 to 1; 1 where a person decided, or where nothing weighs it"),
    Column("mention", "text", 30, "The words of the text that gave the value"),
    Column("sentence", "text", 80, "The sentence they stand in; empty where the value comes from the report's header"),
    Column("rule", "text", 28, "Id of the rule that gave the value (extract patterns list)"),
    Column("review", "text", 10, "What a person decided: accepted, corrected or added; empty where nobody has"),
    Column("machine", "text", 24, "What the machine had said, attribute by attribute, where a person corrected it"),
    Column("record", "text", 28, "Id of the record (table records)"),
)
_OF_RECORD = (
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
)
_TEXT = Column("text", "text", 100, "The paragraph")


def tables() -> tuple[str, ...]:
    """The names of all tables: records, then one a field."""
    return (RECORDS, *names())


def columns(table: str) -> tuple[Column, ...]:
    """The columns of a table, in their order."""
    if table == RECORDS:
        return (*_OF_RECORD, *(field.in_records for field in all_fields()), _TEXT)
    return (*by_name(table).columns, *PROOF[:1], *PLACE, *PROOF[1:])


def rows(table: str, records: Sequence[Record], done: Count | None = None) -> Iterator[Row]:
    """The rows of a table, in the order of the records; each as long as ``columns(table)``.

    ``done`` says what may be added up, where that was found before.
    """
    known = done or count(records)
    for record in records:
        if table == RECORDS:
            yield _record_row(record, known)
        else:
            yield from _value_rows(by_name(table), record, known)


def _record_row(record: Record, done: Count) -> Row:
    source = record.source
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
        *(field.record_cell(values, _safe(field, record, values, done)) for field, values in record.by_field()),
        record.text,
    )


def _safe(field: Field[Any], record: Record, values: Sequence[Any], done: Count) -> list[Any]:
    if not field.adds_up:
        return list(values)
    return [value for index, value in enumerate(values) if done.exclusion(record.id, field.name, index) is None]


def _value_rows(field: Field[Any], record: Record, done: Count) -> Iterator[Row]:
    values = record.values(field.name)
    for index, value in enumerate(values):
        out = done.exclusion(record.id, field.name, index)
        own = field.cells(values, index, out.why if out else None, out.counted_in if out else None)
        first = value.mentions[0] if value.mentions else None
        yield (*own, value.confidence, *_place_cells(record, first), *_proof_cells(field, record, first, value))


def _place_cells(record: Record, mention: Mention | None) -> Row:
    source = record.source
    page = record.page_at(mention.start) if mention else source.page
    return (source.report, source.title, source.reporter, source.year, source.file, page, source.number, source.section)


def _proof_cells(field: Field[Any], record: Record, mention: Mention | None, value: Any) -> Row:
    said = (value.review, _machine(field, value), record.id)
    if mention is None:
        return (None, None, None, *said)
    start, end = sentence_at(record.text, mention.start)
    return (mention.text, record.text[start:end], mention.rule, *said)


def _machine(field: Field[Any], value: Any) -> str | None:
    """The attributes that a person corrected, as the machine had given them: ``female: 12; status: planned``."""
    if value.machine is None:
        return None
    now = plain(value)
    aside = {*BESIDE, *field.follows, field.reference}
    before = {name: part for name, part in value.machine.items() if name not in aside and part != now.get(name)}
    return joined([f"{name}: {_shown(part)}" for name, part in before.items()])


def _shown(part: object) -> str:
    if isinstance(part, list | tuple):
        return ", ".join(str(one) for one in part) or "none"
    return "none" if part is None else str(part)
