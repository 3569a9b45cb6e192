"""``extract init``: something to start from."""

from __future__ import annotations

from pathlib import Path

import rich_click as click


@click.command("init")
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Set up FOLDER (default: here): a commented extract.toml, raw/ with a sample report, patterns/ for your own rules.

    Never touches a file that is there already.
    """
    from extract.run.start import start

    for line in start(folder):
        click.echo(line)
