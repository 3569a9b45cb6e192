"""A number of people as one paragraph tells of it: what the rules of counting need of a record, and nothing else."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any

from extract.fields.field import Field
from extract.fields.registry import all_fields
from extract.language.sentences import sentence_at
from extract.records.counting_rules import CountingRules
from extract.records.record import Record, Source

# A value of a run: its record's id, its field's name, its index.
Key = tuple[str, str, int]
_WORD = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_NOT_LETTERS = re.compile(r"\W+")


@dataclass(slots=True)
class Telling:
    """One number with its people, place and wording.

    ``why`` says why it stays out of the sum of its own paragraph (None: it may count), ``part_of`` is the index of its whole there and
    ``inside`` whether that already counts these people; ``settled`` whether a person has said whether it is in the sum;
    ``said`` is the group in the words of the text, ``head`` the noun counted, ``group`` all words of the group, ``anyone`` whether the noun may stand for any group; ``words``,
    ``names`` and ``dates`` are those of its sentence; ``again``, ``total`` whether words beside it point back or sum up.
    """

    key: Key
    source: Source
    count: int
    said: str
    head: str
    group: frozenset[str]
    anyone: bool
    countries: frozenset[str]
    sexes: tuple[int | None, int | None]
    cumulative: bool
    activity: str
    category: str
    kind: str
    confidence: float
    part_of: int | None
    why: str | None
    inside: bool
    settled: bool
    page: int | None
    text: bytes
    long: bool
    words: frozenset[str] = field(default=frozenset())
    names: frozenset[str] = field(default=frozenset())
    dates: frozenset[str] = field(default=frozenset())
    sentence: int = 0
    again: bool = False
    total: bool = False

    @property
    def row(self) -> str:
        """The id of its row in the table: the record's id, ``#``, and its place from 1."""
        return f"{self.key[0]}#{self.key[2] + 1}"

    @property
    def report(self) -> tuple[str, str]:
        """The report that it stands in: its symbol, and the file."""
        return self.source.report, self.source.file

    @property
    def digits(self) -> int:
        """How many digits of the number tell anything: 1,284 has four, 1,200 two, 40 one."""
        return len(str(self.count).rstrip("0"))


def adding() -> tuple[Field[Any], ...]:
    """The fields whose values are numbers of people."""
    return tuple(one for one in all_fields() if one.adds_up)


def tellings(record: Record, rules: CountingRules) -> Iterator[Telling]:
    """The numbers of people of a record, in order."""
    for kind in adding():
        values = record.values(kind.name)
        if not values:
            continue
        text = blake2b(_NOT_LETTERS.sub("", record.text.casefold()).encode("utf-8", "surrogatepass"), digest_size=12).digest()
        long = record.text.count(" ") >= LONG
        for index in range(len(values)):
            yield _telling(record, kind, values, index, rules, text, long)


# Words of a paragraph that is not likely to be printed twice unless the same is meant.
LONG = 7


def _telling(
    record: Record, kind: Field[Any], values: tuple[Any, ...], index: int, rules: CountingRules, text: bytes, long: bool
) -> Telling:
    value, why = values[index], kind.why_not(values, index)
    noun, group = _people(str(value.group), rules)
    start, end = (value.mentions[0].start, value.mentions[0].end) if value.mentions else (0, 0)
    first, last = sentence_at(record.text, start)
    sentence = record.text[first:last]
    near = record.text[max(first, start - 30) : start], record.text[end : min(last, end + 30)]
    return Telling(
        key=(record.id, kind.name, index),
        source=record.source,
        count=value.count,
        said=str(value.group),
        head=noun,
        group=group,
        anyone=rules.has("anyone", noun) or not noun,
        countries=frozenset(value.countries),
        sexes=(value.female, value.male),
        cumulative=bool(getattr(value, "cumulative", False)),
        activity=str(getattr(value, "activity", "training")),
        category=str(value.category),
        kind=rules.kind_of(str(value.category), str(value.group)),
        confidence=value.confidence,
        part_of=value.part_of,
        why=why,
        inside=why is not None and value.part_of is not None and kind.why_not([replace(value, part_of=None)], 0) is None,
        settled=getattr(value, "in_total", None) is not None,
        page=record.page_at(start),
        text=text,
        long=long,
        sentence=first,
        again=_points_back(near[0], rules),
        total=rules.has("total", near[0]) or rules.has("total", near[1]),
        **_wording(sentence, group, rules),
    )


def _points_back(before: str, rules: CountingRules) -> bool:
    """Whether the words that end right before a number point back: "all 90 teachers", "these 150 nurses"."""
    return any(not before[found.end() :].strip() for found in rules.lists["again"].finditer(before))


def _people(group: str, rules: CountingRules) -> tuple[str, frozenset[str]]:
    """The noun that is counted ("officers" of "police officers from Wau") in the singular, and the words of the group."""
    behind = rules.lists["behind"].search(group, 1)
    core = group[: behind.start()] if behind else group
    words = _WORD.findall(core) or _WORD.findall(group)
    noun = _singular(words[-1].casefold()) if words else ""
    stop = rules.lists["stop"]
    every = frozenset(sys.intern(_singular(one.casefold())) for one in _WORD.findall(group) if not stop.fullmatch(one))
    return sys.intern(noun), every - {noun}


def _singular(word: str) -> str:
    """A plural's singular, well enough to compare two: "policewomen" policewoman, "bodies" body."""
    if word.endswith("men") and len(word) > 3:
        return f"{word[:-3]}man"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _wording(sentence: str, group: frozenset[str], rules: CountingRules) -> Mapping[str, frozenset[str]]:
    """What else the sentence says: its words, the names in it (capitals within the sentence) and what dates it."""
    stop, month = rules.lists["stop"], rules.lists["month"]
    words, names = set(), set()
    dates = {found.group().casefold() for found in month.finditer(sentence)} | set(_YEAR.findall(sentence))
    for found in _WORD.finditer(sentence):
        word = found.group()
        folded = sys.intern(word.casefold())
        if folded in dates or stop.fullmatch(word) or _singular(folded) in group:
            continue
        words.add(folded)
        if word[0].isupper() and found.start() > 0:
            names.add(folded)
    return {"words": frozenset(words), "names": frozenset(names), "dates": frozenset(dates)}
