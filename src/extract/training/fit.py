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

from extract.judge.case import ACTIVITIES
from extract.training.dataset import Labelled
from extract.training.network import Network, Prepared, load_tokenizer, prepared

Logits = dict[str, NDArray[np.float32]]
# How much each head's loss counts beside that of learned and role.
_WEIGHTS = {"why": 0.3, "planned": 0.5, "activity": 0.5, "country": 0.5, "cumulative": 0.3}
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
    steps = config.epochs * len(list(_batches(ready, config.pieces, rng)))
    step = 0
    for epoch in range(config.epochs):
        network.train()
        total = 0.0
        for batch in _batches(ready, config.pieces, rng):
            rate = min(1.0, (step + 1) / (_WARM_UP * steps)) * max(_LEAST_RATE, 1 - step / steps)
            for group, base in zip(optimizer.param_groups, (config.encoder_rate, config.head_rate), strict=True):
                group["lr"] = base * rate
            vectors = network.vectors(batch)
            losses = [
                loss for row, one in enumerate(batch) if (loss := _loss(network.weigh(vectors[row], one), one)) is not None
            ]
            step += 1
            if not losses:
                continue
            loss = torch.stack(losses).sum() / len(batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
            optimizer.step()
            total += float(loss.detach())
        tell(f"epoch {epoch + 1} of {config.epochs}: loss {total / max(1, steps // config.epochs):.3f}")
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


@torch.no_grad()
def predict(network: Network, data: Sequence[Labelled], start: Path, pieces: int = 6000) -> dict[tuple[str, str], Logits]:
    """The logits of each paragraph that has candidates, by (source, id)."""
    tokenizer = load_tokenizer(start)
    network.eval()
    found: dict[tuple[str, str], Logits] = {}
    ready = [prepared(one, tokenizer) for one in data if _has_candidates(one)]
    for batch in _batches(ready, pieces, None):
        vectors = network.vectors(batch)
        for row, one in enumerate(batch):
            logits = network.weigh(vectors[row], one)
            found[one.one.source, one.one.id] = {name: value.numpy() for name, value in logits.items()}
    return found


def _has_candidates(one: Labelled) -> bool:
    return one.people is not None or one.organizations is not None


def _batches(ready: Sequence[Prepared], pieces: int, rng: random.Random | None) -> Iterator[list[Prepared]]:
    """Paragraphs of like length together; in a drawn order where ``rng`` is given."""
    lengths = {id(one): len(one.ids) + (rng.random() * 30 if rng else 0) for one in ready}
    found: list[list[Prepared]] = [[]]
    for one in sorted(ready, key=lambda one: lengths[id(one)]):
        if found[-1] and max(len(one.ids), len(found[-1][-1].ids)) * (len(found[-1]) + 1) > pieces:
            found.append([])
        found[-1].append(one)
    if rng:
        rng.shuffle(found)
    yield from (batch for batch in found if batch)


def _loss(logits: dict[str, Tensor], one: Prepared) -> Tensor | None:
    losses: list[Tensor] = []
    if one.one.people is not None and one.one.people_labels is not None:
        losses += _people_loss(logits, one)
    if one.one.organizations is not None and one.one.organization_labels is not None:
        losses += _role_loss(logits["role"], one)
    return torch.stack(losses).sum() if losses else None


def _people_loss(logits: dict[str, Tensor], one: Prepared) -> Iterator[Tensor]:
    labels = one.one.people_labels
    case = one.one.people
    assert labels is not None and case is not None
    if not labels.learned:
        return
    learned = torch.tensor(labels.learned)
    known = (learned >= 0) & torch.tensor([bool(pieces) for pieces in one.numbers])
    if known.any():
        yield functional.binary_cross_entropy_with_logits(logits["learned"][known], learned[known].float(), reduction="sum")
    why = torch.tensor(labels.why)
    if (why >= 0).any():
        yield _WEIGHTS["why"] * functional.cross_entropy(logits["why"][why >= 0], why[why >= 0], reduction="sum")
    items = {place: item for place, item in labels.items.items() if labels.learned[place] == 1}
    for place, item in items.items():
        planned = torch.tensor(float(item["status"] == "planned"))
        yield _WEIGHTS["planned"] * functional.binary_cross_entropy_with_logits(logits["planned"][place], planned)
        if item.get("activity"):
            wanted = torch.tensor([ACTIVITIES.index(item["activity"])])
            yield _WEIGHTS["activity"] * functional.cross_entropy(logits["activity"][place : place + 1], wanted)
        if item.get("cumulative") is not None:
            running = torch.tensor(float(bool(item["cumulative"])))
            yield _WEIGHTS["cumulative"] * functional.binary_cross_entropy_with_logits(logits["cumulative"][place], running)
        if case.countries:
            theirs = torch.tensor([float(code in (item.get("countries") or ())) for code in one.one.codes])
            yield _WEIGHTS["country"] * functional.binary_cross_entropy_with_logits(
                logits["country"][place], theirs, reduction="sum"
            )
    asked = [at for at, (part, whole) in enumerate(case.pairs) if part in items and whole in items]
    if asked:
        right = torch.tensor([float(case.pairs[at] in labels.parts) for at in asked])
        yield functional.binary_cross_entropy_with_logits(logits["part"][asked], right, reduction="sum")


def _role_loss(logits: Tensor, one: Prepared) -> Iterator[Tensor]:
    labels = one.one.organization_labels
    assert labels is not None
    likely = functional.log_softmax(logits, 1)
    for place, roles in enumerate(labels.roles):
        if roles is None or not one.mentions[place][0]:
            continue
        yield -(torch.logsumexp(likely[place, list(roles)], 0) if roles else likely[place, 0])
