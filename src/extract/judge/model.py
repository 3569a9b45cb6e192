"""The judge as it is stored: a folder of weights, each checked against its recorded hash when it is loaded."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extract.errors import UserError
from extract.judge.case import Floats
from extract.judge.encode import Encoder

META, HEADS = "judge.json", "heads.npz"


class JudgeError(UserError):
    """The judge's folder cannot be used; the message says in one line why."""


@dataclass(frozen=True, eq=False)
class JudgeModel:
    """The encoder, the heads' weights, the columns of the cues, and how logits become confidence.

    ``places`` gives each cue's column; ``calibration`` a slope and an intercept for each head; ``fingerprint`` is the SHA-256 of all
    of it, which goes into run.json.
    """

    encoder: Encoder
    weights: Mapping[str, Floats]
    places: Mapping[str, int]
    calibration: Mapping[str, tuple[float, float]]
    thresholds: Mapping[str, float]
    fingerprint: str

    def confidence(self, head: str, logits: Floats) -> Floats:
        """Calibrated probabilities (0 to 1) of a head's logits, rounded so that no platform's last digit decides."""
        slope, intercept = self.calibration.get(head, (1.0, 0.0))
        found: Floats = np.round(1.0 / (1.0 + np.exp(-(slope * logits.astype(np.float64) + intercept))), 4).astype(np.float32)
        return found


def bundled_judge() -> Path:
    """The folder of the judge that comes with the package."""
    return Path(__file__).resolve().parent / "weights"


@functools.lru_cache(maxsize=2)
def load_judge(folder: Path | None = None) -> JudgeModel:
    """The judge of a folder (None: the bundled one). Raises ``JudgeError`` where a file is missing, broken or not the recorded one."""
    at = folder or bundled_judge()
    meta = _meta(at)
    base = at if (at / "encoder.onnx").is_file() else bundled_judge()
    for name, recorded in meta["sha256"].items():
        path = (at if (at / name).is_file() else base) / name
        if not path.is_file():
            raise JudgeError(f"{path} is not there; the judge needs it")
        if hashlib.sha256(path.read_bytes()).hexdigest() != recorded:
            raise JudgeError(f"{path} is not the file that {META} records; install the package again, or train anew")
    with np.load(at / HEADS, allow_pickle=False) as stored:
        weights = {name: stored[name].astype(np.float32) for name in stored.files}
    fingerprint = hashlib.sha256(json.dumps(meta["sha256"], sort_keys=True).encode()).hexdigest()
    return JudgeModel(
        Encoder(base),
        weights,
        {rule: column for column, rule in enumerate(meta["cues"])},
        {head: (float(one[0]), float(one[1])) for head, one in meta["calibration"].items()},
        {name: float(value) for name, value in meta["thresholds"].items()},
        fingerprint,
    )


def _meta(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / META).read_text("utf-8"))
    except OSError:
        raise JudgeError(f"{folder} holds no judge ({META} is not there)") from None
    except ValueError:
        raise JudgeError(f"{folder / META} is not JSON; train anew, or take another folder") from None
    if not {"sha256", "cues", "calibration", "thresholds"} <= set(found):
        raise JudgeError(f"{folder / META} does not say what a judge must; train anew, or take another folder")
    return found
