"""Models of YAML documents: their bases, the texts they are made of, and rules for their lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, get_args
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    PrivateAttr,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic.fields import FieldInfo

from handbook.days import Day
from handbook.languages import SHIPPED, Text, is_language, language_code
from handbook.problems import Place, Problem, Severity, Where
from handbook.programme import Programme, Rule
from handbook.text.addresses import is_email, is_web_address
from handbook.text.recognising import MONTH

SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"


def _known_language(code: str) -> str:
    usual = language_code(code)
    if not is_language(usual):
        raise ValueError(f"language-unknown:{code}")
    if code != usual:
        raise ValueError(f"language-form:{usual}")
    return code


@cache
def time_zones() -> frozenset[str]:
    """List the time zones there are, once: it takes a walk through many folders."""
    return frozenset(available_timezones()) - {"localtime", "Factory"}


def _known_zone(name: str) -> str:
    if name not in time_zones():
        raise ValueError(f"time-zone-unknown:{name}")
    return name


def _web_address(address: str) -> str:
    if not is_web_address(address):
        raise ValueError(f"address-expected:{address}")
    return address


def _secure_address(address: str) -> str:
    if not _web_address(address).casefold().startswith("https://"):
        raise ValueError(f"address-insecure:{address}")
    return address


def _email(address: str) -> str:
    if not is_email(address):
        raise ValueError(f"email-expected:{address}")
    return address


def _slug(id: str) -> str:
    if not re.fullmatch(SLUG, id):
        raise ValueError("slug")
    return id


def _day_or_month(value: Any, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Day:
    """Read a day, or a month where the day is not known; provisional as the document says."""
    month = isinstance(value, str) and MONTH.fullmatch(value) is not None
    day: date = read(f"{value}-01" if month else value)
    provisional = bool(info.data.get("provisional"))
    return Day.like(day, month_only=month, provisional=provisional)


def _last_of_month(day: Day) -> Day:
    if not day.month_only:
        return day
    return Day.like(day.latest, month_only=True, provisional=day.provisional)


PlannedDay = Annotated[
    date,
    WrapValidator(_day_or_month),
    WithJsonSchema({"type": "string", "format": "day"}),
]
"""A day of a plan, or a month such as 2027-03; of a month it is the first day."""
PlannedEnd = Annotated[PlannedDay, AfterValidator(_last_of_month)]
"""Likewise; of a month it is the last day."""
LanguageCode = Annotated[str, AfterValidator(_known_language)]
TimeZone = Annotated[str, AfterValidator(_known_zone)]
WebAddress = Annotated[
    str,
    AfterValidator(_web_address),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"}),
]
SecureAddress = Annotated[
    str,
    AfterValidator(_secure_address),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https://"}),
]
"""Where people are sent to tell of themselves: nobody on the way may read that."""
Email = Annotated[
    str, AfterValidator(_email), WithJsonSchema({"type": "string", "format": "email"})
]
Slug = Annotated[
    str,
    AfterValidator(_slug),
    # A year such as 2026 is a number to an editor.
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{SLUG}$"}),
]


def _nowhere(field: str = "") -> Place:
    """Stand in for the place of a model that was not read from a file."""
    return Place("")


class Model(BaseModel):
    """A part of a YAML document, strict about its keys.

    Values arrive as the text that stands in the file, so that the model alone decides their
    type; `where("sessions.count")` tells where a value stands.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Document(Model):
    """A whole YAML document: one record."""

    _where: Where = PrivateAttr(default_factory=lambda: _nowhere)
    _edition: str = PrivateAttr(default="")
    _name: str = PrivateAttr(default="")

    @property
    def id(self) -> str:
        """Name of its file where there are several in a folder, slug of its edition, or empty."""
        return self._name or self._edition

    @property
    def edition(self) -> str:
        """Slug of the edition it belongs to; empty for the programme's own documents."""
        return self._edition

    @property
    def where(self) -> Where:
        """Tells where a key stands, by its dotted path."""
        return self._where

    def model_post_init(self, context: Any, /) -> None:
        """Remember where the document was read from, as the reader tells in its context."""
        told = context or {}
        self._where = told.get("where", _nowhere)
        self._edition = told.get("edition", "")
        self._name = told.get("name", "")


