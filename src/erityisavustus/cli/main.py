"""The command line. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Annotated

import typer

from erityisavustus.cli.exits import Exit
from erityisavustus.cli.options import FileArgument, Lang, LangOption, OutputOption, PathsArgument, QuietOption
from erityisavustus.cli.streams import NotWrittenError, opened, same_file, say, use_utf8

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
    if output is not None and output.exists() and any(same_file(output, path) for path in paths):
        raise typer.BadParameter(f"{output} is one of the files to read")
    form = Format.CSV if csv else Format.JSONL if jsonl else Format.JSON
    raise typer.Exit(extract_command(paths, form, output, lang, quiet=quiet))


@app.command()
def validate(paths: PathsArgument, lang: LangOption = Lang.FI, quiet: QuietOption = False) -> None:
    """Say what is wrong with each report; exit 1 when some report has an error."""
    from erityisavustus.cli.validate import validate_command

    raise typer.Exit(validate_command(paths, lang, quiet=quiet))


@app.command()
def show(file: FileArgument, lang: LangOption = Lang.FI) -> None:
    """Show one report as a page to read."""
    from erityisavustus.cli.show import show_command

    raise typer.Exit(show_command(file, lang))


@app.command()
def inspect(
    file: FileArgument,
    json: Annotated[bool, typer.Option("--json", help="Words, widgets and marks of every page.")] = False,
    png: Annotated[Path | None, typer.Option("--png", metavar="DIR", help="Draw what was seen into DIR.")] = None,
    lang: LangOption = Lang.FI,
) -> None:
    """Tell what the reader sees in a PDF, this form or any other."""
    from erityisavustus.cli.inspect import inspect_command

    raise typer.Exit(inspect_command(file, lang, png, json=json))


@app.command()
def review(
    paths: Annotated[list[str], typer.Argument(
        metavar="PATH...", help="PDF files, folders, '-', or results that were written before (JSON, JSONL, SQLite).",
    )],
    output: Annotated[Path, typer.Option(
        "--output", "-o", metavar="FILE.html|FOLDER", help="One file for a few reports, a folder for many.",
    )],
    lang: LangOption = Lang.FI,
    quiet: QuietOption = False,
) -> None:
    """Make a page on which to check and correct values beside the pages they came from."""
    from erityisavustus.cli.review import review_command

    raise typer.Exit(review_command(paths, output, lang, quiet=quiet))


@app.command()
def apply(
    paths: Annotated[list[str], typer.Argument(
        metavar="PATH...", help="Corrections saved from the review page, then the results they belong to: JSON, "
        "JSONL, PDF files or folders; without any, the PDF files named in the corrections.",
    )],
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One object a line.")] = False,
    output: OutputOption = None,
    lang: LangOption = Lang.FI,
    quiet: QuietOption = False,
) -> None:
    """Put the corrections of the review page into the results."""
    from erityisavustus.cli.apply import apply_command

    raise typer.Exit(apply_command(paths, output, lang, jsonl=jsonl, quiet=quiet))


@app.command()
def schema(output: OutputOption = None) -> None:
    """Print the JSON Schema of what `extract` prints."""
    from erityisavustus.output.schema import json_schema

    with opened(output) as out:
        out.write(json_schema())


def run() -> None:
    """Entry point: one place where failures become exit codes; never a traceback with values."""
    use_utf8()
    warnings.simplefilter("ignore")  # of libraries; they speak to programmers, and may quote the file
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
