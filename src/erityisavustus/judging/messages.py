"""The sentences a person reads: one catalogue, in Finnish and in English, each saying what to do next."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from erityisavustus.contracts.finding import Code, Notice, Severity
from erityisavustus.form import FieldSpec, Form, Kind, without_instruction

__all__ = ["CATALOGUE", "SEVERITIES", "VARIANTS", "Language", "Sentence", "label_of", "message", "severity_of"]

LABEL_WIDTH = 70
"""Characters of a printed label that a message quotes: enough to find it on the page; a guess."""


class Language(StrEnum):
    """Of messages; the labels are the form's own."""

    FI = "fi"
    EN = "en"


class Sentence(NamedTuple):
    """One message in both languages; {label}, {detail} and {page} are filled in."""

    fi: str
    en: str


_WARNINGS = frozenset({
    Code.PHONE_FORMAT, Code.PERIOD_OUTSIDE_GRANT, Code.TRANSFER_UNEXPECTED, Code.TALENT_HUB_UNEXPECTED,
    Code.SIGNATURE_BEFORE_PERIOD_END, Code.REPORT_LATE, Code.TEXT_UNPLACED, Code.TEXT_LOW_CONFIDENCE,
    Code.VALUE_CONFLICT, Code.TEXT_GARBLED, Code.TEXT_CUT, Code.TEXT_COVERED,
})
_REMARKS = frozenset({Code.VALUE_REPAIRED, Code.VALUE_CORRECTED, Code.ANNOTATION_COMMENT, Code.FILE_DUPLICATE})
SEVERITIES: dict[Code, Severity] = {
    code: Severity.INFO if code in _REMARKS
    else Severity.WARNING if code in _WARNINGS
    else Severity.ERROR
    for code in Code
}
"""The usual severity of each code; a notice may name another."""

