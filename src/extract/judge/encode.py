"""The encoder: a paragraph's words as vectors, each of which knows its surroundings (ONNX, int8, one thread, one paragraph a run)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.judge.case import Floats, Span

# Word pieces of the text in one window, what two windows share, and what of the report's header goes before them.
WINDOW, OVERLAP, PREFIX = 440, 140, 24
_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True, eq=False)
class Encoding:
    """The vectors of a text's word pieces (pieces, width) and where each stands: ``starts`` and ``ends``, characters, half-open."""

    vectors: Floats
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def mean(self, span: Span) -> Floats:
        """The mean vector of the pieces that reach into a span; zeros where none does."""
        inside = (self.starts < span[1]) & (self.ends > span[0])
        if not inside.any():
            return np.zeros(self.vectors.shape[1], dtype=np.float32)
        mean: Floats = self.vectors[inside].mean(axis=0)
        return mean


def prefix_of(reporter: str | None, section: str | None) -> str:
    """What the encoder reads before a paragraph: who reports, and under which heading it stands."""
    return " . ".join(part for part in (reporter, section) if part)


def windows(length: int) -> list[Span]:
    """The stretches of a text of so many word pieces that are read at once; neighbours share ``OVERLAP`` pieces."""
    if length <= WINDOW:
        return [(0, length)]
    step = WINDOW - OVERLAP
    starts = list(range(0, length - OVERLAP, step))
    return [(start, min(start + WINDOW, length)) for start in starts]


class Encoder:
    """Runs the ONNX model and its tokenizer from a folder (``encoder.onnx``, ``tokenizer.json``)."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        # One thread and one paragraph a run: the same bytes whatever the number of workers and the company a paragraph keeps.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def pieces(self, text: str) -> tuple[list[int], list[Span]]:
        """The ids of a text's word pieces and their spans."""
        found = self._tokenizer.encode(text, add_special_tokens=False)
        return list(found.ids), list(found.offsets)

    def encode(self, text: str, prefix: str) -> Encoding:
        """The vectors of a text that stands behind ``prefix`` (see ``prefix_of``)."""
        ids, spans = self.pieces(text)
        before = [_CLS, *self.pieces(prefix)[0][:PREFIX], _SEP]
        vectors: Floats | None = None
        depth = np.full(len(ids), -1)
        for start, end in windows(len(ids)):
            found = self._run([*before, *ids[start:end], _SEP], len(before))[: end - start]
            if vectors is None:
                vectors = np.zeros((len(ids), found.shape[1]), dtype=np.float32)
            # A piece that stands in two windows is taken from the one in which it stands further from an edge.
            place = np.arange(start, end)
            inner = np.minimum(place - start + (start == 0) * WINDOW, end - 1 - place + (end == len(ids)) * WINDOW)
            better = inner > depth[start:end]
            vectors[start:end][better] = found[better]
            depth[start:end][better] = inner[better]
        if vectors is None:
            vectors = np.zeros((0, 1), dtype=np.float32)
        starts = np.array([start for start, _ in spans], dtype=np.int64)
        ends = np.array([end for _, end in spans], dtype=np.int64)
        return Encoding(vectors, starts, ends)

    def _run(self, ids: list[int], first: int) -> Floats:
        types = [0] * first + [1] * (len(ids) - first)
        given: dict[str, Any] = {
            "input_ids": np.array([ids], dtype=np.int64),
            "token_type_ids": np.array([types], dtype=np.int64),
            "attention_mask": np.ones((1, len(ids)), dtype=np.int64),
        }
        found: Floats = self._session.run(["vectors"], given)[0][0]
        return found[first:-1]
