"""The published data: the official command finds nothing wrong with it, and it hides nobody's."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.site.commands import Result, handbook, run
from tests.site.hidden import hidden_people, private_cells, secrets_of_hidden_people
from tests.site.searching import Haystack
from tests.site.sourcedata import shown_mentors, table
from tests.support.programmes import HIDDEN, write_programme


def validated(data: Path) -> Result:
    return run("frictionless", "validate", "datapackage.json", cwd=data)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("exported")
    result = handbook(
        "export",
        "--root",
        write_programme(root / "in"),
        "--today",
        "2026-05-12",
        root / "out",
        cwd=root,
    )
    assert result.returncode == 0, result.stderr
    return root / "out"


def test_the_worked_example_is_valid(site: Path) -> None:
    result = validated(site / "data")
    assert result.returncode == 0, result.stdout
    assert "INVALID" not in result.stdout


def test_the_small_programme_is_valid(exported: Path) -> None:
    assert validated(exported / "data").returncode == 0


def test_two_languages_are_valid(bilingual: Path) -> None:
    data = bilingual / "site" / "data"
    assert validated(data).returncode == 0
    assert "_es" in "".join(path.read_text("utf-8") for path in data.glob("*.csv"))


def test_hostile_texts_are_valid(hostile: Path) -> None:
    assert validated(hostile / "site" / "data").returncode == 0


@pytest.mark.parametrize(
    ("old", "new"), [(b"rosalind-achterberg", b"rosalind-achterbert"), (b"in-person", b"in person")]
)
def test_the_command_would_find_a_change(
    site: Path, tmp_path: Path, old: bytes, new: bytes
) -> None:
    data = tmp_path / "data"
    shutil.copytree(site / "data", data)
    changed = (data / "mentors.csv").read_bytes()
    assert old in changed
    (data / "mentors.csv").write_bytes(changed.replace(old, new, 1))
    assert validated(data).returncode == 1


def test_it_shows_who_is_shown_and_nobody_else(site: Path) -> None:
    seen = Haystack(site / "data")
    assert hidden_people()
    assert seen.found(secrets_of_hidden_people()) == {}
    assert seen.found(private_cells()) == {}
    for mentor in shown_mentors():
        assert "mentors.csv" in seen.files_with(mentor["name"])


def test_nobodys_own_address_is_in_it(site: Path) -> None:
    everything = "".join(path.read_text("utf-8") for path in (site / "data").iterdir())
    people = [*table("mentors.csv"), *table("committee.csv")]
    addresses = [row["email"] for row in people if row["email"]]
    assert len(addresses) > 20
    assert [address for address in addresses if address in everything] == []


def test_the_small_programme_hides_what_it_must(exported: Path) -> None:
    assert Haystack(exported / "data").found(HIDDEN) == {}


def test_it_is_made_for_the_reference_date(exported: Path) -> None:
    package = json.loads((exported / "data" / "datapackage.json").read_text("utf-8"))
    assert package["created"] == "2026-05-12T00:00:00Z"