CATALOGUE: dict[Code, Sentence] = {
    Code.CHOICE_NONE: Sentence(
        "Kohdassa ”{label}” ei ole valittu yhtään vaihtoehtoa. Pyydä avustuksen saajalta tieto.",
        "No option is chosen at “{label}”. Ask the recipient."),
    Code.CHOICE_MANY: Sentence(
        "Kohdassa ”{label}” on valittu useampi kuin yksi vaihtoehto. Pyydä avustuksen saajalta tieto.",
        "More than one option is chosen at “{label}”. Ask the recipient."),
    Code.MARK_AMBIGUOUS: Sentence(
        "Kohdassa ”{label}” on valittu sekä Kyllä että Ei. Pyydä avustuksen saajalta tieto.",
        "Both yes and no are ticked at “{label}”. Ask the recipient."),
    Code.MARK_UNCLEAR: Sentence(
        "Kohdan ”{label}” rastista ei saa selvää. Katso raportista, mikä vaihtoehto on valittu.",
        "The ticks at “{label}” cannot be made out. Look at the page to see what is chosen."),
    Code.MARK_CONFLICT: Sentence(
        "Kohdan ”{label}” ruudun tallennettu tila ja se, mitä sivulla näkyy, ovat ristiriidassa. "
        "Tarkista valinta raportista.",
        "The stored state of a box at “{label}” and what the page shows disagree. Check the choice on the page."),
    Code.ANSWER_MISSING: Sentence(
        "Kohta ”{label}” on tyhjä. Pyydä avustuksen saajaa täydentämään.",
        "“{label}” is blank. Ask the recipient to complete it."),
    Code.VALUE_UNPARSABLE: Sentence(
        "Kohdan ”{label}” arvoa ”{detail}” ei voi tulkita yksiselitteisesti. Tarkista arvo raportista.",
        "The value “{detail}” at “{label}” does not have exactly one reading. Check it in the report."),
    Code.DIARY_NUMBER_FORMAT: Sentence(
        "”{detail}” ei ole yksiselitteinen diaarinumero muotoa VN/4615/2022-TEM-68. Tarkista numero päätöksestä.",
        "“{detail}” is not one diary number like VN/4615/2022-TEM-68. Check the number in the decision."),
    Code.EMAIL_FORMAT: Sentence(
        "”{detail}” ei ole yksiselitteinen sähköpostiosoite. Tarkista osoite raportista.",
        "“{detail}” is not one e-mail address. Check it in the report."),
    Code.PHONE_FORMAT: Sentence(
        "”{detail}” ei näytä puhelinnumerolta. Tarkista numero raportista.",
        "“{detail}” does not look like a telephone number. Check it in the report."),
    Code.PERIOD_REVERSED: Sentence(
        "Kohdan ”{label}” kausi {detail} päättyy ennen kuin alkaa. Pyydä avustuksen saajalta oikeat päivät.",
        "The period {detail} at “{label}” ends before it begins. Ask the recipient for the right dates."),
    Code.PERIOD_OUTSIDE_GRANT: Sentence(
        "Raportoitava kausi ei ole avustuksen käyttöajan {detail} sisällä. Vertaa kausia avustuspäätökseen.",
        "The reported period is not within the grant's period {detail}. Compare both with the decision."),
    Code.TRANSFER_INCOMPLETE: Sentence(
        "Avustusta on siirretty, mutta kohta ”{label}” on tyhjä. Pyydä avustuksen saajaa täydentämään.",
        "A transfer is reported, but “{label}” is blank. Ask the recipient to complete it."),
    Code.TRANSFER_UNEXPECTED: Sentence(
        "Avustusta ei ole siirretty, mutta kohta ”{label}” on täytetty. Tarkista, kumpi pitää paikkansa.",
        "No transfer is reported, but “{label}” is filled in. Check which is right."),
    Code.TRANSFER_EXCEEDS_GRANT: Sentence(
        "Siirretty avustus on suurempi kuin myönnetty ({detail} €). Tarkista summat raportista ja päätöksestä.",
        "The amount transferred exceeds the grant ({detail} €). Check both in the report and the decision."),
    Code.DEVIATION_MISSING: Sentence(
        "Hanke ei ole toteutunut suunnitelman mukaisesti, mutta syytä ei ole kuvattu kohdassa ”{label}”. "
        "Pyydä avustuksen saajaa täydentämään.",
        "The project did not follow its plan, but “{label}” does not say why. Ask the recipient to complete it."),
    Code.TALENT_HUB_MISSING: Sentence(
        "Talent Hub -hankkeen lisäkohta ”{label}” on tyhjä. Pyydä avustuksen saajaa täydentämään.",
        "“{label}”, asked of Talent Hub projects, is blank. Ask the recipient to complete it."),
    Code.TALENT_HUB_UNEXPECTED: Sentence(
        "Talent Hub -hankkeille tarkoitettu kohta ”{label}” on täytetty, vaikka avustus on muu. "
        "Tarkista, mikä avustus raportoidaan.",
        "“{label}” is only for Talent Hub projects, yet it is filled in. Check which grant is reported."),
    Code.SIGNATURE_MISSING: Sentence(
        "Raportissa ei näy allekirjoitusta. Pyydä allekirjoitettu raportti.",
        "No signature is seen on the report. Ask for a signed one."),
    Code.SIGNATURE_BEFORE_PERIOD_END: Sentence(
        "Raportti on allekirjoitettu ennen raportoitavan kauden päättymistä {detail}. Tarkista päivät.",
        "The report was signed before the reported period ended on {detail}. Check the dates."),
    Code.REPORT_LATE: Sentence(
        "Raportti on allekirjoitettu yli kaksi kuukautta käyttöajan päättymisen jälkeen (viimeistään {detail}). "
        "Tarkista, onko lisäaikaa myönnetty.",
        "The report was signed over two months after the grant's period ended (due by {detail}). "
        "Check whether more time was given."),
    Code.TEXT_UNPLACED: Sentence(
        "Sivulla {page} on tekstiä, joka ei kuulu varmasti mihinkään kohtaan: ”{detail}”. Lue se raportista.",
        "Text on page {page} belongs to no field for certain: “{detail}”. Read it in the report."),
    Code.TEXT_LOW_CONFIDENCE: Sentence(
        "Kohdan ”{label}” teksti on luettu epävarmasti. Vertaa sitä raporttiin.",
        "The text at “{label}” was read with doubt. Compare it with the report."),
    Code.TEXT_GARBLED: Sentence(
        "Sivun {page} tekstissä on merkkejä, joita tiedoston fontti ei kerro. Vertaa tekstiä raporttiin.",
        "Text on page {page} has characters that the file's font does not give. Compare it with the report."),
    Code.TEXT_CUT: Sentence(
        "Kohdan ”{label}” teksti katkeaa kentän reunaan, ja sen loppu puuttuu tiedostosta. "
        "Pyydä se avustuksen saajalta.",
        "The text of “{label}” is cut off at the edge of its field; the rest is not in the file. Ask for it."),
    Code.TEXT_COVERED: Sentence(
        "Kohdan ”{label}” tekstin päällä on muuta, tai se erottuu huonosti, eikä näe varmasti, mitä siinä lukee. "
        "Vertaa tekstiä raporttiin.",
        "Something lies over the text at “{label}”, or it is too faint, so that it is not certain what a person reads "
        "there. Compare it with the report."),
    Code.VALUE_CORRECTED: Sentence(
        "Kohdan ”{label}” arvo on korjattu: uusi teksti on vanhan, peitetyn tekstin päällä. "
        "Luettu arvo on se, joka sivulla näkyy.",
        "The value at “{label}” was corrected: new text lies over old text that is hidden. "
        "The value is what the page shows."),
    Code.VALUE_CONFLICT: Sentence(
        "Kohdan ”{label}” tallennettu arvo ja sivulla näkyvä teksti eroavat. Tarkista arvo raportista.",
        "The stored value of “{label}” and the text that the page shows differ. Check it in the report."),
    Code.VALUE_REPAIRED: Sentence(
        "Kohdan ”{label}” luetussa tekstissä ”{detail}” on numeron paikalla kirjain (kuten O nollan). "
        "Arvossa se on numero; muuta lukutapaa ei ole.",
        "The text “{detail}” read at “{label}” has a letter in a digit's place (such as O for 0). "
        "The value has the digit; there is no other reading."),
    Code.ANNOTATION_COMMENT: Sentence(
        "Sivulla {page} on kommentti, joka ei ole vastaus: ”{detail}”.",
        "Page {page} carries a comment that is no answer: “{detail}”."),
    Code.FORM_INCOMPLETE: Sentence(
        "Lomakkeen kohtaa ”{label}” ei löydy. Tarkista, puuttuuko raportista sivuja.",
        "“{label}” of the form is not found. Check whether pages of the report are missing."),
    Code.FORM_SEVERAL: Sentence(
        "Tiedostossa on sivuja, jotka kuuluvat toiseen raporttiin (s. {detail}). "
        "Tallenna kukin raportti omaan tiedostoonsa ja lue ne uudelleen.",
        "The file holds pages of another report (p. {detail}). Save each report to a file of its own and read again."),
    Code.PAGE_UNREAD: Sentence(
        "Sivun {page} kuvasta ei saatu luettua tekstiä: tekstintunnistus epäonnistui tai kesti liian kauan. "
        "Lue sivu itse tai yritä uudelleen.",
        "Page {page} is a picture that was not read: text recognition failed or took too long. "
        "Read that page yourself, or try again."),
    Code.FILE_NOT_FOUND: Sentence(
        "Tiedostoa ei ole tai sitä ei voi avata. Tarkista polku ja lukuoikeus.",
        "There is no such file, or it cannot be opened. Check the path and your right to read it."),
    Code.FILE_NOT_PDF: Sentence(
        "Tiedosto ei ole PDF. Pyydä raportti PDF-muodossa.",
        "The file is not a PDF. Ask for the report as a PDF."),
    Code.FILE_DAMAGED: Sentence(
        "PDF on vioittunut eikä sitä voi lukea. Pyydä tiedosto uudelleen.",
        "The PDF is damaged and cannot be read. Ask for the file again."),
    Code.FILE_ENCRYPTED: Sentence(
        "PDF on suojattu salasanalla. Tallenna se ilman salasanaa ja yritä uudelleen.",
        "The PDF is protected by a password. Save it without one and try again."),
    Code.FILE_NOT_THIS_FORM: Sentence(
        "Tiedosto ei ole valtion erityisavustuksen käytön loppuraportti. Tarkista, onko tiedosto oikea.",
        "The file is not a final report on a state special grant. Check that it is the right file."),
    Code.FILE_TOO_LARGE: Sentence(
        "Tiedosto on liian suuri luettavaksi ({detail}). Poista liitteet tai jaa tiedosto osiin.",
        "The file is too large to be read ({detail}). Remove attachments or split it."),
    Code.FILE_TIMEOUT: Sentence(
        "Tiedoston lukeminen kesti liian kauan. Tallenna PDF uudelleen (Tulosta PDF:ksi) ja yritä uudelleen.",
        "Reading the file took too long. Print it to a new PDF and try again."),
    Code.FILE_DYNAMIC_XFA: Sentence(
        "PDF on dynaaminen XFA-lomake, jonka sivut näkyvät vain Adobe Readerissa. "
        "Avaa se siellä, tulosta PDF:ksi ja yritä uudelleen.",
        "The PDF is a dynamic XFA form, which only Adobe Reader shows. Print it there to PDF and try again."),
    Code.FILE_NEEDS_OCR: Sentence(
        "Sivut ovat kuvia ilman tekstiä, eikä tekstintunnistusta ole asennettu. Asenna ohjelmat tesseract-ocr ja "
        "tesseract-ocr-fin sekä lisäosa (pip install 'erityisavustus[ocr]') ja yritä uudelleen.",
        "The pages are pictures without text, and text recognition is not installed. Install tesseract-ocr, "
        "tesseract-ocr-fin and the extra (pip install 'erityisavustus[ocr]'), and try again."),
    Code.FILE_INTERNAL: Sentence(
        "Ohjelmassa on virhe, jonka vuoksi tiedosto jäi lukematta ({detail}). Ilmoita siitä ylläpitäjälle.",
        "A fault in this program kept the file from being read ({detail}). Please report it to the maintainers."),
    Code.FILE_DUPLICATE: Sentence(
        "Tiedosto on sisällöltään sama kuin {detail}. Poista toinen, jos raportti on tullut kahdesti.",
        "The file has the same content as {detail}. Remove one of them if the report came twice."),
}

