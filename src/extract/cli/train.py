"""``extract train``: makes the judge learn, from annotated paragraphs or from what reviewers decided."""

from __future__ import annotations

from pathlib import Path

import rich_click as click


@click.command("train")
@click.argument("gold", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--output", default="judge", show_default=True, type=click.Path(path_type=Path), help="Folder to write.")
@click.option(
    "--from-decisions",
    "decisions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="GOLD is an output folder: learn from what reviewers decided there.",
)
@click.option(
    "--model-dir", type=click.Path(path_type=Path), help="Begin with the judge of this folder.  [default: the bundled one]"
)
@click.option(
    "--fold",
    "folds",
    multiple=True,
    type=click.IntRange(0, 4),
    help="Fold of reports (0 to 4) to measure on; may be repeated.  [default: 0]",
)
@click.option("--epochs", type=click.IntRange(1, 20), default=4, show_default=True, help="How often all paragraphs are read.")
@click.option(
    "--examples",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Annotated paragraphs whose words are kept beside the weights, to learn from decisions later.  [default: all of GOLD]",
)
@click.option("--seed", type=int, default=7, show_default=True, help="Seed of what is drawn.")
def command(
    gold: tuple[Path, ...],
    output: Path,
    decisions: Path | None,
    model_dir: Path | None,
    folds: tuple[int, ...],
    epochs: int,
    examples: tuple[Path, ...],
    seed: int,
) -> None:
    """Make the judge learn.

    From reviewers' decisions it refits the last layer beside the bundled examples, in seconds, and says what got better and worse. From
    annotated paragraphs (GOLD: .jsonl files or folders of them; docs/gold.md) it trains the whole judge, which needs the extra:
    pip install 'report-extract[train]'. Either writes a folder that extract run --model-dir takes.

        extract train output --from-decisions decisions.jsonl -o judge
        extract train gold mine.jsonl -o judge
    """
    if decisions is not None:
        from extract.errors import UserError
        from extract.training.learn import learn

        if len(gold) != 1 or not gold[0].is_dir():
            raise UserError(
                "--from-decisions learns from one output folder: extract train output --from-decisions decisions.jsonl"
            )
        learned = learn(gold[0], decisions, output, model_dir)
        left = f"; {learned.left_out:,} hold values still undecided" if learned.left_out else ""
        click.echo(f"learned from {learned.paragraphs:,} paragraphs{left}")
        for head, one in learned.heads.items():
            what = {"learned": "numbers of people", "role": "organizations"}[head]
            click.echo(f"{what}: of {one.decided[2]:,} decided {one.decided[0]:,} were right, now {one.decided[1]:,};")
            click.echo(f"  of {one.gold[2]:,} bundled examples {one.gold[0]:,} were right, now {one.gold[1]:,}")
        click.echo(f"use it: extract run --model-dir {output}")
        return
    from extract.training.whole import Request, train

    if not gold:
        raise click.UsageError("say which annotated paragraphs to learn from (docs/gold.md), or --from-decisions")
    request = Request(gold, output, folds or (0,), {"epochs": epochs, "seed": seed}, examples)
    for figure in train(request, click.echo):
        click.echo(
            f"{figure.head}: precision {figure.precision:.3f}, recall {figure.recall:.3f}, F1 {figure.f1:.3f} at {figure.threshold}; "
            f"calibration error {figure.calibration_error:.3f} ({figure.candidates:,} candidates not trained on)"
        )
    click.echo(f"use it: extract run --model-dir {output}")
