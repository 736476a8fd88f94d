"""How faults are told through MkDocs: in which words, where, and those of our own in one line."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from mkdocs.exceptions import Abort, BuildError, PluginError

from handbook.languages import SHIPPED, Catalogue
from handbook.outputs import NavigationItem
from handbook.pages.trouble import trouble_page
from handbook.problems import Severity
from handbook.reading.documents.declarations import declared_languages
from handbook.reading.documents.package_data import has_catalogue, load_catalogue
from handbook.site import Build
from handbook.wording import as_line, debugging, of_own_fault

# One that MkDocs counts; without its prefix, since a line begins with its place.
log = logging.getLogger("mkdocs.plugins.handbook")


def words_of(made: Build) -> Catalogue:
    """Return the words to tell problems in: of HANDBOOK_LANG, else of the first language."""
    code = os.environ.get("HANDBOOK_LANG", "")
    return load_catalogue(code) if code and has_catalogue(code) else made.catalogue


def tell(made: Build) -> None:
    """Log every problem of a build."""
    words = words_of(made)
    for problem in made.problems:
        level = log.error if problem.severity is Severity.ERROR else log.info
        level(as_line(problem, words))


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
        language = SHIPPED
        with suppress(Exception):
            language = declared_languages(root).default
        raise PluginError(of_own_fault(error, load_catalogue(language))) from error
