"""What the tests of withdrawing share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from handbook.content_types import REGISTRY
from handbook.repository.trees import FolderTree, write_files
from handbook.withdrawing.identity import identify
from handbook.withdrawing.leftovers import Leftovers, leftovers, sought_of
from handbook.withdrawing.namesakes import Identity
from handbook.withdrawing.people_tables import people_tables
from handbook.withdrawing.removal import Did, OpaqueIds, Removal, withdraw
from handbook.withdrawing.survey import Survey
from handbook.withdrawing.survey import surveyed as survey_of

TABLES = people_tables(REGISTRY)
MENTORS = "programme/mentors.csv"

NAME = "Mara Inés Tidewéll"
ID = "mara-ines-tidewell"
ROW = (
    '{id},{name},,acme,Pilot,rowing,en,Port Merrow,online,open,"Stokes engines","Hears","Room",'
    "Boats,,{email},+44 1632 960333,,2026-01-01,yes,{day},contact,1,,\n"
)
HERS = ROW.format(id=ID, name=NAME, email="m.tidewell@acme.example", day="2026-01-01")
"""One more mentor of the small programme."""

HOSTILE = {
    "as it was": NAME,
    "without accents": "Mara Ines Tidewell",
    "other accents": "Mára Inès Tidewell",
    "in capitals": "MARA INÉS TIDEWÉLL",
    "no-break spaces": "Mara&nbsp;In&eacute;s&#160;Tidew&#xe9;ll",
    "cut by a tag": "Mara In<b>és</b> Tide<wbr>wéll",
    "family name first": "Tidewell, Mara Inés",
    "in a link": f"[her](/{quote(NAME)}/)",
    "as an address": "/mentors/mara-ines-tidewell/",
    "as one word": "maraInesTidewell.pdf",
    "folded": "Mara\n    Inés\n    Tidewell",
    "in JSON": '{"author": "Mara In\\u00e9s Tidew\\u00e9ll"}',
    "with an invisible sign": "Mara In\u200bés Tidewéll",
    "a middle name left out": "Mara Tidewell",
    "a middle name as a letter": "M&aacute;ra I. Tidewell",
    "her address": "M.Tidewell@acme.example",
    "her address spelt": "m.tidewell (at) acme (dot) example",
    "her address in entities": "m&#46;tidewell&#x40;acme.example",
}
"""How she may be named."""


def counted() -> OpaqueIds:
    """Give opaque ids that a test can foretell: the first ends in 1, the next in 2."""
    numbers = iter(range(1, 100))
    return OpaqueIds(lambda: f"withdrawn-{next(numbers):08x}")


def surveyed(root: Path) -> Survey:
    return survey_of(FolderTree(root), TABLES)


def known(root: Path, who: str, *rows: str) -> Identity:
    return known_in(surveyed(root), who, *rows)


def known_in(survey: Survey, who: str, *rows: str) -> Identity:
    found = identify([survey], who, rows)
    assert isinstance(found, Identity), found
    return found


def removal(root: Path, who: str, *rows: str) -> Removal:
    """Take somebody out without writing."""
    survey = surveyed(root)
    return withdraw(survey, known_in(survey, who, *rows), counted())


def withdrawn(root: Path, who: str, *rows: str) -> Removal:
    """Take somebody out of the files."""
    found = removal(root, who, *rows)
    write_files(root, found.files)
    return found


def left(root: Path, who: str, *rows: str) -> Leftovers:
    """Search for what a withdrawal leaves."""
    before = surveyed(root)
    identity = known_in(before, who, *rows)
    gone = withdraw(before, identity, counted())
    return leftovers(before, gone, sought_of(before, identity, gone.removed), identity)


def did(found: Removal) -> dict[str, Did]:
    return {str(step.place): step.did for step in (*found.steps, *found.undone)}


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
