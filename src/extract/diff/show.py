"""Shows a diff: which format, and where it goes (a file, a pipe, a terminal page by page)."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from extract.diff.change import Diff
from extract.diff.load import DiffError
from extract.files import replacing

FORMATS = ("text", "markdown", "json", "html")
_BY_SUFFIX = {".md": "markdown", ".markdown": "markdown", ".json": "json", ".html": "html", ".htm": "html"}


def format_of(path: Path | None) -> str:
    """The format that a file's name asks for; text where it says nothing."""
    return _BY_SUFFIX.get(path.suffix.lower(), "text") if path else "text"


def rendered(diff: Diff, form: str, detailed: bool = True, terminal: bool = False) -> Iterator[str]:
    """The pieces of a diff in a format; ``terminal`` gives text colours and the terminal's width."""
    # Each format is imported when it is asked for: Jinja2 is not needed for text.
    if form == "json":
        from extract.diff.jsons import as_json

        return as_json(diff, detailed)
    if form == "markdown":
        from extract.diff.markdown import as_markdown

        return as_markdown(diff, detailed)
    if form == "html":
        from extract.diff.html import as_html

        return as_html(diff, detailed)
    from extract.diff.text import Style, as_text

    if not terminal:
        return as_text(diff, Style(), detailed)
    width = min(120, max(40, shutil.get_terminal_size().columns))
    return as_text(diff, Style("NO_COLOR" not in os.environ, width), detailed)


def write(path: Path, pieces: Iterable[str]) -> None:
    """Writes a file, whole or not at all. Raises ``DiffError``."""
    try:
        with replacing(path, errors="backslashreplace") as file:
            file.writelines(pieces)
    except OSError as error:
        raise DiffError(f"{path} cannot be written: {error.strerror or error}") from None


def echo(pieces: Iterable[str], pager: bool) -> None:
    """Writes to stdout: page by page in a terminal (``pager``) where it is longer than the screen, else as it comes."""
    if not pager:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    lines = iter(pieces)
    height = shutil.get_terminal_size().lines - 1
    first = list(itertools.islice(lines, height))
    if len(first) < height and "".join(first).count("\n") < height:
        click.echo("".join(first), nl=False)
    else:
        click.echo_via_pager(itertools.chain(first, lines))
