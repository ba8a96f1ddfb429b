"""Valtion erityisavustuksen käytön loppuraportti: the report, and by it the form.

The one place that says what the form asks, in which words, in which order. Labels to search for,
JSON Schema, CSV columns and headings all come from here.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from erityisavustus.form.declaration import YES_NO, Form, Kind, Option, Printed, Section

__all__ = ["FORM", "Activity", "Decision", "Grant", "GrantType", "Outcomes", "Period", "Recipient", "Report",
           "Signature", "TalentHub", "Transfer"]

_APPENDIX = "(jatka tarvittaessa erillisellä liitteellä)"
DIARY_NUMBER = r"^VN/\d{1,6}/\d{4}(-[A-ZÅÄÖ]{2,5}(-\d{1,4})?)?$"
"""A ministry's case number: register, running number, year, agency, document number."""

EURO = r"^\d{1,12}\.\d{2}$"
"""An amount as the output has it: no sign, no thousands separator, two decimals."""


class GrantType(StrEnum):
    """Which special grant is reported."""

    GUIDANCE_COUNSELLING = "guidance_counselling"
    COMPETENCE_CENTRE = "competence_centre"
    TALENT_HUB = "talent_hub"


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Period(_Group):
    """Two dates, both inclusive."""

    start: dt.date
    end: dt.date


Euro = Annotated[
    Decimal,
    Field(ge=0, max_digits=14, decimal_places=2),
    PlainSerializer(
        lambda amount: f"{amount:.2f}", return_type=Annotated[str, Field(pattern=EURO)]
    ),
]
DiaryNumber = Annotated[str, Field(pattern=DIARY_NUMBER)]
Email = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", json_schema_extra={"format": "email"})]
"""Pydantic's EmailStr refuses reserved domains and rewrites what was typed; the model layer judges the rest."""


def _line(label: str, **more: object) -> Printed:
    return Printed(Kind.LINE, (label,), **more)  # type: ignore[arg-type]


def _text(*wordings: str, **more: object) -> Printed:
    return Printed(Kind.TEXT, wordings, **more)  # type: ignore[arg-type]


def _yes_no(label: str, *, required: bool = False, hint: tuple[str, ...] = ()) -> Printed:
    return Printed(Kind.YES_NO, (label,), options=YES_NO, required=required, hint=hint)


class Grant(_Group):
    """Section 1."""

    type: Annotated[
        GrantType | None,
        Printed(
            Kind.CHOICE,
            ("Valitse raportoitava valtion erityisavustus:",),
            options=(
                Option(
                    "guidance_counselling",
                    ("Maahanmuuttajien ohjaus- ja neuvontapalveluihin suunnattu valtion erityisavustus",),
                ),
                Option("competence_centre", ("Osaamiskeskustoimintaan suunnattu valtion erityisavustus",)),
                Option("talent_hub", ("Talent Hub -toimintaan suunnattu valtion erityisavustus",)),
            ),
            required=True,
        ),
    ] = None


class Recipient(_Group):
    """Section 2."""

    organisation: Annotated[str | None, _line("Avustuksen saaja", required=True)] = None
    project_name: Annotated[str | None, _line("Hankkeen nimi", required=True)] = None
    diary_number: Annotated[
        DiaryNumber | None, Printed(Kind.DIARY_NUMBER, ("Valtionavustuksen diaarinumero",), required=True)
    ] = None
    contact_name: Annotated[str | None, _line("Yhteyshenkilön nimi")] = None
    contact_email: Annotated[Email | None, Printed(Kind.EMAIL, ("Yhteyshenkilön sähköpostiosoite",))] = None
    contact_phone: Annotated[
        str | None,
        Printed(Kind.PHONE, ("Yhteyshenkilön puhelinnumero",), beside="recipient.contact_email"),
    ] = None


