"""A second search reads only what it has not read, and finds what the first would."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from handbook.leaks import Confidential, Kind
from handbook.leaks import reader as reading
from handbook.leaks import search as searching
from handbook.leaks.reader import Reader
from handbook.leaks.report import Report
from handbook.leaks.search import search
from handbook.outputs import EntryPage
from handbook.problems import Place
from handbook.stamping import Shell, ShellKey, stamp
from handbook.stamping.pages import Stamped, StampedPages


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What the search reads, of each file the text that it begins with."""
    seen: list[bytes] = []

    class Watched(Reader):
        def texts(self, content):
            seen.append(content)
            return super().texts(content)

    monkeypatch.setattr(searching, "Reader", Watched)
    return seen


def seen_by(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> list[str]:
    """Give, as it grows, what a module takes the views of."""
    looked_at: list[str] = []
    usual = module.views

    def noted(text: str):
        looked_at.append(text)
        return usual(text)

    monkeypatch.setattr(module, "views", noted)
    return looked_at


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    for name in ("a.html", "b.html"):
        (folder / name).write_text(f"<p>{name}</p>")
    return folder


def sought(*values: str, line: int = 2) -> tuple[Confidential, ...]:
    return tuple(
        Confidential(value, Kind.NAME, Place("programme/mentors.csv", line), "name")
        for value in values
    )


def searched(site: Path, *values: str, line: int = 2) -> Report:
    return search(site, sought(*values, line=line), kept=site.parent / ".cache" / "searched")


def test_what_held_nothing_is_not_read_again(site: Path, read: list[bytes]):
    assert not searched(site, "Wilhelmina Slate").leaked
    assert len(read) == 2
    again = searched(site, "Wilhelmina Slate")
    assert (len(read), again.files, again.problems) == (2, 2, ())


def stamped_pages(site: Path, bodies: dict[str, str]) -> StampedPages:
    """Stamp an entry for each body, under the name of its page."""
    key, shell = ShellKey("mentors", "en", 0), Shell(("<p>", "title", "</p>", "body", ""))
    pages = {}
    for name, body in bodies.items():
        entry = EntryPage("mentors", name, f"{name}.md", "en", name, "", body)
        (site / name).write_text(stamp(shell, entry))
        now = (site / name).stat()
        pages[name] = Stamped(now.st_size, now.st_mtime_ns, key, lambda entry=entry: entry)
    return StampedPages(pages, {key: shell})


def test_an_entry_that_held_nothing_is_not_searched_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
):
    looked_at = seen_by(monkeypatch, reading)

    def of(bodies: dict[str, str]) -> tuple[bool, set[str]]:
        del looked_at[:]
        kept = site.parent / ".cache" / "searched"
        values = sought("Wilhelmina Slate")
        report = search(site, values, stamped_pages(site, bodies), kept=kept)
        every = {name for text in looked_at for name in ("one.html", "two.html") if name in text}
        return report.leaked, {name for name in every if f"{name}</p>" in "".join(looked_at)}

    bodies = {"one.html": "<p>Rows</p>", "two.html": "<p>Steers</p>"}
    assert of(bodies) == (False, {"one.html", "two.html"})
    assert of(bodies) == (False, set())
    assert of({**bodies, "two.html": "<p>Wilhelmina Slate</p>"}) == (True, {"two.html"})
    assert of({**bodies, "two.html": "<p>Wilhelmina Slate</p>"}) == (True, {"two.html"})


def test_what_has_changed_is_read(site: Path, read: list[bytes]):
    searched(site, "Wilhelmina Slate")
    (site / "a.html").write_text("<p>Wilhelmina Slate</p>")
    assert searched(site, "Wilhelmina Slate").leaked
    assert len(read) == 3


def test_of_a_long_text_that_has_changed_the_rest_is_not_read_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
):
    looked_at = seen_by(monkeypatch, reading)
    rows = [f"mentor-{number},Teaches sums,{number * 7919}" for number in range(60_000)]

    def of(*changed: str) -> tuple[bool, int]:
        del looked_at[:]
        kept = [*rows[:40_000], *changed, *rows[40_000:]]
        (site / "mentors.csv").write_text("\n".join(["id,teaches,number", *kept]))
        return searched(site, "Wilhelmina Slate").leaked, sum(
            len(text) > 1_000 for text in looked_at
        )

    first = of()
    assert not first[0]
    assert first[1] > 4
    assert of() == (False, 0)
    assert of("mentor-x,Teaches sums,1") in [(False, 1), (False, 2)]
    assert of() in [(False, 1), (False, 2)]
    leaked, again = of("mentor-x,Wilhelmina Slate,1")
    assert leaked
    assert again <= 2
    assert of("mentor-x,Wilhelmina Slate,1")[0], "what held something is not remembered"


