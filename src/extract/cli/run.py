"""``extract run``: reports in, records out."""

from __future__ import annotations

import sys
from pathlib import Path

import rich_click as click


@click.command("run")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "-o", "--output", default="output", show_default=True, type=click.Path(path_type=Path), help="Folder for the results."
)
@click.option("--patterns", type=click.Path(path_type=Path), help="Folder of your own rules, laid over the bundled ones.")
@click.option("--model", help="An installed spaCy pipeline to use instead of the default one.")
@click.option(
    "--model-dir",
    type=click.Path(path_type=Path),
    help="Folder of a judge that extract train wrote.  [default: the bundled one]",
)
@click.option(
    "--min-confidence",
    "least",
    default=0.0,
    type=click.FloatRange(0, 1),
    metavar="SHARE",
    help="Leave out numbers of people and partners that are less sure than this (0 to 1).  [default: off]",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes.  [default: one a core, 4 at most]"
)
@click.option("--reporter", help="Publisher of all reports whose file does not say it, e.g. UNMISS.")
@click.option("--title", help="Title of all reports whose file does not say it.")
@click.option("--year", type=click.IntRange(1900, 2200), metavar="YEAR", help="Year of all reports whose file does not say it.")
@click.option(
    "--country", "countries", multiple=True, help="Country all reports are about, by name or ISO alpha-3 code; may be repeated."
)
@click.option("--language", metavar="CODE", help="Language of all reports (en, fr, es, …), where what is told of it is wrong.")
@click.option(
    "--decisions",
    type=click.Path(path_type=Path),
    help="What reviewers settled.  [default: decisions.jsonl beside your own patterns, else here]",
)
@click.option("--no-decisions", is_flag=True, help="Leave out what reviewers settled.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say what became of each report.")
def command(
    paths: tuple[str, ...],
    output: Path,
    patterns: Path | None,
    model: str | None,
    model_dir: Path | None,
    least: float,
    jobs: int | None,
    reporter: str | None,
    title: str | None,
    year: int | None,
    countries: tuple[str, ...],
    language: str | None,
    decisions: Path | None,
    no_decisions: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Draw records from reports: files, folders or globs (default: raw/).

    What a file does not say of itself (title, reporter, year, countries) you give for all of them by options, or for each
    in a table reports.csv beside them: file,title,reporter,year,countries.

        extract run                             everything in raw/, results in output/
        extract run report.pdf -o results       one report
        extract run raw/2025 --patterns mine    with your own rules

    Exit status 3 says that some reports failed (each with its line and its row in run.json) and the others are written.
    """
    from extract.reading.report import Header
    from extract.run.run import Request, run
    from extract.run.show import Screen

    given = Header(title=title, reporter=reporter, year=year, countries=countries, language=language)
    request = Request(
        paths=paths,
        output=output,
        patterns=patterns,
        model=model,
        jobs=jobs,
        given=given,
        decisions=decisions,
        ignore_decisions=no_decisions,
        judge=model_dir,
        least=least,
    )
    with Screen(quiet=quiet, verbose=verbose) as screen:
        outcome = run(request, screen.tell)
        screen.close(outcome)
    if outcome.failures:
        sys.exit(3)
