from __future__ import annotations

import gzip
import os
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.leaks import Confidential, Kind, report
from handbook.leaks import search as search_module
from handbook.leaks.report import Report
from handbook.leaks.search import empty, search
from handbook.outputs import EntryPage
from handbook.problems import MASK, Place, Severity
from handbook.stamping.pages import StampedPages
from tests.support import planting
from tests.support.small_builds import worded
from tests.support.stamped import write_site

ANA = Confidential("Ana María Sanz", Kind.NAME, Place("programme/mentors.csv", 4, 5), "name")
PAIRED = replace(ANA, place=Place("private/pairs.csv", 2), field="mentor")
PHONE = Confidential("+34 600 123 456", Kind.PHONE, Place("programme/mentors.csv", 4, 90), "phone")
NOTE = Confidential("Wants no new mentee", Kind.TEXT, Place("programme/mentors.csv", 5, 9), "notes")
MAIL = Confidential("o@acme.example", Kind.TEXT, Place("programme/mentors.csv", 6, 9), "email")
VALUES = (ANA, PAIRED, PHONE, NOTE, MAIL)
SECRETS = re.compile(r"sanz|mar[ií]a|600|123|456|mentee", re.IGNORECASE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    return site


def written(root: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def told(report: Report) -> list[tuple[str, str]]:
    """Return place and code of each problem, after a look at what it says."""
    for problem in report.problems:
        said = worded(problem)
        assert not SECRETS.search(said.replace("private/pairs.csv", "").replace("mentors", ""))
        assert (problem.severity is Severity.ERROR) is (problem.code == "leak")
    return [(str(problem.place), problem.code) for problem in report.problems]


def test_a_site_without_leaks_has_nothing_to_tell(folder):
    site = written(folder, {"index.html": "<p>Ana Sanz</p>", "a/b.txt": "600 123 457"})
    report = search(site, VALUES)
    assert (report.problems, report.leaked) == ((), False)
    assert (report.files, report.values, report.unsearchable) == (2, 4, 0)


def test_a_leak_names_file_line_row_and_field_but_not_the_value(folder):
    site = written(folder, {"a/index.html": "<p>\nSanz,\n<b>Ana</b> María\n</p>"})
    report = search(site, VALUES)
    assert report.leaked
    assert told(report) == [("site/a/index.html:3", "leak")]
    (problem,) = report.problems
    assert (problem.field, problem.value) == ("name", MASK)
    assert problem.details == {"rows": "private/pairs.csv:2, programme/mentors.csv:4:5", "count": 1}
    assert "name: this file" in worded(problem)
    assert "in private/pairs.csv:2, programme/mentors.csv:4:5 (" in worded(problem)


def test_each_value_is_told_for_itself_and_for_five_files_at_most(folder):
    pages = {f"{n:02}/index.html": "Wants no new mentee" for n in range(9)}
    site = written(folder, {**pages, "00/index.html": "600123456\nWants no new mentee"})
    report = search(site, VALUES)
    assert told(report) == [
        ("site/00/index.html:1", "leak"),
        ("site/00/index.html:2", "leak"),
        *((f"site/{n:02}/index.html:1", "leak") for n in range(1, 5)),
    ]
    assert [problem.details["count"] for problem in report.problems] == [1, 9, 9, 9, 9, 9]


@pytest.mark.parametrize(("rows", "told"), [(3, "p:1, p:2, p:3"), (4, "p:1, p:2, p:3, …")])
def test_three_rows_of_a_value_are_named(folder, rows, told):
    values = [replace(ANA, place=Place("p", line)) for line in range(1, rows + 1)]
    (problem,) = search(written(folder, {"a.txt": "Ana María Sanz"}), values).problems
    assert problem.details["rows"] == told


def test_lines_are_looked_up_for_the_first_leaks_alone(folder, monkeypatch):
    monkeypatch.setattr(report, "_MOST_LINES", 10)
    values = [replace(ANA, value=f"Ana Sanz{n:03}") for n in range(11)]
    text = "".join(f"{value.value}\n" for value in values)
    problems = search(written(folder, {"a.txt": text}), values).problems
    assert sorted(problem.place.line for problem in problems) == list(range(11))


def test_a_file_is_read_up_to_the_largest_size(folder, monkeypatch):
    monkeypatch.setattr(search_module, "LARGEST", 14)
    site = written(folder, {"a.txt": "Ana Maria Sanz", "b.txt": "Ana Maria Sanz "})
    assert told(search(site, VALUES)) == [
        ("site/a.txt:1", "leak"),
        ("site/b.txt", "unsearched-large"),
    ]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("mentors/ana-maria-sanz/index.html", f"site/mentors/{MASK}/index.html"),
        ("files/Ana María Sanz.pdf", f"site/files/{MASK}"),
        ("o@acme.example.txt", f"site/{MASK}"),
        ("tel/600123456.txt", f"site/tel/{MASK}"),
        ("sanz/ana/maria.txt", f"site/{MASK}/{MASK}/{MASK}"),
    ],
)
def test_a_name_of_a_file_is_searched_and_not_printed(folder, path, shown):
    report = search(written(folder, {path: "x", "other.txt": "x"}), VALUES)
    assert told(report) == [(shown, "leak")]
    assert report.files == 2


