"""The workflows: they refuse real people in a public repository before they do anything else."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.site.commands import REPOSITORY

GITHUB = REPOSITORY / ".github" / "workflows"
WORKFLOWS = sorted(GITHUB.iterdir())
PINNED = re.compile(r" *(?:- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
SHIPPED = REPOSITORY / "plugins/handbook/beginning/files"
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


HANDED_IN = "$(test ! -f previous.json || echo --previous previous.json)"
ASKS_BEFORE = re.compile(
    r"""python3 -c '(?P<code>[^']+)' "\$\{SITE_URL\}publication\.json" \|\| echo "[\w .]+\""""
)


def asking() -> dict[str, str]:
    """Return, for each workflow that publishes, the line that asks for what is published now."""
    steps = parsed(GITHUB / "publish.yml")["jobs"]["build"]["steps"]
    scripts = {
        "github": [line for step in steps for line in commands(step)],
        "gitlab": flat(parsed(REPOSITORY / ".gitlab-ci.yml")["pages"]["script"]),
        "begun": flat(parsed(SHIPPED / "gitlab-ci.yml")["pages"]["script"]),
    }
    found = {}
    for name, lines in scripts.items():
        (line,) = [each for each in lines if ASKS_BEFORE.fullmatch(each)]
        (made,) = [each for each in lines if HANDED_IN in each]
        assert lines.index(line) < lines.index(made)
        found[name] = line
    return found


