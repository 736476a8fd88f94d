"""The names in `private/` are known to the search in whatever state its files are."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.leaks import Kind
from handbook.leaks.private_folder import private_values
from tests.whole.test_confidential import gathered

NOTE = "Partner: zoe@dee.example or 600 100 200."
MENTEES = (
    "id,name,organisation,email,phone,career,objectives,wishes,notes\n"
    "mia,Mia Mentée,acme,mia@home.example,01632 960778,,To lead a night crew,,\n"
)
OLD = "name,x\nJosé Núñez,1\n".encode("cp1252")
WITHIN = {
    "private/mentees.csv": MENTEES.replace(",,\n", f',,"{NOTE}"\n'),
    "private/people.csv": "name,e-mail\nAnn Chair,x@y.example\nBo Bee,\n",
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Kind], int]:
    """What is looked for without the folder, and how much cannot be."""
    values, unsearchable = gathered(tmp_path_factory.mktemp("without"))
    return {value.value: value.kind for value in values}, unsearchable


@pytest.fixture(scope="module")
def within(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Kind]:
    """What is looked for with two tables in the folder."""
    values, _ = gathered(tmp_path_factory.mktemp("within"), dict(WITHIN))
    return {value.value: value.kind for value in values}


def found(root: Path, path: str, content: str | bytes) -> list[tuple[str, str, str]]:
    """Return kind, value and place of what one private file holds."""
    target = root / "private" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content if isinstance(content, bytes) else content.encode())
    values = private_values(root, REGISTRY)
    return [(one.kind.value, one.value, str(one.place)) for one in values if one is not None]


def test_a_table_of_ours_is_taken_by_its_schema(
    plain: tuple[dict[str, Kind], int], within: dict[str, Kind]
):
    assert {value: within[value] for value in set(within) - set(plain[0])} == {
        "Mia Mentée": Kind.NAME,
        "mia@home.example": Kind.TEXT,
        "01632 960778": Kind.PHONE,
        "To lead a night crew": Kind.TEXT,
        NOTE: Kind.TEXT,
        "zoe@dee.example": Kind.TEXT,
        "600 100 200": Kind.PHONE,
        "x@y.example": Kind.TEXT,
        "Bo Bee": Kind.NAME,
    }
    assert set(plain[0]) <= set(within)


def test_who_is_shown_is_not_looked_for(within: dict[str, Kind]):
    assert "Ann Chair" not in within


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("a.csv", "Nombre completo;Teléfono\nZoe Dee;600 100 200\n", ["Zoe Dee", "600 100 200"]),
        ("a.csv", "first name,Last Name,x\nZoe,Dee,1\n", ["Zoe Dee"]),
        ("a.csv", "nombre,primer apellido,segundo apellido\nZoe,Dee,Doo\n", ["Zoe Dee Doo"]),
        ("a.csv", "Nombre y apellidos;x\nZoe Dee;1\n", ["Zoe Dee"]),
        ("a.csv", '"Apellidos, nombre",x\n"Dee, Zoe",1\n', ["Dee, Zoe"]),
        ("a.csv", "First and last name\tx\nZoe Dee\t1\n", ["Zoe Dee"]),
        ("a.csv", "Participante;Móvil\nZoe Dee;600 100 200\n", ["Zoe Dee", "600 100 200"]),
        ("a.csv", "mentor,mentee\nAnn Bee,Zoe Dee\n", ["Ann Bee", "Zoe Dee"]),
        ("a.csv", "file name,organisation name\nx.csv,Acme Ltd\n", []),
        ("a.csv", "remarks\nwrite to zoe@dee.example; soon\n", ["zoe@dee.example"]),
        ("a.csv", "sep=;\nname;x\nZoe Dee;1\n", ["Zoe Dee"]),
        ("a.tsv", "name\tx\nZoe Dee\t1\n", ["Zoe Dee"]),
        ("a.csv", 'name,x\n"Zoe\nDee",1\nAnn Bee,2\n', ["Zoe\nDee", "Ann Bee"]),
        ("a.csv", 'name,x\n"Zoe Dee,1\nAnn Bee,2\n', ["Zoe Dee", "Ann Bee"]),
        ("a.csv", OLD, ["José Núñez"]),
        ("a.csv", "name,x\nZoe Dee,1\n".encode("utf-16"), ["Zoe Dee"]),
        ("a.csv", b"\xef\xbb\xbfname,x\r\nZoe Dee,1\r\n", ["Zoe Dee"]),
        ("a.csv", b"name,x\nZoe\0 Dee,1\n", ["Zoe Dee"]),
        ("a.csv", "name\nDee, Zoe\n", ["Dee,Zoe"]),
        ("a.csv", 'name;x\r\n"Zoe Dee;1\r\n"Ann Bee";2\r\n', ["Zoe Dee", "Ann Bee"]),
        ("a.csv", "", []),
        ("a.csv", "name\n", []),
        ("b/c.yaml", "- name: Zoe Dee\n  phone: 600 100 200\n", ["Zoe Dee", "600 100 200"]),
        ("c.yaml", "pairs:\n  names: [Zoe Dee, Ann Bee]\n", ["Zoe Dee", "Ann Bee"]),
        ("c.yml", "people:\n  - name: Zoe Dee\n\tname: 'Ann Bee'\n", ["Zoe Dee", "Ann Bee"]),
        (".hidden/a.csv", "name\nZoe Dee\n", ["Zoe Dee"]),
    ],
)
def test_any_file_is_read_as_far_as_it_goes(
    tmp_path: Path, path: str, content: str | bytes, expected: list[str]
):
    values = [value for _, value, _ in found(tmp_path, path, content)]
    # A file that is no Unicode is read in every way that it may be meant.
    assert values[: len(expected)] == expected
    assert len(values) == len(expected) or content == OLD


def test_each_row_has_its_place(tmp_path: Path):
    assert found(tmp_path, "a.csv", 'name,x\n"Zoe\nDee",1\nAnn Bee,2\n') == [
        ("name", "Zoe\nDee", "private/a.csv:2"),
        ("name", "Ann Bee", "private/a.csv:4"),
    ]
    (tmp_path / "private/a.csv").unlink()
    assert found(tmp_path, "a.csv", "\n\nname,x\n\nAnn Bee,2\n") == [
        ("name", "Ann Bee", "private/a.csv:5")
    ]


def test_what_cannot_be_read_is_counted(tmp_path: Path, plain: tuple[dict[str, Kind], int]):
    """A folder behind a link too, since nobody looks there."""
    (tmp_path / "private").mkdir()
    for name, content in (("a.xlsx", b"PK\x03\x04"), ("b.csv", b"PK\x03\x04"), ("c.jpg", b"x")):
        (tmp_path / "private" / name).write_bytes(content)
    away = tmp_path.with_name(f"{tmp_path.name}-away")
    away.mkdir()
    (tmp_path / "private/feedback").symlink_to(away, target_is_directory=True)
    assert gathered(tmp_path)[1] == plain[1] + 4


def test_a_broken_table_of_ours_still_tells_its_names(tmp_path: Path):
    broken = MENTEES.replace("name,", "nmae,name,", 1).replace("mia,", "mia,,", 1) + '"x,Zoe Dee\n'
    values = found(tmp_path, "mentees.csv", broken)
    assert ("name", "Mia Mentée", "private/mentees.csv:2") in values
