"""Bytes to text, whatever program saved them."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from extract.reports.report import Notice, ReadError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decoded(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The text, with line ends as ``\\n``, and a notice where the encoding had to be guessed.

    UTF-8, with or without a byte order mark, and UTF-16 with one are taken for what they are. Raises ``ReadError`` for what
    is no text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return _lines(data.decode(name)), ()
            except UnicodeDecodeError:
                raise ReadError(f"begins like {name} text, but is none", "save it again as UTF-8") from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data)
    if "\x00" in text:
        return _guessed(data)
    return _lines(text), ()


_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.I
)
# What pages call latin-1 is Windows-1252 (WHATWG Encoding Standard, "Names and labels").
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "euc_kr": "cp949", "iso8859-9": "cp1254"}


def decoded_page(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The text of a web page, as ``decoded`` gives it; where it is not UTF-8, in the encoding that the page declares."""
    try:
        if not data.startswith(tuple(mark for mark, _ in _MARKS)):
            return _lines(data.decode("utf-8")), ()
        return decoded(data)
    except UnicodeDecodeError:
        found = _DECLARED.search(data[:4096])
    try:
        name = codecs.lookup((found.group(1) or found.group(2)).decode("ascii")).name if found else ""
        if name and not name.startswith(("utf", "base64", "rot", "hex", "zlib", "bz2", "quopri", "uu", "idna", "punycode")):
            return _lines(data.decode(_AS_BROWSERS_DO.get(name, name), errors="replace")), ()
    except (LookupError, ValueError):
        pass
    return _guessed(data)


def _guessed(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    control = sum(byte < 9 or 13 < byte < 32 for byte in data[:65536])
    best = from_bytes(data).best()
    if best is None or (control > 2 and "utf_16" not in best.encoding and "utf_32" not in best.encoding):
        raise ReadError("is no text in any encoding that is known", "save it as UTF-8 text, PDF or .docx")
    encoding = best.encoding
    text = str(best)
    # Western legacy encodings look alike; Windows-1252 is what office programs wrote, with its curly quotes and dashes.
    if encoding not in {"utf_16", "utf_16_le", "utf_16_be", "utf_32"}:
        try:
            western = data.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            if all(ord(c) < 0x250 or c in "‘’“”–—…•€™‚„†‡‰‹›ŒœŠšŽžŸˆ˜ƒ" for c in western) and best.language in {
                "English",
                "Unknown",
            }:
                text, encoding = western, "windows-1252"
    message = f"is not UTF-8; read as {encoding.replace('_', '-')}: check names with accents, or save it as UTF-8"
    return _lines(text), (Notice("legacy_encoding", message),)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
