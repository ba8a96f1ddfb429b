"""The command line, run as a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

__all__ = ["report"]

LIMIT = 120
"""Seconds after which a program that does not end is taken to hang."""
PRELOADED = ["erityisavustus.cli.main", "erityisavustus.cli.extract", "erityisavustus.extracting", "pypdfium2"]


def report(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `report` with these arguments; output as bytes.

    Where the system can fork, the process is a fork of one that has imported the program and nothing else: importing
    takes longer than most commands. With an environment of its own a new interpreter is started.
    """
    command = [sys.executable, "-m", "erityisavustus", *map(str, arguments)]
    if environment or "forkserver" not in multiprocessing.get_all_start_methods():
        return subprocess.run(
            command, input=stdin, capture_output=True, env=os.environ | environment, timeout=LIMIT, check=False)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "0").write_bytes(stdin)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(PRELOADED)
        process = context.Process(
            target=_run, args=(command[3:], folder, Path.cwd(), dict(os.environ)), daemon=False)
        process.start()
        process.join(LIMIT)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(command, LIMIT)
        out, errors = ((folder / stream).read_bytes() for stream in "12")
        return subprocess.CompletedProcess(command, process.exitcode, out, errors)


def _run(arguments: Sequence[str], folder: Path, cwd: Path, environment: dict[str, str]) -> None:
    """In the process: the program, its standard streams tied to the files 0, 1 and 2."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    for stream, flags in enumerate((os.O_RDONLY, *2 * (os.O_WRONLY | os.O_CREAT,))):
        os.dup2(os.open(folder / str(stream), flags, 0o600), stream)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 multiprocessing closed it
    from erityisavustus.cli.main import run

    sys.argv = ["report", *arguments]
    run()
