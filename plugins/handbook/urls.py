"""URLs: the one scheme of paths, by language and edition."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.languages import Languages


@dataclass(frozen=True, slots=True)
class Urls:
    """Turns pages into source paths and URLs. The default language lives at the root."""

    languages: Languages

    def path(self, page: str, language: str) -> str:
        """Return the source path of `page` (`guides/mentor.md`) in `language`.

        What the programme does not speak has no part of the site of its own.
        """
        others = self.languages.codes[1:]
        return f"{language}/{page}" if language in others else page

    def translations(self, page: str) -> dict[str, str]:
        """Return the source path of `page` in every language."""
        return {language: self.path(page, language) for language in self.languages}


def url_of(path: str) -> str:
    """Return the URL, from the site's root, of the page at source path `path`.

    >>> url_of("index.md"), url_of("mentors/index.md"), url_of("es/mentors/ana.md")
    ('', 'mentors/', 'es/mentors/ana/')
    """
    stem = path.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("/index") + "/"


def relative(url: str, start: str) -> str:
    """Return the address of `url` as seen from the page at URL `start`, both from the root.

    >>> relative("mentors/bo/", "mentors/ana/"), relative("assets/a.svg", "")
    ('../bo/', 'assets/a.svg')
    """
    target, here = url.split("/"), start.split("/")[:-1]
    name = target.pop()
    shared = 0
    while shared < min(len(target), len(here)) and target[shared] == here[shared]:
        shared += 1
    up = [".."] * (len(here) - shared)
    return "/".join([*up, *target[shared:], name]) or "./"
