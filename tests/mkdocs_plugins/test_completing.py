"""What `mkdocs.yml` need not say: a few lines are a whole site, and what it says counts."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from handbook.mkdocs_plugins.completing import complete, lacking

FEW = "theme: material\nplugins: [handbook/programme, search]\n"


def config(folder: Path, said: str) -> MkDocsConfig:
    (folder / "mkdocs.yml").write_text(said, "utf-8")
    prose = folder / "content"
    prose.mkdir()
    return load_config(str(folder / "mkdocs.yml"), site_name="handbook", docs_dir=str(prose))


def completed(folder: Path, said: str) -> MkDocsConfig:
    made = config(folder, FEW + said)
    complete(made)
    return made


def test_two_lines_are_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://ferry.example/")
    made = completed(tmp_path, "")
    assert not lacking(made)
    assert made.theme["font"] is False
    assert [each["scheme"] for each in made.theme["palette"]] == ["default", "slate"]
    assert made.extra_css == ["assets/stylesheets/handbook.css"]
    assert [(str(each), each.defer) for each in made.extra_javascript] == [
        ("assets/javascripts/handbook.js", True)
    ]
    assert made.mdx_configs["toc"] == {"permalink": True}
    assert {"admonition", "footnotes", "pymdownx.tasklist"} <= {*made.markdown_extensions}
    assert made.validation.links.anchors == logging.WARNING
    assert made.site_url == "https://ferry.example/"


def test_what_it_says_counts_and_the_rest_stays(tmp_path: Path) -> None:
    made = completed(
        tmp_path,
        "site_url: https://own.example/\n"
        "extra: {generator: true, own: 1}\n"
        "extra_css: [own.css]\n"
        "extra_javascript: [own.js, assets/javascripts/handbook.js]\n"
        "markdown_extensions: [abbr, {toc: {permalink: '#', toc_depth: 3}}]\n",
    )
    assert made.site_url == "https://own.example/"
    assert made.extra == {"generator": True, "own": 1}
    assert made.extra_css == ["assets/stylesheets/handbook.css", "own.css"]
    assert [*map(str, made.extra_javascript)] == ["assets/javascripts/handbook.js", "own.js"]
    assert made.mdx_configs["toc"] == {"permalink": "#", "toc_depth": 3}
    assert {"abbr", "admonition"} <= {*made.markdown_extensions}


def test_an_option_of_the_theme_counts_and_the_others_stay(tmp_path: Path) -> None:
    said = "theme: {name: material, palette: {primary: teal}, icon: {repo: simple/gitlab}}\n"
    made = config(tmp_path, said + "plugins: [handbook/programme, search]\n")
    complete(made)
    assert made.theme["palette"] == {"primary": "teal"}
    assert made.theme["icon"] == {"logo": "handbook/crossing", "repo": "simple/gitlab"}
    assert made.theme["features"][0] == "content.tooltips"
    assert made.theme["favicon"] == "assets/images/favicon.svg"


def test_completing_twice_changes_nothing_more(tmp_path: Path) -> None:
    made = completed(tmp_path, "")
    once = {key: repr(value) for key, value in made.items()}
    complete(made)
    assert {key: repr(value) for key, value in made.items()} == once


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("", "theme: {name: material}"),
        ("theme: readthedocs\nplugins: [handbook/programme, search]\n", "theme: {name: material}"),
        ("theme: material\n", "plugins: [handbook/programme, search]"),
        ("theme: material\nplugins: []\n", "plugins: [handbook/programme, search]"),
        ("theme: material\nplugins: [search]\n", "plugins: [handbook/programme, search]"),
        (
            "theme: material\nplugins: [handbook/programme]\n",
            "plugins: [handbook/programme, search]",
        ),
        (FEW, ""),
        ("theme: material\nplugins: [handbook/programme, material/search]\n", ""),
    ],
)
def test_what_lacks_is_told_by_the_line_to_write(tmp_path: Path, said: str, line: str) -> None:
    assert lacking(config(tmp_path, said)) == line
