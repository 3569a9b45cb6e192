"""The next section's heading where it trails a paragraph's text: it is no part of the paragraph."""

from __future__ import annotations

import re

from spacy.tokens import Doc

# A sentence's end, with closing marks and the figures that a footnote mark leaves behind.
_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*\d{0,3}\s+(?=(?:\(?[A-Za-z0-9]{1,4}[.)]\s+)*[\"“‘(]?[A-ZÀ-Þ])")
_ENUMERATOR = re.compile(r"(?:^|\s)\(?(?:[A-Z]|[IVX]+|\d{1,2}|[a-z])[.)]$")
_LONGEST = 220
# Marks that may close a sentence behind its full stop.
_CLOSING = ")]”\"’'"


def trailing_heading(doc: Doc) -> int:
    """Where a heading that trails the text begins; ``len(doc.text)`` where there is none.

    A heading comes after a sentence's end, has no full stop of its own, and no finite verb.
    """
    text = doc.text.rstrip()
    if not text or text[-1] in '"”' or text.rstrip(_CLOSING)[-1:] in ".!?:;,":
        return len(doc.text)
    start = None
    for match in _SENTENCE_END.finditer(text):
        before = text[: match.start() + 1]
        if not _ENUMERATOR.search(before) and not re.search(r"\b(?:Mr|Mrs|Ms|Dr|St|No|Gen|Col|para|paras|sect)\.$", before):
            start = match.end()
    if start is None or len(text) - start > _LONGEST:
        return len(doc.text)
    tokens = [token for token in doc if token.idx >= start]
    if any(token.tag_ in {"VBZ", "VBP", "VBD", "MD"} and token.text[:1].islower() for token in tokens):
        return len(doc.text)
    return start
