"""``extract patterns``: the rules as an analyst sees them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import rich_click as click

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_OWN = "Folder of your own rules, laid over the bundled ones."


@click.group("patterns")
def command() -> None:
    """See and check the rules: what there is, whether each does what its examples say, how often each fired."""


@command.command("check")
@click.option("--patterns", type=_FOLDER, help=_OWN)
@click.option("--model", help="An installed spaCy pipeline to use instead of the default one.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def check(patterns: Path | None, model: str | None, as_json: bool) -> None:
    """Check every rule file, and run the examples beside the rules.

    Prints one line for each thing that is wrong: file, line, rule, reason. Exit status 1 where anything is.
    """
    from dataclasses import asdict

    from extract.checking.check import check as run_check

    found = run_check(patterns, model)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
    for one in found if not as_json else ():
        click.echo(f"{one.file}:{one.line}: {f'{one.rule}: ' if one.rule else ''}{one.reason}")
    if found:
        files = len({one.file for one in found})
        click.echo(f"{len(found):,} problem{_s(len(found))} in {files} file{_s(files)}", err=True)
        if any(one.kind == "error" for one in found):
            click.echo("the examples were not run: mend what cannot be loaded first", err=True)
        sys.exit(1)
    click.echo("every rule holds, and does what its examples say", err=True)


@command.command("list")
@click.argument("words", metavar="[FILTER]", default="")
@click.option("--patterns", type=_FOLDER, help=_OWN)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with all that each rule says.")
def list_(words: str, patterns: Path | None, as_json: bool) -> None:
    """List the rules: id, file and line, reason.

    FILTER is a word, a part of an id or of a file's name; without it each table is one line.

        extract patterns list                  all rules, each table as one line
        extract patterns list "Red Crescent"   the rules and the rows that hold these words
        extract patterns list trained/         the rules of one folder
    """
    from dataclasses import asdict

    from extract.rules.listing import listed
    from extract.rules.load import load_patterns

    found = listed(load_patterns(patterns), words)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1, default=str))
        return
    for one in found:
        click.echo(f"{one.id}\t{one.file}:{one.line}\t{one.about}")
    if not found:
        click.echo(f"no rule and no row holds “{words}”", err=True)


@command.command("hits")
@click.argument("run", metavar="[DIR|run.json]", default="output", type=click.Path(path_type=Path))
@click.option("--patterns", type=_FOLDER, help="Folder of your own rules.  [default: the one the run used]")
@click.option("--never", is_flag=True, help="Only the rules that never fired.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def hits(run: Path, patterns: Path | None, never: bool, as_json: bool) -> None:
    """Say how often each rule fired in a run, and which never did."""
    from extract.fields.registry import all_fields
    from extract.rules.hits import hits as hits_of
    from extract.rules.hits import run_of
    from extract.rules.load import load_patterns

    given = run_of(run)
    over = patterns or given.patterns
    rules = load_patterns(over if over and over.is_dir() else None)
    giving = {table for field in all_fields() for table in field.giving}
    counted = hits_of(given.fired or {}, rules, giving)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "fired": [{"id": one.id, "count": one.count, "file": one.file, "line": one.line} for one in counted.fired],
                    "never": [{"id": rule.id, "file": rule.file, "line": rule.line} for rule in counted.never],
                    "rows": {name: {"fired": fired, "rows": all_} for name, (fired, all_) in counted.rows.items()},
                },
                ensure_ascii=False,
                indent=1,
            )
        )
        return
    for one in counted.fired if not never else ():
        where = f"{one.file}:{one.line}" if one.file else "-"
        click.echo(f"{one.count:>9,}  {one.id}\t{where}\t{one.about}")
    for rule in counted.never:
        click.echo(f"{'never':>9}  {rule.id}\t{rule.file}:{rule.line}\t{rule.reason}")
    for name, (fired, all_) in counted.rows.items():
        if fired:
            click.echo(f"{name}: {fired:,} of {all_:,} rows fired", err=True)
    silent = [name for name, (fired, _) in counted.rows.items() if not fired]
    if silent:
        click.echo(f"no row fired of: {', '.join(silent)}", err=True)
    if given.fingerprint and given.fingerprint != rules.fingerprint:
        click.echo("the rules have changed since that run", err=True)


def _s(number: int) -> str:
    return "" if number == 1 else "s"
