"""The judge as a network to be trained (torch, the extra ``train``): the same sums as ``extract.judge.weigh``, with gradients."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from extract.training.batch import Bags, Batch
from extract.training.dataset import WHY

_DROPOUT = 0.2


class Network(nn.Module):  # type: ignore[misc]
    """The encoder, of which the first ``frozen`` layers stay as they are, and the heads; names as in ``extract.judge.weigh``."""

    def __init__(self, start: Path, widths: dict[str, int], frozen: int, hidden: int) -> None:
        super().__init__()
        encoder = AutoModel.from_pretrained(str(start))
        self.embeddings = encoder.embeddings
        self.lower = nn.ModuleList(encoder.encoder.layer[:frozen])
        self.upper = nn.ModuleList(encoder.encoder.layer[frozen:])
        for one in (*self.embeddings.parameters(), *self.lower.parameters()):
            one.requires_grad = False
        width = encoder.config.hidden_size
        self.people = nn.Linear(3 * width + widths["people"], hidden)
        self.organization = nn.Linear(3 * width + widths["organization"], hidden)
        self.learned, self.planned, self.cumulative = nn.Linear(hidden, 1), nn.Linear(hidden, 1), nn.Linear(hidden, 1)
        self.activity, self.why, self.role = nn.Linear(hidden, 3), nn.Linear(hidden, len(WHY)), nn.Linear(hidden, 4)
        self.pair, self.part = nn.Linear(2 * hidden + widths["pair"], 64), nn.Linear(64, 1)
        self.place, self.country = nn.Linear(hidden + width + widths["country"], 64), nn.Linear(64, 1)
        self.drop = nn.Dropout(_DROPOUT)

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """The logits of a batch's candidates, counted through (see ``Batch``)."""
        vectors = self.vectors(batch)
        flat = vectors.reshape(-1, vectors.shape[-1])
        found: dict[str, Tensor] = {}
        if len(batch.people):
            words = torch.cat([_means(flat, batch.numbers), _means(flat, batch.groups), _means(flat, batch.sentences)], 1)
            hidden = self._hidden(self.people, words, batch.people)
            found |= {
                "learned": self.learned(hidden)[:, 0],
                "planned": self.planned(hidden)[:, 0],
                "cumulative": self.cumulative(hidden)[:, 0],
                "activity": self.activity(hidden),
                "why": self.why(hidden),
            }
            if len(batch.pairs):
                given = torch.cat([hidden[batch.pairs[:, 0]], hidden[batch.pairs[:, 1]], batch.pair_features], 1)
                found["part"] = self.part(self.drop(functional.gelu(self.pair(given))))[:, 0]
            if len(batch.country_pairs):
                named = self.drop(_means(flat, batch.countries))
                given = torch.cat(
                    [hidden[batch.country_pairs[:, 0]], named[batch.country_pairs[:, 1]], batch.country_features], 1
                )
                found["country"] = self.country(self.drop(functional.gelu(self.place(given))))[:, 0]
        if len(batch.organizations):
            words = torch.cat([_means(flat, batch.mentions), _means(flat, batch.around), _means(flat, batch.firsts)], 1)
            found["role"] = self.role(self._hidden(self.organization, words, batch.organizations))
        return found

    def vectors(self, batch: Batch) -> Tensor:
        """The vectors of a batch's word pieces, padded: (paragraphs, pieces, width)."""
        rows = batch.rows
        longest = max(len(one.ids) for one in rows)
        there = torch.zeros(len(rows), longest)
        for row, one in enumerate(rows):
            there[row, : len(one.ids)] = 1
        mask = (1 - there[:, None, None, :]) * -1e9
        if any(one.lower is None for one in rows):
            self._keep_lower(batch, longest, mask)
        kept = [one.lower for one in rows if one.lower is not None]
        given = torch.zeros(len(rows), longest, kept[0].shape[1])
        for row, lower in enumerate(kept):
            given[row, : len(lower)] = lower.float()
        return _through(self.upper, given, mask)

    def _keep_lower(self, batch: Batch, longest: int, mask: Tensor) -> None:
        ids = torch.zeros(len(batch.rows), longest, dtype=torch.long)
        types = torch.zeros_like(ids)
        for row, one in enumerate(batch.rows):
            ids[row, : len(one.ids)] = torch.tensor(one.ids)
            types[row, : len(one.ids)] = torch.tensor(one.types)
        training = self.training
        self.eval()
        with torch.no_grad():
            found = _through(self.lower, self.embeddings(input_ids=ids, token_type_ids=types), mask)
        self.train(training)
        for row, one in enumerate(batch.rows):
            one.lower = found[row, : len(one.ids)].half().clone()

    def _hidden(self, layer: nn.Linear, words: Tensor, features: Tensor) -> Tensor:
        given = torch.cat([self.drop(words), features], 1)
        return self.drop(functional.gelu(layer(given)))


def _through(layers: nn.ModuleList, given: Tensor, mask: Tensor) -> Tensor:
    for layer in layers:
        found = layer(given, mask)
        given = found[0] if isinstance(found, tuple) else found
    return given


def _means(vectors: Tensor, bags: Bags) -> Tensor:
    """The mean vector of each bag; zeros for one without a piece."""
    return functional.embedding_bag(bags.places, vectors, bags.offsets, mode="mean")