def _parse_text(value: Any, info: ValidationInfo) -> Text:
    languages = (info.context or {}).get("languages") or ("en",)
    if isinstance(value, Text):
        return value
    if isinstance(value, str) and value.strip():
        return Text.of(value.strip(), languages[0])
    if isinstance(value, dict) and value and all(isinstance(v, str) for v in value.values()):
        unknown = [code for code in value if code not in languages]
        if unknown:
            raise ValueError(f"text-language:{unknown[0]}")
        if languages[0] not in value:
            raise ValueError(f"text-default:{languages[0]}")
        order = [code for code in languages if code in value]
        return Text(tuple((code, value[code].strip()) for code in order))
    raise ValueError("text-expected")


TextField = Annotated[Text, PlainValidator(_parse_text)]
"""A text of a YAML document: a string, or a map of language to wording."""
_AWAITED = "awaited"
AWAITED = Text.of("", SHIPPED)
"""A text that is still to be written."""


def _parse_awaited(value: Any, info: ValidationInfo) -> Text:
    unsaid = value is None or (isinstance(value, str) and not value.strip())
    return AWAITED if unsaid else _parse_text(value, info)


AwaitedField = Annotated[Text, PlainValidator(_parse_awaited), _AWAITED]
"""Likewise, but a programme may begin before it is written: the pages say that it will be."""
MAY_WAIT = BeforeValidator(lambda value: () if value is None else value)
"""Of a list: its key may stand there with nothing in it."""
_MARKDOWN = "Markdown"
MarkdownField = Annotated[Text, PlainValidator(_parse_text), _MARKDOWN]
"""Likewise, of Markdown."""


def is_markdown(field: FieldInfo) -> bool:
    """Say whether a field of a model is a text of Markdown.

    >>> class Note(Model):
    ...     title: TextField
    ...     body: MarkdownField | None = None
    >>> [is_markdown(field) for field in Note.model_fields.values()]
    [False, True]
    """
    return _MARKDOWN in field.metadata or any(
        _MARKDOWN in getattr(each, "__metadata__", ()) for each in get_args(field.annotation)
    )


def is_awaited(field: FieldInfo) -> bool:
    """Say whether a programme may begin before a field of a model is written."""
    return _AWAITED in field.metadata


def covers(
    model: type[Document],
    key: str,
    present: Callable[[Any], Iterable[str]],
    required: Mapping[str, str],
    code: str,
    severity: Severity = Severity.ERROR,
) -> Rule:
    """Make the rule that a document holds every required item.

    Args:
        model: the document.
        key: the list in it where the items stand.
        present: gives the ids that a document of this model has.
        required: id to the evidence id that asks for it.
        code: code of the problem.
        severity: whether a gap stops the publication.
    """

    def rule(programme: Programme) -> Iterator[Problem]:
        for document in programme.all(model):
            found = set(present(document))
            for id, evidence in required.items():
                if id not in found:
                    yield Problem(
                        document.where(key),
                        code,
                        key,
                        severity=severity,
                        details={"missing": id, "evidence": evidence},
                    )

    return rule


def unique_items(model: type[Document], key: str, ids: Callable[[Any], Iterable[str]]) -> Rule:
    """Make the rule that the items of a document's list are told apart by their ids."""

    def rule(programme: Programme) -> Iterator[Problem]:
        for document in programme.all(model):
            seen: set[str] = set()
            for number, id in enumerate(ids(document)):
                if id in seen:
                    field = f"{key}.{number}.id"
                    yield Problem(document.where(field), "item-duplicate", field, id)
                seen.add(id)

    return rule
