"""What all tests share: the fixtures' folder, and the rule that CI skips nothing."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from tests.extracted import FIXTURES, share

__all__ = ["FIXTURES", "fixture_names", "truth"]


def fixture_names() -> list[str]:
    """Names of all fixtures that have a truth beside them."""
    return sorted(p.name.removesuffix(".expected.json") for p in FIXTURES.glob("*.expected.json"))


def truth(name: str) -> dict[str, Any]:
    """What was put into the fixture."""
    data: dict[str, Any] = json.loads((FIXTURES / f"{name}.expected.json").read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="session", autouse=True)
def _fixtures_are_read_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Processes of pytest-xdist have a folder each within the run's."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "extracted"
    folder.mkdir(exist_ok=True)
    share(folder)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl+C reaches the programs that the test starts. A program inherits an ignored signal (POSIX, execve), and a
    shell starts what runs in its background with SIGINT ignored: the suite, too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Under CI a skipped test is a failed one: a missing component must not go unnoticed."""
    outcome = yield
    report = outcome.get_result()
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped under CI: {report.longrepr}"
