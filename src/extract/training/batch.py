"""Labelled paragraphs as a batch: word pieces, the pieces of every span, features and labels, joined over its paragraphs."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from extract.judge.case import ACTIVITIES, Floats, Span
from extract.judge.encode import PREFIX, WINDOW
from extract.training.dataset import Labelled

_CLS, _SEP = 101, 102
_UNKNOWN = -1
Pieces = list[int]


@dataclass(slots=True)
class Prepared:
    """A labelled paragraph as word pieces: ids, segment types, and the indexes of the pieces of each candidate's spans.

    ``lower`` keeps what the frozen layers made of it.
    """

    one: Labelled
    ids: Pieces
    types: Pieces
    numbers: list[Pieces] = field(default_factory=list)
    groups: list[Pieces] = field(default_factory=list)
    sentences: list[Pieces] = field(default_factory=list)
    countries: list[list[Pieces]] = field(default_factory=list)
    mentions: list[list[Pieces]] = field(default_factory=list)
    around: list[Pieces] = field(default_factory=list)
    lower: Tensor | None = None


def load_tokenizer(start: Path) -> Tokenizer:
    """The tokenizer of the encoder that training starts from."""
    found = Tokenizer.from_file(str(start / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


def prepared(one: Labelled, tokenizer: Tokenizer, with_section: bool = True) -> Prepared:
    """A paragraph as the network reads it; of a very long one the first window."""
    prefix = one.prefix if with_section else one.reporter
    before = tokenizer.encode(prefix, add_special_tokens=False).ids[:PREFIX]
    text = tokenizer.encode(one.text, add_special_tokens=False)
    ids = [_CLS, *before, _SEP, *text.ids[:WINDOW], _SEP]
    first = len(before) + 2
    spans = text.offsets[:WINDOW]

    def pieces(span: Span) -> Pieces:
        return [first + i for i, (start, end) in enumerate(spans) if start < span[1] and end > span[0]]

    found = Prepared(one, ids, [0] * first + [1] * (len(ids) - first))
    if one.people is not None:
        found.numbers = [pieces(span) for span in one.people.numbers]
        found.groups = [pieces(span) for span in one.people.groups]
        found.sentences = [pieces(span) for span in one.people.sentences]
        found.countries = [[pieces(span) for span in some] for some in one.people.countries]
    if one.organizations is not None:
        found.mentions = [[pieces(span) for span in some] for some in one.organizations.mentions]
        found.around = [pieces(span) for span in one.organizations.sentences]
    return found


@dataclass(frozen=True, slots=True)
class Bags:
    """The pieces of many spans, as places in the flattened vectors of a batch: what ``embedding_bag`` takes."""

    places: Tensor
    offsets: Tensor

    @classmethod
    def of(cls, some: Iterable[Sequence[int]]) -> Bags:
        """The bags of lists of places."""
        flat: list[int] = []
        offsets: list[int] = []
        for one in some:
            offsets.append(len(flat))
            flat += one
        return cls(torch.tensor(flat, dtype=torch.long), torch.tensor(offsets, dtype=torch.long))


@dataclass(frozen=True, slots=True)
class Batch:
    """Paragraphs read together. Candidates are counted through; ``counts`` gives how many numbers, pairs, numbers × countries and
    organizations each paragraph has. Labels are -1 where nobody said. ``roles`` marks the roles that answer (n, 4)."""

    rows: tuple[Prepared, ...]
    counts: tuple[tuple[int, int, int, int], ...]
    numbers: Bags
    groups: Bags
    sentences: Bags
    people: Tensor
    pairs: Tensor
    pair_features: Tensor
    countries: Bags
    country_pairs: Tensor
    country_features: Tensor
    mentions: Bags
    around: Bags
    firsts: Bags
    organizations: Tensor
    labels: dict[str, Tensor]
    roles: Tensor
    roles_known: Tensor


def collated(rows: Sequence[Prepared]) -> Batch:
    """The batch of some paragraphs."""
    width = max(len(one.ids) for one in rows)
    shifted: dict[str, list[Pieces]] = {
        name: [] for name in ("numbers", "groups", "sentences", "countries", "mentions", "around", "firsts")
    }
    people: list[Floats] = []
    pair_features: list[Floats] = []
    country_features: list[Floats] = []
    organizations: list[Floats] = []
    pairs: list[tuple[int, int]] = []
    country_pairs: list[tuple[int, int]] = []
    counts: list[tuple[int, int, int, int]] = []
    labels: dict[str, list[float]] = {name: [] for name in _LABELS}
    roles: list[tuple[int, ...] | None] = []
    for row, one in enumerate(rows):
        at = row * width

        def moved(some: Iterable[Pieces], at: int = at) -> list[Pieces]:
            return [[at + piece for piece in pieces] for pieces in some]

        case, many = one.one.people, one.one.organizations
        first, place = len(shifted["numbers"]), len(shifted["countries"])
        of_countries = 0
        if case is not None:
            count = len(one.numbers)
            for name in ("numbers", "groups", "sentences"):
                shifted[name] += moved(getattr(one, name))
            people.append(case.features)
            pairs += [(first + part, first + whole) for part, whole in case.pairs]
            if case.pairs:
                pair_features.append(case.pair_features)
            shifted["countries"] += moved(_joined(some) for some in one.countries)
            if case.countries:
                several = len(case.countries)
                of_countries = count * several
                country_pairs += [(first + i, place + j) for i in range(count) for j in range(several)]
                country_features.append(case.country_features.reshape(of_countries, -1))
            _add_labels(labels, one)
        if many is not None:
            shifted["mentions"] += moved(_joined(some) for some in one.mentions)
            shifted["around"] += moved(one.around)
            shifted["firsts"] += moved(some[0] for some in one.mentions)
            organizations.append(many.features)
            known = one.one.organization_labels
            roles += known.roles if known is not None else [None] * len(one.mentions)
        counts.append((len(one.numbers), len(case.pairs) if case else 0, of_countries, len(one.mentions)))
    return Batch(
        rows=tuple(rows),
        counts=tuple(counts),
        numbers=Bags.of(shifted["numbers"]),
        groups=Bags.of(shifted["groups"]),
        sentences=Bags.of(shifted["sentences"]),
        people=_stacked(people),
        pairs=torch.tensor(pairs, dtype=torch.long).reshape(-1, 2),
        pair_features=_stacked(pair_features),
        countries=Bags.of(shifted["countries"]),
        country_pairs=torch.tensor(country_pairs, dtype=torch.long).reshape(-1, 2),
        country_features=_stacked(country_features),
        mentions=Bags.of(shifted["mentions"]),
        around=Bags.of(shifted["around"]),
        firsts=Bags.of(shifted["firsts"]),
        organizations=_stacked(organizations),
        labels={name: torch.tensor(values) for name, values in labels.items()},
        roles=torch.tensor([[float(place in (one or (0,))) for place in range(4)] for one in roles]).reshape(-1, 4),
        roles_known=torch.tensor([one is not None for one in roles], dtype=torch.bool),
    )


_LABELS = ("learned", "why", "planned", "activity", "cumulative", "part", "country")


def _add_labels(labels: dict[str, list[float]], one: Prepared) -> None:
    case, said = one.one.people, one.one.people_labels
    assert case is not None
    count = len(one.numbers)
    if said is None or not said.learned:
        for name in ("learned", "why", "planned", "activity", "cumulative"):
            labels[name] += [_UNKNOWN] * count
        labels["part"] += [_UNKNOWN] * len(case.pairs)
        labels["country"] += [_UNKNOWN] * (count * len(case.countries))
        return
    items = {place: item for place, item in said.items.items() if said.learned[place] == 1}
    labels["learned"] += said.learned
    labels["why"] += said.why
    for place in range(count):
        item = items.get(place)
        labels["planned"].append(_UNKNOWN if item is None else float(item["status"] == "planned"))
        activity = item.get("activity") if item else None
        labels["activity"].append(ACTIVITIES.index(activity) if activity else _UNKNOWN)
        running = item.get("cumulative") if item else None
        labels["cumulative"].append(_UNKNOWN if running is None else float(bool(running)))
        theirs = (item.get("countries") or ()) if item else ()
        labels["country"] += [_UNKNOWN if item is None else float(code in theirs) for code in one.one.codes]
    labels["part"] += [
        float((part, whole) in said.parts) if part in items and whole in items else _UNKNOWN for part, whole in case.pairs
    ]


def _joined(some: Iterable[Pieces]) -> Pieces:
    return [piece for pieces in some for piece in pieces]


def _stacked(some: list[Floats]) -> Tensor:
    return torch.from_numpy(np.concatenate(some)) if some else torch.zeros(0, 0)


def batches(ready: Sequence[Prepared], pieces: int, rng: random.Random | None) -> Iterator[list[Prepared]]:
    """Paragraphs of like length together, up to so many word pieces; in a drawn order where ``rng`` is given."""
    lengths = {id(one): len(one.ids) + (rng.random() * 30 if rng else 0) for one in ready}
    found: list[list[Prepared]] = [[]]
    longest = 0
    for one in sorted(ready, key=lambda one: lengths[id(one)]):
        longest = max(longest, len(one.ids))
        if found[-1] and longest * (len(found[-1]) + 1) > pieces:
            found.append([])
            longest = len(one.ids)
        found[-1].append(one)
    if rng:
        rng.shuffle(found)
    yield from (batch for batch in found if batch)
