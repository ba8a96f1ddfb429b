"""Diary numbers."""

from __future__ import annotations

import pytest

from erityisavustus.contracts.finding import Code
from erityisavustus.judging.values.diary_numbers import diary_number

FULL = "VN/4615/2022-TEM-68"
READ = [
    (["vn / 4615 / 2022 – TEM – 68"], FULL), (["VN/4615/2022‑TEM‑68"], FULL), (["VN/4615/2022-", "TEM-68"], FULL),
    (["VN/4615/", "2022-TEM-68"], FULL), (["Dnro VN/4615/2022-TEM-68"], FULL), (["Dnro: VN/4615/2022-TEM-68."], FULL),
    (["VN/4615/2022"], "VN/4615/2022"), (["VN/4615/2022-TEM"], "VN/4615/2022-TEM"), ([FULL, FULL], FULL),
]
NOT_READ = [
    ["4615/2022"], ["VN/4615/2022-TEM-68 7"], ["VN/4615/2022-TEM-68", "VN/4616/2022-TEM-68"],
    ["VN/4615/2022-TEM-68, 12.5.2022"], ["VN/4615/22-TEM-68"], ["KEHA/4615/2022"],
    ["VN/4615/2022 ja VN/4615/2022-TEM-68"],
]


@pytest.mark.parametrize(("lines", "number"), READ)
def test_numbers_are_normalised(lines: list[str], number: str) -> None:
    """Blanks, dashes of all kinds and line breaks beside the strokes do not matter."""
    parsed = diary_number(tuple(lines))
    assert (parsed.value, parsed.problem) == (number, None)


@pytest.mark.parametrize("lines", NOT_READ)
def test_anything_else_is_doubted(lines: list[str]) -> None:
    """Two different numbers, or something beside the number, give no value."""
    parsed = diary_number(tuple(lines))
    assert (parsed.value, parsed.problem) == (None, Code.DIARY_NUMBER_FORMAT)


def test_a_break_inside_digits_is_told() -> None:
    """Digits put together over a line end are a value and a doubt: the second line could be something else."""
    parsed = diary_number(("VN/46", "15/2022-TEM-68"))
    assert (parsed.value, parsed.problem) == (FULL, Code.VALUE_REPAIRED)
