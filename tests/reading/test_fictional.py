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
    found = [fault(each) for each in problems if each.code in {"address-real", "number-real"}]
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


BIO = "programme/mentors/ana.en.md"


@pytest.mark.parametrize(
    "text",
    [
        "See [her](//ana.net/x).",
        "See [her](ftp://files.ana.eu).",
        "See [her](mailto:ana@sea.org?subject=x).",
        "Find me at linkedin.com/in/ana or so.",
        "My page is ana.wordpress.com.",
        "Written at ana.es/boats by me.",
        "Write to ana&#64;sea.org now.",
        "Write to ana%40sea.org now.",
        "Write to ana (at) sea (dot) org now.",
        "Write to ana [at] sea.org now.",
        "Write to ana\uff20sea.org now.",
        "See https://user:word@ana.net/ too.",
        "[her]: https://ana.de",
        "![x](https://ana.de/a.png)",
        "Ring +44 161 555 0123.",
        "Ring 0044 (0)20 7123 4567.",
        "Ring +1 (212) 736-5000.",
        "Ring +33 1 42 68 53 00.",
        "Ring +61 2 9374 4000.",
    ],
)
def test_each_way_to_write_to_somebody_is_told(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, {BIO: f"Hello.\n\n{text}\n"}) == [(BIO, 3)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/en/faq.md", "---\ntitle: T\ndescription: D.\n---\n\n# T\n\nAsk a@sea.org.\n"),
        ("programme/training/roles.en.md", "Roles.\n\nSee https://sea.org.\n"),
        ("programme/faq.yaml", f"{FILES['programme/faq.yaml']}# ana@sea.org\n"),
        (
            "programme/editions/2025/testimonials.yaml",
            FILES["programme/editions/2025/testimonials.yaml"].replace(
                "helped", "helped (sea.org)"
            ),
        ),
        (
            "programme/organisations.csv",
            FILES["programme/organisations.csv"].replace("https://acme.example", "https://acme.es"),
        ),
        (
            "programme/editions/2025/timeline.csv",
            FILES["programme/editions/2025/timeline.csv"].replace(
                "Kick-off,2025", "Kick-off at www.sea.org,2025"
            ),
        ),
    ],
)
def test_it_is_told_wherever_it_is_written(tmp_path: Path, path: str, text: str) -> None:
    assert [each[0] for each in told(tmp_path, {path: text})] == [path]


@pytest.mark.parametrize(
    "text",
    [
        "See https://ana.example:8080/a@b and www.example.com, or ana@x.test.",
        "At 10 a.m. she met @ana on http://localhost:8000/.",
        "Plain words. And more of them.",
        "Ring +44 1632 960001, +44 (0)20 7946 0958, +1 212 555 0123 or 0044 7700 900123.",
        "Ring +34 612 345 678 or 01632 961 555, on 2026-03-01.",
        "See guides/mentor.md, mentors/ana.en.md or [here](../faq.md#more).",
        "Written in Node.js 20.1, e.g. v1.2.3.4, at 10 a.m./noon.",
        "Our common.organisation and net.worth grow.",
        "ISBN 978-1-4028-9462-6, ORCID 0000-0002-1825-0097, 12/2025//13",
        "As [they found](https://doi.org/10.24384/wz20-6f68), it helps.",
        "He came (at) noon and left (dot) later.",
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
