"""Why a file gives no report.

FileError
    carries the finding's code (`file.*`) and a detail for its message. It is the only exception that
    leaves this layer: whatever pdfplumber, pdfminer, pikepdf or the operating system raise is turned
    into one on the way out.
"""

from __future__ import annotations

from erityisavustus.findings import Code

__all__ = ["FileError"]


class FileError(Exception):
    """A file that can not be read, and which finding says so."""

    def __init__(self, code: Code, detail: str = "") -> None:
        super().__init__(code.value)
        self.code = code
        self.detail = detail
