"""The console for pages that a person reads: in colour on a terminal, plain and always alike elsewhere."""

from __future__ import annotations

from typing import IO, NoReturn

from rich.console import Console

__all__ = ["console"]

PLAIN_WIDTH = 100
"""Columns where there is no terminal to ask: the same reports give the same text everywhere."""


class _Console(Console):
    def on_broken_pipe(self) -> NoReturn:
        """Leave it, as it is handled here, to `cli.streams`: rich would end the program."""
        raise


def console(out: IO[str]) -> Console:
    """The console on `out`."""
    terminal = out.isatty()
    return _Console(
        file=out, width=None if terminal else PLAIN_WIDTH, no_color=not terminal or None, highlight=False,
        emoji=False, markup=False, legacy_windows=False,
    )
