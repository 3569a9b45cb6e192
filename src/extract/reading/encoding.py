"""Bytes to text, whatever program saved them."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from extract.reading.report import Notice, ReadError

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


# Latin letters stand beside one another in these and in Western languages: only the language tells which code page it is.
_CODE_PAGES = {
    **dict.fromkeys(("Czech", "Slovak", "Polish", "Hungarian", "Croatian", "Slovene", "Romanian"), "cp1250"),
    "Turkish": "cp1254",
    **dict.fromkeys(("Lithuanian", "Latvian", "Estonian"), "cp1257"),
}
# In a text of Latin letters so few are accented; in other scripts almost all bytes are high ones.
_MOST_ACCENTED = 0.25
# What no text in Windows code pages has inside a word: it was saved on a Macintosh or under DOS.
_ODD_INSIDE = re.compile(r"[a-z](?:[À-ÞŠŽŸŒ](?=[a-z])|[€‚ƒ„…†‡ˆ‰‹•›¡-©«-¶¸¹»-¿×÷](?=[A-Za-z]))")


def _latin(data: bytes, language: str) -> tuple[str, str] | None:
    """Code page and text of what is Latin letters in a Windows code page: Windows-1252 unless the language has another.

    Western and other code pages give the same text or one as likely; Windows-1252 is what office programs wrote most.
    """
    if b"\x00" in data:
        return None
    high = sum(byte > 127 for byte in data)
    letters = sum(65 <= byte <= 90 or 97 <= byte <= 122 for byte in data)
    if high > _MOST_ACCENTED * (high + letters):
        return None
    for page in dict.fromkeys((_CODE_PAGES.get(language, "cp1252"), "cp1252")):
        try:
            text = data.decode(page)
        except UnicodeDecodeError:
            continue
        if not _ODD_INSIDE.search(text):
            return page.replace("cp", "windows-"), text
    return None


def _guessed(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    control = sum(byte < 9 or 13 < byte < 32 for byte in data[:65536])
    best = from_bytes(data).best()
    if best is None or (control > 2 and "utf_16" not in best.encoding and "utf_32" not in best.encoding):
        raise ReadError("is no text in any encoding that is known", "save it as UTF-8 text, PDF or .docx")
    encoding, text = _latin(data, best.language) or (best.encoding, str(best))
    message = f"is not UTF-8; read as {encoding.replace('_', '-')}: check names with accents, or save it as UTF-8"
    return _lines(text), (Notice("legacy_encoding", message),)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
