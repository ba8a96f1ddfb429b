"""The page that `show` prints: sections, answers, boxes, and what is in doubt where."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from erityisavustus.contracts.finding import Severity
from erityisavustus.contracts.result import Extraction, Finding, Status
from erityisavustus.form import FORM, FieldSpec, Kind, Role
from erityisavustus.judging import Language
from erityisavustus.output.interface_text import Words, words
from erityisavustus.output.printable import printable

__all__ = ["person_page"]

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_STATUS = {Status.VALID: "bold green", Status.INVALID: "bold red", Status.UNREADABLE: "bold red"}
_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "i"}
"""Signs beside the colours: nothing on the page is shown by colour alone."""


def person_page(extraction: Extraction, language: Language) -> RenderableType:
    """The whole page; the console decides width and colour."""
    say = words(language)
    parts: list[RenderableType] = [_head(extraction, say)]
    if extraction.report is not None:
        parts += _sections(extraction, say)
    parts += _findings(extraction, say)
    if extraction.attachments:
        pages = ", ".join(str(a.page) for a in extraction.attachments)
        parts.append(Text(f"{say.attachments}: {say.page} {pages}", style="dim"))
    return Group(*parts)


def _head(extraction: Extraction, say: Words) -> RenderableType:
    source = extraction.source
    head = Text()
    head.append(say.status[extraction.status].upper(), style=_STATUS[extraction.status])
    for severity in (Severity.ERROR, Severity.WARNING):
        if extraction.count(severity):
            head.append("  ")
            head.append(f"{say.severity[severity]} {extraction.count(severity)}", style=_STYLES[severity])
    facts = [f"{source.pages} {say.pages}" if source.pages else "", say.kind[source.kind] if source.kind else "",
             printable(source.producer or "")]
    head.append("\n" + " · ".join(f for f in facts if f), style="dim")
    kind = extraction.report.grant.type if extraction.report else None
    if kind is not None:
        option = next(o for o in FORM.by_id["grant.type"].options if o.value == kind.value)
        head.append("\n" + option.wordings[0])
    return Panel(head, title=Text(printable(source.path), style="bold"), title_align="left", expand=True)


def _sections(extraction: Extraction, say: Words) -> Iterator[RenderableType]:
    data = extraction.report.model_dump(mode="json") if extraction.report else {}
    titles = {t.section: t.wordings[0] for t in FORM.texts if t.role is Role.SECTION}
    section = ""
    for spec in FORM.fields:
        if spec.printed.shared and spec.id != "signature.date":
            continue
        group, _, name = spec.id.partition(".")
        if group != section:
            section = group
            yield Text()
            yield Rule(Text(titles[group].split(" (")[0], style="bold"), align="left", style="dim", characters="─")
        yield _field(spec, data[group][name], extraction, say)


def _field(spec: FieldSpec, value: object, extraction: Extraction, say: Words) -> RenderableType:
    doubts = [f for f in extraction.findings if f.field == spec.id]
    label = spec.label.split(" (")[0] if spec.label.endswith(")") else spec.label
    label += {"signature.place": ": paikka", "signature.date": ": aika"}.get(spec.id, "")
    head = Text(label, style="dim")
    evidence = extraction.evidence.get(spec.id)
    if evidence is not None and evidence.page is not None:
        head.append(f"  {say.page}\u00a0{evidence.page}", style="dim italic")
    body = _options(spec, extraction, say) if spec.options else _value(spec, value, extraction, say)
    notes = [Text(f"{_SIGNS[f.severity]} {printable(f.message)}", style=_STYLES[f.severity]) for f in doubts]
    return Padding(Group(head, Padding(Group(body, *notes), (0, 0, 0, 2))), (0, 0, 0, 1))


def _options(spec: FieldSpec, extraction: Extraction, say: Words) -> Text:
    evidence = extraction.evidence.get(spec.id)
    states = {m.option: m.state.value for m in evidence.marks} if evidence else {}
    boxes = {"checked": "☒", "unchecked": "☐", "unclear": "?"}
    names = {"yes": say.yes, "no": say.no}
    line = Text()
    for index, option in enumerate(spec.options):
        if index:
            line.append("   " if spec.kind is Kind.YES_NO else "\n")
        state = states.get(option.value, "unchecked")
        style = "bold" if state == "checked" else "yellow" if state == "unclear" else "dim"
        line.append(f"{boxes[state]} {names.get(option.value, option.wordings[0])}", style=style)
    return line


def _value(spec: FieldSpec, value: object, extraction: Extraction, say: Words) -> Text:
    evidence = extraction.evidence.get(spec.id)
    typed = printable(evidence.raw or "", keep="\n") if evidence else ""
    if spec.kind is Kind.SIGNATURE:
        seen = f" ({say.seen.get(evidence.seen, evidence.seen)})" if evidence and evidence.seen else ""
        return Text((say.signed if value else say.unsigned) + seen, style="bold" if value else "dim")
    if value is None:
        return Text(f"{say.no_value} {say.typed}: {typed}" if typed else say.blank, style="dim italic")
    if isinstance(value, dict):
        return Text(say.period.format(_day(value["start"]), _day(value["end"])), style="bold")
    text = printable(str(value), keep="\n")
    if spec.kind is Kind.EURO:
        text = _euros(text)
    elif spec.id == "signature.date":
        text = _day(text)
    return Text(text, style="" if spec.kind is Kind.TEXT else "bold")


def _euros(amount: str) -> str:
    whole, _, cents = amount.partition(".")
    return f"{int(whole):,}".replace(",", "\u00a0") + f",{cents} €"


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{int(day)}.{int(month)}.{year}"


def _findings(extraction: Extraction, say: Words) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(say.findings, style="bold"), align="left", style="dim", characters="─")
    if not extraction.findings:
        yield Padding(Text(say.no_findings, style="green"), (0, 0, 0, 1))
        return
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(ratio=1)
    for finding in extraction.findings:
        table.add_row(*_row(finding, say))
    yield Padding(table, (0, 0, 0, 1))


def _row(finding: Finding, say: Words) -> tuple[Text, Text, Text]:
    style = _STYLES[finding.severity]
    message = Text(printable(finding.message))
    message.append(f"  {finding.code.value}", style="dim")
    return (
        Text(f"{_SIGNS[finding.severity]} {say.severity[finding.severity]}", style=style),
        Text(f"{say.page} {finding.page}" if finding.page else "", style="dim"),
        message,
    )
