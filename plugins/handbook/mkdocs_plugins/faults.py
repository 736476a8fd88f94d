"""How faults are told through MkDocs: in which words, on which page, our own in one line."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup, escape
from mkdocs.exceptions import Abort, BuildError, PluginError

from handbook.languages import SHIPPED, Catalogue
from handbook.outputs import NavigationItem, Page
from handbook.problems import Problem, Severity
from handbook.reading.documents.conventions import declared_languages
from handbook.reading.documents.package_data import has_catalogue, load_catalogue
from handbook.rendering.kept_markup import keep, unmarked
from handbook.site.built import Build
from handbook.wording import debugging, in_lines, of_own_fault, wording_of

# One that MkDocs counts; without its prefix, since a line begins with its place.
log = logging.getLogger("mkdocs.plugins.handbook")


def words_of(made: Build) -> Catalogue:
    """Return the words to tell problems in: of HANDBOOK_LANG, else of the first language."""
    code = os.environ.get("HANDBOOK_LANG", "")
    if code in made.catalogues:
        return made.catalogues[code]
    return load_catalogue(code) if code and has_catalogue(code) else made.catalogue


def tell(made: Build) -> None:
    """Log every problem of a build."""
    words = words_of(made)
    for severity, line in in_lines(made.problems, words):
        (log.error if severity is Severity.ERROR else log.info)(line)


def instead_of_site(made: Build) -> Build:
    """Return what a preview shows of a build that failed: one page that lists the problems."""
    page = trouble_page(made.problems, made.catalogue)
    menu = {made.languages.default: (NavigationItem(page.title, page.path),)}
    return replace(made, pages=(page,), navigation=menu)


@contextmanager
def in_one_line(root: Path) -> Iterator[None]:
    """Stop the build with one line, not a traceback, where something unforeseen is raised.

    Args:
        root: The project's folder, whose first language the line is in.

    Raises:
        PluginError: something was.
    """
    try:
        yield
    except (Abort, BuildError):
        raise
    except OSError as error:
        raise PluginError(f"{error.filename or ''}: {error.strerror}".lstrip(": ")) from error
    except Exception as error:
        if debugging():
            raise
        words = load_catalogue(SHIPPED)
        with suppress(Exception):
            languages = declared_languages(root)
            words = load_catalogue(languages.default, others=languages, root=root)
        raise PluginError(of_own_fault(error, words)) from error


_REFRESH_SECONDS = 2


def trouble_page(problems: Iterable[Problem], catalogue: Catalogue) -> Page:
    """List what has to be mended before the preview can show the site again."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    items = Markup("").join(_item(problem, catalogue) for problem in errors)
    title = catalogue.text("trouble.title")
    body = Markup(
        '<div class="hb-trouble">\n<h1>{}</h1>\n<p>{}</p>\n<ol>\n{}</ol>\n</div>\n'
    ).format(title, catalogue.text("trouble.introduction"), items)
    return Page(
        path="index.md",
        language=catalogue.language,
        title=title,
        description=catalogue.text("trouble.introduction"),
        body=keep(body),
        meta={"hide": ["navigation", "toc"]},
        translations={catalogue.language: "index.md"},
    )


def page_for_all_addresses(page: Page) -> str:
    """Return a page as HTML that needs no theme, and that looks again by itself."""
    return str(
        Markup(
            '<!doctype html>\n<html lang="{}"><head><meta charset="utf-8">'
            '<meta http-equiv="refresh" content="{}"><title>{}</title></head>\n'
            "<body>{}</body></html>\n"
        ).format(page.language, _REFRESH_SECONDS, page.title, Markup(unmarked(page.body)))  # noqa: S704
    )


def _item(problem: Problem, catalogue: Catalogue) -> Markup:
    wording = wording_of(problem, catalogue)
    field = escape(problem.field)
    return Markup("<li><code>{}</code><br>{}{} {}</li>\n").format(
        str(problem.place),
        Markup("<strong>{}</strong>: ").format(field) if field else "",
        wording.message,
        wording.remedy,
    )


@contextmanager
def noting_warnings() -> Iterator[list[logging.LogRecord]]:
    """Give a list of what is warned of meanwhile: it is told as it comes, and kept nowhere."""
    warnings: list[logging.LogRecord] = []

    class Noting(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            warnings.append(record)

    noting = Noting(logging.WARNING)
    logging.getLogger().addHandler(noting)
    try:
        yield warnings
    finally:
        logging.getLogger().removeHandler(noting)
