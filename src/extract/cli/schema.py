"""``extract schema``: the format of a record."""

from __future__ import annotations

import rich_click as click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema (2020-12) of a record, every field described."""
    import json

    from extract.records.schema import schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=2))
