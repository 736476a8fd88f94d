"""Setup: the vocabularies and extra columns that a programme declares, and its languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, TypeAdapter

from handbook.content_type.models import Model, TextField
from handbook.languages import Languages
from handbook.problems import Place, Problem
from handbook.reading.documents.documents import read_model
from handbook.reading.documents.yaml_text import Places
from handbook.reading.files import FIELDS, FOLDER, VOCABULARY
from handbook.row import ExtraField, Privacy, Term, Vocabulary

_SLUG = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")


@dataclass(frozen=True)
class Setup:
    """What a programme adds to the schemas."""

    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    extra_fields: tuple[ExtraField, ...] = ()
    problems: tuple[Problem, ...] = ()
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    """Where each extra column is declared, by table and name."""
    words_lost: bool = False
    """Whether the vocabularies could not be read, so that no word can be told unknown."""
    fields_lost: bool = False
    """Whether the extra columns could not be read, so that no column can be."""


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise ValueError("slug")
    return text


Slug = Annotated[str, AfterValidator(_slug)]


class DeclaredTerm(Model):
    """One word of a vocabulary."""

    id: Slug
    """The word as tables hold it; once used, it stays as it is."""
    title: TextField
    """The word as people read it; it may change."""


class DeclaredField(Model):
    """One column of the programme's own."""

    table: str = "mentors"
    """Name of the content type whose table has the column, such as mentors."""
    name: Slug
    """The column's label in the header of the table."""
    title: TextField
    """What the site calls it."""
    type: Literal["string", "integer", "number", "boolean", "date", "list"] = "string"
    """What its cells hold."""
    privacy: Privacy = Privacy.PRIVATE
    """Who may see it: everybody (public), everybody with the person's consent, or nobody."""
    filter: bool = False
    """Whether the directory can be filtered by it."""
    vocabulary: str = ""
    """The list of `vocabulary.yaml` that its words come from; empty for none."""


_VOCABULARIES = TypeAdapter(dict[str, list[DeclaredTerm]])
_FIELDS = TypeAdapter(list[DeclaredField])


def read_setup(root: Path, languages: Languages) -> Setup:
    """Read `vocabulary.yaml` and `fields.yaml`, both of which may be absent."""
    lists, places, problems = read_model(root, VOCABULARY, _VOCABULARIES, languages, optional=True)
    declared, where, more = read_model(root, FIELDS, _FIELDS, languages, optional=True)
    vocabularies = {
        name: Vocabulary(name, tuple(Term(term.id, term.title) for term in terms))
        for name, terms in (lists or {}).items()
    }
    extras = tuple(
        ExtraField(
            one.table, one.name, one.title, one.type, one.privacy, one.filter, one.vocabulary
        )
        for one in declared or ()
    )
    found = [*problems, *more, *_repeated_words(vocabularies, places)]
    found += _repeated_fields(extras, where)
    if lists is not None or not problems:
        found += _unknown_vocabularies(extras, vocabularies, where)
    return Setup(
        vocabularies,
        extras,
        tuple(found),
        {(one.table, one.name): where(str(index)) for index, one in enumerate(extras)},
        words_lost=lists is None and bool(problems),
        fields_lost=declared is None and bool(more),
    )


def _repeated_words(vocabularies: Mapping[str, Vocabulary], where: Places) -> list[Problem]:
    """Find ids that two words of a vocabulary share: which one is meant could not be told."""
    problems = []
    for name, vocabulary in vocabularies.items():
        first: dict[str, int] = {}
        for index, term in enumerate(vocabulary.terms):
            place = where(f"{name}.{index}.id")
            line = first.setdefault(term.id.casefold(), index)
            if line != index:
                details = {"first": where(f"{name}.{line}.id").line}
                problems.append(Problem(place, "duplicate-id", "id", term.id, details=details))
    return problems


def _repeated_fields(extras: tuple[ExtraField, ...], where: Places) -> list[Problem]:
    first: dict[tuple[str, str], int] = {}
    problems = []
    for index, extra in enumerate(extras):
        earlier = first.setdefault((extra.table, extra.name), index)
        if earlier != index:
            details = {"first": where(f"{earlier}.name").line}
            place = where(f"{index}.name")
            problems.append(Problem(place, "duplicate-id", "name", extra.name, details=details))
    return problems


def _unknown_vocabularies(
    extras: tuple[ExtraField, ...], vocabularies: Mapping[str, Vocabulary], where: Places
) -> list[Problem]:
    return [
        Problem(
            where(f"{index}.vocabulary"),
            "vocabulary-missing",
            "vocabulary",
            extra.vocabulary,
            details={"table": where.path},
        )
        for index, extra in enumerate(extras)
        if extra.vocabulary and extra.vocabulary not in vocabularies
    ]


def list_editions(root: Path) -> tuple[str, ...]:
    """List the folders under `programme/editions/`."""
    folder = root / FOLDER / "editions"
    if not folder.is_dir():
        return ()
    folders = (entry.name for entry in folder.iterdir() if entry.is_dir())
    return tuple(sorted(name for name in folders if not name.startswith((".", "_"))))
