"""Annotated paragraphs of other people's reports, kept without a word of them: hashes and offsets instead of text.

Offsets, half-open, count the characters of the paragraph that are no white space: how a reader joins lines may change, what is
printed does not. ``gold/README.md`` says how a line looks.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

# The multiplier of the rolling check: any odd number does, a large one spreads well.
BASE = 0x9E3779B97F4A7C15
_WORD = 1 << 64


def bare(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def digest(text: str) -> str:
    """SHA-256, in hex, of a text without its white space."""
    return hashlib.sha256(bare(text).encode("utf-8", "surrogatepass")).hexdigest()


def rolling(text: str) -> int:
    """A check of a text without its white space that can be rolled along a longer one: sum of ``ord(text[i]) * BASE**i`` modulo 2**64."""
    found = 0
    for character in reversed(bare(text)):
        found = (found * BASE + ord(character)) % _WORD
    return found


def textless(gold: Mapping[str, Any]) -> dict[str, Any]:
    """An annotated paragraph (``docs/gold.md``) without its text, its title, its reporter or any name in it.

    ``gold`` needs ``file`` and ``ordinal`` beside the usual keys, to be found again. Other names of a partner (``also``) that do not
    stand in the text are lost. Raises ``ValueError`` for an ``at`` that does not stand in the text once, and for a name or a group that
    does not stand in it.
    """
    text = gold["text"]
    context = gold.get("context") or {}
    return {
        "id": gold["id"],
        "file": gold["file"],
        "report": gold["report"],
        "ordinal": gold["ordinal"],
        "sha256": digest(text),
        "length": len(bare(text)),
        "rolling": f"{rolling(text):016x}",
        "context": {
            "countries": list(context.get("countries") or ()),
            "title_sha256": hidden(context.get("title")),
            "reporter_sha256": hidden(context.get("reporter")),
            "section_sha256": hidden(gold.get("section")),
        },
        "countries": list(gold["countries"]),
        "partners": [_partner(text, one) for one in gold["partners"]],
        "trained": [_trained(text, one) for one in gold["trained"]],
        "others": [{**one, "at": _bare_span(text, *_only(text, one["at"]))} for one in gold.get("others") or ()],
        "resolutions": list(gold["resolutions"]),
    }


def told(annotation: Mapping[str, Any], text: str) -> dict[str, list[dict[str, Any]]]:
    """The values of ``textless`` as gold has them, their offsets read in ``text``, white space of whatever kind and length in it."""
    places = [index for index, character in enumerate(text) if not character.isspace()]

    def said(span: list[int]) -> str:
        return text[places[span[0]] : places[span[1] - 1] + 1]

    partners = [
        {
            "name": said(one["at"]),
            **_rest(one, "at", "also"),
            **({"also": [said(name) for name in one["also"]]} if "also" in one else {}),
        }
        for one in annotation["partners"]
    ]
    trained = [
        {**one, "at": said(one["at"]), "group": said(one["group"]) if one["group"] else ""} for one in annotation["trained"]
    ]
    others = [{**one, "at": said(one["at"])} for one in annotation["others"]]
    return {"partners": partners, "trained": trained, "others": others}


def hidden(said: str | None) -> str | None:
    """The hash of what a report says of itself, None where it says nothing."""
    return digest(said) if said else None


def _rest(one: Mapping[str, Any], *without: str) -> dict[str, Any]:
    return {key: value for key, value in one.items() if key not in without}


def _partner(text: str, one: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"at": _bare_span(text, *_named(text, one["name"])), **_rest(one, "name", "also")}
    standing = [name for name in one.get("also") or () if name.strip() and name in text]
    if standing:
        found["also"] = [_bare_span(text, *_named(text, name)) for name in standing]
    return found


def _trained(text: str, one: Mapping[str, Any]) -> dict[str, Any]:
    start, end = _only(text, one["at"])
    group = _bare_span(text, *_nearest(text, one["group"], start)) if one["group"] else None
    return {**one, "at": _bare_span(text, start, end), "group": group}


def _only(text: str, said: str) -> tuple[int, int]:
    """Where a string stands in the text, once."""
    if not said.strip() or text.count(said) != 1:
        raise ValueError(f"{said!r} stands {text.count(said) if said else 0} times in the text, not once")
    start = text.index(said)
    return start, start + len(said)


def _named(text: str, name: str) -> tuple[int, int]:
    """Where a name stands first: as words of its own, else anywhere."""
    whole = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    if whole is not None and name.strip():
        return whole.span()
    return _nearest(text, name, 0)


def _nearest(text: str, said: str, at: int) -> tuple[int, int]:
    """Where a string stands, of several places the first from ``at`` on, else the last before it."""
    start = text.find(said, at)
    if start < 0:
        start = text.rfind(said)
    if start < 0 or not said.strip():
        raise ValueError(f"{said!r} does not stand in the text")
    return start, start + len(said)


def _bare_span(text: str, start: int, end: int) -> list[int]:
    return [len(bare(text[:start])), len(bare(text[:end]))]
