"""``extract explain``: which rule gave which value, and why not."""

from __future__ import annotations

import sys
from pathlib import Path

import rich_click as click

_LONGEST_NAME = 255


@click.command("explain")
@click.argument("text")
@click.option("--reporter", help="Publisher of the report: it is never a partner.")
@click.option("--title", help="Title of the report.")
@click.option(
    "--country", "countries", multiple=True, help="Country the report is about, by name or ISO alpha-3 code; may be repeated."
)
@click.option("--heading", "headings", multiple=True, help="Heading that the paragraph stands under; may be repeated.")
@click.option("--patterns", type=click.Path(path_type=Path), help="Folder of your own rules, laid over the bundled ones.")
@click.option("--model", help="An installed spaCy pipeline to use instead of the default one.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write a page instead.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")
def command(
    text: str,
    reporter: str | None,
    title: str | None,
    countries: tuple[str, ...],
    headings: tuple[str, ...],
    patterns: Path | None,
    model: str | None,
    html: Path | None,
    as_json: bool,
) -> None:
    """Show what is drawn from TEXT, one paragraph ("-" reads it from standard input).

    For each value the rule that gave it, why the rule is there, and the file and line where it stands; for each
    candidate turned down the rule and the condition that failed.

        extract explain "UNDP trained 40 judges (12 women) in Wau." --reporter UNMISS --country SSD
        pbpaste | extract explain - --html why.html
    """
    import json

    from rich.console import Console

    from extract.errors import UserError
    from extract.explain import show
    from extract.explain.explanation import explain
    from extract.files import write_text
    from extract.language.context import Context

    given = sys.stdin.read() if text == "-" else text
    if not given.strip():
        raise click.UsageError("the text is empty")
    if len(given) < _LONGEST_NAME and "\n" not in given and Path(given).is_file():
        raise click.UsageError(
            f"{given} is a file; explain takes one paragraph: put its words in quotes, or: extract run {given}"
        )
    context = Context(title, reporter, countries, headings)
    found = explain(" ".join(given.split()), context, patterns, model)
    if html:
        try:
            write_text(html, show.page(found))
        except OSError as error:
            raise UserError(f"{html} cannot be written ({error.strerror}); give another file with --html") from None
        click.echo(f"written: {html}", err=True)
    elif as_json:
        click.echo(json.dumps(show.plain(found), ensure_ascii=False, indent=1))
    else:
        Console(highlight=False).print(show.terminal(found))
