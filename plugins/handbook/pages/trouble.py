"""The page that a preview shows while the data has errors, at every address."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from handbook.languages import Catalogue
from handbook.outputs import Page
from handbook.problems import Problem, Severity
from handbook.rendering.kept_markup import keep, unmarked
from handbook.wording import wording_of

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
