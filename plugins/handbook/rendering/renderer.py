"""The renderer: prose and templates with the names and helpers they may use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context, Undefined
from markupsafe import Markup

from handbook.problems import Place
from handbook.rendering import values
from handbook.rendering.budget import Budget, BudgetedSandbox
from handbook.rendering.errors import TemplateFaultError
from handbook.rendering.filters import FILTERS
from handbook.rendering.gone import Gone, tolerant_filters, tolerant_helpers, without_gone
from handbook.rendering.helpers import BY_THE_PAGE, HELPERS
from handbook.rendering.kept_markup import keep, unmarked
from handbook.rendering.library import LIBRARY, RENDER, Library, PageContext
from handbook.rendering.lookups import LOOKUPS, Lookups
from handbook.rendering.sandbox import KEEP, Sandbox
from handbook.rendering.templates import loader_of, own_folders
from handbook.text.tags import with_references, with_safe_addresses

_MARKDOWN = "is Markdown"
"""Under which name a template that fills in words carries whether they are; none can ask for it."""


class Renderer:
    """Renders prose and templates of one programme.

    Templates are looked for in the programme's own `overrides/`, then in the package; see
    `templates`.
    """

    def __init__(
        self,
        library: Library,
        overrides: Sequence[Path],
        names: Mapping[str, Any],
        *,
        tolerant: bool = False,
    ):
        """Prepare the environments: for HTML, for Markdown, and for plain text.

        Args:
            library: what helpers look things up in.
            overrides: folders of templates that are preferred to the package's.
            names: what every template may use, besides helpers and filters.
            tolerant: whether somebody who is asked for may be gone.
        """
        self.library, self.lookups = library, Lookups(library, names)
        types = library.content_types
        loader = loader_of(overrides, types)
        self._budget = Budget(library.about)
        given = {**_SETTINGS, "loader": loader, "undefined": Gone if tolerant else StrictUndefined}
        helpers = tolerant_helpers(HELPERS) if tolerant else HELPERS
        self._html = Sandbox(autoescape=True, finalize=_finalize_html, **given)
        self._prose = BudgetedSandbox(self._budget, finalize=_finalize_markdown, **given)
        self._text = BudgetedSandbox(self._budget, finalize=_finalize_text, **given)
        self._words = BudgetedSandbox(self._budget, finalize=_finalize_words, **given)
        given_to_helpers = {LIBRARY: library, LOOKUPS: self.lookups, RENDER: self.html}
        for environment in (self._html, self._prose, self._text, self._words):
            environment.globals.update(helpers)
            environment.globals.update(given_to_helpers)
            environment.noting = (self.lookups.names, self.lookups.name)
            environment.filters.update(tolerant_filters(FILTERS) if tolerant else FILTERS)
        self._prose.filters[KEEP] = _kept
        self._html.trusted = own_folders(types)
        self._html.helpers = frozenset(helpers[name] for name in BY_THE_PAGE)
        self._names = dict(names)

    def html(self, template: str, page: PageContext, **extra: Any) -> Markup:
        """Render an HTML template.

        Raises:
            Exception: whatever went wrong in it; see `errors.problem_of`.
        """
        spoken = self.library.catalogues[page.language].language
        foreign = spoken != page.language
        own = replace(page, language=spoken, part=page.home, wanted=page.texts) if foreign else page
        written = self._html.get_template(template).render(self._context(own, extra))
        if foreign:
            written = f'<div lang="{spoken}">\n{written}\n</div>'
        return Markup(without_gone(with_safe_addresses(written)))  # noqa: S704 - autoescaped

    def prose(self, text: str, source: str, first_line: int, page: PageContext) -> str:
        """Render Markdown with Jinja; what is HTML in it already is marked as kept.

        Args:
            text: the prose.
            source: its file, so that errors name it.
            first_line: line of the file on which `text` begins.
            page: the page it makes.

        Raises:
            Exception: whatever went wrong in it; see `errors.problem_of`.
        """
        written = self._filled(self._prose, unmarked(text), source, first_line, page)
        return without_gone(written.lstrip("\n"))

    def text(self, text: str, source: str, line: int, page: PageContext) -> str:
        """Render plain text with Jinja, such as a title in front matter.

        Args:
            text: the text.
            source: its file, so that errors name it.
            line: line of the file on which it stands.
            page: the page it is for.

        Raises:
            Exception: whatever went wrong in it; see `errors.problem_of`.
        """
        return " ".join(self._filled(self._text, text, source, line, page).split())

    def words(
        self, text: str, place: Place, page: PageContext, *, markdown: bool = False, **names: Any
    ) -> str:
        """Fill in the placeholders of a text of the data, in which words alone can be put.

        Args:
            text: the text.
            place: where it stands, so that errors name it.
            page: the language in which it is.
            markdown: whether it is Markdown, in which what is filled in stays text.
            names: what it may use besides, or in place of what prose has by that name.

        Raises:
            Exception: whatever went wrong in it; see `errors.problem_of`.
        """
        extra = {**names, _MARKDOWN: markdown}
        written = self._filled(self._words, text, place.path, place.line, page, extra)
        return written.lstrip("\n")

    def _filled(
        self,
        environment: Sandbox,
        text: str,
        source: str,
        line: int,
        page: PageContext,
        extra: Mapping[str, Any] = MappingProxyType({}),
    ) -> str:
        if "{" not in text and "\r" not in text:
            # Most titles and descriptions: nothing to fill in, and compiling takes long.
            return text
        self._budget.renew()
        padded = "\n" * (line - 1) + text
        code = environment.compile(padded, name=f"{source}:{line}", filename=source)
        names = environment.make_globals(None)
        template = environment.template_class.from_code(environment, code, names)
        written: str = template.render(self._context(page, extra))
        return written

    def _context(self, page: PageContext, extra: Mapping[str, Any]) -> dict[str, Any]:
        return {**self._names, "page": page, "language": page.language, **extra}


_SETTINGS: Mapping[str, Any] = {
    # They leave `{#id}` alone.
    "comment_start_string": "{%#",
    "comment_end_string": "#%}",
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    # A renderer serves one build: what changes later is for the next one.
    "auto_reload": False,
}


def _kept(value: Any) -> str:
    return keep(value) if isinstance(value, Markup) else str(value)


@pass_context
def _finalize_markdown(context: Context, value: Any) -> Any:
    if isinstance(value, Undefined):
        return value
    if isinstance(value, Markup):
        return _spent(context, keep(value))
    page, weighed = context["page"], _budget(context).weigh(value)
    return _spent(context, unmarked(values.for_markdown(weighed, page.language, page.wanted)))


@pass_context
def _finalize_text(context: Context, value: Any) -> Any:
    if isinstance(value, Undefined):
        return value
    if isinstance(value, Markup):
        return _spent(context, value.striptags())
    page, weighed = context["page"], _budget(context).weigh(value)
    return _spent(context, values.plain(weighed, page.language, page.wanted))


def _budget(context: Context) -> Budget:
    budget: Budget = context.environment.budget  # type: ignore[attr-defined]
    return budget


def _spent(context: Context, written: str) -> str:
    _budget(context).write(len(written))
    return written


@pass_context
def _finalize_words(context: Context, value: Any) -> Any:
    if isinstance(value, Undefined):
        return value
    if isinstance(value, Markup):
        raise TemplateFaultError("placeholder-markup", str(value.striptags())[:80])
    language = context["page"].language
    weighed = _budget(context).weigh(value)
    written = values.plain(weighed, language)
    if "{{" in written or "{%" in written:
        raise TemplateFaultError("placeholder-nested", "")
    return _spent(context, with_references(written) if context[_MARKDOWN] else written)


@pass_context
def _finalize_html(context: Context, value: Any) -> Any:
    if isinstance(value, Undefined):
        return value
    page = context["page"]
    return values.for_html(value, page.language, page.wanted)
