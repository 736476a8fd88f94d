"""The workflows: they refuse real people in a public repository before they do anything else."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
import yaml

from tests.site.commands import REPOSITORY

GITHUB = REPOSITORY / ".github" / "workflows"
WORKFLOWS = sorted(GITHUB.iterdir())
PINNED = re.compile(r" *(?:- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
VERSION = re.compile(r"Programming Language :: Python :: 3\.\d+")
SYSTEMS = {
    "ubuntu-latest": "Operating System :: POSIX :: Linux",
    "macos-latest": "Operating System :: MacOS",
}
ASKS = 'visibility=$(gh api "repos/$GITHUB_REPOSITORY" --jq .visibility)'
CHECKS = '.venv/bin/handbook check --format github --repository "$visibility"'
GITLAB_CHECK = (
    ".venv/bin/handbook check --format gitlab "
    '--repository "$CI_PROJECT_VISIBILITY" > gl-code-quality-report.json'
)
SHOWS_DATA = ("make site", "make test", "make lint", "make check", "handbook build")
"""What builds pages of the data, or might print some of it."""


def parsed(path: Any) -> dict[Any, Any]:
    return dict(yaml.safe_load(path.read_text("utf-8")))


def commands(step: dict[str, Any]) -> list[str]:
    return [line.strip() for line in step.get("run", "").splitlines()]


def flat(script: list[Any]) -> list[str]:
    """Return the commands of a GitLab script, in which lists may be nested."""
    return [
        line for item in script for line in (flat(item) if isinstance(item, list) else [str(item)])
    ]


@pytest.mark.parametrize(("name", "job"), [("publish.yml", "build"), ("test.yml", "test")])
def test_github_refuses_before_anything_is_built_or_tested(name: str, job: str) -> None:
    steps = parsed(GITHUB / name)["jobs"][job]["steps"]
    refuses = next(number for number, step in enumerate(steps) if CHECKS in commands(step))
    shows = [n for n, step in enumerate(steps) if set(commands(step)) & set(SHOWS_DATA)]
    assert shows
    assert refuses < min(shows)
    step = steps[refuses]
    # An assignment by itself: inside another command its failure would go unnoticed.
    assert commands(step).index(ASKS) < commands(step).index(CHECKS)
    assert step["env"] == {"GH_TOKEN": "${{ github.token }}"}
    assert "if" not in step
    assert "continue-on-error" not in step


def test_github_tests_nothing_that_was_refused() -> None:
    steps = parsed(GITHUB / "test.yml")["jobs"]["test"]["steps"]
    refusal = next(step for step in steps if CHECKS in commands(step))
    tests = next(step for step in steps if commands(step) == ["make test"])
    assert f"steps.{refusal['id']}.outcome == 'success'" in tests["if"]


def test_github_publishes_only_what_was_built() -> None:
    jobs = parsed(GITHUB / "test.yml")["jobs"]
    steps = jobs["lowest"]["steps"]
    lowest = jobs["test"]["strategy"]["matrix"]["python"][0]
    assert {"run": "make test-lowest"} in steps
    assert lowest in [step.get("with", {}).get("python-version") for step in steps]


def test_every_dependency_has_a_lowest_version() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    assert [each for each in project["dependencies"] if ">=" not in each] == []


def test_images_of_gitlab_have_a_version() -> None:
    text = (REPOSITORY / ".gitlab-ci.yml").read_text("utf-8")
    images = re.findall(r"^\s*(?:image|services|- name): *(.*)$", text, re.MULTILINE)
    assert images
    assert [image for image in images if not re.fullmatch(r"[\w./-]+:\d+\.\d+\S*", image)] == []


@pytest.mark.parametrize("job", ["test", "build", "pages"])
def test_gitlab_refuses_before_anything_is_built_or_tested(job: str) -> None:
    script = flat(parsed(REPOSITORY / ".gitlab-ci.yml")[job]["script"])
    assert script[:2] == ["make venv", GITLAB_CHECK]
    assert set(script[2:]) & set(SHOWS_DATA)


@pytest.mark.parametrize("job", ["build", "pages"])
def test_gitlab_shows_the_report_even_when_the_check_fails(job: str) -> None:
    artifacts = parsed(REPOSITORY / ".gitlab-ci.yml")[job]["artifacts"]
    assert artifacts["reports"] == {"codequality": "gl-code-quality-report.json"}
    assert artifacts["when"] == "always"


def test_gitlab_publishes_the_default_branch_only() -> None:
    pages = parsed(REPOSITORY / ".gitlab-ci.yml")["pages"]
    assert pages["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert pages["artifacts"]["paths"] == ["public"]
