"""Fits the network to annotated paragraphs, with fixed seeds; gives the logits of paragraphs it has not seen."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from extract.training.batch import Batch, batches, collated, load_tokenizer, prepared
from extract.training.dataset import Labelled
from extract.training.network import Network

Logits = dict[str, NDArray[np.float32]]
# How much each head's loss counts beside that of learned and role.
_WEIGHTS = {"why": 0.3, "planned": 0.5, "activity": 0.5, "country": 0.5, "cumulative": 0.3, "learned": 1.0, "part": 1.0}
_WARM_UP, _LEAST_RATE = 0.1, 0.02


@dataclass(frozen=True, slots=True)
class Config:
    """How the network is trained. ``pieces`` is a batch's size in word pieces; rates are those of the encoder and of the heads."""

    frozen: int = 2
    hidden: int = 160
    epochs: int = 4
    pieces: int = 3000
    encoder_rate: float = 8e-5
    head_rate: float = 1e-3
    decay: float = 0.01
    without_section: float = 0.5
    seed: int = 7


def fold_of(group: str, folds: int = 5) -> int:
    """The fold of a report: by its name's hash, so that all its paragraphs stay together in every run."""
    return int(hashlib.md5(group.encode("utf-8"), usedforsecurity=False).hexdigest(), 16) % folds


def fit(data: Sequence[Labelled], start: Path, config: Config, tell: Callable[[str], None]) -> Network:
    """The network trained on ``data``, from the encoder in the folder ``start``."""
    torch.manual_seed(config.seed)
    rng = random.Random(config.seed)  # noqa: S311 (no secret: the order of paragraphs)
    tokenizer = load_tokenizer(start)
    ready = [prepared(one, tokenizer, rng.random() >= config.without_section) for one in data if _has_candidates(one)]
    network = Network(start, widths(data), config.frozen, config.hidden)
    encoder = list(network.upper.parameters())
    heads = [p for name, p in network.named_parameters() if p.requires_grad and not name.startswith("upper")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": config.encoder_rate}, {"params": heads, "lr": config.head_rate}], weight_decay=config.decay
    )
    per_epoch = len(list(batches(ready, config.pieces, random.Random(0))))  # noqa: S311
    steps = config.epochs * (per_epoch + 2)
    step = 0
    for epoch in range(config.epochs):
        network.train()
        total = 0.0
        for rows in batches(ready, config.pieces, rng):
            rate = min(1.0, (step + 1) / (_WARM_UP * steps)) * max(_LEAST_RATE, 1 - step / steps)
            for group, base in zip(optimizer.param_groups, (config.encoder_rate, config.head_rate), strict=True):
                group["lr"] = base * rate
            batch = collated(rows)
            losses = list(_losses(network(batch), batch))
            step += 1
            if not losses:
                continue
            loss = torch.stack(losses).sum() / len(rows)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
            optimizer.step()
            total += float(loss.detach())
        tell(f"epoch {epoch + 1} of {config.epochs}: loss {total / per_epoch:.3f}")
    return network


def widths(data: Sequence[Labelled]) -> dict[str, int]:
    """How many features each head is given."""
    people = [one.people for one in data if one.people is not None]
    return {
        "people": people[0].features.shape[1],
        "pair": next(one.pair_features.shape[1] for one in people if one.pairs),
        "country": next(one.country_features.shape[2] for one in people if one.countries),
        "organization": next(one.organizations.features.shape[1] for one in data if one.organizations is not None),
    }


def predict(network: Network, data: Sequence[Labelled], start: Path, pieces: int = 6000) -> dict[tuple[str, str], Logits]:
    """The logits of each paragraph that has candidates, by (source, id)."""
    tokenizer = load_tokenizer(start)
    network.eval()
    found: dict[tuple[str, str], Logits] = {}
    ready = [prepared(one, tokenizer) for one in data if _has_candidates(one)]
    with torch.no_grad():
        for rows in batches(ready, pieces, None):
            batch = collated(rows)
            logits = {name: value.numpy() for name, value in network(batch).items()}
            for one, part in zip(rows, _parted(logits, batch), strict=True):
                found[one.one.source, one.one.id] = part
    return found


def _parted(logits: Logits, batch: Batch) -> Iterator[Logits]:
    """A batch's logits, paragraph by paragraph."""
    at = [0, 0, 0, 0]
    kinds = {"part": 1, "country": 2, "role": 3}
    for counts in batch.counts:
        yield {
            name: value[at[kinds.get(name, 0)] : at[kinds.get(name, 0)] + counts[kinds.get(name, 0)]]
            for name, value in logits.items()
        }
        at = [place + count for place, count in zip(at, counts, strict=True)]


def _has_candidates(one: Labelled) -> bool:
    return one.people is not None or one.organizations is not None


def _losses(logits: dict[str, Tensor], batch: Batch) -> Iterator[Tensor]:
    for name, labels in batch.labels.items():
        known = labels >= 0
        if name not in logits or not bool(known.any()):
            continue
        if name in {"why", "activity"}:
            loss = functional.cross_entropy(logits[name][known], labels[known].long(), reduction="sum")
        else:
            loss = functional.binary_cross_entropy_with_logits(logits[name][known], labels[known].float(), reduction="sum")
        yield _WEIGHTS[name] * loss
    if "role" in logits and bool(batch.roles_known.any()):
        likely = functional.log_softmax(logits["role"], 1) + torch.log(batch.roles + 1e-12)
        yield -torch.logsumexp(likely, 1)[batch.roles_known].sum()
