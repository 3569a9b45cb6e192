"""What the bundled judge was trained on, as its last layer sees it: to refit that layer, and to show an analyst what is alike."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extract.judge.case import ROLES
from extract.judge.model import JudgeModel
from extract.judge.weigh import weigh_organizations, weigh_people
from extract.training.dataset import Labelled
from extract.training.refit import Examples

HIDDEN, TEXTS = "examples.npz", "examples.jsonl"
_AROUND = 90
# Most organizations of a paragraph are no partners: of these one in so many is kept.
_ONE_IN = 6


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One candidate as the last layer sees it: the head that judges it, its class, its words, and the text around them."""

    head: str
    hidden: NDArray[np.float32]
    right: int
    id: str
    said: str
    around: str


def seen_by(judge: JudgeModel, data: Sequence[Labelled]) -> Iterator[Seen]:
    """The candidates of annotated paragraphs on whose class readers agree. Organizations of several roles have their first."""
    for one in data:
        if one.people is None and one.organizations is None:
            continue
        encoding = judge.encoder.encode(one.text, one.prefix)
        if one.people is not None and one.people_labels is not None and one.people_labels.learned:
            scores = weigh_people(judge.weights, encoding, one.people)
            for place, right in enumerate(one.people_labels.learned):
                if right >= 0:
                    start, end = one.people.numbers[place][0], max(one.people.numbers[place][1], one.people.groups[place][1])
                    yield Seen("learned", scores.hidden[place], right, one.id, *_quoted(one.text, start, end))
        if one.organizations is not None and one.organization_labels is not None:
            hidden = weigh_organizations(judge.weights, encoding, one.organizations).hidden
            for place, roles in enumerate(one.organization_labels.roles):
                if roles is not None:
                    start, end = one.organizations.mentions[place][0]
                    yield Seen("role", hidden[place], roles[0] if roles else 0, one.id, *_quoted(one.text, start, end))


def _quoted(text: str, start: int, end: int) -> tuple[str, str]:
    return text[start:end], text[max(0, start - _AROUND) : end + _AROUND]


def write_examples(folder: Path, found: Sequence[Seen]) -> None:
    """Writes them beside a judge's weights. Only invented paragraphs may go in: their words are written as they are."""
    plain = [one for one in found if one.head == "role" and not one.right]
    left_out = {id(one) for place, one in enumerate(plain) if place % _ONE_IN}
    found = [one for one in found if id(one) not in left_out]
    arrays = {}
    for head in ("learned", "role"):
        mine = [one for one in found if one.head == head]
        arrays[f"{head}.hidden"] = np.array([one.hidden for one in mine], dtype=np.float16)
        arrays[f"{head}.right"] = np.array([one.right for one in mine], dtype=np.int8)
    with (folder / HIDDEN).open("wb") as stream:
        np.savez_compressed(stream, **arrays)  # type: ignore[arg-type]
    with (folder / TEXTS).open("w", encoding="utf-8") as lines:
        for head in ("learned", "role"):
            for one in found:
                if one.head == head:
                    row = {"head": head, "id": one.id, "right": one.right, "said": one.said, "around": one.around}
                    lines.write(json.dumps(row, ensure_ascii=False) + "\n")


@dataclass(frozen=True, slots=True)
class Alike:
    """An annotated candidate that the judge sees much as another: its words, the text around them, and what is right of it."""

    said: str
    around: str
    right: str


# What is right of an example, in words, by its head and class.
_RIGHT = {"learned": ("no learner", "learner"), "role": ("no partner", *ROLES[1:])}


def alike(folder: Path, head: str, hidden: NDArray[np.float32], count: int = 3) -> list[Alike]:
    """The annotated examples nearest to a candidate as the last layer sees both (by the cosine), the nearest first.

    None where the folder keeps no examples.
    """
    if not (folder / HIDDEN).is_file() or not (folder / TEXTS).is_file():
        return []
    known = read_examples(folder)[head]
    sizes = np.linalg.norm(known.hidden, axis=1) * float(np.linalg.norm(hidden))
    nearest = np.argsort(-(known.hidden @ hidden) / np.maximum(sizes, 1e-9), kind="stable")[:count]
    with (folder / TEXTS).open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["head"] == head]
    return [Alike(rows[at]["said"], rows[at]["around"], _RIGHT[head][rows[at]["right"]]) for at in map(int, nearest)]


def read_examples(folder: Path) -> dict[str, Examples]:
    """The examples of a judge's folder by head. Raises ``OSError`` where it has none."""
    with np.load(folder / HIDDEN, allow_pickle=False) as stored:
        return {
            head: Examples(stored[f"{head}.hidden"].astype(np.float64), stored[f"{head}.right"].astype(np.int64))
            for head in ("learned", "role")
        }
