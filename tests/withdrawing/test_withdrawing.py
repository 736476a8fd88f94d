from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.problems import Place
from handbook.reading.documents.yaml_text import load_yaml, parse_yaml
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from handbook.withdrawing.identity import Doubt, Why, homonyms, identify
from handbook.withdrawing.people_tables import people_tables
from handbook.withdrawing.removal import Did, OpaqueIds, records_at, remove, withdraw
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import DAY
from tests.support.withdrawals import (
    TABLES,
    contents,
    counted,
    did,
    known,
    left,
    removal,
    surveyed,
    withdrawn,
    write,
)

MENTORS = "programme/mentors.csv"
PAST = "programme/editions/2025"
RECOGNITIONS = f"{PAST}/recognitions.csv"
TESTIMONIALS = f"{PAST}/testimonials.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_programme(tmp_path / "root")


def lines(root: Path, path: str) -> list[str]:
    return (root / path).read_text("utf-8").splitlines()


def test_the_tables_of_people_and_those_that_refer_to_them_are_known_by_their_schemas():
    people = {table.name for table in TABLES if table.person}
    assert people == {
        *("mentors", "mentees", "committee", "recognitions", "testimonials", "organisations"),
        "former_mentees",
    }
    assert {table.name for table in TABLES} - people == {"service", "pairs", "projects"}


def test_a_row_becomes_a_tombstone_and_what_refers_to_it_follows(root):
    write(root, {"programme/photos/ANA.JPeG": b"\xff\xd8", "programme/photos/anatole.jpg": b"x"})
    before = contents(root)
    found = withdrawn(root, "ana")
    assert did(found) == {
        f"{MENTORS}:2": Did.TOMBSTONE,
        f"{RECOGNITIONS}:2": Did.TOMBSTONE,
        f"{PAST}/mentors.csv:2": Did.REFERENCE,
        f"{PAST}/projects.csv:2": Did.REFERENCE,
        "programme/editions/2026/mentors.csv:2": Did.REFERENCE,
        "programme/mentors/ana.en.md": Did.DELETED,
        "programme/photos/ANA.JPeG": Did.DELETED,
    }
    header, row, *others = lines(root, MENTORS)
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    id = cells.pop("id")
    assert re.fullmatch(r"withdrawn-[0-9a-f]{8}", id)
    assert {name for name, cell in cells.items() if cell} == {"consent"}
    assert cells["consent"] == "no"
    assert others == FILES[MENTORS].splitlines()[2:]
    assert lines(root, f"{PAST}/mentors.csv")[1] == f"{id},1"
    assert lines(root, RECOGNITIONS)[1].split(",")[0] not in {"r1", id}
    after = contents(root)
    assert "programme/photos/anatole.jpg" in after
    assert set(before) - set(after) == {
        "programme/mentors/ana.en.md",
        "programme/photos/ANA.JPeG",
    }
    untouched = set(after) - {place.rpartition(":")[0] or place for place in did(found)}
    assert all(after[path] == before[path] for path in untouched)


def test_the_opaque_id_is_drawn_and_not_derived(root):
    first, second = (
        remove(surveyed(root), records_at(surveyed(root), [Place(MENTORS, 2)]), OpaqueIds())
        for _ in range(2)
    )
    assert first.files[MENTORS] != second.files[MENTORS]


def test_an_id_drawn_twice_is_drawn_again():
    drawn = iter(["withdrawn-00000001", "withdrawn-00000001", "withdrawn-00000002"])
    ids = OpaqueIds(lambda: next(drawn))
    assert [ids.of("a"), ids.of("b"), ids.of("a")] == [
        "withdrawn-00000001",
        "withdrawn-00000002",
        "withdrawn-00000001",
    ]


def test_a_champion_goes_and_the_organisation_stays(root):
    extra = "- {table: organisations, name: desk, title: Desk, type: string, privacy: private}\n"
    text = FILES["programme/organisations.csv"].replace("\n", ",desk,champion_phone\n", 1)
    text = text.replace("Director,no,,,", "Director,no,,,,room 4,+44 1632 960999")
    write(root, {"programme/organisations.csv": text, "programme/fields.yaml": extra})
    found = withdrawn(root, "hidden hilda")
    assert did(found) == {"programme/organisations.csv:3": Did.EMPTIED}
    header, _, row = lines(root, "programme/organisations.csv")
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    filled = {name: cell for name, cell in cells.items() if cell}
    assert filled == {
        "id": "beta",
        "name": "Beta Barges",
        "sector": "ferries",
        "location": "Eastquay",
        "since": "2025",
        "summary": "Carries goods.",
    }


