"""An evaluation for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from extract.evaluate.causes import grouped
from extract.evaluate.evaluation import Compared, Evaluation
from extract.evaluate.score import figures, shares
from extract.fields.gold import People


def shown(found: Evaluation, errors: int, changes: Compared | None = None) -> Iterator[RenderableType]:
    """The figures, the errors' causes, up to ``errors`` errors a field, and what changed since an earlier evaluation."""
    yield _figures(found, changes)
    if found.people != People():
        yield Text(_people(found.people))
    yield from _causes(found)
    if errors:
        yield from _errors(found, errors)
    if changes:
        yield from _changes(changes)


def _figures(found: Evaluation, changes: Compared | None) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    heads = ("field", "precision", "recall", "F1", "95% interval", "gold", "found", *(("change",) if changes else ()))
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left")
    for name in (*figures(), *shares()):
        tally, (low, high) = found.figures[name], found.intervals[name]
        share = name in shares()
        cells = [
            name,
            "" if share else f"{tally.precision:.3f}",
            "" if share else f"{tally.recall:.3f}",
            f"{tally.f1:.3f}",
            f"{low:.3f}–{high:.3f}",
            str(tally.gold),
            "" if share else str(tally.found),
        ]
        if changes:
            difference = changes.differences.get(name)
            cells.append("" if difference is None else f"{difference:+.3f}")
        table.add_row(*cells)
    return table


def _people(found: People) -> str:
    error = f", {found.off / found.gold:.1%}" if found.gold else ""
    return (
        f"\npeople to add up: {found.gold:,} in gold, {found.found:,} found; paragraph by paragraph off by {found.off:,}{error}"
    )


def _causes(found: Evaluation) -> Iterator[RenderableType]:
    for name, causes in grouped(found.errors).items():
        yield Text(f"\n{name}: what the errors have in common", style="bold")
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
        table.add_column(justify="right")
        table.add_column()
        table.add_column(overflow="fold")
        for rule, cause, number in causes[:12]:
            table.add_row(str(number), Text(rule or "–"), Text(cause))
        yield table
        if len(causes) > 12:
            yield Text(f"and {len(causes) - 12} more causes")


def _errors(found: Evaluation, most: int) -> Iterator[RenderableType]:
    seen: dict[str, int] = {}
    for one in found.errors:
        error = one.error
        seen[error.field] = seen.get(error.field, 0) + 1
        if seen[error.field] <= most:
            yield Text(f"\n{error.field} {error.kind}: {error.id}: {error.what}", style="bold")
            yield Text(f"  {one.rule or '–'}: {one.cause}")
            if one.sentence:
                yield Text(f"  {one.sentence}", style="dim")


def _changes(changes: Compared) -> Iterator[RenderableType]:
    for title, keys in (("new errors", changes.new), ("errors that are gone", changes.gone)):
        yield Text(f"\n{len(keys)} {title}", style="bold")
        for field, kind, where, what in keys:
            yield Text(f"  {field} {kind}: {where}: {what}")
