"""Parquet: typed columns, a row a report. Needs the extra `parquet` (pyarrow)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import IO, TYPE_CHECKING

from erityisavustus.contracts.result import Extraction
from erityisavustus.output.columns import Type, Value, columns

if TYPE_CHECKING:
    from pyarrow import DataType

__all__ = ["ParquetWriter"]

ROW_GROUP = 256
"""Rows of a row group, which is held in memory; a guess."""
EURO_DIGITS, CENTS = 14, 2
"""Digits of an amount and how many of them are cents, as the form has them (`loppuraportti.EURO`)."""


class ParquetWriter:
    """Writes extractions into `out`; `end` makes it a file. Raises ImportError when pyarrow is missing."""

    def __init__(self, out: IO[bytes], names: Sequence[str] = ()) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        types: dict[Type, DataType] = {
            Type.EURO: pa.decimal128(EURO_DIGITS, CENTS), Type.DATE: pa.date32(), Type.YES_NO: pa.bool_(),
            Type.COUNT: pa.int32(), Type.CODES: pa.list_(pa.string()),
        }
        self._columns = columns(names, dated=True)
        self._schema = pa.schema([(c.name, types.get(c.type, pa.string())) for c in self._columns])
        self._table = pa.Table
        self._writer = pq.ParquetWriter(out, self._schema, compression="zstd")
        self._rows: list[dict[str, Value]] = []

    def add(self, extraction: Extraction) -> None:
        row = {c.name: c.value(extraction) for c in self._columns}
        self._rows.append({k: v.quantize(Decimal("0.01")) if isinstance(v, Decimal) else v for k, v in row.items()})
        if len(self._rows) >= ROW_GROUP:
            self._flush()

    def end(self) -> None:
        self._flush()
        self._writer.close()

    def abandon(self) -> None:
        """There are no temporary files."""

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(self._table.from_pylist(self._rows, schema=self._schema))
            self._rows = []
