"""A template is compiled once in a process, and a preview of a thousand edits keeps the last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from jinja2 import Environment

from handbook.programme import Programme
from handbook.rendering import compiled as module
from handbook.rendering.compiled import CompiledOnce
from handbook.rendering.kept_code import KeptCode
from handbook.rendering.renderer import Renderer
from handbook.stores import Store
from tests.support.rendered import HOME, SOURCE, make_renderer


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is compiled, with nothing compiled before, in this run or the last."""
    names: list[str] = []
    compile_ = Environment.compile

    def counted(self: Environment, source: str, name: str | None = None, *rest: object) -> object:
        names.append(name or "")
        return compile_(self, source, name, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(module, "_COMPILED", {})
    monkeypatch.setattr(module, "KEPT_CODE", KeptCode(Store("nowhere", str, lambda: None)))
    monkeypatch.setattr(Environment, "compile", counted)
    return names


def everything(renderer: Renderer) -> list[str]:
    """Render a template that has others in it, prose, and both texts of a front matter."""
    return [
        renderer.html("components/good.html", HOME, word="x"),
        renderer.prose("{% include 'fine.md' %} {{ wild }}", SOURCE, 5, HOME),
        renderer.text("{{ wild }}", SOURCE, 2, HOME),
        renderer.text("{{ day }} {{ wild }}", SOURCE, 3, HOME),
    ]


def test_what_has_not_changed_is_compiled_once(
    tmp_path: Path, shown: Programme, compiled: list[str]
) -> None:
    first = everything(make_renderer(tmp_path, shown))
    assert sorted(compiled) == [
        "components/good.html",
        f"{SOURCE}:2",
        f"{SOURCE}:3",
        f"{SOURCE}:5",
        "fine.md",
    ]
    compiled.clear()
    assert everything(make_renderer(tmp_path, shown)) == first
    assert compiled == []


def test_many_edits_keep_one_template(renderer: Renderer, root: Path, compiled: list[str]) -> None:
    path = root / "overrides" / "edited.html"
    for number in range(100):
        assert renderer.prose(f"{{{{ {number} }}}}", SOURCE, 5, HOME) == str(number)
    for number in range(20):
        path.write_text(f"{{{{ {number} }}}}")
        renderer._html.cache.clear()  # type: ignore[union-attr]
        assert renderer.html("edited.html", HOME) == str(number)
    assert len(compiled) == 120
    assert len(module._COMPILED) == 2


def test_templates_of_many_names_are_forgotten_from_the_oldest(
    renderer: Renderer, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_COMPILED", 3)

    def render(name: str) -> bool:
        """Return whether a text had to be compiled."""
        compiled.clear()
        renderer.prose("{{ 1 }}", name, 1, HOME)
        assert len(module._COMPILED) <= 3
        return bool(compiled)

    assert [render(name) for name in "abcabc"] == [True] * 3 + [False] * 3
    assert [render(name) for name in "adabd"] == [False, True, False, True, False]


def test_a_text_that_cannot_be_compiled_leaves_nothing_behind(
    renderer: Renderer, compiled: list[str]
) -> None:
    for text in ("{{ 1 }}", "{{ x( }}", "{{ 1 }}"):
        if "(" in text:
            with pytest.raises(Exception, match="unexpected"):
                renderer.prose(text, SOURCE, 1, HOME)
            assert not module._COMPILED
        else:
            assert renderer.prose(text, SOURCE, 1, HOME) == "1"


def another(**settings: object) -> CompiledOnce:
    made = CompiledOnce(**settings)  # type: ignore[arg-type]
    made.filters["shout"] = made.filters["upper"]
    return made


@pytest.mark.parametrize(
    "change",
    [
        lambda one: setattr(one, "autoescape", True),
        lambda one: setattr(one, "variable_start_string", "[["),
        lambda one: setattr(one, "made_by", "another version"),
        lambda one: one.policies.update({"ext.i18n.trimmed": True}),
        lambda one: one.add_extension("jinja2.ext.do"),
        lambda one: one.filters.update(shout=one.filters["urlize"]),
        lambda one: one.filters.update(whisper=one.filters["lower"]),
        lambda one: one.tests.update(odd=one.tests["even"]),
    ],
)
def test_another_setting_is_another_code(
    change: Callable[[CompiledOnce], object], compiled: list[str]
) -> None:
    for made in (another(), another()):
        made.compile("{{ 1 }}", "a")
    assert compiled == ["a"]
    changed = another()
    change(changed)
    changed.compile("{{ 1 }}", "a")
    assert compiled == ["a", "a"]


@pytest.mark.parametrize("strange", [lambda value: value, partial(lambda value: value)])
def test_what_an_unknown_function_may_have_a_part_in_is_compiled_anew(
    strange: Callable[[str], str], compiled: list[str]
) -> None:
    for made in (another(), another()):
        made.filters["strange"] = strange
        assert made.from_string("{{ 'x' | strange }}").render() == "x"
    assert len(compiled) == 2
    assert not module._COMPILED
