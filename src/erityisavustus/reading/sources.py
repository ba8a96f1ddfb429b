"""What a caller may hand over: a path, the bytes of a file, or an open binary file."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

from erityisavustus.files import MAX_BYTES

__all__ = ["BinaryFile", "Given", "Readable", "given"]

CHUNK = 1024 * 1024
"""Bytes asked of an open file at a time: an unbuffered one, or one that comes over a network, may give fewer."""
UNNAMED = "-"
"""The name of what came without one, as of standard input."""


class BinaryFile(Protocol):
    """Anything that gives bytes: a file opened with 'rb', BytesIO, a member of a zip archive, an upload."""

    def read(self, size: int = ..., /) -> bytes: ...


Readable: TypeAlias = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryFile


class Given(NamedTuple):
    """What was handed over, in one of the two ways in which it is read."""

    content: Path | bytes
    named: str
    """The path, or the name that an open file bears."""


def given(source: Readable) -> Given:
    """The content and the name of `source`.

    An open file is read from where it stands, at most a little beyond MAX_BYTES, and not closed. Raises TypeError for
    what cannot be read, such as a file opened as text, and whatever an open file itself raises.
    """
    if isinstance(source, (str, os.PathLike)):
        path = Path(os.fsdecode(source))
        return Given(path, str(path))
    if isinstance(source, (bytes, bytearray, memoryview)):
        return Given(bytes(source), UNNAMED)
    if isinstance(source, io.TextIOBase):
        raise TypeError("the file is open as text: open it in binary mode, open(path, 'rb')")
    if not hasattr(source, "read"):
        raise TypeError(f"a path, bytes or an open binary file is needed, not {type(source).__name__}")
    name = getattr(source, "name", None)  # a number for a file without a name
    return Given(_all_of(source), name if isinstance(name, str) else UNNAMED)


def _all_of(file: BinaryFile) -> bytes:
    content = bytearray()
    while len(content) <= MAX_BYTES:
        part = file.read(CHUNK)
        if not isinstance(part, (bytes, bytearray)):
            raise TypeError(f"an open binary file gives bytes, not {type(part).__name__}")
        if not part:
            break
        content += part
    return bytes(content)
