"""Each point of the register is met where readers need it: page, form, check, key or status."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from handbook.content_types import REGISTRY
from handbook.content_types.editions.advised import AWAITED
from handbook.content_types.editions.record import Edition
from handbook.content_types.editions.speaking import Course
from handbook.content_types.forms import AGREEMENT, MINUTES, REQUIRED
from handbook.content_types.timeline import Milestone
from handbook.dictionary import data_files
from handbook.dictionary.keys import Key
from handbook.languages import Languages
from handbook.progress.readiness import requirements
from handbook.reading.documents.defaults import default_data, read_default
from handbook.reading.documents.package_data import load_catalogue
from handbook.reading.programme import read_programme
from handbook.settings import Settings, default_folder
from tests.support.programmes import write_programme
from tests.whole.test_evidence import REGISTER, TONGUES, in_data, in_messages, in_prose

MET = yaml.safe_load((Path(__file__).parent / "evidence.yaml").read_text("utf-8"))
WAYS = {"cited", "told", "due", "asked", "kept", "said"}
SAYS_WHICH = {
    "date-missing": {*AWAITED.values()},
    "clause-missing": {REQUIRED[AGREEMENT][1]},
    "minutes-field-missing": {REQUIRED[MINUTES][1]},
}
"""Of a message that is told of several points, these."""
PART = re.compile(r"[a-z]$")


@cache
def cited_in(place: str, language: str) -> frozenset[str]:
    """Give the points that a page or a file of data cites, itself or by a part."""
    if place.endswith(".md"):
        found = in_prose((default_folder("content") / language / place).read_text("utf-8"))
    else:
        parsed = read_default(place, TONGUES)
        assert parsed is not None, place
        found = in_data(parsed.value)
        if place == "training.yaml":
            material = default_data().glob(f"training/*.{language}.md")
            found = (*found, *(id for one in material for id in in_prose(one.read_text("utf-8"))))
    return frozenset(PART.sub("", id) for id in found)


def named_by(code: str, language: str) -> set[str]:
    """Give the points that a message names, or its remedy."""
    strings = load_catalogue(language).strings
    wording = " ".join(str(strings[f"problems.{code}.{part}"]) for part in ("message", "remedy"))
    return SAYS_WHICH[code] if "{evidence}" in wording else set(in_messages(wording, language))


@cache
def keys() -> dict[str, dict[str, Key]]:
    """Give the keys and columns of each file, by its name and their path."""

    def inner(keys: tuple[Key, ...], before: str = "") -> dict[str, Key]:
        found = {}
        for key in keys:
            found[before + key.name] = key
            found |= inner(key.keys, f"{before}{key.name}.")
        return found

    files = data_files(REGISTRY, (), {}, Languages(("en",)))
    return {
        name: inner(file.keys)
        for file in files
        for name in (Path(file.path).name,)
        if not file.path.endswith("editions/*/mentors.csv")
    }


def test_all_points_are_there_in_order() -> None:
    points = [id for id in REGISTER if not PART.search(id)]
    assert list(MET) == points
    assert {way for met in MET.values() for way in met} == WAYS
    assert [id for id, met in MET.items() if not met.get("cited")] == []


@pytest.mark.parametrize("language", TONGUES.codes)
@pytest.mark.parametrize("id", MET)
def test_it_is_cited_where_it_is_needed(id: str, language: str) -> None:
    missing = [place for place in MET[id]["cited"] if id not in cited_in(place, language)]
    assert missing == []


@pytest.mark.parametrize("language", TONGUES.codes)
def test_checks_name_it(language: str) -> None:
    told = [(id, code) for id, met in MET.items() for code in met.get("told", ())]
    assert [pair for pair in told if pair[0] not in named_by(pair[1], language)] == []


@pytest.mark.parametrize("language", TONGUES.codes)
def test_what_invites_says_it_without_a_number(language: str) -> None:
    for id, met in MET.items():
        for place, said in met.get("said", {}).items():
            text = (default_folder("content") / language / place).read_text("utf-8")
            assert said in text, (id, place)
            assert not list(in_prose(text)), place


@pytest.mark.parametrize(("way", "required"), [("asked", True), ("kept", False)])
def test_the_files_have_room_for_it(way: str, required: bool) -> None:
    for id, met in MET.items():
        for file, names in met.get(way, {}).items():
            for name in names:
                assert keys()[file][name].required is required, (id, file, name)


def test_the_status_asks_for_it(tmp_path: Path) -> None:
    read = read_programme(Settings(write_programme(tmp_path), date(2026, 3, 1)), REGISTRY)
    programme = read.programme
    edition = next(each for each in programme.all(Edition) if each.id == "2026")
    course = Course(edition, programme.all(Milestone, edition.id))
    asked = {each.id: each.evidence for each in requirements(programme, course)}
    due = [(each, id) for id, met in MET.items() for each in met.get("due", ())]
    assert [(each, id) for each, id in due if asked[each] != id] == []
