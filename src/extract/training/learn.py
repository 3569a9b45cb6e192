"""Learning from reviewers: what they decided, laid beside the bundled examples, refits the judge's last layer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extract.decisions.gold import reviewed
from extract.errors import UserError
from extract.judge.model import HEADS, META, JudgeModel, bundled_judge, load_judge
from extract.training.dataset import Labeller
from extract.training.examples import read_examples, seen_by
from extract.training.refit import Examples, Refitted, refit


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of learning: paragraphs that are reviewed whole, those left out, and for each head what changed."""

    paragraphs: int
    left_out: int
    heads: Mapping[str, Refitted]


def learn(output: Path, decisions: Path, folder: Path, base: Path | None = None) -> Learned:
    """Refits the judge of ``base`` (None: the bundled one) on the paragraphs of ``output`` that ``decisions`` settle whole.

    Writes ``folder``, which ``--model-dir`` takes. Raises ``UserError`` where nothing is reviewed whole, or nothing can be written.
    """
    found, left = reviewed(output, decisions)
    if not found:
        raise UserError(f"no paragraph of {output} is reviewed whole in {decisions} ({left:,} hold values still undecided)")
    judge = load_judge(base)
    labeller = Labeller(known=judge.places)
    data = [labeller.labelled(one.gold, decisions.name) for one in found]
    decided = _decided(judge, data)
    known = read_examples(base or bundled_judge())
    refitted: dict[str, Refitted] = {}
    weights = {name: np.asarray(value) for name, value in judge.weights.items()}
    for head, examples in decided.items():
        if not len(examples.classes):
            continue
        new = refit(
            weights[f"{head}.weight"].astype(np.float64), weights[f"{head}.bias"].astype(np.float64), known[head], examples
        )
        refitted[head] = new
        weights[f"{head}.weight"], weights[f"{head}.bias"] = new.weight.astype(np.float32), new.bias.astype(np.float32)
    _write(folder, weights, base or bundled_judge(), len(found))
    return Learned(len(found), left, refitted)


def _decided(judge: JudgeModel, data: Sequence[Any]) -> dict[str, Examples]:
    seen = list(seen_by(judge, data))
    found = {}
    for head in ("learned", "role"):
        mine = [one for one in seen if one.head == head]
        hidden = np.array([one.hidden for one in mine], dtype=np.float64).reshape(len(mine), -1)
        found[head] = Examples(hidden, np.array([one.right for one in mine], dtype=np.int64))
    return found


def _write(folder: Path, weights: Mapping[str, Any], base: Path, paragraphs: int) -> None:
    meta = json.loads((base / META).read_text("utf-8"))
    fresh = folder.with_name(f".{folder.name}.new")
    try:
        fresh.mkdir(parents=True, exist_ok=True)
        with (fresh / HEADS).open("wb") as stream:
            np.savez(stream, **{name: value.astype(np.float16) for name, value in weights.items()})
        meta["sha256"][HEADS] = hashlib.sha256((fresh / HEADS).read_bytes()).hexdigest()
        meta["about"] = {**meta["about"], "learned_from": paragraphs}
        (fresh / META).write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        if folder.exists():
            for name in (HEADS, META):
                (fresh / name).replace(folder / name)
            fresh.rmdir()
        else:
            fresh.replace(folder)
    except OSError as error:
        raise UserError(f"{folder} cannot be written ({error.strerror}); give another folder with -o") from None
