"""Pages to look at and the browser to look with, made once a test process."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from erityisavustus import extract
from erityisavustus.review.site import Reviewed, write_folder, write_page
from tests.conftest import FIXTURES
from tests.extracted import extracted
from tests.review.browser import chromium

SHOWN = ("chromium-header-cells-both", "firefox-cell-typed-2", "form-turned-90", "typst-open-reworded")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        yield browser
        browser.close()


def reviewed() -> list[Reviewed]:
    """Reports of several kinds, a file that is no PDF last."""
    good = [Reviewed(extracted(name), FIXTURES / f"{name}.pdf") for name in SHOWN]
    return [*good, Reviewed(extract(b"hello", path="ei/pdf.pdf"), b"hello")]


@pytest.fixture(scope="session")
def review_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file with all of SHOWN."""
    file = tmp_path_factory.mktemp("page") / "review.html"
    out = io.StringIO()
    write_page(out, reviewed(), "fi")
    file.write_text(out.getvalue(), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def review_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page for each."""
    folder = tmp_path_factory.mktemp("folder") / "tarkistus å"
    write_folder(folder, reviewed(), "fi")
    return folder
