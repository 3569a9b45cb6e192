"""The judge as a network to be trained (torch, the extra ``train``): the same sums as ``extract.judge.weigh``, with gradients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from extract.judge.case import Span
from extract.judge.encode import PREFIX, WINDOW
from extract.training.dataset import WHY, Labelled

_CLS, _SEP = 101, 102
_DROPOUT = 0.2


@dataclass(slots=True)
class Prepared:
    """A labelled paragraph as word pieces: ids, segment types, and for each candidate the indexes of the pieces of its spans.

    ``lower`` keeps what the frozen layers made of it.
    """

    one: Labelled
    ids: list[int]
    types: list[int]
    numbers: list[list[int]] = field(default_factory=list)
    groups: list[list[int]] = field(default_factory=list)
    sentences: list[list[int]] = field(default_factory=list)
    countries: list[list[list[int]]] = field(default_factory=list)
    mentions: list[list[list[int]]] = field(default_factory=list)
    around: list[list[int]] = field(default_factory=list)
    lower: Tensor | None = None


def load_tokenizer(start: Path) -> Tokenizer:
    """The tokenizer of the encoder that training starts from."""
    found = Tokenizer.from_file(str(start / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


def prepared(one: Labelled, tokenizer: Tokenizer, with_section: bool = True) -> Prepared:
    """A paragraph as the network reads it; of a very long one the first window."""
    prefix = one.prefix if with_section else one.reporter
    before = tokenizer.encode(prefix, add_special_tokens=False).ids[:PREFIX]
    text = tokenizer.encode(one.text, add_special_tokens=False)
    ids = [_CLS, *before, _SEP, *text.ids[:WINDOW], _SEP]
    first = len(before) + 2
    spans = text.offsets[:WINDOW]

    def pieces(span: Span) -> list[int]:
        return [first + i for i, (start, end) in enumerate(spans) if start < span[1] and end > span[0]]

    found = Prepared(one, ids, [0] * first + [1] * (len(ids) - first))
    if one.people is not None:
        found.numbers = [pieces(span) for span in one.people.numbers]
        found.groups = [pieces(span) for span in one.people.groups]
        found.sentences = [pieces(span) for span in one.people.sentences]
        found.countries = [[pieces(span) for span in some] for some in one.people.countries]
    if one.organizations is not None:
        found.mentions = [[pieces(span) for span in some] for some in one.organizations.mentions]
        found.around = [pieces(span) for span in one.organizations.sentences]
    return found


class Network(nn.Module):  # type: ignore[misc]
    """The encoder, of which the first ``frozen`` layers stay as they are, and the heads; names as in ``extract.judge.weigh``."""

    def __init__(self, start: Path, widths: dict[str, int], frozen: int, hidden: int) -> None:
        super().__init__()
        encoder = AutoModel.from_pretrained(str(start))
        self.embeddings = encoder.embeddings
        self.lower = nn.ModuleList(encoder.encoder.layer[:frozen])
        self.upper = nn.ModuleList(encoder.encoder.layer[frozen:])
        self.encoder = [encoder]
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

    def vectors(self, batch: Sequence[Prepared]) -> Tensor:
        """The vectors of a batch's word pieces, padded: (paragraphs, pieces, width)."""
        longest = max(len(one.ids) for one in batch)
        there = torch.zeros(len(batch), longest)
        for row, one in enumerate(batch):
            there[row, : len(one.ids)] = 1
        mask = (1 - there[:, None, None, :]) * -1e9
        if any(one.lower is None for one in batch):
            self._keep_lower(batch, longest, mask)
        width = batch[0].lower.shape[1]  # type: ignore[union-attr]
        given = torch.zeros(len(batch), longest, width)
        for row, one in enumerate(batch):
            given[row, : len(one.ids)] = one.lower.float()  # type: ignore[union-attr]
        return _through(self.upper, given, mask)

    def _keep_lower(self, batch: Sequence[Prepared], longest: int, mask: Tensor) -> None:
        ids = torch.zeros(len(batch), longest, dtype=torch.long)
        types = torch.zeros_like(ids)
        for row, one in enumerate(batch):
            ids[row, : len(one.ids)] = torch.tensor(one.ids)
            types[row, : len(one.ids)] = torch.tensor(one.types)
        training = self.training
        self.eval()
        with torch.no_grad():
            found = _through(self.lower, self.embeddings(input_ids=ids, token_type_ids=types), mask)
        self.train(training)
        for row, one in enumerate(batch):
            one.lower = found[row, : len(one.ids)].half().clone()

    def weigh(self, vectors: Tensor, one: Prepared) -> dict[str, Tensor]:
        """The logits of one paragraph (see ``extract.judge.case``), from its row of ``vectors``."""
        found: dict[str, Tensor] = {}
        if one.one.people is not None:
            found |= self._people(vectors, one)
        if one.one.organizations is not None:
            case = one.one.organizations
            words = torch.stack(
                [
                    torch.cat(
                        [torch.stack([_mean(vectors, m) for m in some]).mean(0), _mean(vectors, near), _mean(vectors, some[0])]
                    )
                    for some, near in zip(one.mentions, one.around, strict=True)
                ]
            )
            hidden = self._hidden(self.organization, words, case.features)
            found["role"] = self.role(hidden)
        return found

    def _people(self, vectors: Tensor, one: Prepared) -> dict[str, Tensor]:
        case = one.one.people
        assert case is not None
        words = torch.stack(
            [
                torch.cat([_mean(vectors, number), _mean(vectors, group), _mean(vectors, sentence)])
                for number, group, sentence in zip(one.numbers, one.groups, one.sentences, strict=True)
            ]
        )
        hidden = self._hidden(self.people, words, case.features)
        found = {
            "learned": self.learned(hidden)[:, 0],
            "planned": self.planned(hidden)[:, 0],
            "cumulative": self.cumulative(hidden)[:, 0],
            "activity": self.activity(hidden),
            "why": self.why(hidden),
        }
        if case.pairs:
            part, whole = [a for a, _ in case.pairs], [b for _, b in case.pairs]
            given = torch.cat([hidden[part], hidden[whole], torch.from_numpy(case.pair_features)], 1)
            found["part"] = self.part(self.drop(functional.gelu(self.pair(given))))[:, 0]
        if case.countries:
            named = torch.stack(
                [
                    torch.stack([_mean(vectors, m) for m in some]).mean(0) if some else vectors.new_zeros(vectors.shape[1])
                    for some in one.countries
                ]
            )
            rows, columns = len(one.numbers), len(one.countries)
            given = torch.cat(
                [
                    hidden[:, None].expand(rows, columns, -1),
                    self.drop(named)[None].expand(rows, columns, -1),
                    torch.from_numpy(case.country_features),
                ],
                2,
            )
            found["country"] = self.country(self.drop(functional.gelu(self.place(given))))[:, :, 0]
        return found

    def _hidden(self, layer: nn.Linear, words: Tensor, features: Any) -> Tensor:
        given = torch.cat([self.drop(words), torch.from_numpy(features)], 1)
        return self.drop(functional.gelu(layer(given)))


def _through(layers: nn.ModuleList, given: Tensor, mask: Tensor) -> Tensor:
    for layer in layers:
        found = layer(given, mask)
        given = found[0] if isinstance(found, tuple) else found
    return given


def _mean(vectors: Tensor, pieces: list[int]) -> Tensor:
    return vectors[pieces].mean(0) if pieces else vectors.new_zeros(vectors.shape[1])
