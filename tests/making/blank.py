"""The blank form as printed, told here a second time on purpose.

A slip in the package's own declaration must not be repeated in the fixtures that test it.
"""

from __future__ import annotations

__all__ = ["APPENDIX", "LEAVES", "LINES", "OPTIONS", "YES_NO", "Line"]

Line = tuple[str, str, str]
"""(kind, field id or section, printed text); kinds are those of `document.Block`."""

APPENDIX = "(jatka tarvittaessa erillisellä liitteellä)"
_PERIOD = "(pp.kk.vvvv - pp.kk.vvvv)"

YES_NO = (("yes", "Kyllä"), ("no", "Ei"))
OPTIONS = {
    "grant.type": (
        (
            "guidance_counselling",
            "Maahanmuuttajien ohjaus- ja neuvontapalveluihin suunnattu valtion erityisavustus",
        ),
        ("competence_centre", "Osaamiskeskustoimintaan suunnattu valtion erityisavustus"),
        ("talent_hub", "Talent Hub -toimintaan suunnattu valtion erityisavustus"),
    ),
    "transfer.transferred": YES_NO,
    "transfer.agreement_made": YES_NO,
    "transfer.used_as_agreed": YES_NO,
    "outcomes.followed_plan": YES_NO,
    "outcomes.accessibility_law": YES_NO,
}

