"""``extract validate``: records against the schema."""

from __future__ import annotations

import sys
from pathlib import Path

import rich_click as click


@click.command("validate")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
def command(file: Path) -> None:
    """Check a file of records (.jsonl or .json), or those of an output folder, against the schema.

    Prints one line for each thing that is wrong: line, record, field and reason. Exit status 1 where anything is.
    """
    from extract.errors import UserError
    from extract.records.validate import validate_file

    if file.is_dir():
        file = file / "records.jsonl"
        if not file.is_file():
            raise UserError(f"{file.parent} is no output of extract run (there is no records.jsonl in it)")
    wrong = 0
    for found in validate_file(file):
        wrong += 1
        click.echo(f"{file}:{found.line}: {found.id or 'no id'}: {found.field}: {found.reason}")
    if wrong:
        click.echo(f"{wrong:,} problem{'' if wrong == 1 else 's'}", err=True)
        sys.exit(1)
    click.echo("every record holds", err=True)
