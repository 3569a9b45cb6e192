"""What a reader should look at beside the records: what no record claims, and arithmetic that does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extract.records.arithmetic import checks
from extract.records.record import BARE_WORD, STATE_ALONE, Record
from extract.records.sentences import sentence_at
from extract.records.tables import Column, Row

if TYPE_CHECKING:
    from extract.run.work import Unclaimed

_PLACE = (
    Column("report", "text", 16, "Document symbol of the report, or its file name where it has none"),
    Column("file", "text", 24, "File it was read from"),
    Column("page", "number", 7, "Page it stands on; empty where the format has no pages"),
    Column("number", "text", 9, "Printed number of the paragraph"),
)
UNCLAIMED = (
    *_PLACE,
    Column("field", "text", 12, "What it looks like: countries, partners, trained or resolutions"),
    Column("text", "text", 30, "The words that no record claims"),
    Column("sentence", "text", 80, "The sentence they stand in"),
    Column("rule", "text", 28, "The rule that turned them down, or came nearest"),
    Column("condition", "text", 40, "The condition that they did not meet"),
)
# A rule that would have given an organization a role. All others say of capitalized words that they name no partner: far too
# many to look through.
_ROLE = "partners.role."
# Names that hold a country's and are surely none (Latin America, the Red Sea, Guinea pigs).
_NO_COUNTRY = "country.not.phrase"
CHECKS = (
    *_PLACE,
    Column("check", "text", 30, "Which sum does not hold, or that figures are misprinted"),
    Column("one_reading", "text", 30, "What the text says"),
    Column("other_reading", "text", 30, "What it says besides"),
    Column("sentence", "text", 80, "The sentence it says so in"),
    Column("record", "text", 28, "Id of the record (table records)"),
)


def unclaimed_rows(unclaimed: Iterable[Unclaimed]) -> Iterator[Row]:
    """Rows of unclaimed.csv, in order: of names of organizations those with a cue of a role, which failed in a condition.

    What is plain is left out, since reports name it everywhere: states that nothing says to pay, regions and seas, and words that
    are places elsewhere.
    """
    for one in unclaimed:
        found = one.turned_down
        if found.field == "partners" and not found.rule.startswith(_ROLE):
            continue
        if found.rule == _NO_COUNTRY or found.reason in {STATE_ALONE, BARE_WORD}:
            continue
        source = one.source
        sentence = one.text[slice(*sentence_at(one.text, found.start))]
        yield (source.report, source.file, one.page, source.number, found.field, found.text, sentence, found.rule, found.reason)


def check_rows(records: Iterable[Record]) -> Iterator[Row]:
    """Rows of checks.csv, in order."""
    for check in checks(records):
        record = check.record
        mentions = record.trained[check.item].mentions if check.item is not None else ()
        start = mentions[0].start if mentions else check.start
        sentence = record.text[slice(*sentence_at(record.text, start))]
        source = record.source
        readings = (check.kind, check.one_reading, check.other_reading)
        yield (source.report, source.file, record.page_at(start), source.number, *readings, sentence, record.id)
