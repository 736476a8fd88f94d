"""The same content as MkDocs and those who read its files build it, with Material."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from content import Content

ADDRESS = "https://crosscurrents.example/"


def write_site(folder: Path, content: Content, *, listed: bool = False) -> None:
    """Write a site for MkDocs and what reads its files.

    Args:
        folder: Where to; anew.
        content: The pages.
        listed: Whether the profiles are in the navigation.
    """
    for path, page in {**content.prose, **content.profiles}.items():
        target = folder / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.front_matter(), "utf-8")
    settings = {
        "site_name": "Crosscurrents",
        "site_url": ADDRESS,
        "theme": {"name": "material", "font": False},
        "markdown_extensions": ["attr_list", "md_in_html", "footnotes"],
        "plugins": ["search"],
        "validation": {
            "nav": {"omitted_files": "ignore"},
            "links": {"not_found": "ignore", "anchors": "ignore", "unrecognized_links": "ignore"},
        },
    }
    if not listed:
        settings["nav"] = navigation(list(content.prose))
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")


def navigation(paths: Sequence[str]) -> list[object]:
    """Return the navigation of pages: those in one folder under its name.

    >>> navigation(["index.md", "guides/a.md", "guides/b.md"])
    ['index.md', {'guides': ['guides/a.md', 'guides/b.md']}]
    """
    folders: dict[str, list[str]] = {}
    for path in paths:
        folders.setdefault(path.rpartition("/")[0], []).append(path)
    return [*folders.pop("", []), *({name: inside} for name, inside in folders.items())]
