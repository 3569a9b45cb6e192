"""``extract eval``: how near the records come to annotated paragraphs."""

from __future__ import annotations

import sys
from pathlib import Path

import rich_click as click


@click.command("eval")
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--records", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Score these records; run nothing."
)
@click.option(
    "--from-decisions",
    "decisions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="GOLD is an output folder: score what the machine gave there against what reviewers decided.",
)
@click.option("--patterns", type=click.Path(path_type=Path), help="Folder of your own rules, laid over the bundled ones.")
@click.option("--model", help="An installed spaCy pipeline to use instead of the default one.")
@click.option(
    "--model-dir",
    type=click.Path(path_type=Path),
    help="Folder of a judge that extract train wrote.  [default: the bundled one]",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes.  [default: one a core, 4 at most]"
)
@click.option("-e", "--errors", default=0, show_default=True, metavar="N", help="Show up to N errors a field, with sentences.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder for evaluation.json and errors.csv.")
@click.option("--against", type=click.Path(exists=True, path_type=Path), help="An earlier evaluation.json to compare with.")
@click.option(
    "--floors", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="TOML file: the least a figure may be."
)
def command(
    gold: Path,
    records: Path | None,
    decisions: Path | None,
    patterns: Path | None,
    model: str | None,
    model_dir: Path | None,
    jobs: int | None,
    errors: int,
    output: Path | None,
    against: Path | None,
    floors: Path | None,
) -> None:
    """Score the extraction against GOLD: annotated paragraphs, a .jsonl file or a folder of them.

    Prints precision, recall and F1 of each field with 95% bootstrap intervals, and the errors grouped by their cause.

        extract eval tests/gold --errors 5
        extract eval gold.jsonl -o now --against before/evaluation.json
        extract eval gold.jsonl --floors floors.toml
        extract eval output --from-decisions decisions.jsonl

    Exit status 1 says that a figure is below its floor.
    """
    from rich.console import Console

    from extract.evaluate.evaluate import Request, evaluate, write_evaluation
    from extract.evaluate.evaluation import below, compared, read_earlier, read_floors
    from extract.evaluate.show import shown

    wanted = read_floors(floors) if floors else {}
    earlier = read_earlier(against) if against else None
    found = evaluate(Request(gold, patterns, model, jobs, records, decisions, model_dir))
    if output:
        write_evaluation(output, found)
    console = Console(highlight=False, soft_wrap=True)
    for part in shown(found, errors, compared(found, earlier) if earlier else None):
        console.print(part)
    for line in found.about["rejected"]:
        click.echo(line, err=True)
    lines = below(found, wanted)
    for line in lines:
        click.echo(line, err=True)
    if lines:
        sys.exit(1)
