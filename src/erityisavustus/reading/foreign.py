"""Whose fault an exception is: the file's, over which a library stumbled, or this program's.

What a library raises is caught by name where it is called. That cannot be done where pdfminer runs a page: it raises
every built-in exception there is on malformed input, and `Recorder` and `Interpreter` run in the midst of it. There
the place decides. If the innermost frame that belongs to this package or to a library that reads files is the
library's, the file is at fault; if it is ours, the fault is ours, and 'ask for the file again' would hide it. Frames of
the standard library, of numpy or of OpenCV belong to whoever called them.
"""

from __future__ import annotations

__all__ = ["WRONG_KIND", "is_of_the_file"]

FILE_READERS = frozenset({"PIL", "asn1crypto", "pdfminer", "pdfplumber", "pikepdf", "pypdfium2"})
"""Packages that read what is in a file."""
OURS = __name__.partition(".")[0]
WRONG_KIND = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What the objects of pikepdf, pdfminer and asn1crypto raise at the place of use where they are of another kind than
the specification asks for. To be caught around such a use alone."""


def is_of_the_file(error: Exception) -> bool:
    """The file is at fault: the exception is of a library that reads it, or was raised there.

    So is a RecursionError wherever it is raised, for objects of the file lie within each other without end. A
    MemoryError is not: what it means is decided elsewhere.
    """
    if isinstance(error, MemoryError):
        return False
    if isinstance(error, RecursionError) or _package(type(error).__module__) in FILE_READERS:
        return True
    owner = OURS
    trace = error.__traceback__
    while trace is not None:
        package = _package(str(trace.tb_frame.f_globals.get("__name__", "")))
        if package == OURS or package in FILE_READERS:
            owner = package
        trace = trace.tb_next
    return owner != OURS


def _package(module: str) -> str:
    return module.partition(".")[0]
