"""``extract report``: one page to hand on."""

from __future__ import annotations

from pathlib import Path

import rich_click as click


@click.command("report")
@click.argument("output", metavar="[DIR]", default="output", type=click.Path(path_type=Path))
def command(output: Path) -> None:
    """Write report.html into an output (default: output/): totals, a map, charts and the sentences behind them.

    It is one file for readers who only look, and needs no network.

    extract run writes it too; this makes it anew, for example after a correction.
    """
    from extract.output.page.render import report

    click.echo(f"written: {report(output)}", err=True)
