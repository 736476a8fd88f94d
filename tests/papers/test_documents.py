"""Documents: which there are, where they lie, and when they are made anew."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from handbook.languages import Catalogue
from handbook.papers import SHAPES
from handbook.papers import kept as kept_documents
from handbook.papers.kept import Kept
from handbook.papers.paper import Paper, UnmadeError
from handbook.settings import Settings
from handbook.site import Build, build
from tests.support.programmes import replaced, write_programme
from tests.support.small_builds import DAY, fault

_WORDS = dict.fromkeys(
    ["title", "programme", "edition", "dates", "who", "when", "introduction", "layout", "closing"],
    "",
)
EMPTY = Paper(
    **_WORDS, id="", language="en", right_to_left=False, numbered=False, sections=(), contacts=()
)
BILINGUAL = replaced("programme/programme.yaml", "languages: [en]", "languages: [en, es]")


def built(root: Path, changes: dict[str, str | None] | None = None) -> Build:
    return build(Settings(write_programme(root, changes), DAY, documents=True))


@pytest.fixture(autouse=True)
def text_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the quickest of the documents only: the others have tests of their own."""
    plain = {"txt": SHAPES["txt"]}
    monkeypatch.setattr("handbook.papers.SHAPES", plain)


def paths(made: Build) -> set[str]:
    return {file.path for file in made.files if file.path.endswith(".txt")}


def test_each_form_has_its_documents_beside_its_page_in_every_language(tmp_path):
    made = built(tmp_path, BILINGUAL)
    assert {"templates/agreement/agreement.txt", "es/templates/agreement/agreement.txt"} <= paths(
        made
    )
    assert {path for path in paths(made) if "minutes" in path} == {
        "templates/minutes/minutes.txt",
        "es/templates/minutes/minutes.txt",
    }


def test_nothing_is_made_where_nobody_asks(tmp_path):
    made = build(Settings(write_programme(tmp_path), DAY))
    assert paths(made) == set()
    assert not (tmp_path / ".cache").exists()


def test_a_form_of_ones_own_has_them_too(tmp_path):
    own = (
        "title: Travel costs\nintroduction: We pay.\nfilled_in_by: [mentee]\n"
        "when: After a journey\nstage: meeting\n"
        "sections:\n  - id: journey\n    title: The journey\n    fields:\n"
        "      - {id: sum, title: What it cost, kind: number}\n"
    )
    made = built(tmp_path, {"programme/forms/travel-costs.yaml": own})
    (file,) = (each for each in made.files if each.path.endswith("travel-costs.txt"))
    assert b"What it cost" in file.content
    assert b"Ferry Mentoring" in file.content


def test_a_second_build_makes_nothing_and_is_the_same(tmp_path, monkeypatch):
    first = built(tmp_path)

    def unasked(paper: Paper, words: Catalogue) -> bytes:
        raise AssertionError(paper.id)

    monkeypatch.setattr("handbook.papers.SHAPES", {"txt": unasked})
    assert built(tmp_path).files == first.files


def test_what_changes_is_made_anew_and_the_old_one_is_gone(tmp_path):
    built(tmp_path)
    before = {file.name for file in (tmp_path / ".cache/documents").iterdir()}
    changed = replaced("programme/forms/minutes.yaml", "title: Topics", "title: Subjects")
    made = built(tmp_path, changed)
    (minutes,) = (each for each in made.files if each.path.endswith("/minutes.txt"))
    assert b"Subjects" in minutes.content
    after = {file.name for file in (tmp_path / ".cache/documents").iterdir()}
    assert len(after) == len(before)
    assert len(after - before) == 1


@pytest.mark.parametrize("damage", [b"", b"x", b"0" * 4000])
def test_a_damaged_document_is_made_anew(tmp_path, damage):
    first = built(tmp_path)
    for file in (tmp_path / ".cache/documents").iterdir():
        file.write_bytes(damage)
    assert built(tmp_path).files == first.files


def test_a_folder_that_takes_nothing_is_done_without(tmp_path):
    (tmp_path / ".cache").write_text("a file in its place")
    assert paths(built(tmp_path))


def test_another_maker_makes_all_anew(tmp_path, monkeypatch):
    built(tmp_path)
    before = {file.name for file in (tmp_path / ".cache/documents").iterdir()}
    monkeypatch.setattr(kept_documents, "_makers", lambda: "another")
    built(tmp_path)
    assert before.isdisjoint(file.name for file in (tmp_path / ".cache/documents").iterdir())


def test_what_cannot_be_made_is_told_at_its_field(tmp_path, monkeypatch):
    def unable(paper: Paper, words: Catalogue) -> bytes:
        if paper.id == "minutes":
            raise UnmadeError("form-name", "topics", "Topics")
        return b""

    monkeypatch.setattr("handbook.papers.SHAPES", {"txt": unable})
    made = built(tmp_path)
    assert made.failed
    told = [fault(each) for each in made.problems if each.code == "form-name"]
    assert told == [("programme/forms/minutes.yaml", 10, 29, "form-name", "error")]


def test_a_kept_document_is_returned_whole(tmp_path):
    kept = Kept(tmp_path)
    words = Catalogue("en", {})
    paper: Paper = dataclasses.replace(EMPTY, id="x")
    assert kept.content("txt", paper, words, lambda *_: b"\0abc") == b"\0abc"
    assert kept.content("txt", paper, words, lambda *_: b"other") == b"\0abc"
    assert kept.content("pdf", paper, words, lambda *_: b"other") == b"other"


@pytest.mark.parametrize(
    ("day", "joining", "meeting"),
    [
        (date(2026, 3, 1), "Edition 2026", "Edition 2026"),
        (date(2025, 6, 1), "Edition 2026", "Edition 2025"),
    ],
)
def test_who_applies_does_so_for_the_edition_to_come(tmp_path, day, joining, meeting):
    made = build(Settings(write_programme(tmp_path), day, documents=True))
    for name, edition in (("mentee-application", joining), ("minutes", meeting)):
        (file,) = (each for each in made.files if each.path.endswith(f"/{name}.txt"))
        assert file.content.decode().splitlines()[0].split(" · ")[1] == edition
