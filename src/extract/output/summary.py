"""The closing summary of a run, for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.table import Table
from rich.text import Text


def summary(stats: Mapping[str, Any]) -> Table:
    """A table of the run's figures, in the order given; thousands parted by commas."""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(style="bold", overflow="fold")
    width = max((len(f"{value:,}") for value in stats.values() if isinstance(value, int)), default=0)
    for name, value in stats.items():
        # As text: a folder named "[bold]" is no markup.
        table.add_row(Text(name), Text(f"{value:,}".rjust(width) if isinstance(value, int) else str(value)))
    return table