def test_an_empty_folder_is_searched_and_a_checkout_is_left_alone(folder):
    (folder / "ana-maria-sanz").mkdir()
    written(folder, {".git/ana-maria-sanz": "Ana María Sanz", ".hidden": "x"})
    report = search(folder, VALUES)
    assert told(report) == [(f"site/{MASK}", "leak")]
    assert report.files == 1
    empty(folder)
    assert [path.name for path in folder.iterdir()] == [".git"]


def test_what_cannot_be_searched_is_a_warning_that_names_the_file(folder):
    site = written(
        folder,
        {
            "closed.pdf": planting.encrypted_pdf("Ana", "secret"),
            "broken.docx": planting.docx("Ana")[:-30] + b"PK\5\6\0",
            "packed.7z": b"7z\xbc\xaf\x27\x1c\0\4",
        },
    )
    (site / "lost").symlink_to("nowhere")
    (site / "folder").symlink_to(".")
    report = search(site, VALUES)
    assert not report.leaked
    assert told(report) == [
        ("site/broken.docx", "unsearched-damaged"),
        ("site/closed.pdf", "unsearched-encrypted"),
        ("site/folder", "unsearched-damaged"),
        ("site/lost", "unsearched-damaged"),
        ("site/packed.7z", "unsearched-format"),
    ]


def test_a_text_with_a_value_is_known_before_it_is_printed(folder):
    report = search(folder, VALUES)
    assert report.holds_value('site/index.html: the link to "mentors/ana-maria-sanz/" is broken')
    assert not report.holds_value('site/index.html: the link to "mentors/ana/" is broken')


FILLER = "<p>" + "words that fill a page " * 40 + "</p>\n"
TEMPLATE = (
    "<html><title>{title} - Site</title>\n"
    '<meta name="description" content="{description}">' + FILLER + "<nav>{shell}</nav>" + FILLER +
    '<a href="{id}/">Ana María {title}</a>\n{body}\n<p>Wants no {description}</p>' + FILLER +
    "<footer><i>Ana</i> <b>María</b> {id}</footer></html>"
)  # fmt: skip
ENTRY = EntryPage("mentors", "bo", "mentors/bo.md", "en", "Bo", "Pilot", "<div><h1>Bo</h1></div>")
PARTS = ("title", "description", "body", "id", "shell")
PACKED = (
    f'<img src="data:text/plain;base64,{b64encode(b"Ana Sanz: +34 600 123 456").decode()}">',
    f"data:application/gzip;base64,{b64encode(gzip.compress(b'Wants no new mentee')).decode()}",
)
PLANTS = [
    *[(part, text) for part in PARTS for text in ("Ana María Sanz", "+34 600-123-456")],
    *[("body", text) for text in ("<p>Wants <b>no</b> new&nbsp;mentee</p>", "&#x36;00123456")],
    *[("title", "Sanz"), ("description", "new mentee"), ("id", "sanz"), ("title", "Sanzol")],
    *[(part, text) for part in ("description", "body", "shell") for text in PACKED],
    *[("body", "Sanz"), ("title", "<b>Ana</b> Mar\u00adía Sanz"), ("shell", "Sanz, Ana")],
]


