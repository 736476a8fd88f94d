"""Options of the plugins, as `mkdocs.yml` can set them."""

from __future__ import annotations

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class ProgrammeConfig(Config):
    """Options of `handbook/programme`."""

    entries = c.Choice(("stamped", "rendered"), default="stamped")
    """How entry pages are made: `rendered` has MkDocs render each by itself, many times slower;
    the result is the same, byte for byte."""


class FinishConfig(Config):
    """Options of `handbook/finish`."""

    check_links = c.Type(bool, default=True)
    """Whether a link of the built site that leads nowhere fails the build."""

    scan = c.Choice(("slots", "full"), default="slots")
    """How pages that were stamped are searched for what may not be published: each shell once and
    each page by its entry, or all pages whole; the result is the same."""
