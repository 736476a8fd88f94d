"""The generators that are measured, each as its users run it: what it builds from, and by what."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from content import HOME, Content, MarkdownPage
from hugo import write_hugo
from mkdocs_site import write_site
from programmes import DAY
from running import PROGRAMS

ANY = 10**9
QUADRATIC = 1_000
"""Most mentors for which profiles stand in the navigation: time and bytes are quadratic there."""
OURS = "handbook"
MATERIAL = "Material"
MATERIAL_NAVIGATION = "Material, profiles in navigation"
PROPERDOCS = "ProperDocs"
ZENSICAL = "Zensical"
HUGO = "Hugo, the same page shell"
EMPTY = "Material, an empty site"


@dataclass(frozen=True)
class Contender:
    """One of them."""

    name: str
    program: str
    """What has to be installed."""
    arguments: tuple[str, ...]
    write: Callable[[Path, Content], None]
    """Writes into a folder what is built."""
    output: str = "site"
    kept: tuple[str, ...] = (".cache",)
    """What it keeps for the next time: taken away before a cold build, as the output is."""
    most: int = ANY
    """Most mentors with which it is tried."""

    @property
    def command(self) -> tuple[str, ...]:
        """What is run."""
        return (str(PROGRAMS / self.program), *self.arguments)

    @property
    def installed(self) -> bool:
        """Whether it can be run."""
        return (PROGRAMS / self.program).exists()

    def clear(self, folder: Path) -> None:
        """Take away what an earlier build left."""
        for name in (self.output, *self.kept):
            shutil.rmtree(folder / name, ignore_errors=True)


def ours(*arguments: str) -> tuple[str, ...]:
    """Return a command of the handbook, as of the day of the programmes that are made."""
    return (sys.executable, "-m", "handbook", *arguments, "--today", DAY)


def _write_listed(folder: Path, content: Content) -> None:
    write_site(folder, content, listed=True)


def _write_empty(folder: Path, content: Content) -> None:
    page = MarkdownPage("Empty", "Nothing.", "# Empty\n")
    write_site(folder, Content({HOME: page}, {}))


QUIET = ("build", "--quiet", "--config-file", "mkdocs.yml")
OTHERS = (
    Contender(HUGO, "hugo", ("build", "--quiet"), write_hugo, "public", ("resources",)),
    Contender(MATERIAL, "mkdocs", QUIET, write_site),
    Contender(PROPERDOCS, "properdocs", QUIET, write_site),
    Contender(ZENSICAL, "zensical", ("build", "--clean", "-f", "mkdocs.yml"), write_site),
    Contender(MATERIAL_NAVIGATION, "mkdocs", QUIET, _write_listed, most=QUADRATIC),
)
"""Those who build the same content, in the order in which each round runs them."""
NOTHING = Contender(EMPTY, "mkdocs", QUIET, _write_empty)
