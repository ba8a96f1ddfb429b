"""Where output goes: data to stdout or a file, all else to stderr."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from erityisavustus.batch import Item

__all__ = ["NotWrittenError", "Part", "PipeClosedError", "items_from", "opened", "refuse_existing", "same_file", "say",
           "stdout", "use_utf8"]


class NotWrittenError(Exception):
    """The output could not be written; the message says where and why."""


class PipeClosedError(NotWrittenError):
    """Whoever read the output wants no more of it: nothing is wrong, and nothing is said."""


def use_utf8() -> None:
    """Make stdout and stderr UTF-8 with plain line ends, whatever the locale and the console's code page.

    A stream that the caller closed is opened on nothing: else the next file opened would take its place, and what a
    library prints would go into it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 for as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def say(text: str) -> None:
    """One line for a person; a file's name in it does not steer the terminal."""
    from erityisavustus.output.printable import printable

    with contextlib.suppress(OSError):
        sys.stderr.write(printable(text) + "\n")
        sys.stderr.flush()


def items_from(paths: list[str]) -> list[Item]:
    """What the paths of a call stand for; standard input is read here, when it is asked for.

    No more of it than shows that it is too large: it may have no end.
    """
    from erityisavustus.batch import STDIN, items_of
    from erityisavustus.files import MAX_BYTES

    given = sys.stdin.buffer.read(MAX_BYTES + 1) if STDIN in paths and sys.stdin is not None else None
    return list(items_of(paths, given))


def same_file(output: Path, path: str) -> bool:
    """Whether `output` is the file `path`, or lies in the folder `path` as a PDF: it would be overwritten."""
    given = Path(path)
    if given.is_dir():
        return output.suffix.lower() == ".pdf" and output.resolve().is_relative_to(given.resolve())
    return given.exists() and output.samefile(given)


def refuse_existing(file: Path) -> None:
    """Raises NotWrittenError when there is such a file; a device or a pipe is no file that could be lost."""
    if file.is_file():
        raise NotWrittenError(f"{file} exists; --force overwrites it")


class Part:
    """A file that is written atomically: it appears under its name only when it is whole.

    Until then it lies beside its target (a rename within one file system is atomic), readable by its owner only. What
    is no plain file (/dev/null, a pipe) is written as it is. All methods raise NotWrittenError.
    """

    def __init__(self, file: Path, *, force: bool) -> None:
        self._file = Path(os.path.realpath(file))  # a link stays a link
        self._name = file
        self._force = force
        self._part: Path | None = None
        try:
            if self._file.exists() and not self._file.is_file():
                self.out: IO[bytes] = self._file.open("wb")
                return
            handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=self._file.parent)
        except OSError as error:
            raise NotWrittenError(f"{file}: {error.strerror}") from error
        self._part = Path(name)
        self.out = os.fdopen(handle, "wb")

    def commit(self, name: str = "") -> Path:
        """Give it its name, or another one in the same folder; returns the file."""
        target = self._file.with_name(name) if name else self._file
        try:
            self.out.close()
            if self._part is not None:
                if not self._force and not name:
                    refuse_existing(self._file)
                self._part.chmod(_mode(target))
                self._part.replace(target)
        except OSError as error:
            raise NotWrittenError(f"{self._name}: {error.strerror}") from error
        return self._name.with_name(name) if name else self._name

    def discard(self) -> None:
        """Remove what was not committed."""
        with contextlib.suppress(OSError):
            self.out.close()
        if self._part is not None:
            self._part.unlink(missing_ok=True)


@contextlib.contextmanager
def stdout() -> Iterator[IO[str]]:
    """Standard output. Raises NotWrittenError: PipeClosedError when its reader is gone."""
    if sys.stdout is None:
        raise NotWrittenError("stdout: closed")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except OSError as error:
        _abandon_stdout()
        if isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == errno.EINVAL):
            raise PipeClosedError from error  # Windows says EINVAL of a closed pipe (untested there)
        raise NotWrittenError(f"stdout: {error.strerror}") from error


@contextlib.contextmanager
def opened(file: Path | None, *, force: bool = True) -> Iterator[IO[str]]:
    """Stdout, or a text file that is written whole or not at all. Raises NotWrittenError."""
    if file is None:
        with stdout() as out:
            yield out
        return
    if not force:
        refuse_existing(file)
    part = Part(file, force=force)
    try:
        text = io.TextIOWrapper(part.out, encoding="utf-8", errors="backslashreplace", newline="")
        yield text
        text.flush()
        part.commit()
    except OSError as error:
        raise NotWrittenError(f"{file}: {error.strerror}") from error
    finally:
        part.discard()


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
