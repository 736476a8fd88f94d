"""Code of templates is found by the next run, and does what it did in the first."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, TemplateSyntaxError

from handbook.programme import Programme
from handbook.rendering import compiled
from handbook.rendering.errors import TemplateFaultError
from handbook.rendering.kept_code import KeptCode
from handbook.stores import Store
from tests.support.rendered import HOME, SOURCE, make_renderer


@pytest.fixture
def runs(tmp_path: Path, shown: Programme, monkeypatch: pytest.MonkeyPatch):
    """Begins a run that knows only what the last one kept; tells what it compiles."""
    kept_here = tmp_path / "kept"
    names: list[str] = []
    compile_ = Environment.compile

    def counted(self: Environment, source: str, name: str | None = None, *rest: object) -> object:
        names.append(name or "")
        return compile_(self, source, name, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", counted)

    def begin():
        names.clear()
        run = Store("templates", lambda: "", lambda: kept_here)
        monkeypatch.setattr(compiled, "_COMPILED", {})
        monkeypatch.setattr(compiled, "KEPT_CODE", KeptCode(run))
        return make_renderer(tmp_path, shown), run, names

    kept_here.mkdir()
    return begin


def test_a_second_run_compiles_nothing_and_writes_the_same(runs) -> None:
    written = []
    for _ in range(2):
        renderer, run, names = runs()
        written.append(
            [
                renderer.html("components/good.html", HOME, word="<x>"),
                renderer.prose("{% include 'fine.md' %} {{ wild }}", SOURCE, 5, HOME),
                renderer.text("{{ day }} {{ wild }}", SOURCE, 3, HOME),
            ]
        )
        run.keep()
    assert written[0] == written[1]
    assert not names


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(999) %}{% for b in range(999) %}x{% endfor %}{% endfor %}",
        "{{ 'x' * 10 ** 9 }}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{{ ''.__class__.__mro__ }}",
    ],
)
def test_what_is_bounded_is_bounded_in_the_second_run_too(runs, text: str) -> None:
    told = []
    for _ in range(2):
        renderer, run, names = runs()
        with pytest.raises(Exception) as raised:  # noqa: PT011 - a template can raise anything
            renderer.prose(text, SOURCE, 1, HOME)
        told.append((type(raised.value), str(raised.value)))
        run.keep()
    assert told[0] == told[1]
    assert not names


def test_what_is_refused_is_kept_nowhere(runs, tmp_path: Path) -> None:
    renderer, run, _ = runs()
    for text in ("{{ x( }}", "{{ 1 | no_such_filter }}"):
        with pytest.raises((TemplateSyntaxError, TemplateFaultError)):
            renderer.prose(text, SOURCE, 1, HOME)
    run.keep()
    assert not [*(tmp_path / "kept").iterdir()]
