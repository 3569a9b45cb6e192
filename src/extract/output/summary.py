"""The closing summary of a run, for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.table import Table


def summary(stats: Mapping[str, Any]) -> Table:
    """A table of the run's figures, in the order given; thousands parted by commas."""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(justify="right", style="bold")
    table.add_column()
    for name, value in stats.items():
        table.add_row(f"{value:,}" if isinstance(value, int) else str(value), name)
    return table
