"""People in the search of the site: who has a profile is found by name there too.

They are entries of the index that all pages have in common while they are few; a browser would
take too long to read one of many thousands, so that it looks for those in their directory's file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from handbook.outputs import heads
from handbook.site.built import Build
from handbook.urls import url_of

INDEXED = 2_000
"""Up to so many people of a language are in the index: about 150 KB, which a browser reads in less
than a second when somebody begins to type."""
_INDEX = Path("search", "search_index.json")


def crowded(made: Build) -> frozenset[str]:
    """Return the languages that have too many people for the index."""
    counted = Counter(each.language for each in heads(made.entries) if each.by_name)
    return frozenset(code for code, number in counted.items() if number > INDEXED)


def add_to_index(site: Path, made: Build) -> None:
    """Have the index of the search hold the people of each language who are few enough.

    Args:
        site: folder of the site, with the index of its pages.
        made: what the site was made of.
    """
    path, many = site / _INDEX, crowded(made)
    people = [each for each in heads(made.entries) if each.by_name and each.language not in many]
    if not people or not path.is_file():
        return
    index = json.loads(path.read_bytes())
    index["docs"] += [
        {
            "location": url_of(each.path),
            # As the search writes what is on pages: an apostrophe stays one.
            "title": escape(each.title, quote=False),
            "text": escape(each.description, quote=False),
            # Our worker keeps every word of a name.
            "person": True,
        }
        for each in people
    ]
    path.write_text(json.dumps(index, separators=(",", ":")), "utf-8")


def say_where(config: MkDocsConfig, made: Build, code: str, many: Container[str]) -> None:
    """Have the theme say, in pages of a language, in which files its people are looked for.

    Args:
        config: that the theme reads.
        made: what is published.
        code: the language.
        many: the languages that have too many people for the index.
    """
    words = made.catalogues[code]
    pages = [page for page in made.pages if page.loads and page.language == code]
    config.extra["people"] = [
        {
            "file": file.path,
            "title": words.text("mentors.found"),
            "all": words.text("mentors.found_all", number="{number}"),
        }
        for page in (pages if code in many else ())
        for file in page.loads
    ]
