"""Packs: what an edition that is over has published, in one archive."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from handbook.content_types.editions import PublicEdition
from handbook.content_types.forms.record import Form
from handbook.content_types.mentors import PublicMentor
from handbook.outputs import OutputFile
from handbook.packing import packs
from handbook.papers import SHAPES
from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build
from tests.support.programmes import replaced, write_programme
from tests.support.small_builds import DAY

STAMP = date(2026, 2, 3)
PACK = "2025/evidence.zip"
BILINGUAL: dict[str, str | None] = {
    **replaced("programme/programme.yaml", "languages: [en]", "languages: [en, es]"),
    # Those that are shipped instead are in both.
    "programme/forms/agreement.yaml": None,
    "programme/forms/minutes.yaml": None,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Build:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("handbook.papers.SHAPES", {"txt": SHAPES["txt"]})
        root = write_programme(tmp_path_factory.mktemp("packed"), BILINGUAL)
        return build(Settings(root, DAY, documents=True, stamp=STAMP))


@pytest.fixture(scope="module")
def pack(made: Build) -> zipfile.ZipFile:
    (found,) = (file.content for file in made.files if file.path.endswith(".zip"))
    return zipfile.ZipFile(io.BytesIO(found))


def text(pack: zipfile.ZipFile, name: str) -> str:
    return pack.read(name).decode()


def test_only_an_edition_that_is_over_has_one(made: Build) -> None:
    assert [file.path for file in made.files if file.path.endswith(".zip")] == [PACK]
    packed = [edition.id for edition in made.programme.all(PublicEdition) if edition.packed]
    assert packed == ["2025"]


def test_it_holds_report_data_and_forms_in_each_language(
    made: Build, pack: zipfile.ZipFile
) -> None:
    forms = {form.id for form in made.programme.all(Form)}
    tables = {"datapackage.json", "editions.csv", "results.csv", "timeline.csv"}
    assert set(pack.namelist()) == {
        *(f"README.{code}.txt" for code in ("en", "es")),
        *(f"report.{code}.txt" for code in ("en", "es")),
        *(f"data/{name}" for name in tables),
        *(f"forms/{form}.{code}.txt" for form in forms for code in ("en", "es")),
    }
    assert pack.namelist() == sorted(pack.namelist())
    beside = {file.path: file.content for file in made.files}
    assert pack.read("report.es.txt") == beside["es/2025/report.txt"]
    # What is filled in beforehand is that of the edition, and not of the one that pages speak to.
    (edition,) = (each for each in made.programme.all(PublicEdition) if each.id == "2025")
    assert str(edition.title) in text(pack, "forms/agreement.en.txt").split("\r\n")[0]
    assert "evidence" not in text(pack, "README.es.txt")


def test_its_tables_are_of_the_edition_alone_and_name_nobody(
    made: Build, pack: zipfile.ZipFile
) -> None:
    for name in ("results", "timeline"):
        rows = list(csv.DictReader(io.StringIO(text(pack, f"data/{name}.csv"))))
        assert rows
        assert {row["edition"] for row in rows} == {"2025"}
    whole = "".join(text(pack, name) for name in pack.namelist())
    (edition,) = (each for each in made.programme.all(PublicEdition) if each.id == "2025")
    named = {mentor.id: mentor.name for mentor in made.programme.all(PublicMentor)}
    people = {named[each.mentor] for each in edition.mentors} | {
        each.name for each in (*edition.recognitions, *edition.testimonials)
    }
    assert people
    assert not [name for name in people if name in whole]


def test_it_is_of_the_day_of_the_build_and_the_same_twice(
    made: Build, pack: zipfile.ZipFile
) -> None:
    assert {entry.date_time for entry in pack.infolist()} == {(2026, 2, 3, 0, 0, 0)}
    documents = [file for file in made.files if file.path.endswith("report.txt")]

    def again(site: str = "", stamp: date = STAMP) -> OutputFile:
        (file,) = packs(made.programme, made.catalogues, documents, site, stamp)
        return file

    assert again() == again()
    assert again() != again(stamp=date(2026, 2, 4))
    with zipfile.ZipFile(io.BytesIO(again("https://m.example/a/").content)) as archive:
        assert "https://m.example/a/es/2025/" in text(archive, "README.es.txt")


def test_there_is_none_without_documents(tmp_path: Path) -> None:
    made = build(Settings(write_programme(tmp_path), DAY))
    assert not [file.path for file in made.files if file.path.endswith(".zip")]
    (page,) = (each for each in made.entries if each.path == "2025.md")
    assert "evidence.zip" not in page.body
    assert "report.txt" not in page.body
