"""Who runs the programme, what it is for, how it understands mentoring (evidence section 1)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from handbook.content_type import ContentType, YamlDocument, as_it_is
from handbook.content_type.models import Document, Model
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.languages import Text
from handbook.problems import Place, Problem, Severity
from handbook.programme import Programme, Rule


def partner_range(programme: Programme) -> Iterator[Problem]:
    """The most partners are not fewer than the least (evidence 2.5)."""
    for description in programme.all(ProgrammeDescription):
        if description.partners.maximum < description.partners.minimum:
            yield Problem(
                description.where("partners.maximum"),
                "partners-range",
                "partners.maximum",
                str(description.partners.maximum),
                details={"minimum": description.partners.minimum},
            )


def unique_ids(programme: Programme) -> Iterator[Problem]:
    """Objectives, groups and wordings of consent are told apart by their ids."""
    for description in programme.all(ProgrammeDescription):
        versions = [item.version for item in description.consent_wordings]
        lists = {
            "objectives": ("id", [item.id for item in description.objectives]),
            "audience": ("id", [item.id for item in description.audience]),
            "consent_wordings": ("version", versions),
        }
        for name, (key, ids) in lists.items():
            for number, id in enumerate(ids):
                if id in ids[:number]:
                    field = f"{name}.{number}.{key}"
                    yield Problem(description.where(field), "item-duplicate", field, id)


def holidays_once(programme: Programme) -> Iterator[Problem]:
    """A holiday is listed once."""
    for description in programme.all(ProgrammeDescription):
        days = [holiday.date for holiday in description.holidays]
        for number, day in enumerate(days):
            if day in days[:number]:
                field = f"holidays.{number}.date"
                place = description.where(field)
                yield Problem(place, "holiday-repeated", field, str(day), Severity.WARNING)


def no_example_addresses(programme: Programme) -> Iterator[Problem]:
    """A programme of real people has addresses that somebody reads, not those of an example."""
    for description in programme.all(ProgrammeDescription):
        if description.people == "fictional":
            continue
        addresses = {
            "association.website": description.association.website,
            "site_url": description.site_url,
            "contacts.programme.email": description.contacts.programme.email,
            "contacts.safeguarding.email": description.contacts.safeguarding.email,
            "data_controller.email": description.data_controller.email,
        }
        for field, address in addresses.items():
            if address and address.rstrip("/").endswith(".example"):
                place = description.where(field)
                yield Problem(place, "address-example", field, address, Severity.WARNING)


def translated(programme: Programme) -> Iterator[Problem]:
    """Every text is there in every language of the programme.

    What is missing is shown in the default language, so one warning for each file is enough: it
    says how many texts lack a language, and which, at the first of them.
    """
    wanted = tuple(programme.languages)[1:]
    if not wanted:
        return
    lacking: dict[str, list[tuple[Place, set[str]]]] = {}
    # What is still to be written is told elsewhere.
    for place, text in filter(lambda each: each[1], _texts(programme)):
        missing = set(wanted) - {code for code, wording in text.versions if wording}
        if missing:
            lacking.setdefault(place.path, []).append((place, missing))
    for found in (*lacking.values(), *_files(programme, wanted)):
        missing = set().union(*(codes for _, codes in found))
        yield Problem(
            min(place for place, _ in found),
            "text-untranslated",
            severity=Severity.WARNING,
            details={
                "count": len(found),
                "languages": ", ".join(code for code in wanted if code in missing),
            },
        )


def _files(programme: Programme, wanted: tuple[str, ...]) -> Iterator[list[tuple[Place, set[str]]]]:
    """Give the Markdown files of each folder that are not there in every language."""
    default = f".{programme.languages.default}.md"
    folders: dict[str, list[tuple[Place, set[str]]]] = {}
    for path in sorted(programme.files):
        if path.endswith(default):
            stem = path.removesuffix(default)
            missing = {code for code in wanted if f"{stem}.{code}.md" not in programme.files}
            if missing:
                folder = path.partition("/")[0]
                folders.setdefault(folder, []).append((Place(f"programme/{path}"), missing))
    yield from folders.values()


def _texts(programme: Programme) -> Iterator[tuple[Place, Text]]:
    """Give every text of the programme's records, and where it stands."""
    for records in programme.kinds.values():
        for record in records:
            if isinstance(record, Document):
                for path, text in _within(record, ()):
                    yield record.where(".".join(path)), text
            elif dataclasses.is_dataclass(record):
                yield from _of_row(record)


def _of_row(record: Any) -> Iterator[tuple[Place, Text]]:
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        values = value if isinstance(value, tuple) else (value,)
        for text in values:
            if isinstance(text, Text) and text:
                yield record.where(field.name), text


def _within(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Text]]:
    """Walk a document, giving each text with its dotted path."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _within(getattr(value, name), (*path, name))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, item in enumerate(value):
            yield from _within(item, (*path, str(number)))


RULES: tuple[Rule, ...] = (
    partner_range,
    unique_ids,
    no_example_addresses,
    holidays_once,
    translated,
)

PROGRAMME = ContentType(
    name="programme",
    folder=Path(__file__).parent,
    source=YamlDocument("programme.yaml", ProgrammeDescription),
    publish=as_it_is,
    rules=RULES,
)
