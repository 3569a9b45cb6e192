"""``extract diff``: what changed between two outputs."""

from __future__ import annotations

import sys
from pathlib import Path

import rich_click as click

from extract.fields.registry import names


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--only",
    multiple=True,
    type=click.Choice(names()),
    metavar="FIELD",
    help=f"Compare this field alone: {', '.join(names())}; may be repeated.",
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("text", "markdown", "json", "html")),
    metavar="FORMAT",
    help="How to show it: text, markdown, json or html.  [default: by the name given with -o, else text]",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file.")
@click.option("--summary", is_flag=True, help="Only the summary.")
@click.option(
    "--pair", "pairs", multiple=True, metavar="OLD=NEW", help="Compare these two reports, by their symbols; may be repeated."
)
@click.option(
    "--editions/--no-editions",
    default=True,
    show_default=True,
    help="Compare a report with another edition of its series (same reporter, nearly the same title).",
)
@click.option("--exit-code", is_flag=True, help="Exit with status 1 where a value differs (for CI).")
@click.option("--pager/--no-pager", default=True, show_default=True, help="Page by page in a terminal.")
def command(
    old: Path,
    new: Path,
    only: tuple[str, ...],
    form: str | None,
    output: Path | None,
    summary: bool,
    pairs: tuple[str, ...],
    editions: bool,
    exit_code: bool,
    pager: bool,
) -> None:
    """Show what changed between two outputs, value by value, each with its sentence, page, rule and why.

    OLD and NEW are folders that extract run wrote, or files of records (.jsonl, .json): runs under different rules or
    versions, a report and its revision, or successive editions of a series.

        extract diff before output                     summary, then every change
        extract diff before output --only trained      numbers of people alone
        extract diff before output -o changes.html     a page to hand on
    """
    from extract.diff.compare import Options, compare, uncollected
    from extract.diff.show import echo, format_of, rendered, write

    options = Options(only, tuple(_pair(pair) for pair in pairs), editions)
    form = form or format_of(output)
    with uncollected():
        diff = compare(old, new, options)
        if output:
            write(output, rendered(diff, form, not summary))
        else:
            terminal = sys.stdout.isatty()
            echo(rendered(diff, form, not summary, terminal), pager and terminal)
    if exit_code and not diff.empty:
        sys.exit(1)


def _pair(given: str) -> tuple[str, str]:
    old, sign, new = given.partition("=")
    if not (old and sign and new):
        raise click.BadParameter(f"{given} is no pair of reports; write --pair S/2025/54=S/2025/211", param_hint="--pair")
    return old, new