def test_a_mentee_goes_from_the_pairs_too_with_what_was_said_of_them(root):
    write(
        root,
        {
            "private/mentees.csv": "id,name,organisation,notes\nmia,Mia Mentee,acme,shy\n",
            "private/editions/2025/pairs.csv": "mentor,mentee,since,until,reasons,notes\n"
            'ana,mia,2025-03-01,,"Both row,\nMia more",ring Mia\n',
            "private/mentees/mia.docx": b"PK",
        },
    )
    withdrawn(root, "mia")
    assert lines(root, "private/mentees.csv") == [
        "id,name,organisation,notes",
        "withdrawn-00000001,,,",
    ]
    assert lines(root, "private/editions/2025/pairs.csv")[1:] == [
        "ana,withdrawn-00000001,2025-03-01,,,"
    ]
    assert not (root / "private/mentees/mia.docx").exists()


def test_rows_of_the_same_full_name_go_too_and_that_is_said(root):
    text = FILES[TESTIMONIALS] + "- id: t3\n  quote: Fine.\n  name: 'Sóns, ana á'\n  consent: no\n"
    write(root, {TESTIMONIALS: text})
    found = removal(root, "ana")
    because = {str(step.place): step.why for step in found.steps}
    assert because[f"{TESTIMONIALS}:14"] is Why.NAME
    assert because[f"{RECOGNITIONS}:2"] is Why.OWN


def test_a_recognition_by_id_under_another_name_goes_and_that_is_said(root):
    text = FILES[RECOGNITIONS].replace("r1,thanks,Ana <Á> & Sons", "r1,thanks,Anita Maiden")
    write(root, {RECOGNITIONS: text, "content/en/news.md": "Thanks to Anita\nMaiden!\n"})
    because = {str(step.place): step.why for step in removal(root, "ana").steps}
    assert because[f"{RECOGNITIONS}:2"] is Why.OTHER
    assert left(root, "ana").mentions == (Place("content/en/news.md", 1),)


def test_whoever_is_asked_for_by_a_recognition_is_the_mentor_too(root):
    assert known(root, "r1") == known(root, "Ana <Á> & Sons")
    assert did(removal(root, "r1")) == did(removal(root, "ana"))


def test_a_namesake_with_another_id_stays_and_is_told(root):
    text = FILES[MENTORS].replace("ben,Ben No", "ben,Ana <Á> & Sons")
    recognised = FILES[RECOGNITIONS] + "r3,thanks,Ana <Á> & Sons,mentor,,ben,,no,,,\n"
    write(root, {MENTORS: text, RECOGNITIONS: recognised})
    found = removal(root, "ana")
    assert f"{MENTORS}:3" not in did(found)
    assert f"{RECOGNITIONS}:4" not in did(found)
    assert homonyms(surveyed(root), known(root, "ana")) == (
        Place(RECOGNITIONS, 4),
        Place(MENTORS, 3),
    )
    assert identify([surveyed(root)], "Ana A Sons") == Doubt(
        (Place(RECOGNITIONS, 2), Place(RECOGNITIONS, 4), Place(MENTORS, 2), Place(MENTORS, 3))
    )


def test_one_id_of_two_people_is_asked_back_and_a_place_decides(root):
    other = "id,award,name,role,consent\nr2,thanks,Somebody Else,mentee,no\n"
    write(root, {"programme/editions/2026/recognitions.csv": other})
    places = (Place(RECOGNITIONS, 3), Place("programme/editions/2026/recognitions.csv", 2))
    assert identify([surveyed(root)], "r2") == Doubt(places)
    assert did(removal(root, str(places[1]))) == {str(places[1]): Did.TOMBSTONE}


@pytest.mark.parametrize("who", ["nobody", "", "Sons", "withdrawn-00000001", f"{MENTORS}:99"])
def test_nobody_is_known_by_what_no_table_says(root, who):
    withdrawn(root, "ben")
    assert identify([surveyed(root)], who) is None


def test_a_second_row_with_the_same_id_gets_an_opaque_id_of_its_own(root):
    twice = FILES[MENTORS] + FILES[MENTORS].splitlines()[1] + "\n"
    write(root, {MENTORS: twice})
    withdrawn(root, "ana")
    ids = [line.split(",")[0] for line in lines(root, MENTORS)]
    assert ids == ["id", ids[1], "ben", "eva", ids[4]]
    assert ids[1].startswith("withdrawn-")
    assert ids[4].startswith("withdrawn-")
    assert ids[1] != ids[4]
    assert lines(root, f"{PAST}/mentors.csv")[1] == f"{ids[1]},1"


def test_two_versions_get_the_same_opaque_ids(root, tmp_path):
    other = write_programme(tmp_path / "other", {MENTORS: "\n".join(reversed_rows())})
    ids = counted()
    identity = known(root, "ana")
    versions = [surveyed(root), surveyed(other)]
    first, second = (withdraw(each, identity, ids).files[MENTORS] for each in versions)
    assert set(first.splitlines()[1:]) == set(second.splitlines()[1:])
    assert first != second


def reversed_rows() -> list[str]:
    header, *rows = FILES[MENTORS].splitlines()
    return [header, *reversed(rows), ""]


