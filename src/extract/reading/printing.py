"""Characters as they are printed: what prints nothing taken out, what looks alike written in one way."""

from __future__ import annotations

import re
import unicodedata

_NOTHING = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANK = re.compile(r"[\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_ALIKE = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)


def printed(text: str) -> str:
    """The text, composed (NFC), without soft hyphens and characters of no width; ligatures, hyphens and blanks as typed."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _BLANK.sub(" ", _NOTHING.sub("", text)).translate(_ALIKE))
