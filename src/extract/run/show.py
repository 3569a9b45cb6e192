"""What the user sees of a run on stderr: progress in a terminal, one line for each thing to know, a closing summary."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from extract.run.run import Outcome


class Screen:
    """Shows a run. Progress only where stderr is a terminal; with ``quiet`` nothing but failures."""

    def __init__(self, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)
        self.progress: Progress | None = None
        self.files: TaskID | None = None
        self.paragraphs: TaskID | None = None

    def __enter__(self) -> Self:
        if self.console.is_terminal and not self.quiet:
            columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self.progress = Progress(*columns, console=self.console, transient=True)
            self.progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop()

    def tell(self, event: str, facts: Mapping[str, Any]) -> None:
        """Hears of what happens (``extract.run.job.process`` says which events there are)."""
        if self.verbose and event == "done":
            self.console.print(f"done: {facts['file']}", markup=False)
        if self.progress is None:
            return
        if event == "found":
            self.files = self.progress.add_task("reports", total=facts["files"])
            self.paragraphs = self.progress.add_task("paragraphs", total=0)
        elif self.files is not None and self.paragraphs is not None:
            if event == "read":
                total = self.progress.tasks[self.paragraphs].total or 0
                self.progress.update(self.paragraphs, total=total + facts["paragraphs"])
            elif event == "extracted":
                self.progress.advance(self.paragraphs, facts["paragraphs"])
            elif event == "done":
                self.progress.advance(self.files)

    def close(self, outcome: Outcome) -> None:
        """The lines to know and the closing summary."""
        self._stop()
        for failure in outcome.failures:
            self.console.print(f"failed: {failure}", markup=False)
        if self.quiet:
            return
        for warning in outcome.warnings:
            self.console.print(f"note: {warning}", markup=False)
        from extract.output.summary import summary

        self.console.print(summary(outcome.stats))

    def _stop(self) -> None:
        if self.progress is not None:
            self.progress.stop()
            self.progress = None