VARIANTS: dict[tuple[Code, str], Sentence] = {
    (Code.VALUE_UNPARSABLE, Kind.EURO): Sentence(
        "Kohdan ”{label}” arvoa ”{detail}” ei voi lukea yhdeksi euromääräksi. Tarkista summa raportista.",
        "“{detail}” at “{label}” is not one amount in euros. Check the amount in the report."),
    (Code.VALUE_UNPARSABLE, Kind.PERIOD): Sentence(
        "Kohdan ”{label}” arvoa ”{detail}” ei voi lukea kahdeksi päiväksi (pp.kk.vvvv - pp.kk.vvvv). "
        "Tarkista päivät raportista.",
        "“{detail}” at “{label}” is not two dates (dd.mm.yyyy - dd.mm.yyyy). Check them in the report."),
    (Code.VALUE_UNPARSABLE, Kind.PLACE_AND_DATE): Sentence(
        "Allekirjoituksen paikkaa ja aikaa ”{detail}” ei voi lukea yksiselitteisesti. Tarkista ne raportista.",
        "Place and date of the signature, “{detail}”, do not have exactly one reading. Check them in the report."),
    (Code.VALUE_REPAIRED, Severity.WARNING): Sentence(
        "Kohdan ”{label}” arvo ”{detail}” on koottu osista, jotka voi yhdistää toisinkin. Tarkista arvo raportista.",
        "The value “{detail}” at “{label}” was put together from parts that may join otherwise. "
        "Check it in the report."),
    (Code.SIGNATURE_MISSING, "text"): Sentence(
        "Allekirjoituksen kohdalla on vain tekstiä. Katso raportista, kelpaako se allekirjoitukseksi.",
        "There is only text where the signature belongs. Look at the report to see whether it is a signature."),
    (Code.FORM_SEVERAL, "field"): Sentence(
        "Kohtaan ”{label}” on vastattu kahdella tavalla (s. {detail}). Katso raportista, kumpi vastaus siihen kuuluu.",
        "“{label}” is answered in two ways (p. {detail}). Look at the pages to see which answer belongs to it."),
    (Code.FILE_NEEDS_OCR, "page"): Sentence(
        "Sivu {page} on kuva ilman tekstiä, eikä sitä ole luettu. Lue sivu itse.",
        "Page {page} is a picture without text and was not read. Read that page yourself."),
    (Code.FILE_NOT_PDF, "empty"): Sentence(
        "Tiedosto on tyhjä. Pyydä raportti uudelleen.",
        "The file is empty. Ask for the report again."),
    (Code.FILE_NOT_PDF, "special"): Sentence(
        "Polku ei johda tavalliseen tiedostoon vaan putkeen, laitteeseen tai vastakkeeseen. Anna PDF tiedostona, "
        "tai ohjaa se komennon syötteeksi polulla '-'.",
        "The path leads to no plain file but to a pipe, a device or a socket. Give the PDF as a file, "
        "or as standard input with the path '-'."),
    (Code.FILE_TOO_LARGE, "annotations"): Sentence(
        "Sivulla {page} on enemmän merkintöjä tai kenttiä kuin voi lukea. Tulosta tiedosto uudeksi PDF:ksi ja "
        "yritä uudelleen.",
        "Page {page} has more annotations or fields than can be read. Print the file to a new PDF and try again."),
    (Code.FILE_TOO_LARGE, "nesting"): Sentence(
        "Sivun {page} sisältö on liian monen tason takana luettavaksi. Tulosta tiedosto uudeksi PDF:ksi ja "
        "yritä uudelleen.",
        "The contents of page {page} lie within more levels than can be read. Print the file to a new PDF and try "
        "again."),
    (Code.FILE_DAMAGED, "size"): Sentence(
        "Sivulla {page} ei ole kelvollista kokoa, joten PDF on vioittunut. Pyydä tiedosto uudelleen.",
        "Page {page} has no valid size: the PDF is damaged. Ask for the file again."),
    (Code.FILE_TOO_LARGE, "filters"): Sentence(
        "Tiedosto purkautuu niin suureksi, ettei sitä voi lukea. Tulosta se uudeksi PDF:ksi ja yritä uudelleen.",
        "The file unpacks to more than can be read. Print it to a new PDF and try again."),
    (Code.FILE_NOT_FOUND, "folder"): Sentence(
        "Kansiossa ei ole PDF-tiedostoja. Tarkista polku.",
        "There are no PDF files in the folder. Check the path."),
}
"""More fitting sentences, by the notice's detail or severity, by the kind of the field or where there is one."""


def severity_of(notice: Notice) -> Severity:
    """The notice's own severity, or the usual one of its code."""
    return notice.severity or SEVERITIES[notice.code]


def label_of(spec: FieldSpec) -> str:
    """The printed label without its instruction in brackets, shortened at a word."""
    label = without_instruction(spec.label).rstrip(":")
    if len(label) <= LABEL_WIDTH:
        return label
    return label[:LABEL_WIDTH].rsplit(" ", 1)[0].rstrip(",.;") + " …"


def message(form: Form, notice: Notice, language: Language) -> str:
    """The sentence for `notice`."""
    spec = form.by_id.get(notice.field) if notice.field else None
    keys = (notice.detail, notice.severity or "", spec.kind if spec else "", "field" if spec else "")
    sentence = next((VARIANTS[notice.code, k] for k in keys if (notice.code, k) in VARIANTS), CATALOGUE[notice.code])
    text = sentence.fi if language is Language.FI else sentence.en
    label = label_of(spec) if spec else notice.field or notice.detail
    filled = text.format(label=label, detail=notice.detail, page=notice.page if notice.page is not None else "?")
    return filled.replace(" ()", "")
