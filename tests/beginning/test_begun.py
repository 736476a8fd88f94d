"""A new repository: sound whatever was answered, and the handbook in it is the one that made it."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from handbook.beginning import begun
from handbook.beginning.answers import answered
from handbook.beginning.vendoring import WHEEL
from handbook.reading.documents.yaml_tree import Places
from handbook.settings import Settings
from handbook.site import build

DAY = date(2026, 11, 28)
GAPS = {
    *("chair-missing", "coordinator-missing", "champion-missing", "address-example"),
    "business-case-missing",
    # Of French there are no words.
    "language-unspoken",
}
"""What is told of a programme that has just begun: whom nobody could know yet."""


def files(**said: Any) -> dict[str, bytes]:
    answers, problems = answered(said, DAY, Places(""))
    assert answers is not None, problems
    return dict(begun(answers, DAY))


def written(root: Path, **said: Any) -> Path:
    for path, content in files(**said).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


@pytest.mark.parametrize(
    "said",
    [
        {"languages": languages, "kind": kind, "focus": focus, "format": meets}
        for (languages, kind, focus, meets) in [
            (["en"], "inter-organisational", "career", "individual"),
            (["es"], "intra-organisational", "skills", "group"),
            (["es", "en"], "inter-organisational", "skills", "mixed"),
            (["fr"], "intra-organisational", "career", "individual"),
        ]
    ],
    ids=str,
)
def test_nothing_is_wrong_with_what_was_begun(tmp_path: Path, said: dict[str, Any]) -> None:
    partners = ["Ferry & Sons", "Фабрика", 'The "Old" Mill', "Ferry Sons"]
    root = written(tmp_path, **said, partners=partners, sessions="10", minutes="75")
    made = build(Settings(root, DAY))
    assert {problem.code for problem in made.problems} <= GAPS
    assert not made.failed
    assert made.page_count >= 30


def test_what_is_still_to_be_said_is_said_to_be(tmp_path: Path) -> None:
    made = build(Settings(written(tmp_path), DAY))
    (purpose,) = [page.body for page in made.pages if page.path == "purpose.md"]
    assert "What the programme is for will be said here soon" in purpose
    assert "How people were asked what they need" in purpose
    assert "Whom the programme is for will be said here soon" in purpose


def test_it_is_of_one_programme_three_tables_and_one_edition() -> None:
    made = files()
    assert sorted(path for path in made if path.startswith("programme/")) == [
        "programme/committee.csv",
        "programme/editions/2027/edition.yaml",
        "programme/editions/2027/mentors.csv",
        "programme/editions/2027/timeline.csv",
        "programme/mentors.csv",
        "programme/organisations.csv",
        "programme/programme.yaml",
    ]
    assert {path for path in made if not path.startswith("programme/")} == {
        *(".gitattributes", ".github/workflows/publish.yml", ".gitignore", ".gitlab-ci.yml"),
        *("Makefile", "README.md", "mkdocs.yml"),
        *("requirements/make_venv.sh", "requirements/site.txt", WHEEL),
    }
    assert b"/private/" in made[".gitignore"]


def test_partners_have_ids_of_their_own() -> None:
    made = files(partners=["Ferry & Sons", "Ferry Sons", "Фабрика"], languages=["es", "en"])
    table = csv.DictReader(io.StringIO(made["programme/organisations.csv"].decode()))
    rows = [(row["id"], row["name"], row["summary_en"]) for row in table]
    assert [(id, name) for id, name, _ in rows] == [
        ("ferry-sons", "Ferry & Sons"),
        ("ferry-sons-2", "Ferry Sons"),
        ("partner", "Фабрика"),
    ]
    assert rows[0][2].startswith("Ferry & Sons takes part")


def test_the_same_answers_make_the_same_files() -> None:
    assert files() == files()


def test_the_wheel_is_pinned_by_its_hash_and_says_what_it_holds() -> None:
    made = files()
    wheel = made[WHEEL]
    assert made["requirements/site.txt"].decode().splitlines()[-1] == (
        f"./{WHEEL} --hash=sha256:{hashlib.sha256(wheel).hexdigest()}"
    )
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        names = archive.namelist()
        record = next(name for name in names if name.endswith("RECORD"))
        listed = [row[0] for row in csv.reader(io.StringIO(archive.read(record).decode()))]
    assert listed == names
    assert len(names) == len(set(names))


def test_the_manual_is_in_the_first_language_that_it_is_written_in() -> None:
    begins = {
        code: files(languages=[code], programme="Ferry")["README.md"].decode().splitlines()[2][:9]
        for code in ("en", "es", "es-MX", "fr")
    }
    assert begins == {"en": "The mento", "es": "El progra", "es-MX": "El progra", "fr": "The mento"}


def test_every_combination_has_every_word() -> None:
    kinds = product(
        ("inter-organisational", "intra-organisational"),
        ("career", "skills"),
        ("individual", "group", "mixed"),
        (["en"], ["es"]),
    )
    for kind, focus, meets, languages in kinds:
        made = files(kind=kind, focus=focus, format=meets, languages=languages)
        yaml = made["programme/programme.yaml"] + made["programme/editions/2027/edition.yaml"]
        assert b"$" not in yaml
