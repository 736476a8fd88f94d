"""What the commands share: the common options, how problems are told, and how MkDocs is run."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from handbook.cli.speaking import LANG
from handbook.cli.speaking import words as spoken
from handbook.languages import Catalogue, language_name, locale
from handbook.problems import Problem, Severity, has_errors
from handbook.reading.documents.conventions import declared_languages
from handbook.reading.documents.package_data import has_catalogue, load_catalogue
from handbook.settings import EPOCH, LAST_EPOCH, WITHOUT, Settings, default_folder, epoch_day
from handbook.wording import MOST_OF_A_KIND, in_lines, in_short

if TYPE_CHECKING:
    from handbook.reading.programme import Reading
    from handbook.site.built import Build

FAULTY = 1
"""Exit code: the data, the prose or the site has an error."""
UNABLE = 2
"""Exit code: the command could not do its work."""
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Asked:
    """What the options that every subcommand has ask for."""

    root: Path
    """The project's folder, absolute."""
    today: date | None
    lang: str | None

    @property
    def settings(self) -> Settings:
        """What a build is asked to do."""
        return Settings(self.root, self.today, stamp=epoch_day(os.environ))

    @cached_property
    def catalogue(self) -> Catalogue:
        """The words to answer in: those of `--lang`, else of the programme's first language."""
        languages = declared_languages(self.root)
        return load_catalogue(self.lang or languages.default, others=languages, root=self.root)


# Functions, since the lowest click that is allowed has no `ParamType[date]`.
def as_date(value: str) -> date:
    """Read a day such as 2026-03-01, or refuse what is none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        message = spoken().text("usage.no_date", value=value)
        raise click.BadParameter(message) from None


def as_code(value: str) -> str:
    """Take the code of a language that there is."""
    try:
        locale(value)
    except ValueError:
        message = spoken().text("usage.no_code", value=value)
        raise click.BadParameter(message) from None
    return value


_OPTIONS = (
    click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=Path(),
        help="Folder that holds programme/; by default this one.",
    ),
    click.option(
        "--today",
        type=as_date,
        metavar="DATE",
        envvar="HANDBOOK_TODAY",
        help="Reference date, such as 2026-03-01; else HANDBOOK_TODAY, or the current day.",
    ),
    click.option(
        "--lang",
        type=as_code,
        metavar="CODE",
        envvar=LANG,
        help="Language of the answers, such as en or es; else HANDBOOK_LANG, or the "
        "programme's first.",
    ),
)


def common(command: F) -> F:
    """Add the options that every subcommand has, handed to it as `asked`, an `Asked`.

    >>> @click.command()
    ... @common
    ... def where(asked: Asked) -> None:
    ...     click.echo(asked.root)
    >>> [option.name for option in where.params]
    ['root', 'today', 'lang']
    """

    @wraps(command)
    def run(*, root: Path, today: date | None, lang: str | None, **options: Any) -> Any:
        asked = Asked(root.resolve(), today, lang)
        if not (root / "programme").is_dir():
            give_up(asked.catalogue.text("command.no_programme", folder=asked.root))
        _check_epoch(asked)
        if lang and not has_catalogue(lang, root=asked.root):
            words = asked.catalogue
            language = language_name(words.language, words.language)
            click.echo(words.text("usage.unspoken", code=lang, language=language), err=True)
        click.get_current_context().find_root().obj = asked
        return command(asked=asked, **options)

    shown: Any = run
    for option in reversed(_OPTIONS):
        shown = option(shown)
    return shown  # type: ignore[no-any-return]


def _check_epoch(asked: Asked) -> None:
    """Leave where the environment says a time to stamp that is none."""
    try:
        epoch_day(os.environ)
    except ValueError:
        told = {"variable": EPOCH, "value": os.environ[EPOCH], "most": LAST_EPOCH}
        give_up(asked.catalogue.text("command.no_epoch", **told))


def without(command: F) -> F:
    """Add the option that leaves out what takes its time."""
    return click.option(
        "--without",
        "left_out",
        type=click.Choice(["documents"]),
        multiple=True,
        envvar=WITHOUT,
        help="What is not made: documents are DOCX, PDF and text of each form. Quicker, while "
        "texts are written.",
    )(command)


def made_of(
    asked: Asked, left_out: Collection[str], *, site_url: str = "", previous: Path | None = None
) -> Build:
    """Read the programme, check it, and make everything that its site shows.

    Args:
        asked: for what the command was asked.
        left_out: what is not made, as `without` takes it.
        site_url: where the site will be, if that is known.
        previous: what was published last.
    """
    from handbook.site import build  # noqa: PLC0415 - slow to load

    settings = replace(asked.settings, documents="documents" not in left_out)
    return build(replace(settings, site_url=site_url, previous=previous))


def tell(
    problems: Iterable[Problem], catalogue: Catalogue, most: int | None = MOST_OF_A_KIND
) -> None:
    """Write problems a line each: warnings to standard output, then errors to standard error."""
    for severity, line in in_lines(problems, catalogue, most):
        click.echo(line, err=severity is Severity.ERROR)


def sum_up(made: Build, catalogue: Catalogue) -> None:
    """Write how many problems and pages there are, and for which day."""
    click.echo(short_of(made, catalogue), err=made.failed)


def short_of(made: Build, catalogue: Catalogue) -> str:
    """Say how many problems and pages there are, and for which day."""
    day = made.programme.reference_date if made.programme else None
    return in_short(made.problems, catalogue, day, made.page_count, pinned=made.pinned)


def warn_of_faults(reading: Reading, words: Catalogue) -> bool:
    """Say that faulty rows were passed over, so that nobody takes a list for whole."""
    faulty = has_errors(reading.problems)
    if faulty:
        click.echo(words.text("register.faulty"), err=True)
    return faulty


def mkdocs_options(asked: Asked) -> dict[str, Any]:
    """Return where MkDocs finds the settings and the prose, and let its warnings be seen."""
    from handbook.mkdocs_plugins.sayings import OurWords  # noqa: PLC0415 - slow to load

    settings = asked.root / "mkdocs.yml"
    if not settings.is_file():
        give_up(asked.catalogue.text("command.no_mkdocs", folder=asked.root))
    # Without the theme's notice about its own future.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OurWords(asked.catalogue, settings))
    # Not by `basicConfig`, which does nothing where another handler is there already.
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    own = asked.root / "content"
    return {
        "config_file": str(settings),
        # The programme's own name takes its place.
        "site_name": "handbook",
        # A programme without prose of its own has the package's.
        "docs_dir": str(own if own.is_dir() else default_folder("content")),
    }


def give_up(message: str) -> NoReturn:
    """Say in one line why the command cannot do its work, and leave.

    >>> give_up("There is no such table.")
    Traceback (most recent call last):
    SystemExit: 2
    """
    click.echo(message, err=True)
    sys.exit(UNABLE)
