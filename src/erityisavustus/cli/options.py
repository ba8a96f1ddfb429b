"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

__all__ = ["ColumnsOption", "CsvOption", "Dialect", "DialectOption", "FileArgument", "ForceOption", "JsonOption",
           "JsonlOption", "Lang", "LangOption", "MemoryOption", "OutputOption", "PathsArgument", "QuietOption",
           "TimeoutOption", "VerdictStyle", "WorkersOption"]


class Lang(StrEnum):
    """Of messages (`judging.Language` without its weight at import)."""

    FI = "fi"
    EN = "en"


class Dialect(StrEnum):
    """Of tables (`output.writers.csv_table.Dialect` without its weight at import)."""

    ISO = "iso"
    FI = "fi"


class VerdictStyle(StrEnum):
    """Of `validate` (`cli.validate.Style` without its weight at import)."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    JUNIT = "junit"


PathsArgument: TypeAlias = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="PDF files, folders (every PDF in and below), '-' for stdin.")
]
FileArgument: TypeAlias = Annotated[str, typer.Argument(metavar="FILE", help="A PDF file, '-' for stdin.")]
LangOption: TypeAlias = Annotated[Lang, typer.Option("--lang", help="Language of messages.")]
QuietOption: TypeAlias = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no notes on stderr.")]
WorkersOption: TypeAlias = Annotated[
    int | None, typer.Option("--workers", metavar="N", min=1, help="Processes that read (as many as there are cores).")
]
TimeoutOption: TypeAlias = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="Processor time after which a file is given up.")
]
MemoryOption: TypeAlias = Annotated[
    int, typer.Option("--memory", metavar="MB", min=64, help="A file that takes more memory is given up.")
]
ForceOption: TypeAlias = Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")]
JsonOption: TypeAlias = Annotated[
    bool, typer.Option("--json", help="One object, or an array of several (the default).")
]
JsonlOption: TypeAlias = Annotated[
    bool, typer.Option("--jsonl", help="One object a line, each as soon as it is ready.")
]
CsvOption: TypeAlias = Annotated[bool, typer.Option("--csv", help="A row a report.")]
ColumnsOption: TypeAlias = Annotated[
    str | None, typer.Option(
        "--columns", metavar="NAME,...",
        help="Columns of a table: field ids, parts of the form, patterns ('outcomes.*').")
]
DialectOption: TypeAlias = Annotated[
    Dialect | None, typer.Option(
        "--dialect", help="Of a table: fi for a Finnish office (usual for XLSX), iso for programs (usual for CSV).")
]
OutputOption: TypeAlias = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of stdout.")
]
