"""What the other generators build: the same prose and the same people, as finished Markdown."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from programmes import DAY, Size, read_table, write_programme

PAGES = 60
"""So many pages of prose they get: fewer than the handbook makes of the same programme."""
LISTING = "mentors/index.md"
HOME = "index.md"
TEXTS = {
    "strengths": "Strengths as a mentor",
    "experience": "Experience",
    "gain": "What they hope to gain",
}


@dataclass(frozen=True)
class MarkdownPage:
    """One page as each generator reads it."""

    title: str
    description: str
    body: str

    def front_matter(self, **more: str) -> str:
        """Return the file: front matter, with keys that one generator asks for, and text."""
        said = {"title": self.title, "description": self.description, **more}
        dumped = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=10**6)
        return f"---\n{dumped}---\n\n{self.body}"


@dataclass(frozen=True)
class Content:
    """A site: its pages by path, such as `guides/mentor.md`."""

    prose: Mapping[str, MarkdownPage]
    """What is in the navigation, the listing of the people among it."""
    profiles: Mapping[str, MarkdownPage]


@cache
def handwritten() -> dict[str, MarkdownPage]:
    """Return prose of the worked example as `handbook export` writes it: filled in, finished."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, exported = Path(temporary) / "made", Path(temporary) / "exported"
        write_programme(folder, Size(mentors=0))
        command = [sys.executable, "-m", "handbook", "export", str(exported), "--root", str(folder)]
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([*command, "--without", "documents", "--today", DAY], check=True, **silent)
        found = {
            path.relative_to(exported).as_posix(): _read(path)
            for path in sorted(exported.rglob("*.md"))
        }
    home = found.pop(HOME)
    # MkDocs takes what is in templates/ for a theme's.
    chosen = [path for path in found if not path.startswith(("mentors/", "templates/"))]
    return {HOME: home, **{path: found[path] for path in chosen[: PAGES - 1]}}


def content(prose: Mapping[str, MarkdownPage], folder: Path) -> Content:
    """Return a site with the people of a programme that is written in a folder."""
    profiles = dict(_profiles(folder / "programme"))
    links = "\n".join(
        f"- [{page.title}]({path.removeprefix('mentors/')}): {page.description}"
        for path, page in profiles.items()
    )
    listing = MarkdownPage("Mentors", "Everybody who mentors.", f"# Mentors\n\n{links}\n")
    return Content({**prose, LISTING: listing}, profiles)


def _read(path: Path) -> MarkdownPage:
    _, matter, body = path.read_text("utf-8").split("---\n", 2)
    said = yaml.safe_load(matter)
    return MarkdownPage(said["title"], said.get("description") or said["title"], body.strip())


def _profiles(programme: Path) -> list[tuple[str, MarkdownPage]]:
    header, *rows = read_table(programme / "mentors.csv")
    cells = [dict(zip(header, row, strict=False)) for row in rows]
    return [
        (f"mentors/{one['id']}.md", profile(one, _biography(programme, one["id"])))
        for one in cells
        if one["consent"] == "yes"
    ]


def _biography(programme: Path, id: str) -> str:
    path = programme / "mentors" / f"{id}.en.md"
    return path.read_text("utf-8").strip() if path.is_file() else ""


def profile(one: Mapping[str, str], biography: str) -> MarkdownPage:
    """Write a mentor's page as somebody would by hand, from a row of the table.

    >>> print(profile({"name": "Ada", "position": "Clerk", "organisation": "port",
    ...     "expertise": "rail;safety", "gain": "To hear."}, "").body)
    # Ada
    <BLANKLINE>
    **Clerk**, [port](../organisations/index.md)
    <BLANKLINE>
    ## Can help with
    <BLANKLINE>
    - rail
    - safety
    <BLANKLINE>
    ## What they hope to gain
    <BLANKLINE>
    To hear.
    """
    employer = one.get("organisation", "").split(";")[0]
    parts = [
        f"# {one['name']}",
        f"**{one.get('position', '')}**, [{employer}](../organisations/index.md)",
    ]
    for column, heading in (("expertise", "Can help with"), ("languages", "Languages")):
        parts += _section(heading, _bullets(one.get(column, "").split(";")))
    for column, heading in TEXTS.items():
        parts += _section(heading, one.get(column, ""))
    parts += _section("In their own words", biography)
    described = f"{one['name']}, {one.get('position', '')}"
    return MarkdownPage(one["name"], described, "\n\n".join(parts))


def _section(heading: str, text: str) -> list[str]:
    return [f"## {heading}", text] if text else []


def _bullets(items: Sequence[str]) -> str:
    return "\n".join(f"- {item}" for item in items if item)
