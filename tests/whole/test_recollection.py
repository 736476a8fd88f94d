"""What is kept from one build to the next: whatever is changed in whatever order, each is as a
fresh one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.cache import CACHE
from handbook.recollection import Recollection
from handbook.rendering.renderer import Renderer
from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import DAY, few

Edit = Callable[[Path], object]
PAGE = "---\ntitle: {0}\ndescription: Of {0}.\n---\n\n# {0}\n\n{{{{ mentors | length }}}}\n"


def _put(path: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")

    return edit


def _remove(path: str) -> Edit:
    return lambda root: (root / path).unlink(missing_ok=True)


def _without_last_row(path: str) -> Edit:
    return _put(path, "".join(FILES[path].splitlines(keepends=True)[:-1]))


MENTORS, FAQ = "programme/mentors.csv", "programme/faq.yaml"
ORGANISATIONS = "programme/organisations.csv"
EDITS: dict[str, Edit] = {
    "a page": _put("content/en/extra.md", PAGE.format("Extra")),
    "another text of it": _put("content/en/extra.md", PAGE.format("More")),
    "a page that asks in vain": _put("content/en/extra.md", PAGE + "{{ mentors[99].name }}"),
    "no page": _remove("content/en/extra.md"),
    "a page under another name": _put("content/en/other.md", PAGE.format("Extra")),
    "not that name": _remove("content/en/other.md"),
    "another name": _put(MENTORS, FILES[MENTORS].replace("Ana <Á>", "Ané <Á>")),
    "a strength": _put(MENTORS, FILES[MENTORS].replace("Listens", "Listens well")),
    "the first names": _put(MENTORS, FILES[MENTORS]),
    "fewer mentors": _without_last_row(MENTORS),
    "an unclosed quote": _put(FAQ, 'questions: ["'),
    "sound questions": _put(FAQ, FILES[FAQ]),
    "another organisation": _put(ORGANISATIONS, FILES[ORGANISATIONS].replace("Acme", "Akme")),
    "the first organisation": _put(ORGANISATIONS, FILES[ORGANISATIONS]),
    "a template": _put("overrides/mentors/entry.html", '<div class="hb-entry"><h1>!</h1></div>'),
    "no template": _remove("overrides/mentors/entry.html"),
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
        for edit, day in [("no page", DAY), *edits]:
            EDITS[edit](root)
            fresh = of(afresh(root, Path(folder) / "fresh"), day)
            assert of(root, day, recollection) == fresh, edit
            assert of(root, day) == fresh, edit


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
    EDITS["a page"](root)
    of(root, DAY, recollection)
    assert len(rendered) > 10
    del rendered[:]
    of(root, DAY, recollection)
    assert rendered == []
    EDITS["another text of it"](root)
    of(root, DAY, recollection)
    assert set(rendered) == {"content/en/extra.md"}
