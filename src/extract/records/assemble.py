"""Doc to Record: the values that the components wrote, with the paragraph's place in its report and a stable id."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from extract.reading.report import Paragraph, Report
from extract.records.record import Country, Record, Source

if TYPE_CHECKING:
    from spacy.tokens import Doc

CountryNames = Mapping[str, tuple[str, str | None]]


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


def slug(text: str) -> str:
    """A text as a part of an id: word characters and full stops, hyphens for all else."""
    return re.sub(r"[^\w.]+", "-", text).strip("-")


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


def assemble(doc: Doc, report: Report, paragraph: Paragraph, names: CountryNames) -> Record | None:
    """The record of a paragraph, or None where nothing was drawn from it.

    A paragraph that holds other values but refers to no country gets the report's own countries, via context and without
    a mention; ``names`` gives a code's UN short name and M49 code.
    """
    countries = tuple(doc._.countries)
    drawn = doc._.partners or doc._.trained or doc._.resolutions
    if not countries and not drawn:
        return None
    if not countries:
        countries = tuple(
            Country(iso3, *names.get(iso3, (iso3, None)), via="context", mentions=()) for iso3 in report.header.countries
        )
    return Record(
        id=record_id(report.key, paragraph),
        source=source_of(report, paragraph),
        text=paragraph.text,
        countries=countries,
        partners=tuple(doc._.partners),
        trained=tuple(doc._.trained),
        resolutions=tuple(doc._.resolutions),
        breaks=page_breaks(paragraph),
    )
