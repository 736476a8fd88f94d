"""Whatever a table was saved with and whatever is broken in it: one row goes, the rest stays."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.text.decoding import decoded
from handbook.withdrawing.editable_tables import read_editable_csv, read_editable_yaml
from handbook.withdrawing.identity import Doubt, identify
from handbook.withdrawing.removal import Did
from tests.support.small_builds import thorough
from tests.support.withdrawals import did, known, left, removal, surveyed, withdrawn, write

PATH = "programme/mentors.csv"
STONE = "withdrawn-00000001"
RECOGNITIONS = "programme/editions/2025/recognitions.csv"
TESTIMONIALS = "programme/editions/2025/testimonials.yaml"


def table(delimiter: str = ",", ending: str = "\n") -> str:
    rows = (
        ("id", "name", "organisation", "consent"),
        ("zoe", "Zoë Ångström", "acme", "yes"),
        ("ana", "Ana Núñez", "acme", "yes"),
        ("ben", '"Ben', "ny", 'No"'),
    )
    return "".join(delimiter.join(row) + ending for row in rows)


def gone(root: Path, content: bytes, path: str = PATH, who: str = "ana") -> bytes:
    """Return a file's bytes after a withdrawal."""
    write(root, {path: content})
    withdrawn(root, who)
    return (root / path).read_bytes()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "cp1252"),
    ],
)
def test_every_other_byte_stays(tmp_path, delimiter, ending, mark, encoding):
    text = table(delimiter, ending)
    row = delimiter.join(("ana", "Ana Núñez", "acme", "yes"))
    stone = delimiter.join((STONE, "", "", "no"))
    after = gone(tmp_path, mark + text.encode(encoding))
    assert after == mark + text.replace(row, stone).encode(encoding)


def test_an_older_program_s_bytes_are_read_by_name_too(tmp_path):
    content = table().encode("cp1252") + b"x\x81,odd byte,acme,no\n"
    after = gone(tmp_path, content, who="ana nunez")
    assert after == content.replace(
        "ana,Ana Núñez,acme,yes".encode("cp1252"), f"{STONE},,,no".encode()
    )


@pytest.mark.parametrize(
    "head",
    [
        "sep=,\nid,name,organisation,consent\n",
        "\n\nID , NAME,Organisation,Consent\n",
        "Our mentors,,,\nid,name,organisation,consent\n",
        "<<<<<<< HEAD\nid,name,organisation,consent\n",
        "id,name,organisation,consnt\n",
        "idd,name,organisation,consent\n",
    ],
)
def test_an_odd_header_does_not_hide_the_row(tmp_path, head):
    text = f"{head}ana,Ana Núñez,acme,yes\nben,Benny,acme,no\n"
    after = gone(tmp_path, text.encode()).decode()
    assert after.startswith(f"{head}{STONE},,,")
    assert after.endswith("\nben,Benny,acme,no\n")
    assert "Ana" not in after


def test_without_any_header_the_row_is_known_by_its_id(tmp_path):
    after = gone(tmp_path, b"ana,Ana N,acme,yes\nben,Benny,acme,no\n")
    assert after == f"{STONE},,,\nben,Benny,acme,no\n".encode()


@pytest.mark.parametrize(
    "row",
    [
        "ana,Ana Núñez,acme, Port Merrow,yes,",
        "ana,Ana Núñez",
        "ana",
        'ana,"Ana ""Annie"" Núñez","several\nlines, of\r\ntext",yes',
        'ana,"Ana Núñez" and more,acme,yes',
        " ana\u00a0,Ana Núñez,acme,yes",
        "ANA,Ana Núñez,acme,yes",
    ],
)
def test_a_faulty_row_goes_whole(tmp_path, row):
    text = f"id,name,organisation,consent\nzoe,Zoë,acme,yes\n{row}\nben,Benny,acme,no\n"
    after = gone(tmp_path, text.encode()).decode()
    assert after == text.replace(row, f"{STONE},,,no")


@pytest.mark.parametrize("quote", ['"Zoë', 'Zoë,"acme', '"Zoë" Å,"ac'])
def test_a_quotation_mark_that_is_never_closed_hides_nobody(tmp_path, quote):
    head = "id,name,organisation,consent\n"
    text = f'{head}zoe,{quote},yes\nana,Ana Núñez,acme,yes\nben,"Benny, Jr",acme,no\n'
    after = gone(tmp_path, text.encode()).decode()
    assert after == text.replace("ana,Ana Núñez,acme,yes", f"{STONE},,,no")


def test_a_quotation_mark_that_another_row_closes_hides_nobody(tmp_path):
    text = 'id,name,organisation,consent\nzoe,"Zoë,acme,yes\nana,Ana,acme,yes\nben,Ben",acme,no\n'
    after = gone(tmp_path, text.encode()).decode()
    assert after == text.replace("ana,Ana,acme,yes", f"{STONE},,,no")


def test_a_row_without_id_is_no_reason_to_take_another_without_one(tmp_path):
    text = "id,name,organisation,consent\n,Ana Núñez,acme,yes\n,,beta,yes\n"
    after = gone(tmp_path, text.encode(), who="Ana Núñez").decode()
    assert after == text.replace(",Ana Núñez,acme,yes", f"{STONE},,,no")


def test_somebody_of_whom_only_a_biography_is_left_is_known_by_it(tmp_path):
    path = "programme/mentors/eve.en.md"
    write(tmp_path, {PATH: table(), path: "Eve."})
    assert did(withdrawn(tmp_path, "eve")) == {path: Did.DELETED}


