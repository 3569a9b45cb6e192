"""What the bundled judge was trained on lies beside it, so that an analyst's decisions can be learned from."""

from __future__ import annotations

from extract.judge.model import bundled_judge, load_judge
from extract.training.examples import read_examples


def test_the_bundled_examples_fit_the_bundled_layers() -> None:
    judge, examples = load_judge(), read_examples(bundled_judge())
    for head, found in examples.items():
        assert found.hidden.shape[1] == judge.weights[f"{head}.weight"].shape[1]
        logits = found.hidden @ judge.weights[f"{head}.weight"].T + judge.weights[f"{head}.bias"]
        chosen = (logits[:, 0] > 0) if head == "learned" else logits.argmax(axis=1)
        assert (chosen == found.classes).mean() > 0.9
