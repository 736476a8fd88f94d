"""The project: where it lies, what MkDocs is asked to do with it, and what it has to know of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.mkdocs_plugins import languages
from handbook.mkdocs_plugins.theme import shown_emoji
from handbook.outputs import NavigationItem
from handbook.rendering import kept_markup
from handbook.settings import EPOCH, LAST_EPOCH, WITHOUT, Settings, epoch_day
from handbook.site.built import Build

_FORMER = re.compile(r"""\s*(?:-\s*)?["']?handbook/finish\b""")


def root_of(config: MkDocsConfig) -> Path:
    """Return the folder of the project."""
    return Path(config.config_file_path).resolve().parent


def refuse_former_plugin(config_file_path: str | None) -> None:
    """Refuse a `mkdocs.yml` that names a plugin which there was until one did the work of both.

    Raises:
        PluginError: it does; MkDocs could only say that it is not installed.
    """
    text = ""
    with suppress(OSError):
        text = Path(config_file_path or "").read_text("utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), start=1):
        if _FORMER.match(line):
            raise PluginError(
                f"{Path(config_file_path or '').name}:{number}: take out {line.strip()!r}. "
                "handbook/programme does its work, and has its options."
            )


def settings_of(config: MkDocsConfig, own: str = "") -> Settings:
    """Return what a build through MkDocs is asked to do.

    Args:
        config: that of MkDocs.
        own: what `set_epoch` has set, which nobody asked for; empty before it did.

    Raises:
        PluginError: the reference date is none, or what is to be stamped as the time.
    """
    wanted = os.environ.get("HANDBOOK_TODAY", "")
    try:
        day = date.fromisoformat(wanted) if wanted else None
    except ValueError as error:
        raise PluginError(f"{wanted!r} is no date; write it like 2026-03-01.") from error
    left_out = os.environ.get(WITHOUT, "").split()
    return Settings(
        root_of(config),
        day,
        documents="documents" not in left_out,
        site_url=address_of(config),
        stamp=None if os.environ.get(EPOCH) == own else _epoch_day(),
    )


def _epoch_day() -> date | None:
    try:
        return epoch_day(os.environ)
    except ValueError as error:
        raise PluginError(
            f"{EPOCH} is {os.environ[EPOCH]!r}; write whole seconds since 1970, up to {LAST_EPOCH}."
        ) from error


def address_of(config: MkDocsConfig) -> str:
    """Return where the site will be, as `mkdocs.yml` says, else the environment; else nothing."""
    return config.site_url or os.environ.get("SITE_URL", "")


def set_epoch(day: date, own: str) -> str:
    """Have what is stamped with a time say a day, unless somebody said another.

    Args:
        day: the reference date.
        own: what was set here before, by a preview; empty the first time.

    Returns:
        What is set here, to be handed in the next time.
    """
    if os.environ.get(EPOCH) in {None, own}:
        seconds = (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400
        own = str(min(max(seconds, 0), LAST_EPOCH))
        os.environ[EPOCH] = own
    return own


def adopt(made: Build, config: MkDocsConfig) -> None:
    """Set what MkDocs and the theme have to know of a build."""
    config.nav = [
        item
        for code, items in made.navigation.items()
        for item in _nav_option(items, made.catalogues[code].language)
    ]
    languages.set_language(config, made.catalogue.language)
    languages.set_search_languages(config, made.languages)
    _put_overrides_first(config)
    _extend_markdown(config)
    if made.programme is None:
        return
    languages.say_of_site(config, made.programme, made.catalogue, made.languages.default)
    description = made.programme.one(ProgrammeDescription)
    if not config.site_url and description.site_url:
        config.site_url = description.site_url.rstrip("/") + "/"
    config.extra["foot"] = languages.foot_links(made.pages, made.languages)


def _nav_option(items: Iterable[NavigationItem], around: str) -> list[dict[str, Any]]:
    """Write a menu as the `nav` option does, with the language of what is not in that around."""

    def title(item: NavigationItem) -> str:
        plain = str(escape(item.title))
        foreign = item.language not in {"", around}
        return languages.Titled.of(plain, item.language) if foreign else plain

    return [
        {title(item): _nav_option(item.children, around) if item.children else item.path}
        for item in items
    ]


def _extend_markdown(config: MkDocsConfig) -> None:
    """Have Markdown leave alone what is kept, and emoji ask no other host for their pictures."""
    config.markdown_extensions = [*config.markdown_extensions, kept_markup.__name__]
    config.mdx_configs.setdefault("pymdownx.emoji", {})["emoji_generator"] = shown_emoji


def _put_overrides_first(config: MkDocsConfig) -> None:
    """Look for templates in the programme's own folders, then the package's, then the theme's."""
    own, ours = (str(folder) for folder in Settings(root_of(config)).overrides)
    dirs = config.theme.dirs
    first = [config.theme.custom_dir] if config.theme.custom_dir else []
    wanted = [folder for folder in (*first, own, ours) if Path(folder).is_dir()]
    dirs[:] = [*dict.fromkeys(wanted), *(folder for folder in dirs if folder not in wanted)]
