"""Settings: what one run of the handbook is asked to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

Visibility = Literal["public", "internal", "private"]
"""Who can see a repository, in the words of GitHub and GitLab: everybody, everybody with an
account of the organisation's server, or those invited."""

WITHOUT = "HANDBOOK_WITHOUT"
"""Variable that names what is not made, with spaces between."""
EPOCH = "SOURCE_DATE_EPOCH"
"""Variable that says the time of what is built, in seconds since 1970."""
LAST_EPOCH = 2**32 - 1
"""The last that a packed file (`.gz`) can say: in 2106."""
_JOBS = ("CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION")
"""Variables of which one is set wherever jobs run by themselves."""
_OFF = {"", "0", "false", "no", "off"}


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the programme lies and for which day it is built."""

    root: Path
    """The project's folder: the one that holds `programme/`."""
    today: date | None = None
    """The reference date; None for the pinned date or the current day in the programme's zone."""
    private: bool = False
    """Whether the tables in `private/` are read and judged too. What is published never depends
    on them."""
    documents: bool = False
    """Whether the documents that are made of forms are made, beside the pages."""
    repository: Visibility | None = None
    """Who can see the repository that the programme is kept in; None where nobody said."""

    site_url: str = ""
    """Where the site will be published, as whoever builds it knows; empty where that is for the
    programme to say."""
    previous: Path | None = None
    """The `publication.json` that was published last."""
    stamp: date | None = None
    """The day of what is built; None for that of the commit, else of the reference date."""

    @property
    def content(self) -> tuple[tuple[Path, str], ...]:
        """Folders of prose and how messages call them, the programme's own before the package's."""
        return ((self.root / "content", "content"), (default_folder("content"), "handbook/content"))

    @property
    def overrides(self) -> tuple[Path, ...]:
        """Folders of templates and look, the programme's own before the package's."""
        return (self.root / "overrides", default_folder("overrides"))


def automatic_job(environment: Mapping[str, str]) -> str:
    """Name the variable that tells of an automatic job; nothing where there is none.

    >>> automatic_job({"CI": "true"}), automatic_job({"CI": "no"})
    ('CI', '')
    """
    told = (name for name in _JOBS if environment.get(name, "").strip().casefold() not in _OFF)
    return next(told, "")


def epoch_day(environment: Mapping[str, str]) -> date | None:
    """Return the day, in UTC, that `SOURCE_DATE_EPOCH` says; None where it is not set, or empty.

    Raises:
        ValueError: it says none that every file can be stamped with.

    >>> epoch_day({"SOURCE_DATE_EPOCH": "86400"}), epoch_day({"SOURCE_DATE_EPOCH": ""})
    (datetime.date(1970, 1, 2), None)
    """
    said = environment.get(EPOCH, "")
    if not said:
        return None
    if not (said.isascii() and said.isdigit()) or int(said) > LAST_EPOCH:
        raise ValueError
    return date(1970, 1, 1) + timedelta(seconds=int(said))


def default_folder(name: str) -> Path:
    """Return the package's own `content` or `overrides`.

    The wheel carries both; in a checkout of the repository they lie at its root.
    """
    package = Path(__file__).resolve().parent
    carried = package / "_defaults" / name
    return carried if carried.is_dir() else package.parents[1] / name
