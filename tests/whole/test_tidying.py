"""Tidying a programme: what can be mended, written whole, after which check is clean of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.content_type import ContentType, Table, as_it_is
from handbook.content_types import REGISTRY
from handbook.languages import Languages
from handbook.reading.documents.conventions import DeclaredConventions
from handbook.reading.documents.declarations import read_additions
from handbook.reading.documents.package_data import LOCALES, load_catalogue
from handbook.reading.programme import read_programme
from handbook.reading.sheets.rows import read_rows
from handbook.settings import Settings
from handbook.text.ranges import POINT
from handbook.tidying import Style, plan
from handbook.tidying.mends import Mend, said
from handbook.tidying.tidied_files import Mark, Tidied, write
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import DAY, thorough

MENTORS = "programme/mentors.csv"
FAQ = "programme/faq.yaml"
UNDECLARED = "date-order-undeclared"


def tidied(root: Path, style: Style | None = None) -> dict[str, list[str]]:
    """Tidy a programme; return the codes of what changed, by file."""
    done = plan(root, REGISTRY, style)
    assert write(root, done) == ()
    again = plan(root, REGISTRY, style)
    assert {one.path: one.mends for one in again if one.mends} == {}
    assert [one.path for one in done if (one.before != one.after) is not bool(one.mends)] == []
    return {one.path: [mend.code for mend in one.mends] for one in done if one.mends}


def told(root: Path) -> set[tuple[str, str]]:
    """Return what the check tells, by file."""
    problems = read_programme(Settings(root, DAY), REGISTRY).problems
    return {(problem.place.path, problem.code) for problem in problems}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_programme(tmp_path)


def change(root: Path, path: str, mishap: Callable[[str], str | bytes]) -> None:
    made = mishap(FILES[path])
    (root / path).write_bytes(made if isinstance(made, bytes) else made.encode())


def test_a_sound_programme_needs_nothing(root: Path) -> None:
    assert told(root) == set()
    assert tidied(root) == {}


def on_line(number: int, old: str, new: str) -> Callable[[str], str]:
    """Replace a text on one line."""

    def mishap(text: str) -> str:
        lines = text.splitlines(keepends=True)
        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new, 1)
        return "".join(lines)

    return mishap


def bars(text: str) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter="|", lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    return written.getvalue()


MENDABLE = {
    "encoding": (
        MENTORS,
        lambda text: text.replace("Ten years", "José Núñez: ten years").encode("cp1252"),
        "encoding",
        ["encoding", "mark_added"],
    ),
    "encoding of YAML": (
        "programme/programme.yaml",
        lambda text: text.replace("Two people", "Señora y señor").encode("cp1252"),
        "encoding",
        ["encoding"],
    ),
    "encoding of a text": (
        "programme/mentors/ana.en.md",
        lambda text: f"{text}\nJosé Núñez\n".encode("cp1252"),
        "encoding",
        ["encoding"],
    ),
    "delimiter": (MENTORS, bars, "header-missing", ["separator"]),
    "dates": (MENTORS, on_line(2, ",2026-01-01,b", ",31/12/2025,b"), UNDECLARED, ["dates"]),
    "header, a required column": (
        MENTORS,
        on_line(1, "organisation", "organistion"),
        "column-unknown",
        ["column"],
    ),
    "header, spaces": (
        MENTORS,
        on_line(1, "consent_wording", " Consent wording"),
        "column-unknown",
        ["column", "trimmed"],
    ),
    "lists": (
        MENTORS,
        on_line(2, "rowing; steering", '"rowing, steering"'),
        "list-separator",
        ["lists"],
    ),
    "fixed words": (
        MENTORS,
        on_line(4, "biography;contact", '"biography, contact"'),
        "list-separator",
        ["lists"],
    ),
    "e-mail": (MENTORS, on_line(2, "ana@acme", "mailto:ana@acme"), "email", ["emails"]),
}


@pytest.mark.parametrize(("path", "mishap", "code", "changes"), MENDABLE.values(), ids=MENDABLE)
def test_afterwards_check_is_clean(
    root: Path, path: str, mishap: Callable[[str], str | bytes], code: str, changes: list[str]
) -> None:
    change(root, path, mishap)
    assert (path, code) in told(root)
    assert tidied(root) == {path: changes}
    assert code not in {found for where, found in told(root) if where == path}


FORMS = {
    "a table of Excel": (
        MENTORS,
        lambda text: ("\ufeff" + text.replace("yes", "YES")).replace("\n", "\r\n").encode(),
        ["line_ends", "booleans"],
    ),
    "a table in UTF-16": (MENTORS, lambda text: text.encode("utf-16"), ["encoding"]),
    "blank ends": (
        MENTORS,
        lambda text: text.replace("\n", ",,\n") + ",,,\n\n",
        ["blank_columns", "blank_rows"],
    ),
    "YAML of Windows": (
        FAQ,
        lambda text: ("\ufeff" + text).replace("\n", "\r\n").encode(),
        ["mark_dropped", "line_ends"],
    ),
    "Markdown of Windows": (
        "programme/mentors/ana.en.md",
        lambda text: ("\ufeff" + text).replace("\n", "  \r\n").encode(),
        ["mark_dropped", "line_ends"],
    ),
}


@pytest.mark.parametrize(("path", "mishap", "changes"), FORMS.values(), ids=FORMS)
def test_what_reads_the_same_gets_one_form(
    root: Path, path: str, mishap: Callable[[str], str | bytes], changes: list[str]
) -> None:
    change(root, path, mishap)
    assert told(root) == set()
    assert tidied(root) == {path: changes}
    assert told(root) == set()


LEFT = {
    "a date in doubt": (MENTORS, on_line(2, ",2026-01-01,b", ",01/02/2026,b"), UNDECLARED),
    "an unknown word": (
        MENTORS,
        on_line(2, "rowing; steering", '"rowing, hiking"'),
        "vocabulary-unknown",
    ),
    "a word that is no yes": (MENTORS, on_line(2, ",yes,", ",ok,"), "type-boolean"),
    "an unknown column": (MENTORS, on_line(1, "notes", "secrets"), "column-unknown"),
    "a short row": (MENTORS, on_line(2, "ana,", ""), "row-short"),
    "a title": (MENTORS, lambda text: f"Our people\n{text}", "header-title-row"),
    "a tab": (FAQ, on_line(2, "  question", "\tquestion"), "yaml-tab"),
    "a key twice": (FAQ, on_line(3, "answer", "question"), "yaml-duplicate-key"),
}


@pytest.mark.parametrize(("path", "mishap", "code"), LEFT.values(), ids=LEFT)
def test_what_is_in_doubt_remains_told(
    root: Path, path: str, mishap: Callable[[str], str], code: str
) -> None:
    change(root, path, mishap)
    before = told(root)
    assert (path, code) in before
    assert tidied(root) == {}
    assert told(root) == before


def test_what_programme_yaml_says_holds_even_if_it_has_to_be_tidied_first(root: Path) -> None:
    change(
        root,
        "programme/programme.yaml",
        lambda text: (
            text.replace("languages: [en]", "languages: [en, es]\ndate_order: dmy")
            .replace("Two people", "Señora y señor")
            .encode("utf-16")
        ),
    )
    vocabulary = FILES["programme/vocabulary.yaml"].replace("title: Rowing", "title: Señas", 1)
    (root / "programme/vocabulary.yaml").write_bytes(vocabulary.encode("cp1252"))
    text = on_line(2, ",2026-01-01,b", ",01/02/2026,b")(FILES[MENTORS])
    (root / MENTORS).write_text(text.replace("rowing; steering", '"rowing, steering"'), "utf-8")
    assert tidied(root)[MENTORS] == ["dates", "lists"]
    assert b",2026-02-01,b" in (root / MENTORS).read_bytes()


def with_semicolons(text: str) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    return written.getvalue()


def test_tables_get_the_separator_that_most_of_them_have(root: Path) -> None:
    change(root, MENTORS, with_semicolons)
    assert tidied(root) == {MENTORS: ["separator"]}
    assert (root / MENTORS).read_text("utf-8") == FILES[MENTORS]
    tables = [path for path in FILES if path.endswith(".csv")]
    for path in tables[1:]:
        change(root, path, with_semicolons)
    assert tidied(root) == {tables[0]: ["separator"]}
    assert b";" in (root / tables[0]).read_bytes()


def test_the_separator_and_the_mark_can_be_asked_for(root: Path) -> None:
    tables = [path for path in FILES if path.endswith(".csv")]
    asked = Style(";", Mark.ADD)
    assert tidied(root, asked) == {path: ["mark_added", "separator"] for path in tables}
    assert told(root) == set()
    assert tidied(root) == {}, "the choice stays without being repeated"
    assert tidied(root, Style(",", Mark.DROP)).keys() == set(tables)
    assert {path: (root / path).read_text("utf-8") for path in tables} == {
        path: FILES[path] for path in tables
    }


def test_only_what_the_programme_reads_is_touched(root: Path) -> None:
    spoilt = "id,name \r\nx, y\r\n".encode("utf-16")
    for path in ("private/mentees.csv", "programme/mentors (1).csv", "notes.csv", "content/x.md"):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(spoilt)
    outside = root / "elsewhere.csv"
    outside.write_text(FILES[MENTORS].replace("\n", "\r\n"), "utf-8")
    (root / MENTORS).unlink()
    (root / MENTORS).symlink_to(outside)
    done = plan(root, REGISTRY)
    assert [(one.path, one.problems[0].code) for one in done if one.problems] == [
        (MENTORS, "path-outside")
    ]
    assert [one.path for one in done if one.mends] == []


def test_a_merge_conflict_is_left_alone_and_told(root: Path) -> None:
    text = FILES[FAQ].replace("\n", "\r\n")
    change(root, FAQ, lambda _: f"<<<<<<< mine\r\n{text}=======\r\n>>>>>>> theirs\r\n")
    (found,) = [one for one in plan(root, REGISTRY) if one.problems or one.mends]
    assert (found.path, found.problems[0].code, found.mends) == (FAQ, "merge-conflict", ())
    assert found.problems[0].place.line == 1


def broken(root: Path) -> tuple[Tidied, ...]:
    """Spoil the line ends of two files, and plan."""
    for path in (FAQ, MENTORS):
        change(root, path, lambda text: text.replace("\n", "\r\n"))
    done = tuple(one for one in plan(root, REGISTRY) if one.mends)
    assert [one.path for one in done] == [FAQ, MENTORS]
    return done


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def test_permissions_stay_and_nothing_else_is_left_behind(root: Path) -> None:
    done = broken(root)
    (root / MENTORS).chmod(0o640)
    before = contents(root)
    assert write(root, done) == ()
    assert contents(root) == {**before, **{one.path: one.after for one in done}}
    assert (root / MENTORS).stat().st_mode & 0o777 == 0o640
    assert (root / FAQ).stat().st_mode & 0o777 == 0o644


def lost(path: Path) -> None:
    path.unlink()


def linked(path: Path) -> None:
    path.rename(path.with_suffix(".old"))
    path.symlink_to(path.with_suffix(".old"))


def edited(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Ana", b"Eva"))


@pytest.mark.parametrize("meanwhile", [lost, linked, edited])
def test_a_file_changed_meanwhile_stops_all(root: Path, meanwhile: Callable[[Path], None]) -> None:
    done = broken(root)
    meanwhile(root / MENTORS)
    before = contents(root)
    (problem,) = write(root, done)
    assert (problem.place.path, problem.code) == (MENTORS, "tidy-changed")
    assert contents(root) == before


@pytest.mark.parametrize("method", ["replace", "chmod"])
@pytest.mark.parametrize("error", [OSError("no space"), KeyboardInterrupt()])
def test_a_failure_half_way_leaves_every_file_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch, method: str, error: BaseException
) -> None:
    done = broken(root)
    before = contents(root)
    real = getattr(Path, method)
    calls = 0

    def failing(path: Path, *arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise error
        return real(path, *arguments)

    monkeypatch.setattr(Path, method, failing)
    with pytest.raises(type(error)):
        write(root, done)
    assert calls >= 2
    assert contents(root) == before


def test_every_change_is_worded_in_every_language(root: Path) -> None:
    samples = [
        Mend("encoding", details={"before": "UTF-16"}),
        Mend("separator", details={"now": ",", "before": ";"}),
        Mend("column", details={"now": "name", "before": "Name"}),
        *(Mend(code) for code in ("mark_added", "mark_dropped", "line_ends", "separator_line")),
        *(
            Mend(code, 2, (3, 5))
            for code in ("blank_columns", "blank_rows", "trimmed", "composed", "trailing_spaces")
        ),
        *(
            Mend(code, 1, (3,), {"column": "x"})
            for code in ("dates", "booleans", "lists", "numbers")
        ),
        Mend("emails", 1, (3,), {"column": "x"}),
        Mend("ids", 1, (3,), {"column": "x"}),
        Mend("trailing_spaces", 1, (3,)),
    ]
    for folder in LOCALES.iterdir():
        catalogue = load_catalogue(folder.name)
        for sample in samples:
            words = said(sample, catalogue)
            assert "{" not in words
            assert ("3)" in words or "3–5)" in words) is bool(sample.lines)
    english = load_catalogue("en")
    assert said(samples[0], english) == "saved as UTF-8 (was UTF-16)"
    assert said(Mend("dates", 12, (2, 14), {"column": "since"}), english) == (
        "12 dates of the column since written like 2026-03-31 (lines 2–14)"
    )
    worded = {key.split(".")[1] for key in english.strings if key.startswith("tidying.")}
    others = {"on_line", "on_lines", "nothing", "to_do", "done", "left"}
    assert worded == {sample.code for sample in samples} | others


SCHEMA = """
primaryKey: [id]
fields:
  - {name: id, title: Key}
  - {name: full_name, title: Person}
  - {name: since, title: Since, type: date}
  - {name: active, title: Active, type: boolean}
  - {name: craft, title: Craft, type: list, vocabulary: craft}
  - {name: email, title: E-mail, format: email}
