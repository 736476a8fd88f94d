"""Headings: what a column holds, by the words above it, in the languages people write tables in.

English, Spanish, French, German, Italian, Portuguese, Basque, Catalan and Dutch.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from handbook.text.folding import words_of
from handbook.text.names import is_full


class Column(StrEnum):
    """What a column holds."""

    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    PHONE = "phone"
    TEXT = "text"
    """Sentences, in which anybody may be named."""
    OTHER = "other"
    """Something else that is known, such as an organisation or a day."""
    UNKNOWN = "unknown"


PHONE_WORDS = frozenset(
    words_of(
        "phone phones telephone tel mobile cell whatsapp teléfono teléfonos móvil móviles celular"
        " tfno tlf tlfno telefon telefonnummer handy handynummer mobil mobilnummer rufnummer"
        " festnetz téléphone gsm cellulare telefone telemóvel telefonoa mugikorra telefoon mobiel"
        " telefoonnummer phonenumber"
    )
)
_ALSO_PHONE = PHONE_WORDS | frozenset(words_of("portable signal fax"))
_FULL = frozenset(
    words_of(
        "fullname person persona personne persones people personas personnes personen nominativo"
        " participant participants persoon pertsona cn fn displayname"
    )
)
# Beside a heading for the family name that of a given one, and the other way round.
_EITHER = frozenset(
    words_of(
        "name names namen nombre nombres nom noms nome nomi nomes izena izen naam namen namens"
        " izenak"
    )
)
_GIVEN = frozenset(
    words_of(
        "first firstname given givenname forename forenames pila prénom prénoms vorname vornamen"
        " vor rufname voornaam voornamen roepnaam middle middlename"
    )
)
_FAMILY = frozenset(
    words_of(
        "last lastname family familyname surname surnames apellido apellidos famille nachname"
        " nachnamen nach familienname zuname cognome cognomi apelido apelidos sobrenome abizena"
        " abizenak cognom cognoms achternaam achternamen familienaam tussenvoegsel sn"
    )
)
_ROLES = frozenset(
    words_of(
        "mentor mentors mentora mentores mentoras mentore mentorin mentorinnen mentee mentees"
        " champion champions participant participants participante participantes"
        " mentorizado mentorizada mentorizados mentorizadas mentorado mentorada mentorados mentoré"
        " mentorée mentorés mentorées tutelado tutelada alumno alumna candidate candidates"
        " candidato candidata candidat candidats applicant applicants kandidat kandidatin bewerber"
        " bewerberin"
        " teilnehmer teilnehmerin teilnehmerinnen teilnehmende ansprechpartner ansprechpartnerin"
        " betreuer betreuerin mitglied mitglieder partecipante partecipanti mentori tutor tutora"
        " tutore tutori tutee referente referentes referent allievo allieva tutorado tutorada"
        " partaide partaideak parte hartzailea deelnemer deelnemers deelneemster begeleider"
        " kandidaat contactpersoon contact contacto kontakt kontaktperson contatto contacte coach"
        " coachee trainer speaker attendee attendees member members miembro miembros membre membres"
        " volunteer volunteers voluntario voluntaria student students estudiante stagiaire élève"
        " responsable coordinator coordinador coordinadora sponsor guest invitado pair pairs"
    )
)
_FILLING = frozenset(
    words_of("the of de del la le les der die das des el los las i ii a b 1 2 3 4 l d")
)
_NOT_OF_PEOPLE = frozenset(
    words_of(
        "organisation organization organisations company employer organización empresa entidad"
        " edition edición programme program programa file fichero archivo user usuario id"
        " organisme entreprise société association asociación verein firma unternehmen betrieb"
        " organisatie bedrijf organizzazione azienda ente organização erakundea enpresa empresa"
        " organització entitat institution institución instituto institut arbeitgeber employeur"
        " datore werkgever school escuela schule école universidad university universität"
        " université event evento session sesión taller workshop project proyecto projekt projet"
        " department departamento abteilung département team equipo host domain"
    )
)
_FREE = frozenset(
    words_of(
        "notes note notas nota notizen bemerkungen bemerkung remarques remarque remarks"
        " remark comments comment comentarios comentario kommentar kommentare commentaires"
        " observaciones observações opmerkingen oharrak objectives objetivos ziele objectifs"
        " wishes deseos wünsche goals goal answer answers respuesta question pregunta reason"
        " motivo grund career carrera experience experiencia erfahrung expérience description"
        " descripción beschreibung summary resumen message mensaje nachricht feedback"
    )
)
_KNOWN = _NOT_OF_PEOPLE | frozenset(
    words_of(
        "email mail correo courriel courrier emails correos adresse address dirección"
        " indirizzo morada helbidea adreça adres endereço date fecha datum data jour tag day"
        " día year año jahr année anno ano jaar urtea month mes monat mois number número"
        " nummer numéro nr no num role rol rolle rôle ruolo position cargo puesto poste"
        " función funktion fonction title título titel titre titolo city ciudad stadt ville"
        " città cidade stad hiria ciutat country país land pays paese herrialdea language"
        " languages idioma idiomas sprache sprachen langue langues lingua lingue hizkuntza"
        " taal talen llengua since until desde hasta von bis depuis jusque status estado stato"
        " état age edad alter âge gender sexo género geschlecht sexe genre consent"
        " consentimiento einwilligung consentement availability disponibilidad expertise"
        " sector sectors sektor secteur website web url link enlace type tipo typ time hora"
        " zeit heure place lugar ort lieu postcode plz cp zip iban dni nif nie passport birth"
        " nacimiento geburtsdatum naissance score points puntos amount importe betrag price"
        " precio count total yes capacity topic topics tema temas thema thèmes format updated"
        " created timestamp marca temporal photo foto"
    )
)
_FORMS = re.compile(r"(?<=\w)(?:[:*/_·]-?|\(-?)(?:in|innen|a|as|os|e|es|trice)\b\)?")
"""Endings by which a heading names women too: `Mentor:in`, `alumno/a`."""
_PARTED = re.compile(r"[/|&+;:\n()]|,\s|(?<=\s)(?:und|and|et|y|e|eta|i|en|o|or|oder|ou)(?=\s)")
_HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_COMPOUND = ("name", "namen", "naam")
"""How words such as `Teilnehmername` end, and how those begin that name no people."""
_OF_THINGS = (
    *("user", "file", "host", "domain", "benutzer", "firmen", "datei", "vereins", "gebruikers"),
    *("bestands", "bedrijfs", "projekt", "nick", "course", "event", "team", "organisations"),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands in the cells below a heading; several things where it names several."""

    parts: tuple[Column, ...]
    of: frozenset[str] = frozenset()
    """The words that say whose it is: the given and the family name of one person share them."""

    @property
    def known(self) -> bool:
        """Whether everything in the column is known."""
        return Column.UNKNOWN not in self.parts


