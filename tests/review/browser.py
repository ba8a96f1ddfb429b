"""A real browser for the tests of the page: Debian's chromium, driven by Playwright, with nothing it may ask for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright

__all__ = ["chromium", "opened"]

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium(playwright: Playwright) -> Browser:
    """The browser that is installed."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found is not None, "install chromium (apt-get install chromium)"
    return playwright.chromium.launch(executable_path=found, args=ARGUMENTS)


@contextmanager
def opened(browser: Browser, file: Path, **context: Any) -> Iterator[Page]:
    """The file in a window of its own; a request that leaves the file's folder, or an error of the script, fails."""
    own = browser.new_context(**{"viewport": {"width": 1366, "height": 768}, **context})
    page = own.new_page()
    left: list[str] = []
    wrong: list[str] = []
    folder = file.parent.as_uri()
    own.on("request", lambda r: None if r.url.startswith((folder, "data:", "blob:")) else left.append(r.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    try:
        page.goto(file.as_uri())
        page.wait_for_selector("#reports li")
        yield page
        assert left == []
        assert wrong == []
    finally:
        own.close()
