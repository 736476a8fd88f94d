"""The one command that takes a person out of the history, and what it would replace."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.cli import main
from handbook.repository import Repository
from handbook.withdrawing.history import script_of
from tests.support.programmes import FILES, write_programme
from tests.support.withdrawals import (
    HERS,
    HOSTILE,
    ID,
    MENTORS,
    NAME,
    known,
    removal,
    surveyed,
    write,
)

ROWS = {
    "her row": HERS.rstrip("\n"),
    "her row in another version": f'{ID};{NAME};"two\nlines, and ""more""";yes',
    "a reference": f"{ID},1",
    "her sentence": "Keeps the engines of the harbour tugs in order since 2004",
    "her number": "call 01632 960333 or +44 (0)1632-960333",
}
SENTENCE = '"Stokes engines"', '"Keeps the engines of the  harbour tugs in order since 2004"'
KEPT = (
    *("Mara was there", "Odo Tidewell", "Tidewell Lane", "o.tidewell@acme.example"),
    *(
        "mara-ines-tidewell-2,Other,yes",
        "info@acme.example",
        "01632 9603334",
        "Maria Ines Tidewell",
    ),
    *("ana,1", "Mara Inés and Odo Tidewell", "engines of the harbour"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    row = HERS.replace(*SENTENCE)
    return write_programme(tmp_path / "root", {MENTORS: FILES[MENTORS] + row})


def script(root: Path, who: str = ID) -> str:
    gone = removal(root, who)
    return script_of(
        Repository(root), [surveyed(root)], gone.removed, known(root, who), "withdrawn-1"
    )


def cleaned(script: str, content: bytes) -> bytes:
    """Replace as git-filter-repo does: every expression in turn, on bytes."""
    listed = script.partition("END_OF_EXPRESSIONS'\n")[2].partition("\nEND_OF_EXPRESSIONS")[0]
    for line in listed.encode().split(b"\n"):
        pattern, _, instead = line.removeprefix(b"regex:").rpartition(b"==>")
        content = re.sub(pattern, instead, content)
    return content


def test_no_form_is_left_that_the_search_knows_and_nothing_of_others_goes(root):
    text = script(root)
    # What is built from parts is not in the history in one piece.
    coded = {name: form for name, form in (HOSTILE | ROWS).items() if "spelt" not in name}
    left = {name: cleaned(text, form.encode()).decode() for name, form in coded.items()}
    told = re.compile(r"mara|tide|wéll|inés|ines|m\W?46|m\.|96033|harbour|two|more", re.IGNORECASE)
    assert {name: form for name, form in left.items() if told.search(form)} == {}
    for each in KEPT:
        assert cleaned(text, each.encode()).decode() == each


def test_where_others_bear_the_name_it_stays(root):
    other = HERS.replace(ID, "mt").replace("m.tidewell@", "other@").replace("acme", "beta")
    write(root, {MENTORS: (root / MENTORS).read_text("utf-8") + other})
    text = script(root)
    assert cleaned(text, NAME.encode()).decode() == NAME
    assert cleaned(text, other.strip().encode()).decode() == other.strip()
    assert cleaned(text, HERS.strip().encode()) == b"withdrawn"


def test_an_id_of_one_word_is_replaced_where_it_is_an_id(root):
    text = script(root, "ana")
    for was, now in (
        ("ana,1", "withdrawn"),
        ("mia,ana,2026", "mia,withdrawn,2026"),
        ("/mentors/ana/", "/mentors/withdrawn/"),
        ("Ana, and ana.", "Ana, and ana."),
        ("banana", "banana"),
    ):
        assert cleaned(text, was.encode()).decode() == now


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def published(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\nname = T\nemail = t@example.org\n[init]\ndefaultBranch = main\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    (root / ".gitignore").write_text("/private/\n")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "first")
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(root, "remote", "add", "origin", "../remote.git")
    git(root, "push", "--quiet", "--set-upstream", "origin", "main")
    return root


def command_of(root: Path) -> list[str]:
    asked = ["withdraw", "--root", str(root), "--commit", ID]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    for value in ("Tidew", "tidewell@", "960333"):
        assert value not in result.output
    return next(line for line in result.output.splitlines() if "    sh " in line).split()


STAND_IN = """\
#!/bin/sh
# Does what git-filter-repo does to a bare clone: writes every commit anew.
printf '%s\\n' "$@" > "$TOLD"
git fast-export --all --no-data > /dev/null
git update-ref refs/heads/main "$(git commit-tree -m cleaned 'main^{tree}')"
"""


def test_the_command_cleans_a_clone_and_pushes_it(published, tmp_path):
    command = command_of(published)
    assert command[0] == "sh"
    file = Path(command[1])
    assert file.parent == published / "private"
    assert file.stat().st_mode & 0o077 == 0
    assert git(published, "status", "--porcelain") == ""
    git(published, "push", "--quiet", "origin", "main")
    tool = tmp_path / "bin/git-filter-repo"
    tool.parent.mkdir()
    tool.write_text(STAND_IN)
    tool.chmod(0o755)
    path = f"{tool.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "TOLD": str(tmp_path / "told")}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert git(tmp_path / "remote.git", "log", "--format=%s", "main") == "cleaned"
    told = (tmp_path / "told").read_text().splitlines()
    assert [each for each in told if each.startswith("--")] == [
        *("--force", "--replace-text", "--replace-message", "--invert-paths", "--path-regex"),
    ]
    leave_out = re.compile(told[-1])
    for gone in (f"programme/photos/{ID}.jpg", f"programme/mentors/{ID}.en.md"):
        assert leave_out.search(gone)
    for kept in (f"programme/photos/{ID}-2.jpg", f"content/{ID}.md", "programme/mentors.csv"):
        assert not leave_out.search(kept)
    assert not Path(told[2]).exists()


def test_without_the_tool_it_says_what_to_install(published, tmp_path):
    command = command_of(published)
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "mktemp", "cat", "rm"):
        (tools / name).symlink_to(
            next(p for p in (Path("/bin") / name, Path("/usr/bin") / name) if p.exists())
        )
    done = subprocess.run(
        command, env={"PATH": str(tools)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "pip install git-filter-repo" in done.stderr


def test_it_is_outside_of_the_project_where_private_is_not_ignored(
    published, monkeypatch, tmp_path
):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    (published / ".gitignore").write_text("")
    git(published, "commit", "--quiet", "--all", "--message", "bare")
    git(published, "push", "--quiet")
    file = Path(command_of(published)[1])
    assert file.is_file()
    assert not file.is_relative_to(published)
    assert git(published, "status", "--porcelain") == ""


def test_a_look_writes_no_command(published):
    asked = ["withdraw", "--root", str(published), "--dry-run", ID]
    assert CliRunner().invoke(main, asked).exit_code == 0
    assert not (published / "private").exists()


def test_without_a_repository_there_is_no_history(root):
    result = CliRunner().invoke(main, ["withdraw", "--root", str(root), ID])
    assert "There is none here" in result.output
    assert not (root / "private").exists()
