"""Results into the output that was asked for: a stream, or a file that is written atomically."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import typer

from erityisavustus.cli.streams import NotWrittenError, Part, refuse_existing, say, stdout
from erityisavustus.contracts.result import Extraction
from erityisavustus.output.columns import ColumnError
from erityisavustus.output.printable import printable
from erityisavustus.output.writers.csv_table import Dialect
from erityisavustus.output.writers.formats import BINARY, TABLES, Format, Layout, Writer, format_of, writer

__all__ = ["layout_for", "written"]


def layout_for(
    form: Format | None, output: Path | None, columns: str | None, dialect: str | None
) -> Layout:
    """The layout of an output: its format named, or by the suffix of the file. Raises typer.BadParameter."""
    if form is None and output is not None and output.suffix and (output.is_file() or not output.exists()):
        form = format_of(output)
        if form is None:
            known = ", ".join(f".{f}" for f in Format)
            raise typer.BadParameter(
                f"{output.name}: what format is {output.suffix}? Known are {known}, and .sqlite for `report extract`")
    form = form or Format.JSON
    if form in BINARY and output is None:
        raise typer.BadParameter(f"{form} goes to a file: -o FILE.{form}")
    if form not in TABLES and (columns or dialect):
        raise typer.BadParameter(f"--columns and --dialect are for tables ({', '.join(TABLES)}), not for {form}")
    if form is Format.PARQUET and dialect:
        raise typer.BadParameter("--dialect is for CSV and XLSX; Parquet has types of its own")
    names = tuple(name.strip() for name in (columns or "").split(",") if name.strip())
    layout = Layout(form, names, Dialect(dialect) if dialect else None)
    try:
        layout.check()
    except ColumnError as error:
        raise typer.BadParameter(str(error)) from error
    return layout


@contextlib.contextmanager
def written(output: Path | None, layout: Layout, *, force: bool) -> Iterator[Writer]:
    """A writer into stdout or the file. Raises NotWrittenError.

    Ctrl+C keeps what is done: stdout is ended properly, a file gets a name that says that it is not the whole.
    """
    if output is None:
        with stdout() as out:
            tables = layout.format in TABLES and out.isatty()  # JSON escapes what steers a terminal; CSV cannot
            yield from _ended(_Flushing(writer(layout, cast("IO[str]", _Shown(out)) if tables else out, None)))
        return
    if not force:
        refuse_existing(output)
    part = Part(output, force=force)
    try:
        text = io.TextIOWrapper(part.out, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
        binary = layout.format in BINARY
        made = writer(layout, None if binary else text, part.out if binary else None)
        try:
            yield from _ended(made)
        except KeyboardInterrupt:
            kept = part.commit(f"{output.stem}.partial{output.suffix}")
            say(f"report: interrupted; what was done is in {kept}")
            raise
        part.commit()
    except ImportError as error:
        raise NotWrittenError(
            f"{output}: {layout.format} needs the extra {layout.format} (pip install 'erityisavustus[{layout.format}]')"
        ) from error
    except OSError as error:
        raise NotWrittenError(f"{output}: {error.strerror or error}") from error
    finally:
        part.discard()


def _ended(made: Writer) -> Iterator[Writer]:
    try:
        yield made
    except KeyboardInterrupt:
        made.end()
        raise
    except BaseException:  # of whatever end it is: what is half written is taken away, and it goes on
        made.abandon()
        raise
    made.end()


class _Shown(io.TextIOBase):
    """A terminal, shown only what cannot steer it."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out

    def write(self, text: str) -> int:
        return self._out.write(printable(text, keep="\r\n\t"))


class _Flushing:
    """Every result is on its way as soon as it is written."""

    def __init__(self, made: Writer) -> None:
        self._made = made

    def add(self, extraction: Extraction) -> None:
        self._made.add(extraction)
        sys.stdout.flush()

    def end(self) -> None:
        self._made.end()

    def abandon(self) -> None:
        self._made.abandon()
