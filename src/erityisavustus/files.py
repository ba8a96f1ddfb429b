"""Files as senders name them and as other programs put them there: their names as text, their contents within bounds.

NotPlainError
    a pipe, a device or a socket: opening one may wait for ever, and reading one may never end.
TooLargeError
    more bytes than any report has.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path
from typing import IO

__all__ = ["MAX_BYTES", "NotPlainError", "TooLargeError", "digest_of", "name_of", "open_plain", "path_of",
           "plain_bytes", "reported"]

MAX_BYTES = 512 * 1024 * 1024
"""A larger file is refused, whatever is in it."""

_STEERING = (
    "\x00-\x1f\x7f-\x9f"  # C0 and C1 control characters: a terminal obeys them
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls (Unicode TR 9): the rest reads otherwise
    "\u2028\u2029"  # line and paragraph separator: a line of JSON would be two to some readers
)
_ESCAPED = re.compile(f"[{_STEERING}\ud800-\udfff]")
_LIKE_ONE = r"x[89a-f][0-9a-f]|u(?:00[0189][0-9a-f]|007f|061c|20[026][0-9a-f]|d[89a-f][0-9a-f]{2})"
"""Letters that, after a stroke, read as an escape."""
_AMBIGUOUS = re.compile(rf"(\\+)(?={_LIKE_ONE}|{_ESCAPED.pattern})")
_ESCAPE = re.compile(rf"(\\+)({_LIKE_ONE})")
_BYTES = range(0xDC80, 0xDD00)
"""Bytes of a name that are not UTF-8, as Python has them in text (PEP 383)."""


class NotPlainError(OSError):
    """The path leads to a pipe, a device or a socket."""


class TooLargeError(OSError):
    """The file is larger than MAX_BYTES."""


def name_of(path: Path | str) -> str:
    r"""The name of a file as printable text that any encoding can carry, from which `path_of` finds the file again.

    A byte that is not UTF-8 is written '\xe4'; a control character, a line separator and a half of a surrogate pair
    '\u202e'. Where a name holds such letters itself the strokes before them are doubled, so no two files share a name.
    """
    return _ESCAPED.sub(_escape, _AMBIGUOUS.sub(r"\1\1", str(path)))


def path_of(name: str) -> Path:
    """The file that `name_of` named."""
    return Path(_ESCAPE.sub(_unescape, name))


def reported(name: str) -> str:
    """A name as it can be reported: one that `name_of` made stays as it is."""
    return name_of(name) if _ESCAPED.search(name) else name


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code - 0xDC00:02x}" if code in _BYTES else f"\\u{code:04x}"


def _unescape(found: re.Match[str]) -> str:
    strokes, letters = found[1], found[2]
    half = "\\" * (len(strokes) // 2)
    if len(strokes) % 2 == 0:
        return half + letters
    code = int(letters[1:], 16)
    return half + chr(code + 0xDC00 if letters[0] == "x" else code)


def open_plain(path: Path) -> IO[bytes]:
    """The file opened for reading, if it is a plain one. Raises OSError: NotPlainError, TooLargeError and others.

    It is looked at before it is opened, because to open a device may do something, and after, because it may be
    another one by then; nothing waits for the other end of a pipe. (Windows has no pipes among its files.)
    """
    _refuse_others(path.stat(), path)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
                     | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        _refuse_others(os.fstat(handle), path)
        return os.fdopen(handle, "rb")
    except BaseException:  # Ctrl+C too: the handle is given back, and it goes on
        os.close(handle)
        raise


def plain_bytes(path: Path) -> bytes:
    """What is in a plain file. Raises OSError as `open_plain` does, also for a file that grows meanwhile."""
    with open_plain(path) as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise TooLargeError(f"{path}: more than {MAX_BYTES} bytes")
    return data


def digest_of(path: Path) -> str | None:
    """SHA-256 of a plain file in hexadecimal; None for any other, and for one that cannot be read or is huge."""
    try:
        digest = hashlib.sha256()
        left = MAX_BYTES
        with open_plain(path) as file:
            while left >= 0 and (part := file.read(min(left + 1, 1 << 20))):
                digest.update(part)
                left -= len(part)
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None
    return digest.hexdigest() if left >= 0 else None


def _refuse_others(status: os.stat_result, path: Path) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(f"{path}: a folder")
    if not stat.S_ISREG(status.st_mode):
        raise NotPlainError(f"{path}: a pipe, a device or a socket")
    if status.st_size > MAX_BYTES:
        raise TooLargeError(f"{path}: {status.st_size} bytes")
