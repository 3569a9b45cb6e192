"""Whom a report speaks of as an author does: the body that it names most, whose site it gives, or whose name its title begins with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from extract.reading.header.front import Words
from extract.reading.header.reporter import Reporter

# So many characters of a report are looked at.
_LOOKED_AT = 40_000
# A body is taken that is named so often, and so many times as often as the next one; one whose site the text gives, or that is
# named along its pages, where it is named twice and this part as often as the first.
_OFTEN, _MORE = 6, 2
_SITED_OFTEN, _SITED_SHARE = 2, 0.3
# A name that is in no list counts where the report says it so often.
_OWN_NAME = 4
_CAPITALS = re.compile(r"(?<![\w-])[A-Z][A-Za-z0-9-]*[A-Z](?![\w-])")
_SITE = re.compile(r"(?:www\.|@|//)(?:[\w-]+\.)*?([\w-]+)\.(?:org|int|net|ngo|com|edu|world|info)\b", re.IGNORECASE)


def self_referring(
    title: str | None, text: Sequence[str], properties: Mapping[str, str], words: Words, known: Sequence[Reporter]
) -> Reporter | str | None:
    """The body that reports, by how its report speaks of it; None where none stands out. ``text`` are its paragraphs."""
    running = properties.get("running", "")
    whole = "\n".join((running, *text))[:_LOOKED_AT]
    if own := _own_name(title, whole, properties, words):
        return own
    capitals = Counter(_CAPITALS.findall(whole))
    counts = [(_times(one, whole, capitals), one) for one in known if one.kind in {"mission", "agency", "organization"}]
    counts = sorted((pair for pair in counts if pair[0]), key=lambda pair: -pair[0])
    sites = {site.casefold() for site in _SITE.findall(whole)} | {name.casefold() for name in _CAPITALS.findall(running)}
    for count, one in counts[:5]:
        if one.acronym and one.acronym.casefold() in sites and count >= _SITED_OFTEN and count >= _SITED_SHARE * counts[0][0]:
            return one
    if not counts or counts[0][0] < _OFTEN or (len(counts) > 1 and counts[0][0] <= _MORE * counts[1][0]):
        return None
    return counts[0][1]


def _times(one: Reporter, whole: str, capitals: Mapping[str, int]) -> int:
    """How often a text names a body, by its acronym or in full."""
    full = [name for name in one.names if len(name) > 5 and name in whole]
    in_full = max((len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", whole)) for name in full), default=0)
    return in_full + (capitals.get(one.acronym, 0) if one.acronym else 0)


def _own_name(title: str | None, whole: str, properties: Mapping[str, str], words: Words) -> str | None:
    """The name before "Annual Report" in a title, or the author that the file names, where the report says it often."""
    found = words.search("report-kind", title or "")
    before = (title or "")[: found.start()] if found else ""
    names = [re.sub(r"\(.*?\)|\b(?:19|20)\d\d\b", " ", before), properties.get("author", ""), properties.get("publisher", "")]
    for name in names:
        bare = " ".join(name.split()).strip(" –—-:|,")
        if len(bare) < 4 or not bare[0].isupper() or len(bare.split()) > 8 or re.search(r"[\d;,@]", bare):
            continue
        key = re.sub(r"^the ", "", bare.casefold())
        if len(re.findall(rf"(?<!\w){re.escape(key)}(?!\w)", whole.casefold())) >= _OWN_NAME:
            return bare.title() if bare.isupper() and " " in bare else bare
    return None
