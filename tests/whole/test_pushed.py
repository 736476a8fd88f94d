"""What a push sends is searched, however it got into the history."""

from __future__ import annotations

import base64
import gzip
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.leaks.pushed import search_push
from handbook.leaks.secrets import Secrets, secrets_of
from handbook.problems import MASK, Problem
from handbook.repository.objects import Allowance
from handbook.settings import Settings
from tests.site.commands import REPOSITORY
from tests.support import planting
from tests.support.programmes import replaced
from tests.support.pushing import (
    ADDRESS,
    FEEDBACK,
    MENTEES,
    PRIVATE,
    codes,
    commit,
    copied,
    make_project,
    plain,
    run,
    told,
    top,
)
from tests.support.small_builds import DAY, worded
from tests.support.withdrawals import write

NAME = "Mia Secretan"
PAGE = '<html><head><meta name="generator" content="mkdocs-1.6.1"></head></html>'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        plain(patch, home)
        return make_project(home)


@pytest.fixture(scope="module")
def secrets(project: Path) -> Secrets:
    found = secrets_of(Settings(project, DAY))
    assert found is not None
    return found


@pytest.fixture
def root(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    plain(monkeypatch, tmp_path)
    return copied(project, tmp_path)


@pytest.fixture
def search(root: Path, secrets: Secrets) -> Callable[..., tuple[Problem, ...]]:
    def searched(*arguments: str, allowance: Allowance | None = None) -> tuple[Problem, ...]:
        push = told(root, *arguments)
        return search_push(
            top(root), push, secrets, allowance or Allowance(), f"{NAME} <{ADDRESS}>"
        )

    return searched


def test_what_is_known(secrets: Secrets) -> None:
    private = {group[0].value for group in secrets.private.groups}
    assert NAME in private
    # A single word or a turn of phrase would be found in any program.
    assert not private & {"mia-secret", "Part time", "acme"}
    assert "Ben No" in {group[0].value for group in secrets.programme.groups}
    assert secrets.invented
    assert {str(place) for place in secrets.copies.values()} == set(PRIVATE)


# Paths


@pytest.mark.parametrize(
    "path",
    [
        "private/a.txt",
        "Private/a.txt",
        "portal/PRIVATE/deep/er/a.txt",
        "pri\u200bvate/a.txt",
        "ｐｒｉｖａｔｅ/a.txt",
        "private /a.txt",
        "private",
        "programme/private/a.txt",
    ],
)
def test_nothing_in_a_private_folder_is_pushed(root: Path, search, path: str) -> None:
    shutil.rmtree(root / "private")
    (root / ".gitignore").unlink()
    write(root, {path: "dull"})
    bad = commit(root, "Work")
    run(root, "rm", "--quiet", "-r", path)
    commit(root, "Mended")
    (problem,) = search("origin", "main")
    assert (problem.code, problem.place.path) == ("push-private", f"{bad[:10]}:{path}")


def _merged(root: Path) -> str:
    run(root, "checkout", "--quiet", "-b", "side")
    run(root, "add", "--force", "private")
    run(root, "commit", "--quiet", "--message", "Side")
    run(root, "rm", "--quiet", "--cached", "-r", "private")
    run(root, "commit", "--quiet", "--message", "Gone")
    run(root, "checkout", "--quiet", "main")
    run(root, "merge", "--quiet", "--no-ff", "--message", "Merge", "side")
    return "main"


def _evil_merge(root: Path) -> str:
    run(root, "checkout", "--quiet", "-b", "side")
    commit(root, "Side")
    run(root, "checkout", "--quiet", "main")
    run(root, "merge", "--quiet", "--no-ff", "--no-commit", "side")
    run(root, "add", "--force", "private")
    run(root, "commit", "--quiet", "--message", "Merge")
    run(root, "rm", "--quiet", "--cached", "-r", "private")
    run(root, "commit", "--quiet", "--message", "Gone")
    return "main"


def _known_elsewhere(root: Path) -> str:
    run(root, "add", "--force", "private")
    run(root, "commit", "--quiet", "--message", "To the other one")
    run(root, "push", "--quiet", "--no-verify", "other", "main")
    return "main"


def _stashed(root: Path) -> str:
    run(root, "stash", "--quiet", "--all")
    return "stash@{0}:refs/heads/kept"


def _orphaned(root: Path) -> str:
    run(root, "checkout", "--quiet", "--orphan", "fresh")
    run(root, "add", "--force", "private")
    run(root, "commit", "--quiet", "--message", "Fresh")
    return "fresh"


def _tree_tagged(root: Path) -> str:
    run(root, "add", "--force", "private")
    run(root, "tag", "kept", run(root, "write-tree"))
    return "kept"


def _tag_of_a_tag(root: Path) -> str:
    run(root, "add", "--force", "private")
    tree = run(root, "write-tree")
    run(root, "tag", "--annotate", "--message", "Inner", "inner", tree)
    run(root, "tag", "--annotate", "--message", "Outer", "outer", "inner")
    return "outer"


def _replaced(root: Path) -> str:
    run(root, "add", "--force", "private")
    run(root, "commit", "--quiet", "--message", "Bad")
    harmless = run(root, "commit-tree", "HEAD~1^{tree}", "-p", "HEAD~1", "-m", "Good")
    run(root, "replace", "HEAD", harmless)
    return "main"


def _twice(root: Path) -> str:
    """The same file, first where it seems to do no harm."""
    write(root, {"a-first.txt": FEEDBACK, "private/a-first.txt": FEEDBACK})
    run(root, "add", "--force", "private/a-first.txt", "a-first.txt")
    run(root, "commit", "--quiet", "--message", "Twice")
    return "main"


@pytest.mark.parametrize(
    "way",
    [
        *(_merged, _evil_merge, _known_elsewhere, _stashed, _orphaned, _tree_tagged),
        *(_tag_of_a_tag, _replaced, _twice),
    ],
)
def test_private_files_are_found_on_every_way_into_history(root: Path, search, way) -> None:
    reference = way(root)
    assert "push-private" in codes(search("origin", reference))


def test_what_was_fetched_or_is_at_another_remote_does_not_count(root: Path, search) -> None:
    """The address of a remote may change, and what was fetched from the old one stays."""
    run(root, "add", "--force", "private")
    run(root, "commit", "--quiet", "--message", "Bad")
    run(root, "push", "--quiet", "--no-verify", "origin", "main")
    assert search("origin", "main:again") == ()
    run(root, "remote", "set-url", "origin", "../other.git")
    assert "push-private" in codes(search("origin", "main:again"))


def test_a_submodule_in_the_place_of_the_private_folder(root: Path, search) -> None:
    head = run(root, "rev-parse", "HEAD")
    for path in ("private", "theme"):
        run(root, "update-index", "--add", "--cacheinfo", f"160000,{head},{path}")
    run(root, "commit", "--quiet", "--message", "Within")
    (problem,) = search("origin", "main")
    assert problem.code == "push-private"


# Copies and values


def test_a_copy_under_another_name(root: Path, search) -> None:
    copies = {
        "notes.rst": FEEDBACK,
        "docs/windows.rst": FEEDBACK.replace("\n", "\r\n"),
        "programme/notes.rst": FEEDBACK,
        "assets/logo.png": MENTEES,
    }
    write(root, copies)
    commit(root, "Work")
    told = {problem.place.path.partition(":")[2] for problem in search("origin", "main")}
    # Two of them are one object, which is told once.
    assert told == {"notes.rst", "docs/windows.rst", "assets/logo.png"}


FOUND = {
    "with.md": f"With {NAME} all is well.",
    "order.md": "secretan, MÍA",
    "phone.md": "Ring 01632 960777.",
    "address.md": "Write to mia@hidden.example",
    "sentence.md": "would not meet anybody of her yard",
    "programme/mentors.csv": f"id,name\nx,{NAME}\n",
    "programme/mentors.csv.bak": f"id,phone\nx,{NAME}\n",
    "wide.txt": f"to {NAME}".encode("utf-16"),
    "packed.gz": gzip.compress(f"id,name\nmia,{NAME}".encode()),
    "picture.svg": f"data:;base64,{base64.b64encode(NAME.encode()).decode()}",
    "page.html": "<b>Mia</b> Secret<i>an</i>",
    f"{NAME}.pdf": b"",
    "mia_secretan/a.txt": b"1",
    "programme/mentors/mia-secretan.en.md": b"2",
}


def test_values_in_files_and_their_names(root: Path, search) -> None:
    write(root, FOUND)
    commit(root, "Work")
    run(root, "rm", "--quiet", "-r", *FOUND)
    commit(root, "Mended")
    problems = search("origin", "main")
    assert codes(problems) == {"push-value"}
    told = {problem.place.path.partition(":")[2] for problem in problems}
    hidden = {MASK, f"{MASK}/a.txt", f"programme/mentors/{MASK}"}
    assert {*(path for path in FOUND if "ecretan" not in path), *hidden} <= told
    for problem in problems:
        assert "private/mentees.csv:2" in worded(problem)
        assert "ecretan" not in worded(problem)


def test_long_lines_of_any_private_text(root: Path) -> None:
    guide = (REPOSITORY / "content/en/privacy.md").read_text("utf-8")
    asked = "id,what did you like,what did you not like,what shall we do"
    answer = "I never felt that anybody there had time for me"
    write(
        root,
        {
            "private/answers.csv": f"{asked}\n7,{answer},the coffee,nothing\n",
            "private/answers.docx": planting.docx("She never once answered when I wrote to her"),
            "docs/d.md": "One said: she never once answered when I wrote to her.",
            "private/guide.md": guide,
            "docs/a.md": f"One said: {FEEDBACK[5:]}",
            "docs/b.md": f"Another said: {answer}!",
            "docs/c.md": f"{guide}\n{asked}",
        },
    )
    commit(root, "Work")
    secrets = secrets_of(Settings(root, DAY))
    assert secrets is not None
    problems = search_push(top(root), told(root, "origin", "main"), secrets, Allowance(), "")
    assert [(each.place.path[11:], each.details["rows"]) for each in problems] == [
        ("docs/a.md", "private/feedback.rst:1"),
        ("docs/b.md", "private/answers.csv:2"),
        ("docs/d.md", "private/answers.docx:1"),
    ]


def _note(root: Path) -> str:
    run(root, "notes", "add", "--message", f"Asked {NAME}")
    return "refs/notes/commits"


def _message(root: Path) -> str:
    commit(root, f"Ask {NAME}")
    return "main"


def _message_in_latin(root: Path) -> str:
    run(root, "config", "i18n.commitEncoding", "iso-8859-1")
    raw = "Ask Mía Secretán".encode("latin-1")
    (root / ".git/message").write_bytes(raw)
    run(root, "commit", "--quiet", "--allow-empty", "--file", ".git/message")
    return "main"


def _message_in_another_encoding_than_told(root: Path) -> str:
    run(root, "config", "i18n.commitEncoding", "utf-16")
    run(root, "commit", "--quiet", "--allow-empty", "--message", f"Ask {NAME}")
    return "main"


def _trailer(root: Path) -> str:
    commit(root, "Work\n\nauthor X <x@example.org>\nReviewed-by: Mia <mia@hidden.example>")
    return "main"


def _author(root: Path) -> str:
    commit(root, "Work", "--author", f"{NAME} <x@example.org>")
    return "main"


def _tag_message(root: Path) -> str:
    run(root, "tag", "--annotate", "--message", f"For {NAME}", "v1")
    return "v1"


def _tag_of_a_file(root: Path) -> str:
    write(root, {"loose": f"About {NAME}"})
    run(root, "tag", "kept", run(root, "hash-object", "-w", "loose"))
    return "kept"


def _branch(_: Path) -> str:
    return "main:refs/heads/for/mia-secretan"


def _of_programme(root: Path) -> str:
    commit(root, "Take Ben No out")
    return "main"


def _note_of_programme(root: Path) -> str:
    run(root, "notes", "--ref", "talks", "add", "--message", "Ring +44 1632 960001")
    return "refs/notes/talks"


@pytest.mark.parametrize(
    "way",
    [
        *(
            _note,
            _message,
            _message_in_latin,
            _message_in_another_encoding_than_told,
            _trailer,
            _author,
            _tag_message,
            _tag_of_a_file,
        ),
        *(_branch, _of_programme, _note_of_programme),
    ],
)
def test_values_in_what_is_said(root: Path, search, way) -> None:
    reference = way(root)
    problems = search("origin", reference)
    assert codes(problems) == {"push-value"}
    assert "ecretan" not in "".join(map(worded, problems))


def test_whoever_pushes_may_sign_though_a_private_file_names_them(
    root: Path, search, secrets: Secrets
) -> None:
    commit(root, "Work", "--author", f"{NAME} <{ADDRESS.upper()}>")
    assert search("origin", "main") == ()
    push = told(root, "origin", "main")
    for other in ("", f"Somebody Else <{ADDRESS}>", f"{NAME} <other@example.org>"):
        assert codes(search_push(top(root), push, secrets, Allowance(), other)) == {"push-value"}


def test_large_files_that_are_kept_beside_the_repository(root: Path, search) -> None:
    content = f"About {NAME}".encode()
    name = hashlib.sha256(content).hexdigest()
    pointer = (
        f"version https://git-lfs.github.com/spec/v1\noid sha256:{name}\nsize {len(content)}\n"
    )
    write(root, {"film.mp4": pointer})
    commit(root, "Work")
    assert search("origin", "main") == ()
    write(root, {f".git/lfs/objects/{name[:2]}/{name[2:4]}/{name}": content})
    assert codes(search("origin", "main")) == {"push-value"}


def test_a_site_that_was_built(root: Path, search) -> None:
    write(root, {"site/index.html": PAGE, "site/a/index.html": "<p>By hand</p>"})
    run(root, "add", "--force", "site")
    run(root, "commit", "--quiet", "--message", "Oops")
    (problem,) = search("origin", "main")
    assert problem.code == "push-built"
    assert problem.place.path.endswith(":site/index.html")


# What may be pushed


INNOCENT = {
    "programme/notes.txt": "Ben No, who is in the table beside it",
    "programme/old/mentors.csv": "id,name,phone\nben,Ben No,\nana,,+44 1632 960001\n",
    "docs/privateer.md": "A private matter",
    "private.md": "What private/ is for",
    "content/en/x.md": "Secretan Brothers, with Mia. Part time.",
    "docs/index.html": PAGE,
    "site.md": PAGE,
    "public/robots.txt": "User-agent: *",
    "empty.txt": "",
    "a/.gitkeep": "",
    "data.bin": bytes(range(256)),
    "tests/test.py": "ring 01632 960001, of whom the example tells",
}


def test_what_tells_of_nobody_is_pushed(root: Path, search) -> None:
    write(root, INNOCENT)
    commit(root, "Work")
    # Of a format that nobody knows, it is told that nobody has looked into it.
    assert codes(search("origin", "main")) == {"unsearched-format"}
    assert codes(search("other", "main")) == {"unsearched-format"}


def test_a_person_of_both_may_stand_in_the_programme_alone(root: Path, search) -> None:
    both = MENTEES + "ben,Ben No,,ben@beta.example,,\n"
    write(root, {"private/mentees.csv": both})
    secrets = secrets_of(Settings(root, DAY))
    assert secrets is not None
    assert search_push(top(root), told(root, "other", "main"), secrets, Allowance(), "") == ()
    write(root, {"docs/a.md": "Ben No", "programme/b.txt": NAME})
    commit(root, "Work")
    # The people are fictional, so that what programme/ holds may stand in other files.
    (problem,) = search_push(top(root), told(root, "other", "main"), secrets, Allowance(), "")
    assert problem.place.path.endswith(":programme/b.txt")


def test_what_real_people_have_in_the_programme_stands_nowhere_else(root: Path) -> None:
    write(root, replaced("programme/programme.yaml", "people: fictional\n", ""))
    write(root, {"docs/a.md": "Ring +44 1632 960001", "programme/b.txt": "+44 1632 960001"})
    commit(root, "Work")
    secrets = secrets_of(Settings(root, DAY))
    assert secrets is not None
    (problem,) = search_push(top(root), told(root, "origin", "main"), secrets, Allowance(), "")
    assert problem.place.path.endswith(":docs/a.md")


def test_what_the_remote_has_is_not_told_again(root: Path, search) -> None:
    write(root, {"notes.md": NAME})
    commit(root, "Bad")
    run(root, "push", "--quiet", "--no-verify", "origin", "main")
    commit(root, "Later")
    assert search("origin", "main") == ()
    assert search("origin", ":main") == ()
    assert codes(search("other", "main")) == {"push-value"}


def test_a_forced_push_that_takes_it_back_goes_through(root: Path, search) -> None:
    write(root, {"notes.md": NAME})
    commit(root, "Bad")
    run(root, "push", "--quiet", "--no-verify", "origin", "main")
    run(root, "reset", "--quiet", "--hard", "HEAD~1")
    commit(root, "Good")
    assert search("--force", "origin", "main") == ()


# Bounds


@pytest.mark.parametrize(
    "allowance", [Allowance(bytes=1000), Allowance(objects=3), Allowance(seconds=-1)]
)
def test_what_is_too_much_is_refused(root: Path, search, allowance: Allowance) -> None:
    (problem,) = search("other", "main", allowance=allowance)
    assert problem.code == "push-too-much"
    assert "git push REMOTE COMMIT:refs/heads/BRANCH" in worded(problem)


def test_a_file_that_is_too_large_is_refused(root: Path, search, monkeypatch) -> None:
    monkeypatch.setattr("handbook.leaks.pushed.LARGEST", 10_000)
    write(root, {"large.bin": bytes(10_001)})
    commit(root, "Work")
    (problem,) = search("origin", "main")
    assert problem.code == "push-too-large"


def test_many_findings_are_counted(root: Path, search) -> None:
    write(root, {f"{number}.md": f"{number} {NAME}" for number in range(20)})
    commit(root, "Work")
    assert [problem.code for problem in search("origin", "main")] == ["push-value"] * 20
    write(root, {f"{number}.md": f"{number} {NAME}" for number in range(20, 25)})
    commit(root, "More")
    problems = search("origin", "main")
    assert len(problems) == 21
    assert "5 more" in worded(problems[-1])


def test_what_cannot_be_read_is_told_and_stops_nobody(root: Path, search) -> None:
    write(root, {"a.7z": b"7z\xbc\xaf\x27\x1c" + bytes(range(200))})
    commit(root, "Work")
    (problem,) = search("origin", "main")
    assert str(problem.severity) == "warning"


def test_a_programme_that_is_broken_tells_nothing(root: Path) -> None:
    write(root, {"programme/mentors.csv": "half made"})
    assert secrets_of(Settings(root, DAY)) is None
