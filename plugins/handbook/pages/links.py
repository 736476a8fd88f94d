"""Links in prose to pages, which are named there by their files: `[Roles](guides/mentor.md)`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from handbook.content_type import FOLDER
from handbook.content_types.next_steps import NEXT_STEPS, NextStep
from handbook.content_types.programme_description.description import where_it_suits
from handbook.outputs import Prose
from handbook.problems import MASK, Place, Problem, Severity
from handbook.programme import Programme
from handbook.rendering.library import PageContext
from handbook.rendering.lookups import Lookups
from handbook.text.oddities import in_code
from handbook.urls import relative, url_of

_LINK = re.compile(r"\]\((?P<address>[^)\s{]+\.md)(?:#[^)\s]*)?(?:\s[^)]*)?\)")
_WHOLE_LINK = re.compile(
    r"(?<!!)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\((?P<address>[^)\s{:]+\.md)(?P<fragment>#[^)\s\"<>]*)?(?:\s[^)]*)?\)"
)
_DEFINITION = re.compile(
    r" {0,3}\[(?P<label>[^\[\]]{1,200})\]:\s*<?(?P<address>[^\s<>:{]+\.md)"
    r"(?P<fragment>#[^\s\"<>]*)?>?(?:\s.*)?"
)
"""An address that a text gives on a line of its own, by a label."""
_REFERENCE = re.compile(
    r"(?<![!\]])\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\](?: ?\[(?P<label>[^\[\]]*)\])?(?![\[(:])"
)
NO_ENDINGS: Mapping[str, date] = {}


def unknown_pages(
    prose: Iterable[Prose],
    names: frozenset[str],
    ended: frozenset[str] = frozenset(),
    endings: Mapping[str, date] = NO_ENDINGS,
) -> Iterator[Problem]:
    """Find links to pages that nobody wrote, that are not there any more, or not for long.

    Args:
        prose: the files of prose.
        names: the pages there are, named as in the default language.
        ended: those that are not there since a consent has ended.
        endings: the last day of those that will not be there much longer.
    """
    for each in prose:
        for line, address in _links_of(each):
            name, place = _target(address, each.page), Place(each.source, line)
            if name in ended:
                yield Problem(place, "ended-missed", "", MASK, Severity.WARNING)
            elif name in endings:
                until: dict[str, object] = {"until": endings[name]}
                yield Problem(place, "ending-missed", "", MASK, Severity.WARNING, until)
            elif name not in names:
                close = get_close_matches(name, sorted(names), n=1)
                start = posixpath.dirname(each.page) or "."
                near: dict[str, object] = (
                    {"suggestion": posixpath.relpath(close[0], start)} if close else {}
                )
                yield Problem(place, "page-unknown", value=address, details=near)


def with_known_steps(
    programme: Programme, names: frozenset[str]
) -> tuple[Programme, tuple[Problem, ...]]:
    """Find a programme's own next steps that lead to no page, and have them lead nowhere.

    So it is told where the step stands, and not on each page that shows it.

    Args:
        programme: all of it.
        names: the pages there are, named as in the default language.
    """
    steps: list[NextStep] = []
    problems: list[Problem] = []
    for step in programme.all(NextStep):
        name, place = step.page.partition("#")[0], step.where("page")
        own = place.path.startswith(f"{FOLDER}/")
        if not name or name in names or not own or not where_it_suits(step, programme):
            steps.append(step)
            continue
        close = get_close_matches(name, sorted(names), n=1)
        near: dict[str, object] = {"suggestion": close[0]} if close else {}
        problems.append(Problem(place, "page-unknown", "page", step.page, details=near))
        steps.append(replace(step, page=""))
    if not problems:
        return programme, ()
    kinds = {**programme.kinds, NEXT_STEPS.name: tuple(steps)}
    return replace(programme, kinds=kinds), tuple(problems)


def _target(address: str, page: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), address))


def with_entries_linked(body: str, page: str, context: PageContext, lookups: Lookups) -> str:
    """Write links to pages of records, which MkDocs does not know, as a browser follows them.

    Of a link to one that is not there any more its text stays.
    """
    urls = lookups.library.urls

    def linked(found: re.Match[str], given: re.Match[str] | None) -> str:
        if given is None:
            return found[0]
        name = _target(given["address"], page)
        if lookups.has_ended(name):
            return found["text"]
        if not lookups.has_entry(name):
            return found[0]
        url = relative(url_of(urls.path(name, context.language)), context.url)
        return f'<a href="{url}{given["fragment"] or ""}">{found["text"]}</a>'

    if ".md" not in body:
        return body
    lines = body.split("\n")
    text = [at for at, code in enumerate(in_code(lines)) if not code]
    given: dict[str, re.Match[str]] = {}
    for at, defined in [(at, _DEFINITION.fullmatch(lines[at])) for at in text]:
        name = _target(defined["address"], page) if defined else ""
        if defined and (lookups.has_entry(name) or lookups.has_ended(name)):
            given.setdefault(_label(defined["label"]), defined)
            lines[at] = ""

    def referred(found: re.Match[str]) -> str:
        return linked(found, given.get(_label(found["label"] or found["text"])))

    for start, end in reversed(_paragraphs(lines, text)):
        run = _WHOLE_LINK.sub(lambda found: linked(found, found), "\n".join(lines[start:end]))
        lines[start:end] = [_REFERENCE.sub(referred, run) if given else run]
    return "\n".join(lines)


def _paragraphs(lines: Sequence[str], text: Iterable[int]) -> list[tuple[int, int]]:
    """Give where each paragraph begins and ends: what a link says may go on in the next line."""
    found: list[tuple[int, int]] = []
    for at in text:
        if not lines[at].strip():
            continue
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def _label(written: str) -> str:
    return " ".join(written.split()).casefold()


def _links_of(prose: Prose) -> Iterator[tuple[int, str]]:
    """Give the line and address of every link to a page, but for those in samples of code."""
    lines = prose.body.split("\n")
    for number, code in enumerate(in_code(lines)):
        if not code:
            defined = _DEFINITION.fullmatch(lines[number])
            for match in (*_LINK.finditer(lines[number]), *filter(None, [defined])):
                if ":" not in match["address"]:
                    yield prose.first_line + number, match["address"]
