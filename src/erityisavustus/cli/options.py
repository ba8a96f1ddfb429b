"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

__all__ = ["FileArgument", "Lang", "LangOption", "OutputOption", "PathsArgument", "QuietOption"]


class Lang(StrEnum):
    """Of messages (`model.Language` without its weight at import)."""

    FI = "fi"
    EN = "en"


PathsArgument: TypeAlias = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="PDF files, folders (every PDF in and below), '-' for stdin.")
]
FileArgument: TypeAlias = Annotated[str, typer.Argument(metavar="FILE", help="A PDF file, '-' for stdin.")]
LangOption: TypeAlias = Annotated[Lang, typer.Option("--lang", help="Language of messages.")]
QuietOption: TypeAlias = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no notes on stderr.")]
OutputOption: TypeAlias = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of stdout.")
]
