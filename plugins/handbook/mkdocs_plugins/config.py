"""Options of the plugins, as `mkdocs.yml` can set them."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class ProgrammeConfig(Config):
    """Options of `handbook/programme`."""

    today = c.Type(str, default="")
    """Reference date, such as 2026-03-01; else HANDBOOK_TODAY, the pinned date, or today."""
    entries = c.Choice(("stamped", "rendered"), default="stamped")
    """How entry pages are made: `rendered` has MkDocs render each by itself, many times slower;
    the result is the same, byte for byte."""


class FinishConfig(Config):
    """Options of `handbook/finish`."""

    check_links = c.Type(bool, default=True)
    """Whether a link of the built site that leads nowhere fails the build."""