def stamped_site(root: Path, entries: list[EntryPage], shell_text: str) -> StampedPages:
    """Write a site of stamped pages as the plugin does."""
    return write_site(root, TEMPLATE.replace("{shell}", shell_text), entries)


@pytest.mark.parametrize(("part", "text"), PLANTS, ids=range(len(PLANTS)))
def test_shells_once_and_entries_by_slots_find_what_a_full_scan_finds(folder, part, text):
    changed = ENTRY if part == "shell" else replace(ENTRY, **{part: text})
    if part == "id":
        changed = replace(changed, path=f"mentors/{text}.md")
    entries = [changed, *(replace(ENTRY, id=f"m{n}", path=f"mentors/m{n}.md") for n in range(3))]
    stamped = stamped_site(folder, entries, text if part == "shell" else "Menu")
    by_slots, full = search(folder, VALUES, stamped), search(folder, VALUES)
    assert by_slots.problems == full.problems
    assert (by_slots.files, full.files) == (4, 4)
    assert full.leaked is (text not in {"Sanzol", "Sanz, Ana"} and (part, text) != ("body", "Sanz"))
    if full.leaked:
        assert full.problems[0].details["count"] == (4 if part == "shell" else 1)


def test_a_stamped_page_is_read_only_if_something_changed_it(folder):
    stamped = stamped_site(folder, [ENTRY], "Menu")
    page = folder / "mentors/bo/index.html"
    before = page.stat()
    page.write_text(page.read_text().replace("words that fill a page", "Wants no new mentee", 1))
    assert search(folder, VALUES, stamped).leaked
    same = page.read_bytes()[: before.st_size].ljust(before.st_size)
    page.write_bytes(same)
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not search(folder, VALUES, stamped).leaked, "it is known by size and time"
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert search(folder, VALUES, stamped).leaked
    page.unlink()
    assert search(folder, VALUES, stamped).files == 0


def calendar(*events: str, end: str = "END:VCALENDAR") -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, end, ""])


EVENT = (
    "BEGIN:VEVENT\r\nSUMMARY:With {}\r\nBEGIN:VALARM\r\nDESCRIPTION:{}\r\nEND:VALARM\r\nEND:VEVENT"
)
NOBODY = EVENT.format("nobody", "Soon")
WITH_ANA = EVENT.format("Ana María\r\n  Sanz", "Soon")
ALARMED = EVENT.format("nobody", "Ana Mar\r\n ía Sa\r\n nz")


def test_an_event_is_found_in_each_calendar_that_holds_it(folder):
    files = {
        "a.ics": calendar(NOBODY, WITH_ANA),
        "b.ics": calendar(NOBODY),
        "c.ics": calendar(WITH_ANA, NOBODY),
        "d.ics": calendar(NOBODY, ALARMED),
        "e.ics": calendar(
            NOBODY, end="END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nNAME:Ana María S\r\n anz"
        ),
        "f.ics": calendar(NOBODY, end="END:VCALENDAR\r\nNAME:Ana María S\r\n anz"),
        "g.ics": calendar(NOBODY, WITH_ANA.replace("\r", "")).replace("\r\n", "\n"),
        "h.ics": calendar(NOBODY, WITH_ANA).replace("BEGIN:V", "begin:v"),
    }
    report = search(written(folder, files), VALUES)
    assert {leak.file for leak in report.leaks} == files.keys() - {"b.ics"}
