"""Arithmetic of the text that does not hold: women and men against the number, parts against their total, misprinted numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.language.numbers import misprints
from extract.records.record import Record, Trained

# How far "about 500" may lie from the sum of its parts.
_ABOUT = 0.1
# A colon, a dash or a bracket with nothing between it and the first number of the list.
_LIST_BEGINS = re.compile(r"[:(–—]\s*$")


@dataclass(frozen=True, slots=True)
class Check:
    """What does not hold: a sum, or figures that no number is written with. Both readings in words.

    ``item`` is the index in the record's ``trained`` (None: none of them); ``start`` where it stands in the text, if not at an item.
    """

    record: Record
    item: int | None
    kind: str
    one_reading: str
    other_reading: str
    start: int = 0


def checks(records: Iterable[Record]) -> Iterator[Check]:
    """Every sum of every record that does not hold and every misprint of a number in its text, in order."""
    for record in records:
        for index in range(len(record.trained)):
            yield from _sexes(record, index)
            yield from _parts(record, index)
        for one in misprints(record.text):
            yield Check(record, None, "figures that are no number", one.text, one.why, one.start)


def _sexes(record: Record, index: int) -> Iterator[Check]:
    item = record.trained[index]
    said = f"{item.count} {item.group}"
    women, men = item.female, item.male
    if women is not None and _exceeds(women, item):
        yield Check(record, index, "more women than people", said, f"{women} women")
    elif men is not None and _exceeds(men, item):
        yield Check(record, index, "more men than people", said, f"{men} men")
    elif women is not None and men is not None and (_exceeds(women + men, item) or _falls_short(women + men, item)):
        yield Check(record, index, "women and men against the number", said, f"{women} women and {men} men: {women + men}")


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


def _parts(record: Record, index: int) -> Iterator[Check]:
    whole = record.trained[index]
    parts = [item for item in record.trained if item.part_of == index]
    total = sum(part.count for part in parts)
    if parts and _exceeds(total, whole):
        listed = " + ".join(str(part.count) for part in parts)
        listed = listed if len(parts) == 1 else f"{listed} = {total}"
        yield Check(record, index, "parts against their total", f"{whole.count} {whole.group}", listed)
    elif _is_whole_list(record.text, whole, parts) and total < whole.count:
        listed = " + ".join(str(part.count) for part in parts)
        yield Check(record, index, "list against its total", f"{whole.count} {whole.group}", f"{listed} = {total}")
    for name, kind in (("female", "women"), ("male", "men")):
        given = [getattr(part, name) for part in parts if getattr(part, name) is not None]
        stated = getattr(whole, name)
        if stated is not None and sum(given) > stated:
            listed = " + ".join(map(str, given))
            listed = listed if len(given) == 1 else f"{listed} = {sum(given)}"
            yield Check(
                record, index, f"{kind} of the parts against {kind} of their total", f"{stated} {kind}", f"{listed} {kind}"
            )
