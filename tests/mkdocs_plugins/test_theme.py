"""What templates of the theme, and emoji in prose, can reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader, TemplateError
from jinja2.exceptions import SecurityError
from markdown import Markdown
from material.extensions.emoji import twemoji
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection
from pymdownx import emoji

from handbook.mkdocs_plugins.programme import ProgrammePlugin
from handbook.mkdocs_plugins.theme import is_ours, sandboxed, shown_emoji
from handbook.problems import Place
from handbook.rendering.errors import problem_of
from handbook.settings import Settings
from handbook.site.built import Build


def configured(made: Build) -> MkDocsConfig:
    """Return what a template is given as `config`, with our plugin in it."""
    config = MkDocsConfig()
    plugin = ProgrammePlugin()
    plugin.load_config({})
    plugin.prepared = made
    plugin._made = made
    config.load_dict({"site_name": "x"})
    config.plugins = PluginCollection()
    config.plugins["handbook/programme"] = plugin
    return config


def render(text: str, **given: object) -> str:
    return sandboxed(Environment(loader=DictLoader({"x": text}))).get_template("x").render(**given)


@pytest.mark.parametrize(
    "asked",
    [
        "config.plugins['handbook/programme'].prepared.confidential",
        "config.plugins['handbook/programme']._made",
        "config.plugins['handbook/programme'] | attr('prepared')",
        "config['plugins']['handbook/programme']['prepared'].confidential",
        "[config.plugins['handbook/programme']] | map(attribute='prepared') | list",
        "[config.plugins['handbook/programme']] | sum(attribute='prepared')",
        "config.plugins['handbook/programme'].on_nav.__self__",
        "config.plugins.values() | list | last | attr('prepared')",
        "config.plugins.events['env'] | first | attr('__self__')",
        "(config.plugins.events['env'] | first)(1, config=config, files=1)",
        "config.__class__.__mro__",
        "config.load_file.__globals__",
        "config.validate.__func__.__globals__['os']",
        "''.__class__.__base__.__subclasses__()",
        "'{0.prepared}'.format(config.plugins['handbook/programme'])",
        "settings.root",
        "made.confidential",
        "root.parent",
    ],
)
def test_a_template_of_the_theme_reaches_nothing_of_ours(small: Build, asked: str) -> None:
    given = {"settings": Settings(Path("x")), "made": small, "root": Path("x")}
    try:
        written = render(f"{{{{ {asked} }}}}", config=configured(small), **given)
    except SecurityError:
        written = ""
    assert written in {"", "[Undefined]"}


def test_what_a_theme_needs_it_has(small: Build) -> None:
    config = configured(small)
    assert render("{{ config.site_name }} {{ 'x' in config.plugins }}", config=config) == "x False"
    page = SimpleNamespace(meta={"title": "Ana"}, url="a/")
    assert render("{{ page.meta.title ~ page.url }}", page=page) == "Anaa/"
    inside = sandboxed(Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True))
    assert inside.trim_blocks
    assert all(each.environment is inside for each in inside.extensions.values())


def reached(value: object, depth: int) -> Iterator[object]:
    """Walk all that a template can read from a value, as far as the sandbox lets it."""
    env = sandboxed(Environment())
    seen: set[int] = set()
    left = [(value, depth)]
    while left:
        each, further = left.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        if further == 0 or is_ours(each):
            continue
        names = [] if isinstance(each, str | bytes | int | float) else dir(each)
        for name in names:
            try:
                inner = getattr(each, name)
            except Exception:  # noqa: BLE001 - properties can raise anything
                continue
            if env.is_safe_attribute(each, name, inner):
                left.append((inner, further - 1))
        if isinstance(each, dict):
            left += [(inner, further - 1) for inner in each.values()]
        elif isinstance(each, list | tuple | set | frozenset):
            left += [(inner, further - 1) for inner in each]


def test_no_walk_from_the_configuration_leads_to_what_is_confidential(small: Build) -> None:
    assert small.confidential
    found = list(reached(configured(small), 6))
    assert any(isinstance(each, ProgrammePlugin) for each in found)
    kept = {id(each) for each in (small, small.confidential, *small.confidential)}
    assert [each for each in found if id(each) in kept] == []
    secrets = {each.value for each in small.confidential}
    printed = {each for each in found if isinstance(each, str)}
    assert not secrets & printed
    plugin = next(each for each in found if isinstance(each, ProgrammePlugin))
    assert not any(secret in repr(plugin) for secret in secrets)


def with_emoji(index: object, text: str) -> str:
    options = {"emoji_index": index, "emoji_generator": shown_emoji}
    extensions = {"pymdownx.emoji": options}
    return Markdown(extensions=list(extensions), extension_configs=extensions).convert(text)


@pytest.mark.parametrize("index", [emoji.twemoji, emoji.gemoji, emoji.emojione, twemoji])
def test_emoji_ask_no_other_host(index: object) -> None:
    html = with_emoji(index, "a :smile: :octocat: :flag_es: :+1: :nothing-such: :family: b")
    assert "http" not in html
    assert "<img" not in html
    assert "\U0001f604" in html
    assert "\U0001f44d" in html
    for shortcode in (":octocat:", ":nothing-such:"):
        assert shortcode in html


def test_an_icon_of_ones_own_is_drawn_as_it_is_now(tmp_path: Path) -> None:
    icon = tmp_path / "our-boat.svg"
    icon.write_text("<svg>one</svg>")
    options = {
        "emoji_index": twemoji,
        "emoji_generator": shown_emoji,
        "options": {"custom_icons": [str(tmp_path)]},
    }

    def shown() -> str:
        extensions = {"pymdownx.emoji": options}
        markdown = Markdown(extensions=list(extensions), extension_configs=extensions)
        return markdown.convert("a :our-boat: b")

    assert "<svg>one</svg>" in shown()
    icon.write_text("<svg>two</svg>")
    assert "<svg>two</svg>" in shown()
    icon.unlink()
    assert shown() == "<p>a :our-boat: b</p>"


def test_icons_are_drawn_in_the_page() -> None:
    html = with_emoji(twemoji, ":material-account: :octicons-mark-github-16:")
    assert html.count("<svg") == 2
    assert "<img" not in html


@pytest.mark.parametrize(
    "asked",
    [
        "config.docs_dir",
        "config['docs_dir']",
        "config.theme_dirs",
        "config.theme_dirs | first",
        "config.items() | list",
        "config | string",
        "{'a': config.docs_dir}",
        "config.docs_dir ~ '/x'",
        "page.file.abs_src_path | upper | lower",
    ],
)
def test_no_page_tells_where_on_the_machine_it_was_made(asked: str) -> None:
    home = "/srv/build/mentoring"
    config = {"docs_dir": f"{home}/content", "theme_dirs": [f"{home}/overrides"]}
    page = SimpleNamespace(file=SimpleNamespace(abs_src_path=f"{home}/content/a.md"))
    env = sandboxed(Environment(autoescape=False), [Path(home), Path("/"), Path("/app")])
    with pytest.raises(SecurityError):
        env.from_string(f"{{{{ {asked} }}}}").render(config=config, page=page)
    sound = env.from_string("{{ config.docs_dir | length }}/srv {{ 1 }}{{ nothing }} {{ url }}")
    url = f"https://a.example{home}/ /app/x"
    assert sound.render(config=config, url=url) == f"28/srv 1 {url}"
    shallow = sandboxed(Environment(autoescape=False), [Path("/home/ana")])
    with pytest.raises(SecurityError):
        shallow.from_string("{{ config }}").render(config="/home/ana/site")


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("a\n{% if %}\n", 2, "template-syntax"),
        ("a\n\n{{ 1 / nothing.x }}\n", 3, "template-undefined"),
        ("{{ 1 / 0 }}\n", 1, "template-error"),
    ],
)
def test_a_fault_of_a_template_is_told_by_the_path_in_the_project(
    tmp_path: Path, text: str, line: int, code: str
) -> None:
    folder = tmp_path / "overrides"
    folder.mkdir()
    (folder / "main.html").write_text(text, "utf-8")
    env = sandboxed(Environment(loader=FileSystemLoader(folder), autoescape=False))
    with pytest.raises((TemplateError, ZeroDivisionError)) as caught:
        env.get_template("main.html").render()
    told = problem_of(caught.value, "overrides/", tmp_path)
    assert (told.place, told.code) == (Place("overrides/main.html", line), code)


def test_what_a_folder_hides_is_no_part_of_the_code() -> None:
    folders, text = ("/srv/build/one", "/srv/build/other"), "{{ '/srv/build/one/x' }}"
    one, other = (
        sandboxed(Environment(loader=DictLoader({"x": text}), autoescape=False), [Path(folder)])
        for folder in folders
    )
    assert other.get_template("x").render() == "/srv/build/one/x"
    assert one.compile(text, "x") is other.compile(text, "x")
    with pytest.raises(SecurityError):
        one.get_template("x").render()
