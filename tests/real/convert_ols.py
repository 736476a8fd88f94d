"""Convert Open Life Science's public data into a `programme/` folder, for a test only.

The people in the source are real, and CONSENT IS INVENTED (`synthesised_consent.py`): the
result belongs in a temporary folder, and nothing of it into the repository or onto a site.

Without a place still: who spoke or helped at a call, an account at Twitter, keywords, status and
the graduation of a project. Its participants stay out, since nobody asked them.

    python -m tests.real.convert_ols ../shared/data/ols /tmp/ols
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .cleaning import Ids, Notes, cell, is_address, load, slug
from .cohorts import Cohort, read_cohort
from .descriptions import LABEL, edition, programme
from .people import FILE, Person, Register, biography, member_row, mentor_row, read_people
from .schedule import Timeline, convert_schedule
from .synthesised_consent import BANNER, MadeUpConsent, make_up

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "programme"
"""The repository's own example, from which the words come that the source lacks."""


@dataclass(frozen=True)
class ConvertedEdition:
    """One cohort, converted."""

    slug: str
    mentors: Mapping[str, int]
    """Converted id to capacity."""
    dates: int
    refused_dates: int
    projects: tuple[str, ...]
    """Their titles."""


@dataclass(frozen=True)
class Conversion:
    """What was converted, and what had to be mended or refused on the way."""

    mentors: Mapping[str, str]
    """Id in the source to id here."""
    refused: tuple[str, ...]
    """Ids in the source of mentors without a usable record."""
    names: Mapping[str, str]
    """Id here to name, of mentors and organisers."""
    hidden: frozenset[str]
    """Ids here of those whose invented consent does not hold."""
    organisations: int
    expertise: Mapping[str, str]
    """Id to title."""
    editions: tuple[ConvertedEdition, ...]
    notes: tuple[str, ...]


def convert(source: Path, target: Path, cohorts: Sequence[str] = ("7", "8")) -> Conversion:
    """Write `target/programme/` from the data in `source`.

    Raises:
        ValueError: the target lies in the repository, where no real person's data may be.
    """
    if target.resolve().is_relative_to(ROOT):
        raise ValueError(f"{target} lies in the repository")
    sys.stderr.write(BANNER)
    notes = Notes()
    notes.about(FILE, "everybody")("CONSENT IS SYNTHESISED: nobody was asked; for a test only")
    rounds = [read_cohort(source, number, notes) for number in cohorts]
    timelines = [convert_schedule(each, notes) for each in rounds]
    mentors = {mentor for each in rounds for mentor in each.mentees_of}
    organisers = {organiser for each in rounds for organiser in each.organisers}
    register = read_people(source, mentors | organisers, notes)
    consents = make_up(register.people)
    shown = [person for id, person in register.people.items() if id in mentors]

    folder = target / "programme"
    folder.mkdir(parents=True, exist_ok=True)
    _write_yaml(folder / "programme.yaml", programme())
    _write_mentors(folder, shown, register, consents)
    _write_committee(folder, rounds, timelines, register, consents)
    editions = tuple(
        _write_edition(folder, *each, register) for each in zip(rounds, timelines, strict=True)
    )
    _write_organisations(folder, source, register)
    return Conversion(
        mentors={person.source: person.id for person in shown},
        refused=tuple(id for id in register.refused if id in mentors),
        names={person.id: person.name for person in register.people.values()},
        hidden=frozenset(p.id for id, p in register.people.items() if not consents[id].holds),
        organisations=len(register.organisations.ids),
        expertise=_write_vocabulary(folder, register),
        editions=editions,
        notes=tuple(notes.lines),
    )


def _write_mentors(
    folder: Path,
    people: Sequence[Person],
    register: Register,
    consents: Mapping[str, MadeUpConsent],
) -> None:
    """Write the mentors' table and their biographies."""
    rows = [mentor_row(person, register, consents[person.source]) for person in people]
    _write_csv(folder / "mentors.csv", rows)
    (folder / "mentors").mkdir(exist_ok=True)
    for person in people:
        text = biography(person)
        if text:
            path = folder / "mentors" / f"{person.id}.en.md"
            path.write_text(f"{text}\n", encoding="utf-8")


def _write_committee(
    folder: Path,
    rounds: Sequence[Cohort],
    timelines: Sequence[Timeline],
    register: Register,
    consents: Mapping[str, MadeUpConsent],
) -> None:
    """Make the organisers members, from the first day of their first cohort."""
    since: dict[str, str] = {}
    for cohort, timeline in zip(rounds, timelines, strict=True):
        for organiser in cohort.organisers:
            since.setdefault(organiser, timeline.first)
    members = [(register.people[id], day) for id, day in since.items() if id in register.people]
    rows = [member_row(person, day, consents[person.source]) for person, day in members]
    _write_csv(folder / "committee.csv", rows)


