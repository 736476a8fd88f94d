"""Beforehand: what the search of the finished site would find, told where it was written.

The texts that a site is made of are searched one by one, and then what was made of them, since a
template may put together what nobody has written so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from handbook.leaks import Confidential, Kind
from handbook.leaks.matcher import Matcher
from handbook.leaks.parting import BETWEEN, parted, parted_markdown
from handbook.leaks.public_texts import PublicText
from handbook.leaks.reader import Reader
from handbook.leaks.report import rows_of
from handbook.leaks.unread import Budget
from handbook.leaks.views import views
from handbook.outputs import EntryPage, OutputFile, Page
from handbook.problems import MASK, Place, Problem, Severity

_CHECKED = ("programme/", "handbook/")
"""Whose names of files are told elsewhere, or are ours."""
_MOST = 5
"""Places that are told of one value."""


def told_beforehand(
    values: Sequence[Confidential],
    texts: Iterable[PublicText],
    pages: Iterable[Page | EntryPage],
    loaded: Iterable[OutputFile],
    files: Iterable[OutputFile],
) -> Iterator[Problem]:
    """Tell every place at which the site would hold what it may not hold.

    Args:
        values: what may not be published, and private values that are not told from others.
        texts: what the site is made of.
        pages: what was made of it.
        loaded: files that pages load, made of the same.
        files: those that go into the site as they are.

    Returns:
        An error for what the build would refuse, and a warning for what it would not. None of them
        holds a value.
    """
    # What a consent that has ended leaves behind is masked, and told by `mentions`.
    matcher = Matcher(value for value in values if not value.ended)
    told: dict[int, int] = {}
    for number, text, line in _in_texts(matcher, texts):
        told[number] = told.get(number, 0) + 1
        if told[number] <= _MOST:
            yield _problem(matcher.groups[number][0], text.place(line), text.field, matcher, number)
    both = chain(_in_pages(matcher, pages), _in_files(matcher, loaded))
    made = ((*each, 1) for each in both)
    # A file is made of no text that was told.
    for place, found, most in chain(made, ((*each, _MOST) for each in _in_files(matcher, files))):
        for number in sorted(found):
            value = matcher.groups[number][0]
            if value.telling and told.get(number, 0) < most:
                told[number] = told.get(number, 0) + 1
                yield _problem(value, place, "", matcher, number)


def discreet(
    problems: Sequence[Problem], values: Callable[[], Iterable[Confidential]]
) -> tuple[Problem, ...]:
    """Return problems whose values, and whose files by their names, tell nothing confidential.

    Args:
        problems: of texts and templates, which repeat what somebody wrote.
        values: gives what may not be told; asked for only where something might tell it.
    """
    told = {text for each in problems for text in _told(each)}
    matcher = Matcher(values()) if told else None

    def holds(text: str) -> bool:
        both = views(f"{text}\n{text.partition('.')[0]}")
        return matcher is not None and bool(matcher.found_in(both))

    hidden = {text for text in told if holds(text)}
    # What is suggested for a text differs from it in a sign or two.
    for problem in problems:
        corrected = {problem.value, problem.details.get("suggestion")} - {"", MASK, None}
        if not hidden.isdisjoint(corrected):
            hidden |= {str(each) for each in corrected}

    def masked(value: object) -> object:
        return MASK if isinstance(value, str) and value in hidden else value

    def kept(problem: Problem) -> Problem:
        if hidden.isdisjoint(_told(problem)):
            return problem
        place = problem.place
        if not place.path.startswith(_CHECKED):
            place = replace(
                place, path="/".join(str(masked(each)) for each in place.path.split("/"))
            )
        details = {key: masked(value) for key, value in problem.details.items()}
        return replace(problem, place=place, value=str(masked(problem.value)), details=details)

    return tuple(map(kept, problems))


def _told(problem: Problem) -> Iterator[str]:
    """Give what a problem repeats of what somebody wrote."""
    details = (value for value in problem.details.values() if isinstance(value, str))
    yield from (text for text in (problem.value, *details) if text not in {"", MASK})
    if not problem.place.path.startswith(_CHECKED):
        yield from problem.place.path.split("/")[1:]


def _problem(
    value: Confidential, place: Place, field: str, matcher: Matcher, number: int
) -> Problem:
    code = "private-similar" if value.in_parts else "private-here"
    if value.kind is Kind.FINGERPRINT:
        code = "withdrawn-here"
    details = {"rows": rows_of(matcher.groups[number]), "kind": value.field}
    if not value.telling:
        return Problem(place, "private-perhaps", field, MASK, Severity.WARNING, details)
    return Problem(place, code, field, MASK, details=details)


def _in_texts(
    matcher: Matcher, texts: Iterable[PublicText]
) -> Iterator[tuple[int, PublicText, int]]:
    """Find values in texts, each with the line on which it is complete."""
    for each, found in matcher.found_in_each(texts, lambda one: one.text):
        for number in sorted(found):
            yield number, each, _line(matcher, number, each)


def _line(matcher: Matcher, number: int, text: PublicText) -> int:
    lines = text.text.splitlines(keepends=True) if not text.field else []
    for count in range(1, len(lines)):
        if number in matcher.found_in(views("".join(lines[:count]))):
            return count - 1
    return max(len(lines) - 1, 0)


def _in_pages(
    matcher: Matcher, pages: Iterable[Page | EntryPage]
) -> Iterator[tuple[Place, frozenset[int]]]:
    budget = Budget()
    for page in pages:
        body = parted_markdown(page.body) if isinstance(page, Page) else page.body
        texts = (page.path, page.title, page.description, body)
        source = page.source if isinstance(page, Page) else ""
        content = BETWEEN.join(texts).encode("utf-8", "replace")
        yield Place(source or page.path), matcher.found_in(Reader(budget).texts(content))


def _in_files(
    matcher: Matcher, files: Iterable[OutputFile]
) -> Iterator[tuple[Place, frozenset[int]]]:
    budget = Budget()
    for file in files:
        content = Reader(budget).texts(parted(file.path, file.content))
        found = matcher.found_in(views(file.path)) | matcher.found_in(content)
        yield Place(file.source or file.path), found
