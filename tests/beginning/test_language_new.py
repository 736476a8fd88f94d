"""A further language without code: laid out, refused where it is none, and shown on the site."""

from __future__ import annotations

import re
from datetime import date

import pytest
from click.testing import CliRunner

from handbook.cli import main
from handbook.languages import Languages
from handbook.problems import Severity
from handbook.reading.documents.package_data import (
    has_catalogue,
    lacking_strings,
    load_catalogue,
    own_words,
)
from handbook.reading.documents.prose import prose_files
from handbook.settings import Settings
from handbook.site import build
from tests.support.programmes import replaced, write_programme

DAY = date(2026, 3, 1)
BASQUE = Languages(("eu", "es", "en"))


def asked(root, *arguments, lang="en"):
    return CliRunner().invoke(main, [*arguments, "--root", str(root), "--lang", lang])


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    root = write_programme(tmp_path_factory.mktemp("laid"))
    result = asked(root, "language", "new", "eu")
    assert result.exit_code == 0, result.output
    return root, result.output


def test_everything_is_laid_out_and_counted(laid):
    root, said = laid
    texts, pages = map(int, re.findall(r"(\d+) (?:texts|pages)", said))
    assert pages == len(list((root / "content" / "eu").rglob("*.md"))) > 20
    assert texts > 1000
    assert "languages: [en, eu]" in said


def test_what_is_untouched_is_not_translated(laid):
    root, _ = laid
    assert own_words(root) == ({}, ())
    assert not has_catalogue("eu", root=root)
    assert prose_files(Settings(root).content, "eu") == {}
    assert lacking_strings("eu", root) == lacking_strings("eu", root / "nowhere")


def test_it_is_not_laid_out_twice(laid):
    root, _ = laid
    again = asked(root, "language", "new", "eu")
    assert again.exit_code == 2
    assert "locale/eu/ is there already" in again.output


@pytest.mark.parametrize(
    ("code", "said"),
    [
        *(("zz", "no code of a language"), ("../x", "no code"), ("basque", "no code")),
        *(("EU", "Write eu"), ("pt_br", "Write pt-BR"), ("en", "already"), ("es", "already")),
    ],
)
def test_what_is_no_further_language_is_refused(tmp_path, code, said):
    root = write_programme(tmp_path)
    result = asked(root, "language", "new", code)
    assert result.exit_code == 2
    assert said in result.output
    assert not (root / "locale").exists()


def test_a_translated_text_is_said_and_the_others_fall_back(tmp_path):
    (tmp_path / "locale" / "eu").mkdir(parents=True)
    (tmp_path / "locale" / "eu" / "a.yaml").write_text(
        "checklist.remember: Gogoratu\n'schemas.The day.': 'Eguna.'\nstatus:\n  due_none: Ezer ez\n"
        "duration.months: {one: 'hilabete bat', other: '{count} hilabete'}\n",
        encoding="utf-8",
    )
    words = load_catalogue("eu", others=BASQUE, root=tmp_path)
    assert words.language == "eu"
    assert words.text("checklist.remember") == "Gogoratu"
    assert words.text("status.due_none") == "Ezer ez"
    assert words.described("The day.") == "Eguna."
    assert words.text("duration.months", count=3) == "3 hilabete"
    spanish = load_catalogue("es")
    assert words.text("calendar.add") == spanish.text("calendar.add")
    assert words.text("duration.hours", count=2) == spanish.text("duration.hours", count=2)
    assert (
        load_catalogue("en", others=BASQUE, root=tmp_path).text("calendar.add") == "Add to calendar"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("checklist.remembr: Gogoratu\n", "own-word-unknown"),
        ("calendar.in_month: '{what}'\n", "own-word-gap"),
        ("calendar.in_month: '{title'\n", "own-word-gap"),
        ("calendar.in_month: '{title.x!r}'\n", "own-word-gap"),
        ("calendar: [\n", "yaml-bracket"),
        ("- a\n- b\n", ""),
    ],
)
def test_what_cannot_be_used_is_told_and_not_used(tmp_path, text, code):
    (tmp_path / "locale" / "eu").mkdir(parents=True)
    (tmp_path / "locale" / "eu" / "a.yaml").write_text(text, encoding="utf-8")
    found, problems = own_words(tmp_path)
    assert found == {}
    assert [each.code for each in problems][:1] == ([code] if code else [])
    told_only = {each.severity for each in problems if each.code.startswith("own-")}
    assert told_only <= {Severity.WARNING}
    assert load_catalogue("eu", others=BASQUE, root=tmp_path).language == "es"


def test_words_of_ones_own_go_before_those_of_the_handbook(tmp_path):
    (tmp_path / "locale" / "en").mkdir(parents=True)
    path = tmp_path / "locale" / "en" / "a.yaml"
    path.write_text("calendar.add: Put it in\n", encoding="utf-8")
    assert load_catalogue("en", root=tmp_path).text("calendar.add") == "Put it in"
    path.write_text("calendar.add: Put it in your calendar\n", encoding="utf-8")
    assert load_catalogue("en", root=tmp_path).text("calendar.add") == "Put it in your calendar"


def test_they_are_shown_on_pages_in_the_language_of_the_handbook_too(tmp_path):
    words = {"locale/en/interface.yaml": "mentors:\n  back: Everybody who helps\n"}
    made = build(Settings(write_programme(tmp_path, words), DAY), sampling=True)
    pages = [entry.body for entry in made.entries if entry.kind == "mentors"]
    assert pages
    assert all("Everybody who helps" in page for page in pages)


def test_a_language_that_was_added_is_shown_on_the_site(tmp_path):
    changes = replaced("programme/programme.yaml", "languages: [en]", "languages: [eu, es]")
    root = write_programme(tmp_path, changes)
    assert asked(root, "language", "new", "eu").exit_code == 0
    words = root / "locale" / "eu" / "interface.yaml"
    words.write_text(words.read_text("utf-8") + "stage.planned: Prestatzen\n", encoding="utf-8")
    page = root / "content" / "eu" / "purpose.md"
    written = "---\ntitle: Helburua\ndescription: Zertarako.\n---\n\n# Helburua\n\n"
    page.write_text(written + page.read_text("utf-8"), encoding="utf-8")
    made = build(Settings(root, DAY), sampling=True)
    assert not {each.code for each in made.problems} & {"language-unspoken", "own-word-unknown"}
    assert made.catalogues["eu"].language == "eu"
    assert made.catalogues["eu"].text("stage.planned") == "Prestatzen"
    assert made.catalogues["es"].text("stage.planned") == load_catalogue("es").text("stage.planned")
    pages = {each.path: each for each in made.pages}
    assert pages["purpose.md"].title == "Helburua"
    assert pages["purpose.md"].source == "content/eu/purpose.md"
    assert pages["take-part.md"].source.endswith("content/es/take-part.md")
    status = asked(root, "status", "--translations").output
    assert "content/es/take-part.md" in status
    assert "purpose.md" not in status
    assert "eu: 1" in status