def _write_edition(
    folder: Path, cohort: Cohort, timeline: Timeline, register: Register
) -> ConvertedEdition:
    people = [register.people[id] for id in cohort.mentees_of if id in register.people]
    say = register.notes.about(f"{cohort.slug}/projects.yaml", "collaboration")
    partners = [person.organisation for person in people if person.organisation]
    partners += [register.organisation(name, say) for name in cohort.collaborations]
    here = folder / "editions" / cohort.slug
    here.mkdir(parents=True, exist_ok=True)
    _write_yaml(here / "edition.yaml", edition(cohort, timeline, list(dict.fromkeys(partners))))
    _write_csv(here / "timeline.csv", timeline.rows)
    mentors = {person.id: cohort.capacity(person.source) for person in people}
    rows = [{"mentor": id, "capacity": str(capacity)} for id, capacity in mentors.items()]
    _write_csv(here / "mentors.csv", rows)
    projects = list(_projects(cohort, register))
    _write_csv(here / "projects.csv", projects)
    titles = tuple(project["title"] for project in projects)
    return ConvertedEdition(cohort.slug, mentors, len(timeline.rows), timeline.refused, titles)


def _projects(cohort: Cohort, register: Register) -> Iterator[dict[str, str]]:
    """Give the projects with their mentors; of their participants no consent is known."""
    ids = Ids()
    for project in cohort.projects:
        say = register.notes.about(f"{cohort.slug}/projects.yaml", project["name"])
        title = cell(project["name"], say, "name")
        mentors = [each.strip() for each in project.get("mentors") or ()]
        known = [register.people[id].id for id in mentors if id in register.people]
        yield {
            "id": ids.unique(slug(title) or "project"),
            "title": title,
            "summary": cell(project.get("description", ""), say, "description") or title,
            "mentors": "; ".join(dict.fromkeys(known)),
        }


def _write_organisations(folder: Path, source: Path, register: Register) -> None:
    """Write every organisation; what the source describes of some of them is used."""
    described = {record["name"].casefold(): record for record in _organisations(source)}
    rows = []
    for _, id, title in register.organisations.titles():
        record = described.get(title.casefold(), {})
        site = record.get("website", "")
        summary = " ".join(record.get("description", "").split())
        rows.append(
            {
                "id": id,
                "name": title,
                "location": record.get("country", ""),
                "website": site if is_address(site) else "",
                "summary": summary or f"What it does {LABEL}.",
            }
        )
    for id, spellings in register.organisations.merged():
        register.notes.about(FILE, f"affiliation {id}")(f"spellings merged: {spellings}")
    _write_csv(folder / "organisations.csv", rows)


def _organisations(source: Path) -> Iterable[Mapping[str, str]]:
    records: Mapping[str, Mapping[str, str]] = load(source / "organizations.yaml")
    return records.values()


def _write_vocabulary(folder: Path, register: Register) -> dict[str, str]:
    """Write the example's words with the expertise and languages of the source instead."""
    for id, spellings in register.expertise.merged():
        register.notes.about(FILE, f"expertise {id}")(f"spellings merged: {spellings}")
    expertise = {id: title for _, id, title in sorted(register.expertise.titles())}
    vocabulary = _in_english(load(EXAMPLE / "vocabulary.yaml"))
    vocabulary["expertise"] = [{"id": id, "title": title} for id, title in expertise.items()]
    _write_yaml(folder / "vocabulary.yaml", vocabulary)
    return expertise


def _in_english(words: Any) -> Any:
    """Give the words of the example as a programme of one language has them."""
    if isinstance(words, dict):
        return words.get("en") or {key: _in_english(word) for key, word in words.items()}
    return [_in_english(word) for word in words] if isinstance(words, list) else words


def _write_yaml(path: Path, value: Any) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _write_csv(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Convert from the command line and list what was mended or refused."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("source", type=Path, help="the folder with people.yaml and ols-7, ols-8")
    parser.add_argument("target", type=Path, help="a temporary folder")
    parser.add_argument("--cohorts", nargs="+", default=["7", "8"])
    given = parser.parse_args()
    conversion = convert(given.source, given.target, given.cohorts)
    sys.stdout.writelines(f"{note}\n" for note in conversion.notes)


if __name__ == "__main__":
    main()
