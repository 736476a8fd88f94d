"""The worked example's data, read plainly: with csv and yaml, by nothing of the handbook."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.site.commands import REPOSITORY

PROGRAMME = REPOSITORY / "programme"
DEFAULTS = REPOSITORY / "content" / "programme"
Row = dict[str, str]
FILLED_IN = {
    "{{ edition.sessions.minutes | in_words }}": "ninety",
    "{{ rhythm(edition.sessions.every_weeks) }}": "once a month",
    "{{ span(edition.duration_months) }}": "a year",
}
"""What the example's own texts have filled in from its editions, which are alike in this."""
WITH_EDITIONS = re.compile(
    r"{% if edition %}(?P<said>[^{]*)(?:{% else %}[^{]*)?{% endif %}", re.DOTALL
)
"""What is said where there are editions, as in the example."""

MAIN = (
    "",
    "purpose/",
    "kinds/",
    "timeline/",
    "take-part/",
    "guides/",
    "guides/mentor/",
    "guides/mentee/",
    "guides/group/",
    "guides/coordinator/",
    "guides/desk/",
    "guides/communication/",
    "guides/committee/",
    "guides/partner/",
    "guides/joining/",
    "journey/",
    "training/",
    "mentors/",
    "matching/",
    "first-meeting/",
    "glossary/",
    "templates/",
    "templates/agreement/",
    "templates/minutes/",
    "recognition/",
    "projects/",
    "former-mentees/",
    "organisations/",
    "committee/",
    "faq/",
    "editions/",
    "sources/",
    "conduct/",
    "inclusion/",
    "complaints/",
    "privacy/",
    "accessibility/",
    "data-dictionary/",
)
"""The pages of prose and the listings."""


@cache
def table(path: str) -> tuple[Row, ...]:
    """Return the rows of a CSV file of `programme/`; none where it is absent."""
    file = PROGRAMME / path
    if not file.exists():
        return ()
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        return tuple({key: (value or "").strip() for key, value in row.items()} for row in rows)


@cache
def read(path: str) -> Any:
    """Return the content of a YAML file of `programme/`, scalars as text; none where absent.

    What the handbook says to any programme is as a programme in English has it.
    """
    own, default = (_worded(_loaded(folder / path)) for folder in (PROGRAMME, DEFAULTS))
    if own is None or default is None:
        return own or default or ()
    if isinstance(own, dict):
        return {name: [*own.get(name, ()), *default[name]] for name in default}
    if not any("include" in item for item in own):
        return own
    theirs = {item["id"]: item for item in own if "id" in item}
    given = {item["id"]: item for item in default}
    return [theirs.get(id, item) for id, item in given.items()] + [
        item for id, item in theirs.items() if id not in given
    ]


def _loaded(file: Path) -> Any:
    if not file.exists():
        return None
    text = file.read_text("utf-8")
    for written, words in FILLED_IN.items():
        text = text.replace(written, words)
    text = WITH_EDITIONS.sub(lambda found: found["said"], text)
    return yaml.load(text, yaml.BaseLoader)


def _worded(node: Any) -> Any:
    if isinstance(node, dict):
        return node["en"] if "en" in node else {key: _worded(node[key]) for key in node}
    return list(map(_worded, node)) if isinstance(node, list) else node


def forms() -> list[str]:
    """Return the names of all forms, the programme's and those of the handbook."""
    folders = (PROGRAMME / "forms", DEFAULTS / "forms")
    return sorted({file.stem for folder in folders for file in folder.glob("*.yaml")})


def today() -> date:
    """Return the reference date of the example."""
    return date.fromisoformat((PROGRAMME / "reference-date.txt").read_text("utf-8").strip())


def editions() -> list[str]:
    """Return the slugs of all editions."""
    return sorted(folder.name for folder in (PROGRAMME / "editions").iterdir())


def current_edition() -> str:
    """Return the latest edition that has begun and not ended."""
    settings = {slug: read(f"editions/{slug}/edition.yaml") for slug in editions()}
    day = today().isoformat()
    running = [slug for slug, each in settings.items() if each["starts"] <= day <= each["ends"]]
    return max(running, key=lambda slug: settings[slug]["starts"])


def joining_edition() -> str:
    """Return the edition whose call is open or comes next."""
    day = today()
    calls = {slug: days(slug) for slug in editions()}
    ahead = [slug for slug, dates in calls.items() if dates["call-close"][1] >= day]
    return min(ahead, key=lambda slug: calls[slug]["call-open"][0])


def consented(row: Row, prefix: str = "consent", day: date | None = None) -> bool:
    """Say whether a row's consent holds."""
    on = (day or today()).isoformat()
    given, expiry = row.get(f"{prefix}_date", ""), row.get(f"{prefix}_expiry", "")
    return row.get(prefix) == "yes" and "" < given <= on and (not expiry or on <= expiry)


def scope(row: Row) -> set[str]:
    """Return what a row's consent covers beyond the name."""
    return {part.strip() for part in row.get("consent_scope", "").split(";")}


def shown_mentors() -> list[Row]:
    """Return the mentors who may be shown."""
    return [row for row in table("mentors.csv") if consented(row)]


def days(edition: str) -> dict[str, tuple[date, date]]:
    """Return first and last day of each milestone of an edition, the relative ones counted."""
    rows = {row["id"]: row for row in table(f"editions/{edition}/timeline.csv")}

    def count(written: str) -> date:
        name, *rest = written.split()
        if not rest:
            return date.fromisoformat(name)
        sign, number, unit = rest
        step = timedelta(int(number) * (7 if unit.startswith("week") else 1))
        start = count(rows[name]["date"])
        return start + step if sign == "+" else start - step

    return {id: (count(row["date"]), count(row["end"] or row["date"])) for id, row in rows.items()}
