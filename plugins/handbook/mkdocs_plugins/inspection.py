"""Inspection: the finished site is pruned, searched for leaks, and its links are followed."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mkdocs.exceptions import PluginError

from handbook.clock import spent_on
from handbook.finishing import prune
from handbook.finishing.html_pages import HtmlReader
from handbook.finishing.kept_reader import NAME as LINKS
from handbook.finishing.kept_reader import KeptReader
from handbook.finishing.links import broken_links
from handbook.finishing.pictures import clean_pictures
from handbook.finishing.unlinking import unlink
from handbook.languages import Catalogue
from handbook.leaks.remembered import NAME as SEARCHED
from handbook.leaks.report import Report
from handbook.masking import cleared
from handbook.mkdocs_plugins.faults import log
from handbook.mkdocs_plugins.recalling import Recalling
from handbook.problems import Problem, Severity, has_errors
from handbook.site.built import Build
from handbook.stamping.pages import StampedPages
from handbook.wording import as_line

# MkDocs counts its own warnings only: what is told here stops no build that is strict.
notes = logging.getLogger("handbook")


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was found and done."""

    summary: str = ""
    """What was searched, and what could not be, in one line."""
    masked: int = 0
    """From how many files somebody had to be taken out whose consent has ended."""


@spent_on("search")
def inspect(
    site: Path,
    made: Build,
    stamped: StampedPages,
    words: Catalogue,
    *,
    spoken: Iterable[str] = (),
    site_url: str | None = "",
    preview: Recalling | None = None,
    cache: Path | None = None,
) -> Inspected:
    """Look at what was written, whoever wrote it, and take out whose consent has ended.

    Args:
        site: folder of the site.
        made: what it was made of.
        stamped: pages of which a shell is looked at once, and else only what the entry says.
        words: to tell problems in.
        spoken: languages whose words the search of the site knows; by default those of the site.
        site_url: address that the site will be published at; None not to follow its links.
        preview: what a preview recalls, which tells of leaks and goes on; None for a site that is
            to be published.
        cache: folder in which is remembered which files held nothing; None to read everything.

    Raises:
        PluginError: the site holds what may not be published.
    """
    prune(site, spoken or made.languages)
    pictures = clean_pictures(site, stamped)
    report, done = cleared(
        site, made.confidential, words, stamped, cache / SEARCHED if cache else None
    )
    if done.left_out or done.blanked:
        unlink(site, {*done.left_out, *made.ended_pages}, done.blanked, site_url or "")
    _tell((*done.problems, *pictures, *report.problems), words, serving=preview is not None)
    summary = words.text(
        "command.searched",
        files=report.files,
        values=report.values,
        unsearchable=report.unsearchable + made.unsearchable,
    )
    log.info(summary)
    if site_url is not None:
        kept = KeptReader(cache / LINKS if cache and not preview else None)
        reader = preview.reader if preview else kept
        _follow_links(site, made.ended_pages, site_url, words, report, stamped, reader)
        kept.keep()
    if (report.leaked or has_errors(pictures)) and preview is None:
        raise PluginError(words.text("command.leaked"))
    return Inspected(summary, done.count)


def _tell(problems: Iterable[Problem], words: Catalogue, *, serving: bool) -> None:
    for problem in problems:
        is_leak = problem.severity is Severity.ERROR and not serving
        (log.error if is_leak else notes.warning)(as_line(problem, words))


@spent_on("links")
def _follow_links(
    site: Path,
    ended: frozenset[str],
    site_url: str,
    words: Catalogue,
    report: Report,
    stamped: StampedPages,
    reader: HtmlReader,
) -> None:
    broken = broken_links(site, site_url, stamped, reader)
    if broken and ended and unlink(site, ended, site_url=site_url):
        broken = broken_links(site, site_url, stamped, reader)
    for problem in broken:
        line = as_line(problem, words)
        # A link may name who is not to be named; the leak that it is has been told.
        if not report.holds_value(line):
            log.warning(line)
