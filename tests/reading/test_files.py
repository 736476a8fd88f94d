"""What is no text file of ours is refused, with its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handbook.reading.files import MAX_BYTES, decode, read_text

BOM_16 = "\ufeff"


@pytest.mark.parametrize(
    "content",
    [
        "id,José\n".encode(),
        "id,José\n".encode("utf-8-sig"),
        (BOM_16 + "id,José\n").encode("utf-16-le"),
        (BOM_16 + "id,José\n").encode("utf-16-be"),
    ],
)
def test_text_is_read_in_the_encodings_that_say_what_they_are(content):
    assert decode(content, "a.csv").text == "id,José\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("id\nab,José\n".encode("cp1252"), (2, 7, "encoding")),
        ("id\r\rñandú\r".encode() + b"\x80", (4, 1, "encoding")),
        (b"\xef\xbb\xbfid\nJos\xe9", (2, 4, "encoding")),
        (b"PK\x03\x04rest", (0, 0, "file-spreadsheet")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", (0, 0, "file-spreadsheet")),
        (b"", (0, 0, "file-empty")),
        (b"\xef\xbb\xbf \r\n", (0, 0, "file-empty")),
        (b"id,a\n1,\x00\n", (2, 3, "file-binary")),
        ("id,a\n".encode("utf-16-le"), (1, 2, "file-binary")),
        ("id,a\n".encode("utf-32"), (1, 3, "file-binary")),
        (b"\n<!DOCTYPE html>\n<title>Sign in</title>", (0, 0, "file-html")),
        (b"<html lang='es'>", (0, 0, "file-html")),
        (b"id\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n", (2, 1, "merge-conflict")),
    ],
)
def test_other_bytes_are_refused_where_they_go_wrong(content, expected):
    found = decode(content, "a.csv")
    (problem,) = found.problems
    assert found.text is None
    assert (problem.place.line, problem.place.column, problem.code) == expected


def test_the_likely_character_is_named():
    (problem,) = decode("a\nJosé".encode("cp1252"), "a.csv").problems
    assert problem.details["character"] == "é"


def refusals(root: Path, path: str) -> list[str]:
    return [problem.code for problem in read_text(root, path).problems]


def test_only_regular_files_inside_the_programme_are_read(tmp_path):
    programme = tmp_path / "programme"
    programme.mkdir()
    (tmp_path / "secret.csv").write_text("id\n")
    (programme / "mentors.csv").write_text("id\n")
    (programme / "folder.csv").mkdir()
    (programme / "inside.csv").symlink_to(programme / "mentors.csv")
    (programme / "outside.csv").symlink_to(tmp_path / "secret.csv")
    (programme / "loop.csv").symlink_to(programme / "loop.csv")
    (programme / "away").symlink_to(tmp_path)
    os.mkfifo(programme / "pipe.csv")

    assert refusals(tmp_path, "mentors.csv") == []
    assert refusals(tmp_path, "folder.csv") == ["file-irregular"]
    assert refusals(tmp_path, "inside.csv") == ["file-irregular"]
    assert refusals(tmp_path, "outside.csv") == ["path-outside"]
    assert refusals(tmp_path, "away/secret.csv") == ["path-outside"]
    assert refusals(tmp_path, "../secret.csv") == ["path-outside"]
    assert refusals(tmp_path, str(tmp_path / "secret.csv")) == ["path-outside"]
    assert refusals(tmp_path, "https://example.org/a.csv") == ["path-outside"]
    assert refusals(tmp_path, "loop.csv") == ["file-irregular"]
    assert refusals(tmp_path, "pipe.csv") == ["file-irregular"]


def test_a_missing_file_names_the_one_that_is_meant(tmp_path):
    (tmp_path / "programme").mkdir()
    (tmp_path / "programme" / "Mentors.CSV").write_text("id\n")
    (problem,) = read_text(tmp_path, "mentors.csv").problems
    assert (problem.code, problem.details) == ("file-missing", {"suggestion": "Mentors.CSV"})
    assert read_text(tmp_path, "mentors.csv", optional=True).problems == ()


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    (tmp_path / "programme").mkdir()
    with (tmp_path / "programme" / "a.csv").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert refusals(tmp_path, "a.csv") == ["file-too-large"]
