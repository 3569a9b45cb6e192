"""Sums of people: which numbers may be added up, and arithmetic of the text that does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.fields.trained.value import Trained

# How far "about 500" may lie from the sum of its parts.
_ABOUT = 0.1
# A colon, a dash or a bracket with nothing between it and the first number of the list.
_LIST_BEGINS = re.compile(r"[:(–—]\s*$")
# The index of a value, which of its sums does not hold, and both readings in words.
Failing = tuple[int, str, str, str]


def why_not(trained: Sequence[Trained], index: int) -> str | None:
    """Why item ``index`` of a record's numbers must stay out of a sum, in words; None where it may be added up."""
    item = trained[index]
    if item.in_total is not None:
        return None if item.in_total == "yes" else "left out by a person"
    own = _own_reason(item)
    if own:
        return own
    if any(_counts(trained[whole]) and not _of_period(item, trained[whole]) for whole in _wholes(trained, index)):
        return "part of another number of this paragraph"
    if item.cumulative and any(_runs_into(trained, part, index) for part in range(len(trained))):
        return "a running total, beside the number of a period"
    return None


def _counts(item: Trained) -> bool:
    return item.in_total == "yes" or (item.in_total is None and _own_reason(item) is None)


def _of_period(item: Trained, whole: Trained) -> bool:
    """A period's number that a running total takes in: it is the period's that counts, unless a person says otherwise."""
    return whole.cumulative and not item.cumulative and whole.in_total != "yes"


def _runs_into(trained: Sequence[Trained], part: int, index: int) -> bool:
    """Whether a number is one of a period that runs into the running total ``index``, and counts."""
    item = trained[part]
    return not item.cumulative and _counts(item) and index in _wholes(trained, part)


def _own_reason(item: Trained) -> str | None:
    if item.status == "planned":
        return "planned, not done"
    return "an upper bound" if item.qualifier == "at_most" else None


def _wholes(trained: Sequence[Trained], index: int) -> Iterator[int]:
    """The numbers that an item is a part of, from its own whole outwards.

    A part of what is planned counts by itself ("will train 500, of whom 120 have graduated"): its whole is in no sum.
    """
    seen = {index}
    at = trained[index].part_of
    while at is not None and at not in seen and at < len(trained):
        yield at
        seen.add(at)
        at = trained[at].part_of


def failing_sums(trained: Sequence[Trained], text: str) -> Iterator[Failing]:
    """Every sum of a record's numbers that does not hold, in order."""
    for index in range(len(trained)):
        yield from _sexes(trained, index)
        yield from _parts(trained, index, text)


def _sexes(trained: Sequence[Trained], index: int) -> Iterator[Failing]:
    item = trained[index]
    said = f"{item.count} {item.group}"
    women, men = item.female, item.male
    if women is not None and _exceeds(women, item):
        yield index, "more women than people", said, f"{women} women"
    elif men is not None and _exceeds(men, item):
        yield index, "more men than people", said, f"{men} men"
    elif women is not None and men is not None and (_exceeds(women + men, item) or _falls_short(women + men, item)):
        yield index, "women and men against the number", said, f"{women} women and {men} men: {women + men}"


def _exceeds(total: int, item: Trained) -> bool:
    """Whether a sum is more than its number allows: "more than 500" allows any, "about 500" a tenth."""
    if item.qualifier == "at_least":
        return False
    return total > (item.count * (1 + _ABOUT) if item.qualifier == "approximately" else item.count)


def _falls_short(total: int, item: Trained) -> bool:
    if item.qualifier == "at_most":
        return False
    return total < (item.count * (1 - _ABOUT) if item.qualifier == "approximately" else item.count)


def _is_whole_list(text: str, whole: Trained, parts: Sequence[Trained]) -> bool:
    """Whether the parts are told as all there are: "350 officials: 120 judges and 230 clerks", not "including 120 judges"."""
    if len(parts) < 2 or any(not one.mentions or one.qualifier != "exact" for one in (whole, *parts)):
        return False
    end = max(mention.end for mention in whole.mentions)
    start = min(mention.start for part in parts for mention in part.mentions)
    return end <= start and _LIST_BEGINS.search(text[end:start]) is not None


def _parts(trained: Sequence[Trained], index: int, text: str) -> Iterator[Failing]:
    whole = trained[index]
    parts = [item for item in trained if item.part_of == index]
    total = sum(part.count for part in parts)
    if parts and _exceeds(total, whole):
        listed = " + ".join(str(part.count) for part in parts)
        listed = listed if len(parts) == 1 else f"{listed} = {total}"
        yield index, "parts against their total", f"{whole.count} {whole.group}", listed
    elif _is_whole_list(text, whole, parts) and total < whole.count:
        listed = " + ".join(str(part.count) for part in parts)
        yield index, "list against its total", f"{whole.count} {whole.group}", f"{listed} = {total}"
    for name, kind in (("female", "women"), ("male", "men")):
        given = [getattr(part, name) for part in parts if getattr(part, name) is not None]
        stated = getattr(whole, name)
        if stated is not None and sum(given) > stated:
            listed = " + ".join(map(str, given))
            listed = listed if len(given) == 1 else f"{listed} = {sum(given)}"
            yield index, f"{kind} of the parts against {kind} of their total", f"{stated} {kind}", f"{listed} {kind}"
