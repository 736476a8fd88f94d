"""Two people of one name: what is the other's stays, and what may be either's is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli import main
from handbook.problems import Place
from handbook.withdrawing.identity import Doubt, homonyms, identify
from tests.support.withdrawals import did, known, left, removal, surveyed, withdrawn, write

MENTORS = "programme/mentors.csv"
ORGANISATIONS = "programme/organisations.csv"
TESTIMONIALS = "programme/editions/2025/testimonials.yaml"
RECOGNITIONS = "programme/editions/2025/recognitions.csv"
COMMITTEE = "programme/committee.csv"
NAME = "Mara Tidewell"
HEAD = "id,name,organisation,email,consent\n"
HERS = f"mara,{NAME},acme,mara@acme.example,yes\n"
OTHERS = f"mara-2,{NAME},beta,mt@beta.example,yes\n"


def quoted(**more: str) -> str:
    filled = {"quote": "Good.", "name": NAME, "consent": '"yes"', **more}
    return "- id: t1\n" + "".join(f"  {key}: {value}\n" for key, value in filled.items())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, {MENTORS: HEAD + HERS + OTHERS})
    return tmp_path


FILES = {
    "a testimonial without an organisation": {TESTIMONIALS: quoted()},
    "a testimonial of the other's organisation": {TESTIMONIALS: quoted(organisation="beta")},
    "a testimonial of a third organisation": {TESTIMONIALS: quoted(organisation="gamma")},
    "a recognition of the other": {
        RECOGNITIONS: f"id,award,name,mentor,consent\nr1,thanks,{NAME},mara-2,yes\n"
    },
    "a recognition without an id": {
        RECOGNITIONS: f"id,award,name,mentor,consent\nr1,thanks,{NAME},,yes\n"
    },
    "a recognition of the other's organisation": {
        RECOGNITIONS: f"id,award,name,organisation,consent\nr1,thanks,{NAME},beta,yes\n"
    },
    "the champion of the other's organisation": {
        ORGANISATIONS: f"id,name,champion,champion_consent\nbeta,Beta,{NAME},yes\n"
    },
    "somebody of the committee": {COMMITTEE: f"id,name,role,consent\nc1,{NAME},Chair,yes\n"},
    "a mentee": {"private/mentees.csv": f"id,name,organisation\nm1,{NAME},beta\n"},
    "names in another order": {TESTIMONIALS: quoted(name='"Tidewell, Mara"')},
}


@pytest.mark.parametrize("files", FILES.values(), ids=FILES)
def test_what_may_be_the_other_s_is_not_changed_but_told(root, files):
    write(root, files)
    ((path, text),) = files.items()
    found = withdrawn(root, "mara")
    assert did(found).keys() == {f"{MENTORS}:2"}
    assert (root / path).read_text("utf-8") == text
    assert "mara-2," in (root / MENTORS).read_text("utf-8")


@pytest.mark.parametrize("files", FILES.values(), ids=FILES)
def test_it_is_told_as_the_same_name_and_not_as_a_mention(root, files):
    write(root, files)
    (path,) = files
    places = homonyms(surveyed(root), known(root, "mara"))
    line = 1 if path == TESTIMONIALS else 2
    assert set(places) == {Place(MENTORS, 3), Place(path, line)}
    assert left(root, "mara").mentions == ()


CERTAIN = {
    "her organisation": quoted(organisation="acme"),
    "her address": quoted(quote="Ask mara@acme.example"),
}


@pytest.mark.parametrize("text", CERTAIN.values(), ids=CERTAIN)
def test_what_is_certainly_hers_goes_though_others_bear_the_name(root, text):
    write(root, {TESTIMONIALS: text})
    assert f"{TESTIMONIALS}:1" in did(removal(root, "mara"))
    assert f"{TESTIMONIALS}:1" not in did(removal(root, "mara-2"))


def test_of_two_at_one_organisation_nothing_is_certain(tmp_path):
    other = f"mara-2,{NAME},acme,mt@acme.example,yes\n"
    write(tmp_path, {MENTORS: HEAD + HERS + other, TESTIMONIALS: quoted(organisation="acme")})
    assert did(removal(tmp_path, "mara")).keys() == {f"{MENTORS}:2"}


INNOCENT = {
    "an organisation where she has none": quoted(organisation="acme"),
    "no organisation": quoted(),
    "other accents": quoted(name="Mára Tidewéll"),
    "an aside": quoted(name='"Mara Tidewell (she)"'),
}


@pytest.mark.parametrize("text", INNOCENT.values(), ids=INNOCENT)
def test_where_nobody_else_bears_the_name_it_goes_as_ever(tmp_path, text):
    write(tmp_path, {MENTORS: HEAD + HERS.replace("acme,", ","), TESTIMONIALS: text})
    assert did(removal(tmp_path, "mara")).keys() == {f"{MENTORS}:2", f"{TESTIMONIALS}:1"}


def test_another_organisation_makes_one_of_the_same_name_doubtful(tmp_path):
    write(tmp_path, {MENTORS: HEAD + HERS, TESTIMONIALS: quoted(organisation="beta")})
    assert did(removal(tmp_path, "mara")).keys() == {f"{MENTORS}:2"}
    places = (Place(TESTIMONIALS, 1), Place(MENTORS, 2))
    assert identify([surveyed(tmp_path)], NAME) == Doubt(places)
    assert set(did(removal(tmp_path, "mara", f"{TESTIMONIALS}:1"))) == set(map(str, places))


@pytest.mark.parametrize("who", [NAME, "tidewell mara", "MÁRA TIDEWELL"])
def test_a_name_of_two_is_asked_back_and_a_row_decides(root, who):
    assert identify([surveyed(root)], who) == Doubt((Place(MENTORS, 2), Place(MENTORS, 3)))
    assert did(removal(root, who, f"{MENTORS}:3")).keys() == {f"{MENTORS}:3"}
    assert identify([surveyed(root)], who, [f"{MENTORS}:9"]) is None


def test_of_two_rows_either_of_which_may_be_theirs_none_is_taken(root):
    plain = "".join(f"{id},{NAME},,,yes\n" for id in ("mara", "mara-2"))
    thanked = f"id,award,name,mentor,consent\nr1,thanks,{NAME},,yes\n"
    write(root, {MENTORS: HEAD + plain, TESTIMONIALS: quoted(), RECOGNITIONS: thanked})
    assert did(removal(root, NAME, f"{TESTIMONIALS}:1")).keys() == {f"{TESTIMONIALS}:1"}
    identity = identify([surveyed(root)], NAME, [f"{TESTIMONIALS}:1"])
    assert set(homonyms(surveyed(root), identity)) == {
        Place(MENTORS, 2),
        Place(MENTORS, 3),
        Place(RECOGNITIONS, 2),
    }


def test_the_line_of_a_row_does_not_choose_another_in_an_older_version(root, tmp_path):
    older = tmp_path / "older"
    write(older, {MENTORS: HEAD + OTHERS + HERS})
    versions = [surveyed(root), surveyed(older)]
    identity = identify(versions, NAME, [f"{MENTORS}:2"])
    assert not isinstance(identity, Doubt | None)
    assert homonyms(versions[0], identity) == (Place(MENTORS, 3),)
    assert homonyms(versions[1], identity) == (Place(MENTORS, 2),)


def test_prose_that_may_mean_the_other_is_told_as_such(root):
    write(root, {"content/en/news.md": f"{NAME} won.\n", "mkdocs.yml": "site_name: A\n"})
    found = left(root, "mara")
    assert (found.mentions, found.shared) == ((Place("content/en/news.md", 1),), True)
    result = CliRunner().invoke(main, ["withdraw", "--root", str(root), "mara"])
    assert "content/en/news.md:1: NAMED here, and others bear the name too" in result.output
    assert f"{MENTORS}:3: NOT CHANGED: the same full name" in result.output
    assert f"handbook withdraw {MENTORS}:3" in result.output
    assert NAME not in result.output


@pytest.mark.parametrize(
    ("answer", "code", "gone"),
    [("2\n", 0, "mara-2"), ("1\n", 0, "mara"), ("3\n", 2, ""), ("x\n", 2, ""), ("0\n", 2, "")],
)
def test_whoever_sits_there_is_asked(root, monkeypatch, answer, code, gone):
    monkeypatch.setattr("handbook.cli.withdraw.sits_there", lambda: True)
    asked = ["withdraw", "--root", str(root), NAME]
    result = CliRunner().invoke(main, asked, input=answer)
    assert result.exit_code == code, result.output
    rows = [line.partition(",")[0] for line in (root / MENTORS).read_text("utf-8").splitlines()]
    assert set(rows) & {"mara", "mara-2"} == {"mara", "mara-2"} - {gone}


def test_whoever_does_not_is_told_how_to_say_it(root):
    result = CliRunner().invoke(main, ["withdraw", "--root", str(root), NAME])
    assert result.exit_code == 2
    assert "--row PLACE" in result.output
    assert result.output.splitlines()[1:] == [f"{MENTORS}:2", f"{MENTORS}:3"]
    asked = ["withdraw", "--root", str(root), NAME, "--row", f"{MENTORS}:2"]
    assert CliRunner().invoke(main, asked).exit_code == 0
    assert "mara-2," in (root / MENTORS).read_text("utf-8")


COMMITTEE_ROW = f"id,name,role,organisation,consent\nc1,{NAME},Chair,{{}},yes\n"
MENTEE = "private/mentees.csv"


def test_a_row_that_only_tells_a_name_takes_nobody_else_s(tmp_path):
    write(tmp_path, {MENTORS: HEAD + OTHERS, TESTIMONIALS: quoted()})
    assert did(removal(tmp_path, f"{TESTIMONIALS}:1")).keys() == {f"{TESTIMONIALS}:1"}
    write(tmp_path, {COMMITTEE: COMMITTEE_ROW.format("")})
    assert did(removal(tmp_path, f"{COMMITTEE}:2")).keys() == {f"{COMMITTEE}:2"}
    write(tmp_path, {COMMITTEE: COMMITTEE_ROW.format("beta")})
    assert did(removal(tmp_path, f"{COMMITTEE}:2")).keys() == {f"{COMMITTEE}:2", f"{MENTORS}:2"}


def test_a_profile_is_not_taken_for_its_name_alone(tmp_path):
    write(tmp_path, {MENTORS: HEAD + HERS, MENTEE: f"id,name,organisation\nm1,{NAME},\n"})
    assert did(removal(tmp_path, "mara")).keys() == {f"{MENTORS}:2"}
    places = (Place(MENTEE, 2), Place(MENTORS, 2))
    assert identify([surveyed(tmp_path)], NAME) == Doubt(places)
    write(tmp_path, {MENTEE: f"id,name,organisation\nm1,{NAME},acme\n"})
    assert did(removal(tmp_path, "mara")).keys() == {f"{MENTORS}:2", f"{MENTEE}:2"}


def test_what_may_be_hers_is_left_to_somebody_and_what_is_not_is_done(root):
    write(root, {TESTIMONIALS: quoted(organisation="beta")})
    asked = ["withdraw", "--root", str(root), "--dry-run", "mara"]
    assert CliRunner().invoke(main, asked).exit_code == 0
    write(root, {TESTIMONIALS: quoted()})
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 1
    assert f"{TESTIMONIALS}:1: NOT CHANGED" in result.output


@pytest.mark.parametrize("text", ["Mara Tidewell", "Mara I. Tidewell", "MARA&nbsp;TIDEWELL"])
def test_a_name_with_parts_left_out_is_told_unless_it_is_another_s(tmp_path, text):
    longer = HERS.replace(NAME, "Mara Ines Tidewell")
    write(tmp_path, {MENTORS: HEAD + longer, "content/en/a.md": text})
    assert left(tmp_path, "mara").mentions == (Place("content/en/a.md", 1),)
    write(tmp_path, {MENTORS: HEAD + longer + OTHERS, "content/en/a.md": text})
    expected = (Place("content/en/a.md", 1),) if "I." in text else ()
    assert left(tmp_path, "mara").mentions == expected