LINES: tuple[Line, ...] = (
    ("title", "", "VALTION ERITYISAVUSTUKSEN KÄYTÖN LOPPURAPORTOINTI"),
    (
        "intro",
        "",
        "Tällä lomakkeella raportoidaan valtion erityisavustuksen käytöstä: maahanmuuttajien ohjaus- ja "
        "neuvontapalvelut, osaamiskeskustoiminta ja Talent Hub -toiminta.",
    ),
    ("section", "grant", "1. Raportoitava erityisavustus"),
    ("choice", "grant.type", "Valitse raportoitava valtion erityisavustus"),
    ("section", "recipient", "2. Avustuksen saaja"),
    ("field", "recipient.organisation", "Avustuksen saaja"),
    ("field", "recipient.project_name", "Hankkeen nimi"),
    ("field", "recipient.diary_number", "Valtionavustuksen diaarinumero"),
    ("field", "recipient.contact_name", "Yhteyshenkilön nimi"),
    ("field", "recipient.contact_email", "Yhteyshenkilön sähköpostiosoite"),
    ("field", "recipient.contact_phone", "Yhteyshenkilön puhelinnumero"),
    ("section", "decision", "3. Avustuspäätöksen mukaiset tiedot"),
    ("field", "decision.purpose", f"Avustuksen käyttötarkoitus {APPENDIX}"),
    ("field", "decision.granted_eur", "Myönnetty avustus euroina"),
    ("field", "decision.period", f"Avustuksen käyttöaika, hankeaika {_PERIOD}"),
    ("section", "transfer", "4. Päätöksen mukaisen avustuksen siirto muille toimijoille"),
    (
        "choice",
        "transfer.transferred",
        "Onko päätöksenmukaista erityisavustusta siirretty muille toimijoille?",
    ),
    ("hint", "transfer", "Jos vastasit kyllä,"),
    ("field", "transfer.to", "Kenelle toimijalle avustusta on siirretty?"),
    ("field", "transfer.amount_eur", "Kuinka paljon avustusta on siirretty euroissa?"),
    (
        "choice",
        "transfer.agreement_made",
        "Onko siirretyn avustuksen käytöstä, käytön valvonnasta ja ehdoista tehty sopimus avustuksen siirtäjän "
        "ja siirron saajan välille?",
    ),
    (
        "choice",
        "transfer.used_as_agreed",
        "Onko siirretty avustus käytetty sopimuksen edellyttämällä tavalla?",
    ),
    ("section", "activity", "5. Hankkeen toiminnan raportointi"),
    ("field", "activity.period", f"Raportoitava kausi {_PERIOD}"),
    (
        "field",
        "activity.description",
        f"Kuvaile tiiviisti hankkeen toimintaa ja etenemistä raportoitavalla kaudella {APPENDIX}",
    ),
    ("section", "outcomes", f"6. Hankkeen tavoitteiden saavuttaminen {APPENDIX}"),
    ("choice", "outcomes.followed_plan", "Onko hanke toteutunut hankesuunnitelman mukaisesti?"),
    (
        "field",
        "outcomes.deviations",
        "Jos hanke ei ole toteutunut hankesuunnitelman mukaisesti, kuvaile tiiviisti, mistä tämä on johtunut.",
    ),
    (
        "field",
        "outcomes.goals_achieved",
        "Kuvaa, miten hanke on saavuttanut hankesuunnitelmassa mainitut tavoitteet.",
    ),
    ("heading", "outcomes.participants", "Hankkeessa mukana olevat toimijat ja heidän roolinsa."),
    (
        "field",
        "outcomes.participants",
        "Mitkä tahot osallistuivat hankkeen toteuttamiseen? Miten eri toimijoiden näkökulmat otettiin huomioon "
        "hanketta toteuttaessa?",
    ),
    (
        "field",
        "outcomes.cooperation",
        "Kuvaile, millaisia yhteistyömalleja ja -käytäntöjä hankkeessa on ollut eri toimijoiden kanssa.",
    ),
    (
        "field",
        "outcomes.event_organisations",
        "Kuvaile, millaisia ja miten monia eri organisaatioita on osallistunut hankkeen järjestämiin "
        "tilaisuuksiin.",
    ),
    (
        "field",
        "outcomes.target_group",
        "Kuvaile, miten hankkeen kohderyhmä on osallistunut toiminnan suunnitteluun, toteutukseen ja arviointiin.",
    ),
    (
        "field",
        "outcomes.results",
        "Kuvaile, millaisia konkreettisia tuloksia hankkeen toiminnalla on saatu aikaan. Millaisia vaikutuksia "
        "toiminnalla on ollut kohderyhmään, toteuttajaorganisaatioon ja yhteistyötahoihin? Miten tuloksia "
        "vakinnutetaan ja miten toimintaa jatketaan hankekauden jälkeen?",
    ),
    (
        "field",
        "outcomes.monitoring",
        "Kuville, miten toiminnan tuloksellisuutta on seurattu ja arvioitu; mittarit, tiedonkeruun menetelmät ja "
        "keskeiset tulokset.",
    ),
    (
        "field",
        "outcomes.lessons",
        "Kerro hankkeen tärkeimmistä oppimiskokemuksista ja muista hankkeen toteuttamisesta ja kehittämistyöstä "
        "nousseista huomioista.",
    ),
    (
        "choice",
        "outcomes.accessibility_law",
        "Onko toiminnassa tai hankkeessa noudatettu digitaalisten palveluiden ylläpidon ja kehittämisen osalta "
        "saavutettavuuslainsäädäntöä (Laki digitaalisten palveluiden tarjoamisesta 306/2019)?",
    ),
    ("section", "talent_hub", f"7. Lisäkohdat Talent Hub -hankkeelle {APPENDIX}"),
    (
        "field",
        "talent_hub.programme_goals",
        "Miten hanke on edistänyt Talent Boost -toimenpideohjelman tavoitteita ja kytkeytynyt kansalliseen Talent "
        "Boost -ohjelman toteuttamiseen?",
    ),
    (
        "field",
        "talent_hub.monitoring_model",
        "Miten hankkeessa on osallistuttu Talent Boost -seurantamallin kehittämiseen ja toteuttamiseen? Kysymys "
        "on ajankohtainen vasta vuoden 2022 avustushankkeissa.",
    ),
    (
        "field",
        "talent_hub.stakeholders",
        "Kuvaile, miten yhteistyö toteutui sidosryhmien kanssa ja miten sitä on mitattu.",
    ),
    ("section", "signature", "8. Allekirjoitus"),
    (
        "hint",
        "signature",
        "Raportin allekirjoittajan tulee olla nimenkirjoitusoikeuden omaava henkilö.",
    ),
    ("field", "signature.place_date", "Paikka ja aika"),
    ("signature", "signature.signed", "Allekirjoitus"),
    ("field", "signature.name", "Nimenselvennys"),
)

_PARTS = {
    "decision.period": ("decision.period.start", "decision.period.end"),
    "activity.period": ("activity.period.start", "activity.period.end"),
    "signature.place_date": ("signature.place", "signature.date"),
}
LEAVES = tuple(
    leaf
    for kind, name, _ in LINES
    if kind in ("choice", "field", "signature")
    for leaf in _PARTS.get(name, (name,))
)
"""Every leaf id of a report, in printed order."""
