"""What is kept from one build to the next: whatever is changed in whatever order, each is as a
fresh one."""

from __future__ import annotations

import gc
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook import recollection
from handbook.cache import CACHE
from handbook.people.holdings import Holding
from handbook.reading.sheets.typed_table import SheetRow
from handbook.recollection import Recollection
from handbook.rendering.renderer import Renderer
from handbook.row import Row
from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import DAY, few

Edit = tuple[str, str | None]
"""A file, and what is written into it; None where it is deleted."""
PAGE = "---\ntitle: {0}\ndescription: Of {0}.\n---\n\n# {0}\n\n{{{{ mentors | length }}}}\n"


def edit(root: Path, path: str, text: str | None) -> None:
    if text is None:
        (root / path).unlink(missing_ok=True)
        return
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def _without_last_row(path: str) -> str:
    return "".join(FILES[path].splitlines(keepends=True)[:-1])


def _with_row(path: str, **instead: str) -> str:
    """Add the first row once more, with some of its words replaced."""
    row = FILES[path].splitlines()[1]
    for old, new in instead.items():
        row = row.replace(old, new, 1)
    return f"{FILES[path].rstrip()}\n{row}\n"


MENTORS, FAQ = "programme/mentors.csv", "programme/faq.yaml"
ORGANISATIONS = "programme/organisations.csv"
EDITS: dict[str, Edit] = {
    "a page": ("content/en/extra.md", PAGE.format("Extra")),
    "another text of it": ("content/en/extra.md", PAGE.format("More")),
    "a page that asks in vain": ("content/en/extra.md", PAGE + "{{ mentors[99].name }}"),
    "no page": ("content/en/extra.md", None),
    "a page under another name": ("content/en/other.md", PAGE.format("Extra")),
    "not that name": ("content/en/other.md", None),
    "another name": (MENTORS, FILES[MENTORS].replace("Ana <Á>", "Ané <Á>")),
    "a strength": (MENTORS, FILES[MENTORS].replace("Listens", "Listens well")),
    "the first names": (MENTORS, FILES[MENTORS]),
    "fewer mentors": (MENTORS, _without_last_row(MENTORS)),
    "one mentor more": (MENTORS, _with_row(MENTORS, ana="zoe", Ana="Zoe")),
    "an unclosed quote": (FAQ, 'questions: ["'),
    "sound questions": (FAQ, FILES[FAQ]),
    "another organisation": (ORGANISATIONS, FILES[ORGANISATIONS].replace("Acme", "Akme")),
    "one organisation more": (ORGANISATIONS, _with_row(ORGANISATIONS, acme="zeta", Acme="Zeta")),
    "the first organisation": (ORGANISATIONS, FILES[ORGANISATIONS]),
    "a template": ("overrides/mentors/entry.html", '<div class="hb-entry"><h1>!</h1></div>'),
    "no template": ("overrides/mentors/entry.html", None),
}
DAYS = (DAY, date(2026, 3, 2), date(2027, 1, 15))


def of(root: Path, day: date, recollection: Recollection | None = None) -> Build:
    made = build(Settings(root, day), recollection=recollection)
    # Records that look things up have no equal; bodies that are kept aside have to be read.
    return replace(made, programme=None, entries=tuple(made.entries))  # type: ignore[arg-type]


def afresh(root: Path, to: Path) -> Path:
    """Copy a programme without what its builds have kept."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(root, to, ignore=shutil.ignore_patterns(CACHE))
    return to


@settings(few, max_examples=4)
@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.sampled_from(DAYS)), max_size=6))
def test_a_build_is_as_a_fresh_one(edits: list[tuple[str, date]]) -> None:
    recollection = Recollection()
    with TemporaryDirectory() as folder:
        root = write_programme(Path(folder) / "kept")
        for name, day in [("no page", DAY), *edits]:
            edit(root, *EDITS[name])
            fresh = of(afresh(root, Path(folder) / "fresh"), day)
            assert of(root, day, recollection) == fresh, name
            assert of(root, day) == fresh, name


def test_each_edit_is_seen_and_so_is_its_undoing(tmp_path: Path) -> None:
    """As in a preview, in which one step may hide that another was not."""
    root, recollection = write_programme(tmp_path / "kept"), Recollection()
    first = of(root, DAY, recollection)
    for name, (path, text) in EDITS.items():
        if text == FILES.get(path):
            continue
        edit(root, path, text)
        fresh = of(afresh(root, tmp_path / "fresh"), DAY)
        assert of(root, DAY, recollection) == fresh, name
        edit(root, path, FILES.get(path))
        assert of(root, DAY, recollection) == first, name


def test_a_sentence_costs_the_page_that_it_stands_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []
    prose = Renderer.prose

    def counted(self: Renderer, text: str, source: str, *rest: object) -> str:
        rendered.append(source)
        return prose(self, text, source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Renderer, "prose", counted)
    root, recollection = write_programme(tmp_path), Recollection()
    edit(root, *EDITS["a page"])
    of(root, DAY, recollection)
    assert len(rendered) > 10
    del rendered[:]
    of(root, DAY, recollection)
    assert rendered == []
    edit(root, *EDITS["another text of it"])
    of(root, DAY, recollection)
    assert set(rendered) == {"content/en/extra.md"}


def test_a_build_that_none_follows_holds_no_rows(tmp_path: Path) -> None:
    """What refers to itself stays in memory until Python looks for it, which is seldom."""
    root = write_programme(tmp_path)
    gc.collect()
    gc.disable()
    try:
        before = {id(each) for each in gc.get_objects()}
        assert not build(Settings(root, DAY)).failed
        left = [each for each in gc.get_objects() if id(each) not in before]
    finally:
        gc.enable()
    assert [each for each in left if isinstance(each, SheetRow | Row | Holding)] == []


class Clock(datetime):
    minutes = 0

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime(2026, 11, 29, 18, 0, tzinfo=UTC) + timedelta(minutes=cls.minutes)


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "Asia/Kathmandu", "Pacific/Chatham"])
def test_a_preview_knows_each_midnight(
    zone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some zones are half or a quarter of an hour beside the others."""
    monkeypatch.setattr(recollection, "datetime", Clock)
    settings_ = Settings(write_programme(tmp_path), None)
    known: dict[object, str] = {}
    for Clock.minutes in range(0, 24 * 60, 5):
        day = Clock.now().astimezone(ZoneInfo(zone)).date().isoformat()
        assert known.setdefault(recollection.basis_of(settings_), day) == day
