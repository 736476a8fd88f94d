"""Words: the vocabulary behind the ids that stand in the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.datapackage.cells import cell
from handbook.datapackage.resources import Column, Resource
from handbook.languages import Catalogue, Languages, language_name
from handbook.row import Term

_NAME = "vocabulary"


def words_used(
    resources: Iterable[Resource], languages: Languages, catalogue: Catalogue
) -> Iterator[Resource]:
    """Make the table of all words that other tables use, unless there are none."""
    found: dict[tuple[str, str], Term] = {}
    for column in (column for resource in resources for column in resource.columns):
        for term in column.terms:
            found.setdefault((column.vocabulary, term.id), term)
    words = sorted(found.items(), key=lambda word: word[0])
    if not words:
        return
    rows = [(vocabulary, id) for (vocabulary, id), _ in words]
    titles = [term.title for _, term in words]
    columns = [
        _column("vocabulary", catalogue.text("data.vocabulary"), [row[0] for row in rows]),
        _column("id", catalogue.text("data.word"), [row[1] for row in rows]),
        _column("title", catalogue.text("data.wording"), [cell(one, "string") for one in titles]),
    ]
    for code in languages.codes[1:]:
        cells = [cell(one, "string", code) for one in titles]
        if any(cells):
            label = f"{catalogue.text('data.wording')} ({language_name(code, languages.default)})"
            columns.append(_column(f"title_{code}", label, cells))
    yield Resource(
        _NAME,
        catalogue.text("data.vocabulary"),
        catalogue.text("data.vocabulary_description"),
        tuple(columns),
        ("vocabulary", "id"),
    )


def _column(name: str, title: str, cells: list[str]) -> Column:
    required = {"required": True} if all(cells) else {}
    return Column(
        {"name": name, "title": title, "type": "string", "constraints": required}, tuple(cells)
    )