def test_what_was_withdrawn_before_is_not_touched_again(root):
    withdrawn(root, "ana")
    before = contents(root)
    withdrawn(root, "ben")
    assert lines(root, MENTORS)[1] == before[MENTORS].decode().splitlines()[1]


def test_a_table_that_is_no_text_is_told_and_the_rest_is_done(root):
    write(root, {RECOGNITIONS: b"PK\x03\x04 a spreadsheet with another name"})
    found = removal(root, "ana")
    assert [(str(step.place), step.did) for step in found.undone] == [
        (RECOGNITIONS, Did.UNREADABLE)
    ]
    assert MENTORS in found.files
    assert RECOGNITIONS not in found.files


def test_a_table_behind_a_link_is_told_and_not_written_through(root, tmp_path):
    (root / RECOGNITIONS).rename(tmp_path / "elsewhere.csv")
    (root / RECOGNITIONS).symlink_to(tmp_path / "elsewhere.csv")
    assert did(removal(root, "ana"))[RECOGNITIONS] is Did.UNREADABLE


def test_files_keep_their_rights_and_none_is_left_half_written(root):
    (root / MENTORS).chmod(0o640)
    withdrawn(root, "ana")
    assert (root / MENTORS).stat().st_mode & 0o777 == 0o640
    assert not list(root.rglob(".handbook-*"))


def test_the_description_of_a_table_does_not_decide_by_its_name():
    """Any type whose schema says `person` is taken care of."""
    mentors = next(kind for kind in REGISTRY if kind.name == "mentors")
    (table,) = people_tables([replace(mentors, name="alumni")])
    assert (table.id, table.is_profile) == ("id", True)


SAID = {
    "below": "- id: t1\n  quote: It helped.\n  name: Tess Timony\n  role: mentee\n  about: {}\n",
    "first": "- about: {}\n  id: t1\n  quote: It helped.\n  name: Tess Timony\n  role: mentee\n",
    "quoted": '- id: t1\n  quote: "about: ana"\n  name: Tess T.\n  role: mentee\n  about: "{}"\n',
    "single": "- id: t1\n  quote: It.\n  name: Tess T.\n  role: mentee\n  about: '{}'\n",
    "remark": "- id: t1\n  quote: It.\n  name: Tess Timony\n  role: mentee\n  about: {}  # who\n",
    "key": '- id: t1\n  quote: It.\n  name: Tess Timony\n  role: mentee\n  "about": {}\n',
    "braces": "- {{id: t1, quote: It helped., name: Tess Timony, role: mentee, about: {}}}\n",
    "braces on lines": "- {{id: t1, quote: It.,\n   name: Tess Timony, about: {}, role: mentee}}\n",
    "braces and quotes": '- {{id: t, quote: "about: ana", name: T. T., role: mentee, about: {}}}\n',
}


@pytest.mark.parametrize("text", SAID.values(), ids=SAID)
def test_of_whom_somebody_spoke_is_named_no_more(root, text):
    content = text.format("ana")
    content = (
        content.replace("role: mentee", "role: mentee, consent: no")
        if "{" in content
        else (content + "  consent: no\n")
    )
    write(root, {TESTIMONIALS: content})
    found = withdrawn(root, "ana")
    assert did(found)[f"{TESTIMONIALS}:1"] is Did.REFERENCE
    id = lines(root, MENTORS)[1].split(",")[0]
    (said,) = load_yaml(root / TESTIMONIALS).value
    assert said["about"] == id
    (before,) = parse_yaml(content, TESTIMONIALS).value
    assert {**said, "about": before["about"]} == before, "nothing else is touched"
    problems = read_programme(Settings(root, DAY), REGISTRY).problems
    assert [one for one in problems if one.place.path == TESTIMONIALS] == []


def test_what_a_mentor_said_of_another_goes_with_the_one_who_said_it(root):
    text = "- id: t1\n  quote: Good.\n  name: Ana <Á> & Sons\n  role: mentor\n  about: ben\n"
    write(root, {TESTIMONIALS: f"{text}  consent: no\n"})
    found = did(withdrawn(root, "ben"))
    assert found[f"{TESTIMONIALS}:1"] is Did.REFERENCE
    assert "Ana" in (root / TESTIMONIALS).read_text("utf-8")
    assert did(withdrawn(root, "ana"))[f"{TESTIMONIALS}:1"] is Did.TOMBSTONE
    assert lines(root, MENTORS)[1].startswith("withdrawn-")
    assert lines(root, MENTORS)[2].startswith("withdrawn-")


def test_who_spoke_of_somebody_withdraws_alone(root):
    write(root, {TESTIMONIALS: SAID["below"].format("ana") + "  consent: no\n"})
    found = did(withdrawn(root, "tess timony"))
    assert found == {f"{TESTIMONIALS}:1": Did.TOMBSTONE}
    assert lines(root, MENTORS)[1].startswith("ana,")
