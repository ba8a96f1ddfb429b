"""The command line, run as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

__all__ = ["report"]


def report(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `report` with these arguments; output as bytes."""
    return subprocess.run(
        [sys.executable, "-m", "erityisavustus", *map(str, arguments)],
        input=stdin, capture_output=True, env=os.environ | environment, timeout=120, check=False,
    )
