"""The PDF engines; each fills the same records (`reading/records.py`) behind one protocol (`reading/engine.py`)."""

from __future__ import annotations

from erityisavustus.reading.engine import Engine

__all__ = ["default_engine"]


def default_engine() -> Engine:
    """The engine used unless another one is asked for."""
    from erityisavustus.reading.engines.pdfminer.engine import PdfminerEngine

    return PdfminerEngine()
