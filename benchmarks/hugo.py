"""Hugo with Material's pages: their shell, cut from a page that Material rendered."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from content import HOME, Content, MarkdownPage
from mkdocs_site import ADDRESS, write_site
from running import CACHE, PROGRAMS, environment, measured

TITLE, DESCRIPTION, BODY = "Exemplartitle", "Exemplardescription", "Exemplarbody"
SETTINGS = f"""baseURL = "{ADDRESS}"
title = "Crosscurrents"
disableKinds = ["taxonomy", "term", "rss", "404"]
[markup.goldmark.renderer]
unsafe = true
"""
_ARTICLE = re.compile(rf"<h1[^>]*>{TITLE}.*?{BODY}</p>", re.DOTALL)


def depth(path: str) -> int:
    """Return how many folders the address of a page is below that of the site.

    >>> depth("index.md"), depth("faq.md"), depth("mentors/index.md"), depth("mentors/ada.md")
    (0, 1, 1, 2)
    """
    return path.removesuffix(".md").removesuffix("index").rstrip("/").count("/") + (path != HOME)


def template(page: str, address: str) -> str:
    """Turn a page that was rendered of an exemplar into a template of Hugo's.

    Raises:
        ValueError: the exemplar's text is not in it once.
    """
    page = page.replace("{{", '{{ "{{" }}')
    page, found = _ARTICLE.subn("{{ .Content }}", page)
    if found != 1:
        raise ValueError(f"{address}: the text of the exemplar is there {found} times, not once")
    for mark, value in (
        (TITLE, "{{ .Title }}"),
        (DESCRIPTION, "{{ .Description }}"),
        (address, "{{ .Permalink }}"),
    ):
        page = page.replace(mark, value)
    return page


def write_hugo(folder: Path, content: Content) -> None:
    """Write a site for Hugo: the pages, one shell for each depth, Material's assets."""
    pages = {**content.prose, **content.profiles}
    for path, page in pages.items():
        # To Hugo, index.md is a page that owns all files beside it.
        target = folder / "content" / re.sub(r"(?<![^/])index\.md$", "_index.md", path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.front_matter(layout=f"depth{depth(path)}"), "utf-8")
    (folder / "hugo.toml").write_text(SETTINGS, "utf-8")
    _write_shells(folder, content, sorted({depth(path) for path in pages}))


def _write_shells(folder: Path, content: Content, depths: list[int]) -> None:
    """Have Material render an exemplar at each depth, in the navigation of the prose."""
    exemplar = MarkdownPage(TITLE, DESCRIPTION, f"# {TITLE}\n\n{BODY}\n")
    exemplars = {each: HOME if each == 0 else f"{'exemplar/' * each}index.md" for each in depths}
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as temporary:
        made = Path(temporary)
        prose = {**content.prose, **dict.fromkeys(exemplars.values(), exemplar)}
        write_site(made, Content({HOME: exemplar, **content.prose}, prose))
        measured([str(PROGRAMS / "mkdocs"), "build", "--quiet"], environment(CACHE), made)
        for each, path in exemplars.items():
            address = path.removesuffix("index.md")
            page = (made / "site" / address / "index.html").read_text("utf-8")
            layout = layouts / f"depth{each}.html"
            layout.write_text(template(page, f"{ADDRESS}{address}"), "utf-8")
        shutil.copytree(made / "site" / "assets", folder / "static" / "assets")
