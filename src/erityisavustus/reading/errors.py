"""Why a file gives no report.

FileError
    carries the finding's code (`file.*`), a detail for its message and, where it is one page's fault, the
    page. Whatever pdfplumber, pdfminer, pikepdf or the operating system raise over a file is turned into one
    on the way out (`foreign`); a mistake of this layer is not.
"""

from __future__ import annotations

from erityisavustus.contracts.finding import Code

__all__ = ["FileError"]


class FileError(Exception):
    """A file that cannot be read, and which finding says so."""

    def __init__(self, code: Code, detail: str = "", page: int | None = None) -> None:
        super().__init__(code, detail, page)  # all of them: it passes between processes
        self.code = code
        self.detail = detail
        self.page = page

    def __str__(self) -> str:
        return self.code.value
