"""After a withdrawal nothing names the person, and yet what names them is refused ever after."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli import main
from handbook.leaks import Confidential
from handbook.leaks.matcher import Matcher
from handbook.leaks.search import search
from handbook.leaks.views import views
from handbook.leaks.withdrawn import PATH, Departure, key_of, with_line
from handbook.problems import MASK, Place, Problem, Severity
from handbook.settings import Settings
from handbook.site import build
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import DAY, worded
from tests.support.withdrawals import (
    HERS,
    HOSTILE,
    ID,
    MENTORS,
    NAME,
    ROW,
    contents,
    write,
)

NEWS = "content/en/news.md"
PAGE = "---\ntitle: News\ndescription: What is new.\n---\n\n# News\n\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small programme from which somebody has withdrawn."""
    folder = write_programme(tmp_path / "root", {MENTORS: FILES[MENTORS] + HERS})
    withdraw(folder, ID)
    return folder


def withdraw(root: Path, who: str, day: str = "2026-02-20") -> None:
    asked = ["withdraw", "--root", str(root), "--today", day, who]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    assert f"{PATH}: fingerprints of the name" in result.output


def errors(root: Path) -> list[Problem]:
    """What `check` refuses."""
    made = build(Settings(root, DAY), sampling=True)
    return [problem for problem in made.problems if problem.severity is Severity.ERROR]


def told(root: Path) -> list[tuple[str, str]]:
    found = errors(root)
    for problem in found:
        line = worded(problem)
        assert problem.value in {MASK, ""}
        assert f"({PATH}:5)" in line
        assert "tidewell" not in line.casefold()
    return [(str(problem.place), problem.code) for problem in found]


def values(root: Path) -> tuple[Confidential, ...]:
    made = build(Settings(root, DAY))
    assert not made.failed
    return made.confidential


def test_the_file_names_nobody_and_says_how_to_lift_it(root):
    text = (root / PATH).read_text("utf-8")
    assert re.fullmatch(
        r"# Whoever .*\n# .*Delete the line of somebody who consents anew\.\n"
        r'key: "[0-9a-f]{32}"\npeople:\n'
        r"  - \{id: withdrawn-[0-9a-f]{8}, day: 2026-02-20, "
        r'marks: "[0-9a-f ]+", rows: "[0-9a-f]+"}\n',
        text,
    )
    stone = re.search(r"withdrawn-[0-9a-f]{8}", text)
    assert stone
    assert stone[0] in (root / MENTORS).read_text("utf-8")
    everything = "\n".join(f"{path}\n{content!r}" for path, content in contents(root).items())
    for value in ("tidewell", "Tidew", "Mara", "960333"):
        assert value not in everything
    assert errors(root) == []


INNOCENT = {
    "her first name": "Mara was there",
    "her family name": "The Tidewell family",
    "somebody else of the first name": "Mara Shorecroft",
    "her given names": "Mara Inés",
    "somebody of her given names": "Mara Inés Shorecroft",
    "a sister": "Odo Tidewell",
    "a place called so": "Tidewell Lane 3",
    "the same letters": "Mari Nestide Well",
    "another address": "o.tidewell@acme.example",
    "her host": "info@acme.example",
    "a longer name": "Mara Inés Tidewellington",
    "in two cells": "<td>Mara Inés likes</td><td>Tidewell</td>",
    "her telephone number": "01632 960333",
    "words between": "Mara Inés and Odo Tidewell",
    "nothing": "",
}


def test_every_form_is_refused_and_no_other(root):
    finder = Matcher(values(root))
    named = {name for name, text in HOSTILE.items() if finder.found_in(views(text))}
    assert named == set(HOSTILE)
    assert [name for name, text in INNOCENT.items() if finder.found_in(views(text))] == []


def test_check_tells_the_place_and_the_build_the_file(root):
    write(root, {NEWS: PAGE + "Well.\n\nThanks to Mara\nInés Tidewell!\n"})
    text = (root / "programme/faq.yaml").read_text("utf-8")
    write(root, {"programme/faq.yaml": text.replace("About *90", "Ask MARA INES TIDEWELL. *90")})
    (news, faq) = told(root)
    assert news == (f"{NEWS}:11", "withdrawn-here")
    assert (faq[0].partition(":")[0], faq[1]) == ("programme/faq.yaml", "withdrawn-here")
    report_of_site(root)


def report_of_site(root: Path) -> None:
    site = root / "site"
    write(site, {"mara-ines-tidewell.txt": "x", "a.html": "<p>Mara <i>Inés</i> Tidewell</p>"})
    report = search(site, build(Settings(root, DAY)).confidential)
    assert {(p.code, p.place.path) for p in report.problems} == {
        ("leak-withdrawn", f"site/{MASK}"),
        ("leak-withdrawn", "site/a.html"),
    }
    assert all(f"({PATH}:5; files with it: 2)" in worded(p) for p in report.problems)


OTHER = ROW.format(id="mt", name=NAME, email="other@acme.example", day="2026-01-01")


def added(root: Path, row: str) -> None:
    text = (root / MENTORS).read_text("utf-8")
    write(root, {MENTORS: text + row})


def test_somebody_else_of_that_name_who_is_shown_excuses_it(root):
    added(root, OTHER)
    write(root, {NEWS: PAGE + f"{NAME}\n"})
    assert errors(root) == []
    finder = Matcher(values(root))
    assert finder.found_in(("m.tidewell@acme.example",))
    write(root, {MENTORS: (root / MENTORS).read_text("utf-8").replace(f"{OTHER[:4]}", "mt,X ")})
    assert {code for _, code in told(root)} == {"withdrawn-here"}


