"""Every name, people's name and place of the lists in a text, the longest first, before anything is decided on them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.fields.countries.gazetteer import KNOWN, Entry, Gazetteer
from extract.fields.countries.words import Word, joined, words

# Marks within transliterated words, and the ending that begins with one of them.
_TICKS = ("'", "’", "‘", "ʻ", "ʼ", "`")
# A well-known place of more letters than an acronym has is one in capitals too ("KHERSON, 3 May").
_LONGEST_SHOUTED = 4
_POSSESSIVE = re.compile(r"['’][sS](?!\w)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the text that is an entry of the lists; ``joining`` is the rule that lends it the last words of the next."""

    start: int
    end: int
    keys: tuple[str, ...]
    entry: Entry
    joining: str | None = None


def scan(text: str, lists: Gazetteer) -> list[Candidate]:
    """The candidates, in order, none within another."""
    found: list[Candidate] = []
    given = words(text)
    place = 0
    while place < len(given):
        if given[place].key not in lists.longest:
            place += 1
            continue
        candidate, used = _longest(text, given, place, lists)
        if candidate is not None:
            _share_last_words(text, given, place, used, candidate, lists, found)
            found.append(candidate)
        place += used
    return found


def _share_last_words(
    text: str, given: list[Word], place: int, used: int, candidate: Candidate, lists: Gazetteer, found: list[Candidate]
) -> None:
    """Adds the names before one that leave its last words to it: "North" of "North and South Korea".

    Such a word stands for the name that it makes with those last words, if the lists have that name.
    """
    last_words = candidate.keys[1:]
    at = place
    while used > 1 and at >= 2 and given[at - 1].key in lists.joining and joined(text, given[at - 2], given[at - 1]):
        first = given[at - 2]
        key = (first.key, *last_words)
        entry = lists.entries.get(key)
        if entry is None or entry.kind != candidate.entry.kind or entry.options == candidate.entry.options:
            return
        if found and found[-1].end > first.start:
            if found[-1].start != first.start:
                return
            found.pop()
        found.append(Candidate(first.start, first.end, key, entry, lists.joining[given[at - 1].key]))
        at -= 2


def _longest(text: str, given: list[Word], place: int, lists: Gazetteer) -> tuple[Candidate | None, int]:
    reach = lists.longest[given[place].key]
    run = [given[place]]
    for other in given[place + 1 : place + reach]:
        if not joined(text, run[-1], other):
            break
        run.append(other)
    for size in range(len(run), 0, -1):
        key = tuple(word.key for word in run[:size])
        entry = lists.entries.get(key)
        if (
            entry is not None
            and not _shouted(given, place, size, entry)
            and not _cut(text, run[0].start, run[size - 1].end, entry)
        ):
            return Candidate(run[0].start, run[size - 1].end, key, entry), size
    return None, 1


def _shouted(given: list[Word], place: int, size: int, entry: Entry) -> bool:
    """Whether one word in capitals stands alone among other words: an acronym, not a place."""
    if entry.kind != "place" or size > 1 or not given[place].capitals:
        return False
    if len(given[place].key) > _LONGEST_SHOUTED and not entry.doubtful and any(one.rank == KNOWN for one in entry.options):
        return False
    around = given[max(0, place - 1) : place] + given[place + 1 : place + 2]
    return not any(word.capitals for word in around)


def _cut(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether the stretch is a piece of a longer word: "Sama" of "Sama‘iyah", and for lesser places "Tahta" of "al-Tahta"."""
    behind, ahead = text[end : end + 3], text[max(0, start - 2) : start]
    if behind[:1] in _TICKS and behind[1:2].isalpha() and not _POSSESSIVE.match(behind):
        return True
    if entry.kind != "place":
        return False
    if ahead[-1:] in _TICKS and ahead[:1].isalpha() and ahead[:1] != "s":
        return True
    lesser = all(option.rank < KNOWN for option in entry.options)
    return lesser and bool((ahead[-1:] == "-" and ahead[:1].isalpha()) or (behind[:1] == "-" and behind[1:2].isalpha()))
