"""A build of which nothing has changed is not made twice, and never taken for what it is not."""

from __future__ import annotations

import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest

from tests.site.commands import environment, handbook
from tests.site.trees import contents

SENTENCE = "Nothing has changed since the last build"


@pytest.fixture
def root(small: Path, tmp_path: Path) -> Path:
    """Copy a small programme that is built already, with what its build kept."""
    return Path(shutil.copytree(small, tmp_path / "small"))


def build(root: Path, *options: str, **changes: str) -> str:
    done = handbook("build", *options, cwd=root, **changes)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_is_made_twice_and_the_same_is_said(root: Path) -> None:
    first = build(root)
    before = contents(root / "site")
    times = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")}
    again = build(root, "--masked", "masked.txt")
    assert again.startswith(first)
    assert SENTENCE in again
    assert SENTENCE not in first
    assert (root / "masked.txt").read_text() == "masked=0\n"
    assert {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")} == times
    assert SENTENCE not in build(root, "--clean")
    assert contents(root / "site") == before
    assert SENTENCE in build(root)
    assert SENTENCE not in build(root, SITE_URL="https://elsewhere.example/")
    assert SENTENCE not in build(root, "--without", "documents")


def test_what_was_published_last_is_another_question_than_nothing(root: Path) -> None:
    """A file that is missing, no file, one that cannot be used, and the same by another name."""
    build(root)
    missing, spoilt, empty = ("--previous", "no.json"), ("--previous", "a"), ("--previous", "b")
    (root / "a").write_text("spoilt")
    (root / "b").touch()
    names = {missing: "no.json", spoilt: "a:", empty: "b:", ("--previous", "programme"): "prog"}
    for given, name in names.items():
        first = build(root, *given)
        assert SENTENCE not in first
        (told,) = (line for line in first.splitlines() if line.startswith(name))
        again = build(root, *given)
        assert SENTENCE in again
        assert told in again
    assert SENTENCE not in build(root)
    assert SENTENCE not in build(root, *missing)
    (root / "no.json").write_text("spoilt")
    assert SENTENCE not in build(root, *missing)


def test_a_page_comes_and_goes_as_in_clean_builds(root: Path) -> None:
    build(root)
    before = contents(root / "site")
    page = root / "content/en/extra.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("---\ntitle: Extra\ndescription: More.\n---\n\n# Extra\n", "utf-8")
    assert SENTENCE not in build(root)
    assert "extra/index.html" in contents(root / "site")
    page.unlink()
    assert SENTENCE not in build(root)
    assert contents(root / "site") == before


def test_a_build_that_fails_leaves_nothing_to_trust(root: Path) -> None:
    build(root)
    description = root / "programme/programme.yaml"
    sound = description.read_bytes()
    description.write_text("nothing: [")
    assert handbook("build", cwd=root).returncode == 1
    description.write_bytes(sound)
    assert SENTENCE not in build(root)


def test_other_plugins_and_hooks_are_run_each_time(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "hooks: [hook.py]\n", "utf-8")
    (root / "hook.py").write_text("def on_post_page(output, **rest):\n    return output\n")
    build(root)
    assert SENTENCE not in build(root)


def test_icons_of_ones_own_are_looked_at_each_time(root: Path) -> None:
    config, icon = root / "mkdocs.yml", root / "icons/our-boat.svg"
    options = "{options: {custom_icons: [icons]}}"
    extension = f"markdown_extensions: [pymdownx.emoji: {options}]\n"
    config.write_text(config.read_text("utf-8") + extension, "utf-8")
    page = root / "content/en/extra.md"
    for path in (icon, page):
        path.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(
        "---\ntitle: Extra\ndescription: More.\n---\n\n# Extra\n\n:our-boat:\n", "utf-8"
    )
    for drawing in ("M0 0h1v1z", "M2 2h3v3z"):
        icon.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><path d="{drawing}"/></svg>')
        build(root)
        assert drawing in (root / "site/extra/index.html").read_text("utf-8")


def test_whoever_withdraws_is_gone_from_what_is_kept(root: Path) -> None:
    build(root)
    kept = [root / ".cache" / name for name in ("built", "entries")]
    assert all(file.is_file() for file in kept)
    rows = (root / "programme/mentors.csv").read_text("utf-8").splitlines()
    handbook("withdraw", rows[1].partition(",")[0], cwd=root)
    assert not any(file.exists() for file in kept)


def check(root: Path, *options: str, **changes: str) -> tuple[int, str, str]:
    done = handbook("check", *options, cwd=root, **changes)
    return done.returncode, done.stdout, done.stderr


CHANGES = {
    "a row": ("programme/mentors.csv", "a row too many\n"),
    "a private file": ("private/notes.csv", "\x00broken"),
    "a page": ("content/en/index.md", "{% bad"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_check_says_the_same_until_something_changes(root: Path, change: str) -> None:
    first = check(root)
    kept = root / ".cache/checked"
    before = kept.read_bytes()
    assert check(root) == first
    assert kept.read_bytes() == before
    name, text = CHANGES[change]
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    sound = path.read_bytes() if path.exists() else None
    path.write_bytes((sound or b"") + text.encode())
    faulty = check(root)
    assert faulty != first
    assert check(root) == faulty
    kept.unlink()
    assert check(root) == faulty
    path.write_bytes(sound) if sound is not None else path.unlink()
    assert check(root) == first


def test_a_check_is_made_again_for_another_question(root: Path) -> None:
    shutil.rmtree(root / ".cache")
    first = check(root)
    for options, changes in ((("--lang", "es"), {}), ((), {"HANDBOOK_LANG": "es"})):
        assert check(root, *options, **changes) != first
    assert check(root, "--format", "json")[1].startswith(("[", "{"))
    later = check(root, "--today", "2031-01-01")
    assert later != first
    assert check(root) == first
    assert (root / ".cache/checked").is_file()
    rows = (root / "programme/mentors.csv").read_text("utf-8").splitlines()
    handbook("withdraw", rows[1].partition(",")[0], cwd=root)
    assert not (root / ".cache/checked").exists()


def test_what_git_tracks_of_private_files_is_looked_at_each_time(root: Path) -> None:
    (root / "private").mkdir(exist_ok=True)
    (root / "private/pairs.csv").write_text("id\n")
    git = partial(subprocess.run, cwd=root, env=environment(), check=True)
    git(["git", "init", "-q"])
    first = check(root)
    git(["git", "add", "-f", "private/pairs.csv"])
    assert check(root) != first
    git(["git", "rm", "-q", "--cached", "private/pairs.csv"])
    assert check(root) == first
