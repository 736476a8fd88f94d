"""Whether MkDocs, as it is set up, makes a site of nothing but the project's files."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path
from types import ModuleType

import markdown.extensions
import pymdownx
import pymdownx.blocks
import pytest
from mkdocs.config import load_config

from handbook.mkdocs_plugins.foreseeable import foreseeable

BEGINNING = "site_name: x\nplugins: [handbook/programme, search]\n"
READERS = {"pymdownx.b64", "pymdownx.pathconverter", "pymdownx.snippets"}
"""Extensions that read files, or look at the folder that a command is called in."""
INSIDE = {"pymdownx._bypassnorm"}
"""What other extensions bring along, and nobody names."""
PLAIN = {
    "nothing": "extra: {}",
    "the search of the theme": "plugins: [handbook/programme, material/search]",
    "short names": "markdown_extensions: [toc, extra, markdown.extensions.abbr]",
    "options": "markdown_extensions: [toc: {permalink: true}, codehilite: {linenums: true}]",
    "emoji": "markdown_extensions: [pymdownx.emoji: {options: {classes: ours}}]",
    "emoji of the theme": """markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji""",
    "addresses of the package": """markdown_extensions:
  - toc:
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}""",
    "fences": """markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - {name: m, class: m, format: !!python/name:pymdownx.superfences.fence_code_format }""",
    "templates of ones own": "theme: {name: material, custom_dir: overrides}",
}
OTHERS = {
    "an address of the environment": 'extra: {a: !ENV [HOME, "x"]}',
    "a parent": "INHERIT: parent.yml",
    "a hook": "hooks: [hook.py]",
    "another plugin": "plugins: [handbook/programme, search, material/tags]",
    "a theme elsewhere": "theme: {name: material, custom_dir: theme}",
    "prose elsewhere": "docs_dir: theme",
    "snippets": "markdown_extensions: [pymdownx.snippets: {base_path: [snips]}]",
    "snippets by their class": "markdown_extensions: ['pymdownx.snippets:SnippetExtension']",
    "pictures within": "markdown_extensions: [pymdownx.b64]",
    "paths": "markdown_extensions: [pymdownx.pathconverter]",
    "icons": "markdown_extensions: [pymdownx.emoji: {options: {custom_icons: [icons]}}]",
    "tags": "markdown_extensions: [codehilite: {tagsfile: tags}]",
    "styles": "markdown_extensions: [markdown.extensions.codehilite: {cssfile: a.css}]",
    "something else of the theme": "markdown_extensions: [material.extensions.preview]",
    "a function": """markdown_extensions:
  - toc: {slugify: !!python/name:os.path.basename }""",
    "what a function gives": "extra: {a: !!python/object/apply:os.getcwd []}",
    "a function of a long name": "extra: {a: !<tag:yaml.org,2002:python/name:os.getcwd> }",
}


def told(root: Path, lines: str) -> bool:
    """Say whether a project with these lines in its settings is foreseeable."""
    for name in ("docs", "content", "overrides", "theme", "snips", "icons"):
        (root / name).mkdir()
    (root / "hook.py").touch()
    (root / "parent.yml").write_text("copyright: x\n", "utf-8")
    said = {line.partition(":")[0]: line for line in BEGINNING.splitlines()}
    said |= {"theme": "theme: {name: material}", "docs_dir": "docs_dir: content"}
    said |= {lines.partition(":")[0]: lines}
    settings = root / "mkdocs.yml"
    settings.write_text("\n".join(said.values()) + "\n", "utf-8")
    return foreseeable(load_config(str(settings)))


@pytest.mark.parametrize("lines", PLAIN.values(), ids=PLAIN)
def test_a_site_of_the_project_s_files_alone(lines: str, tmp_path: Path) -> None:
    assert told(tmp_path, lines)


@pytest.mark.parametrize("lines", OTHERS.values(), ids=OTHERS)
def test_a_site_that_may_be_of_other_files(lines: str, tmp_path: Path) -> None:
    assert not told(tmp_path, lines)


def extensions(package: ModuleType) -> set[str]:
    """Name the extensions of Markdown in a package, as they are installed."""
    names = (f"{package.__name__}.{each.name}" for each in pkgutil.iter_modules(package.__path__))
    return {name for name in names if hasattr(import_module(name), "makeExtension")} - INSIDE


def test_each_extension_that_is_installed_is_known(tmp_path: Path) -> None:
    packages = (markdown.extensions, pymdownx, pymdownx.blocks)
    installed = set().union(*map(extensions, packages))
    assert len(installed) > 50
    assert installed > READERS
    for each in sorted(installed):
        root = tmp_path / each
        root.mkdir()
        assert told(root, f"markdown_extensions: [{each}]") is (each not in READERS), each