"""
VOCABULARY = "craft:\n  - {id: rowing, title: Rowing}\n  - {id: knots, title: 'Knots, bends'}\n"
LABELS = {
    "id": ["id", "ID"],
    "full_name": ["full_name", " Full_Name\u00a0", "FULL_NAME"],
    "since": ["since", "Since "],
    "active": ["active", "ACTIVE"],
    "craft": ["craft", " craft"],
    "email": ["email", "EMAIL"],
}
TEXTS = st.text("aé;,\t'\"\n\r =|e\u0301\u00a0\u200bñ0/-", max_size=8)
CELLS = {
    "full_name": TEXTS,
    "since": st.sampled_from(["", "2026-01-02", "03/04/2026", "31/03/2026", "2026/1/2", "x", " "]),
    "active": st.sampled_from(["", "yes", "NO", " Yes", "TRUE", "sí", "1"]),
    "craft": st.sampled_from(["", "rowing", "Rowing;knots", "rowing, knots", "Knots, bends", "x"]),
    "email": st.sampled_from(["", "a@acme.example", "mailto:a@acme.example", " a@acme.example "]),
}


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """Draw a table as some program may have saved it."""
    order = draw(st.permutations(list(LABELS)))
    labels = [draw(st.sampled_from(LABELS[name])) for name in order]
    written = io.StringIO(newline="")
    writer = csv.writer(
        written,
        delimiter=draw(st.sampled_from(",;\t")),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        lineterminator=draw(st.sampled_from(["\n", "\r\n"])),
    )
    blank = [""] * draw(st.integers(0, 2))
    writer.writerow([*labels, *blank])
    for number in range(draw(st.integers(0, 4))):
        cells = {"id": f"r{number}", **{name: draw(drawn) for name, drawn in CELLS.items()}}
        writer.writerow([*(cells[name] for name in order), *blank])
    for _ in range(draw(st.integers(0, 2))):
        writer.writerow(["" for _ in (*labels, *blank)])
    return draw(st.sampled_from(["", "\ufeff"])).encode() + written.getvalue().encode()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tidying")
    (root / "programme").mkdir()
    (root / "schema.yaml").write_text(SCHEMA, "utf-8")
    (root / "programme/vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    return root


drawn = given(
    content=tables(), order=st.sampled_from(["iso", "dmy", "mdy"]), separator=st.sampled_from(";,")
)


@settings(thorough, max_examples=20)
@drawn
def test_no_row_changes_its_meaning(
    project: Path, content: bytes, order: str, separator: str
) -> None:
    same_meaning(project, content, order, separator)


@pytest.mark.full
@settings(thorough, max_examples=2_000)
@drawn
def test_no_row_of_many_changes_its_meaning(
    project: Path, content: bytes, order: str, separator: str
) -> None:
    same_meaning(project, content, order, separator)


def same_meaning(project: Path, content: bytes, order: str, separator: str) -> None:
    """Tidy: each row that was sound says the same afterwards, and no new fault comes up."""
    kind = ContentType("things", project, Table("things.csv"), as_it_is)
    table = project / "programme/things.csv"
    table.write_bytes(content)
    settled = f"languages: [en, es]\ndate_order: {order}\n"
    (project / "programme/programme.yaml").write_text(settled, "utf-8")
    before, faults = rows(project, kind, order)
    done = plan(project, (kind,), Style(separator))
    assert write(project, done) == ()
    after, fewer = rows(project, kind, order)
    assert {key: after.get(key) for key in before} == before
    assert fewer <= faults
    assert [one.mends for one in plan(project, (kind,), Style(separator)) if one.mends] == []


def rows(
    root: Path, kind: ContentType, order: str
) -> tuple[dict[str, dict[str, object]], set[tuple[str, str]]]:
    """Read the rows by id; line breaks in cells are one, however a program writes them."""
    languages = Languages(("en", "es"))
    declared = DeclaredConventions(languages, order, POINT, frozenset())
    read = read_rows(root, (kind,), (), declared, read_additions(root, languages))
    found = {
        str(row["id"]): {
            name: value.replace("\r\n", "\n").replace("\r", "\n").strip("\n ")
            if isinstance(value, str)
            else value
            for name, value in row.values.items()
        }
        for row in read.rows[kind.name, ""]
    }
    return found, {(problem.code, problem.field) for problem in read.problems}


def test_the_property_above_can_fail(project: Path) -> None:
    """A tidier that swaps two cells would be found out."""
    kind = ContentType("things", project, Table("things.csv"), as_it_is)
    table = project / "programme/things.csv"
    table.write_text("id,full_name\nr0,a\nr1,b\n", "utf-8")
    before, _ = rows(project, kind, "iso")
    wrong = Tidied("programme/things.csv", table.read_bytes(), b"", (Mend("trimmed"),))
    wrong = replace(wrong, after=b"id,full_name\nr0,b\nr1,a\n")
    assert write(project, [wrong]) == ()
    assert rows(project, kind, "iso")[0] != before
