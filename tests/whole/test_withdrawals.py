"""Whoever goes, and whatever a table holds: the programme stays sound, and one row goes only."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.content_types import REGISTRY
from handbook.problems import Place, has_errors
from handbook.reading.programme import read_programme
from handbook.repository.trees import FolderTree, write_files
from handbook.settings import Settings
from handbook.site import build
from handbook.withdrawing.identity import identify
from handbook.withdrawing.removal import Did, records_at, remove, withdraw
from handbook.withdrawing.survey import surveyed
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import DAY, thorough
from tests.support.withdrawals import TABLES, counted, did, withdrawn, write

PATH = "programme/mentors.csv"
STONE = "withdrawn-00000001"
RECOGNITIONS = "programme/editions/2025/recognitions.csv"
TESTIMONIALS = "programme/editions/2025/testimonials.yaml"
HEADER = "id,name,organisation,consent\n"


def lines(root: Path, path: str) -> list[str]:
    return (root / path).read_text("utf-8").splitlines()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_programme(tmp_path / "root")


@pytest.mark.parametrize("who", ["ana", "ben", "r2", "t1", "chair-ann", "Cara Champion"])
def test_what_is_left_is_a_programme_without_faults_of_its_own(root, who):
    withdrawn(root, who)
    made = build(Settings(root, DAY), REGISTRY)
    assert [problem for problem in made.problems if problem.severity == "error"] == []


cells = st.text(st.sampled_from('ab ,;"\né#-:'), max_size=6)


@thorough
@given(
    rows=st.lists(st.lists(cells, min_size=4, max_size=4), max_size=5),
    at=st.integers(0, 5),
    delimiter=st.sampled_from(",;\t"),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_any_sound_table_loses_one_row_only(tmp_path_factory, rows, at, delimiter, ending):
    for number, row in enumerate(rows):
        row[0] = f"person-{number}"
    rows.insert(at, ["ana", 'A "quoted"\nname', "acme", "yes"])
    stream = StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=ending).writerows(
        [["id", "name", "organisation", "consent"], *rows]
    )
    root = tmp_path_factory.mktemp("root")
    write(root, {PATH: stream.getvalue().encode()})
    withdrawn(root, "ana")
    after = (root / PATH).read_bytes().decode()
    found = list(csv.reader(StringIO(after, newline=""), delimiter=delimiter))
    expected = [[STONE, "", "", "no"] if row[0] == "ana" else row for row in rows]
    assert found[1:] == expected


@thorough
@given(st.binary(max_size=120), st.sampled_from([PATH, RECOGNITIONS, TESTIMONIALS]))
def test_no_bytes_stop_a_withdrawal(tmp_path_factory, content, path):
    root = tmp_path_factory.mktemp("root")
    write(root, {PATH: f"{HEADER}ana,Ana,acme,yes\n", path: content})
    before = surveyed(FolderTree(root), TABLES)
    identity = identify([before], "ana")
    if path != PATH:
        assert PATH in withdraw(before, identity, counted()).files


def test_many_records_go_at_once_and_others_that_refer_to_them_stay(root):
    """What `forget` needs: the rows it names, and nobody's others."""
    before = surveyed(FolderTree(root), TABLES)
    chosen = records_at(before, [Place(PATH, 2, 5), Place(PATH, 4)])
    found = remove(before, chosen, counted())
    write_files(root, found.files)
    ana, ben, eva = (line.split(",")[0] for line in lines(root, PATH)[1:])
    assert ben == "ben"
    assert len({id for id in (ana, eva) if id.startswith("withdrawn-")}) == 2
    assert lines(root, RECOGNITIONS)[1].startswith("r1,thanks,Ana <Á> & Sons,mentor,acme,withd")
    assert f",{ana}," in lines(root, RECOGNITIONS)[1]
    assert not (root / "programme/mentors/eva.en.md").exists()
    made = build(Settings(root, DAY), REGISTRY)
    assert not made.failed


def test_who_was_only_half_deleted_by_hand_is_taken_out_whole(root):
    text = "".join(line for line in FILES[PATH].splitlines(True) if not line.startswith("ana,"))
    write(root, {PATH: text, RECOGNITIONS: FILES[RECOGNITIONS].splitlines()[0] + "\n"})
    assert did(withdrawn(root, "ana")) == {
        f"{PATH}:4": Did.ADDED,
        "programme/editions/2025/mentors.csv:2": Did.REFERENCE,
        "programme/editions/2025/projects.csv:2": Did.REFERENCE,
        "programme/editions/2026/mentors.csv:2": Did.REFERENCE,
        "programme/mentors/ana.en.md": Did.DELETED,
    }
    assert lines(root, PATH)[-1].startswith("withdrawn-00000001,,")
    assert not has_errors(read_programme(Settings(root, DAY), REGISTRY).problems)
