"""The review as HTML: one file that holds everything, or a folder with a page a report.

The files of `assets` are put into each page as they are. A page asks for nothing: its Content-Security-Policy
(W3C CSP Level 3) allows its own style and script, named by their hashes, and pictures, nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeAlias

from erityisavustus.contracts.result import Extraction, JsonObject
from erityisavustus.review.pictures import PagePicture, page_pictures
from erityisavustus.review.view import embedded, form_view, report_view, summary

if TYPE_CHECKING:
    from jinja2 import Template

Pictures: TypeAlias = Callable[["Path | bytes", Extraction], Iterator["PagePicture | None"]]
"""How a file's pages are drawn: `page_pictures`, or the same under limits."""

__all__ = ["INDEX", "FolderError", "Reviewed", "is_ours", "write_folder", "write_page"]

INDEX = "index.html"
"""The page of a folder that lists its reports."""
GENERATOR = "erityisavustus review"
"""Named in a meta element of every page: by it a folder of ours is known."""
HEAD = 2_000
"""Characters within which the generator is named: the template has it in its first thousand."""
SCRIPTS = ("base", "check", "keep", "list", "picture", "editor", "form", "main")
"""Parts of the script, in the order in which they are put together."""
NEIGHBOURS = 200
"""Reports before and after a page's own that its list names; the index names all. A guess."""


class FolderError(Exception):
    """The folder cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A report to be reviewed, and where its pages are; None when the PDF is not at hand."""

    extraction: Extraction
    source: Path | bytes | None


def write_page(
    out: IO[str], reports: Iterable[Reviewed], language: str, pictures: Pictures = page_pictures
) -> None:
    """Write one file that holds all reports and their pictures, each as soon as it is there."""
    summaries: list[JsonObject] = []

    def parts() -> Iterator[JsonObject]:
        for number, report in enumerate(reports):
            view = report_view(report.extraction, number)
            view["pictures"] = [_inline(p) for p in _pictures(report, pictures)]
            summaries.append(summary(report.extraction, number))
            yield view

    _write(out, {"mode": "single", "own": 0}, language, parts(), lambda: summaries)


def write_folder(
    folder: Path, reports: Iterable[Reviewed], language: str, pictures: Pictures = page_pictures
) -> None:
    """Write the index, a page for each report, and the pictures of its pages beside it.

    Raises FolderError when `folder` holds something else, OSError when it cannot be written.
    """
    _cleared(folder)
    summaries: list[JsonObject] = []
    _write_index(folder, [], language)  # a run that is broken off leaves a folder that is known as ours
    for number, report in enumerate(reports):
        view = report_view(report.extraction, number)
        view["pictures"] = [
            _beside(p, folder, f"pages/{number + 1:05}-{page}") for page, p in enumerate(_pictures(report, pictures), 1)
        ]
        summaries.append({**summary(report.extraction, number), "href": f"{_stem(number)}.html"})
        (folder / f"{_stem(number)}.json").write_text(embedded(view), encoding="utf-8", newline="")
    for number in range(len(summaries)):
        data = folder / f"{_stem(number)}.json"
        near = summaries[max(0, number - NEIGHBOURS) : number + NEIGHBOURS + 1]
        settings: JsonObject = {"mode": "report", "own": number, "total": len(summaries)}
        with (folder / f"{_stem(number)}.html").open("w", encoding="utf-8", newline="") as out:
            _write(out, settings, language, [data.read_text(encoding="utf-8")], lambda near=near: near)  # type: ignore[misc]
        data.unlink()
    _write_index(folder, summaries, language)


def _stem(number: int) -> str:
    """Of the files of a report, which people see counted from 1."""
    return f"report-{number + 1:05}"


def _write_index(folder: Path, summaries: list[JsonObject], language: str) -> None:
    with (folder / INDEX).open("w", encoding="utf-8", newline="") as out:
        _write(out, {"mode": "index", "own": None, "total": len(summaries)}, language, [], lambda: summaries)


def is_ours(file: Path) -> bool:
    """Whether `file` is a review page that was made before: it may be made anew."""
    if not file.is_file():
        return False
    with file.open(encoding="utf-8", errors="replace") as page:
        return f'content="{GENERATOR}"' in page.read(HEAD)


def _write(
    out: IO[str], settings: JsonObject, language: str, reports: Iterable[JsonObject | str],
    summaries: Callable[[], list[JsonObject]],
) -> None:
    """One page. `reports`: the data of each, or its text; `summaries` is asked when all of those are written."""
    style, script = _asset("review.css"), _script()
    pictures = "data:" if settings["mode"] == "single" else "'self' file:"
    out.writelines(_template().generate(
        style=style, script=script, style_hash=_hash(style), script_hash=_hash(script), generator=GENERATOR,
        language=language, words=_words()[language], pictures=pictures,
        mode=settings["mode"], settings=embedded(settings), catalogue=_catalogue(),
        form=embedded(form_view()), reports=(r if isinstance(r, str) else embedded(r) for r in reports),
        summaries=lambda: embedded(summaries()),
    ))


def _pictures(report: Reviewed, pictures: Pictures) -> Iterator[PagePicture | None]:
    if report.source is not None:
        yield from pictures(report.source, report.extraction)


def _inline(picture: PagePicture | None) -> JsonObject | None:
    if picture is None:
        return None
    data = base64.b64encode(picture.data).decode("ascii")
    return {"width": picture.width, "height": picture.height, "src": f"data:image/{picture.suffix};base64,{data}"}


def _beside(picture: PagePicture | None, folder: Path, stem: str) -> JsonObject | None:
    if picture is None:
        return None
    name = f"{stem}.{picture.suffix}"
    (folder / name).write_bytes(picture.data)
    return {"width": picture.width, "height": picture.height, "src": name}


def _cleared(folder: Path) -> None:
    """An empty folder; what an earlier review left in it is removed, nothing else is."""
    folder.mkdir(parents=True, exist_ok=True)
    index = folder / INDEX
    if any(folder.iterdir()):
        if not is_ours(index):
            raise FolderError(f"{folder}: holds other files; choose a new folder")
        for file in [*folder.glob("report-*.html"), *folder.glob("report-*.json"), index]:
            file.unlink()
        shutil.rmtree(folder / "pages", ignore_errors=True)
    (folder / "pages").mkdir(exist_ok=True)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


@cache
def _asset(name: str) -> str:
    return files("erityisavustus.review").joinpath("assets", name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _catalogue() -> str:
    return embedded(_words())


@cache
def _words() -> dict[str, JsonObject]:
    import json

    words: dict[str, JsonObject] = json.loads(_asset("words.json"))
    return words


@cache
def _script() -> str:
    """All parts as one script with a scope of its own."""
    return '(() => {\n"use strict";\n' + "\n".join(_asset(f"{name}.js") for name in SCRIPTS) + "})();\n"


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_asset("page.html.j2"))
