"""``extract review``: a person's word on what the machine proposed."""

from __future__ import annotations

from pathlib import Path

import rich_click as click


@click.command("review")
@click.argument("folder", default="output", metavar="[DIR]", type=click.Path(path_type=Path))
@click.option(
    "--against",
    type=click.Path(exists=True, path_type=Path),
    metavar="OLD",
    help="An older output: lets you look at what changed since.",
)
@click.option(
    "--decisions",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where decisions are kept.  [default: decisions.jsonl beside your own patterns, else here]",
)
@click.option("--patterns", type=click.Path(path_type=Path), help="Folder of your own rules.  [default: the run's]")
@click.option("--raw", type=click.Path(exists=True, path_type=Path), help="Where the reports' files are.  [default: raw/]")
@click.option("--as", "who", metavar="NAME", help="Who decides.  [default: your user name]")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port on 127.0.0.1.  [default: a free one]")
@click.option("--no-browser", is_flag=True, help="Print the address, open no browser.")
@click.option(
    "--export-gold",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the paragraphs that are reviewed whole as gold (JSON Lines), and end.",
)
def command(
    folder: Path,
    against: Path | None,
    decisions: Path | None,
    patterns: Path | None,
    raw: Path | None,
    who: str | None,
    port: int,
    no_browser: bool,
    export_gold: Path | None,
) -> None:
    """Settle the values of an output (default: output/) on a local page: accept, correct, reject, add what was missed.

    Each decision is a line of decisions.jsonl, on the disk before the page says saved; extract run applies them to every later
    run. The page needs no network and answers to this machine alone.
    """
    from extract.review.serve import Request, decisions_of, serve

    request = Request(folder, against, decisions, patterns, raw, who, port)
    if export_gold is not None:
        from extract.decisions.gold import export

        count, left = export(folder, decisions_of(request), export_gold)
        click.echo(f"{count:,} reviewed paragraphs in {export_gold}; {left:,} with values still undecided left out", err=True)
        return
    serve(request, lambda line: click.echo(line, err=True), browse=not no_browser)
