"""The record and its parts, as plain frozen dataclasses. ``record.schema.json`` describes each field; keep the two in step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Via = Literal["name", "demonym", "place", "context"]
Role = Literal["implementer", "funder", "counterpart"]
Qualifier = Literal["exact", "at_least", "at_most", "approximately"]
Status = Literal["completed", "planned"]
# What a person decided of a value; ``machine`` beside it keeps what the machine had given.
Review = Literal["accepted", "corrected", "added"]

_UNWRITTEN = "breaks"
_WRITTEN_WHERE_SET = ("review", "machine")


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span of the paragraph: ``text[start:end] == text`` (characters, half-open), and the id of the rule that gave it."""

    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country the paragraph refers to. ``via`` is the first that applies of name, demonym, place; context has no mention."""

    iso3: str
    name: str
    m49: str | None
    via: Via
    mentions: tuple[Mention, ...] = ()
    review: Review | None = None
    machine: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """An organization that takes part in the work. ``name`` as the paragraph names it in full, else its acronym."""

    name: str
    acronym: str | None
    type: str
    role: Role
    mentions: tuple[Mention, ...] = ()
    review: Review | None = None
    machine: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Trained:
    """A stated number of people who learned. ``part_of`` is an index into the record's list; ``countries`` alpha-3 codes."""

    count: int
    qualifier: Qualifier
    group: str
    category: str
    female: int | None
    male: int | None
    status: Status
    part_of: int | None
    countries: tuple[str, ...]
    partners: tuple[str, ...]
    topic: str | None
    mentions: tuple[Mention, ...] = ()
    review: Review | None = None
    machine: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """A numbered resolution of a UN body, in UN symbol form."""

    symbol: str
    body: str
    number: str
    year: int | None
    url: str | None
    mentions: tuple[Mention, ...] = ()
    review: Review | None = None
    machine: Mapping[str, Any] | None = None


# Why a state named alone is turned down beside a cue of taking part in the work: no hint of a partner that was overlooked.
STATE_ALONE = "a state named alone is a partner only where it pays"
# Why a word that some place far from the report is called by too ("Centre") is turned down: no hint of a country either.
BARE_WORD = "it is a word or a person's name too, and nothing says that it is a place"


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """A candidate that a rule turned down: what ``explain`` shows and ``unclaimed.csv`` lists.

    ``field`` is countries, partners, trained or resolutions; ``rule`` the rule that turned it down (or that came nearest);
    ``reason`` the condition that failed, in words.
    """

    field: str
    start: int
    end: int
    text: str
    rule: str
    reason: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record's paragraph stands."""

    report: str
    title: str | None
    reporter: str | None
    year: int | None
    file: str
    sha256: str
    page: int | None
    number: str | None
    section: str | None
    ordinal: int
    id: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """One paragraph from which something was drawn. ``breaks`` (not written) are ``(offset, page)`` where pages begin."""

    id: str
    source: Source
    text: str
    countries: tuple[Country, ...] = ()
    partners: tuple[Partner, ...] = ()
    trained: tuple[Trained, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    breaks: tuple[tuple[int, int], ...] = field(default=(), compare=False)

    def page_at(self, offset: int) -> int | None:
        """The page that the character at ``offset`` stands on; None where the format has no pages."""
        page = self.source.page
        for start, number in self.breaks:
            if start > offset:
                break
            page = number
        return page


def plain(value: Any) -> Any:
    """A record or a part of one as JSON-ready dicts and lists, in the schema's order of fields.

    Left out: ``breaks``, and ``review`` and ``machine`` where nobody has decided.
    """
    if hasattr(value, "__dataclass_fields__"):
        found = {name: getattr(value, name) for name in value.__dataclass_fields__ if name != _UNWRITTEN}
        return {n: plain(v) for n, v in found.items() if v is not None or n not in _WRITTEN_WHERE_SET}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def record_of(plain_record: Mapping[str, Any]) -> Record:
    """The record that a dict of ``plain``'s shape describes (page breaks are not in it). Raises ``KeyError``, ``TypeError``."""
    given = dict(plain_record)
    given["source"] = Source(**given["source"])
    for name, kind in (("countries", Country), ("partners", Partner), ("trained", Trained), ("resolutions", Resolution)):
        given[name] = tuple(_value_of(kind, one) for one in given[name])
    return Record(**given)


def _value_of(kind: type[Any], given: Mapping[str, Any]) -> Any:
    parts = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    parts["mentions"] = tuple(Mention(**mention) for mention in given["mentions"])
    return kind(**parts)
