"""The command line. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from erityisavustus.cli.exits import Exit
from erityisavustus.cli.options import Lang, LangOption, OutputOption, PathsArgument, QuietOption
from erityisavustus.cli.streams import NotWrittenError, say, use_utf8

__all__ = ["app", "run"]

app = typer.Typer(
    name="report", no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Read submitted final reports on Finnish state special grants (PDF) into validated data.",
)


def _version(asked: bool) -> None:
    if asked:
        from erityisavustus import __version__

        typer.echo(f"report {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Options before the command."""


@app.command()
def extract(
    paths: PathsArgument,
    json: Annotated[bool, typer.Option("--json", help="One object, or an array of several (the default).")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One object a line, each as soon as it is ready.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="A row a report.")] = False,
    output: OutputOption = None,
    lang: LangOption = Lang.FI,
    quiet: QuietOption = False,
) -> None:
    """Print the data of each report."""
    from erityisavustus.cli.extract import Format, extract_command

    if json + jsonl + csv > 1:
        raise typer.BadParameter("choose one of --json, --jsonl and --csv")
    form = Format.CSV if csv else Format.JSONL if jsonl else Format.JSON
    raise typer.Exit(extract_command(paths, form, output, lang, quiet=quiet))


def run() -> None:
    """Entry point: one place where failures become exit codes; never a traceback with values."""
    use_utf8()
    try:
        app(standalone_mode=True)
    except NotWrittenError as error:
        if str(error):
            say(f"report: {error}")
        sys.exit(Exit.NOT_WRITTEN)
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)
    except Exception as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
        say(f"report: internal error: {type(error).__name__} in {where}")
        sys.exit(Exit.INTERNAL)
