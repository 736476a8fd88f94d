"""Where everybody is invented, addresses are in domains that belong to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.reading.fictional import reserved
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from tests.support.programmes import FILES, replaced, write_programme
from tests.support.small_builds import DAY, fault

MENTORS = "programme/mentors.csv"


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("acme.example", True),
        ("a.b.test", True),
        ("x.invalid", True),
        ("app.localhost", True),
        ("example.com", True),
        ("www.Example.ORG", True),
        ("example.net.", True),
        ("example.org.uk", False),
        ("myexample.org", False),
        ("acme.example.de", False),
        ("example.co", False),
        ("latest", False),
        ("atest", False),
    ],
)
def test_what_belongs_to_nobody(host: str, *, expected: bool) -> None:
    assert reserved(host) is expected


def told(root: Path, changes: dict[str, str], *, private: bool = False) -> list[tuple[str, int]]:
    settings = Settings(write_programme(root, changes), DAY, private=private)
    problems = read_programme(settings, REGISTRY).problems
    found = [fault(each) for each in problems if each.code == "address-real"]
    assert all(each[4] == "warning" for each in found)
    return [(each[0], each[1]) for each in found]


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        (MENTORS, FILES[MENTORS].replace("ana@acme.example", "ana@acme.org"), 2),
        (MENTORS, FILES[MENTORS].replace("Ten years", "Ten years (www.sea.eu)"), 2),
        (MENTORS, FILES[MENTORS].replace("note Zanzibar", "note a@b.cat"), 2),
        ("programme/mentors/ana.en.md", "Hello.\n\nSee [her](https://ana.net/x).\n", 3),
        (
            "programme/mentors/ana.en.md",
            "Hello.\n\nWrite to \u0430\u043d@\u043f\u043e\u0447.\u0440\u0444.\n",
            3,
        ),
        ("programme/mentors/ana.en.md", "Hello.\n\nSee <HTTPS://10.0.0.1/>.\n", 3),
        ("programme/mentors/ana.en.md", "Hello.\n\nhttps://ana.example/?m=a@b.it\n", 3),
    ],
)
def test_each_address_of_somebody_is_told(tmp_path: Path, path: str, text: str, line: int) -> None:
    assert told(tmp_path, {path: text}) == [(path, line)]


@pytest.mark.parametrize(
    "text",
    [
        "See https://ana.example:8080/a@b and www.example.com, or ana@x.test.",
        "At 10 a.m. she met @ana on http://localhost:8000/.",
        "Plain words. And more of them.",
    ],
)
def test_what_is_nobodys_is_not_told(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, {"programme/mentors/ana.en.md": f"{text}\n"}) == []


def test_real_programmes_hold_real_addresses(tmp_path: Path) -> None:
    path = "programme/programme.yaml"
    changes = replaced(path, "people: fictional", "people: real")
    changes |= {MENTORS: FILES[MENTORS].replace("ana@acme.example", "ana@acme.org")}
    assert told(tmp_path, changes) == []


def test_the_private_folder_is_asked_where_it_is_read(tmp_path: Path) -> None:
    path = "private/mentees.csv"
    changes = {path: "id,name,organisation,email,phone,notes\nmia,Mia,acme,mia@acme.eu,,\n"}
    assert told(tmp_path, changes) == []
    assert told(tmp_path, changes, private=True) == [(path, 2)]