@lru_cache(maxsize=256)
def is_of_phones(column: str) -> bool:
    """Say whether a column is called as one of telephone numbers."""
    return not PHONE_WORDS.isdisjoint(words_of(column))


def headings_of(labels: Sequence[str]) -> tuple[Heading, ...]:
    """Say of each column of a table what it holds, since one heading depends on the others.

    >>> [heading.parts[0].value for heading in headings_of(["Name", "Vorname", "Firma"])]
    ['family', 'given', 'other']
    >>> [part.value for part in headings_of(["Name / Organisation"])[0].parts]
    ['name', 'other']
    """
    labels = [_FORMS.sub("", label) for label in labels]
    sets = [_words(label) for label in labels]
    given = any(words & _GIVEN and not words & (_FAMILY | _NOT_OF_PEOPLE) for words in sets)
    family = any(words & _FAMILY and not words & (_GIVEN | _NOT_OF_PEOPLE) for words in sets)
    either = Column.NAME
    if given != family:
        either = Column.FAMILY if given else Column.GIVEN
    found = tuple(_heading(label, either) for label in labels)
    parts = {heading.parts for heading in found}
    if ((Column.GIVEN,) in parts) != ((Column.FAMILY,) in parts):
        # One half of a name can be looked for nowhere.
        half = {(Column.GIVEN,), (Column.FAMILY,)}
        return tuple(Heading((Column.UNKNOWN,)) if each.parts in half else each for each in found)
    return found


