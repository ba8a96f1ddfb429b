"""One content under several names: the same result for each, and a remark on the later ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from erityisavustus.contracts.result import Extraction

__all__ = ["under_path"]


def under_path(extraction: Extraction, path: str, first: str | None, lang: str) -> Extraction:
    """The result of a content for the file `path`; `first` names the file before it that has the same content."""
    from erityisavustus.contracts.finding import Code, Notice
    from erityisavustus.judging import Language, findings_of

    source = extraction.source.model_copy(update={"path": path})
    findings = extraction.findings
    if first is not None:
        findings += findings_of((Notice(Code.FILE_DUPLICATE, detail=first),), Language(lang))
    return extraction.model_copy(update={"source": source, "findings": findings})
