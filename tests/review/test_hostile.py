"""Whatever stands in a report is text: on the page, in its data, in the names of files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from erityisavustus.contracts.result import Extraction
from erityisavustus.review.site import Reviewed, write_page
from erityisavustus.review.view import embedded
from tests.extracted import extracted
from tests.review.browser import opened

TAGS = "</script><script>window.hacked=1</script><!--<script>"
QUOTES = "\"'><img src=x onerror=window.hacked=1> {{ 7*7 }} {% raw %} ${7*7} &amp; &#60;"
TURNED = "\u202egnp.aamok\u202c \u2067שלום\u2069 \u202eei sulkua"
LINES = "a\u2028b\u2029c\u0085d\x0be"
LONG = "<i>" + "ÄÖpitkäsana" * 10_000
UNBROKEN = "W" * 5_000


@pytest.fixture
def hostile() -> Extraction:
    before = extracted("chromium-header-cells-both")
    assert before.report is not None
    recipient = before.report.recipient.model_copy(
        update={"organisation": TAGS, "project_name": QUOTES, "contact_name": TURNED, "contact_phone": LINES})
    decision = before.report.decision.model_copy(update={"purpose": LONG})
    activity = before.report.activity.model_copy(update={"description": UNBROKEN})
    report = before.report.model_copy(
        update={"recipient": recipient, "decision": decision, "activity": activity})
    findings = tuple(f.model_copy(update={"message": TAGS + TURNED}) for f in before.findings)
    source = before.source.model_copy(update={"path": f"raportit/{TAGS.replace('/', '')}{TURNED}.pdf"})
    evidence = {k: e.model_copy(update={"raw": QUOTES}) for k, e in before.evidence.items()}
    return before.model_copy(update={"report": report, "findings": findings, "source": source, "evidence": evidence})


def test_it_is_shown_as_text(browser: Browser, hostile: Extraction, tmp_path: Path) -> None:
    """Script tags, quotes, marks of direction, a 100 kB answer: every character is there, nothing of it works, and
    what stands beside it stays where it was."""
    file = tmp_path / "review.html"
    out = io.StringIO()
    write_page(out, [Reviewed(hostile, None), Reviewed(extracted("firefox-cell-typed-2"), None)], "fi")
    file.write_text(out.getvalue(), encoding="utf-8")
    with opened(browser, file) as page:
        for field, text in {
            "recipient.organisation": TAGS, "recipient.project_name": QUOTES, "recipient.contact_name": TURNED,
            "recipient.contact_phone": LINES, "decision.purpose": LONG, "activity.description": UNBROKEN,
        }.items():
            value = page.locator(f'article[data-field="{field}"] .value')
            assert value.evaluate("node => node.textContent") == text
            assert value.evaluate("node => getComputedStyle(node).unicodeBidi") == "isolate"
        assert page.evaluate("window.hacked") is None
        assert page.locator('img[src="x"]').count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for pane in (".fields", ".list", ".page"):
            assert page.locator(pane).evaluate("pane => pane.scrollWidth <= pane.clientWidth")
        label = page.locator('article[data-field="recipient.contact_email"] .pick')
        assert label.evaluate("node => getComputedStyle(node).direction") == "ltr"
        purpose = page.locator('article[data-field="decision.purpose"]')
        folded = purpose.bounding_box()
        assert folded is not None
        assert folded["height"] < 400
        purpose.locator("button.link").click()
        expect(purpose.locator("button.link")).to_have_attribute("aria-expanded", "true")
        page.click("#reports li:last-child button")
        page.click("#reports li:first-child button")
        page.emulate_media(media="print")
        body = purpose.locator(".value")
        assert body.evaluate("node => node.scrollHeight <= node.clientHeight + 1")


def test_data_in_the_page_can_not_end_its_element() -> None:
    """No '<', '>', '&' or line separator of Unicode is left in embedded JSON, and it is the same data."""
    data = {TAGS: [QUOTES, LINES, TURNED]}
    text = embedded(data)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == data
