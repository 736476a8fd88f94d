"""Surroundings: what stands around a programme in a repository, and publishes it."""

from __future__ import annotations

from importlib.resources import files
from string import Template

from handbook.beginning.answers import Answers
from handbook.beginning.vendoring import vendored
from handbook.beginning.words import Words
from handbook.settings import default_folder

WRITTEN = {
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    "Makefile": "Makefile",
    "mkdocs.yml": "mkdocs.yml",
}
"""Where in a repository each file of `files/` stands."""
SHARED = {
    ".github/workflows/publish.yml": (".github/workflows", "publish.yml"),
    "requirements/make_venv.sh": ("requirements", "make_venv.sh"),
}
"""What is as in the handbook's own repository."""


def surroundings(answers: Answers, words: Words) -> dict[str, bytes]:
    """Make the files that publish a programme, with the handbook itself among them."""
    made = {path: _text(name).encode() for path, name in WRITTEN.items()}
    for path, (folder, name) in SHARED.items():
        made[path] = (default_folder(folder) / name).read_bytes()
    readme = Template(_text(f"README.{_spoken(answers)}.md"))
    made["README.md"] = readme.substitute(
        association=words.association, programme=words.programme, edition=answers.start[:4]
    ).encode()
    return made | vendored()


def _spoken(answers: Answers) -> str:
    """Return the first language, or English where the manual is not written in it."""
    language = answers.languages[0].partition("-")[0]
    there = files("handbook.beginning").joinpath("files", f"README.{language}.md")
    return language if there.is_file() else "en"


def _text(name: str) -> str:
    return files("handbook.beginning").joinpath("files", name).read_text("utf-8")