class Decision(_Group):
    """Section 3."""

    purpose: Annotated[str | None, _text(f"Avustuksen käyttötarkoitus {_APPENDIX}")] = None
    granted_eur: Annotated[
        Euro | None, Printed(Kind.EURO, ("Myönnetty avustus euroina",), required=True)
    ] = None
    period: Annotated[
        Period | None,
        Printed(
            Kind.PERIOD, ("Avustuksen käyttöaika, hankeaika (pp.kk.vvvv - pp.kk.vvvv)",), required=True
        ),
    ] = None


class Transfer(_Group):
    """Section 4."""

    transferred: Annotated[
        bool | None,
        _yes_no("Onko päätöksenmukaista erityisavustusta siirretty muille toimijoille?", required=True),
    ] = None
    to: Annotated[
        str | None,
        _line("Kenelle toimijalle avustusta on siirretty?", hint=("Jos vastasit kyllä,",)),
    ] = None
    amount_eur: Annotated[
        Euro | None, Printed(Kind.EURO, ("Kuinka paljon avustusta on siirretty euroissa?",))
    ] = None
    agreement_made: Annotated[
        bool | None,
        _yes_no(
            "Onko siirretyn avustuksen käytöstä, käytön valvonnasta ja ehdoista tehty sopimus "
            "avustuksen siirtäjän ja siirron saajan välille?"
        ),
    ] = None
    used_as_agreed: Annotated[
        bool | None, _yes_no("Onko siirretty avustus käytetty sopimuksen edellyttämällä tavalla?")
    ] = None


class Activity(_Group):
    """Section 5."""

    period: Annotated[
        Period | None,
        Printed(Kind.PERIOD, ("Raportoitava kausi (pp.kk.vvvv - pp.kk.vvvv)",), required=True),
    ] = None
    description: Annotated[
        str | None,
        _text(
            f"Kuvaile tiiviisti hankkeen toimintaa ja etenemistä raportoitavalla kaudella {_APPENDIX}",
            required=True,
        ),
    ] = None


class Outcomes(_Group):
    """Section 6."""

    followed_plan: Annotated[
        bool | None, _yes_no("Onko hanke toteutunut hankesuunnitelman mukaisesti?", required=True)
    ] = None
    deviations: Annotated[
        str | None,
        _text(
            "Jos hanke ei ole toteutunut hankesuunnitelman mukaisesti, kuvaile tiiviisti, mistä tämä on johtunut."
        ),
    ] = None
    goals_achieved: Annotated[
        str | None,
        _text("Kuvaa, miten hanke on saavuttanut hankesuunnitelmassa mainitut tavoitteet."),
    ] = None
    participants: Annotated[
        str | None,
        _text(
            "Mitkä tahot osallistuivat hankkeen toteuttamiseen? Miten eri toimijoiden näkökulmat otettiin "
            "huomioon hanketta toteuttaessa?",
            heading=("Hankkeessa mukana olevat toimijat ja heidän roolinsa.",),
        ),
    ] = None
    cooperation: Annotated[
        str | None,
        _text("Kuvaile, millaisia yhteistyömalleja ja -käytäntöjä hankkeessa on ollut eri toimijoiden kanssa."),
    ] = None
    event_organisations: Annotated[
        str | None,
        _text(
            "Kuvaile, millaisia ja miten monia eri organisaatioita on osallistunut hankkeen järjestämiin tilaisuuksiin."
        ),
    ] = None
    target_group: Annotated[
        str | None,
        _text(
            "Kuvaile, miten hankkeen kohderyhmä on osallistunut toiminnan suunnitteluun, toteutukseen ja arviointiin."
        ),
    ] = None
    results: Annotated[
        str | None,
        _text(
            "Kuvaile, millaisia konkreettisia tuloksia hankkeen toiminnalla on saatu aikaan. Millaisia vaikutuksia "
            "toiminnalla on ollut kohderyhmään, toteuttajaorganisaatioon ja yhteistyötahoihin? Miten tuloksia "
            "vakinnutetaan ja miten toimintaa jatketaan hankekauden jälkeen?"
        ),
    ] = None
    monitoring: Annotated[
        str | None,
        _text(
            "Kuville, miten toiminnan tuloksellisuutta on seurattu ja arvioitu; mittarit, tiedonkeruun menetelmät "
            "ja keskeiset tulokset.",
            "Kuvaile, miten toiminnan tuloksellisuutta on seurattu ja arvioitu; mittarit, tiedonkeruun menetelmät "
            "ja keskeiset tulokset.",
        ),
    ] = None
    lessons: Annotated[
        str | None,
        _text(
            "Kerro hankkeen tärkeimmistä oppimiskokemuksista ja muista hankkeen toteuttamisesta ja kehittämistyöstä "
            "nousseista huomioista."
        ),
    ] = None
    accessibility_law: Annotated[
        bool | None,
        _yes_no(
            "Onko toiminnassa tai hankkeessa noudatettu digitaalisten palveluiden ylläpidon ja kehittämisen osalta "
            "saavutettavuuslainsäädäntöä (Laki digitaalisten palveluiden tarjoamisesta 306/2019)?",
            required=True,
        ),
    ] = None


