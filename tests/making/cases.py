"""Invented reports: what is true in each, how it was typed, which boxes were ticked, what must be doubted."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from tests.making.blank import LEAVES, OPTIONS
from tests.making.texts import answer, items

__all__ = ["CASES", "Case", "Value"]

Value = str | bool | None
SEED = Path(__file__).parent / "seed.txt"


@dataclass(frozen=True, slots=True)
class Case:
    """One report: the truth of each leaf, and what stands on paper for it."""

    name: str
    truth: Mapping[str, Value]
    typed: Mapping[str, str]
    """Field id -> text as typed, where it is not the usual writing of the truth."""
    ticks: Mapping[str, tuple[str, ...]]
    must_flag: tuple[str, ...] = ()
    attachments: tuple[tuple[str, ...], ...] = ()
    """Pages after the form, as lines: '# heading', 'a | b | c' for table rows, else a paragraph."""

    @property
    def signed(self) -> bool:
        return self.truth["signature.signed"] is True

    def paragraphs(self, field_id: str) -> tuple[str, ...]:
        """What was typed at a field, one string a paragraph or list item."""
        if field_id in self.typed:
            text = self.typed[field_id]
        elif field_id.endswith(".period"):
            start, end = (self.truth[f"{field_id}.{part}"] for part in ("start", "end"))
            text = f"{_date(start)}-{_date(end)}" if start else ""
        elif field_id == "signature.place_date":
            text = f"{self.truth['signature.place'] or ''} {_date(self.truth['signature.date'])}".strip()
        elif field_id.endswith("_eur"):
            text = _euros(self.truth[field_id])
        else:
            text = str(self.truth[field_id] or "")
        return tuple(text.split("\n")) if text else ()


def _date(value: Value) -> str:
    return f"{dt.date.fromisoformat(str(value)):%d.%m.%Y}" if value else ""


def _euros(value: Value) -> str:
    return f"{Decimal(str(value)):,.2f}".replace(",", " ").replace(".", ",") if value else ""


@dataclass
class _Draft:
    """Builds a case: defaults of an ordinary report first, then what is special."""

    name: str
    seed: int
    truth: dict[str, Value] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    ticks: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rng = random.Random(self.seed)
        self.truth = dict.fromkeys(LEAVES)
        self.truth |= {
            "grant.type": "guidance_counselling",
            "recipient.organisation": "Suvantolan kaupunki / Elinvoima ja työllisyys",
            "recipient.project_name": "Silta 2 – neuvonnan kehittäminen Suvantolan seudulla",
            "recipient.diary_number": f"VN/{rng.randint(1000, 39999)}/2022-TEM-{rng.randint(2, 99)}",
            "recipient.contact_name": "Aino Esimerkki",
            "recipient.contact_email": "aino.esimerkki@suvantola.example",
            "recipient.contact_phone": "050 555 0142",
            "decision.purpose": answer(rng, 1, 3),
            "decision.granted_eur": "65310.00",
            "decision.period.start": "2022-09-01",
            "decision.period.end": "2023-08-31",
            "transfer.transferred": False,
            "activity.period.start": "2023-02-01",
            "activity.period.end": "2023-08-31",
            "activity.description": answer(rng, 2, 3),
            "outcomes.followed_plan": True,
            "outcomes.goals_achieved": answer(rng, 1, 3) + "\n" + items(rng, 3, numbered=True),
            "outcomes.participants": answer(rng, 2, 2),
            "outcomes.cooperation": answer(rng, 1, 2) + "\n" + items(rng, 4),
            "outcomes.event_organisations": answer(rng, 1, 2),
            "outcomes.target_group": answer(rng, 1, 3),
            "outcomes.results": answer(rng, 3, 2),
            "outcomes.monitoring": answer(rng, 1, 4),
            "outcomes.lessons": answer(rng, 2, 2),
            "outcomes.accessibility_law": True,
            "signature.place": "Suvantola",
            "signature.date": "2023-10-05",
            "signature.signed": True,
            "signature.name": "Veikko Malliranta",
        }

    def set(self, **values: Value) -> _Draft:
        """`outcomes__results=…` stands for outcomes.results."""
        self.truth |= {key.replace("__", "."): value for key, value in values.items()}
        return self

    def done(
        self, *must_flag: str, attachments: tuple[tuple[str, ...], ...] = (), ticks: Mapping[str, tuple[str, ...]] = {}
    ) -> Case:
        for question in OPTIONS:
            value = self.truth[question]
            default = () if value is None else (value,) if isinstance(value, str) else ("yes" if value else "no",)
            self.ticks[question] = ticks.get(question, default)
        unknown = set(self.truth) - set(LEAVES)
        if unknown:
            raise KeyError(f"{self.name}: no such leaves {unknown}")
        return Case(self.name, self.truth, self.typed, self.ticks, must_flag, attachments)


def _plain(seed: int = 1) -> Case:
    return _Draft("plain", seed).done()


def _hub(seed: int = 2) -> Case:
    rng = random.Random(seed + 100)
    draft = _Draft("hub", seed).set(
        grant__type="talent_hub",
        recipient__organisation="Kivirannan seutukunta / Kansainvälinen rekrytointi",
        recipient__project_name="Talent Hub Kiviranta – osaajat töihin",
        decision__granted_eur="240000.00",
        transfer__transferred=True,
        transfer__to="Kivirannan Yrityspalvelut Oy ja Suvannon ammattikorkeakoulu",
        transfer__amount_eur="48750.50",
        transfer__agreement_made=True,
        transfer__used_as_agreed=False,
        outcomes__accessibility_law=False,
        talent_hub__programme_goals=answer(rng, 2, 2),
        talent_hub__monitoring_model=answer(rng, 1, 2),
        talent_hub__stakeholders=answer(rng, 1, 3) + "\n" + items(rng, 3),
    )
    return draft.done()


def _deviated(seed: int = 3) -> Case:
    rng = random.Random(seed + 100)
    draft = _Draft("deviated", seed).set(
        grant__type="competence_centre",
        recipient__organisation="Kuusiharjun kuntayhtymä",
        recipient__project_name="Osaamiskeskus Portti",
        decision__granted_eur="128000.00",
        outcomes__followed_plan=False,
        outcomes__deviations=answer(rng, 2, 2),
        outcomes__accessibility_law=False,
        signature__place="Kuusiharju",
    )
    return draft.done()


def _unanswered() -> Case:
    draft = _Draft("unanswered", 4).set(
        recipient__contact_name=None,
        outcomes__followed_plan=None,
        outcomes__accessibility_law=None,
        outcomes__event_organisations=None,
        transfer__transferred=None,
        signature__signed=False,
    )
    return draft.done(
        "recipient.contact_name",
        "outcomes.followed_plan",
        "outcomes.accessibility_law",
        "outcomes.event_organisations",
        "transfer.transferred",
        "signature.signed",
    )


def _both() -> Case:
    draft = _Draft("both", 5).set(grant__type=None, outcomes__followed_plan=None, outcomes__accessibility_law=False)
    return draft.done(
        "grant.type",
        "outcomes.followed_plan",
        ticks={
            "grant.type": ("guidance_counselling", "competence_centre"),
            "outcomes.followed_plan": ("yes", "no"),
        },
    )


def _quotes(seed: int = 6) -> Case:
    rng = random.Random(seed + 100)
    draft = _Draft("quotes", seed).set(
        decision__purpose="Avustuksen käyttötarkoitus on kuvattu hakemuksen kohdassa 3. Avustuspäätöksen mukaiset tiedot. "
        "Hankkeen nimi hakemuksessa oli Silta.\nMyönnetty avustus euroina ei kata omarahoitusta, joka oli 16 327,50 €.",
        activity__description="Raportoitava kausi jakautui kahteen vaiheeseen:\n1. Suunnittelu 1.2.2023–31.3.2023\n"
        "2. Toteutus 1.4.2023–31.8.2023\n3. Arviointi, josta vastasi Veikko Malliranta\n"
        "Kyllä, tavoitteet saavutettiin. Ei ollut tarvetta muuttaa suunnitelmaa.",
        outcomes__goals_achieved="Kuvaa, miten hanke on saavuttanut hankesuunnitelmassa mainitut tavoitteet, "
        "kysyttiin myös kumppaneilta.\nKyllä\n" + answer(rng, 1, 2) + "\n8. Allekirjoitus\n"
        "kohtaa ei täytetty väliraportissa.",
        outcomes__participants="Avustuksen saaja\nSuvantolan kaupunki\nHankkeen nimi\nSilta 2\n"
        "Yhteyshenkilön nimi oli hankkeen esitteissä.",
        outcomes__cooperation="☐ yhteinen kalenteri jäi tekemättä\n☒ yhteiset tilaisuudet toteutuivat\n"
        "- Ei päällekkäisiä palveluja\n- Kyllä yhteisiä tiloja\n" + answer(rng, 1, 2),
        outcomes__target_group="Kohderyhmältä kysyttiin: Onko hanke toteutunut hankesuunnitelman mukaisesti? "
        "Vastaajista 84 % vastasi Kyllä ja 16 % Ei.\n" + answer(rng, 1, 2),
        outcomes__monitoring="6. Hankkeen tavoitteiden saavuttaminen ja 7. Lisäkohdat käsiteltiin ohjausryhmässä "
        "5.6.2023.\nPaikka ja aika\nSuvantola 5.6.2023",
        outcomes__lessons="Ei\nEi oppia ilman virheitä. " + answer(rng, 1, 2),
        outcomes__accessibility_law=False,
    )
    return draft.done()


def _typed(name: str, seed: int, typed: Mapping[str, str], **values: Value) -> Case:
    draft = _Draft(name, seed).set(**values)
    draft.typed = dict(typed)
    return draft.done()


def _long() -> Case:
    rng = random.Random(108)
    parts = []
    for _ in range(9):
        parts += [answer(rng, 1, 5), items(rng, 3, numbered=rng.random() < 0.5)]
    draft = _Draft("long", 8).set(
        outcomes__goals_achieved="\n".join(parts),
        outcomes__results="\n".join(answer(rng, 1, 6) for _ in range(8)),
        activity__description="\n".join(answer(rng, 1, 5) for _ in range(6)),
        outcomes__accessibility_law=False,
    )
    return draft.done()


def _short() -> Case:
    draft = _Draft("short", 9).set(
        recipient__organisation="Kela",
        recipient__project_name="Ei",
        decision__purpose="Neuvonta.",
        activity__description="Ks. liite 1.",
        outcomes__followed_plan=False,
        outcomes__deviations="Ei aikaa.",
        outcomes__goals_achieved="Kyllä.",
        outcomes__participants="Kunta ja Kela",
        outcomes__cooperation="Ei erityisiä",
        outcomes__event_organisations="12",
        outcomes__target_group="Kyselyllä.",
        outcomes__results="Hyviä",
        outcomes__monitoring="Lomakkeella 3/2023",
        outcomes__lessons="Aloita ajoissa!",
        outcomes__accessibility_law=False,
    )
    return draft.done()


def _flawed() -> Case:
    draft = _Draft("flawed", 10).set(
        recipient__diary_number=None,
        recipient__contact_email=None,
        decision__granted_eur=None,
        transfer__transferred=True,
        signature__date="2024-03-20",
    )
    draft.typed = {
        "recipient.diary_number": "ei tiedossa",
        "recipient.contact_email": "aino.esimerkki(at)suvantola.example",
        "decision.granted_eur": "noin kuusikymmentätuhatta",
    }
    return draft.done(
        "recipient.diary_number", "recipient.contact_email", "decision.granted_eur", "transfer", "signature.date"
    )


def _wide() -> Case:
    """Long values for the narrow cells of a pair, and for label cells beside them."""
    draft = _Draft("wide", 11).set(
        recipient__organisation="Suvantolan kaupunki / Elinvoima- ja työllisyyspalvelut / Maahanmuuttopalvelut / "
        "Alueellinen neuvonta- ja ohjauspiste",
        recipient__project_name="Silta 2 – maahan muuttaneiden ohjaus- ja neuvontapalvelujen sekä alueellisen "
        "verkostoyhteistyön kehittäminen Suvantolan, Kivirannan ja Kuusiharjun seudulla",
        recipient__contact_name="Aino Esimerkki-Koskela (30.6.2023 asti Matti Malliranta)",
        recipient__contact_email="maahanmuuttopalvelut.neuvonta-ja-ohjaus@elinvoima.suvantolanseutukunta.example",
        recipient__contact_phone="+358 50 555 0142 (arkisin klo 9–15), vaihde +358 50 555 0100",
        outcomes__accessibility_law=False,
    )
    return draft.done()


def _attached() -> Case:
    rng = random.Random(112)
    pages = (
        (
            "# Liite 1. Tilaisuudet ja osallistujat",
            answer(rng, 1, 3),
            "Tilaisuus | Päivä | Osallistujia",
            "Aloitusseminaari | 14.9.2022 | 62",
            "Rekrytointimessut | 2.3.2023 | 341",
            "Päätöstilaisuus | 24.8.2023 | 97",
        ),
        (
            "# Liite 2. Vastaukset jatkuvat",
            "6. Hankkeen tavoitteiden saavuttaminen",
            "Kuvaa, miten hanke on saavuttanut hankesuunnitelmassa mainitut tavoitteet.",
            answer(rng, 2, 3).replace("\n", " "),
            "Onko hanke toteutunut hankesuunnitelman mukaisesti?",
            "Kyllä, pääosin.",
            "8. Allekirjoitus",
            "Ks. lomake.",
        ),
    )
    return _Draft("attached", 12).set(outcomes__accessibility_law=False).done(attachments=pages)


def _tongues() -> Case:
    draft = _Draft("tongues", 14).set(
        recipient__project_name="Silta 2 – silta İstanbulista Suvantolaan",
        activity__description="Oppaat: русский язык, українська, عربى, دری ja so\u2019omaali.\n"
        "Neuvojina toimivat İlker Örnek ja Łucja Przykład… sekä Šarūnas Pavyzdys.",
        outcomes__lessons="Odottelimme ... ja odottelimme.\n50 °C, 3 × 4 m², ½ päivää; kust. ≤ 12,50 €/käynti (−3 %).",
        outcomes__accessibility_law=False,
    )
    return draft.done()


def _seed() -> Case:
    """The seed report, its contact person replaced by an invented one."""
    truth: dict[str, Value] = {}
    for part in SEED.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, _, text = part.partition("\n")
        truth[name] = text.strip("\n")
    draft = _Draft("seed", 13)
    draft.truth |= dict.fromkeys(
        leaf for leaf in LEAVES if not leaf.startswith(("grant", "decision.", "activity.period", "signature"))
    )
    draft.truth |= truth
    draft.set(
        decision__granted_eur="65310.00",
        transfer__transferred=False,
        outcomes__followed_plan=False,
        outcomes__accessibility_law=None,
        signature__place="Lahti",
        signature__date="2023-10-27",
        signature__name="Aino Esimerkki-Koskela",
    )
    return draft.done("outcomes.accessibility_law")


CASES = {
    case.name: case
    for case in (
        _plain(),
        _hub(),
        _deviated(),
        _unanswered(),
        _both(),
        _quotes(),
        _long(),
        _short(),
        _flawed(),
        _wide(),
        _attached(),
        _seed(),
        _tongues(),
        _typed(
            "typed-1",
            21,
            {
                "decision.granted_eur": "65.310 €",
                "decision.period": "1.9.2022–31.8.2023",
                "activity.period": "1.2.–31.8.2023",
                "recipient.diary_number": "vn / 4615 / 2022 – TEM – 68",
                "signature.place_date": "Suvantola, 5. lokakuuta 2023",
            },
            recipient__diary_number="VN/4615/2022-TEM-68",
            recipient__contact_phone="+358 50 555 0142",
        ),
        _typed(
            "typed-2",
            22,
            {
                "decision.granted_eur": "65\u00a0310,00\u00a0euroa",
                "decision.period": "01.09.2022 \u2014 31.08.2023",
                "activity.period": "1.2.2023 \u2013 31.8.2023",
                "recipient.diary_number": "VN/4615/2022\u2011TEM\u201168",
                "signature.place_date": "Suvantola 5.10.2023",
                "transfer.amount_eur": "8.000,00 EUR",
            },
            recipient__diary_number="VN/4615/2022-TEM-68",
            transfer__transferred=True,
            transfer__to="Kivirannan yrityspalvelut ry",
            transfer__amount_eur="8000.00",
            transfer__agreement_made=True,
            transfer__used_as_agreed=True,
        ),
        _typed(
            "typed-3",
            23,
            {
                "decision.granted_eur": "65310",
                "decision.period": "1. syyskuuta 2022 - 31. elokuuta 2023",
                "activity.period": "1.2. - 31.8.2023",
                "recipient.diary_number": "VN/4615/2022 - TEM-68",
                "signature.place_date": "Suvantola 5. 10. 2023",
            },
            recipient__diary_number="VN/4615/2022-TEM-68",
            recipient__contact_phone="050-5550142",
            outcomes__accessibility_law=False,
        ),
    )
}
