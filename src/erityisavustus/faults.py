"""Where in the code an exception was raised, for a message that holds no value of a report."""

from __future__ import annotations

from pathlib import Path

__all__ = ["DistantError", "place_of"]


class DistantError(RuntimeError):
    """A mistake of the program in another process; its message is the place there, as `place_of` gives it."""


def place_of(error: BaseException) -> str:
    """Type of the exception, and the file and line where it was raised: never its message, which may quote a report."""
    if isinstance(error, DistantError):
        return str(error)
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    return f"{type(error).__name__}, {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