def _heading(label: str, either: Column) -> Heading:
    words = _words(label)
    if words & _FAMILY and words & (_GIVEN | _EITHER) and not words & _NOT_OF_PEOPLE:
        # `Family name` is one thing, `Family name, name` both.
        both = words & _GIVEN or (len(words & (_EITHER | _FAMILY)) > 1 and not _is_one(words))
        return Heading((Column.NAME if both else Column.FAMILY,), _owner(words))
    pieces = [piece for piece in _PARTED.split(label) if words_of(piece)]
    if len(pieces) > 1 and words & _GIVEN and words & _EITHER and not words & _NOT_OF_PEOPLE:
        return Heading((Column.NAME,))
    if len(pieces) > 1:
        parts = tuple(_column(_words(piece), either) for piece in pieces)
        if set(parts) - {Column.UNKNOWN, Column.OTHER}:
            return Heading(parts)
    return Heading((_column(words, either),), _owner(words))


def _owner(words: frozenset[str]) -> frozenset[str]:
    return words & _ROLES


def _is_one(words: frozenset[str]) -> bool:
    """Say whether words for a family name and a name are together those for one of them."""
    return bool(words & {"family", "last", "famille"})


def _column(words: frozenset[str], either: Column) -> Column:
    found = Column.UNKNOWN
    if words & _ALSO_PHONE:
        found = Column.PHONE
    elif words & _NOT_OF_PEOPLE:
        found = Column.OTHER
    elif words & _FAMILY:
        found = Column.FAMILY
    elif words & _GIVEN:
        found = Column.GIVEN
    elif words & _FULL or any(map(_is_compound, words)) or (words & _EITHER and words & _ROLES):
        found = Column.NAME
    elif words & _EITHER:
        found = either if words - _FILLING <= _EITHER else Column.NAME
    elif words & _FREE:
        found = Column.TEXT
    elif words & _KNOWN:
        found = Column.OTHER
    elif words and words - _FILLING <= _ROLES and words & _ROLES:
        found = Column.NAME
    return found


def _is_compound(word: str) -> bool:
    return word.endswith(_COMPOUND) and not word.startswith(_OF_THINGS) and word not in _EITHER


def _words(label: str) -> frozenset[str]:
    return frozenset(words_of(_HUMP.sub(" ", label)))


_ITEM = re.compile(r"\s*(?:(?:[-+•*>#]|\d{1,4}[.)]|\[[ xX]\])\s+)*")
_PARTICLES = frozenset(
    words_of("de del de la di da das dos do du van von der den ter ten y i e zu al ibn bin")
)
_SHORTEST_NAME, _LONGEST_NAME = 2, 5


def without_item(line: str) -> str:
    """Return a line without what makes it an item of a list."""
    return _ITEM.sub("", line, count=1).strip(" ,;.\t")


def is_like_name(text: str) -> bool:
    """Say whether a text is nothing but what looks like the full name of somebody.

    >>> is_like_name("- Zoe van der Dee"), is_like_name("Dee, Zoe"), is_like_name("Zoe told us")
    (True, True, False)
    """
    family, _, given = without_item(text).partition(", ")
    parts = f"{family} {given}".split()
    if len(parts) == 1:
        return len(parts[0]) <= _LONGEST_NAME and is_full(parts[0])
    return _SHORTEST_NAME <= len(parts) <= _LONGEST_NAME and all(
        _is_part(part) or (part in _PARTICLES and 0 < at < len(parts) - 1)
        for at, part in enumerate(parts)
    )


def _is_part(word: str) -> bool:
    letters = re.sub(r"[-'’.´]", "", word)
    # Scripts such as Arabic know no capitals.
    return letters.isalpha() and not word[0].islower()
