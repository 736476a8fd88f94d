"""The register of personal data as people and programs read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.consent import BIOGRAPHY
from handbook.days import long_date
from handbook.languages import Catalogue
from handbook.people.holdings import Datum
from handbook.people.register import Entry, Person, Reason, Register
from handbook.rendering.values import plain


def as_text(found: Register, words: Catalogue) -> Iterator[str]:
    """Write the register line by line."""
    text = words.text
    shown = [person for person in found.people if person.shown]
    yield text("register.day", date=long_date(found.day, words.language))
    yield text("register.people", count=len(shown))
    for person in shown:
        yield ""
        yield person.name
        for entry in person.shown:
            yield from (f"  {line}" for line in _entry_lines(entry, words))
    yield ""
    yield text("register.wordings")
    for wording in found.wordings:
        since = long_date(wording.since, words.language)
        yield f"  {text('register.wording_since', version=wording.version, date=since)}"
        yield f"    {plain(wording.text, words.language)}"
    yield ""
    yield text("register.hidden", count=len(found.hidden))
    for reason, entries in _by_reason(found).items():
        yield f"  {_reason(reason, words)}"
        yield from (f"    {entry.place} ({entry.id})" for entry in entries)


def _entry_lines(entry: Entry, words: Catalogue) -> Iterator[str]:
    edition = f" {entry.edition}" if entry.edition else ""
    yield f"{entry.title}{edition} · {entry.place} · {entry.id}"
    yield f"  {_consent(entry, words)}"
    for datum in entry.shown:
        yield f"  {_title(datum, words)}: {_value(datum, words)}"
    if entry.kept_back:
        names = ", ".join(dict.fromkeys(_title(datum, words) for datum in entry.kept_back))
        yield f"  {words.text('register.kept_back', fields=names)}"


def _consent(entry: Entry, words: Catalogue) -> str:
    text, consent = words.text, entry.consent
    if consent is None or consent.since is None:
        return text("register.by_reference")
    parts = [
        text("register.consent", date=long_date(consent.since, words.language)),
        text("register.wording", version=consent.wording or "?"),
    ]
    if consent.scope:
        covered = [text(f"register.scopes.{part}") for part in sorted(consent.scope)]
        parts.append(text("register.scope", scope=", ".join(covered)))
    elif entry.scoped:
        parts.append(text("register.no_scope"))
    end = consent.expires and long_date(consent.expires, words.language)
    parts.append(text("register.until", date=end) if end else text("register.no_end"))
    return "; ".join(parts)


def _title(datum: Datum, words: Catalogue) -> str:
    if datum.title:
        return datum.title
    return words.text("register.biography" if datum.field == BIOGRAPHY else "register.photo")


def _value(datum: Datum, words: Catalogue) -> str:
    values = datum.value if isinstance(datum.value, tuple) else (datum.value,)
    return "; ".join(_written(value, words) for value in values)


def _written(value: Any, words: Catalogue) -> str:
    if isinstance(value, bool):
        return words.text("register.yes" if value else "register.no")
    return plain(value, words.language)


def _by_reason(found: Register) -> dict[Reason, list[Entry]]:
    return {
        reason: entries
        for reason in Reason
        if (entries := [entry for entry in found.hidden if entry.reason is reason])
    }


def _reason(reason: Reason, words: Catalogue) -> str:
    text = words.text
    return {
        Reason.REFUSED: text("register.refused"),
        Reason.UNDATED: text("register.undated"),
        Reason.FUTURE: text("register.future"),
        Reason.EXPIRED: text("register.expired"),
        Reason.OTHER: text("register.other"),
    }[reason]


def as_json(found: Register, words: Catalogue) -> dict[str, Any]:
    """Write the register as maps and lists."""
    return {
        "date": found.day.isoformat(),
        "people": [_person_json(person, words) for person in found.people if person.shown],
        "wordings": [
            {
                "version": wording.version,
                "since": wording.since.isoformat(),
                "text": plain(wording.text, words.language),
            }
            for wording in found.wordings
        ],
        "hidden": [
            {"table": entry.table, "id": entry.id, **_spot(entry), "reason": entry.reason}
            for entry in found.hidden
        ],
    }


def _person_json(person: Person, words: Catalogue) -> dict[str, Any]:
    return {"name": person.name, "rows": [_entry_json(entry, words) for entry in person.shown]}


def _entry_json(entry: Entry, words: Catalogue) -> dict[str, Any]:
    consent = entry.consent
    return {
        "table": entry.table,
        "edition": entry.edition,
        "id": entry.id,
        **_spot(entry),
        "consent": consent
        and {
            "date": consent.since and consent.since.isoformat(),
            "scope": sorted(consent.scope),
            "wording": consent.wording,
            "expiry": consent.expires and consent.expires.isoformat(),
        },
        "shown": [{"field": datum.field, "value": _value(datum, words)} for datum in entry.shown],
        "kept_back": list(dict.fromkeys(datum.field for datum in entry.kept_back)),
    }


def _spot(entry: Entry) -> dict[str, Any]:
    return {"path": entry.place.path, "line": entry.place.line}
