"""Papers: the documents of forms, to be filled in elsewhere than on the page, and of reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.clock import tick
from handbook.content_types.editions import EDITIONS, PublicEdition
from handbook.content_types.editions.speaking import speaking_to
from handbook.content_types.forms import FORMS
from handbook.content_types.forms.record import Form
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.report import Report
from handbook.languages import Catalogue
from handbook.outputs import OutputFile
from handbook.papers.docx import as_docx
from handbook.papers.fonts import missing
from handbook.papers.glyphs import unwritable
from handbook.papers.kept import Kept
from handbook.papers.paper import Paper, UnmadeError, language_of, paper_of
from handbook.papers.pdf import as_pdf
from handbook.papers.plain import as_text
from handbook.papers.reports import NAME, report_paper
from handbook.problems import Problem
from handbook.programme import Programme
from handbook.urls import Urls, url_of

Shape = Callable[[Paper, Catalogue], bytes]
SHAPES: Mapping[str, Shape] = {"pdf": as_pdf, "docx": as_docx, "txt": as_text}
"""What documents there are, by the end of their names; each makes a file of a paper."""


@dataclass(frozen=True, slots=True)
class _Task:
    """One paper, and where its documents go."""

    of: Form | Report
    """What it is made of."""
    paper: Paper
    words: Catalogue
    paths: tuple[str, ...]
    """Paths without the end that tells the shape; more than one where languages share it."""


def documents(
    programme: Programme,
    catalogues: Mapping[str, Catalogue],
    urls: Urls,
    cache: Path,
) -> tuple[tuple[OutputFile, ...], tuple[Problem, ...]]:
    """Make the documents of forms and reports, in every language.

    Forms are for the edition that pages speak to, reports of any edition that has one.

    Args:
        programme: the published one, its texts filled in.
        catalogues: the words of each language, and of those that forms may be in besides.
        urls: the scheme of paths.
        cache: folder in which documents are kept, so that they are made when they change only.

    Returns:
        The files, beside the pages of forms and editions; a problem for each that cannot be made.
    """
    kept = Kept(cache)
    files: list[OutputFile] = []
    problems: list[Problem] = []
    for task in _tasks(programme, catalogues, urls):
        tick()
        for shape, make in SHAPES.items():
            try:
                content = kept.content(shape, task.paper, task.words, make)
            except UnmadeError as error:
                problems.append(_told(task.of, error))
                continue
            files += (OutputFile(f"{path}.{shape}", content) for path in task.paths)
    kept.clear()
    return tuple(files), tuple(problems)


def foreseen(
    programme: Programme, catalogues: Mapping[str, Catalogue], urls: Urls
) -> Iterator[Problem]:
    """Tell what documents could not be written with the fonts there are, without making any.

    Args:
        programme: the published one, its texts filled in.
        catalogues: the words of each language, and of those that forms may be in besides.
        urls: the scheme of paths.
    """
    records = (*programme.all(Form), programme.one(ProgrammeDescription))
    editions = programme.all(PublicEdition)
    said = repr((records, [(each.title, each.report, each.results) for each in editions]))
    # Papers are not even written out where all letters are plain: `check` is to be quick.
    if not missing(said) and not _SPELT.search(said):
        return
    for task in _tasks(programme, catalogues, urls):
        yield from (_told(task.of, fault) for fault in unwritable(task.paper))


_SPELT = re.compile(r"\\[uU]|&#(?:\d{4}|[xX]0*[0-9a-fA-F]{3})")
"""A letter that is not shown as it is: as Python spells it, or by its number in Markdown."""


def _tasks(
    programme: Programme, catalogues: Mapping[str, Catalogue], urls: Urls
) -> Iterator[_Task]:
    """Give every paper once, also where it stands for readers of several languages."""
    yield from _forms(programme, catalogues, urls)
    yield from _reports(programme, catalogues, urls)


def _forms(
    programme: Programme, catalogues: Mapping[str, Catalogue], urls: Urls
) -> Iterator[_Task]:
    description = programme.one(ProgrammeDescription)
    speaking = speaking_to(programme.all(PublicEdition), programme.reference_date)
    entries = FORMS.entries
    assert entries is not None
    for form in programme.all(Form):
        page = entries.page(FORMS.name, form.id)
        paths: dict[str, list[str]] = {}
        for language in urls.languages:
            path = f"{url_of(urls.path(page, language))}{form.id}"
            paths.setdefault(language_of(form, language), []).append(path)
        for code, its_paths in paths.items():
            words = catalogues[code]
            paper = paper_of(form, description, form.editions(speaking), words)
            yield _Task(form, paper, words, tuple(its_paths))


def _reports(
    programme: Programme, catalogues: Mapping[str, Catalogue], urls: Urls
) -> Iterator[_Task]:
    description = programme.one(ProgrammeDescription)
    entries = EDITIONS.entries
    assert entries is not None
    for edition in programme.all(PublicEdition):
        if edition.report is None:
            continue
        paths: dict[str, list[str]] = {}
        for language in urls.languages:
            path = url_of(urls.path(entries.page(EDITIONS.name, edition.id), language)) + NAME
            paths.setdefault(edition.report.summary.wording(language)[1], []).append(path)
        for code, its_paths in paths.items():
            words = catalogues[code]
            paper = report_paper(edition, edition.report, description, words)
            yield _Task(edition.report, paper, words, tuple(its_paths))


def _told(of: Form | Report, error: UnmadeError) -> Problem:
    """Place a problem at the part that it is about, or at the document."""
    if isinstance(of, Report):
        part = error.field if error.field in Report.model_fields else ""
        return Problem(of.where(part), error.code, part, error.value, details=error.details)
    form, place = of, of.where("")
    for number, section in enumerate(form.sections):
        for at, field in enumerate(section.fields):
            if error.field in {field.id, section.id}:
                place = form.where(f"sections.{number}.fields.{at}.title")
    return Problem(place, error.code, error.field, error.value, details=error.details)