def test_what_is_published_now_is_handed_in(tmp_path: Path) -> None:
    """It is fetched by the workflow; where there is none, the build goes on without."""
    (line,) = set(asking().values())
    (tmp_path / "publication.json").write_bytes(b"{}")
    for address, there in ((f"{tmp_path.as_uri()}/", True), (f"{tmp_path.as_uri()}/no/", False)):
        made = tmp_path / "previous.json"
        made.unlink(missing_ok=True)
        done = subprocess.run(
            ["sh", "-e", "-c", line],
            cwd=tmp_path,
            env={**os.environ, "SITE_URL": address},
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0
        assert ("published yet" in done.stdout) is not there
        assert made.is_file() is there


def flat(script: list[Any]) -> list[str]:
    """Return the commands of a GitLab script, in which lists may be nested."""
    return [
        line for item in script for line in (flat(item) if isinstance(item, list) else [str(item)])
    ]


def shows_data(lines: list[str]) -> bool:
    return any(line.startswith(SHOWS_DATA) for line in lines)


def test_github_publishes_without_whose_consent_has_ended_and_turns_red() -> None:
    jobs = parsed(GITHUB / "publish.yml")["jobs"]
    (build,) = [step for step in jobs["build"]["steps"] if step.get("id") == "site"]
    assert commands(build) == [f'make site BUILD_FLAGS="--masked $GITHUB_OUTPUT {HANDED_IN}"']
    assert jobs["build"]["outputs"] == {"masked": "${{ steps.site.outputs.masked }}"}
    assert jobs["deploy"]["needs"] == "build"
    assert jobs["named"]["needs"] == ["build", "deploy"]
    assert jobs["named"]["if"] == "needs.build.outputs.masked != '0'"
    assert commands(jobs["named"]["steps"][-1])[-1] == "exit 1"


def test_gitlab_publishes_without_whose_consent_has_ended_and_turns_red() -> None:
    jobs = parsed(REPOSITORY / ".gitlab-ci.yml")
    built = f'make site BUILD_FLAGS="--masked masked.env {HANDED_IN}"'
    assert built in flat(jobs["pages"]["script"])
    assert jobs["pages"]["artifacts"]["reports"]["dotenv"] == "masked.env"
    assert jobs["named"]["needs"] == ["pages"]
    assert flat(jobs["named"]["script"])[-1] == 'test "$masked" = 0'
    assert jobs["named"]["rules"] == jobs["pages"]["rules"]


@pytest.mark.parametrize(("name", "job"), [("publish.yml", "build"), ("test.yml", "test")])
def test_github_refuses_before_anything_is_built_or_tested(name: str, job: str) -> None:
    steps = parsed(GITHUB / name)["jobs"][job]["steps"]
    refuses = next(number for number, step in enumerate(steps) if CHECKS in commands(step))
    shows = [n for n, step in enumerate(steps) if shows_data(commands(step))]
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
    assert shows_data(script[2:])


@pytest.mark.parametrize("job", ["build", "pages"])
def test_gitlab_shows_the_report_even_when_the_check_fails(job: str) -> None:
    artifacts = parsed(REPOSITORY / ".gitlab-ci.yml")[job]["artifacts"]
    assert artifacts["reports"]["codequality"] == "gl-code-quality-report.json"
    assert artifacts["when"] == "always"


def test_gitlab_publishes_the_default_branch_only() -> None:
    pages = parsed(REPOSITORY / ".gitlab-ci.yml")["pages"]
    assert pages["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert pages["artifacts"]["paths"] == ["public"]


def test_a_new_repository_is_published_as_this_one_is() -> None:
    ours = parsed(REPOSITORY / ".gitlab-ci.yml")
    its = parsed(SHIPPED / "gitlab-ci.yml")
    del ours["test"]
    ours["default"]["cache"]["key"]["files"] = ["requirements/site.txt"]
    assert its == ours


# What is made expires, and what is installed is pinned

RECIPES = (
    *(f"plugins/handbook/beginning/files/{name}" for name in ("Makefile", "gitlab-ci.yml")),
    *("Makefile", ".ci/run", ".gitlab-ci.yml", "requirements/make_venv.sh"),
    *(path.relative_to(REPOSITORY).as_posix() for path in WORKFLOWS),
    *(
        path.relative_to(REPOSITORY).as_posix()
        for path in sorted((REPOSITORY / "tests/support").glob("*.sh"))
    ),
)
INSTALLS = re.compile(
    r"\b(?:pip3?|uv|pipx|npm|npx|uvx|easy_install)\b[^\n#]*\b(?:install|wheel|sync|add|run)\b.*"
)
FETCHES = re.compile(r"\b(?:curl|wget|pipx|npx|npm|uvx|easy_install|ensurepip --upgrade)\b")
BY_HASH = re.compile(
    r"--only-binary :all: --require-hashes --requirement \"?requirements/[\w$]+\.txt"
)
BUILT_HERE = re.compile(
    r"--no-deps --(?:no-build-isolation|build-constraint requirements/site\.txt) "
)
AN_OWN_ENVIRONMENT = re.compile(r"--python \$\(LOWEST\) --only-binary :all: ")
DAYS = {"1 day": 1, "1 week": 7}
MOST_DAYS = 7


def installs() -> list[str]:
    """Return every command by which a recipe installs something of Python's."""
    texts = [(REPOSITORY / recipe).read_text("utf-8") for recipe in RECIPES]
    return [found for text in texts for found in INSTALLS.findall(text)]


def test_what_is_uploaded_expires() -> None:
    steps = [
        step
        for path in WORKFLOWS
        for job in parsed(path)["jobs"].values()
        for step in job["steps"]
        if "upload-" in step.get("uses", "")
    ]
    assert steps
    assert [
        step for step in steps if not 0 < step["with"].get("retention-days", 0) <= MOST_DAYS
    ] == []


def test_artifacts_of_gitlab_expire() -> None:
    jobs = parsed(REPOSITORY / ".gitlab-ci.yml")
    artifacts = [job["artifacts"] for job in jobs.values() if "artifacts" in job]
    assert len(artifacts) == 2
    assert [each for each in artifacts if DAYS.get(each.get("expire_in"), 99) > MOST_DAYS] == []


def test_nothing_unpinned_is_installed() -> None:
    found = installs()
    assert len(found) >= 5
    allowed = (BY_HASH, BUILT_HERE, AN_OWN_ENVIRONMENT)
    assert [each for each in found if not any(one.search(each) for one in allowed)] == []


def test_what_no_hash_can_pin_does_not_stay() -> None:
    recipe = (REPOSITORY / "Makefile").read_text("utf-8").split("test-lowest: ")[1].split("\n\n")[0]
    assert recipe.splitlines()[-1] == "\trm -rf $(LOWEST)"
    kept = (REPOSITORY / "Makefile").read_text("utf-8").replace(recipe, "")
    assert AN_OWN_ENVIRONMENT.search(kept) is None


def test_nothing_is_fetched_past_the_requirements() -> None:
    texts = {recipe: (REPOSITORY / recipe).read_text("utf-8") for recipe in RECIPES}
    assert {
        name: FETCHES.findall(text) for name, text in texts.items() if FETCHES.search(text)
    } == {}


@pytest.mark.parametrize("name", ["site", "dev", "uv"])
def test_every_requirement_has_a_version_and_a_hash(name: str) -> None:
    text = (REPOSITORY / f"requirements/{name}.txt").read_text("utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert lines
    loose = [
        one for one in lines if not re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", one)
    ]
    assert loose == []


def test_the_back_end_that_builds_the_package_is_pinned() -> None:
    system = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["build-system"]
    pinned = (REPOSITORY / "requirements/site.txt").read_text("utf-8")
    names = [re.split(r"[<>=~!]", each)[0] for each in system["requires"]]
    assert [name for name in names if not re.search(rf"^{name}==", pinned, re.MULTILINE)] == []
