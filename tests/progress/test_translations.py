"""Translations: what is shown in another language, file by file, as `check` counts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.problems import Place
from handbook.progress.sections import translation_lines
from handbook.reading.documents.package_data import lacking_strings, load_catalogue
from handbook.reading.programme import read_programme
from handbook.reading.translations import Untranslated, told_untranslated, untranslated
from handbook.settings import Settings
from tests.support.programmes import replaced, write_programme


def reading_of(root: Path, languages: str = "[en, es]"):
    changes = replaced("programme/programme.yaml", "languages: [en]", f"languages: {languages}")
    write_programme(root, changes | {"content/en/ours.md": "# Ours\n\nWords.\n"})
    settings = Settings(root)
    return settings, read_programme(settings, REGISTRY).programme


def test_the_list_adds_up_to_what_check_counts(tmp_path):
    settings, programme = reading_of(tmp_path)
    own = [each for each in untranslated(settings, programme) if not each.shipped]
    (told,) = told_untranslated(settings, programme)
    assert told.details["count"] == sum(each.texts for each in own)
    assert told.details["files"] == len(own)
    lines = list(translation_lines(own, {}, (), load_catalogue("en")))
    assert f"{told.details['count']} texts in {len(own)} files" in lines[0]
    assert "  content/en/ours.md · es: 1" in lines


def test_pages_of_the_handbook_are_listed_apart(tmp_path):
    settings, programme = reading_of(tmp_path, "[en, eu]")
    shipped = [each for each in untranslated(settings, programme) if each.shipped]
    places = {each.place.path: each.missing for each in shipped}
    assert places["handbook/content/en/guides/mentor.md"] == {"eu": 1}
    assert not any(path.startswith("content/") for path in places)


def test_a_page_of_ones_own_stands_for_that_of_the_handbook(tmp_path):
    settings, programme = reading_of(tmp_path, "[en, eu]")
    (tmp_path / "content" / "en" / "purpose.md").write_text("# Ours\n\nWords.\n")
    paths = [each.place.path for each in untranslated(settings, programme)]
    assert "content/en/purpose.md" in paths
    assert "handbook/content/en/purpose.md" not in paths


@pytest.mark.parametrize("language", ["en", "es"])
def test_nobody_is_named(language):
    found = [Untranslated(Place("programme/mentors/ana-sanz.en.md"), {"es": 1}, 1)]
    lines = "\n".join(translation_lines(found, {"eu": 7}, {"mentors"}, load_catalogue(language)))
    assert "ana-sanz" not in lines
    assert "programme/mentors/•••.md · es: 1" in lines
    assert "eu: 7" in lines


def test_a_programme_that_lacks_nothing_says_so():
    lines = list(translation_lines((), {"en": 0}, (), load_catalogue("en")))
    assert [line.split()[0] for line in lines] == ["Everything", "All"]


def test_a_language_of_the_package_lacks_no_string():
    assert [lacking_strings(code, Path()) for code in ("en", "es", "es-MX")] == [0, 0, 0]
    assert lacking_strings("eu", Path()) > 1000
