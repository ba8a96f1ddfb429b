"""Where output goes: data to stdout or a file, all else to stderr."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from erityisavustus.batch import Item

__all__ = ["NotWrittenError", "items_from", "opened", "progress", "same_file", "say", "use_utf8"]

T = TypeVar("T")


class NotWrittenError(Exception):
    """The output could not be written; the message says where and why."""


def use_utf8() -> None:
    """Make stdout and stderr UTF-8 with plain line ends, whatever the locale and the console's code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def say(text: str) -> None:
    """One line for a person."""
    with contextlib.suppress(OSError):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def items_from(paths: list[str]) -> list[Item]:
    """What the paths of a call stand for; standard input is read here, when it is asked for."""
    from erityisavustus.batch import STDIN, items_of

    return list(items_of(paths, sys.stdin.buffer.read() if STDIN in paths else None))


def same_file(output: Path, path: str) -> bool:
    """Whether `output` is the file `path`, or lies in the folder `path` as a PDF: it would be overwritten."""
    given = Path(path)
    if given.is_dir():
        return output.suffix.lower() == ".pdf" and output.resolve().is_relative_to(given.resolve())
    return given.exists() and output.samefile(given)


@contextlib.contextmanager
def opened(file: Path | None) -> Iterator[IO[str]]:
    """Stdout, or a file that appears under its name only when it is whole.

    Raises NotWrittenError. The temporary file lies beside the target (a rename within one file system is
    atomic), readable by its owner only, and is removed when something fails.
    """
    if file is None:
        try:
            yield sys.stdout
            sys.stdout.flush()
        except BrokenPipeError as error:
            _abandon_stdout()
            raise NotWrittenError("") from error
        except OSError as error:
            _abandon_stdout()
            raise NotWrittenError(f"stdout: {error.strerror}") from error
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
    except OSError as error:
        raise NotWrittenError(f"{file}: {error.strerror}") from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as out:
            yield out
        part.chmod(_mode(file))
        part.replace(file)
    except OSError as error:
        raise NotWrittenError(f"{file}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def _mode(file: Path) -> int:
    """The rights the file has, or a new one would get from the umask."""
    if file.exists():
        return file.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _abandon_stdout() -> None:
    """Let the interpreter's own flush at exit go nowhere (Python library reference, note on SIGPIPE)."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def progress(items: Iterable[T], total: int, *, quiet: bool) -> Iterator[T]:
    """The items, counted by a bar on stderr when that is a terminal."""
    if quiet or total < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    with Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True),
                  transient=True) as bar:
        task = bar.add_task("", total=total)
        for item in items:
            yield item
            bar.advance(task)
