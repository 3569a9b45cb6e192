"""What a reader should look at beside the records: what no record claims, and arithmetic that does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.fields.column import Column, Row
from extract.fields.registry import by_name
from extract.language.sentences import sentence_at
from extract.records.leftovers import Unclaimed
from extract.records.record import Record
from extract.records.totals import checks

_PLACE = (
    Column("report", "text", 16, "Document symbol of the report, or its file name where it has none"),
    Column("file", "text", 24, "File it was read from"),
    Column("page", "number", 7, "Page it stands on; empty where the format has no pages"),
    Column("number", "text", 9, "Printed number of the paragraph"),
)
UNCLAIMED = (
    *_PLACE,
    Column("field", "text", 12, "The field whose value it looks like"),
    Column("text", "text", 30, "The words that no record claims"),
    Column("sentence", "text", 80, "The sentence they stand in"),
    Column("rule", "text", 28, "The rule that turned them down, or came nearest"),
    Column("condition", "text", 40, "The condition that they did not meet"),
    Column("score", "text", 8, "How sure the judge is (0 to 1) that they are a value after all; empty where it was not asked"),
)
CHECKS = (
    *_PLACE,
    Column("check", "text", 30, "Which sum does not hold, or that figures are misprinted"),
    Column("one_reading", "text", 30, "What the text says"),
    Column("other_reading", "text", 30, "What it says besides"),
    Column("sentence", "text", 80, "The sentence it says so in"),
    Column("record", "text", 28, "Id of the record (table records)"),
)


def unclaimed_rows(unclaimed: Iterable[Unclaimed]) -> Iterator[Row]:
    """Rows of unclaimed.csv, the likeliest first: the candidates that their field holds worth a look (reports name much that is plain)."""
    for one in sorted(unclaimed, key=lambda one: -(one.turned_down.score or 0.0)):
        found = one.turned_down
        if not by_name(found.field).worth_a_look(found):
            continue
        source = one.source
        sentence = one.text[slice(*sentence_at(one.text, found.start))]
        score = None if found.score is None else f"{found.score:.2f}"
        yield (
            source.report,
            source.file,
            one.page,
            source.number,
            found.field,
            found.text,
            sentence,
            found.rule,
            found.reason,
            score,
        )


def check_rows(records: Iterable[Record]) -> Iterator[Row]:
    """Rows of checks.csv, in order."""
    for check in checks(records):
        record = check.record
        mentions = record.values(check.field)[check.item].mentions if check.item is not None else ()
        start = mentions[0].start if mentions else check.start
        sentence = record.text[slice(*sentence_at(record.text, start))]
        source = record.source
        readings = (check.kind, check.one_reading, check.other_reading)
        yield (source.report, source.file, record.page_at(start), source.number, *readings, sentence, record.id)
