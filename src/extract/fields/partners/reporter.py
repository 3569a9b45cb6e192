"""The reporter and its own units: they are never partners in their own report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extract.fields.partners.names import Name
from extract.fields.partners.rules import PartnerRules
from extract.fields.partners.words import keys_of

_AND = re.compile(r"\s*(?:,|;|/|&|\band\b)\s*")
# The rules that turn down what is the reporter's: all of it, and what a mission calls its own units.
OWN = "partners.not.reporter"
OWN_UNITS = "partners.words.own_units"
POLICE_UNITS = "partners.words.police_units"

_BRACKETED = re.compile(r"\s*\(([^()]+)\)\s*$")
_PRONOUN_OWNER = re.compile(r"(?:\b(?:our|my)|\bits own)\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Reporter:
    """Who publishes the report, as keys and as the beginnings that its units' names have."""

    keys: frozenset[str]
    beginnings: tuple[tuple[str, ...], ...]
    units: re.Pattern[str] | None
    police_units: re.Pattern[str] | None = None

    def owned_by(self, name: Name, text: str, rules: PartnerRules) -> str | None:
        """The rule by which a name is the reporter's, or a unit's, a country office's or a programme's of it; None where it is not."""
        if self.units is not None and self.units.match(name.name):
            return OWN_UNITS
        if self.police_units is not None and name.key not in self.keys and self.police_units.match(name.name):
            return POLICE_UNITS
        return OWN if self._owns(name, text, rules) else None

    def _owns(self, name: Name, text: str, rules: PartnerRules) -> bool:
        if name.key in self.keys or name.parent in self.keys:
            return True
        if not self.keys:
            return False
        keys = keys_of(name.name, rules.spellings)
        if len(keys) == 1 and rules.head_at_end(keys) is not None and any(one[-1:] == keys for one in self.beginnings):
            # "the Activity", "the Fund", "the Service": what a body calls itself by the last word of its name.
            return True
        joint = text[name.end : name.end + 1] in {"-", "–", "/"} or "-" in name.name[:12]
        begins = any(keys[: len(one)] == one and len(keys) > len(one) for one in self.beginnings)
        return (begins and not joint) or bool(_PRONOUN_OWNER.search(text[: name.start]))


def reporter_of(given: str | None, rules: PartnerRules, acronyms: Mapping[str, str]) -> Reporter:
    """The reporter as the report's header names it; "UNDP and UNFPA" are two."""
    if not given:
        return Reporter(frozenset(), (), None)
    keys: set[str] = set()
    beginnings: list[tuple[str, ...]] = []
    mission = police = False
    for part in _parts(given, rules):
        one = rules.listed.named(part)
        names = {part, acronyms.get(part, part)}
        if one is not None:
            keys.add(one.id)
            names |= {one.name, one.acronym or one.name}
            mission = mission or _is_mission(one.name)
        for name in sorted(names):
            words = keys_of(name, rules.spellings)
            keys.add(" ".join(words))
            beginnings.append(words)
            head = rules.head_at_end(words)
            police = police or (head is not None and head.type == "police")
    units, police_units = rules.own_units if mission else None, rules.police_units if police else None
    return Reporter(frozenset(keys), tuple(beginnings), units, police_units)


def _is_mission(name: str) -> bool:
    return re.search(r"\bUnited Nations\b.*\b(?:Mission|Force|Operation|Workplace in)\b", name) is not None


def _parts(given: str, rules: PartnerRules) -> Iterator[str]:
    """The reporters that a header names: the whole of it where that is one body, else its parts."""
    parts = [part for part in _AND.split(given) if part]
    bracket = _BRACKETED.search(given)
    if bracket is not None and bracket.start():
        # "United Nations Development Programme (UNDP)": one body, named twice.
        yield from (given[: bracket.start()], bracket.group(1))
        return
    several = len(parts) > 1 and rules.listed.named(given) is None and all(rules.listed.named(part) for part in parts)
    yield from parts if several else [given]
