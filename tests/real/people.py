"""People: mentors and committee members of the source as rows, with their organisations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .cleaning import Ids, Notes, Say, Spellings, cell, is_address, load, slug, tidy, website
from .synthesised_consent import MadeUpConsent

FILE = "people.yaml"
LONGEST_PRONOUNS = 40
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
_LINKEDIN = re.compile(r"(?:https?://)?(?:www\.linkedin\.com/in/)?([\w%-]+)/?")
_MASTODON = re.compile(r"@?([\w.-]+)@([\w-]+(?:\.[\w-]+)+)")


@dataclass(frozen=True)
class Person:
    """One person who can be converted."""

    source: str
    """Id in the source."""
    id: str
    name: str
    organisation: str
    """Id of the organisation; empty for none."""
    record: Mapping[str, Any]
    say: Say


@dataclass
class Register:
    """Everybody who is needed, and what they have in common."""

    notes: Notes
    records: Mapping[str, Any]
    people: dict[str, Person] = field(default_factory=dict)
    """By their id in the source; who was refused is not there."""
    refused: list[str] = field(default_factory=list)
    organisations: Spellings = field(default_factory=Spellings)
    expertise: Spellings = field(default_factory=Spellings)

    def organisation(self, name: str, say: Say) -> str:
        """Return the id of the organisation of this name."""
        name = cell(name, say, "affiliation")
        # The order of the words is part of the spelling.
        key = " ".join(sorted(re.findall(r"\w+", name.casefold())))
        return self.organisations.add(key, name)


def read_people(source: Path, wanted: Iterable[str], notes: Notes) -> Register:
    """Find the people with these ids; who has no record or no name is refused."""
    register = Register(notes, load(source / FILE))
    ids = Ids()
    for each in sorted(set(wanted)):
        say = notes.about(FILE, each)
        record = register.records.get(each) or {}
        name = _name(record, say)
        if not name:
            say("refused: " + ("no usable name" if record else "no such record"))
            register.refused.append(each)
            continue
        id = ids.unique(slug(each) or slug(name) or "person")
        if id != each:
            say(f"id: changed to {id}")
        affiliation = record.get("affiliation", "").strip()
        organisation = register.organisation(affiliation, say) if affiliation else ""
        register.people[each] = Person(each, id, name, organisation, record, say)
    return register


def _name(record: Mapping[str, Any], say: Say) -> str:
    """Join the parts of a name that are there; an address is no name."""
    parts = [record.get("first-name", ""), record.get("last-name", "")]
    parts = [cell(part, say, "name") for part in parts if part.strip()]
    usable = [part for part in parts if re.search(r"[^\W\d_]", part) and not _is_shifted(part)]
    if usable and len(usable) < 2:
        say("name: one part is missing or of no use")
    return " ".join(usable)


def _is_shifted(part: str) -> bool:
    return "@" in part or is_address(part)


def mentor_row(person: Person, register: Register, consent: MadeUpConsent) -> dict[str, str]:
    """Make the row of `mentors.csv`."""
    record, say = person.record, person.say
    return {
        "id": person.id,
        "name": person.name,
        "pronouns": _pronouns(record, say),
        "organisation": person.organisation,
        "position": cell(record.get("title", ""), say, "title"),
        "expertise": ";".join(_expertise(record, register, say)),
        "location": _location(record, say),
        "meets": "online",
        "website": website(record.get("website", ""), say),
        "links": "; ".join(_links(record, say)),
        **consent.columns(),
        "notes": "Consent is synthesised for a test.",
    }


def member_row(person: Person, since: str, consent: MadeUpConsent) -> dict[str, str]:
    """Make the row of `committee.csv`: an organiser of a cohort."""
    return {
        "id": person.id,
        "name": person.name,
        "role": "member",
        "organisation": person.organisation,
        "since": since,
        **consent.columns(),
    }


def biography(person: Person) -> str:
    """Return the text of a person's biography; empty where there is none."""
    return tidy(person.record.get("bio", ""), person.say, "bio")


def _links(record: Mapping[str, Any], say: Say) -> Iterable[str]:
    """Give what leads to somebody elsewhere; what is no address of its kind is refused."""
    for kind, form, address in (
        ("orcid", _ORCID, "https://orcid.org/{}"),
        ("linkedin", _LINKEDIN, "https://www.linkedin.com/in/{}"),
        ("mastodon", _MASTODON, "https://{1}/@{0}"),
    ):
        written = record.get(kind) or ""
        given = written.strip() if isinstance(written, str) else str(written)
        found = form.fullmatch(given)
        if found:
            yield f"{kind}: {address.format(*found.groups())}"
        elif given:
            say(f"{kind}: refused, no such address")
    if record.get("twitter"):
        say("twitter: dropped, the handbook has no such word among its links")


def _pronouns(record: Mapping[str, Any], say: Say) -> str:
    pronouns = cell(record.get("pronouns", ""), say, "pronouns")
    if len(pronouns) > LONGEST_PRONOUNS:
        say("pronouns: too long to be pronouns, left out")
        return ""
    return pronouns


def _location(record: Mapping[str, Any], say: Say) -> str:
    city = re.sub(r"\s+,", ",", cell(record.get("city", ""), say, "city"))
    country = cell(record.get("country", ""), say, "country")
    if not country:
        say("country: missing, though the source calls it mandatory")
    if city.casefold().endswith(country.casefold()):
        return city or country
    return ", ".join(filter(None, (city, country)))


def _expertise(record: Mapping[str, Any], register: Register, say: Say) -> list[str]:
    given = record.get("expertise") or ()
    terms = _terms([given] if isinstance(given, str) else given, say)
    ids = [register.expertise.add(_term_key(term), term) for term in terms]
    return list(dict.fromkeys(ids))


def _terms(given: Iterable[str], say: Say) -> Iterable[str]:
    """Mend the list of terms: several in one, one in several, stray marks."""
    open_term = ""
    for item in given:
        term = f"{open_term}, {item}" if open_term else item
        open_term = ""
        if term.count("(") > term.count(")"):
            open_term = term
            continue
        if term != item:
            say("expertise: a term cut at the commas inside its brackets was joined")
        yield from _pieces(term, say)
    yield from _pieces(open_term, say)


def _pieces(term: str, say: Say) -> Iterable[str]:
    if ";" in term:
        say("expertise: several terms in one were split at the semicolons")
    for piece in term.split(";"):
        clean = cell(piece, say, "expertise").strip(" \"'.,")
        if clean:
            yield clean


def _term_key(term: str) -> str:
    """Tell terms apart regardless of case, spaces and hyphens."""
    return re.sub(r"[\s‐‑–_-]+", "", term.casefold())
