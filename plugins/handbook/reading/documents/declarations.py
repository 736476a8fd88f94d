"""Declarations: the words and columns that a programme adds to the schemas.

They stand in `vocabulary.yaml` and `fields.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, TypeAdapter

from handbook.content_type.models import Model, TextField
from handbook.languages import Languages
from handbook.problems import Place, Problem
from handbook.reading.documents.defaults import read_default
from handbook.reading.documents.documents import check, read_model
from handbook.reading.documents.yaml_tree import Places
from handbook.reading.files import FIELDS, VOCABULARY
from handbook.schema import ExtraField, Privacy, Term, Vocabulary
from handbook.text.folding import plain

_SLUG = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")


@dataclass(frozen=True)
class Additions:
    """What a programme adds to the schemas."""

    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    extra_fields: tuple[ExtraField, ...] = ()
    problems: tuple[Problem, ...] = ()
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    """Where each extra column is declared, by table and name."""
    words_places: Places = field(default_factory=lambda: Places(""))
    """Where each word stands, by list and number."""
    words_lost: bool = False
    """Whether the vocabularies could not be read, so that no word can be told unknown."""
    fields_lost: bool = False
    """Whether the extra columns could not be read, so that no column can be."""

    def wordings(self) -> Iterator[tuple[Place, str]]:
        """Give every title of a word, in every language, and where it stands."""
        for name, vocabulary in self.vocabularies.items():
            for number, term in enumerate(vocabulary.terms):
                place = self.words_places(f"{name}.{number}.title")
                yield from ((place, wording) for _, wording in term.title.versions)


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
    contact: bool | None = None
    """Of a kind of link: whether one reaches the person by it, so that it is shown with consent for
    contact alone; that is taken to be so of a kind of your own, unless it says `no`."""


class DeclaredField(Model):
    """One column of the programme's own."""

    table: str = "mentors"
    """Name of the content type whose table has the column, such as mentors."""
    name: Slug
    """The column's label in the header of the table."""
    title: TextField
    """What the site calls it."""
    type: Literal["string", "integer", "number", "range", "boolean", "date", "list", "uri"] = (
        "string"
    )
    """What its cells hold."""
    privacy: Privacy = Privacy.PRIVATE
    """Who may see it: everybody (public), everybody with the person's consent, or nobody."""
    filter: bool = False
    """Whether the directory can be filtered by it."""
    vocabulary: str = ""
    """The list of `vocabulary.yaml` that its words come from; empty for none."""
    options: tuple[TextField, ...] = ()
    """The only texts that its cells may hold, in the order in which filters and lists show them."""


_VOCABULARIES = TypeAdapter(dict[str, list[DeclaredTerm]])
_FIELDS = TypeAdapter(list[DeclaredField])


def read_additions(root: Path, languages: Languages) -> Additions:
    """Read `vocabulary.yaml` and `fields.yaml`, both of which may be absent."""
    lists, places, problems = read_model(root, VOCABULARY, _VOCABULARIES, languages, optional=True)
    if lists is not None or not problems:
        lists = _with_defaults(lists or {}, languages)
    declared, where, more = read_model(root, FIELDS, _FIELDS, languages, optional=True)
    vocabularies = {
        name: Vocabulary(name, tuple(_term(term, at) for at, term in enumerate(terms)))
        for name, terms in (lists or {}).items()
    }
    extras = tuple(
        ExtraField(
            one.table,
            one.name,
            one.title,
            one.type,
            one.privacy,
            one.filter,
            one.vocabulary,
            tuple(Term(str(option), option) for option in one.options),
        )
        for one in declared or ()
    )
    found = [*problems, *more, *_repeated_words(vocabularies, places)]
    found += [*_repeated_fields(extras, where), *_options(extras, where)]
    if lists is not None or not problems:
        found += _unknown_vocabularies(extras, vocabularies, where)
    return Additions(
        vocabularies,
        extras,
        tuple(found),
        {(one.table, one.name): where(str(index)) for index, one in enumerate(extras)},
        words_places=places,
        words_lost=lists is None and bool(problems),
        fields_lost=declared is None and bool(more),
    )


def _with_defaults(
    own: Mapping[str, list[DeclaredTerm]], languages: Languages
) -> dict[str, list[DeclaredTerm]]:
    """Add the words that the handbook has and the programme has not, which the defaults use."""
    lists = {name: list(terms) for name, terms in own.items()}
    if default := read_default(VOCABULARY, languages):
        words, _ = check(default.value, default.where, _VOCABULARIES, languages)
        for name, terms in words.items():
            ours = {term.id: term.contact for term in terms}
            kept = [_as_ours(term, ours.get(term.id)) for term in lists.get(name, ())]
            known = {term.id for term in kept}
            lists[name] = [*kept, *(term for term in terms if term.id not in known)]
    return lists


def _term(declared: DeclaredTerm, place: int) -> Term:
    return Term(declared.id, declared.title, declared.contact is not False, place)


def _as_ours(own: DeclaredTerm, contact: bool | None) -> DeclaredTerm:
    """Have a word of the programme's that does not say whether it is for contact say as ours."""
    return own if own.contact is not None else own.model_copy(update={"contact": contact})


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


def _options(extras: tuple[ExtraField, ...], where: Places) -> Iterator[Problem]:
    """Find options where there is no choice, and those that are written alike."""
    for index, extra in enumerate(extras):
        if extra.options and (extra.type not in {"string", "list"} or extra.vocabulary):
            yield Problem(where(f"{index}.options"), "options-misplaced", "options")
        written: set[str] = set()
        for number, option in enumerate(extra.options):
            wordings = {plain(wording) for _, wording in option.title.versions}
            if wordings & written:
                place = where(f"{index}.options.{number}")
                yield Problem(place, "item-duplicate", "options", option.id)
            written |= wordings


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
