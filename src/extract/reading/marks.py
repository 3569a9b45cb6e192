"""Marks of notes: raised figures, letters and signs that are no part of the word or number that they stand behind."""

from __future__ import annotations

import re

_MARK = re.compile(r"\s*(?:\d{1,3}|[*†‡§¶#]{1,3}|[a-zA-Z])(?:\s*,\s*(?:\d{1,3}|[a-z]))*\s*[,)]?\s*")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|e|o|a|ème)\b")
_UNIT = re.compile(r"(?:^|[^A-Za-z])[kcm]?m$|CO$")
_BRACKETED = re.compile(r"\[(?:\d{1,3}|[a-z])\]")


def is_mark(raised: str, before: str) -> bool:
    """Whether raised characters behind ``before`` are a note's mark: no ordinal's ending ("4th") and no unit's power ("km²")."""
    text = raised.strip()
    if _BRACKETED.fullmatch(text):
        return True
    if not _MARK.fullmatch(raised) or (before[-1:].isdigit() and _ORDINAL.match(text)):
        return False
    return not (text in {"2", "3"} and _UNIT.search(before.rstrip()))
