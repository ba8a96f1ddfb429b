"""The sentences a person reads: one catalogue, Finnish and English, one entry a code.

Each says what was seen and what to do next. `{label}` is the field's printed label, `{detail}` the
notice's own facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from erityisavustus.findings import Code, Notice, Severity
from erityisavustus.form import Form

__all__ = ["CATALOGUE", "Language", "Sentence", "message", "severity"]

LONGEST_DETAIL = 200
"""Characters of a detail that a message quotes; the evidence holds the whole."""
LONGEST_LABEL = 90
"""Characters of a label that a message quotes: its beginning tells it from all others."""


class Language(StrEnum):
    """Of messages."""

    FI = "fi"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A code's usual weight and its words."""

    severity: Severity
    fi: str
    en: str


E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

CATALOGUE: dict[Code, Sentence] = {
    Code.CHOICE_NONE: Sentence(
        E, "{label} Yhtään vaihtoehtoa ei ole valittu. Pyydä hakijaa valitsemaan yksi.",
        "{label} No option is chosen. Ask the recipient to choose one."),
    Code.CHOICE_MANY: Sentence(
        E, "{label} Useampi kuin yksi vaihtoehto on valittu. Pyydä hakijaa valitsemaan yksi.",
        "{label} More than one option is chosen. Ask the recipient to choose one."),
    Code.MARK_AMBIGUOUS: Sentence(
        E, "{label} Sekä Kyllä että Ei on valittu. Selvitä hakijalta, kumpi pätee.",
        "{label} Both yes and no are chosen. Ask the recipient which one holds."),
    Code.MARK_UNCLEAR: Sentence(
        E, "{label} Valintamerkistä ei näe varmasti, onko se valittu. Katso kohta lomakkeesta.",
        "{label} It can not be told whether a box is ticked. Look at the place in the form."),
    Code.MARK_CONFLICT: Sentence(
        E, "{label} Valintaruudun tallennettu arvo ja sivulla näkyvä merkki ovat ristiriidassa. Tarkista kohta lomakkeesta.",
        "{label} The stored value of a box and what the page shows disagree. Check the place in the form."),
    Code.ANSWER_MISSING: Sentence(
        E, "{label} Vastaus puuttuu. Pyydä hakijaa täydentämään.",
        "{label} The answer is missing. Ask the recipient to complete it."),
    Code.VALUE_UNPARSABLE: Sentence(
        E, "{label} Arvoa ei voi lukea yksiselitteisesti: ”{detail}”. Tarkista kohta ja kirjaa arvo käsin.",
        "{label} The value has no single reading: “{detail}”. Check the place and enter the value by hand."),
    Code.DIARY_NUMBER_FORMAT: Sentence(
        E, "{label} Diaarinumero ei ole muotoa VN/4615/2022-TEM-68: ”{detail}”. Tarkista numero päätöksestä.",
        "{label} The diary number is not of the form VN/4615/2022-TEM-68: “{detail}”. Check it in the decision."),
    Code.EMAIL_FORMAT: Sentence(
        E, "{label} Kohdassa ei ole yhtä kelvollista sähköpostiosoitetta: ”{detail}”. Tarkista osoite.",
        "{label} This is not one valid e-mail address: “{detail}”. Check the address."),
    Code.PHONE_FORMAT: Sentence(
        W, "{label} Puhelinnumero ei näytä puhelinnumerolta: ”{detail}”. Tarkista numero.",
        "{label} This does not look like a telephone number: “{detail}”. Check the number."),
    Code.PERIOD_REVERSED: Sentence(
        E, "{label} Kausi päättyy ennen alkuaan: {detail}. Pyydä hakijaa korjaamaan päivämäärät.",
        "{label} The period ends before it starts: {detail}. Ask the recipient to correct the dates."),
    Code.PERIOD_OUTSIDE_GRANT: Sentence(
        W, "{label} Raportoitava kausi ei mahdu avustuksen käyttöaikaan {detail}. Tarkista päivämäärät.",
        "{label} The reported period is not within the grant's period {detail}. Check the dates."),
    Code.TRANSFER_INCOMPLETE: Sentence(
        E, "{label} Avustusta on siirretty, mutta tämä kohta on tyhjä. Pyydä hakijaa täydentämään.",
        "{label} The grant was transferred, but this is blank. Ask the recipient to complete it."),
    Code.TRANSFER_UNEXPECTED: Sentence(
        W, "{label} Avustusta ei ole siirretty, mutta tässä kohdassa on vastaus. Selvitä, kumpi pätee.",
        "{label} The grant was not transferred, but this is filled in. Find out which one holds."),
    Code.TRANSFER_EXCEEDS_GRANT: Sentence(
        E, "{label} Siirretty summa on suurempi kuin myönnetty avustus ({detail}). Tarkista summat.",
        "{label} More was transferred than was granted ({detail}). Check the amounts."),
    Code.DEVIATION_MISSING: Sentence(
        E, "{label} Hanke ei ole toteutunut suunnitelman mukaisesti, mutta selvitys puuttuu. Pyydä selvitys.",
        "{label} The project did not follow its plan, but there is no explanation. Ask for one."),
    Code.TALENT_HUB_MISSING: Sentence(
        E, "{label} Talent Hub -hankkeen lisäkohta on tyhjä. Pyydä hakijaa täydentämään.",
        "{label} A Talent Hub project must answer this, and it is blank. Ask the recipient to complete it."),
    Code.TALENT_HUB_UNEXPECTED: Sentence(
        W, "{label} Lisäkohtaan on vastattu, vaikka avustus ei ole Talent Hub -avustus. Tarkista avustuksen laji.",
        "{label} This is filled in although the grant is not a Talent Hub grant. Check the kind of grant."),
    Code.SIGNATURE_MISSING: Sentence(
        E, "Allekirjoitusta ei näy sille varatussa paikassa. Pyydä allekirjoitettu raportti.",
        "There is no signature in its place. Ask for a signed report."),
    Code.SIGNATURE_BEFORE_PERIOD_END: Sentence(
        W, "Raportti on allekirjoitettu ennen raportoitavan kauden loppua ({detail}). Tarkista päiväys.",
        "The report was signed before the reported period ended ({detail}). Check the date."),
    Code.REPORT_LATE: Sentence(
        W, "Raportti on allekirjoitettu yli kaksi kuukautta käyttöajan päättymisen jälkeen (määräpäivä {detail}).",
        "The report was signed over two months after the grant's period ended (it was due by {detail})."),
    Code.TEXT_UNPLACED: Sentence(
        W, "Tekstin paikkaa lomakkeella ei tunnistettu: ”{detail}”. Katso, mihin kohtaan se kuuluu.",
        "Text whose place in the form is not known: “{detail}”. See where it belongs."),
    Code.TEXT_LOW_CONFIDENCE: Sentence(
        W, "{label} Vastauksen rajat ovat epävarmat. Vertaa vastausta lomakkeeseen.",
        "{label} It is not certain where this answer begins and ends. Compare it with the form."),
    Code.TEXT_GARBLED: Sentence(
        W, "Sivun fontista puuttuu tieto kirjaimista, eikä tekstiä voi lukea luotettavasti. Lue sivu silmin.",
        "A font of this page does not tell its letters; the text can not be relied on. Read the page by eye."),
    Code.VALUE_CONFLICT: Sentence(
        W, "{label} Kentän tallennettu arvo ja sivulla näkyvä teksti eroavat. Tarkista kohta lomakkeesta.",
        "{label} The stored value of the field and the text the page shows differ. Check the place in the form."),
    Code.VALUE_REPAIRED: Sentence(
        W, "{label} Arvo on koottu usealta riviltä: ”{detail}”. Tarkista, että se on oikein.",
        "{label} The value was put together from several lines: “{detail}”. Check that it is right."),
    Code.ANNOTATION_COMMENT: Sentence(
        I, "Sivulla on huomautus, joka ei ole vastaus: ”{detail}”.",
        "There is a comment on the page that is no answer: “{detail}”."),
    Code.FORM_INCOMPLETE: Sentence(
        E, "{label} Lomakkeen kohtaa ei löydy. Tarkista, puuttuuko raportista sivu tai onko lomaketta muutettu.",
        "{label} This part of the form was not found. See whether a page is missing or the form was changed."),
    Code.FILE_NOT_FOUND: Sentence(
        E, "Tiedostoa ei löydy tai sitä ei saa avattua. Tarkista polku ja oikeudet.",
        "The file is not there or can not be opened. Check its path and your rights."),
    Code.FILE_NOT_PDF: Sentence(
        E, "Tiedosto ei ole PDF. Pyydä raportti PDF-muodossa.",
        "The file is not a PDF. Ask for the report as a PDF."),
    Code.FILE_DAMAGED: Sentence(
        E, "PDF on vioittunut, eikä sitä voi lukea. Pyydä tiedosto uudelleen.",
        "The PDF is damaged and can not be read. Ask for the file again."),
    Code.FILE_ENCRYPTED: Sentence(
        E, "PDF on suojattu salasanalla. Poista suojaus tai pyydä suojaamaton tiedosto.",
        "The PDF is protected by a password. Remove it, or ask for a file without one."),
    Code.FILE_NOT_THIS_FORM: Sentence(
        E, "PDF ei ole valtion erityisavustuksen käytön loppuraportti. Tarkista, että tiedosto on oikea.",
        "The PDF is not a final report on a state special grant. Check that it is the right file."),
    Code.FILE_TOO_LARGE: Sentence(
        E, "Tiedosto on liian suuri raportiksi ({detail}). Poista ylimääräiset liitteet ja yritä uudelleen.",
        "The file is too large for a report ({detail}). Take out needless attachments and try again."),
    Code.FILE_TIMEOUT: Sentence(
        E, "Tiedoston lukeminen kesti liian kauan ja keskeytettiin. Pyydä tiedosto yksinkertaisempana PDF:nä.",
        "Reading the file took too long and was stopped. Ask for it as a simpler PDF."),
    Code.FILE_DYNAMIC_XFA: Sentence(
        E, "PDF on dynaaminen XFA-lomake, jonka sisältö näkyy vain Adobe Readerissa. "
           "Tulosta se siellä PDF:ksi ja käytä tulostetta.",
        "The PDF is a dynamic XFA form that only Adobe Reader shows. Print it there to a PDF and use that."),
    Code.FILE_NEEDS_OCR: Sentence(
        E, "Sivu on kuva, jossa ei ole tekstiä (skannaus). Tämä versio ei tunnista tekstiä kuvista: pyydä "
           "alkuperäinen PDF tai aja skannaukselle tekstintunnistus (esim. ocrmypdf -l fin) ja yritä uudelleen.",
        "The page is a picture without text (a scan). This version does not read text from pictures: ask for the "
        "original PDF, or run OCR over the scan (for example ocrmypdf -l fin) and try again."),
}

