from __future__ import annotations

import subprocess
import zipfile
from base64 import b64encode
from pathlib import Path
from unicodedata import normalize

import pytest

from handbook.problems import Place
from tests.support.withdrawals import left, write

MENTORS = "programme/mentors.csv"
HEAD = "id,name,email,consent\n"
ROW = "jo-nunez,José Núñez Łoś,jo@nunez.example,no\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, {MENTORS: HEAD + ROW})
    return tmp_path


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Thanks to José Núñez Łoś.", 1),
        ("two\nlines: jose\n  nunez _LOS_", 2),
        ("Łoś, José Núñez", 1),
        ("Núñez Łoś, José", 1),
        ("\ufeffRe: JOSE\u0301 NU\u0301N\u0303EZ ŁOŚ", 1),
        ("/mentors/jo-nunez/", 1),
        ("JO@nunez.example", 1),
        ("ﬁrst ß: José Núñez Łoś", 1),
    ],
)
def test_what_still_names_the_person_is_told_by_its_place(root, text, line):
    write(root, {"content/en/news.md": text.encode()})
    assert left(root, "jo-nunez").mentions == (Place("content/en/news.md", line),)


@pytest.mark.parametrize(
    "text",
    ["José", "jo-nunez-2", "my-jo-nunez", "notjo@nunez.example", "Joseph Nunez Los"],
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
    write(root, {MENTORS: f"{HEAD}{ROW}{other}jos,Jos,With José Núñez Łoś,no\n"})
    assert left(root, "jo-nunez").mentions == (Place(MENTORS, 4),)


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


NAMED = {
    "other accents": "José Nuñez Los",
    "in capitals": "JOSÉ NÚÑEZ ŁOŚ",
    "no-break spaces": "José&nbsp;Núñez&#160;Łoś",
    "cut by a tag": "José N<b>ú</b>ñez Łoś",
    "cut by tags": "<i>José</i> <b>Núñez</b> Łoś",
    "entities": "Jos&eacute; N&uacute;&ntilde;ez &#321;o&#x15b;",
    "in a link": "[him](/people/Jos%C3%A9%20N%C3%BA%C3%B1ez%20%C5%81o%C5%9B)",
    "encoded twice": "jos%2520nunez jos%C3%A9%2520n%C3%BA%C3%B1ez%2520los",
    "folded": "quote: >\n  José\n  Núñez\n  Łoś\n",
    "escaped": '{"name": "Jos\\u00e9 N\\u00fa\\u00f1ez \\u0141o\\u015b"}',
    "family name first": "ŁOŚ, José Núñez",
    "with hyphens": "jose-nunez-los",
    "as one word": "josenunezlos",
    "with soft hyphens": "José Nú\u00adñez Łoś",
    "address": "mailto:Jo@Nunez.example",
    "address in an entity": "jo&#64;nunez.example",
    "address spelt": "jo (at) nunez (dot) example",
    "telephone": "ring 0034 600-123-456",
    "profile": "https://www.social.example/in/jo-n-l?trk=1",
    "base64": f"url(data:text/plain;base64,{b64encode('José Núñez Łoś'.encode()).decode()})",
    "another encoding": "José Núñez Los".encode("utf-16"),
}


@pytest.fixture
def known_by_much(tmp_path: Path) -> Path:
    head = "id,name,email,phone,links,consent\n"
    row = "jo-nunez,José Núñez Łoś,jo@nunez.example,+34 600 123 456,{},no\n"
    write(tmp_path, {MENTORS: head + row.format("https://social.example/in/jo-n-l")})
    return tmp_path


@pytest.mark.parametrize("text", NAMED.values(), ids=NAMED)
def test_every_form_that_the_search_of_the_site_knows_is_told(known_by_much, text):
    content = text if isinstance(text, bytes) else f"# News\n\n{text}\n".encode()
    write(known_by_much, {"content/en/news.md": content})
    (place,) = left(known_by_much, "jo-nunez").mentions
    assert place.path == "content/en/news.md"
    assert place.line in {1, 2, 3, 4} if isinstance(text, str) else {0, 1}


OTHERS = {
    "a surname": "The Núñez family",
    "a first name": "José won",
    "another of the surname": "Ana Núñez Łoś",
    "another of the first name": "José Shorecroft",
    "a place called so": "Calle Núñez Łoś 3",
    "in two cells": "|José|\n|Núñez Łoś|",
    "in two paragraphs": "Thanks to José\n\nNúñez Łoś came too",
    "a longer surname": "Joséph Núñez Łoś",
    "a longer id": "/mentors/jo-nunez-gil/",
    "a longer address": "jo@nunez.example.org and mojo@nunez.example",
    "a longer number": "0034 600 123 4567",
    "words between": "José says that Núñez Łoś was there",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_who_is_somebody_else_is_not(known_by_much, text):
    write(known_by_much, {"content/en/news.md": f"# News\n\n{text}\n"})
    assert left(known_by_much, "jo-nunez").mentions == ()


def test_a_longer_name_of_somebody_who_stays_is_theirs(root):
    rows = "ma,María José Núñez Łoś,,no\n"
    write(root, {MENTORS: HEAD + ROW + rows, "content/en/a.md": "María  JOSÉ Núñez Łoś\n"})
    write(root, {"content/en/b.md": "José Núñez Łoś\n"})
    assert left(root, "jo-nunez").mentions == (Place("content/en/b.md", 1),)


def test_an_address_that_others_have_too_names_nobody(root):
    write(root, {MENTORS: f"{HEAD}{ROW}ana,Ana Gil,jo@nunez.example,no\n"})
    write(root, {"content/en/a.md": "Write to jo@nunez.example\n"})
    assert left(root, "jo-nunez").mentions == ()


@pytest.mark.parametrize("text", ["/mentors/ana/", 'mentor="ana"', "- mentor: ana", "/ana.jpg"])
def test_an_id_of_one_word_is_found_where_an_id_is_meant(tmp_path, text):
    write(tmp_path, {MENTORS: f"{HEAD}ana,Ana Gil,,no\n", "content/en/a.md": text})
    assert left(tmp_path, "ana").mentions == (Place("content/en/a.md", 1),)


@pytest.mark.parametrize("text", ["Ana won", "Ask ana.", "- mentor: anabel", "/mentors/ana-2/"])
def test_and_not_where_it_is_a_word(tmp_path, text):
    write(tmp_path, {MENTORS: f"{HEAD}ana,Ana Gil,,no\n", "content/en/a.md": text})
    assert left(tmp_path, "ana").mentions == ()


def test_what_is_packed_or_beside_a_picture_is_searched_too(root):
    with zipfile.ZipFile(root / "programme/pack.docx", "w") as packed:
        packed.writestr("word/document.xml", "<w:t>José Núñez</w:t><w:t> Łoś</w:t>")
    chunk = b"tEXtAuthor\0Jose Nunez Los"
    write(root, {"overrides/assets/a.png": b"\x89PNG\r\n\x1a\n\0\0\0\x16" + chunk + b"\0\0\0\0"})
    write(root, {"content/en/files/jose_nunez_los.pdf": b"%PDF-1.4 nothing"})
    found = left(root, "jo-nunez")
    assert {place.path for place in found.mentions} == {
        *("programme/pack.docx", "overrides/assets/a.png", "content/en/files/jose_nunez_los.pdf"),
    }


def test_what_git_tracks_is_searched_wherever_it_is(root):
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    text = "José Núñez Łoś"
    write(
        root, dict.fromkeys((".github/workflows/x.yml", "site/a.html", ".tool/x", "new.md"), text)
    )
    write(root, {".gitignore": "/.tool/\n/site/\n"})
    subprocess.run(["git", "add", "--force", "site"], cwd=root, check=True)
    assert {place.path for place in left(root, "jo-nunez").mentions} == {
        *(".github/workflows/x.yml", "new.md", "site/a.html"),
    }


def test_a_name_is_found_however_its_letters_are_put_together(tmp_path):
    write(tmp_path, {MENTORS: f"{HEAD}kim,김철수,,no\n"})
    write(tmp_path, {"content/en/a.md": "“" + normalize("NFD", "Ibáñez y\n김철수는")})
    assert left(tmp_path, "kim").mentions == (Place("content/en/a.md", 2),)