def test_what_held_something_is_never_remembered(site: Path, read: list[bytes]):
    (site / "a.html").write_text("<p>Wilhelmina Slate</p>")
    first = searched(site, "Wilhelmina Slate")
    second = searched(site, "Wilhelmina Slate")
    assert first.problems == second.problems != ()
    assert len(read) == 3


@pytest.mark.parametrize("values", [("Wilhelmina Slate", "Ingram Tallow"), ("Ingram Tallow",)])
def test_for_other_values_everything_is_read(site: Path, read: list[bytes], values):
    searched(site, "Wilhelmina Slate")
    searched(site, *values)
    assert len(read) == 4


def test_for_values_that_are_known_by_other_words_everything_is_read(site: Path, read: list[bytes]):
    (value,) = sought("Wilhelmina Slate")
    kept = site.parent / "searched"
    plain = replace(value, passages=("wilhelmina slate",))
    others = (
        replace(value, kind=Kind.TEXT),
        replace(plain, passages=("slate wilhelmina",)),
        replace(plain, shortened=("slate",)),
        replace(plain, initials=(("slate", "w"),)),
        replace(plain, within=("Wilhelmina Slate Works",)),
    )
    for number, each in enumerate((plain, *others), 1):
        search(site, (each,), kept=kept)
        assert len(read) == 2 * number


def test_a_row_that_moves_changes_nothing_that_is_sought(site: Path, read: list[bytes]):
    searched(site, "Wilhelmina Slate", "Ingram Tallow")
    searched(site, "Ingram Tallow", "Wilhelmina Slate", line=3)
    (value,) = sought("Ingram Tallow")
    values = (replace(value, ended=True), *sought("Wilhelmina Slate"))
    search(site, values, kept=site.parent / ".cache" / "searched")
    assert len(read) == 2


def test_a_file_of_another_kind_is_read_though_it_holds_the_same(site: Path, read: list[bytes]):
    searched(site, "Wilhelmina Slate")
    (site / "a.html").rename(site / "a.csv")
    searched(site, "Wilhelmina Slate")
    assert len(read) == 3


def test_a_name_is_searched_each_time(site: Path):
    searched(site, "Wilhelmina Slate")
    (site / "a.html").rename(site / "wilhelmina-slate.html")
    assert searched(site, "Wilhelmina Slate").leaked


def test_what_could_not_be_read_whole_is_tried_again(site: Path):
    (site / "c.pdf").write_bytes(b"%PDF-1.7 no more than that")
    first = searched(site, "Wilhelmina Slate")
    assert first.problems
    assert searched(site, "Wilhelmina Slate").problems == first.problems


@pytest.mark.parametrize("spoilt", [b"", b"\xff\xfe", b"nothing\n", b"\n" * 9])
def test_what_is_no_memory_is_none(site: Path, read: list[bytes], spoilt: bytes):
    searched(site, "Wilhelmina Slate")
    (site.parent / ".cache" / "searched").write_bytes(spoilt)
    assert not searched(site, "Wilhelmina Slate").leaked
    assert len(read) == 4


def test_hashes_are_kept_and_nothing_else(site: Path):
    searched(site, "Wilhelmina Slate")
    kept = (site.parent / ".cache" / "searched").read_text()
    assert all(len(line) == 64 and int(line, 16) for line in kept.split())
    assert len(kept.split()) == 3


def test_where_nothing_can_be_kept_everything_is_read(tmp_path: Path, site: Path, read):
    (tmp_path / ".cache").write_text("a file in the place of the folder")
    assert not searched(site, "Wilhelmina Slate").leaked
    assert not searched(site, "Wilhelmina Slate").leaked
    assert len(read) == 4


def test_without_a_place_to_keep_it_everything_is_read(site: Path, read):
    for _ in range(2):
        assert not search(site, sought("Wilhelmina Slate")).leaked
    assert len(read) == 4
