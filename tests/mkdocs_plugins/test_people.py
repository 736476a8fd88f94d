"""People in the search of the site: in its index while they are few, else in a file."""

from __future__ import annotations

import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from handbook.languages import Catalogue, Languages
from handbook.mkdocs_plugins.people import INDEXED, add_to_index, crowded, say_where
from handbook.outputs import EntryPage, OutputFile, Page
from handbook.site.built import Build

WORDS = Catalogue("en", {"mentors.found": "Mentors", "mentors.found_all": "All {number}"})


def person(id: str, language: str = "en", *, by_name: bool = True) -> EntryPage:
    folder = "" if language == "en" else f"{language}/"
    path = f"{folder}mentors/{id}.md"
    return EntryPage("mentors", id, path, language, f"<{id}>", "Pilot", "", {}, by_name)


def made(*entries: EntryPage) -> Build:
    pages = [
        Page(
            f"{folder}mentors/index.md", code, "", "", "", loads=(OutputFile(f"{folder}d.js", b""),)
        )
        for code, folder in (("en", ""), ("es", "es/"))
    ]
    languages = Languages(("en", "es"))
    return Build((), languages, {"en": WORDS, "es": WORDS}, tuple(pages), entries)


def index(site: Path) -> Path:
    path = site / "search" / "search_index.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('{"config":{},"docs":[{"location":""}]}', "utf-8")
    return path


def test_who_has_a_profile_is_in_the_index(tmp_path: Path) -> None:
    path = index(tmp_path)
    build = made(person("ana"), person("ana", "es"), person("form", by_name=False))
    add_to_index(tmp_path, build)
    assert json.loads(path.read_text("utf-8"))["docs"][1:] == [
        {"location": "mentors/ana/", "title": "&lt;ana&gt;", "text": "Pilot", "person": True},
        {"location": "es/mentors/ana/", "title": "&lt;ana&gt;", "text": "Pilot", "person": True},
    ]
    assert not crowded(build)


def test_too_many_are_looked_for_in_their_file(tmp_path: Path) -> None:
    path = index(tmp_path)
    many = [person(f"p{number}", "es") for number in range(INDEXED + 1)]
    build = made(person("ana"), *many)
    assert crowded(build) == {"es"}
    add_to_index(tmp_path, build)
    assert [each["location"] for each in json.loads(path.read_text("utf-8"))["docs"]] == [
        "",
        "mentors/ana/",
    ]
    config = MkDocsConfig()
    for code, files in (("en", []), ("es", ["es/d.js"])):
        say_where(config, build, code, crowded(build))
        assert [each["file"] for each in config.extra["people"]] == files
    assert config.extra["people"][0]["all"] == "All {number}"


def test_a_site_without_a_search_is_left_alone(tmp_path: Path) -> None:
    add_to_index(tmp_path, made(person("ana")))
    assert not list(tmp_path.iterdir())
