"""What nobody may read on the worked example's site, found in its source data alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.site.searching import folded
from tests.site.sourcedata import (
    PROGRAMME,
    Row,
    consented,
    editions,
    read,
    scope,
    shown_mentors,
    table,
    today,
)

_ADDRESS_PARTS = re.compile(r"[^\W\d_]{6,}")
_FREE_TEXT = ("position", "experience", "strengths", "gain", "interests", "website")
_SENTENCE = 20
"""Letters from which on a piece of text is nobody's by chance."""


def hidden_people() -> list[tuple[str, Row]]:
    """Return kind and row of everybody without valid consent."""
    rows = [("mentor", row) for row in table("mentors.csv") if not consented(row)]
    rows += [("member", row) for row in table("committee.csv") if not consented(row)]
    rows += [("member", row) for row in table("committee.csv") if _out_of_office(row)]
    rows += [
        ("champion", row)
        for row in table("organisations.csv")
        if row["champion"] and not consented(row, "champion_consent")
    ]
    for edition in editions():
        folder = f"editions/{edition}"
        rows += [
            ("recognised", row)
            for row in table(f"{folder}/recognitions.csv")
            if not consented(row) or row["mentor"] in _hidden_mentors()
        ]
        rows += [
            ("witness", row) for row in read(f"{folder}/testimonials.yaml") if not consented(row)
        ]
    return rows


def _hidden_mentors() -> set[str]:
    return {row["id"] for row in table("mentors.csv") if not consented(row)}


def _out_of_office(row: Row) -> bool:
    day = today().isoformat()
    return row["since"] > day or bool(row["until"] and row["until"] < day)


def shown_names() -> set[str]:
    """Return the names of everybody who may be shown somewhere, by a consent of their own."""
    names = {row["name"] for row in (*shown_mentors(), *table("committee.csv")) if consented(row)}
    names |= {
        row["champion"] for row in table("organisations.csv") if consented(row, "champion_consent")
    }
    for edition in editions():
        names |= {row["name"] for row in _people_of(edition) if consented(row)}
    return {*names, *(row["name"] for row in table("organisations.csv"))}


def _people_of(edition: str) -> list[Row]:
    folder = f"editions/{edition}"
    return [*table(f"{folder}/recognitions.csv"), *read(f"{folder}/testimonials.yaml")]


def secrets_of_hidden_people() -> set[str]:
    """Return names, parts of names, ids and words of everybody without valid consent."""
    public = folded(" ".join(shown_names()))
    found: set[str] = set()
    for kind, row in hidden_people():
        name = row["champion" if kind == "champion" else "name"]
        found |= {name, *re.split(r"\s*[()]\s*", name)}
        found |= {part for part in _ADDRESS_PARTS.findall(name) if folded(part) not in public}
        found |= set(_own_words(kind, row))
    return {text for text in found if text.strip()}


def _own_words(kind: str, row: Row) -> Iterator[str]:
    if kind == "champion":
        yield from (row[key] for key in ("champion_role",) if len(row[key]) > _SENTENCE)
        return
    if kind in {"mentor", "member", "recognised"}:
        yield row["id"]
    if kind == "mentor":
        yield from _prose(row["id"])
    for key in (*_FREE_TEXT, "citation", "quote", "email"):
        if len(row.get(key, "")) > _SENTENCE or (key == "email" and row.get(key)):
            yield row[key]


def _prose(id: str) -> Iterator[str]:
    """Return the sentences of a biography, without its marks of Markdown."""
    for path in sorted((PROGRAMME / "mentors").glob(f"{id}.*.md")):
        pieces = re.split(r"[\n*_\[\]()#>`]", path.read_text("utf-8"))
        yield from (piece.strip() for piece in pieces if len(piece.strip()) > _SENTENCE)


def private_cells() -> set[str]:
    """Return what nobody's consent covers: telephone numbers, notes, what is out of scope."""
    found: set[str] = set()
    for row in table("mentors.csv"):
        found |= {row["phone"], row["phone"].replace(" ", ""), row["notes"]}
        found |= {row["notes"].partition(":")[0]} if ":" in row["notes"] else set()
        if not consented(row) or "contact" not in scope(row):
            found.add(row["email"])
        if not consented(row) or "biography" not in scope(row):
            found |= set(_prose(row["id"]))
    for row in table("committee.csv"):
        if not consented(row) or "contact" not in scope(row) or _out_of_office(row):
            found.add(row["email"])
    return {text for text in found if text.strip()}
