"""The page that `summary` prints."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from erityisavustus.contracts.result import Status
from erityisavustus.form import FORM
from erityisavustus.judging import Language
from erityisavustus.output.columns import heading_of
from erityisavustus.output.interface_text import words
from erityisavustus.output.summary import GrantSum, Summary

__all__ = ["summary_page"]

MOST_ROWS = 15
"""Of a table of what is frequent; a guess."""


class _Titles(NamedTuple):
    files: str
    duplicates: str
    grant: str
    unknown: str
    all: str
    granted: str
    transferred: str
    no_amount: str
    unanswered: str
    findings: str
    reports: str


_FI = _Titles("Tiedostoja", "samoja kuin toinen, ei laskettu mukaan", "Avustus", "(ei tiedossa)", "Yhteensä",
              "Myönnetty €", "Siirretty €", "summa puuttuu", "Vastaamatta", "Huomautukset", "Raportteja")
_EN = _Titles("Files", "same as another, not counted", "Grant", "(not known)", "Total", "Granted €", "Transferred €",
              "without amount", "Unanswered", "Findings", "Reports")


def summary_page(summary: Summary, language: Language) -> RenderableType:
    """Tables; the console decides width and colour."""
    say, titles = words(language), _FI if language is Language.FI else _EN
    head = Text(f"{titles.files} {summary.status.total()}: ", style="bold")
    head.append(", ".join(f"{say.status[s]} {summary.status[s]}" for s in Status))
    if summary.duplicates:
        head.append(f" (+ {summary.duplicates} {titles.duplicates})", style="dim")
    parts: list[RenderableType] = [head, _grants(summary, language, titles)]
    if summary.unanswered:
        rows = [(heading_of(FORM.by_id[name]), str(count)) for name, count in summary.open_questions()]
        parts.append(_frequent(titles.unanswered, titles.reports, rows))
    if summary.findings:
        rows = [(f"{code.value} ({say.severity[severity]})", str(n)) for code, severity, n in summary.frequent()]
        parts.append(_frequent(titles.findings, titles.reports, rows))
    return Group(*parts)


def _grants(summary: Summary, language: Language, titles: _Titles) -> Table:
    say = words(language)
    table = Table(box=SIMPLE_HEAD, show_footer=False)
    table.add_column(titles.grant, ratio=1)
    for title in (say.status[Status.VALID], say.status[Status.INVALID], titles.granted, titles.transferred):
        table.add_column(title, justify="right", no_wrap=True)
    names = {o.value: o.wordings[0] for o in FORM.by_id["grant.type"].options}
    for kind, grant in summary.grants.items():
        if kind is not None or grant.status:
            table.add_row(names.get(kind or "", titles.unknown), *_cells(grant, titles))
    table.add_section()
    table.add_row(titles.all, *_cells(summary.total(), titles), style="bold")
    return table


def _cells(grant: GrantSum, titles: _Titles) -> tuple[str, str, str, str]:
    return (
        str(grant.status[Status.VALID]), str(grant.status[Status.INVALID]),
        _euros(grant.granted, grant.without_amount, titles),
        _euros(grant.transferred, grant.transfers_without_amount, titles),
    )


def _euros(amount: Decimal, missing: int, titles: _Titles) -> str:
    text = f"{amount:,.2f}".replace(",", "\u00a0").replace(".", ",")
    return f"{text}\n({titles.no_amount} {missing})" if missing else text


def _frequent(title: str, reports: str, rows: list[tuple[str, str]]) -> Table:
    table = Table(box=SIMPLE_HEAD)
    table.add_column(title, ratio=1)
    table.add_column(reports, justify="right")
    for row in rows[:MOST_ROWS]:
        table.add_row(*row)
    if len(rows) > MOST_ROWS:
        table.add_row(f"… + {len(rows) - MOST_ROWS}", "", style="dim")
    return table
