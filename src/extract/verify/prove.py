"""The proof of one record: its paragraph as read again, and its quotes on the page as the PDF itself gives them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.fields.registry import names
from extract.reading.report import Paragraph

_PIECE = re.compile(r"[^\W_]+")
_LONGEST_QUOTE = 2_000

PageText = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Unproved:
    """A quote (or a whole paragraph, ``quote`` empty) that does not stand where the record says, and why."""

    record: str
    file: str
    page: int | None
    quote: str
    reason: str


def unproved(record: Mapping[str, Any], paragraphs: Mapping[int, Paragraph], page_text: PageText | None) -> Iterator[Unproved]:
    """What of a record does not hold.

    ``paragraphs`` are those of its report, read again, by ordinal; ``page_text`` gives a page's characters (pages count from
    1) as the file's own format has them, None where the format has no pages.
    """
    source = record["source"]

    def wrong(reason: str, quote: str = "", page: int | None = None) -> Unproved:
        return Unproved(record["id"], source["file"], page or source["page"], quote, reason)

    paragraph = paragraphs.get(source["ordinal"])
    if paragraph is None:
        yield wrong(f"the report has no paragraph {source['ordinal']}")
        return
    if paragraph.text != record["text"]:
        yield wrong("the paragraph reads otherwise")
        return
    if (paragraph.page, paragraph.number, paragraph.section) != (source["page"], source["number"], source["section"]):
        yield wrong("the paragraph stands elsewhere than the record says (page, number or section)")
        return
    for start, end, quote in quotes(record):
        if record["text"][start:end] != quote:
            yield wrong("the quote does not stand at its offsets", quote)
        elif page_text is not None and not _on_page(paragraph, start, end, page_text):
            yield wrong("the page does not hold the words", quote, paragraph.page_at(start))


def quotes(record: Mapping[str, Any]) -> list[tuple[int, int, str]]:
    """``(start, end, text)`` of every mention of every value of a record."""
    return [
        (mention["start"], mention["end"], mention["text"])
        for name in names()
        for value in record.get(name, ())
        for mention in value["mentions"]
    ]


def _on_page(paragraph: Paragraph, start: int, end: int, page_text: PageText) -> bool:
    first, last = paragraph.page_at(start), paragraph.page_at(max(start, end - 1))
    if first is None:
        return True
    # A quote that goes over a page's end stands on both pages, with what is printed between them.
    pages = range(first, (last or first) + 1)
    parts = [_part(paragraph, start, end, page) for page in pages]
    if paragraph.table is not None:  # a row's headers stand elsewhere on the page: each piece is looked for by itself
        return all(stands_in(quote, page_text(page)) for page in pages for quote in _pieces(paragraph, start, end, page))
    return all(stands_in(quote, page_text(page)) for page, quote in zip(pages, parts, strict=True) if quote)


def _part(paragraph: Paragraph, start: int, end: int, page: int) -> str:
    return " ".join(_pieces(paragraph, start, end, page))


def _pieces(paragraph: Paragraph, start: int, end: int, page: int) -> list[str]:
    inside = [(max(one.start, start), min(one.end, end)) for one in paragraph.fragments if one.page == page]
    return [paragraph.text[first:last] for first, last in inside if first < last]


def stands_in(quote: str, page: str) -> bool:
    """Whether the words of a quote stand on a page, one after another.

    Between two words the page may hold anything that is no letter (a line's end, a hyphen, a footnote's mark); within a word
    nothing but a line's end with its hyphen.
    """
    words = _PIECE.findall(quote[:_LONGEST_QUOTE])
    if not words:
        return True
    broken = r"[\W_]{0,4}"
    pattern = r"[\W_]*(?:\d{1,3}[\W_]+)?".join(broken.join(map(re.escape, word)) for word in words)
    return re.search(pattern, page) is not None


def by_ordinal(paragraphs: Sequence[Paragraph]) -> dict[int, Paragraph]:
    """The paragraphs of a report by their ordinal."""
    return {paragraph.ordinal: paragraph for paragraph in paragraphs}