class TalentHub(_Group):
    """Section 7."""

    programme_goals: Annotated[
        str | None,
        _text(
            "Miten hanke on edistänyt Talent Boost -toimenpideohjelman tavoitteita ja kytkeytynyt kansalliseen "
            "Talent Boost -ohjelman toteuttamiseen?"
        ),
    ] = None
    monitoring_model: Annotated[
        str | None,
        _text(
            "Miten hankkeessa on osallistuttu Talent Boost -seurantamallin kehittämiseen ja toteuttamiseen? "
            "Kysymys on ajankohtainen vasta vuoden 2022 avustushankkeissa."
        ),
    ] = None
    stakeholders: Annotated[
        str | None,
        _text("Kuvaile, miten yhteistyö toteutui sidosryhmien kanssa ja miten sitä on mitattu."),
    ] = None


class Signature(_Group):
    """Section 8."""

    place: Annotated[str | None, Printed(Kind.PLACE_AND_DATE, ("Paikka ja aika",))] = None
    date: Annotated[
        dt.date | None, Printed(Kind.PLACE_AND_DATE, ("Paikka ja aika",), required=True, shared=True)
    ] = None
    signed: Annotated[bool | None, Printed(Kind.SIGNATURE, ("Allekirjoitus",), required=True)] = None
    name: Annotated[str | None, _line("Nimenselvennys", required=True)] = None


class Report(_Group):
    """A final report on the use of a Finnish state special grant."""

    grant: Annotated[Grant, Section(("1. Raportoitava erityisavustus",))] = Grant()
    recipient: Annotated[Recipient, Section(("2. Avustuksen saaja",))] = Recipient()
    decision: Annotated[Decision, Section(("3. Avustuspäätöksen mukaiset tiedot",))] = Decision()
    transfer: Annotated[
        Transfer, Section(("4. Päätöksen mukaisen avustuksen siirto muille toimijoille",))
    ] = Transfer()
    activity: Annotated[Activity, Section(("5. Hankkeen toiminnan raportointi",))] = Activity()
    outcomes: Annotated[Outcomes, Section((f"6. Hankkeen tavoitteiden saavuttaminen {_APPENDIX}",))] = Outcomes()
    talent_hub: Annotated[TalentHub, Section((f"7. Lisäkohdat Talent Hub -hankkeelle {_APPENDIX}",))] = TalentHub()
    signature: Annotated[
        Signature,
        Section(
            ("8. Allekirjoitus",),
            hint=("Raportin allekirjoittajan tulee olla nimenkirjoitusoikeuden omaava henkilö.",),
        ),
    ] = Signature()


FORM = Form.of(
    Report,
    id="erityisavustus.report/1",
    title=("VALTION ERITYISAVUSTUKSEN KÄYTÖN LOPPURAPORTOINTI",),
    intro=(
        "Tällä lomakkeella raportoidaan valtion erityisavustuksen käytöstä: maahanmuuttajien ohjaus- ja "
        "neuvontapalvelut, osaamiskeskustoiminta ja Talent Hub -toiminta.",
    ),
)
