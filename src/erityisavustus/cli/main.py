"""The command line. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from erityisavustus.batch.limits import MEMORY, STORES, TIMEOUT, Limits
from erityisavustus.cli.exits import Exit
from erityisavustus.cli.options import (
    ColumnsOption,
    CsvOption,
    Dialect,
    DialectOption,
    FileArgument,
    ForceOption,
    JsonlOption,
    JsonOption,
    Lang,
    LangOption,
    MemoryOption,
    OutputOption,
    PathsArgument,
    QuietOption,
    TimeoutOption,
    VerdictStyle,
    WorkersOption,
)
from erityisavustus.cli.streams import NotWrittenError, PipeClosedError, opened, same_file, say, use_utf8
from erityisavustus.faults import place_of

if TYPE_CHECKING:
    from erityisavustus.output.writers.formats import Layout

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
    json: JsonOption = False,
    jsonl: JsonlOption = False,
    csv: CsvOption = False,
    output: Annotated[Path | None, typer.Option(
        "--output", "-o", metavar="FILE", help="Write here instead of stdout, in the format of its suffix: .json, "
        ".jsonl, .csv, .xlsx, .parquet, or .sqlite for a store that a run that ended early goes on with.")] = None,
    columns: ColumnsOption = None,
    dialect: DialectOption = None,
    force: ForceOption = False,
    workers: WorkersOption = None,
    timeout: TimeoutOption = TIMEOUT,
    memory: MemoryOption = MEMORY,
    lang: LangOption = Lang.FI,
    quiet: QuietOption = False,
) -> None:
    """Print the data of each report."""
    from erityisavustus.cli.extract import extract_command, store_command

    if output is not None and output.exists() and any(same_file(output, path) for path in paths):
        raise typer.BadParameter(f"{output} is one of the files to read")
    limits = Limits(timeout, memory)
    if output is not None and output.suffix.lower() in STORES:
        if json or jsonl or csv or columns or dialect:
            raise typer.BadParameter("a store holds everything; formats and columns are for `report export`")
        raise typer.Exit(store_command(paths, output, lang, workers or 0, limits, force=force, quiet=quiet))
    layout = _layout(output, columns, dialect, json=json, jsonl=jsonl, csv=csv)
    raise typer.Exit(extract_command(paths, layout, output, lang, workers or 0, limits, force=force, quiet=quiet))


def _layout(
    output: Path | None, columns: str | None, dialect: Dialect | None, *, json: bool, jsonl: bool, csv: bool
) -> Layout:
    from erityisavustus.cli.targets import layout_for
    from erityisavustus.output.writers.formats import Format

    asked = [form for form, on in ((Format.JSON, json), (Format.JSONL, jsonl), (Format.CSV, csv)) if on]
    if len(asked) > 1:
        raise typer.BadParameter("choose one of --json, --jsonl and --csv")
    return layout_for(asked[0] if asked else None, output, columns, dialect)


@app.command()
def export(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="What `report extract -o NAME.sqlite` made.")],
    json: Annotated[bool, typer.Option("--json", help="An array of objects (the default).")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One object a line.")] = False,
    csv: CsvOption = False,
    output: Annotated[Path | None, typer.Option(
        "--output", "-o", metavar="FILE", help="Write here instead of stdout, in the format of its suffix: .json, "
        ".jsonl, .csv, .xlsx or .parquet.")] = None,
    columns: ColumnsOption = None,
    dialect: DialectOption = None,
    force: ForceOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print what a store holds, as `extract` of the same files would."""
    from erityisavustus.cli.export import export_command

    layout = _layout(output, columns, dialect, json=json, jsonl=jsonl, csv=csv)
    raise typer.Exit(export_command(store, layout, output, force=force, quiet=quiet))


@app.command()
def validate(
    paths: PathsArgument,
    form: Annotated[VerdictStyle, typer.Option(
        "--format", help="text for people, github for annotations, junit for tables of results.")] = VerdictStyle.TEXT,
    expected: Annotated[bool, typer.Option(
        "--expected", help="Compare each report with NAME.expected.json beside it.")] = False,
    write_expected: Annotated[bool, typer.Option(
        "--write-expected", help="The same, and make the file where there is none.")] = False,
    allow: Annotated[list[str] | None, typer.Option(
        "--allow", metavar="CODE", help="An error that is meant to be there; may be given again.")] = None,
    workers: WorkersOption = None,
    timeout: TimeoutOption = TIMEOUT,
    memory: MemoryOption = MEMORY,
    lang: LangOption = Lang.FI,
    quiet: QuietOption = False,
) -> None:
    """Say what is wrong with each report; exit 1 when some report has an error, or is not as expected."""
    from erityisavustus.cli.validate import Style, Terms, validate_command
    from erityisavustus.contracts.finding import Code

    unknown = [code for code in allow or () if code not in list(Code)]
    if unknown:
        raise typer.BadParameter(f"there is no finding {unknown[0]!r}; docs/findings.md lists them")
    terms = Terms(expected, write_expected, frozenset(Code(code) for code in allow or ()))
    limits = Limits(timeout, memory)
    raise typer.Exit(validate_command(paths, Style(form), terms, lang, workers or 0, limits, quiet=quiet))


