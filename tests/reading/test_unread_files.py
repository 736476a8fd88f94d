"""Files in `programme/` that nothing reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.reading.attached_files import unread_files
from handbook.reading.documents.package_data import load_catalogue
from handbook.reading.files import list_editions
from handbook.wording import as_line
from tests.support.programmes import write_programme

NEW = "editions/2026"


def found(root: Path, *paths: str) -> list[tuple[str, str, str]]:
    for path in paths:
        target = root / "programme" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("x\n", "utf-8")
    told = unread_files(root, REGISTRY, list_editions(root))
    for problem in told:
        for language in ("en", "es"):
            assert "{" not in as_line(problem, load_catalogue(language))
    return [
        (
            problem.place.path.removeprefix("programme/"),
            f"{problem.code} {problem.severity}",
            str(problem.details.get("meant") or problem.details.get("suggestion", "")),
        )
        for problem in told
    ]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_programme(tmp_path)


def test_a_programme_as_it_should_be_has_none(root: Path) -> None:
    aside = ("README.md", ".hidden", "_old/mentors.csv", "~$mentors.xlsx", "Thumbs.db")
    more = ("fields.yaml", "reference-date.txt", "photos/x.jpg", "logos/x.svg")
    assert found(root, *aside, *more, f"{NEW}/recognitions.csv") == []


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("mentors (1).csv", "mentors.csv"),
        ("mentors(2).csv", "mentors.csv"),
        ("mentors.xlsx", "mentors.csv"),
        ("Mentors.csv", "mentors.csv"),
        ("mentors - Copy.csv", "mentors.csv"),
        ("mentors - copia (2).csv", "mentors.csv"),
        ("Copy of mentors.csv", "mentors.csv"),
        ("Copia de faq.yaml", "faq.yaml"),
        ("faq_v2.yml", "faq.yaml"),
        (f"{NEW}/Timeline.ods", "timeline.csv"),
        (f"{NEW}/recognitions.xls", "recognitions.csv"),
    ],
)
def test_a_copy_is_told_with_what_is_read(root: Path, path: str, meant: str) -> None:
    assert found(root, path) == [(path, "file-copy warning", meant)]


@pytest.mark.parametrize("path", ["notes.docx", "mentorship.csv", "editions/2026.csv", "2026"])
def test_what_is_like_nothing_is_only_told(root: Path, path: str) -> None:
    assert found(root, path) == [(path, "file-stranger warning", "")]


def test_a_misspelt_file_that_may_be_absent_is_named(root: Path) -> None:
    assert found(root, "fielsd.yaml") == [("fielsd.yaml", "file-stranger warning", "fields.yaml")]


@pytest.mark.parametrize(
    ("path", "folder", "meant"),
    [
        ("photo/ana.jpg", "photo", "photos"),
        ("edition/2027/edition.yaml", "edition", "editions"),
        ("old stuff/a.csv", "old stuff", ""),
        (f"{NEW}/minutes/a.csv", f"{NEW}/minutes", ""),
    ],
)
def test_a_folder_nobody_looks_into(root: Path, path: str, folder: str, meant: str) -> None:
    assert found(root, path) == [(folder, "folder-stranger warning", meant)]


@pytest.mark.parametrize("path", ["mentees.csv", "Mentees (1).xlsx", f"{NEW}/pairs.csv"])
def test_what_is_private_may_not_lie_here(root: Path, path: str) -> None:
    assert found(root, path) == [(path, "file-private error", "")]


@pytest.mark.parametrize("folder", ["private", "Private", f"{NEW}/private"])
def test_nor_may_a_private_folder(root: Path, folder: str) -> None:
    assert found(root, f"{folder}/mentees.csv") == [(folder, "folder-private error", "")]


def test_where_a_file_is_missing_its_double_is_told_by_the_reader(root: Path) -> None:
    (root / "programme/mentors.csv").rename(root / "programme/Mentors.csv")
    assert found(root) == []
    (root / "programme/Mentors.csv").rename(root / "programme/mentors.xlsx")
    assert found(root) == [("mentors.xlsx", "file-copy warning", "mentors.csv")]


def test_without_a_programme_there_are_none(tmp_path: Path) -> None:
    assert unread_files(tmp_path, REGISTRY, ()) == ()
