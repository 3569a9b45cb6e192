"""Writes a trained network as the folder that ``extract.judge.model.load_judge`` reads."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from extract.judge.model import HEADS, META
from extract.training.network import Network

_OPSET = 17
_FILES = ("encoder.onnx", "tokenizer.json", HEADS)


class _Encoder(nn.Module):  # type: ignore[misc]
    """The trained encoder alone: word pieces in, vectors out."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.embeddings, self.layers = network.embeddings, nn.ModuleList([*network.lower, *network.upper])

    def forward(self, input_ids: Tensor, token_type_ids: Tensor, attention_mask: Tensor) -> Tensor:
        mask = (1 - attention_mask[:, None, None, :].float()) * -1e9
        given: Tensor = self.embeddings(input_ids=input_ids, token_type_ids=token_type_ids)
        for layer in self.layers:
            found = layer(given, mask)
            given = found[0] if isinstance(found, tuple) else found
        return given


def export(
    network: Network,
    start: Path,
    folder: Path,
    cues: Sequence[str],
    calibration: Mapping[str, tuple[float, float]],
    thresholds: Mapping[str, float],
    about: Mapping[str, Any],
) -> None:
    """Writes encoder (ONNX, int8), tokenizer, heads and ``judge.json`` with their hashes. ``about`` tells of the training."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        _to_onnx(_Encoder(network).eval(), plain)
        quantize_dynamic(plain, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(start / "tokenizer.json", folder / "tokenizer.json")
    heads = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in network.state_dict().items()
        if not name.startswith(("embeddings", "lower", "upper", "why"))
    }
    with (folder / HEADS).open("wb") as stream:
        np.savez(stream, **heads)
    meta = {
        "cues": list(cues),
        "calibration": {name: list(one) for name, one in calibration.items()},
        "thresholds": dict(thresholds),
        "about": dict(about),
        "sha256": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in _FILES},
    }
    (folder / META).write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _to_onnx(encoder: nn.Module, path: Path) -> None:
    example = torch.ones(1, 8, dtype=torch.long)
    names = ["input_ids", "token_type_ids", "attention_mask"]
    torch.onnx.export(
        encoder,
        (example, torch.zeros_like(example), example),
        str(path),
        input_names=names,
        output_names=["vectors"],
        dynamic_axes={name: {0: "paragraphs", 1: "pieces"} for name in [*names, "vectors"]},
        opset_version=_OPSET,
        dynamo=False,
    )
