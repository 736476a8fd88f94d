"""No message repeats a cell that is not for everybody, however the file around it is broken."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.problems import Problem
from handbook.reading.documents.package_data import load_catalogue
from handbook.reading.programme import read_programme
from handbook.reading.sheets.schemas import load_schema
from handbook.schema import Privacy, Schema
from handbook.settings import Settings
from handbook.wording import as_line
from handbook.wording.formats import as_github, as_gitlab, as_json
from tests.support.mutations import TABLES
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import DAY

MENTEES = "private/mentees.csv"
TEXTS = {path: FILES[path] for path in TABLES} | {
    MENTEES: "id,name,organisation,email,phone,notes\nmia,Mia,acme,,,\nmo,Mo,,,,\n",
    "private/editions/2026/pairs.csv": "mentor,mentee,since,until\nana,mia,,\nana,mo,,\n",
}
CANARY = "zqcanary"
"""A word that looks like nothing personal: only where it stands says that it is."""

Rows = list[list[str]]


def schema_of(path: str) -> Schema:
    return load_schema(next(kind.schema for kind in REGISTRY if Path(path).match(kind.file)))


def planted(path: str) -> Rows:
    """Put a word of its own into every cell that is not for everybody, but for ids and consents.

    Of a person who said no that is every cell; their consent stays.
    """
    schema = schema_of(path)
    rows = list(csv.reader(io.StringIO(TEXTS[path], newline="")))
    person = schema.person
    kept = {*schema.references, *schema.descriptor["primaryKey"]}
    consent = person.consent if person else ""
    for number, row in enumerate(rows[1:]):
        refused = bool(consent) and row[rows[0].index(consent)] == "no"
        for index, name in enumerate(rows[0]):
            field = schema.field(name)
            hidden = field.privacy is not Privacy.PUBLIC or (refused and bool(person and person.id))
            if hidden and name not in kept and not (consent and name.startswith(consent)):
                row[index] = f"{CANARY}{number}x{index}"
    return rows


def written(rows: Rows) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def shifted(rows: Rows) -> Iterator[str]:
    """Give tables in which a cell is too much, or one is missing."""
    for at in range(len(rows[0])):
        yield written([rows[0], *([*row[:at], "", *row[at:]] for row in rows[1:])])
        yield written([rows[0], *([*row[:at], *row[at + 1 :]] for row in rows[1:])])


def swapped(rows: Rows) -> Iterator[str]:
    """Give tables in which two headings have changed places."""
    header = rows[0]
    for at in range(len(header)):
        for other in (at + 1, at + 7):
            if other < len(header):
                named = list(header)
                named[at], named[other] = header[other], header[at]
                yield written([named, *rows[1:]])


def headless(rows: Rows) -> Iterator[str]:
    """Give tables with something wrong in the headings."""
    yield written(rows[1:])
    yield written([rows[1], *rows])
    yield written([[CANARY], *rows])
    yield ",".join(rows[0]) + "," + written(rows[1:])
    yield ",".join(rows[0]) + " " + written(rows[1:])
    yield '"' + ",".join(rows[0]) + "\n" + written(rows[1:])
    for at in range(len(rows[0])):
        for name in ("", rows[1][at] or "x", f"{rows[0][at]} {rows[1][at]}", rows[0][at - 1]):
            yield written([[*rows[0][:at], name, *rows[0][at + 1 :]], *rows[1:]])


def broken(rows: Rows) -> Iterator[str]:
    """Give tables whose text is broken."""
    text = written(rows)
    lines = text.splitlines()
    yield text.replace(",", ";", 3)
    yield "\n".join([lines[0], *(line.replace(",", ";") for line in lines[1:])])
    yield "\n".join([lines[0], *(line.replace(",", "\t") for line in lines[1:])])
    yield text.replace("\n", "\\n")
    yield text + lines[-1] + "\n" + lines[-1] + "\n"
    yield f"{lines[0]}\n<<<<<<< {CANARY}\n" + "\n".join(lines[1:])
    for at, line in enumerate(lines[1:], start=1):
        for comma in range(1, line.count(",")):
            cells = line.split(",")
            cut = ",".join([*cells[:comma], f'"{cells[comma]}', *cells[comma + 1 :]])
            yield "\n".join([*lines[:at], cut, *lines[at + 1 :], ""])
            after = ",".join([*cells[:comma], f'"{cells[comma]}"x', *cells[comma + 1 :]])
            yield "\n".join([*lines[:at], after, *lines[at + 1 :], ""])
            folded = ",".join(cells[:comma]) + "\n" + ",".join(cells[comma:])
            yield "\n".join([*lines[:at], folded, *lines[at + 1 :], ""])


def told(problems: tuple[Problem, ...]) -> str:
    """Return all that is told of problems, in every language and form."""
    lines = []
    for language in ("en", "es"):
        words = load_catalogue(language)
        lines += [form(problems, words) for form in (as_json, as_github, as_gitlab)]
        lines += [as_line(problem, words) for problem in problems]
    return "\n".join(lines)


PERSONAL = [path for path in TEXTS if schema_of(path).person]
WAYS = (shifted, swapped, headless, broken)
Ways = Callable[[Rows], Iterator[str]]


@pytest.mark.full
@pytest.mark.parametrize("ways", WAYS)
@pytest.mark.parametrize("path", PERSONAL)
def test_no_message_repeats_what_is_not_for_everybody(
    tmp_path: Path, path: str, ways: Ways
) -> None:
    examine(tmp_path, path, list(ways(planted(path))))


@pytest.mark.parametrize("path", ["programme/mentors.csv", MENTEES])
def test_some_broken_tables_repeat_nothing(tmp_path: Path, path: str) -> None:
    rows = planted(path)
    examine(tmp_path, path, [text for ways in WAYS for text in list(ways(rows))[3::29]])


def examine(root: Path, path: str, texts: list[str]) -> None:
    write_programme(root, TEXTS)
    repeated = set()
    for text in texts:
        assert CANARY in text
        (root / path).write_text(text, "utf-8")
        problems = read_programme(Settings(root, DAY, private=True), REGISTRY).problems
        for problem in problems:
            if CANARY in told((problem,)).casefold():
                repeated.add(as_line(problem, load_catalogue("en"))[:200])
    assert sorted(repeated) == []


TESTIMONIALS = "programme/editions/2025/testimonials.yaml"
SECRET = f"""
- id: t1
  quote: It helped.
  name: {CANARY} One
  role: mentee
  organisation: acme
  consent: yes
  consent_date: 2025-12-01
  consent_wording: "1"