def test_the_same_id_in_another_table_is_somebody_else(tmp_path):
    row = "ana,thanks,,mentee,acme,,,no,,,"
    head = "id,award,name,role,organisation,mentor,citation,consent\n"
    write(tmp_path, {PATH: table(), RECOGNITIONS: f"{head}{row}\n"})
    steps = did(removal(tmp_path, f"{PATH}:3"))
    assert steps[f"{PATH}:3"] is Did.TOMBSTONE
    assert not any(place.startswith(RECOGNITIONS) for place in steps)


def test_what_may_be_the_rest_of_the_row_is_pointed_at(tmp_path):
    text = 'id,name,organisation,consent\nana,"Ana,acme,yes\nand her secret\nben,Benny,acme,no\n'
    write(tmp_path, {PATH: text})
    found = removal(tmp_path, "ana")
    assert did(found) == {f"{PATH}:2": Did.TOMBSTONE, f"{PATH}:3": Did.FRAGMENT}


def test_a_reference_is_replaced_and_its_row_kept(tmp_path):
    service = 'mentor;capacity;note\r\n"ana" ;1;"a\r\nb"\r\nben;2;\r\nana;1\r\n'
    path = "programme/editions/2026/mentors.csv"
    write(tmp_path, {path: service, PATH: table()})
    withdrawn(tmp_path, "ana")
    stone = (tmp_path / path).read_bytes().decode().split("\r\n")[1].partition(";")[0]
    assert stone.startswith("withdrawn-")
    assert (tmp_path / path).read_bytes().decode() == (
        f'mentor;capacity;note\r\n{stone};1;"a\r\nb"\r\nben;2;\r\n{stone};1\r\n'
    )


@pytest.mark.parametrize("head", ["menter,capacity\n", ""])
def test_a_reference_under_a_heading_that_nobody_knows_is_found(tmp_path, head):
    path = "programme/editions/2026/mentors.csv"
    write(tmp_path, {path: f"{head}ana,1\nben,2\n", PATH: table()})
    withdrawn(tmp_path, "ana")
    lines = (tmp_path / path).read_text().removeprefix(head).splitlines()
    assert lines[0].startswith("withdrawn-")
    assert lines[0].endswith(",1")
    assert lines[1] == "ben,2"


def test_an_organisation_s_row_that_is_out_of_line_is_left_and_told(tmp_path):
    path = "programme/organisations.csv"
    rows = (
        "a,A, Ltd,Carries,Cara Champion",
        "b,B,Goods,Cara Champion,x",
        "c,C,Goods,Cara Champion",
    )
    write(tmp_path, {path: "\n".join(("id,name,summary,champion", *rows))})
    assert isinstance(identify([surveyed(tmp_path)], "Cara Champion"), Doubt)
    own = ("Cara Champion", f"{path}:3", f"{path}:4")
    found = removal(tmp_path, *own)
    assert did(found) == {f"{path}:3": Did.UNCLEAR, f"{path}:4": Did.EMPTIED}
    named = [str(place) for place in left(tmp_path, *own).mentions]
    assert named == [f"{path}:2", f"{path}:3"]


ITEM = "- id: t1\n  quote: >\n    It helped\n\n    - a lot.\n  name: Tess Timony\n  consent: yes\n"


@pytest.mark.parametrize("indent", ["", "  "])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("# all of them\n- id: t0\n  name: Zoë\n\n", "\n# the next one\n- id: t2\n  name: Ben\n"),
        ("- id: [broken\n  name: {\n", "- id: t2\n\tname: tab\n  <<<<<<< HEAD\n"),
        ("- {id: t0, name: Zoë}\n", "-\n  id: t2\n  name: Ben\n"),
    ],
)
def test_an_item_of_a_list_goes_and_the_rest_stays(tmp_path, indent, before, after):
    text, kept = (
        "".join(f"{indent}{line}" if line.strip() else line for line in part.splitlines(True))
        for part in (before + ITEM + after, before + f"- id: {STONE}\n" + after)
    )
    assert gone(tmp_path, text.encode(), TESTIMONIALS, "t1").decode() == kept


@pytest.mark.parametrize(
    "item",
    [
        "- {id: t1, name: Tess Timony,\n   quote: 'a - b'}\n",
        "-\n  name: Tess Timony\n  id: t1 # hers\n",
        "- name: \"Tess Timony\"\n  id: 't1'\n  quote: [broken\n",
        "- id: t1\r\n  name: Tess Timony\r\n",
    ],
)
def test_an_item_is_known_however_it_is_written(tmp_path, item):
    text = f"- id: t0\n  name: Zoë\n{item}- id: t2\n"
    stone = item[len(item.rstrip("\r\n")) :]
    expected = text.replace(item, f"- id: {STONE}{stone}")
    assert gone(tmp_path, text.encode(), TESTIMONIALS, "t1").decode() == expected
    write(tmp_path, {TESTIMONIALS: text})
    assert known(tmp_path, "Tess Timony") == known(tmp_path, "t1")


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\0i\0d\0", b"\xff\xfeodd", b"\xff\0\xfe"]
)
def test_what_is_no_text_is_not_taken_for_one(content):
    assert decoded(content) is None


@thorough
@given(st.binary(max_size=60))
def test_text_goes_back_to_the_very_same_bytes(content):
    found = decoded(content)
    assert found is None or found.bytes_of(found.text) == content


@thorough
@given(st.text(st.sampled_from('ana,";\n\r\t -:{}[]#>|é'), max_size=80))
def test_any_text_can_be_taken_apart_and_its_rows_are_where_they_say(text):
    for table_ in (read_editable_csv(text, ["id", "name"]), read_editable_yaml(text)):
        ends = 0
        for row in table_.rows:
            assert ends <= row.start < row.end <= len(text)
            assert text[row.start : row.end].strip()
            ends = row.end
