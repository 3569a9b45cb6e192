"""Doc to Record: the values that the components wrote, with the paragraph's place in its report and a stable id."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from extract.fields.registry import all_fields
from extract.reading.report import Paragraph, Report
from extract.records.record import Record, Source
from extract.slug import slug

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.rules.load import Patterns


def record_id(report_key: str, paragraph: Paragraph) -> str:
    """The id of a paragraph's record, e.g. ``S-2025-54/23-9f2c1a7e``.

    Made of the report's key, the paragraph's printed number (or its JSON Lines id) and 8 hex digits of the SHA-256 of its
    text: nothing that changes when the report gains a paragraph or the patterns a rule. Where the report prints the same
    once more, ``-2`` and so on is added.
    """
    digest = hashlib.sha256(paragraph.text.encode("utf-8")).hexdigest()[:8]
    again = f"-{paragraph.occurrence}" if paragraph.occurrence > 1 else ""
    place = paragraph.source_id or paragraph.number
    return f"{slug(report_key)}/{slug(place)}-{digest}{again}" if place else f"{slug(report_key)}/{digest}{again}"


def source_of(report: Report, paragraph: Paragraph) -> Source:
    """Where a paragraph stands."""
    header = report.header
    return Source(
        report=report.key,
        title=header.title,
        reporter=header.reporter,
        year=header.year,
        file=report.file,
        sha256=report.sha256,
        page=paragraph.page,
        number=paragraph.number,
        section=paragraph.section,
        ordinal=paragraph.ordinal,
        id=paragraph.source_id,
    )


def page_breaks(paragraph: Paragraph) -> tuple[tuple[int, int], ...]:
    """``(offset, page)`` for each page on which a stretch of the paragraph begins; empty where there are no pages."""
    breaks: list[tuple[int, int]] = []
    for fragment in paragraph.fragments:
        if fragment.page is not None and (not breaks or breaks[-1][1] != fragment.page):
            breaks.append((fragment.start, fragment.page))
    return tuple(breaks)


def assemble(doc: Doc, report: Report, paragraph: Paragraph, patterns: Patterns) -> Record | None:
    """The record of a paragraph, or None where nothing was drawn from it.

    What a paragraph that holds other values does not say itself, some fields take from the report's header.
    """
    found = {field.name: tuple(getattr(doc._, field.name)) for field in all_fields()}
    if not any(found.values()):
        return None
    return Record(
        id=record_id(report.key, paragraph),
        source=source_of(report, paragraph),
        text=paragraph.text,
        found={field.name: found[field.name] or field.inherited(report.header.countries, patterns) for field in all_fields()},
        breaks=page_breaks(paragraph),
    )
