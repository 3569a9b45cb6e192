"""Reports to count: paragraphs of one number or more each, told in a few words."""

from __future__ import annotations

import re
from typing import Any

from extract.fields.trained.value import Trained
from extract.language.mention import Mention
from extract.records.counting import Count, count
from extract.records.record import Record, Source

# Years are none of the numbers.
_NUMBER = re.compile(r"\b(?!(?:19|20)\d\d\b)\d[\d,]*\b")


def people(text: str, nth: int = 0, **given: Any) -> Trained:
    """The ``nth`` number of a text with the word or words behind it; what is given takes its place."""
    found = list(_NUMBER.finditer(text))[nth]
    group = given.pop("group", None) or text[found.end() :].split()[0].strip(".,;:()")
    end = text.index(group, found.end()) + len(group) if group in text[found.end() :] else found.end()
    values: dict[str, Any] = {
        "qualifier": "exact",
        "category": "unspecified",
        "female": None,
        "male": None,
        "status": "completed",
        "part_of": None,
        "countries": (),
        "partners": (),
        "topic": None,
        "mentions": (Mention(found.start(), end, text[found.start() : end], "test.rule"),),
    }
    return Trained(count=int(found.group().replace(",", "")), group=group, **values | given)


def paragraph(text: str, *items: Trained, at: int = 1, report: str = "A/1", **where: Any) -> Record:
    """A paragraph of a report (its first number, where none is given); ``at`` is its place, ``where`` the rest of its source."""
    source: dict[str, Any] = {
        "report": report,
        "title": None,
        "reporter": None,
        "year": None,
        "file": f"{report}.pdf",
        "sha256": "0" * 64,
        "page": None,
        "number": None,
        "section": None,
        "ordinal": at,
        "id": None,
    }
    return Record(f"{report}/{at}", Source(**source | where), text, {"trained": items or (people(text),)})


def counted(*records: Record) -> list[int]:
    """The numbers that are in the sum, in order."""
    return [one.count for one in count(records).counted()]


def reason(done: Count, record: Record, item: int = 0) -> tuple[str, str | None] | None:
    """Why a number of a record stays out, and the row that counts it."""
    found = done.exclusion(record.id, "trained", item)
    return (found.why, found.counted_in) if found else None