_VARIANTS: dict[tuple[Code, str], tuple[str, str]] = {
    (Code.SIGNATURE_MISSING, "text"): (
        "Allekirjoituksen paikalla on vain konekirjoitettua tekstiä. Tarkista, onko raportti allekirjoitettu.",
        "There is only typed text where the signature should be. Check whether the report is signed."),
    (Code.FILE_NOT_PDF, "empty"): (
        "Tiedosto on tyhjä. Pyydä se uudelleen.", "The file is empty. Ask for it again."),
}
"""Sentences for a code with a particular detail."""


def severity(notice: Notice) -> Severity:
    """The notice's own severity, else the usual one of its code."""
    return notice.severity if notice.severity is not None else CATALOGUE[notice.code].severity


def message(notice: Notice, form: Form, language: Language) -> str:
    """The sentence for one notice."""
    sentence = CATALOGUE[notice.code]
    fi, en = _VARIANTS.get((notice.code, notice.detail), (sentence.fi, sentence.en))
    spec = form.by_id.get(notice.field or "")
    label = f"{_short(spec.label, LONGEST_LABEL).rstrip(':')}:" if spec is not None else ""
    text = fi if language is Language.FI else en
    return " ".join(text.format(label=label, detail=_short(notice.detail, LONGEST_DETAIL)).split())


def _short(text: str, limit: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
