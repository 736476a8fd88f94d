"""A coordinator's two years in one folder: begun, filled in, opened, run, closed, begun again.

Each command is given twice; the second time changes nothing.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml

from tests.site.commands import built, handbook

ANSWERS = """\
association: The Lantern Makers
programme: Two Lanterns
partners: [Wick & Sons, Glass Yard]
contact: mentoring@lanterns.org
start: 2027-07
"""
NAMES = {"aya": "Aya Brenholt", "bo": "Bo Quistgaard", "cas": "Cas Umberland"}
FIRST, SECOND = "programme/editions/2027", "programme/editions/2028"


class Year:
    """The folder, and the day on which something is done in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.day = ""

    def run(self, *command: str | Path, code: int = 0) -> str:
        result = handbook(*command, "--lang", "en", "--today", self.day, cwd=self.root)
        assert result.returncode == code, result.stdout + result.stderr
        return result.stdout + result.stderr

    def twice(self, *command: str, again: int = 0) -> str:
        """Give a command twice; return what was said first."""
        said = self.run(*command)
        before = self.files()
        self.run(*command, code=again)
        assert self.files() == before, command
        return said

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".cache" not in path.relative_to(self.root).parts
        }

    def write(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, old
        file.write_text(text.replace(old, new), "utf-8")

    def add(self, path: str, *rows: dict[str, str]) -> None:
        """Add rows to a table as a spreadsheet does."""
        file = self.root / path
        with file.open(encoding="utf-8-sig", newline="") as opened:
            header = next(csv.reader(opened))
        with file.open("a", encoding="utf-8", newline="") as opened:
            csv.DictWriter(opened, header, restval="").writerows(rows)


def consent(day: str) -> dict[str, str]:
    return {"consent": "yes", "consent_date": day, "consent_wording": "v1"}


@pytest.fixture
def year(tmp_path: Path) -> Year:
    year = Year(tmp_path)
    year.day = "2026-11-28"
    (tmp_path / "answers.yaml").write_text(ANSWERS, "utf-8")
    year.run("new", "own", "--yes", "--answers", "answers.yaml")
    year.run("new", "own", "--yes", "--answers", "answers.yaml", code=2)
    year.root = tmp_path / "own"
    return year


def fill_in(year: Year) -> None:
    """Say what the programme is for, and who carries it."""
    year.write("programme/programme.yaml", "  statement:\n", "  statement: Light for all.\n")
    common = {"since": "2026-12-01", **consent("2026-12-02")}
    year.add(
        "programme/committee.csv",
        {"id": "dag", "name": "Dag Ferrimond", "role": "chair", **common},
        {"id": "eli", "name": "Eli Corvantes", "role": "coordinator", **common},
    )
    profile = {"languages": "en", "availability": "open", "expertise": "leading-teams"}
    for id, name in NAMES.items():
        work = {"organisation": "wick-sons", "position": f"Maker of {id}"}
        row = {"id": id, "name": name, **work, **profile, "confirmed": "2027-01-10"}
        year.add("programme/mentors.csv", row | consent("2027-01-10"))


def test_two_years(year: Year, tmp_path: Path) -> None:
    assert "0 errors" in year.run("check")

    year.day = "2027-01-15"
    fill_in(year)
    assert "0 errors" in year.run("check")

    year.day = "2027-03-02"
    opens = year.twice("edition", "open", "2027")
    assert "The call of 2027 is open from today" in opens
    year.add(f"{FIRST}/mentors.csv", *({"mentor": id, "capacity": "1"} for id in NAMES))

    year.day = "2027-08-15"
    site = built(year.root, tmp_path / "running", "--today", year.day)
    assert "Aya Brenholt" in (site / "mentors/aya/index.html").read_text("utf-8")

    year.day = "2027-10-01"
    year.twice("edition", "new", "2028", "--from", "2027", again=1)
    carried = (year.root / f"{SECOND}/mentors.csv").read_text("utf-8")
    assert [line.rstrip(",") for line in carried.splitlines()[1:]] == [
        "aya,1,no",
        "bo,1,no",
        "cas,1,no",
    ]
    year.write(f"{SECOND}/mentors.csv", "aya,1,no", "aya,1,yes")
    assert "Dates are 364 days later" in year.twice("edition", "diff", "2027", "2028")

    year.day = "2028-07-01"
    assert "meet until" in year.run("edition", "close", "2027", code=1)
    year.day = "2028-08-25"
    owed = year.twice("edition", "close", "2027")
    assert "The report is missing" in owed
    then = (year.root / f"{FIRST}/mentors.csv").read_text("utf-8")
    assert "aya,1,,wick-sons,Maker of aya" in then
    write_up(year)
    assert "missing: sessions" not in year.run("edition", "close", "2027")
    assert "0 errors" in year.run("check")

    year.day = "2028-09-01"
    year.twice("withdraw", "cas", again=2)
    assert "Cas Umberland" not in "".join(
        content.decode("utf-8", "replace")
        for path, content in year.files().items()
        if path.startswith("programme/")
    )
    result = handbook("upgrade", "--lang", "en", cwd=year.root)
    assert result.stdout == "Everything is up to date.\n"
    year.twice("edition", "cancel", "2028")

    site = built(year.root, tmp_path / "after", "--today", year.day)
    pages = {path: path.read_text("utf-8") for path in site.rglob("*.html")}
    assert not any("Cas Umberland" in text or "Maker of cas" in text for text in pages.values())
    assert "We lit them all." in pages[site / "2027/index.html"]
    assert "Maker of aya" in pages[site / "2027/index.html"]


def write_up(year: Year) -> None:
    """Fill in the forms that were laid out, and give them their names."""
    folder = year.root / FIRST
    report = folder / "_report.yaml"
    text = report.read_text("utf-8").replace("The edition in one paragraph", "We lit them all.")
    assert len(yaml.safe_load(text)) == 8
    report.unlink()
    (folder / "report.yaml").write_text(text, "utf-8")
    results = folder / "_results.csv"
    lines = results.read_text("utf-8").splitlines()
    written = [lines[0], *(line.replace(",,", ",75,", 1) for line in lines[1:])]
    (folder / "results.csv").write_text("\n".join(written) + "\n", "utf-8")
    results.unlink()
