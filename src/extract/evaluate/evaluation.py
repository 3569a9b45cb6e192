"""One evaluation as plain data: figures, intervals, errors with causes; written, read back, and compared with an earlier one."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import UserError
from extract.evaluate.causes import Explained
from extract.evaluate.score import figures, shares
from extract.fields.gold import People, Tally
from extract.fields.registry import all_fields

# What an error is known by from one evaluation to the next.
ErrorKey = tuple[str, str, str, str]


@dataclass(frozen=True)
class Evaluation:
    """``figures`` and ``intervals`` by field; ``about`` says what was evaluated (gold, paragraphs, versions, patterns)."""

    figures: Mapping[str, Tally]
    intervals: Mapping[str, tuple[float, float]]
    errors: Sequence[Explained]
    about: Mapping[str, Any]
    people: People = People()


@dataclass(frozen=True)
class Earlier:
    """An evaluation read back: F1 (or share) by field, and the errors it had."""

    figures: Mapping[str, float]
    errors: frozenset[ErrorKey]


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed since an earlier evaluation: the difference of each figure, errors that are new, and those that are gone."""

    differences: Mapping[str, float]
    new: tuple[ErrorKey, ...]
    gone: tuple[ErrorKey, ...]


def key(one: Explained) -> ErrorKey:
    """What tells an error from others."""
    return (one.error.field, one.error.kind, one.error.id, one.error.what)


def plain(evaluation: Evaluation) -> dict[str, Any]:
    """The evaluation ready to be dumped as JSON: figures as ``score.py --json`` gives them, with intervals; then the errors."""
    rows: dict[str, Any] = {}
    for name in (*figures(), *shares()):
        tally, (low, high) = evaluation.figures[name], evaluation.intervals[name]
        if name in shares():
            rows[name] = {"accuracy": _share(tally), "of": tally.gold}
        else:
            rows[name] = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
            rows[name] |= {"gold": tally.gold, "found": tally.found}
        rows[name]["interval"] = [round(low, 4), round(high, 4)]
    if any(field.gold.sums for field in all_fields()):
        rows["people"] = _people(evaluation.people)
    errors = [dict(zip(("field", "kind", "id", "what"), key(one), strict=True)) for one in evaluation.errors]
    causes = [{"rule": one.rule, "cause": one.cause, "sentence": one.sentence} for one in evaluation.errors]
    return {
        "about": dict(evaluation.about),
        "figures": rows,
        "errors": [error | cause for error, cause in zip(errors, causes, strict=True)],
    }


def _people(found: People) -> dict[str, Any]:
    error = found.off / found.gold if found.gold else float(found.off > 0)
    return {"gold_people": found.gold, "found_people": found.found, "off_by": found.off, "error": error}


def _share(tally: Tally) -> float:
    return tally.hit / tally.gold if tally.gold else 1.0


def value(name: str, tally: Tally) -> float:
    """The one figure of a field that floors and comparisons look at: F1, or the share."""
    return _share(tally) if name in shares() else tally.f1


def read_earlier(path: Path) -> Earlier:
    """An evaluation that ``extract eval -o`` wrote (the file or its folder). Raises ``UserError`` where it is none."""
    file = path / "evaluation.json" if path.is_dir() else path
    try:
        given = json.loads(file.read_text("utf-8"))
        read = {name: row.get("f1", row.get("accuracy")) for name, row in given["figures"].items()}
        figures = {name: float(figure) for name, figure in read.items() if figure is not None}
        errors = frozenset((e["field"], e["kind"], e["id"], e["what"]) for e in given["errors"])
    except OSError as error:
        raise UserError(f"{file}: cannot be read ({error.strerror})") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UserError(f"{file}: is no evaluation that extract eval wrote") from None
    return Earlier(figures, errors)


def compared(now: Evaluation, earlier: Earlier) -> Compared:
    """What changed from the earlier evaluation to this one."""
    keys = {key(one) for one in now.errors}
    return Compared(
        {name: value(name, now.figures[name]) - was for name, was in earlier.figures.items() if name in now.figures},
        tuple(sorted(keys - earlier.errors)),
        tuple(sorted(earlier.errors - keys)),
    )


def read_floors(path: Path) -> dict[str, float]:
    """The floors of a TOML file: a figure a field, ``"trained all" = 0.9``. Raises ``UserError`` naming what is wrong."""
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"{path}: cannot be read as TOML ({error})") from None
    for name, floor in given.items():
        if name not in (*figures(), *shares()):
            raise UserError(f"{path}: {name} is no figure; there are: {', '.join((*figures(), *shares()))}")
        if not isinstance(floor, int | float) or not 0 <= floor <= 1:
            raise UserError(f"{path}: {name} must be a number from 0 to 1")
    return {name: float(floor) for name, floor in given.items()}


def below(evaluation: Evaluation, floors: Mapping[str, float]) -> list[str]:
    """A line for each figure that falls below its floor."""
    found = []
    for name, floor in floors.items():
        have = value(name, evaluation.figures[name])
        # Figures are given to three places; so are floors.
        if round(have, 3) < floor:
            found.append(f"{name} is {have:.3f}, below its floor {floor:.3f}")
    return found
