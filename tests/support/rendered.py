"""A renderer of the small programme, with a register and templates of its own."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from handbook.citations import Citations, Claim, Source
from handbook.content_types import REGISTRY
from handbook.content_types.editions import role_addresses
from handbook.languages import Languages, Text
from handbook.pages.prose import names_for_templates
from handbook.programme import Programme
from handbook.reading.documents.package_data import load_catalogue
from handbook.rendering.library import Library, PageContext
from handbook.rendering.renderer import Renderer
from handbook.schema import Term
from handbook.urls import Urls

HOME = PageContext("index.md", "en", "Home")
DEEP = PageContext("guides/mentor.md", "en")
SPANISH = PageContext("es/guides/mentor.md", "es")
PAGES = frozenset({"index.md", "guides/mentor.md", "guides/mentee.md", "sources.md"})
AUTHORS = ("Poulsen", "Allen", "Clutterbuck", "Ragins")
SOURCES = {
    **{key: Source(key, f"{key} 2006", "") for key in AUTHORS},
    "own": Source("own", Text((("en", "our advice"), ("es", "consejo nuestro"))), ""),
}
CLAIMS = {
    "6.9": Claim("6.9", Text.of("", "en"), ("Poulsen",)),
    "6.10": Claim("6.10", Text.of("", "en"), ("Poulsen", "Allen")),
    "7.3": Claim("7.3", Text.of("", "en"), ("Allen", "Clutterbuck", "Ragins")),
    "7.4": Claim("7.4", Text.of("", "en"), ("Ragins", "own")),
}
SOURCE = "content/en/x.md"
TEMPLATES = {
    "part.md": "one\ntwo {{ nothing }}\n",
    "fine.md": "*{{ page.title }}*",
    "broken.html": "fine\n{% if %}\n",
    "components/mine.html": "{# kept #}\n<p>{{ word }}</p>\n\n{{ word.nowhere }}\n",
    "components/good.html": "<p>{{ word }}</p>\n{%# left out #%}\n",
}
"""Templates in the project's own `overrides/`."""


def make_renderer(root: Path, programme: Programme) -> Renderer:
    """Write the templates to a project and make a renderer for it."""
    for name, text in TEMPLATES.items():
        path = root / "overrides" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    languages = Languages(("en", "es"))
    library = Library(
        programme=programme,
        content_types={kind.name: kind for kind in REGISTRY},
        catalogues={code: load_catalogue(code) for code in languages},
        citations=Citations(SOURCES, CLAIMS),
        urls=Urls(languages),
        pages=PAGES,
        role_addresses=role_addresses(programme),
    )
    names = {
        **names_for_templates(programme),
        "hola": Text.of("Hola", "es"),
        "both": Text((("en", "Hello"), ("es", "Hola"))),
        "term": Term("rowing", Text.of("Rowing & co", "en")),
        "wild": "<b>*x*</b>",
        "day": date(2026, 3, 16),
        "later": date(2026, 3, 18),
        "hour": time(17, 30),
    }
    return Renderer(library, [root / "overrides"], names)
