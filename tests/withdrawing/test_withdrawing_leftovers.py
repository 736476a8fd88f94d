from __future__ import annotations

from pathlib import Path

import pytest

from handbook.problems import Place
from handbook.withdrawing.names import searcher
from tests.support.withdrawals import left, write

MENTORS = "programme/mentors.csv"
HEAD = "id,name,email,consent\n"
ROW = "jo-nunez,José Núñez Łoś,jo@nunez.example,no\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, {MENTORS: HEAD + ROW})
    return tmp_path


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("Thanks to José Núñez Łoś.", (1, 11)),
        ("two\nlines: jose\n  nunez _LOS_", (2, 8)),
        ("Łoś, José Núñez", (1, 1)),
        ("Núñez Łoś, José", (1, 1)),
        ("\ufeffRe: JOSE\u0301 NU\u0301N\u0303EZ ŁOŚ", (1, 6)),
        ("/mentors/jo-nunez/", (1, 10)),
        ("JO@nunez.example", (1, 1)),
        ("ﬁrst ß: José Núñez Łoś", (1, 9)),
    ],
)
def test_what_still_names_the_person_is_told_by_its_place(root, text, spot):
    write(root, {"content/en/news.md": text.encode()})
    (place,) = left(root, "jo-nunez").mentions
    assert (place.path, (place.line, place.column)) in {
        ("content/en/news.md", spot),
        ("content/en/news.md", (spot[0], spot[1] - text.startswith("\ufeff"))),
    }


@pytest.mark.parametrize(
    "text",
    ["José Núñez", "José", "jo-nunez-2", "my-jo-nunez", "notjo@nunez.example", "Joseph Nunez Los"],
)
def test_another_s_name_is_no_mention(root, text):
    write(root, {"content/en/news.md": text.encode()})
    assert left(root, "jo-nunez").mentions == ()


def test_every_place_of_the_project_is_searched(root):
    text = "José Núñez Łoś"
    places = {
        *("programme/faq.yaml", "private/notes/2026.txt", "overrides/main.html", "README.md"),
        *("mkdocs.yml", "content/en/jo-nunez.md", "scripts/x.py"),
    }
    write(root, dict.fromkeys(places, text))
    write(root, {"private/feedback.csv": text.encode("utf-16")})
    unseen = {"site/index.html", ".git/config", ".venv/x.py", "env/pyvenv.cfg", "env/x.py"}
    write(root, dict.fromkeys(unseen, text))
    found = left(root, "jo-nunez").mentions
    assert {place.path for place in found} == places | {"private/feedback.csv"}
    assert Place("content/en/jo-nunez.md") in found


def test_what_is_written_anew_is_searched_as_it_will_be(root):
    other = "zoe,Zoë,,no\n"
    write(root, {MENTORS: f"{HEAD}{ROW}{other}jos,With José Núñez Łoś,,no\n"})
    assert left(root, "jo-nunez").mentions == (Place(MENTORS, 4, 10),)


def test_deleted_files_are_not_searched(root):
    write(root, {"programme/mentors/jo-nunez.en.md": "José Núñez Łoś"})
    assert left(root, "jo-nunez").mentions == ()


def test_what_cannot_be_searched_is_named(root):
    write(
        root,
        {
            "private/feedback.xlsx": b"PK\x03\x04",
            "programme/logos/acme.png": b"\x89PNG\0\0\0\0\xff",
            "tool.bin": b"\0\0\0\0",
        },
    )
    assert left(root, "jo-nunez").unsearched == ("private/feedback.xlsx",)


def test_copies_of_a_photo_or_biography_are_told_and_those_of_others_are_not(root):
    write(root, {MENTORS: f"{HEAD}{ROW}jo-nunez-gil,Jo Gil,,no\n"})
    copies = {
        *("programme/photos/jo-nunez-2.jpg", "programme/photos/JO-NUNEZ_old.png"),
        *("programme/photos/old/jo-nunez.jpg", "programme/mentors/jo-nunez-copy.en.md"),
    }
    others = {
        *("programme/photos/jo-nunez-gil.jpg", "programme/photos/jo-nunez-gil-2.jpg"),
        *("programme/photos/jo-nunezia.jpg", "programme/training/jo-nunez-2.en.md"),
    }
    write(root, dict.fromkeys((*copies, *others, "programme/photos/jo-nunez.jpg"), "x"))
    assert {place.path for place in left(root, "jo-nunez").mentions} == copies


def test_a_folder_behind_a_link_is_named_since_nobody_looks_there(root, tmp_path):
    away = tmp_path.with_name(f"{tmp_path.name}-away")
    away.mkdir()
    (root / "private").symlink_to(away, target_is_directory=True)
    assert left(root, "jo-nunez").unsearched == ("private",)


def test_nothing_to_look_for_finds_nothing():
    assert list(searcher((), ()).offsets("any text")) == []
