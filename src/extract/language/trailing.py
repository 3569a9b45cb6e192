"""The next section's heading where it trails a paragraph's text: it is no part of the paragraph."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from extract.language.context import text_of

# A sentence's end, with closing marks and the figures that a footnote mark leaves behind.
_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*\d{0,3}\s+(?=(?:\(?[A-Za-z0-9]{1,4}[.)]\s+)*[\"“‘(]?[A-ZÀ-Þ])")
_ENUMERATOR = re.compile(r"(?:^|\s)\(?(?:[A-Z]|[IVX]+|\d{1,2}|[a-z])[.)]$")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|Gen|Col|para|paras|sect)\.$")
_FINITE = {"VBZ", "VBP", "VBD", "MD"}
# The longest heading, and how much of the text around a sentence's end tells what it is.
_LONGEST = 220
_HEM = 60
# Marks that may close a sentence behind its full stop.
_CLOSING = ")]”\"’'"


def trailing_heading(doc: Doc) -> int:
    """Where a heading that trails the text begins; ``len(doc.text)`` where there is none.

    A heading comes after a sentence's end, has no full stop of its own, and no finite verb.
    """
    whole = text_of(doc)
    text = whole.rstrip()
    if not text or text[-1] in '"”' or text.rstrip(_CLOSING)[-1:] in ".!?:;,":
        return len(whole)
    start = _last_sentence(text)
    return len(whole) if start is None or _quoted(text[start:]) or _finite(doc, start) else start


def _quoted(words: str) -> bool:
    """Whether the words end a quotation ("… in May” – a nurse") or stand in brackets: a source, no heading."""
    if words.count("”") > words.count("“") or words.count('"') % 2:
        return True
    return words.startswith("(") and words.endswith(")") and ")" not in words[1:-1].replace(") (", "")


def _last_sentence(text: str) -> int | None:
    """Where the words behind the last sentence's end begin, if they are short enough for a heading."""
    start = None
    # The end that counts is the last one: what stands before the longest heading, and the words right before an end, is enough.
    for match in _SENTENCE_END.finditer(text, max(0, len(text) - _LONGEST - _HEM)):
        before = text[max(0, match.start() + 1 - _HEM) : match.start() + 1]
        if not _ENUMERATOR.search(before) and not _ABBREVIATION.search(before):
            start = match.end()
    return None if start is None or len(text) - start > _LONGEST else start


def _finite(doc: Doc, start: int) -> bool:
    """Whether a finite verb stands at or behind ``start``; looked for from the end, since headings are short."""
    for place in range(len(doc) - 1, -1, -1):
        token = doc[place]
        if token.idx < start:
            return False
        if token.tag_ in _FINITE and token.text[:1].islower():
            return True
    return False
