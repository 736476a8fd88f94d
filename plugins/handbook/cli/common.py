"""What every subcommand shares: the group, the common options, how problems are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from handbook import __version__
from handbook.languages import SHIPPED, Catalogue, locale
from handbook.problems import Problem, Severity
from handbook.reading.documents.catalogues import has_catalogue, load_catalogue
from handbook.reading.documents.peek import peek_languages
from handbook.settings import Settings
from handbook.site import Build, build
from handbook.wording import as_line, debugging, of_own_fault

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
        return Settings(self.root, self.today)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The words to answer in: those of `--lang`, else of the programme's first language."""
        code = self.lang or peek_languages(self.root).default
        return load_catalogue(code if has_catalogue(code) else SHIPPED)


class Day(click.ParamType[date]):
    """A day such as 2026-03-01."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """Read a day, or refuse what is none."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write it like 2026-03-01.", param, ctx)


class _Language(click.ParamType[str]):
    """The code of a language that there is."""

    name = "code"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        try:
            locale(value)
        except ValueError:
            self.fail(f"{value!r} is no code of a language, such as en or es.", param, ctx)
        return str(value)


def common(command: F) -> F:
    """Add the options that every subcommand has, handed to it as `asked`, an `Asked`."""

    @wraps(command)
    def run(*, root: Path, today: date | None, lang: str | None, **options: Any) -> Any:
        asked = Asked(root.resolve(), today, lang)
        if not (root / "programme").is_dir():
            give_up(asked.catalogue.text("command.no_programme", folder=asked.root))
        if lang and not has_catalogue(lang):
            click.echo(f"--lang {lang}: not spoken here; what follows is in English.", err=True)
        click.get_current_context().find_root().obj = asked
        return command(asked=asked, **options)

    options = (
        click.option(
            "--root",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            default=Path(),
            help="Folder that holds programme/; by default this one.",
        ),
        click.option(
            "--today",
            type=Day(),
            envvar="HANDBOOK_TODAY",
            help="Reference date, such as 2026-03-01; else HANDBOOK_TODAY, or the current day.",
        ),
        click.option(
            "--lang",
            type=_Language(),
            envvar="HANDBOOK_LANG",
            help="Language of the answers, such as en or es; else HANDBOOK_LANG, or the "
            "programme's first.",
        ),
    )
    shown: Any = run
    for option in reversed(options):
        shown = option(shown)
    return shown  # type: ignore[no-any-return]


class _Group(click.Group):
    """Says in one line what the machine refused, or that the package itself is at fault."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except OSError as error:
            give_up(f"{error.filename or ''}: {error.strerror or error}".lstrip(": "))
        except Exception as error:
            if debugging():
                raise
            give_up(of_own_fault(error, _words(ctx.obj)))


def _words(asked: Asked | None) -> Catalogue:
    """Return the words for an apology, whatever else may be at fault."""
    if asked is not None:
        with suppress(Exception):
            return asked.catalogue
    return load_catalogue(SHIPPED)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handbook")
def main() -> None:
    """Turn a mentoring programme's data into its handbook and portal."""


def made_of(asked: Asked) -> Build:
    """Read the programme, check it, and make everything that its site shows."""
    return build(asked.settings)


def tell(problems: Iterable[Problem], catalogue: Catalogue) -> None:
    """Write problems a line each: errors to standard error, warnings to standard output."""
    for problem in problems:
        click.echo(as_line(problem, catalogue), err=problem.severity is Severity.ERROR)


def sum_up(made: Build, catalogue: Catalogue) -> None:
    """Write how many problems and pages there are, and for which day."""
    click.echo(in_short(made, catalogue), err=made.failed)


def in_short(made: Build, catalogue: Catalogue) -> str:
    """Say how many problems and pages there are, and for which day."""
    errors = sum(problem.severity is Severity.ERROR for problem in made.problems)
    warnings = len(made.problems) - errors
    text = catalogue.text
    parts = [text("command.errors", count=errors), text("command.warnings", count=warnings)]
    if made.programme is not None:
        day = made.programme.reference_date.isoformat()
        key = "command.date_pinned" if made.pinned else "command.date"
        parts.append(text(key, date=day))
        parts.append(text("command.pages", count=made.page_count))
    return " · ".join(parts)


def give_up(message: str) -> NoReturn:
    """Say in one line why the command cannot do its work, and leave."""
    click.echo(message, err=True)
    sys.exit(UNABLE)
