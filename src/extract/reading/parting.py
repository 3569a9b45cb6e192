"""Parts of paragraphs, each character keeping its place in the source."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.reading.report import Fragment, Paragraph

# A paragraph longer than this is parted at its sentences: the parser's memory grows with it, and no paragraph of prose is.
LONGEST = 12_000
# Where a paragraph too long may be parted: behind a stop before a capital or a figure. An abbreviation may be taken for one.
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9])")


def parted(paragraphs: tuple[Paragraph, ...]) -> list[Paragraph]:
    """The paragraphs, the very long ones parted at the ends of sentences."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        if len(paragraph.text) <= LONGEST or paragraph.source_id is not None:
            found.append(paragraph)
            continue
        start = 0
        ends = [*(found.end() for found in _SENTENCE.finditer(paragraph.text)), len(paragraph.text)]
        for this, following in zip(ends, [*ends[1:], None], strict=True):
            if following is None or following - start > LONGEST:
                found += [cut(paragraph, first, min(first + LONGEST, this)) for first in range(start, this, LONGEST)]
                start = this
    return found


def cut(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """The part of a paragraph from ``start`` to ``end``, blanks at both ends left out, its fragments moved along."""
    piece = paragraph.text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    return replace(
        paragraph,
        text=paragraph.text[start:end],
        page=paragraph.page_at(start),
        fragments=tuple(moved for one in paragraph.fragments if (moved := _cut_fragment(one, start, end))),
    )


def _cut_fragment(fragment: Fragment, start: int, end: int) -> Fragment | None:
    first, last = max(fragment.start, start), min(fragment.end, end)
    if first >= last:
        return None
    edges = fragment.edges[2 * (first - fragment.start) : 2 * (last - fragment.start)] if fragment.edges else None
    box = fragment.box
    if box and edges:
        box = (edges[0], box[1], edges[-1], box[3])
    return replace(fragment, start=first - start, end=last - start, box=box, edges=edges)
