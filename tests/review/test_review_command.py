"""`report review`: one file or a folder, of PDFs or of results that were written before."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from erityisavustus.cli.exits import Exit
from erityisavustus.contracts.finding import Code, Severity
from erityisavustus.contracts.page import MarkState, Method
from erityisavustus.output.writers.json_result import json_line
from erityisavustus.review.site import GENERATOR, Reviewed, write_folder
from tests.cli import report
from tests.conftest import FIXTURES
from tests.extracted import extracted

NAME = "firefox-cell-typed-2"
ASSETS = Path(__file__).parents[2] / "src" / "erityisavustus" / "review" / "assets"


def data_of(page: str, id: str) -> Any:
    found = re.search(f'<script type="application/json" id="{id}">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_one_file(tmp_path: Path) -> None:
    """The file holds the report and its pages; the same input gives the same bytes. Made anew it takes its
    own place, no other file's."""
    pages = []
    for name in ("a.html", "a.html"):
        done = report("review", FIXTURES / f"{NAME}.pdf", "-o", tmp_path / name)
        assert done.returncode == Exit.OK
        assert done.stdout == b""
        pages.append((tmp_path / name).read_text(encoding="utf-8"))
    assert pages[0] == pages[1]
    (tmp_path / "b.html").write_text("<p>muuta</p>")
    assert report("review", FIXTURES / f"{NAME}.pdf", "-o", tmp_path / "b.html").returncode == Exit.NOT_WRITTEN
    view = data_of(pages[0], "report-0")
    assert len(view["pictures"]) == extracted(NAME).source.pages
    assert all(p["src"].startswith("data:image/") for p in view["pictures"])


def test_its_policy_allows_its_own_script_and_style_only(tmp_path: Path) -> None:
    """Both are named by their hashes, pictures come with the page, all else is forbidden."""
    report("review", FIXTURES / f"{NAME}.pdf", "-o", tmp_path / "a.html", "-q")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    wanted = {"default-src 'none'", "img-src data:", "base-uri 'none'", "form-action 'none'"}
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        inside = re.findall(f"<{element}>(.*?)</{element}>", page, re.DOTALL)
        assert len(inside) == 1
        digest = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        wanted.add(f"{directive} 'sha256-{digest}'")
    assert set(policy[1].replace("&#39;", "'").split("; ")) == wanted
    assert not re.search(r"https?://", page.replace("https://json-schema.org", ""))


def test_a_folder_is_made_anew_and_no_other_is_touched(tmp_path: Path) -> None:
    """A folder of an earlier review is replaced, pages of reports that are gone with it; another one is refused."""
    folder = tmp_path / "tarkistus"
    both = [FIXTURES / f"{NAME}.pdf", FIXTURES / "README.md"]
    assert report("review", *both, "-o", folder).returncode == Exit.NO_REPORT
    assert {f.name for f in folder.iterdir()} == {"index.html", "pages", "report-00001.html", "report-00002.html"}
    assert report("review", both[1], "-o", folder).returncode == Exit.NO_REPORT
    assert {f.name for f in folder.iterdir()} == {"index.html", "pages", "report-00001.html"}
    assert list((folder / "pages").iterdir()) == []
    other = tmp_path / "muu"
    other.mkdir()
    (other / "index.html").write_text("<title>minun</title>")
    done = report("review", both[1], "-o", other)
    assert done.returncode == Exit.NOT_WRITTEN
    assert b"holds other files" in done.stderr
    assert (other / "index.html").read_text() == "<title>minun</title>"
    assert GENERATOR in (folder / "index.html").read_text(encoding="utf-8")


def test_a_folder_of_a_run_that_was_broken_off(tmp_path: Path) -> None:
    """It is known as a review's, and made anew by the next run."""

    def reports() -> Iterator[Reviewed]:
        yield Reviewed(extracted(NAME), None)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "a", reports(), "fi")
    write_folder(tmp_path / "a", [Reviewed(extracted(NAME), None)], "fi")
    assert {f.name for f in (tmp_path / "a").iterdir()} == {"index.html", "pages", "report-00001.html"}


def test_of_results(tmp_path: Path) -> None:
    """Results on disk are shown with the pages of their PDF while that is the same file, without them else."""
    same, gone = extracted(NAME), extracted("groff-plain-short")
    gone = gone.model_copy(update={"source": gone.source.model_copy(update={"path": str(FIXTURES / "README.md")})})
    results = tmp_path / "results.jsonl"
    results.write_text(json_line(same) + "\n" + json_line(gone) + "\n", encoding="utf-8")
    assert report("review", results, "-o", tmp_path / "a.html").returncode == Exit.OK
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert len(data_of(page, "report-0")["pictures"]) == same.source.pages
    assert data_of(page, "report-1")["pictures"] == []
    assert data_of(page, "report-1")["values"]["recipient.diary_number"]


@pytest.mark.parametrize("text", ["{", "[1]", '{"schema": "other/1"}', '{"schema": "erityisavustus.report/1"}'])
def test_of_a_file_that_holds_no_results(tmp_path: Path, text: str) -> None:
    """A clear word on which object is wrong, no page."""
    (tmp_path / "results.json").write_text(text, encoding="utf-8")
    done = report("review", tmp_path / "results.json", "-o", tmp_path / "a.html")
    assert done.returncode == Exit.USAGE
    assert b"results.json" in done.stderr
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "a.html").exists()


def test_every_word_in_both_languages() -> None:
    """The catalogue has the same words in both, one for each code, severity, method, state and shape of problem."""

    def paths(node: dict[str, Any], before: str = "") -> set[str]:
        return {before + k for k in node} | {
            p for k, v in node.items() if isinstance(v, dict) for p in paths(v, before + k + ".")
        }

    words = json.loads((ASSETS / "words.json").read_text(encoding="utf-8"))
    assert paths(words["fi"]) == paths(words["en"])
    for language in words.values():
        assert set(language["codes"]) == {c.value for c in Code}
        assert set(language["severity"]) == {s.value for s in Severity}
        assert set(language["method"]) == {m.value for m in Method}
        assert set(language["state"]) == {s.value for s in MarkState}
    used = set()
    for script in ASSETS.glob("*.js"):
        used |= set(re.findall(r'\bword\("([\w.]+)"', script.read_text(encoding="utf-8")))
    template = (ASSETS / "page.html.j2").read_text(encoding="utf-8")
    used |= set(re.findall(r"words\.(\w+)", template)) | set(re.findall(r'data-(?:word|label)="(\w+)"', template))
    assert used <= paths(words["fi"])
    assert len(used) > 50
