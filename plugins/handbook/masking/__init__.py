"""Masking: what the finished site still says of people whose consent has ended is taken out of it.

It comes by the calendar and nobody is there to mend a text, so that the rest is published all the
same. What cannot be taken out of a file takes the file out; afterwards the search looks again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from pathlib import Path

from handbook.languages import Catalogue
from handbook.leaks import Confidential
from handbook.leaks.matcher import Matcher
from handbook.leaks.parting import parted_markdown
from handbook.leaks.reader import Reader
from handbook.leaks.report import Report
from handbook.leaks.search import search
from handbook.masking.files import masked
from handbook.masking.markup import Masker
from handbook.problems import MASK, Problem, Severity
from handbook.stamping.pages import StampedPages

_PACKAGE = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Masked:
    """What was done to a site, by the path of each file from its folder."""

    changed: frozenset[str] = frozenset()
    """Files from which something was taken out, where it stood."""
    blanked: frozenset[str] = frozenset()
    """Pages that nothing but a notice is left of."""
    left_out: frozenset[str] = frozenset()
    """Files that are not there any more."""
    problems: tuple[Problem, ...] = ()
    """A warning for each value and file."""

    @property
    def count(self) -> int:
        """How many files are not what they were."""
        return len(self.changed) + len(self.blanked) + len(self.left_out)


def cleared(
    site: Path,
    values: tuple[Confidential, ...],
    words: Catalogue,
    stamped: StampedPages | None = None,
    kept: Path | None = None,
) -> tuple[Report, Masked]:
    """Search a site; where only people whose consent has ended are found, mask, and search again.

    Args:
        site: its folder, whose files are changed.
        values: what may not be published.
        words: the language of the notice in place of a page.
        stamped: as `search` takes them.
        kept: likewise.

    Returns:
        What the last search has found, which decides, and what was masked before it.
    """
    report = search(site, values, stamped, kept)
    if not report.only_ended:
        return report, Masked()
    done = _mask(site, values, {leak.file for leak in report.leaks}, words)
    told = tuple(_told(report.problems, site, done))
    return search(site, values, stamped, kept), replace(done, problems=told)


def _mask(site: Path, values: Iterable[Confidential], names: set[str], words: Catalogue) -> Masked:
    matcher = Matcher(value for value in values if value.ended)

    def holds(text: str, name: str = "") -> bool:
        # Of the formats that are parted, Markdown alone says more than stands in its parts.
        said = parted_markdown(text) if name.endswith(".md") else text
        return bool(matcher.found_in(Reader().texts(said.encode("utf-8", "replace"))))

    known: set[str] = set()
    changed, blanked, left_out = set(), set(), set()
    for name in sorted(names):
        path = site / name
        shorter = None
        if not holds(f"{name}\n{name.rpartition('.')[0]}") and path.is_file():
            masker = Masker(partial(holds, name=name), known)
            shorter = masked(name, path.read_bytes(), masker)
            if shorter is None and path.suffix == ".html":
                shorter = _notice(words)
                blanked.add(name)
            else:
                changed.add(name)
        if shorter is None:
            _remove(path, site)
            changed.discard(name)
            left_out.add(name)
        else:
            path.write_bytes(shorter)
    for folder in sorted({(site / name).parent for name in changed | left_out}):
        _describe_again(folder / _PACKAGE)
    return Masked(frozenset(changed), frozenset(blanked), frozenset(left_out))


def _notice(words: Catalogue) -> bytes:
    title, text = (escape(words.text(f"command.{key}")) for key in ("blank_title", "blank_text"))
    return (
        f'<!doctype html>\n<html><head><meta charset="utf-8"><meta name="robots" content="noindex">'
        f"<title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>\n"
    ).encode()


def _remove(path: Path, site: Path) -> None:
    """Remove a file, or a folder without any, and the folders that are empty without it."""
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == site or any(folder.iterdir()):
            return
        folder.rmdir()


def _describe_again(package: Path) -> None:
    """Say again how long the tables are that a data package describes."""
    with suppress(OSError, ValueError, KeyError):
        described = json.loads(package.read_bytes())
        described["resources"] = [
            {**each, "bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
            for each in described["resources"]
            if (table := package.parent / each["path"]).is_file()
            and (content := table.read_bytes()) is not None
        ]
        text = json.dumps(described, ensure_ascii=False, indent=2)
        package.write_text(f"{text}\n", encoding="utf-8")


def _told(problems: Iterable[Problem], site: Path, done: Masked) -> Iterator[Problem]:
    """Turn leaks, which stop a publication, into warnings of what was done about them."""
    left_out = {f"{site.name}/{name}" for name in done.left_out}
    for problem in problems:
        if problem.severity is Severity.ERROR:
            gone = problem.place.path in left_out or MASK in problem.place.path
            code = "ended-left-out" if gone else "ended-masked"
            place = replace(problem.place, line=0, column=0)
            yield replace(problem, place=place, code=code, severity=Severity.WARNING)
