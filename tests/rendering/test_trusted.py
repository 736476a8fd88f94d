"""Templates of the package are spared the sandbox; whatever else is rendered with them is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import modifies_known_mutable
from pydantic import BaseModel

from handbook.cache import CACHE
from handbook.content_types import REGISTRY
from handbook.pages.bodies import NAME
from handbook.problems import Problem
from handbook.programme import Programme
from handbook.rendering.library import PageContext
from handbook.rendering.renderer import Renderer
from handbook.rendering.sandbox import Sandbox
from handbook.rendering.templates import COMPONENTS
from handbook.rendering.trusted import TrustedGenerator
from handbook.settings import Settings
from handbook.site import build
from tests.support.programmes import write_programme
from tests.support.rendered import HOME, SPANISH, make_renderer
from tests.support.small_builds import DAY

FOLDERS = (COMPONENTS, *(kind.folder for kind in REGISTRY))
OURS = {path: path.read_text("utf-8") for each in FOLDERS for path in sorted(each.glob("*.html"))}
IMPORTED = '{% import "components/_parts.html" as ui with context %}'
Rendered = Callable[..., str]


@pytest.fixture
def rendered(tmp_path: Path, shown: Programme) -> Rendered:
    """Render templates of a programme's own, the last of them."""
    renderer = make_renderer(tmp_path, shown)

    def render(page: PageContext = HOME, /, **templates: str) -> str:
        for name, text in templates.items():
            path = tmp_path / "overrides" / f"{name.replace('__', '/')}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        renderer._html.cache.clear()  # type: ignore[union-attr]
        last = [*templates][-1].replace("__", "/")
        return str(renderer.html(f"{last}.html", page)).strip()

    return render


def test_those_of_the_package_are_trusted_and_no_others(renderer: Renderer, root: Path) -> None:
    env = renderer._html
    assert {env.generator(str(path)) for path in OURS} == {TrustedGenerator}
    own = root / "overrides" / "components" / "good.html"
    beneath = COMPONENTS / "within" / "x.html"
    for path in (str(own), str(beneath), "components/_parts.html", "x.html", None):
        assert env.generator(path) is not TrustedGenerator
    for other in (renderer._prose, renderer._text, renderer._words):
        assert {other.generator(str(path)) for path in OURS} & {TrustedGenerator} == set()


def test_every_page_is_the_same_and_asks_the_same_where_none_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_programme(tmp_path)
    kept = root / CACHE / NAME

    def made() -> tuple[dict[str, str], dict[str, str], bytes]:
        kept.unlink(missing_ok=True)
        whole = build(Settings(root, DAY))
        assert not whole.failed
        pages = {page.path: page.body for page in whole.pages}
        return pages, {one.path: one.body for one in whole.entries}, kept.read_bytes()

    trusted = made()
    monkeypatch.setattr(Sandbox, "generator", lambda self, _: self.code_generator_class)
    assert made() == trusted


def test_they_name_nothing_that_the_sandbox_refuses(renderer: Renderer) -> None:
    trees = map(renderer._html.parse, OURS.values())
    read = {node.attr for tree in trees for node in tree.find_all(nodes.Getattr)}
    assert len(read) > 100
    mutable: tuple[object, ...] = ([], {}, set())
    for name in read:
        assert not name.startswith("_")
        assert not hasattr(BaseModel, name)
        assert not any(modifies_known_mutable(each, name) for each in mutable)


def test_no_template_gives_another_meaning_to_what_a_macro_asks_for(renderer: Renderer) -> None:
    """Macros that are the same for all pages see what is set when they are called."""
    asked: set[str] = set()
    named: set[str] = set()
    for path, text in OURS.items():
        tree = renderer._html.parse(text)
        macros = [*tree.find_all(nodes.Macro)] if path.name.startswith("_") else []
        for macro in macros:
            its = [*macro.find_all(nodes.Name)]
            asked |= {each.name for each in its} - {each.name for each in its if each.ctx != "load"}
        asked -= {macro.name for macro in macros}
        for node in tree.body:
            if isinstance(node, nodes.Assign | nodes.AssignBlock):
                named |= {each.name for each in node.find_all(nodes.Name) if each.ctx == "store"}
    assert {"t", "programme"} <= asked
    assert asked & named == set()


@pytest.mark.parametrize(
    "body",
    [
        "{{ ''.__class__ }}",
        "{{ programme.model_dump() }}",
        "{{ ui.number(programme.model_dump()) }}",
        "{{ ui.number.__class__ }}",
        "{{ ui.number._func }}",
        "{{ ui.back._own }}",
        "{{ ui.fact(''.__class__, '') }}",
        "{% call ui.fact('x') %}{{ ''.__class__.__mro__ }}{% endcall %}",
        "{{ ui.fact('{0.__class__}'.format('x'), 'y') }}",
        "{% set t = '{0.__class__}'.format %}{% include 'components/role_cards.html' %}",
    ],
)
def test_a_template_of_ones_own_reaches_no_further_through_ours(
    rendered: Rendered, body: str
) -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        rendered(own=IMPORTED + body)


@pytest.mark.parametrize("body", ["{{ ''.__class__ }}", "{{ programme.model_dump() }}"])
def test_a_part_of_ones_own_that_ours_import_is_held_too(
    body: str, tmp_path: Path, shown: Programme
) -> None:
    parts = OURS[COMPONENTS / "_parts.html"].replace("{{ project.summary }}", body, 1)
    assert body in parts
    renderer = make_renderer(tmp_path, shown)
    (tmp_path / "overrides" / "components" / "_parts.html").write_text(parts, "utf-8")
    with pytest.raises((SecurityError, UndefinedError)):
        renderer.html("projects/listing.html", HOME)


def test_macros_speak_of_the_page_that_calls_them(rendered: Rendered) -> None:
    spoken = "{{ ui.back('#', 'x') }}"
    english, spanish = (rendered(page, own=IMPORTED + spoken) for page in (HOME, SPANISH))
    assert english != spanish
    # What was imported has the meaning that names had where it was imported.
    renamed = "{% set t = '-'.join %}" + IMPORTED + "{% set t = 1 %}" + spoken
    assert 'aria-label="p-a-g-e' in rendered(own=renamed)


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("'a', 'b'", "<dt>a</dt><dd>b</dd>"),
        ("'a', value='b'", "<dt>a</dt><dd>b</dd>"),
        ("value='b', title='<a>'", "<dt>&lt;a&gt;</dt><dd>b</dd>"),
    ],
)
def test_macros_take_what_is_given_by_name(rendered: Rendered, given: str, made: str) -> None:
    assert made in rendered(own=f"{IMPORTED}{{{{ ui.fact({given}) }}}}")


@pytest.mark.parametrize("given", ["", "'a'", "'a', 'b', 'c'", "'a', 'b', other=1", "other=1"])
def test_macros_refuse_what_they_do_not_take(rendered: Rendered, given: str) -> None:
    with pytest.raises((TypeError, UndefinedError)):
        rendered(own=f"{IMPORTED}{{{{ ui.fact({given}) }}}}")


def test_prose_spends_its_budget_within_what_it_imports_of_ours(
    fault: Callable[..., Problem], said: Callable[..., str]
) -> None:
    assert said(f"{IMPORTED}{{{{ ui.number(1) }}}}")
    turns = "{% for a in range(900) %}{% for b in range(900) %}"
    endless = f"{turns}{{{{ ui.number(a) }}}}{{% endfor %}}{{% endfor %}}"
    assert fault(IMPORTED + endless).code == "template-endless"
    assert fault(IMPORTED + "{{ ui.number('x' * 999999) * 999 }}").code == "template-huge"
