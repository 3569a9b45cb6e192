"""``extract verify``: each quote against the source file it names."""

from __future__ import annotations

import sys
from pathlib import Path

import rich_click as click


@click.command("verify")
@click.argument("output", metavar="[DIR]", default="output", type=click.Path(path_type=Path))
@click.option(
    "--raw",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="Folder or file with the source files; may be repeated.  [default: raw/, else the current folder]",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what does not hold.")
def command(output: Path, raw: tuple[Path, ...], quiet: bool) -> None:
    """Prove an output (default: output/): read each source file again and look for every quote of every record where the record says.

    Source files are found by their bytes (SHA-256), whatever they are called now. In a PDF each quote is looked for a
    second time in the page's own characters.

    Exit status 1 where a quote does not hold, 3 where a source file was not found or could not be read.
    """
    from extract.verify.verify import verify

    places = raw or ((Path("raw"),) if Path("raw").is_dir() else (Path(),))
    verdict = verify(output, places)
    for wrong in verdict.wrong:
        page = f"page {wrong.page}: " if wrong.page else ""
        quote = f"“{wrong.quote}”: " if wrong.quote else ""
        click.echo(f"{wrong.file}: {page}{wrong.record}: {quote}{wrong.reason}")
    for skipped in verdict.not_checked:
        click.echo(f"{skipped.file}: not checked ({_count(skipped.records, 'record')}): {skipped.reason}", err=True)
    if not quiet:
        click.echo(
            f"{_count(verdict.quotes, 'quote')} of {_count(verdict.records, 'record')} in {_count(verdict.files, 'file')} found where "
            f"the records say; not found: {len(verdict.wrong):,}; not checked: {_count(len(verdict.not_checked), 'file')}",
            err=True,
        )
    if verdict.wrong:
        sys.exit(1)
    if verdict.not_checked:
        sys.exit(3)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
