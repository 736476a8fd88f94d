"""`handbook withdraw` and `handbook hooks`, as a coordinator runs them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from tests.site.commands import (
    Result,
    built,
    copy_of_repository,
    environment,
    handbook,
    with_config,
)
from tests.site.conftest import Shared
from tests.site.documents import documents
from tests.site.searching import Haystack
from tests.site.sourcedata import read, table
from tests.support.programmes import FILES, write_programme

MENTORS = "programme/mentors.csv"
NUALA = "nuala-ofarrisey"
STONE = re.compile(r"withdrawn-[0-9a-f]{8}")
DAY = ("--today", "2026-05-12")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No configuration of whoever runs the tests."""
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[user]\n\tname = Tester\n\temail = tester@example.org\n[init]\n\tdefaultBranch = main\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small programme in a repository, published at a remote."""
    folder = with_config(write_programme(tmp_path / "root"))
    (folder / ".gitignore").write_text("/private/\n/site/\n")
    git(folder, "init", "--quiet")
    commit(folder, "first")
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(folder, "remote", "add", "origin", "../remote.git")
    git(folder, "push", "--quiet", "--set-upstream", "origin", "main")
    return folder


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def withdraw(folder: Path, *arguments: str, code: int = 0) -> Result:
    result = handbook("withdraw", "--root", folder, *arguments, cwd=folder)
    assert result.returncode == code, result.stdout + result.stderr
    return result


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def pushed(result: Result) -> list[str]:
    """Return the arguments of the push that was proposed."""
    return next(line.split()[1:] for line in result.stdout.splitlines() if "    git push o" in line)


# Gone from every page


@pytest.fixture(scope="module")
def after(shared: Shared) -> Path:
    """The worked example without one who mentors, served, was recognised and quoted."""

    def make(target: Path) -> None:
        root = copy_of_repository(target / "root")
        photo = root / f"programme/photos/{NUALA}.jpg"
        photo.parent.mkdir(exist_ok=True)
        Image.new("RGB", (40, 40), (10, 120, 200)).save(photo)
        withdraw(root, NUALA)
        built(root, target / "site")

    return shared("withdrawn", make)


def test_nothing_of_the_person_is_in_any_file_of_the_site(after: Path, site: Path) -> None:
    (mentor,) = (row for row in table("mentors.csv") if row["id"] == NUALA)
    own = [row for row in table("editions/2024/recognitions.csv") if row["mentor"] == NUALA]
    own += [row for row in read("editions/2024/testimonials.yaml") if row["name"] == mentor["name"]]
    assert len(own) == 2
    shown = {NUALA, mentor["name"], mentor["email"], "Came ashore after eleven years at sea"}
    shown |= {mentor[name] for name in ("position", "experience", "strengths", "gain", "interests")}
    shown |= {row["citation"] if "citation" in row else row["quote"] for row in own}
    assert set(Haystack(site).found(shown)) == shown
    seen = Haystack(after / "site")
    unseen = {"O'Farrisey, Nuala", "Farrisey", "withdrawn-", *(row["id"] for row in own)}
    assert seen.found(shown | unseen) == {}


def test_past_editions_still_count_the_person(after: Path, site: Path) -> None:
    note = re.compile(r"(\d+) more mentors? of this edition (?:is|are) not named here")

    def unnamed(folder: Path) -> dict[str, int]:
        pages = {url: note.search(page.text) for url, page in documents(folder).items()}
        return {url: int(found.group(1)) for url, found in pages.items() if found}

    before, now = unnamed(site), unnamed(after / "site")
    assert now["2024/"] == before.get("2024/", 0) + 1


def test_nothing_is_left_in_the_data(after: Path) -> None:
    root = after / "root"
    named = [
        path
        for path, content in files(root).items()
        if b"nuala" in (path.encode() + content).lower()
    ]
    assert named == []
    assert len(STONE.findall((root / MENTORS).read_text("utf-8"))) == 1


# Without git


def test_a_look_changes_nothing_and_shows_no_value(root: Path) -> None:
    before = files(root)
    result = withdraw(root, "ana", "--dry-run")
    assert files(root) == before
    assert f"{MENTORS}:2: " in result.stdout
    assert "programme/mentors/ana.en.md: " in result.stdout
    assert "Sons" not in result.stdout
    assert "nothing was changed" in result.stdout


@pytest.mark.parametrize("broken", [": [\n", "\0\0\0", "<!doctype html>", ""])
def test_it_works_without_git_and_with_a_broken_programme(tmp_path: Path, broken: str) -> None:
    write_programme(tmp_path, {"programme/programme.yaml": broken})
    result = withdraw(tmp_path, "ana", *DAY)
    assert "a withdrawal, 2026-05-12" in result.stdout
    text = (tmp_path / MENTORS).read_text("utf-8")
    assert text == re.sub(
        r"(?m)^ana,.*$", f"{STONE.findall(text)[0]}{',' * 19}no,,,,,", FILES[MENTORS]
    )
    assert not (tmp_path / "programme/mentors/ana.en.md").exists()


def test_without_git_there_is_nothing_to_commit_to(tmp_path: Path) -> None:
    write_programme(tmp_path)
    before = files(tmp_path)
    result = withdraw(tmp_path, "ana", "--commit", code=2)
    assert "no git repository" in result.stderr
    assert files(tmp_path) == before


def test_what_is_left_for_people_is_told_by_its_place_and_by_the_exit_code(tmp_path: Path) -> None:
    write_programme(tmp_path, {"content/en/news.md": "# News\n\nAna <Á> & Sons won.\n"})
    (tmp_path / "programme/committee.csv").write_bytes(b"PK\x03\x04")
    result = withdraw(tmp_path, "ana", code=1)
    assert "content/en/news.md:3: STILL NAMED" in result.stdout
    assert "programme/committee.csv: THIS FILE CANNOT BE READ" in result.stdout
    assert "ana," not in (tmp_path / MENTORS).read_text("utf-8")


def test_nobody_and_several_people_change_nothing(tmp_path: Path) -> None:
    other = "id,award,name,role,consent\nr2,thanks,Somebody Else,mentee,no\n"
    write_programme(tmp_path, {"programme/editions/2026/recognitions.csv": other})
    before = files(tmp_path)
    assert "Nobody is known" in withdraw(tmp_path, "nobody", code=2).stderr
    told = withdraw(tmp_path, "r2", code=2).stderr.splitlines()
    assert told[1:] == [
        f"programme/editions/{place}"
        for place in (
            "2025/recognitions.csv:3",
            "2026/recognitions.csv:2",
        )
    ]
    assert files(tmp_path) == before
    assert "No se conoce a nadie" in withdraw(tmp_path, "nobody", "--lang", "es", code=2).stderr


# On top of what is published


def test_from_a_clean_work_tree_the_branch_has_one_commit_more(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    result = withdraw(root, "ana", "--commit")
    head = git(root, "rev-parse", "HEAD")
    assert git(root, "log", "--format=%P", "-1") == base
    assert git(root, "status", "--porcelain") == ""
    message = git(root, "log", "-1", "--format=%B")
    assert message == "Withdraw a record"
    assert pushed(result) == ["push", "origin", f"{head}:refs/heads/main"]
    changed = set(git(root, "show", "--format=", "--name-only").split())
    assert changed == {
        MENTORS,
        "programme/mentors/ana.en.md",
        "programme/editions/2025/mentors.csv",
        "programme/editions/2025/projects.csv",
        "programme/editions/2025/recognitions.csv",
        "programme/editions/2026/mentors.csv",
        "programme/withdrawn.yaml",
    }
    git(root, *pushed(result))


def test_what_git_does_not_keep_follows_the_commit_and_nothing_is_done_twice(root: Path) -> None:
    pairs = root / "private/editions/2026/pairs.csv"
    pairs.parent.mkdir(parents=True)
    pairs.write_text("mentor,mentee\nana,mia\n")
    withdraw(root, "ana", "--commit")
    assert git(root, "status", "--porcelain") == ""
    stones = STONE.findall((root / MENTORS).read_text("utf-8"))
    assert len(stones) == 1
    assert pairs.read_text() == f"mentor,mentee\n{stones[0]},mia\n"


def test_half_made_work_stays_half_made(root: Path) -> None:
    mentors = FILES[MENTORS]
    half = mentors.replace("ben,Ben No", "ben,Benjamin No")
    (root / MENTORS).write_text(half + "zoe,Zo", "utf-8")
    (root / "programme/programme.yaml").write_text(": [broken", "utf-8")
    (root / "programme/faq.yaml").write_text("staged: yes\n", "utf-8")
    git(root, "add", "programme/faq.yaml")
    (root / "new.md").touch()
    before = git(root, "status", "--porcelain")
    withdraw(root, "ana", "--commit")
    assert git(root, "status", "--porcelain") == before
    committed = git(root, "show", f"HEAD:{MENTORS}")
    stone = STONE.findall(committed)[0]
    row = f"{stone}{',' * 19}no,,,,,"
    assert committed + "\n" == re.sub(r"(?m)^ana,.*$", row, mentors)
    assert (root / MENTORS).read_text("utf-8") == re.sub(r"(?m)^ana,.*$", row, half) + "zoe,Zo"
    assert git(root, "diff", "--cached", "--name-only") == "programme/faq.yaml"


def test_commits_that_are_not_published_stay_so(root: Path, tmp_path: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    (root / MENTORS).write_text(FILES[MENTORS].replace("Benny", "") + "\n", "utf-8")
    (root / "programme/programme.yaml").write_text("not ready: [", "utf-8")
    own = commit(root, "not ready")
    result = withdraw(root, "ana", "--commit")
    assert git(root, "rev-parse", "HEAD") == own
    made = pushed(result)[2].partition(":")[0]
    assert git(root, "log", "--format=%P", "-1", made) == base
    git(root, *pushed(result))
    assert git(tmp_path / "remote.git", "rev-parse", "main") == made
    merge = next(line for line in result.stdout.splitlines() if "    git merge" in line)
    git(root, "commit", "--quiet", "--message", "Withdraw a record")
    git(root, *merge.split()[1:])
    assert git(root, "status", "--porcelain") == ""
    for path in (MENTORS, "programme/editions/2025/mentors.csv"):
        text = (root / path).read_text("utf-8")
        assert "\nana," not in text
        assert STONE.findall(text) == STONE.findall((root / MENTORS).read_text("utf-8"))
    assert (root / "programme/programme.yaml").read_text() == "not ready: ["


@pytest.mark.parametrize("ready", [True, False])
def test_two_people_in_a_row_can_both_be_pushed(root: Path, tmp_path: Path, ready: bool) -> None:
    if not ready:
        (root / "programme/programme.yaml").write_text("not ready: [", "utf-8")
        commit(root, "not ready")
    pushes = [pushed(withdraw(root, who, "--commit")) for who in ("ana", "ben")]
    for each in pushes:
        git(root, *each)
    mentors = git(tmp_path / "remote.git", "show", f"main:{MENTORS}")
    assert len(STONE.findall(mentors)) == 2
    assert "not ready" not in git(tmp_path / "remote.git", "log", "--format=%s", "main")


def test_what_others_published_meanwhile_is_built_upon(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "remote.git", "other")
    (tmp_path / "other/new.md").touch()
    theirs = commit(tmp_path / "other", "theirs")
    git(tmp_path / "other", "push", "--quiet")
    private = root / "private/mentees.csv"
    private.parent.mkdir()
    private.write_text("id,name,organisation\nx,Ana <Á> & Sons,acme\n", "utf-8")
    result = withdraw(root, "ana", "--commit")
    assert git(root, "log", "--format=%P", "-1") == theirs
    assert (root / "new.md").exists()
    assert git(root, "status", "--porcelain") == ""
    assert STONE.search(private.read_text("utf-8"))
    git(root, *pushed(result))


def test_on_no_branch_the_commit_is_kept_on_one_of_its_own(root: Path) -> None:
    git(root, "checkout", "--quiet", "--detach")
    base = git(root, "rev-parse", "HEAD")
    result = withdraw(root, "ana", "--commit")
    made = pushed(result)[2].partition(":")[0]
    assert git(root, "rev-parse", "HEAD") == base
    assert git(root, "rev-parse", f"withdrawal-{made[:8]}") == made
    git(root, *pushed(result))


def test_a_row_that_was_deleted_by_hand_is_withdrawn_from_what_is_published(root: Path) -> None:
    withdraw(root, "ana")
    result = withdraw(root, "ana", "--commit")
    # The row is gone from the folder: that it goes from what is published too has to be said.
    assert f"{MENTORS}:2: " in result.stdout
    assert "\nana," not in git(root, "show", f"HEAD:{MENTORS}")
    stone = STONE.findall(git(root, "show", f"HEAD:{MENTORS}"))
    assert STONE.findall(git(root, "show", "HEAD:programme/editions/2025/mentors.csv")) == stone


def test_a_remote_that_does_not_answer_does_not_stop_it(root: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "remote.git")
    result = withdraw(root, "ana", "--commit")
    assert "origin could not be asked" in result.stderr
    assert "\nana," not in git(root, "show", f"HEAD:{MENTORS}")


def test_a_project_in_a_folder_of_a_repository_without_remote(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "all")
    root = write_programme(tmp_path / "all/portal")
    commit(tmp_path / "all", "first")
    result = withdraw(root, "ana", "--commit")
    assert git(root, "rev-parse", "HEAD") in result.stdout
    assert "no remote" in result.stdout
    assert "\nana," not in git(root, "show", f"HEAD:portal/{MENTORS}")
    assert git(root, "status", "--porcelain") == ""


# Before a push


def push(folder: Path, **changes: str) -> Result:
    return subprocess.run(
        ["git", "push", "origin", "main"],
        cwd=folder,
        env=environment(**changes),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_push_is_checked_as_it_is_committed(root: Path, tmp_path: Path) -> None:
    installed = handbook("hooks", "install", "--root", root, cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr
    (root / MENTORS).write_text(FILES[MENTORS].replace("acme", "acmee"), "utf-8")
    commit(root, "broken")
    (root / MENTORS).write_text(FILES[MENTORS], "utf-8")
    # As from a graphical program, which knows nothing of the coordinator's shell.
    refused = push(root, PATH="/usr/bin:/bin", HANDBOOK_TODAY="2026-05-12")
    assert refused.returncode != 0
    assert "acmee" in refused.stdout + refused.stderr
    assert "NOTHING WAS PUSHED" in refused.stderr
    (root / "programme/notes.txt").write_text("Nothing reads this.")
    commit(root, "sound but for a warning")
    (root / MENTORS).write_text("half made", "utf-8")
    sound = push(root, PATH="/usr/bin:/bin", HANDBOOK_TODAY="2026-05-12")
    assert sound.returncode == 0, sound.stdout + sound.stderr
    warnings = [line for line in sound.stderr.splitlines() if ": warning: " in line]
    assert warnings
    assert len(warnings) == len(set(warnings))
    assert git(tmp_path / "remote.git", "rev-parse", "main") == git(root, "rev-parse", "HEAD")
    assert len(git(root, "worktree", "list").splitlines()) == 1
    removed = handbook("hooks", "remove", "--root", root, cwd=tmp_path)
    assert "no longer checks" in removed.stdout
    (root / MENTORS).write_text(FILES[MENTORS].replace("acme", "acmee"), "utf-8")
    commit(root, "broken again")
    assert push(root).returncode == 0


def test_a_push_of_something_private_is_refused_though_it_is_gone_since(root: Path) -> None:
    handbook("hooks", "install", "--root", root, cwd=root)
    (root / "private").mkdir()
    (root / "private/a.txt").write_text("secret")
    git(root, "add", "--force", "private")
    git(root, "commit", "--quiet", "--message", "oops")
    git(root, "rm", "--quiet", "-r", "--cached", "private")
    git(root, "commit", "--quiet", "--message", "mended")
    refused = push(root, HANDBOOK_TODAY="2026-05-12")
    assert refused.returncode != 0
    assert "private/" in refused.stderr


def _as_of_somebody_else(line: str, folder: Path, *, refusing: bool) -> str:
    """Run a hook that reads what git tells, such as that of Git LFS, with our line in it."""
    (folder / "bin").mkdir(exist_ok=True)
    command = folder / "bin/handbook"
    command.write_text(f'#!/bin/sh\necho "checked $(cat)"\nexit {int(refusing)}\n')
    command.chmod(0o755)
    script = f'{line}\necho "sent $(cat)"\n'
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", script, "hook", "origin", "address"],
        env={**os.environ, "PATH": path},
        input="told\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode != 0) is refusing
    return done.stdout


def test_hooks_that_cannot_be_installed_say_what_to_do(root: Path, tmp_path: Path) -> None:
    hook = root / ".git/hooks/pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n")
    result = handbook("hooks", "install", "--root", root, cwd=tmp_path)
    assert result.returncode == 1
    assert hook.read_text() == "#!/bin/sh\n"
    (line,) = (each for each in result.stderr.splitlines() if "hooks run" in each)
    assert _as_of_somebody_else(line, tmp_path, refusing=False) == "checked told\nsent told\n"
    assert _as_of_somebody_else(line, tmp_path, refusing=True) == "checked told\n"
    write_programme(tmp_path / "plain")
    nowhere = handbook("hooks", "install", "--root", tmp_path / "plain", cwd=tmp_path)
    assert nowhere.returncode == 2
    assert "no git repository" in nowhere.stderr
