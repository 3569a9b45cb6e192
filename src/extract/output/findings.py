"""What a reader should look at beside the records: what no record claims, rows that decide a total, sums that do not hold."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extract.fields.column import Column, Row
from extract.fields.registry import by_name
from extract.language.sentences import sentence_at
from extract.records.breakdown import Refused
from extract.records.counting import Count, count
from extract.records.counting_rules import CountingRules
from extract.records.large import large_rows
from extract.records.leftovers import Unclaimed
from extract.records.record import Record
from extract.records.totals import Check, checks

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
    Column("score", "decimal", 8, "How sure it is, 0 to 1, that they are a value all the same; empty where a rule decided"),
    Column("people", "number", 9, "The people that they would add to a sum; empty where none", thousands=True),
    Column("activity", "text", 11, "What these people would have taken part in: training, awareness or mentoring"),
)
CHECKS = (
    *_PLACE,
    Column(
        "check",
        "text",
        30,
        "What to look at: a row that decides a total, which sum does not hold, or figures that are misprinted",
    ),
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
        words = (found.field, found.text, sentence, found.rule, found.reason)
        doubt = (found.score, found.people, found.activity)
        yield (source.report, source.file, one.page, source.number, *words, *doubt)


def refused(unclaimed: Iterable[Unclaimed], rules: CountingRules) -> Iterator[Refused]:
    """The numbers of people among what no record claims, with how sure it is that they count all the same."""
    for one in unclaimed:
        found = one.turned_down
        if found.people is not None and found.score is not None:
            kind = rules.kind_of_words(found.text)
            yield Refused(one.source.report, one.source.file, found.people, found.score, found.activity or "training", kind)


def read_refused(path: Path, rules: CountingRules) -> list[Refused]:
    """As ``refused``, from the ``unclaimed.csv`` that a run wrote; none where there is none or an older version wrote it."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row.get("people") and row.get("score")]
            return [
                Refused(
                    row["report"],
                    row["file"],
                    int(row["people"]),
                    float(row["score"]),
                    row["activity"],
                    rules.kind_of_words(row["text"]),
                )
                for row in rows
            ]
    except (OSError, ValueError, KeyError, csv.Error):
        return []


def large_checks(records: Sequence[Record], done: Count) -> Iterator[Check]:
    """The rows that decide a total, the largest first."""
    by_id = {record.id: record for record in records}
    for large in large_rows(done):
        record, name, item = large.one.key
        yield Check(by_id[record], name, item, large.kind, large.reading, large.against)


def check_rows(records: Sequence[Record], done: Count | None = None) -> Iterator[Row]:
    """Rows of checks.csv: the rows to look at first, then sums of the text that do not hold, in order."""
    known = done or count(records)
    for check in (*large_checks(records, known), *checks(records)):
        record = check.record
        mentions = record.values(check.field)[check.item].mentions if check.item is not None else ()
        start = mentions[0].start if mentions else check.start
        sentence = record.text[slice(*sentence_at(record.text, start))]
        source = record.source
        readings = (check.kind, check.one_reading, check.other_reading)
        yield (source.report, source.file, record.page_at(start), source.number, *readings, sentence, record.id)
