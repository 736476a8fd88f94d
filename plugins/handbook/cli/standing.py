"""Standing: what a command has told, what it depends on, and until when it would tell the same."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import click

from handbook.problems import Severity
from handbook.repository import GitError, find_repository
from handbook.unchanged import Said, Standing
from handbook.wording import in_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from handbook.cli.common import Asked
    from handbook.languages import Catalogue
    from handbook.problems import Problem
    from handbook.site.built import Build

_TELLING = ("HANDBOOK_", "SITE_URL", "SOURCE_DATE_EPOCH")
"""How variables begin that decide what is made."""


@dataclass
class Teller:
    """Tells, and knows what it told."""

    lines: list[tuple[bool, str]] = field(default_factory=list)

    def __call__(self, line: str, *, err: bool = False) -> None:
        """Write a line, to standard error if it is of a fault."""
        click.echo(line, err=err)
        self.lines.append((err, line))

    def problems(self, problems: Iterable[Problem], words: Catalogue, most: int | None) -> None:
        """Write problems a line each, so many of a kind: warnings first, then errors."""
        for severity, line in in_lines(problems, words, most):
            self(line, err=severity is Severity.ERROR)


def tell_again(said: Said) -> None:
    """Write what was told the last time."""
    for is_fault, line in said.lines:
        click.echo(line, err=is_fault)


def surroundings(root: Path) -> tuple[object, ...]:
    """Tell what decides, beside the project's files and the options, what is made."""
    told = sorted((name, said) for name, said in os.environ.items() if name.startswith(_TELLING))
    commit = None
    with suppress(GitError):
        repository = find_repository(root)
        commit = repository.head if repository else None
    return told, commit


def until_when(standing: Standing, asked: Asked, made: Build) -> Standing | None:
    """Add for how long something stands; None where that is not known."""
    from handbook.content_types.programme_description.description import (  # noqa: PLC0415 - slow
        ProgrammeDescription,
    )

    if made.programme is None:
        return None
    if asked.today or made.pinned:
        return standing
    zone = made.programme.one(ProgrammeDescription).zone.key
    return replace(standing, day=made.programme.reference_date.isoformat(), zone=zone)