@app.command()
def summary(
    paths: Annotated[list[str], typer.Argument(
        metavar="PATH...", help="PDF files, folders, '-' for stdin, or stores that `report extract` made.")],
    json: Annotated[bool, typer.Option("--json", help="One object.")] = False,
    workers: WorkersOption = None,
    timeout: TimeoutOption = TIMEOUT,
    memory: MemoryOption = MEMORY,
    lang: LangOption = Lang.FI,
    quiet: QuietOption = False,
) -> None:
    """Print the reports in numbers: grants, euros, unanswered questions, frequent findings."""
    from erityisavustus.cli.summary import summary_command

    limits = Limits(timeout, memory)
    raise typer.Exit(summary_command(paths, lang, workers or 0, limits, json=json, quiet=quiet))


@app.command()
def show(
    file: FileArgument, timeout: TimeoutOption = TIMEOUT, memory: MemoryOption = MEMORY, lang: LangOption = Lang.FI
) -> None:
    """Show one report as a page to read."""
    from erityisavustus.cli.show import show_command

    raise typer.Exit(show_command(file, lang, Limits(timeout, memory)))


@app.command()
def inspect(
    file: FileArgument,
    json: Annotated[bool, typer.Option("--json", help="Words, widgets and marks of every page.")] = False,
    png: Annotated[Path | None, typer.Option("--png", metavar="DIR", help="Draw what was seen into DIR.")] = None,
    timeout: TimeoutOption = TIMEOUT,
    memory: MemoryOption = MEMORY,
    lang: LangOption = Lang.FI,
) -> None:
    """Print what the reader sees in a PDF, this form or any other."""
    from erityisavustus.cli.inspect import inspect_command

    raise typer.Exit(inspect_command(file, lang, png, Limits(timeout, memory), json=json))


@app.command()
def review(
    paths: Annotated[list[str], typer.Argument(
        metavar="PATH...", help="PDF files, folders, '-', or results that were written before (JSON, JSONL, SQLite).",
    )],
    output: Annotated[Path, typer.Option(
        "--output", "-o", metavar="FILE.html|FOLDER", help="One file for a few reports, a folder for many.",
    )],
    force: ForceOption = False,
    timeout: TimeoutOption = TIMEOUT,
    memory: MemoryOption = MEMORY,
    lang: LangOption = Lang.FI,
    quiet: QuietOption = False,
) -> None:
    """Make a page on which to check and correct values beside the pages they came from."""
    from erityisavustus.cli.review import review_command

    raise typer.Exit(review_command(paths, output, lang, Limits(timeout, memory), force=force, quiet=quiet))


@app.command()
def apply(
    paths: Annotated[list[str], typer.Argument(
        metavar="PATH...", help="Corrections saved from the review page, then the results they belong to: JSON, "
        "JSONL, a store, PDF files or folders; without any, the PDF files named in the corrections.",
    )],
    json: JsonOption = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One object a line.")] = False,
    csv: CsvOption = False,
    output: Annotated[Path | None, typer.Option(
        "--output", "-o", metavar="FILE", help="Write here instead of stdout, in the format of its suffix; a store "
        "(.sqlite) takes the corrections into its own results.")] = None,
    force: ForceOption = False,
    timeout: TimeoutOption = TIMEOUT,
    memory: MemoryOption = MEMORY,
    lang: LangOption = Lang.FI,
    quiet: QuietOption = False,
) -> None:
    """Put the corrections of the review page into the results."""
    from erityisavustus.cli.apply import apply_command, apply_to_store

    if output is not None and output.suffix.lower() in STORES:
        raise typer.Exit(apply_to_store(paths, output, quiet=quiet))
    layout = _layout(output, None, None, json=json, jsonl=jsonl, csv=csv)
    raise typer.Exit(apply_command(paths, layout, output, lang, Limits(timeout, memory), force=force, quiet=quiet))


@app.command()
def schema(output: OutputOption = None, force: ForceOption = False) -> None:
    """Print the JSON Schema of what `extract` prints."""
    from erityisavustus.output.schema import json_schema

    with opened(output, force=force) as out:
        out.write(json_schema())


def run() -> None:
    """Entry point: one place where failures become exit codes; never a traceback with values."""
    use_utf8()
    warnings.simplefilter("ignore")  # of libraries; they speak to programmers, and may quote the file
    try:
        app(standalone_mode=True)
    except PipeClosedError:
        sys.exit(Exit.PIPE_CLOSED)
    except NotWrittenError as error:
        say(f"report: {error}")
        sys.exit(Exit.NOT_WRITTEN)
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)
    except Exception as error:  # the last stop: a traceback would show values
        say(f"report: internal error: {place_of(error)}")
        sys.exit(Exit.INTERNAL)
