"""Rules on the files beside the data: photos, logos, and texts in several languages."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from handbook.content_types import REGISTRY
from handbook.pictures import MAX_BYTES
from handbook.problems import Problem, Severity, in_reading_order
from handbook.reading.programme import read_programme
from handbook.reading.translations import Untranslated, untranslated
from handbook.settings import Settings
from tests.support.programmes import FILES, replaced, write_programme
from tests.support.rule_cases import LOGO
from tests.support.small_builds import DAY, fault, worded

MENTORS = "programme/mentors.csv"
SCOPE = replaced(MENTORS, "2026-01-01,biography,1", "2026-01-01,photo,1")
DESCRIBED = {MENTORS: SCOPE[MENTORS].replace("+44 1632 960001,", "+44 1632 960001,At sea")}


def picture(kind: str, points: int = 8) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (points, points), "navy").save(stream, kind)
    return stream.getvalue()


def told(root: Path, changes: dict[str, str], files: dict[str, bytes]) -> list[Problem]:
    write_programme(root, changes)
    for path, content in files.items():
        target = root / "programme" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    found = in_reading_order(read_programme(Settings(root, DAY), REGISTRY).problems)
    for problem in found:
        worded(problem)
    return list(found)


def faults(found: list[Problem]) -> list[tuple[str, int, int, str, str]]:
    return [fault(problem) for problem in found]


def test_a_photo_with_a_text_is_as_it_should_be(tmp_path: Path) -> None:
    assert told(tmp_path, DESCRIBED, {"photos/ana.jpg": picture("JPEG")}) == []


def test_a_photo_without_a_text(tmp_path: Path) -> None:
    found = told(tmp_path, SCOPE, {"photos/ana.png": picture("PNG")})
    column = SCOPE[MENTORS].splitlines()[1].index("960001,") + len("960001,") + 1
    assert faults(found) == [(MENTORS, 2, column, "photo-undescribed", "warning")]


def test_a_photo_that_may_not_be_shown_needs_no_text(tmp_path: Path) -> None:
    assert told(tmp_path, {}, {"photos/ben.png": picture("PNG")}) == []


def test_a_photo_by_a_name_in_capitals_is_told_once_and_not_missed_too(tmp_path: Path) -> None:
    found = told(tmp_path, DESCRIBED, {"photos/Ana.JPG": picture("JPEG")})
    assert faults(found) == [("programme/photos/Ana.JPG", 0, 0, "file-case", "warning")]
    assert '"ana.jpg"' in worded(found[0])


def test_the_photos_that_are_not_there_are_told_once(tmp_path: Path) -> None:
    head, row = FILES[MENTORS].splitlines()[:2]
    rows = [
        row.replace("ana,Ana", f"ana-{letter},{letter * 9}")
        .replace("ana@", f"{letter}@")
        .replace(",biography,1", ",photo,1")
        for letter in "abcdefghijkl"
    ]
    rest = FILES[MENTORS].splitlines()[1:]
    changes = {MENTORS: "\n".join([head, *rest, *rows]) + "\n"}
    (found,) = told(tmp_path, changes, {})
    column = rows[0].index(",photo,1") + 2
    assert fault(found) == (MENTORS, 5, column, "photo-missing", "warning")
    assert len(found.also) == 11


LARGE = picture("JPEG") + b"\0" * MAX_BYTES


@pytest.mark.parametrize(
    ("content", "severity"),
    [(b"not a picture", "error"), (b"\0\0\0\x18ftypheic", "error"), (LARGE, "warning")],
    ids=["no picture", "another kind", "large"],
)
def test_a_photo_that_is_no_good(tmp_path: Path, content: bytes, severity: str) -> None:
    (found,) = told(tmp_path, DESCRIBED, {"photos/ana.jpg": content})
    assert found.place.path == "programme/photos/ana.jpg"
    assert found.severity == severity
    assert found.code.startswith("picture-")


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_photo_is_taken_as_what_it_is(tmp_path: Path, kind: str) -> None:
    assert told(tmp_path, DESCRIBED, {"photos/ana.jpg": picture(kind)}) == []


@pytest.mark.parametrize("ending", ["heic", "svg", "gif", "HEIC"])
def test_a_photo_of_another_format_is_told_once_and_is_not_missing(
    tmp_path: Path, ending: str
) -> None:
    (found,) = told(tmp_path, DESCRIBED, {f"photos/ana.{ending}": b"anything"})
    assert (found.code, found.details["actual"]) == ("picture-ending", ending.upper())


@pytest.mark.parametrize(
    ("content", "good"),
    [(LOGO, True), ("<html></html>", False), ("no picture", False)],
)
def test_a_logo(tmp_path: Path, content: str, good: bool) -> None:
    change = replaced("programme/organisations.csv", "people.,,,", "people.,,acme.svg,")
    found = told(tmp_path, change, {"logos/acme.svg": content.encode()})
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    assert bool(errors) is not good


SPANISH = replaced("programme/programme.yaml", "languages: [en]", "languages: [en, es]")


def lacking(root: Path, changes: dict[str, str]) -> dict[str, Untranslated]:
    settings = Settings(write_programme(root, changes), DAY)
    found = untranslated(settings, read_programme(settings, REGISTRY).programme)
    return {each.place.path: each for each in found}


def test_texts_of_one_language_are_told_once_for_all_files(tmp_path: Path) -> None:
    (found,) = told(tmp_path, SPANISH, {})
    line = FILES["programme/programme.yaml"].splitlines().index("languages: [en]") + 1
    assert fault(found) == ("programme/programme.yaml", line, 12, "text-untranslated", "warning")
    files = lacking(tmp_path, SPANISH)
    own = [each for each in files.values() if not each.shipped]
    count = sum(each.texts for each in own)
    assert found.details == {"count": count, "files": len(own), "languages": f"es: {count}"}
    assert not [path for path in files if path.startswith("handbook/") and not files[path].shipped]


def test_each_file_is_known_with_what_it_lacks(tmp_path: Path) -> None:
    page = "---\ntitle: A\ndescription: A.\n---\n\n# A\n"
    pages = {"content/en/own.md": page, "content/en/both.md": page, "content/es/both.md": page}
    files = lacking(tmp_path, {**SPANISH, **pages})
    organisations = files["programme/organisations.csv"]
    assert (organisations.texts, organisations.missing) == (4, {"es": 4})
    column = FILES["programme/organisations.csv"].splitlines()[1].index("Carries") + 1
    assert (organisations.place.line, organisations.place.column) == (2, column)
    for path in ("programme/mentors/ana.en.md", "content/en/own.md"):
        assert files[path].missing == {"es": 1}
    assert "content/en/both.md" not in files
    description = files["programme/programme.yaml"]
    assert (description.place.line, description.place.column) == (2, 7)
    assert description.texts > 20


@pytest.mark.parametrize("languages", ["[es]", "[eu]", "[en]"])
def test_a_programme_of_one_language_lacks_none(tmp_path: Path, languages: str) -> None:
    change = replaced("programme/programme.yaml", "languages: [en]", f"languages: {languages}")
    found = lacking(tmp_path, change)
    assert [each for each in found.values() if not each.shipped] == []
    # Of the handbook's own pages there is one line elsewhere, and the list of `status`.
    assert bool(found) is (languages == "[eu]")


def test_what_is_asked_for_is_each_language_and_not_english(tmp_path: Path) -> None:
    change = replaced("programme/programme.yaml", "languages: [en]", "languages: [eu, es, fr]")
    found = told(tmp_path, change, {})
    (line,) = [problem for problem in found if problem.code == "text-untranslated"]
    assert [each.split(":")[0] for each in line.details["languages"].split(", ")] == ["es", "fr"]
    instead = {
        problem.value: problem.details["instead"]
        for problem in found
        if problem.code == "language-unspoken"
    }
    assert instead == {"eu": "es", "fr": "es"}


def test_a_translated_file_is_not_told(tmp_path: Path) -> None:
    path = "programme/recognition.yaml"
    text = FILES[path].replace("title: Thanks", "title: {en: Thanks, es: Gracias}")
    text = text.replace("description: A letter.", "description: {en: A letter., es: Una carta.}")
    roles = {"programme/training/roles.es.md": "# Papeles\n"}
    files = lacking(tmp_path, {**SPANISH, path: text, **roles})
    assert not files.keys() & {path, "programme/training/roles.en.md"}
    assert "programme/training.yaml" in files