def test_somebody_else_who_may_not_be_shown_excuses_nothing(root):
    added(root, OTHER.replace(",yes,", ",no,"))
    write(root, {NEWS: PAGE + f"{NAME}\n"})
    assert "withdrawn-here" in {problem.code for problem in errors(root)}


BACK = {
    "the same row": ROW.format(id=ID, name=NAME, email="", day="2026-01-01"),
    "on the very day": ROW.format(id=ID, name=NAME, email="", day="2026-02-20"),
    "her address": ROW.format(
        id="mt", name=NAME, email="m.tidewell@acme.example", day="2026-01-01"
    ),
    "with other accents": ROW.format(id=ID, name="Mara Ines Tidewell", email="", day="2026-01-01"),
}


@pytest.mark.parametrize("row", BACK.values(), ids=BACK)
def test_a_row_that_comes_back_is_refused_until_there_is_a_new_consent(root, row):
    added(root, row)
    line = len((root / MENTORS).read_text("utf-8").splitlines())
    assert (f"{MENTORS}:{line}", "withdrawn-here") in {
        (place.rpartition(":")[0], code) for place, code in told(root)
    }
    text = (root / MENTORS).read_text("utf-8")
    later = text.replace(row, re.sub(r"yes,2026-0[12]-\d\d", "yes,2026-02-21", row))
    write(root, {MENTORS: later})
    assert errors(root) == []


def test_whoever_consents_anew_has_the_line_deleted(root):
    added(root, HERS)
    assert errors(root)
    lines = (root / PATH).read_text("utf-8").splitlines(keepends=True)
    write(root, {PATH: "".join(lines[:-1])})
    assert errors(root) == []
    (root / PATH).unlink()
    assert errors(root) == []


def test_a_name_of_a_place_or_ship_is_excused_by_not_personal(root):
    write(root, {NEWS: PAGE + f"The ship {NAME} came.\n"})
    assert told(root)
    path = "programme/programme.yaml"
    text = (root / path).read_text("utf-8")
    write(root, {path: text.replace("privacy:\n", f'privacy:\n  not_personal: ["{NAME}"]\n')})
    assert errors(root) == []


def test_a_longer_name_of_an_organisation_is_its_own(root):
    path = "programme/organisations.csv"
    text = (root / path).read_text("utf-8").replace("Beta Barges", f"{NAME} Barges")
    write(root, {path: text, NEWS: PAGE + f"Thanks to {NAME} Barges.\n"})
    assert errors(root) == []
    write(root, {NEWS: PAGE + f"Thanks to {NAME}.\n"})
    assert [place.partition(":")[0] for place, _ in told(root)] == [NEWS]


def test_several_people_stand_in_one_file_with_one_key(root):
    before = (root / PATH).read_text("utf-8")
    withdraw(root, "ben")
    withdraw(root, "chair-ann")
    after = (root / PATH).read_text("utf-8")
    assert after.startswith(before)
    assert len(after.splitlines()) == len(before.splitlines()) + 2
    assert len({line.partition(",")[0] for line in after.splitlines()[4:]}) == 3
    finder = Matcher(values(root))
    (number,) = finder.found_in(("Thanks to Ben No",))
    assert finder.groups[number][0].place == Place(PATH, 6)


def test_forget_keeps_nothing_of_whom_it_removes(tmp_path):
    root = write_programme(tmp_path)
    asked = ["forget", "--root", str(root), "--today", "2031-06-01", "--before", "2031-01-01"]
    assert CliRunner().invoke(main, [*asked, "--write"]).exit_code < 2
    assert not (root / PATH).exists()


BROKEN = {
    "a fingerprint cut": (r'marks: "\w{3}', 'marks: "', "withdrawn-broken"),
    "no key": (r"key: .*\n", "", "key-missing"),
    "a short key": (r'key: "\w\w', 'key: "', "withdrawn-broken"),
    "a word": (r'rows: "', 'rows: "x ', "withdrawn-broken"),
    "no day": (r"day: 2026-02-20, ", "", "key-missing"),
    "a conflict": (r"  - ", "<<<<<<< a\n=======\n>>>>>>> b\n  - ", "merge-conflict"),
}


@pytest.mark.parametrize(("old", "new", "code"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_told_and_nothing_is_published(root, old, new, code):
    write(root, {PATH: re.sub(old, new, (root / PATH).read_text("utf-8"), count=1)})
    (problem,) = errors(root)
    assert (problem.place.path, problem.code) == (PATH, code)
    assert worded(problem)


@pytest.mark.parametrize("before", [None, b"", b"\xef\xbb\xbfkey: x\r\n", b"# notes\n"])
def test_a_line_is_added_whatever_state_the_file_is_in(before):
    gone = Departure("withdrawn-1", date(2026, 1, 1), (NAME,), (), (("a.csv", "x"),))
    text = with_line(before, gone, "0" * 32)
    assert key_of(text) == "0" * 32
    assert text.startswith(before or b"#")
    assert with_line(text, gone, "1" * 32).startswith(text)
    assert key_of(with_line(text, gone, "1" * 32)) == "0" * 32


def test_a_name_of_one_word_leaves_no_fingerprint_and_a_number_none_either():
    gone = Departure("withdrawn-1", date(2026, 1, 1), ("Marabella",), (), ())
    assert b'marks: ""' in with_line(None, gone, "0" * 32)
