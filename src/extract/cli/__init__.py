"""The command line. Each command is a module that parses its options and calls one function; help never imports spaCy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import rich_click as click
from click.exceptions import Exit

from extract import __version__
from extract.cli.settings import FILE, check_tables, defaults, load_settings
from extract.errors import UserError


class Commands(click.RichGroup):
    """The group of commands, in the order of how often they are used; each module is imported when it is asked for."""

    order = (
        "run",
        "diff",
        "review",
        "eval",
        "explain",
        "train",
        "patterns",
        "validate",
        "schema",
        "verify",
        "report",
        "init",
    )

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.order)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.order and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.order, n=1, cutoff=0.5)
            hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(self.order)}."
            ctx.fail(f"No such command {args[0]!r}. {hint}")
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.order:
            return None
        import importlib

        command: click.Command = importlib.import_module(f"extract.cli.{name}").command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.rich_config(help_config={"text_paragraph_linebreaks": "\n\n", "padding_helptext_first_line": (0, 0, 1, 0)})
@click.version_option(__version__, "-V", "--version", prog_name="extract")
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Settings file, a table a command.  [default: extract.toml, where there is one]",
)
@click.option("--debug", is_flag=True, expose_value=False, help="Where something fails, show where (a traceback).")
@click.pass_context
def cli(context: click.Context, config: Path | None) -> None:
    """Turn narrative annual reports into records people can add up.

    Drop reports (PDF, Word, web page, Markdown, text, JSON Lines) into raw/ and run

        extract run

    to get in output/: which countries, which partner organizations, how many people were trained, under which UN
    resolutions, each value with its sentence and page. To begin in a new folder: extract init
    """
    name = context.invoked_subcommand
    command = cli.get_command(context, name) if name else None
    if name and command:
        path = config or Path(FILE)
        tables = load_settings(path)
        check_tables(path, tables, cli.list_commands(context))
        context.default_map = {name: defaults(path, tables, name, command)}


def main() -> None:
    """The command ``extract``: runs a command; no traceback reaches the user unless ``--debug`` is given.

    Exit status: 0 all well; 1 what was asked for did not hold; 2 wrong use; 3 some reports failed and the others are
    written; 70 the software itself failed; 130 interrupted.
    """
    debug = "--debug" in sys.argv
    if debug:
        sys.argv.remove("--debug")
    status: Any = 0
    try:
        status = cli.main(standalone_mode=False)
    except Exit as leaving:
        status = leaving.exit_code
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except (KeyboardInterrupt, click.Abort):
        told("interrupted; nothing was written")
        status = 130
    except BrokenPipeError:
        sys.stderr.close()
        status = 0
    except UserError as error:
        if debug:
            raise
        told(str(error))
        status = error.status
    except Exception as error:
        if debug:
            raise
        told(f"the software failed ({type(error).__name__}: {error}); run it again with --debug to see where, and report it")
        status = 70
    sys.exit(status if isinstance(status, int) else 0)


def told(line: str) -> None:
    """Writes one line to stderr, under the command's name."""
    print(f"extract: {line}", file=sys.stderr)  # noqa: T201