- id: t2
  quote: {CANARY} quoted
  name: {CANARY} Two
  role: mentor
  consent: no
"""


def mistyped() -> Iterator[str]:
    """Give lists of people of which something is no key, no value or no YAML."""
    lines = SECRET.strip().splitlines()
    text = "\n".join(lines)
    for at, line in enumerate(lines):
        start, _, end = line.partition(": ")
        for other in (
            f"{start} {end}",
            f"{start}:{end}",
            f"{start} {end}: {end}",
            f"{start[:4]}{end}: {CANARY}",
            f"{start}_{CANARY}: x",
            f"{start}_{CANARY[:2]}: {{{CANARY}: {end}}}",
            f"{start}: [{end}, {CANARY}]",
            f"{start}: {{en: {end}, {CANARY}: {end}}}",
            f"{line}\n{line}",
            f"{line}\n  {CANARY}: x\n  {CANARY}: x",
            f"{start}: *{CANARY}",
            f"{start}: &{CANARY} x",
            f"{start}: !{CANARY} x",
            f'{start}: "{end}',
            f"{start}: =1+{CANARY}",
            f"{start}: <b>{CANARY}</b>",
            f"\t{line}{CANARY}",
            f"{start}: {CANARY}@{CANARY}\x07",
        ):
            yield "\n".join([*lines[:at], other, *lines[at + 1 :], ""])
    yield f"{CANARY}: x\n{text}"
    yield f"---\n{text}\n---\n{CANARY}: x\n"
    yield f"- {CANARY}\n{text}"
    yield f"{CANARY}\n"
    yield f"{CANARY}:\n" + "\n".join(f"  {line}" for line in lines)


@pytest.mark.parametrize("part", range(2))
def test_no_key_nor_value_of_a_list_of_people_is_repeated(tmp_path: Path, part: int) -> None:
    examine(tmp_path, TESTIMONIALS, list(mistyped())[part::8])


CLOSE = (
    ("rowing; steering", "rowin; steering", "rowin"),
    (",open,Ten", ",opne,Ten", "opne"),
    (",acme,Pilot", ",acmee,Pilot", "acmee"),
    (",en,Port", ",ne,Port", ""),
)


@pytest.mark.parametrize(("word", "slip", "told_of_shown"), CLOSE)
@pytest.mark.parametrize("shown", [True, False])
def test_a_slip_is_repeated_of_those_alone_who_are_shown(
    tmp_path: Path, word: str, slip: str, told_of_shown: str, *, shown: bool
) -> None:
    path = "programme/mentors.csv"
    text = TEXTS[path].replace(word, slip, 1)
    if not shown:
        text = text.replace("2026-01-01,biography,1,,", "2026-01-01,biography,1,2026-02-28,")
    root = write_programme(tmp_path, {path: text})
    problems = read_programme(Settings(root, DAY), REGISTRY).problems
    lines = [as_line(each, load_catalogue("en")) for each in problems if each.place.line == 2]
    assert lines
    repeated = any(f'"{told_of_shown}"' in line for line in lines)
    assert repeated is (shown and bool(told_of_shown))
    assert any("Did you mean" in line for line in lines) or not (shown and told_of_shown)


NAMED = ("mentors/zqcanary-one.en.md", "mentors/zqcanary.txt", "photos/zqcanary.jpg")


@pytest.mark.parametrize("row", ["zqcanary,Zq Canary,beta,,no", "zqcanary-one,Zq,beta,yes,no", ""])
@pytest.mark.parametrize("content", [b"x", b"\xff\xfe\x00", b"# <script>x</script>\n"])
def test_no_name_of_a_file_of_somebody_hidden_is_repeated(
    tmp_path: Path, row: str, content: bytes
) -> None:
    path = "programme/mentors.csv"
    id, name, organisation, *_ = [*row.split(","), "", ""]
    header = TEXTS[path].splitlines()[0].split(",")
    cells = {"id": id, "name": name, "organisation": organisation, "consent": "no"}
    added = ",".join(cells.get(label, "") for label in header) if row else ""
    root = write_programme(tmp_path, {path: f"{TEXTS[path]}{added}\n" if added else TEXTS[path]})
    for each in NAMED:
        (root / "programme" / each).parent.mkdir(parents=True, exist_ok=True)
        (root / "programme" / each).write_bytes(content)
    problems = read_programme(Settings(root, DAY), REGISTRY).problems
    assert "programme/mentors/•••" in told(problems)
    assert CANARY not in told(problems).casefold()


@pytest.mark.parametrize("name", ["ana.fr.md", "anna.en.md", "Ana.en.md"])
def test_the_name_of_a_file_of_somebody_shown_is_told(tmp_path: Path, name: str) -> None:
    root = write_programme(tmp_path)
    (root / "programme/mentors" / name).write_text("x", "utf-8")
    problems = read_programme(Settings(root, DAY), REGISTRY).problems
    assert f"programme/mentors/{name}" in told(problems)


STRAY = (
    "zqcanary-one.txt",
    "Zqcanary Oné.xlsx",
    "CVOneZqcanary2.pdf",
    "mentors - one_zqcanary.csv",
    "editions/2026/Zqcanary One (1).csv",
)


@pytest.mark.parametrize("stray", STRAY)
def test_no_file_beside_the_tables_is_told_that_is_called_by_somebody_hidden(
    tmp_path: Path, stray: str
) -> None:
    hidden = "zqcanary-one,Zqcanary One,,beta,,steering,en,,,open,,,,,,,,,,no,2026-01-05,,,,\n"
    path = "programme/mentors.csv"
    root = write_programme(tmp_path, {path: TEXTS[path] + hidden})
    (root / "programme" / stray).parent.mkdir(exist_ok=True)
    (root / "programme" / stray).write_text("x", "utf-8")
    problems = read_programme(Settings(root, DAY), REGISTRY).problems
    assert "•••" in told(problems)
    assert CANARY not in told(problems).casefold()


@pytest.mark.parametrize(
    "stray", ["ana.txt", "notes.txt", "ben-and-jerry.txt", "one.txt", "no.csv"]
)
def test_a_file_beside_the_tables_is_told_by_its_name_else(tmp_path: Path, stray: str) -> None:
    root = write_programme(tmp_path, {f"programme/{stray}": "x"})
    problems = read_programme(Settings(root, DAY), REGISTRY).problems
    assert f"programme/{stray}" in told(problems)


TERMS = (
    ("2025-01-01", "", True),
    ("2025-01-01", "2026-03-01", True),
    ("2025-01-01", "2026-02-28", False),
    ("2026-03-02", "", False),
    ("2025-01-01", "soon", False),
    ("zqwhen", "", False),
)


@pytest.mark.parametrize(("since", "until", "shown"), TERMS)
def test_a_slip_is_repeated_of_those_alone_who_are_in_office(
    tmp_path: Path, since: str, until: str, *, shown: bool
) -> None:
    path = "programme/committee.csv"
    row = f"lin-po,Lin Po,membr,acmee,,{since},{until},,yes,2025-01-01,,1,\n"
    root = write_programme(tmp_path, {path: FILES[path] + row})
    problems = read_programme(Settings(root, DAY), REGISTRY).problems
    lines = [as_line(each, load_catalogue("en")) for each in problems if each.place.line == 4]
    assert any(" role: " in line for line in lines)
    assert any(" organisation: " in line for line in lines)
    assert any('"membr"' in line for line in lines) is shown
    assert any('"acmee"' in line for line in lines) is shown
