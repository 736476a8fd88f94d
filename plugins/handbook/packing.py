"""Packs: what is published of an edition that is over, in one archive (evidence 8.6).

For those who decide on a programme, compare it or accredit it. Tables that name people are not in
it: a copy that is handed on does not hear of a consent that ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from handbook.archives import zipped
from handbook.content_types.editions import EDITIONS, PublicEdition
from handbook.content_types.forms.record import Form
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.results import RESULTS
from handbook.content_types.timeline import TIMELINE
from handbook.datapackage import data_package
from handbook.days import date_range
from handbook.languages import Catalogue, language_name
from handbook.outputs import OutputFile
from handbook.papers.paper import language_of, paper_of
from handbook.papers.plain import as_text
from handbook.papers.reports import NAME
from handbook.programme import Programme
from handbook.rendering.values import plain
from handbook.urls import Urls, url_of

TABLES = (EDITIONS, TIMELINE, RESULTS)
"""What an edition was, when, and what it counted; none of these names anybody."""


def packs(
    programme: Programme,
    catalogues: Mapping[str, Catalogue],
    documents: Sequence[OutputFile],
    site: str,
    stamp: date,
) -> Iterator[OutputFile]:
    """Pack each edition that is over and has told what came of it.

    Args:
        programme: the published one, its texts filled in.
        catalogues: the words of each language, and of those that forms may be in besides.
        documents: all that were made, of which the reports are taken along.
        site: absolute address of the site with a slash at its end; empty where it is not known.
        stamp: the day on which the files in the archives say they were made.
    """
    for edition in programme.all(PublicEdition):
        if edition.packed:
            files = _files(edition, programme, catalogues, documents, site)
            yield OutputFile(f"{_folder(edition)}{PACK}", zipped(dict(sorted(files)), stamp))


PACK = "evidence.zip"
"""Name of the archive, in the folder of the edition."""


def _folder(edition: PublicEdition, urls: Urls | None = None, language: str = "") -> str:
    assert EDITIONS.entries is not None
    page = EDITIONS.entries.page(EDITIONS.name, edition.id)
    return url_of(urls.path(page, language) if urls else page)


def _files(
    edition: PublicEdition,
    programme: Programme,
    catalogues: Mapping[str, Catalogue],
    documents: Sequence[OutputFile],
    site: str,
) -> Iterator[tuple[str, bytes]]:
    urls = Urls(programme.languages)
    made = {file.path: file.content for file in documents}
    for language in programme.languages:
        words, folder = catalogues[language], _folder(edition, urls, language)
        page = f"{site}{folder}" if site else ""
        yield f"README.{language}.txt", _read_me(edition, programme, words, page).encode()
        for shape in ("pdf", "docx", "txt"):
            if (content := made.get(f"{folder}{NAME}.{shape}")) is not None:
                yield f"report.{language}.{shape}", content
    alone = replace(programme, kinds={**programme.kinds, EDITIONS.name: (edition,)})
    tables = data_package(alone, TABLES, catalogues[programme.languages.default])
    yield from ((file.path, file.content) for file in tables)
    description = programme.one(ProgrammeDescription)
    for form in programme.all(Form):
        for code in dict.fromkeys(language_of(form, each) for each in programme.languages):
            paper = paper_of(form, description, (edition,), catalogues[code])
            yield f"forms/{form.id}.{code}.txt", as_text(paper, catalogues[code])


def _read_me(edition: PublicEdition, programme: Programme, words: Catalogue, page: str) -> str:
    """Say what is in the archive, and what is not; a paragraph a line, ended as everywhere."""
    description, language = programme.one(ProgrammeDescription), words.language
    name, title = plain(description.name, language), plain(edition.title, language)
    heading = f"{name} · {title}" if name not in title else title
    told = ("report", "data", "forms", "people")
    listed = [language_name(each, language) for each in programme.languages]
    paragraphs = [
        heading,
        date_range(edition.settings.starts, edition.settings.ends, words),
        words.text("pack.what", date=plain(programme.reference_date, language)),
        *(words.text(f"pack.{part}") for part in told),
        words.text("pack.languages", languages=", ".join(listed)),
        *([words.text("pack.page", page=page)] if page else []),
    ]
    if description.data_licence:
        licence = plain(description.data_licence.title, language)
        paragraphs.append(words.text("pack.licence", licence=licence))
    return "\r\n\r\n".join(paragraphs) + "\r\n"
