"""The closing summary shows figures and folders as they are."""

from __future__ import annotations

from rich.console import Console

from extract.output.summary import summary


def test_figures_are_aligned_and_folders_are_no_markup() -> None:
    console = Console(width=60)
    with console.capture() as capture:
        console.print(summary({"reports": 80, "people trained": 1234567, "results in": "out[bold]"}))
    lines = [line.rstrip() for line in capture.get().splitlines()]
    assert lines == ["reports                80", "people trained  1,234,567", "results in      out[bold]"]
