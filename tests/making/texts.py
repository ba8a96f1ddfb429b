"""Invented sentences for answers, drawn by a seeded generator so that each case stays as it is."""

from __future__ import annotations

import random

__all__ = ["ITEMS", "SENTENCES", "answer", "items"]

SENTENCES = (
    "Neuvontapiste avattiin kirjaston yhteyteen syyskuussa ja se on palvellut viitenä päivänä viikossa.",
    "Asiakkaita kohdattiin kauden aikana 1 284, joista 412 asioi ensimmäistä kertaa.",
    "Ohjaus- ja neuvontatyötä tehtiin suomeksi, englanniksi, venäjäksi, arabiaksi ja daria puhuen.",
    "Moni- ja selkokielisiä ohjeita laadittiin yhteensä 36, ja ne jaettiin kaikkiin kuntiin.",
    "Hanke teki tiivistä yhteistyötä TE-toimiston, Kelan ja Digi- ja väestötietoviraston kanssa.",
    "Päijät-Hämeen ja Itä-Uudenmaan kuntien yhteyshenkilöt kokoontuivat joka toinen kuukausi.",
    "Ryhmäohjauksessa käsiteltiin asumista, verotusta, terveyspalveluja ja työelämän pelisääntöjä.",
    "Osallistujista 61 prosenttia oli naisia ja 18 prosenttia alle 25-vuotiaita.",
    "Palaute kerättiin QR-koodilla, paperilomakkeella ja haastatteluin; vastausprosentti oli 47.",
    "Kokeilu osoitti, että omakielinen neuvonta vähentää toistuvia käyntejä ja nopeuttaa asioiden hoitumista.",
    "Työpajoissa rakennettiin yhdessä asukkaiden kanssa palvelukartta, jota päivitetään neljännesvuosittain.",
    "Yrityksille tarjottiin rekrytointineuvontaa, ja 19 yritystä palkkasi ensimmäisen kansainvälisen osaajansa.",
    "Koulutuspäivä 14.3.2023 kokosi 88 kotoutumistyön ammattilaista seitsemästä maakunnasta.",
    "Verkkosivuston kävijämäärä kasvoi 5 300:sta 9 750:een kuukaudessa.",
    "Kustannuksista 72 % oli palkkoja, 11 % tulkkausta ja 17 % muita kuluja.",
    "Haasteena oli tulkkien saatavuus: etenkin tigrinjan- ja kurmandžinkielisiä tulkkeja oli vaikea löytää.",
    "Jalkautuva neuvonta vietiin kauppakeskukseen, liikuntahalliin ja kolmeen leikkipuistoon.",
    "Toimintamalli kuvattiin käsikirjaan, joka luovutettiin hyvinvointialueen ja kuntien käyttöön.",
    "Ohjausryhmään kuuluivat kaupunki, ammattiopisto, ELY-keskus, kauppakamari ja kaksi järjestöä.",
    "Mentorointiin ilmoittautui 54 henkilöä; pareja syntyi 23 ja niistä 20 jatkoi loppuun asti.",
    "Seurantatiedot tallennettiin anonyymisti, eikä henkilötietoja luovutettu hankkeen ulkopuolelle.",
    "Hankkeen päättyessä kaksi neuvojaa siirtyi vakituisiin tehtäviin kaupungin asiakaspalveluun.",
    "Ikääntyneiden maahan muuttaneiden ryhmä kokoontui 22 kertaa ja tavoitti 35 osallistujaa.",
    "Sosiaalisen median kanavissa julkaistiin 148 päivitystä kuudella kielellä.",
    "Kevään aikana järjestettiin kolme kuntakierrosta, joilla kuultiin sekä työntekijöitä että asukkaita.",
    "Lomake- ja viestipohjat yhtenäistettiin, mikä vähensi päällekkäistä työtä noin viidenneksellä.",
    "Korkeakoulun opiskelijat tekivät hankkeelle kaksi opinnäytetyötä ja yhden saavutettavuusarvion.",
    "Uusille asukkaille lähetettiin tervetulokirje, jossa kerrottiin neuvonnan ajat ja yhteystiedot.",
    "Työllistymistä edistävään valmennukseen osallistui 96 henkilöä, joista 38 sai työ- tai harjoittelupaikan.",
    "Alkuperäistä aikataulua siirrettiin kahdella kuukaudella, koska toimitilojen remontti viivästyi.",
    "Yhteistyökumppanit pitivät arvokkaimpana sitä, että kysymyksiin sai vastauksen samana päivänä.",
    "Neuvojien kielitaito ja oma kokemus maahanmuutosta madalsivat kynnystä hakea apua.",
    "Kehittämisehdotukset koottiin taulukkoon, ja niistä toteutettiin kauden aikana kaksi kolmasosaa.",
    "Palvelu kytkettiin osaksi kaupungin elinvoimaohjelmaa vuosille 2023–2026.",
    "Vertailutietoa saatiin Pohjois-Karjalan ja Keski-Suomen vastaavista hankkeista.",
    "Perheneuvontaa annettiin varhaiskasvatusyksiköissä, joissa vanhemmat asioivat muutenkin päivittäin.",
)

ITEMS = (
    "viikoittainen matalan kynnyksen neuvonta asukastalossa",
    "yhteiset koulutuspäivät kuntien ja järjestöjen henkilöstölle",
    "alueellinen tapahtumakalenteri ja yhteinen viestintä",
    "työnantajille suunnatut aamukahvit neljä kertaa vuodessa",
    "monikielinen chat-palvelu arkisin kello 9–15",
    "ohjaajien vertaistapaamiset etäyhteydellä joka toinen perjantai",
    "yhteistyösopimus ammattiopiston ja kansalaisopiston kanssa työ- ja opintopolkujen rakentamisesta",
)


def answer(rng: random.Random, paragraphs: int = 1, sentences: int = 3) -> str:
    """Some paragraphs of some sentences, no sentence twice."""
    drawn = rng.sample(SENTENCES, paragraphs * sentences)
    return "\n".join(" ".join(drawn[i * sentences : (i + 1) * sentences]) for i in range(paragraphs))


def items(rng: random.Random, count: int, *, numbered: bool = False) -> str:
    """A typed list: '- …' or '1. …', one item a line."""
    drawn = rng.sample(ITEMS, count)
    return "\n".join(f"{i}. {text}" if numbered else f"- {text}" for i, text in enumerate(drawn, 1))
