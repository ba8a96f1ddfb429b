"""A complete report as `locating` gives it, made by hand, for the rules to be tried on."""

from __future__ import annotations

from erityisavustus.contracts.answer import Answer, Located, OptionMark
from erityisavustus.contracts.finding import Notice
from erityisavustus.contracts.page import MarkKind, MarkState, Method
from erityisavustus.contracts.result import Finding
from erityisavustus.form import FORM, Kind
from erityisavustus.judging import Judged, Language, findings_of, judge

TYPED = {
    "recipient.organisation": "Suvantolan kaupunki",
    "recipient.project_name": "Silta 2",
    "recipient.diary_number": "VN/4615/2022-TEM-68",
    "recipient.contact_name": "Aino Esimerkki",
    "recipient.contact_email": "aino@suvantola.example",
    "recipient.contact_phone": "050 555 0142",
    "decision.granted_eur": "65 310,00",
    "decision.period": "1.9.2022–31.8.2023",
    "activity.period": "1.2.–31.8.2023",
    "signature.place": "Suvantola 27.10.2023",
    "signature.date": "Suvantola 27.10.2023",
    "signature.name": "Veikko Mallinen",
    "outcomes.deviations": "",
}
CHOSEN = {
    "grant.type": "guidance_counselling", "transfer.transferred": "no", "outcomes.followed_plan": "yes",
    "outcomes.accessibility_law": "yes",
}
STATES = {"x": MarkState.CHECKED, "o": MarkState.UNCHECKED, "?": MarkState.UNCLEAR}


def marks(field: str, states: str, conflict: str = "") -> tuple[OptionMark, ...]:
    """Marks of the options in form order: x checked, o unchecked, ? unclear, blank no mark; `conflict` by option."""
    return tuple(
        OptionMark(option.value, STATES[s], 2, (50.0 + 20 * i, 100.0, 60.0 + 20 * i, 110.0), MarkKind.GLYPH, 0.99,
                   option.value in conflict.split())
        for i, (option, s) in enumerate(zip(FORM.by_id[field].options, states, strict=True)) if s != " "
    )


def answers(**changes: str | Answer) -> Located:
    """A faultless report; `changes` by field id with '__' for the dot: a typed text, states of boxes, or an Answer."""
    found: list[Answer] = []
    for spec in FORM.fields:
        change = changes.get(spec.id.replace(".", "__"))
        found.append(change if isinstance(change, Answer) else _answer(spec.id, change))
    return Located(tuple(found), match=1.0)


def _answer(field: str, change: str | None) -> Answer:
    spec, place = FORM.by_id[field], (50.0, 200.0, 300.0, 215.0)
    if spec.options:
        chosen = CHOSEN.get(field)
        usual = "".join("x" if o.value == chosen else "o" for o in spec.options)
        boxes = marks(field, change if change is not None else usual)
        return Answer(field, True, page=2, bbox=place, method=Method.MARK, confidence=0.97, marks=boxes)
    if spec.kind is Kind.SIGNATURE:
        return Answer(field, True, page=2, bbox=place, method=Method.MARK, signed=True, signed_by="ink")
    usual = TYPED.get(field, "" if field.startswith(("talent_hub.", "transfer.")) else "Kuvaus toiminnasta.")
    text = usual if change is None else change
    return Answer(field, True, text, tuple(text.splitlines()), 2, place, confidence=0.98)


def judged(located: Located | None = None, **changes: str | Answer) -> Judged:
    """The judgement of a faultless report with `changes`."""
    return judge(located or answers(**changes))


def told(**changes: str | Answer) -> list[tuple[str, str | None, str]]:
    """Code, field and severity of every finding."""
    return [(f.code.value, f.field, f.severity.value) for f in findings(judged(**changes).notices)]


def findings(notices: tuple[Notice, ...], language: Language = Language.FI) -> tuple[Finding, ...]:
    """The notices in words."""
    return findings_of(notices, language)
