"""Which numbers tell again of people whom another number of the run counts: the same words, or the same people in others.

Linear in the numbers: only those of one report, series or publisher that are equal are compared, and of these the latest few.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from extract.records.series import Issue, Report, reporter_of
from extract.records.telling import Telling

_ANYONE, _EVERY = "*any", "*every"
# Equal numbers of one report, series or publisher that a further one is compared with.
_COMPARED = 20
# How near paragraphs stand in which words may point back ("these 150 nurses").
_BACK = 4
# By how many digits of a number tell anything (the last: so many or more): how much of the shorter sentence's wording the other
# must share, 0 to 1. 1,284 is hardly a second course's number; 40 is many courses'.
_WITHIN = {1: 0.8, 2: 0.5, 3: 0.25, 4: 0.0}
_ACROSS = {1: 0.9, 2: 0.7, 3: 0.4, 4: 0.2}
_OTHER_YEAR = {1: 1.0, 2: 0.8, 3: 0.6, 4: 0.5}
# Where the groups are not called alike ("541 volunteers", "541 people").
_UNLIKE = 0.2


@dataclass(frozen=True, slots=True)
class Repeat:
    """``one`` tells again of the people of ``first``; ``words`` whether in the same words."""

    one: Telling
    first: Telling
    words: bool


def repeats(found: Iterable[Telling], issues: Mapping[Report, Issue]) -> Iterator[Repeat]:
    """The numbers that tell again what an earlier one tells, in order. What is planned is passed over."""
    seen: dict[tuple[object, ...], deque[Telling]] = defaultdict(lambda: deque(maxlen=_COMPARED))
    for one in found:
        if one.why is not None and not one.inside:
            continue
        scopes = list(_scopes(one, issues))
        first = None if one.why is not None or one.settled else _first(one, scopes, seen, issues)
        if first is not None:
            yield Repeat(one, first, _same_words(one, first))
            continue
        for scope in scopes:
            for noun in (one.head, _ANYONE) if one.anyone else (one.head, _EVERY):
                seen[(*scope, noun)].append(one)


def _scopes(one: Telling, issues: Mapping[Report, Issue]) -> Iterator[tuple[object, ...]]:
    """Where an equal number may count the same people."""
    yield ("report", one.report, one.count)
    series = issues[one.report].series
    if series:
        yield ("series", series, one.count)
    reporter = reporter_of(one.source)
    if reporter:
        yield ("reporter", reporter, one.count)
    if one.long:
        yield ("text", one.text, one.count, one.key[2])


def _first(
    one: Telling,
    scopes: Iterable[tuple[object, ...]],
    seen: Mapping[tuple[object, ...], deque[Telling]],
    issues: Mapping[Report, Issue],
) -> Telling | None:
    for scope in scopes:
        # A noun that may stand for any group is held against all, any other against its own and those.
        for noun in (_ANYONE, _EVERY) if one.anyone else (one.head, _ANYONE):
            for other in reversed(seen.get((*scope, noun), ())):
                if same_people(other, one, issues):
                    return other
    return None


def same_people(first: Telling, one: Telling, issues: Mapping[Report, Issue]) -> bool:
    """Whether two equal numbers tell of the same people; ``first`` stands before ``one``."""
    if not countries_agree(first, one):
        return False
    if first.key[:2] == one.key[:2]:
        # Two members of a list are two groups, however alike: only words that point back make them one.
        return one.again and first.sentence != one.sentence and agree(first, one)
    if _given_apart(first, one) or not agree(first, one):
        return False
    if _same_words(first, one):
        return True
    if one.again and first.report == one.report and _near(first, one):
        return True
    if not _within_or_alike(first.dates, one.dates):
        return False
    wanted = _wanted(first, one, issues) + (0.0 if first.head == one.head else _UNLIKE)
    if _apart(first.names, one.names) and one.digits < 4:
        return False
    return wanted <= 1 and shared(first, one) >= wanted


def agree(first: Telling, one: Telling) -> bool:
    """Whether group and sexes of two numbers allow for the same people."""
    return groups_agree(first, one) and _sexes_agree(first, one)


def groups_agree(first: Telling, one: Telling) -> bool:
    """Whether two groups may be one: the same noun with no other words each, or a noun that may stand for any."""
    if first.head == one.head:
        return first.group <= one.group or one.group <= first.group
    return first.anyone or one.anyone


def countries_agree(first: Telling, one: Telling) -> bool:
    """Whether two numbers may be of the same countries; one that names none may be of any."""
    return not first.countries or not one.countries or first.countries == one.countries


def _sexes_agree(first: Telling, one: Telling) -> bool:
    (women, men), (other_women, other_men) = first.sexes, one.sexes
    return (women is None or other_women is None or women == other_women) and (
        men is None or other_men is None or men == other_men
    )


def _same_words(first: Telling, one: Telling) -> bool:
    """Whether the paragraphs say the same, letter by letter, at the same place of their lists."""
    if first.text != one.text or first.key[1:] != one.key[1:]:
        return False
    here = first.report == one.report and first.source.section == one.source.section
    return here or one.long


def _given_apart(first: Telling, one: Telling) -> bool:
    """Paragraphs that came in by JSON Lines, with ids and no title: nobody said that they are of one report."""
    same_file = first.source.file == one.source.file
    return same_file and first.source.id is not None and one.source.id is not None and not one.source.title


def _near(first: Telling, one: Telling) -> bool:
    return first.source.section == one.source.section and abs(one.source.ordinal - first.source.ordinal) <= _BACK


def _within_or_alike(first: frozenset[str], one: frozenset[str]) -> bool:
    """Whether what dates two sentences allows for one event: a telling may leave out, not change."""
    return first <= one or one <= first


def _apart(first: frozenset[str], one: frozenset[str]) -> bool:
    return bool(first - one) and bool(one - first)


def _wanted(first: Telling, one: Telling, issues: Mapping[Report, Issue]) -> float:
    digits = min(4, one.digits)
    if first.report == one.report:
        return _WITHIN[digits]
    same_series = issues[first.report].series is not None and issues[first.report].series == issues[one.report].series
    years = {first.source.year, one.source.year} - {None}
    return _ACROSS[digits] if same_series or len(years) < 2 else _OTHER_YEAR[digits]


def shared(first: Telling, one: Telling) -> float:
    """How much of the shorter sentence's wording the other shares, 0 to 1."""
    least = min(len(first.words), len(one.words))
    return len(first.words & one.words) / least if least else 0.0
