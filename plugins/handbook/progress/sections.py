"""The status in words, part by part, as the command prints it and the preview shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from handbook.content_types.editions.hours import in_hours
from handbook.days import date_range, long_date, month_name
from handbook.languages import Catalogue, list_of
from handbook.problems import MASK, Place
from handbook.progress.readiness import Requirement
from handbook.progress.status import WITHIN, Due, Ending, Next, Status
from handbook.progress.workload import Month
from handbook.reading.translations import Untranslated
from handbook.rendering.values import plain
from handbook.wording import on_one_line

_ROLES = ("everybody", "coordinator", "committee", "mentor", "mentee", "partner")
_MOST = 20
"""Rows of a kind that are told a line each."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the status."""

    title: str
    lines: tuple[str, ...]
    note: str = ""
    """What is to be known of the lines; empty where nothing is."""


def sections(status: Status, words: Catalogue) -> tuple[Section, ...]:
    """Put a status into words."""
    text, days = words.text, WITHIN.days
    made = (
        ("due", tuple(_due(status.due, words)), ""),
        ("endings", _some([_ending(each, words) for each in status.endings], words), ""),
        ("unasked", _some(list(map(str, status.unasked)), words), text("status.unasked_remedy")),
        ("stale", _some(list(map(str, status.stale)), words), text("status.stale_remedy")),
        ("messages", tuple(_message(each, words) for each in status.messages), ""),
        ("hours", tuple(_hours(status.months, words)), text("status.hours_note")),
    )
    none = {key: text(f"status.{key}_none", days=days) for key, _, _ in made}
    return (
        Section(
            _ready(status, words),
            tuple(_requirement(each, words) for each in status.requirements),
        ),
        *(
            Section(text(f"status.{key}", days=days), lines or (none[key],), note if lines else "")
            for key, lines, note in made
        ),
    )


def as_lines(status: Status, words: Catalogue, *, faulty: bool) -> Iterator[str]:
    """Write a status line by line.

    Args:
        status: what to write.
        words: the words to use.
        faulty: whether the data has errors, which is said first: this may not be all then.
    """
    yield from map(on_one_line, _opening(status, words, faulty=faulty))
    for section in sections(status, words):
        yield ""
        yield on_one_line(section.title)
        yield from (f"  {on_one_line(line)}" for line in section.lines)
        if section.note:
            yield f"  {on_one_line(section.note)}"


def as_html(status: Status, words: Catalogue, *, faulty: bool) -> Markup:
    """Write a status as the body of a page; see `as_lines`."""
    parts = [Markup("<h1>{}</h1>\n").format(words.text("status.title"))]
    parts += [Markup("<p>{}</p>\n").format(line) for line in _opening(status, words, faulty=faulty)]
    for section in sections(status, words):
        items = Markup("").join(map(Markup("<li>{}</li>\n").format, section.lines))
        parts.append(Markup("<h2>{}</h2>\n<ul>\n{}</ul>\n").format(section.title, items))
        if section.note:
            parts.append(Markup("<p>{}</p>\n").format(section.note))
    return Markup("<div>\n{}</div>\n").format(Markup("").join(parts))


def _opening(status: Status, words: Catalogue, *, faulty: bool) -> tuple[str, ...]:
    day = words.text("status.day", day=long_date(status.day, words.language))
    return (*((words.text("status.faulty"),) if faulty else ()), day)


def _ready(status: Status, words: Catalogue) -> str:
    numbers = {"ready": status.ready, "count": len(status.requirements)}
    if status.prepared is None:
        return words.text("status.ready", **numbers)
    edition = plain(status.prepared, words.language)
    return words.text("status.ready_for", edition=edition, **numbers)


def _requirement(each: Requirement, words: Catalogue) -> str:
    place = Place(each.place.path, each.place.line)
    line = f"{'☑' if each.done else '☐'} {words.text(f'status.requirements.{each.id}')} · {place}"
    if not each.evidence:
        return line
    return f"{line} · {words.text('status.evidence', id=each.evidence)}"


def _due(due: Sequence[Due], words: Catalogue) -> Iterator[str]:
    """Give the dates by role; one that concerns several roles is told to each."""
    for role in _ROLES:
        its = [each for each in due if role in (each.roles or ("everybody",))]
        for each in its:
            when = date_range(each.day, each.end, words)
            title = plain(each.title, words.language)
            line = f"{words.text(f'role_plural.{role}')} · {when}: {title} · {each.place}"
            if each.fill_in:
                line += f" · {words.text('status.fill_in', file=each.fill_in)}"
            yield line


def _ending(ending: Ending, words: Catalogue) -> str:
    key = "status.consent_ends" if ending.consent else "status.term_ends"
    day = long_date(ending.day, words.language)
    return words.text(key, day=day, place=ending.place)


def _some(lines: Sequence[str], words: Catalogue) -> tuple[str, ...]:
    """Give as many lines as are read, and say how many more there are."""
    more = len(lines) - _MOST
    return (*lines[:_MOST], *((words.text("status.more", count=more),) if more > 0 else ()))


def _message(message: Next, words: Catalogue) -> str:
    language = words.language
    roles = [words.text(f"role_plural.{role}") for role in message.audience]
    return words.text(
        "status.message",
        day=long_date(message.day, language),
        subject=plain(message.subject, language),
        audience=list_of(roles, language),
        edition=message.edition,
        place=message.place,
    )


def _hours(months: Sequence[Month], words: Catalogue) -> Iterator[str]:
    """Write the months one below the other, their hours whole."""
    named = [(month_name(month.first, words.language), in_hours(month.minutes)) for month in months]
    width = max((len(name) for name, _ in named), default=0)
    for name, hours in named:
        yield f"{name:<{width}}  {words.text('duration.hours', count=hours)}"


def translation_lines(
    found: Sequence[Untranslated],
    lacking: Mapping[str, int],
    of_people: Collection[str],
    words: Catalogue,
) -> Iterator[str]:
    """Write what is shown in another language, file by file: the programme's own, then ours.

    Args:
        found: the files.
        lacking: how many strings of the interface each language has not.
        of_people: names of the folders in which a file is called by a person's id.
        words: the words to use.
    """
    for key, shipped in (("own", False), ("shipped", True)):
        its = [each for each in found if each.shipped is shipped]
        texts = sum(each.texts for each in its)
        missing = Counter[str]()
        for each in its:
            missing.update(each.missing)
        total = _by_language(missing)
        details = {"files": len(its), "languages": total}
        text = words.text(f"status.untranslated_{key}", count=texts, **details)
        yield on_one_line(text if its else words.text(f"status.untranslated_{key}_none"))
        for each in its:
            yield on_one_line(f"  {_file(each.place, of_people)} · {_by_language(each.missing)}")
    for code, count in lacking.items():
        if count:
            yield words.text("status.untranslated_strings", language=code, count=count)


def _by_language(missing: Mapping[str, int]) -> str:
    return ", ".join(f"{code}: {count}" for code, count in missing.items())


def _file(place: Place, of_people: Collection[str]) -> str:
    """Name a file, but for one that names a person."""
    folder, _, name = place.path.rpartition("/")
    if name.endswith(".md") and folder.rpartition("/")[2] in of_people:
        return f"{folder}/{MASK}.md"
    return str(replace(place, column=0))
