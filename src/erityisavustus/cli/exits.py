"""Exit codes of `report`."""

from enum import IntEnum

__all__ = ["Exit"]


class Exit(IntEnum):
    """What the caller's shell gets; README.md has the same table."""

    OK = 0
    """All is well."""
    FOUND_ERRORS = 1
    """`validate`: some report has an error."""
    USAGE = 2
    """The command line is wrong."""
    NO_REPORT = 3
    """Some file gave no report; all others were done."""
    NOT_APPLIED = 4
    """`apply`: the corrections do not fit the results; nothing was written."""
    NOT_WRITTEN = 5
    """The output could not be written, or a store is damaged."""
    INTERNAL = 70
    """The program itself failed on some file; all others were done."""
    INTERRUPTED = 130
    """Stopped by Ctrl+C."""
    PIPE_CLOSED = 141
    """What read the output wanted no more of it (`| head`); a shell reports SIGPIPE so."""
