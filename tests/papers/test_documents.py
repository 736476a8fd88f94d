"""Documents: which there are, where they lie, and when they are made anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handbook.content_types.forms import FORMS
from handbook.content_types.forms.record import Form
from handbook.languages import Catalogue, Text
from handbook.outputs import OutputFile
from handbook.papers import SHAPES, documents
from handbook.papers import kept as kept_documents
from handbook.papers.kept import Kept
from handbook.papers.paper import Paper, UnmadeError
from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build
from handbook.urls import Urls
from tests.papers.conftest import CHANGES
from tests.support.programmes import write_programme
from tests.support.small_builds import DAY, fault

_WORDS = dict.fromkeys(
    ["title", "programme", "edition", "dates", "who", "when", "introduction", "layout", "closing"],
    "",
)
EMPTY = Paper(
    **_WORDS, id="", language="en", right_to_left=False, numbered=False, sections=(), contacts=()
)
FORMS_OF_ONES_OWN = ("agreement", "minutes", "travel-costs")


@pytest.fixture(autouse=True)
def text_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the quickest of the documents only: the others have tests of their own."""
    plain = {"txt": SHAPES["txt"]}
    monkeypatch.setattr("handbook.papers.SHAPES", plain)


@pytest.fixture(scope="session")
def few(bilingual: Build) -> Build:
    """The programme with three of its forms: what is made and kept is told as well by these."""
    forms = tuple(form for form in bilingual.programme.all(Form) if form.id in FORMS_OF_ONES_OWN)
    return with_forms(bilingual, forms)


def with_forms(made: Build, forms: tuple[Form, ...]) -> Build:
    kinds = {**made.programme.kinds, FORMS.name: forms}
    return replace(made, programme=replace(made.programme, kinds=kinds))


def written(made: Build, cache: Path) -> tuple[OutputFile, ...]:
    """Make the documents of a programme."""
    urls = Urls(made.languages)
    files, problems = documents(made.programme, made.catalogues, urls, cache)
    assert problems == ()
    return files


def kept(cache: Path) -> set[str]:
    return {file.name for file in cache.iterdir()}


def test_a_build_has_those_of_each_form_beside_its_page_in_every_language(tmp_path):
    made = build(Settings(write_programme(tmp_path, CHANGES), DAY, documents=True))
    pages = {page.path for page in (*made.pages, *made.entries)}
    for form in made.programme.all(Form):
        for folder in ("", "es/"):
            assert f"{folder}templates/{form.id}.md" in pages
    texts = {file.path: file.content for file in made.files if file.path.endswith(".txt")}
    assert set(texts) == {
        f"{folder}templates/{form.id}/{form.id}.txt"
        for form in made.programme.all(Form)
        for folder in ("", "es/")
    } | {"2025/report.txt", "es/2025/report.txt"}
    for language, folder, costs in (("en", "", "What for"), ("es", "es/", "Para qué")):
        text = texts[f"{folder}templates/travel-costs/travel-costs.txt"].decode()
        assert costs in text, language
        assert "Ferry Mentoring" in text
    assert (tmp_path / ".cache/documents").is_dir()


def test_nothing_is_made_where_nobody_asks(bilingual, bilingual_root):
    assert not [file.path for file in bilingual.files if file.path.endswith(".txt")]
    assert not (bilingual_root / ".cache/documents").exists()


def test_a_second_build_makes_nothing_and_is_the_same(few, tmp_path, monkeypatch):
    first = written(few, tmp_path)

    def unasked(paper: Paper, words: Catalogue) -> bytes:
        raise AssertionError(paper.id)

    monkeypatch.setattr("handbook.papers.SHAPES", {"txt": unasked})
    assert written(few, tmp_path) == first


def test_what_changes_is_made_anew_and_the_old_one_is_gone(few, tmp_path):
    written(few, tmp_path)
    before = kept(tmp_path)
    subjects = Text.of("Subjects", "en")
    forms = few.programme.all(Form)
    changed = [
        form.model_copy(update={"title": subjects}) if form.id == "agreement" else form
        for form in forms
    ]
    files = written(with_forms(few, tuple(changed)), tmp_path)
    (agreement,) = {file.content for file in files if file.path.endswith("/agreement.txt")}
    assert b"Subjects" in agreement
    after = kept(tmp_path)
    assert len(after) == len(before)
    assert len(after - before) == 1


@pytest.mark.parametrize("damage", [b"", b"x", b"0" * 4000])
def test_a_damaged_document_is_made_anew(few, tmp_path, damage):
    first = written(few, tmp_path)
    for file in tmp_path.iterdir():
        file.write_bytes(damage)
    assert written(few, tmp_path) == first


def test_a_folder_that_takes_nothing_is_done_without(few, tmp_path):
    (tmp_path / "documents").write_text("a file in its place")
    assert written(few, tmp_path / "documents")


def test_another_maker_makes_all_anew(few, tmp_path, monkeypatch):
    written(few, tmp_path)
    before = kept(tmp_path)
    monkeypatch.setattr(kept_documents, "maker", lambda rooms, packages: "another")
    written(few, tmp_path)
    assert before.isdisjoint(kept(tmp_path))


def test_what_cannot_be_made_is_told_at_its_field(tmp_path, monkeypatch):
    def unable(paper: Paper, words: Catalogue) -> bytes:
        if paper.id == "minutes":
            raise UnmadeError("form-name", "topics", "Topics")
        return b""

    monkeypatch.setattr("handbook.papers.SHAPES", {"txt": unable})
    made = build(Settings(write_programme(tmp_path), DAY, documents=True))
    assert made.failed
    told = [fault(each) for each in made.problems if each.code == "form-name"]
    assert told == [("programme/forms/minutes.yaml", 10, 29, "form-name", "error")]


def test_a_kept_document_is_returned_whole(tmp_path):
    kept = Kept(tmp_path)
    words = Catalogue("en", {})
    paper: Paper = replace(EMPTY, id="x")
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
def test_who_applies_does_so_for_the_edition_to_come(bilingual, tmp_path, day, joining, meeting):
    dated = replace(bilingual, programme=replace(bilingual.programme, reference_date=day))
    texts = {file.path: file.content.decode() for file in written(dated, tmp_path)}
    for name, edition in (("mentee-application", joining), ("minutes", meeting)):
        text = texts[f"templates/{name}/{name}.txt"]
        assert text.splitlines()[0].split(" · ")[1] == edition
