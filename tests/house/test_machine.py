"""`make` on a machine that lacks something: it tells, and changes nothing unasked."""

from __future__ import annotations

import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.commands import REPOSITORY

TOOLS = ("awk", "cat", "cksum", "dirname", "env", "grep", "head", "make", "readlink", "rm", "sh")
"""What every machine has."""
BARE_PYTHON = """
case "$2" in
    *ensurepip*) test -f "$HOME/installed" ;;
    *-venv*) echo python3.13-venv ;;
    *"(3, 11)"*) ;;
    *) exit 7 ;;
esac
"""
"""A Python of Debian without the package that makes environments; here it never makes one (7)."""


@dataclass
class Machine:
    """A folder with a copy of the scripts, and a PATH that leads nowhere else."""

    home: Path

    @property
    def calls(self) -> list[str]:
        """What was run of the commands that change a machine."""
        log = self.home / "calls"
        return log.read_text("utf-8").splitlines() if log.exists() else []

    def has(self, name: str, script: str = "") -> None:
        """Put a command on the PATH that notes how it was called."""
        path = self.home / "bin" / name
        # It may be a link to the machine's own tool, which must never be written through.
        path.unlink(missing_ok=True)
        path.write_text(f'#!/bin/sh\necho "{name} $*" >> "$HOME/calls"\n{script}\n', "utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.home / "project",
            env={"PATH": str(self.home / "bin"), "HOME": str(self.home), **variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def touched(self) -> list[str]:
        """Return the calls of sudo and of the package manager."""
        return [call for call in self.calls if call.partition(" ")[0] in {"sudo", "apt-get"}]


@pytest.fixture(params=["user", "root"])
def who(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def machine(tmp_path: Path, who: str) -> Machine:
    """A Debian with nothing but Python, on which sudo would ask nobody."""
    here = Machine(tmp_path)
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found, tool
        (tmp_path / "bin" / tool).symlink_to(found)
    for name in ("Makefile", "requirements/make_venv.sh", "tests/support/ensure_browser.sh"):
        (tmp_path / "project" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / name, tmp_path / "project" / name)
    here.has("id", f"echo {0 if who == 'root' else 1000}")
    here.has("sudo", 'shift; "$@"')
    here.has("apt-get", 'case "$*" in *install*) echo installed > "$HOME/installed" ;; esac')
    here.has("python3", BARE_PYTHON)
    return here


@pytest.mark.parametrize("target", ["site", "check", "serve"])
def test_whoever_makes_the_site_is_told_what_to_install(machine: Machine, target: str) -> None:
    done = machine.run("make", target)
    assert done.returncode
    assert "    sudo apt-get install python3.13-venv\n" in done.stderr
    assert machine.touched() == []
    assert not (machine.home / "project" / ".venv").exists()


@pytest.mark.parametrize("target", ["test", "lint"])
def test_for_the_tests_root_alone_gets_what_makes_an_environment(
    machine: Machine, target: str, who: str
) -> None:
    done = machine.run("make", target)
    assert done.returncode
    if who == "root":
        assert [call.split()[1] for call in machine.touched()] == ["update", "install"]
        assert machine.touched()[-1].endswith(" python3.13-venv")
        assert "python3 -m venv .venv" in machine.calls
    else:
        assert "    sudo apt-get install python3.13-venv\n" in done.stderr
        assert machine.touched() == []


def test_an_environment_that_serves_is_kept_when_no_new_one_can_be_made(machine: Machine) -> None:
    old = machine.home / "project" / ".venv"
    old.mkdir()
    machine.run("sh", "requirements/make_venv.sh", "site")
    assert old.exists()


def test_a_browser_is_installed_for_root_alone(machine: Machine, who: str) -> None:
    machine.has("grep", "exit 1")  # no Ubuntu
    done = machine.run("sh", "tests/support/ensure_browser.sh")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "    sudo apt-get install chromium\n" in done.stderr
    if who == "root":
        assert [call.split()[1] for call in machine.touched()] == ["update", "install"]
    else:
        assert machine.touched() == []


def test_a_browser_that_is_there_is_used(machine: Machine) -> None:
    machine.has("chromium")
    done = machine.run("sh", "tests/support/ensure_browser.sh")
    assert done.stdout == f"{machine.home}/bin/chromium\n"
    assert machine.touched() == []


def test_a_browser_that_does_not_run_is_said_so(machine: Machine) -> None:
    done = machine.run("sh", "tests/support/ensure_browser.sh", HANDBOOK_CHROMIUM="/nowhere")
    assert done.returncode == 1
    assert "/nowhere does not run" in done.stderr
    assert machine.touched() == []
