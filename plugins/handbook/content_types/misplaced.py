"""Values in the wrong column, such as an address in place of a name, and lost letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from handbook.content_type.records import PeopleTable
from handbook.languages import Text
from handbook.problems import MASK, Problem, Severity, warning
from handbook.programme import Programme
from handbook.schema import Field, Privacy
from handbook.text.addresses import emails_in, is_email
from handbook.text.phones import SHORTEST
from handbook.text.recognising import is_day, is_number, is_orcid, phones_in

_WEB = re.compile(r"(?:https?://|www\.)\S")
_LOST = re.compile(r"[^\W\d_]\?+[^\W\d_]|^\W*\?[^\W\d_]|\?{4}")
_SUSPICIOUS = re.compile(r"[@?\d]|://|www\.")
_PRONOUN = (
    "(?:she|her|hers|he|him|his|they|them|theirs|ella|ellas|él|ellos|elle|elles|iel|il|lui|xe|xem"
    "|ze|zir|hir|ela|ele|elu|sie|er|ihr|any|all)"
)
_BETWEEN = r"\s*[/|,·-]\s*"
_PRONOUNS = re.compile(
    rf"[(\[]\s*{_PRONOUN}(?:{_BETWEEN}{_PRONOUN})+\s*[)\]]|[(\[]\s*(?-i:{_PRONOUN})\s*[)\]]\s*$"
    rf"|[\s,–—-]\s*{_PRONOUN}\s*/\s*{_PRONOUN}(?:\s*/\s*{_PRONOUN})*\s*$",
    re.IGNORECASE,
)
_FIRST_YEAR = 1990
"""Before this no programme asked anybody for a consent, or for anything else that is dated here."""
_AHEAD = {"since": 10, "expiry": 60, "until": 60}
"""Years from today in which a day may lie, by the end of the column's name; others lie behind."""


def in_their_columns(table: PeopleTable, programme: Programme) -> Iterator[Problem]:
    """The texts of a table of people are whole and in their own columns.

    What would be published though nobody allowed it, an e-mail address or a telephone number, is
    an error. A column is looked at where any text may stand in it, and where it may be shown; the
    name always. Within sentences (`prose`) an address may be meant.
    """
    columns = [field for field in table.schema.fields if _is_text(field, table)]
    for row in table.rows:
        for field in columns:
            value = row.values.get(field.name)
            found = _first(value, whole=not field.prose) if value and _suspect(value) else None
            if found:
                code, severity = found
                yield Problem(row.where(field.name), code, field.name, MASK, severity)


def days_plausible(table: PeopleTable, programme: Programme) -> Iterator[Problem]:
    """The days of a table of people are not so far off that a year was mistyped."""
    today = programme.reference_date
    columns = [field.name for field in table.schema.fields if field.type == "date"]
    for row in table.rows:
        given = row.values.get(table.person.consent) is True
        for name in columns:
            day = row.values.get(name)
            latest = today + timedelta(days=366 * _AHEAD.get(name.rpartition("_")[2], 0))
            if day is None or (given and name == f"{table.person.consent}_date" and day > today):
                # That a consent begins later is told as such.
                continue
            if day.year < _FIRST_YEAR or day > latest:
                code = "day-early" if day.year < _FIRST_YEAR else "day-late"
                yield warning(row.where(name), code, name, MASK)


def names_alone(table: PeopleTable, programme: Programme) -> Iterator[Problem]:
    """No name has the person's pronouns in it."""
    for row in table.rows:
        if _PRONOUNS.search(str(row.values.get(table.person.name) or "")):
            name = table.person.name
            place = row.where(name)
            yield warning(place, "misplaced-pronouns", name, MASK)


def _is_text(field: Field, table: PeopleTable) -> bool:
    person, constraints = table.person, field.descriptor.get("constraints", {})
    if field.name == person.name:
        return True
    if field.type != "string" or field.vocabulary or field.privacy is Privacy.PRIVATE:
        return False
    if "format" in field.descriptor or constraints.keys() & {"enum", "pattern"}:
        return False
    of_consent = bool(person.consent) and field.name.startswith(f"{person.consent}_")
    return not of_consent and field.name not in table.schema.references


def _versions(value: str | Text) -> tuple[tuple[str, str], ...]:
    return value.versions if isinstance(value, Text) else (("", value),)


def _suspect(value: str | Text) -> bool:
    """Say at little cost whether a closer look is needed: of most texts it is not."""
    return any(_SUSPICIOUS.search(text) for _, text in _versions(value))


def _first(value: str | Text, *, whole: bool) -> tuple[str, Severity] | None:
    found = (misplaced(text, whole=whole) for _, text in _versions(value))
    return next(filter(None, found), None)


def misplaced(text: str, *, whole: bool = True) -> tuple[str, Severity] | None:
    """Say, by its code, what is wrong with a text in this column, and how grave; else None.

    Args:
        text: what stands in the column.
        whole: whether an address or telephone number within it is out of place too.
    """
    if emails_in(text):
        grave = whole or is_email(text)
        return "misplaced-email", Severity.ERROR if grave else Severity.WARNING
    if whole and ("://" in text or "www." in text) and _WEB.search(text):
        return "misplaced-web", Severity.WARNING
    if "?" in text and _lost_letters(text):
        return "letters-lost", Severity.WARNING
    return _misplaced_number(text, whole=whole)


def _misplaced_number(text: str, *, whole: bool) -> tuple[str, Severity] | None:
    if is_orcid(text):
        return "misplaced-orcid", Severity.WARNING
    if is_day(text):
        return "misplaced-date", Severity.WARNING
    if is_number(text):
        grave = sum(map(str.isdigit, text)) >= SHORTEST
        return "misplaced-number", Severity.ERROR if grave else Severity.WARNING
    return ("misplaced-number", Severity.ERROR) if whole and phones_in(text) else None


def _lost_letters(text: str) -> bool:
    """Say whether question marks stand for letters, as an old encoding leaves them.

    In an address a question mark stands between letters by right.
    """
    words = (word for word in text.split() if "/" not in word and "=" not in word)
    return any(map(_LOST.search, words))
