"""The review page in a real browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from erityisavustus.cli.exits import Exit
from erityisavustus.contracts.result import Extraction
from erityisavustus.review.applying import applied
from erityisavustus.review.site import Reviewed, write_page
from tests.cli import report
from tests.extracted import extracted
from tests.review.browser import opened
from tests.review.conftest import SHOWN
from tests.review.results import REVIEWER, corrected

BOTH = "chromium-header-cells-both"


def card(page: Page, field: str) -> str:
    return f'article[data-field="{field}"]'


def choose(page: Page, field: str) -> None:
    page.click(f"{card(page, field)} .pick")


def open_report(page: Page, name: str) -> None:
    page.click(f"#reports button:has-text('{name}')")
    expect(page.locator("#page-title")).to_have_text(f"{name}.pdf")


@pytest.mark.parametrize("name", [BOTH, "form-turned-90"])
def test_a_chosen_field_shows_its_place(browser: Browser, review_page: Path, name: str) -> None:
    """The highlighted box lies where the evidence says, in shares of the page, at any zoom, and is scrolled to."""
    extraction = extracted(name)
    fields = ("recipient.diary_number", "decision.granted_eur", "outcomes.followed_plan", "signature.name")
    with opened(browser, review_page, reduced_motion="reduce") as page:
        open_report(page, name)
        for index, field in enumerate(fields):
            if index == 2:
                page.click("#larger")
            choose(page, field)
            place = extraction.evidence[field]
            assert place.bbox is not None
            paper = page.locator(f'.paper[data-page="{place.page}"]').bounding_box()
            box = page.locator("#pages .chosen").bounding_box()
            frame = page.locator("#pages").bounding_box()
            assert paper is not None
            assert box is not None
            assert frame is not None
            report_page = json.loads(page.locator(f"#report-{SHOWN.index(name)}").inner_text())["pictures"]
            scale = paper["width"] / report_page[(place.page or 1) - 1]["width"]
            found = (box["x"] - paper["x"], box["y"] - paper["y"], box["x"] + box["width"] - paper["x"],
                     box["y"] + box["height"] - paper["y"])
            air = 2 * scale
            wanted = [place.bbox[0] * scale - air, place.bbox[1] * scale - air, place.bbox[2] * scale + air,
                      place.bbox[3] * scale + air]
            assert found == pytest.approx(wanted, abs=1.5)
            assert frame["y"] <= box["y"] <= frame["y"] + frame["height"]


def test_a_box_on_the_page_chooses_its_field(browser: Browser, review_page: Path) -> None:
    """A click on an answer or on a tick in the picture brings its field into view and marks it."""
    with opened(browser, review_page, reduced_motion="reduce") as page:
        page.locator('.answer[data-at="decision.purpose"]').click()
        expect(page.locator("article.chosen")).to_have_attribute("data-field", "decision.purpose")
        expect(page.locator("article.chosen")).to_be_in_viewport()
        page.locator(".mark.checked").first.click()
        expect(page.locator("article.chosen")).to_have_attribute("data-field", "grant.type")


def test_search_and_filters(browser: Browser, review_page: Path) -> None:
    """Reports are found by name, project and diary number, by whether and what is doubted, and by grant."""
    with opened(browser, review_page) as page:
        entries = page.locator("#reports li")
        expect(entries).to_have_count(len(SHOWN) + 1)
        page.fill("#search", "TURNED silta")
        expect(entries).to_have_count(1)
        page.fill("#search", extracted("firefox-cell-typed-2").report.recipient.diary_number or "?")  # type: ignore[union-attr]
        expect(entries.filter(has_text="firefox")).to_have_count(1)
        page.fill("#search", "")
        page.check("#doubted")
        expect(entries.filter(has_text="firefox")).to_have_count(0)
        page.select_option("#by-code", "mark.ambiguous")
        expect(entries).to_have_count(1)
        expect(entries).to_contain_text(BOTH)
        page.select_option("#by-code", "")
        page.uncheck("#doubted")
        page.select_option("#by-type", "none")
        expect(page.locator("#count")).to_have_text(f"Näkyvissä 2 / {len(SHOWN) + 1} raporttia")


def test_by_keyboard_alone(browser: Browser, review_page: Path) -> None:
    """Doubts one after the other, accept, correct, undo, reports, help: no mouse. What was decided is told aloud."""
    with opened(browser, review_page, reduced_motion="reduce") as page:
        press = page.keyboard.press
        press("n")
        assert page.evaluate("document.activeElement.closest('article').dataset.field") == "grant.type"
        press("n")
        assert page.evaluate("document.activeElement.closest('article').dataset.field") == "outcomes.followed_plan"
        press("c")
        expect(page.locator("form.editor input:checked")).to_have_count(0)
        press("Space")
        press("Enter")
        expect(page.locator(f"{card(page, 'outcomes.followed_plan')} .said")).to_contain_text("Korjattu")
        expect(page.locator("#live")).to_contain_text("Korjattu: Onko hanke toteutunut")
        expect(page.locator("#progress")).to_have_text("1 / 6 epävarmasta kohdasta tarkistettu")
        press("u")
        expect(page.locator("#progress")).to_have_text("0 / 6 epävarmasta kohdasta tarkistettu")
        press("n")
        press("a")
        expect(page.locator(f"{card(page, 'outcomes.deviations')} .said")).to_contain_text("Hyväksytty")
        press("Shift+N")
        press("n")
        expect(page.locator("#notice")).to_contain_text("ei ole enempää epävarmoja kohtia")
        expect(page.locator("#page-title")).to_have_text("firefox-cell-typed-2.pdf")
        press("?")
        expect(page.locator("#help-dialog")).to_be_visible()
        page.uncheck("#shortcuts")
        press("Escape")
        press("Shift+P")
        expect(page.locator("#page-title")).to_have_text("firefox-cell-typed-2.pdf")


def test_a_correction_is_checked_kept_saved_and_applied(browser: Browser, review_page: Path, tmp_path: Path) -> None:
    """From the page to the result: typed, refused while it is wrong, still there after a reload, saved, applied."""
    with opened(browser, review_page) as page:
        choose(page, "decision.granted_eur")
        page.keyboard.press("c")
        page.fill("#value-0", "65.31 euroa tai enemmän")
        expect(page.locator("#problem")).to_have_text("Tämä ei ole yksi euromäärä. Kirjoita esimerkiksi 65 310,00.")
        page.keyboard.press("Enter")
        expect(page.locator("form.editor")).to_be_visible()
        page.fill("#value-0", "71 000,5 €")
        expect(page.locator("#preview")).to_have_text("Tallentuu: 71\u00a0000,50\u00a0€")
        page.fill("#note", "korjattu puhelimessa")
        page.keyboard.press("Enter")
        choose(page, "activity.period")
        page.keyboard.press("c")
        page.fill("#value-0", "31.2.2023")
        expect(page.locator("#value-0")).to_have_attribute("aria-invalid", "true")
        page.fill("#value-0", "1.9.2023")
        expect(page.locator("#problem")).to_contain_text("Kausi päättyy ennen kuin alkaa")
        page.fill("#value-0", "1.9.2022")
        page.keyboard.press("Enter")
        choose(page, "recipient.organisation")
        page.keyboard.press("a")
        page.reload()
        expect(page.locator(f"{card(page, 'decision.granted_eur')} .value")).to_have_text("71\u00a0000,50\u00a0€")
        page.click("#save")
        expect(page.locator("#notice")).to_contain_text("Kirjoita nimesi")
        page.fill("#by", REVIEWER)
        with page.expect_download() as download:
            page.click("#save")
        saved = tmp_path / download.value.suggested_filename
        download.value.save_as(saved)
    done = report("apply", saved)
    assert done.returncode == Exit.OK, done.stderr
    after = Extraction.model_validate_json(done.stdout)
    assert after.report is not None
    assert str(after.report.decision.granted_eur) == "71000.50"
    assert str(after.report.activity.period.start) == "2022-09-01"  # type: ignore[union-attr]
    review = after.evidence["decision.granted_eur"].review
    assert review is not None
    assert (review.by, review.note, review.machine.value) == (REVIEWER, "korjattu puhelimessa", "65310.00")
    assert after.evidence["recipient.organisation"].review.action == "accepted"  # type: ignore[union-attr]


def test_saved_corrections_are_opened_again(browser: Browser, review_page: Path, tmp_path: Path) -> None:
    """Another window gets the decisions from the file; those of other reports and of changed values are named."""
    extraction = extracted(BOTH)
    decision = {"action": "corrected", "value": "Kela", "by": REVIEWER, "at": "2026-01-31T12:00:00Z", "note": None}
    now = extraction.report.recipient.project_name  # type: ignore[union-attr]
    file = tmp_path / "corrections.json"
    file.write_text(json.dumps({
        "schema": "erityisavustus.corrections/1", "report_schema": "erityisavustus.report/1",
        "reports": [
            {"sha256": extraction.source.sha256, "path": "a.pdf", "fields": {
                "recipient.project_name": {**decision, "machine": now},
                "recipient.organisation": {**decision, "machine": "vanha"},
            }},
            {"sha256": "0" * 64, "path": "b.pdf", "fields": {"recipient.project_name": {**decision, "machine": None}}},
        ],
    }), encoding="utf-8")
    with opened(browser, review_page) as page:
        page.set_input_files("#open-file", file)
        expect(page.locator("#notice")).to_contain_text("Avattu 1 tarkistettua kohtaa. 2 kohtaa koskee")
        expect(page.locator(f"{card(page, 'recipient.project_name')} .value")).to_have_text("Kela")
        page.set_input_files("#open-file", review_page)
        expect(page.locator("#notice")).to_have_text("Tiedosto ei ole tämän version korjaustiedosto.")


def test_a_value_that_was_corrected_before(browser: Browser, tmp_path: Path) -> None:
    """It is shown with its reviewer and the program's own; to accept it confirms the value shown, not the program's."""
    before = extracted(BOTH)
    after = applied(before, corrected(before, outcomes__followed_plan=False))
    file = tmp_path / "review.html"
    with file.open("w", encoding="utf-8") as out:
        write_page(out, [Reviewed(after, None)], "fi")
    with opened(browser, file) as page:
        shown = page.locator(card(page, "outcomes.followed_plan"))
        expect(shown.locator(".value")).to_have_text("Ei")
        expect(shown.locator(".said")).to_contain_text(f"Korjattu {REVIEWER}")
        expect(shown.locator(".said")).to_contain_text("Ohjelma luki: (ei tulkittavissa)")
        choose(page, "outcomes.followed_plan")
        page.keyboard.press("a")
        page.fill("#by", "Toinen Tarkastaja")
        with page.expect_download() as download:
            page.click("#save")
        saved = json.loads(download.value.path().read_text(encoding="utf-8"))
    fields = saved["reports"][0]["fields"]["outcomes.followed_plan"]
    assert (fields["action"], fields["value"], fields["machine"]) == ("corrected", False, None)


def test_a_file_without_a_report(browser: Browser, review_page: Path) -> None:
    """It is in the list, and the page says why there is no report and what to do."""
    with opened(browser, review_page) as page:
        page.click("#reports li:last-child button")
        expect(page.locator("#fields .findings")).to_contain_text("Tiedosto ei ole PDF. Pyydä raportti PDF-muodossa.")
        expect(page.locator("#pages")).to_contain_text("Sivuja ei voi näyttää.")
        expect(page.locator("article.field")).to_have_count(0)


def test_in_english(browser: Browser, review_page: Path) -> None:
    """One switch: the interface, the findings and the page's language; labels stay the form's own."""
    with opened(browser, review_page) as page:
        page.click("#language")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("h1")).to_have_text("Review of final reports")
        expect(page.locator(card(page, "outcomes.followed_plan"))).to_contain_text("Both yes and no are ticked")
        expect(page.locator(f"{card(page, 'outcomes.followed_plan')} h4")).to_have_attribute("lang", "fi")
        assert page.locator("[data-word]").evaluate_all("nodes => nodes.filter(n => !n.textContent.trim()).length") == 0


def test_on_paper(browser: Browser, review_page: Path) -> None:
    """Printed are the values and doubts of the report shown, whole texts, nothing to click."""
    with opened(browser, review_page) as page:
        page.emulate_media(media="print")
        for hidden in (".bar", "#list", "#page", ".actions >> nth=0"):
            expect(page.locator(hidden)).to_be_hidden()
        expect(page.locator(".only-print")).to_be_visible()
        expect(page.locator(f"{card(page, 'outcomes.followed_plan')} .findings")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_is_found(browser: Browser, review_page: Path, review_folder: Path, scheme: str) -> None:
    """axe-core finds nothing against WCAG 2.1 AA: list and form, a field being corrected, help, the index, small."""
    axe = Axe()
    rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}

    def check(page: Page) -> None:
        found = axe.run(page, options=rules).response["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found] == []

    with opened(browser, review_page, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce") as page:
        page.keyboard.press("n")
        check(page)
        page.keyboard.press("a")
        choose(page, "decision.period")
        page.keyboard.press("c")
        page.fill("#value-0", "?")
        check(page)
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.keyboard.press("Escape")
        page.click("#help")
        check(page)
    with opened(browser, review_folder / "index.html", color_scheme=scheme, bypass_csp=True) as page:
        check(page)


def test_a_folder_of_pages(browser: Browser, review_folder: Path) -> None:
    """From the index to a report and on to the next, filters going along; pictures come from the folder when seen."""
    with opened(browser, review_folder / "index.html") as page:
        expect(page.locator("#reports li")).to_have_count(len(SHOWN) + 1)
        page.check("#doubted")
        page.click(f"text={BOTH}")
        expect(page.locator("#page-title")).to_have_text(f"{BOTH}.pdf")
        page.wait_for_function("document.querySelector('.paper img').naturalWidth > 1000")
        assert page.locator(".paper img[src]").count() < page.locator(".paper img").count()
        page.keyboard.press("Shift+N")
        following = next(n for n in SHOWN[1:] if any(f.severity != "info" for f in extracted(n).findings))
        expect(page.locator("#page-title")).to_have_text(f"{following}.pdf")
        page.click("#to-index")
        expect(page.locator("#doubted")).to_be_checked()
