"""Rules on consent, the same for everybody who can be named, and on what is public by it alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePath

from handbook.consent import BIOGRAPHY, CONTACT, PHOTO, Consent
from handbook.content_type.records import PeopleTable
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.problems import MASK, Place, Problem, Severity, Where, warning
from handbook.programme import Programme
from handbook.row import Row
from handbook.schema import Field, Privacy, Schema
from handbook.settings import Visibility


def consents_sound(table: PeopleTable, programme: Programme) -> Iterator[Problem]:
    """A consent states its date and a known wording.

    Nobody can have agreed to a wording before there was one: that stops the publication. A consent
    from a day to come does not, since nothing is shown until then.
    """
    prefix = table.person.consent
    listed = programme.one(ProgrammeDescription).consent_wordings
    wordings = {wording.version: wording.since for wording in listed}
    for row in table.rows if prefix else ():
        consent = row.consent(prefix)
        if consent.given:
            yield from _faults(consent, wordings, row.where, prefix)
            yield from _untimely(consent, wordings, programme.reference_date, row.where, prefix)


def _faults(
    consent: Consent, wordings: Mapping[str, date], where: Where, prefix: str
) -> Iterator[Problem]:
    if consent.since is None:
        yield _problem(where(f"{prefix}_date"), "consent-undated", f"{prefix}_date", "")
    if consent.wording not in wordings:
        field = f"{prefix}_wording"
        code = "consent-wording-unknown" if consent.wording else "consent-wording-missing"
        value = MASK if consent.wording else ""
        yield Problem(where(field), code, field, value, cause=consent.wording)
    if consent.since and consent.expires and consent.expires < consent.since:
        yield _problem(where(f"{prefix}_expiry"), "consent-expiry-early", f"{prefix}_expiry", MASK)


def _untimely(
    consent: Consent,
    wordings: Mapping[str, date],
    today: date,
    where: Where,
    prefix: str,
) -> Iterator[Problem]:
    if consent.since is None:
        return
    field = f"{prefix}_date"
    if consent.since > today:
        yield warning(where(field), "consent-future", field, MASK)
    if consent.since < wordings.get(consent.wording, consent.since):
        details = {"since": wordings[consent.wording]}
        yield Problem(where(field), "consent-before-wording", field, MASK, details=details)


def _problem(place: Place, code: str, field: str, value: str) -> Problem:
    return Problem(place, code, field, value)


_EMPTY = (None, "", ())


def exposed(
    description: ProgrammeDescription | None, repository: Visibility | None
) -> Iterator[Problem]:
    """Refuse real people in a repository that everybody can read, history and all."""
    if description is not None and description.people == "real" and repository == "public":
        yield Problem(description.where("people"), "repository-public", "people", "real")


def unfounded(
    description: ProgrammeDescription | None,
    tables: Iterable[PeopleTable],
    files: Iterable[str],
    day: date,
) -> Iterator[Problem]:
    """Check the claim that all people are public by their own consent.

    Args:
        description: the programme's; None where it is faulty, which is told already.
        tables: those that tell of people; those of `private/` are passed over.
        files: paths from `programme/` of the pictures and texts beside the tables.
        day: the reference date.
    """
    if description is None or description.people != "consenting":
        return
    attached = {_owner(path) for path in files}
    for table in tables:
        for row in () if table.private else table.rows:
            if row.values.get(table.person.name):
                yield from _unfounded(row, table, attached, day)


def _unfounded(
    row: Row, table: PeopleTable, attached: set[tuple[str, str]], day: date
) -> Iterator[Problem]:
    """Tell what of one person is not public by their consent."""
    prefix = table.person.consent
    consent = row.consent(prefix) if prefix else None
    if consent is None or not consent.valid_on(day):
        # A consent that has ended takes its person off the site: to stop the publication then
        # would keep the last site, with the person on it.
        expires = consent.expires if consent is not None and consent.given else None
        severity = Severity.WARNING if expires is not None and expires < day else Severity.ERROR
        yield Problem(row.where(prefix), "people-without-consent", prefix, MASK, severity)
        return
    hidden = tuple(_private(row, table.schema))
    if hidden:
        place, details = row.where(hidden[0]), {"columns": ", ".join(hidden)}
        yield Problem(place, "people-private-filled", hidden[0], MASK, details=details)
    for part in _parts(row, table, attached):
        if part not in consent.scope:
            field = f"{prefix}_scope"
            details = {"part": part}
            yield Problem(row.where(field), "people-beyond-scope", field, details=details)


def _private(row: Row, schema: Schema) -> Iterator[str]:
    """Name the private columns that are filled, the programme's own ones too."""
    for field in schema.fields:
        if field.privacy is Privacy.PRIVATE and row.values.get(field.name) not in _EMPTY:
            yield field.name
    for extra in row.extra:
        if extra.field.privacy is Privacy.PRIVATE and extra.value not in _EMPTY:
            yield extra.field.name


def _parts(row: Row, table: PeopleTable, attached: set[tuple[str, str]]) -> Iterator[str]:
    """Name what is there of a person that needs a consent of its own."""
    if any(row.values.get(each.name) for each in table.schema.fields if _is_address(each)):
        yield CONTACT
    id = row.values.get(table.person.id)
    if ("photos", id) in attached:
        yield PHOTO
    if (table.schema.name, id) in attached:
        yield BIOGRAPHY


def _is_address(field: Field) -> bool:
    return field.descriptor.get("format") == "email"


def _owner(path: str) -> tuple[str, str]:
    """Return the folder of a file beside the data, and the id that its name begins with."""
    pure = PurePath(path)
    return pure.parent.as_posix(), pure.name.partition(".")[0]
