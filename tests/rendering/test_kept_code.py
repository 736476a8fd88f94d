"""Code of templates is found by the next run, and what is damaged or not ours is never run."""

from __future__ import annotations

import marshal
import os
from pathlib import Path

import pytest
from jinja2 import Environment, TemplateSyntaxError

from handbook.programme import Programme
from handbook.rendering import compiled, kept_code
from handbook.rendering.errors import TemplateFaultError
from handbook.rendering.kept_code import KeptCode
from tests.support.rendered import HOME, SOURCE, make_renderer

CODE = compile("1 + 1", "a", "eval")


def kept_in(folder: Path) -> KeptCode:
    return KeptCode(lambda: folder)


def pack_in(folder: Path) -> Path:
    (pack,) = folder.iterdir()
    return pack


def kept(folder: Path, *keys: str) -> None:
    """Keep a code under keys, in a run of its own."""
    run = kept_in(folder)
    for key in keys:
        run.add(key, CODE)
    run.keep()


def test_the_next_run_finds_what_was_compiled(tmp_path: Path) -> None:
    kept(tmp_path, "a")
    found = kept_in(tmp_path).get("a")
    assert found is not None
    assert eval(found) == 2
    assert kept_in(tmp_path).get("b") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content[:40],
        lambda content: content + b"x",
        lambda content: content[:50] + b"\xff" + content[51:],
        lambda content: marshal.dumps({"a": marshal.dumps(CODE)}),
    ],
)
def test_what_is_damaged_is_made_anew(tmp_path: Path, damage) -> None:
    kept(tmp_path, "a")
    pack = pack_in(tmp_path)
    pack.write_bytes(damage(pack.read_bytes()))
    assert kept_in(tmp_path).get("a") is None
    kept(tmp_path, "a")
    assert kept_in(tmp_path).get("a") is not None


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    kept(tmp_path, "a")
    pack_in(tmp_path).unlink()
    run = kept_in(tmp_path)
    run.keep()
    assert not [*tmp_path.iterdir()]


def test_a_folder_that_there_is_not_costs_nothing() -> None:
    for folder in (None, lambda: None, lambda: Path("/dev/null/nowhere")):
        for _ in range(2):
            run = KeptCode(folder)
            assert run.get("a") is None
            run.add("a", CODE)
            run.keep()


def test_what_was_used_longest_ago_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_code, "LARGEST", 3 * len(marshal.dumps(CODE)))
    kept(tmp_path, "a", "b", "c")
    run = kept_in(tmp_path)
    assert run.get("a") is not None
    run.add("d", CODE)
    run.keep()
    left = kept_in(tmp_path)
    assert [key for key in "abcd" if left.get(key)] == ["a", "c", "d"]


def test_another_version_has_its_own_and_few_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(kept_code.MOST_PACKS + 2):
        monkeypatch.setattr(kept_code, "maker", lambda *_, number=number: str(number))
        assert kept_in(tmp_path).get("a") is None
        kept(tmp_path, "a")
        newest = max(tmp_path.iterdir(), key=lambda pack: pack.stat().st_mtime_ns)
        os.utime(newest, (number, number))
    assert len([*tmp_path.iterdir()]) == kept_code.MOST_PACKS
    assert kept_in(tmp_path).get("a") is not None


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
        run = kept_in(kept_here)
        monkeypatch.setattr(compiled, "_COMPILED", {})
        monkeypatch.setattr(compiled, "KEPT_CODE", run)
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
