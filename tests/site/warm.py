"""Commands in processes of their own that need not load the package: forked from one that has.

Most of what a command takes on a small programme goes by on importing, and on preparing schemas and
templates. `Warm` keeps a process that has done so; what its forks run is what `python -m` runs.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.programmes import write_programme

MODULES = frozenset({"handbook", "mkdocs", "frictionless"})
"""What can be run so; another might bring modules that stand in for these."""


def can_run(module: str, changes: Mapping[str, str]) -> bool:
    """Whether a module can be run so: an interpreter looks at its own variables once only."""
    return module in MODULES and not any(name.startswith("PYTHON") for name in changes)


class Warm:
    """A process that has loaded the package, to be forked."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=dict(environment),
            cwd=Path(__file__).resolve().parents[2],
        )
        atexit.register(self._process.communicate)

    def run(
        self, argv: Sequence[str], cwd: Path, environment: Mapping[str, str], patience: int
    ) -> subprocess.CompletedProcess[str]:
        """Run a module with arguments; after so many seconds it is killed."""
        asked, answered = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answered is not None
        with TemporaryDirectory() as folder:
            told = [Path(folder, name) for name in ("out", "err")]
            given = [list(argv), str(cwd), dict(environment), patience, *map(str, told)]
            asked.write(json.dumps(given).encode() + b"\n")
            asked.flush()
            code = int(answered.readline())
            return subprocess.CompletedProcess(
                list(argv), code, *(path.read_text("utf-8") for path in told)
            )


def _load() -> None:
    """Do once what every command would do first."""
    from click.testing import CliRunner
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from handbook.cli import main

    with TemporaryDirectory() as folder:
        root = write_programme(Path(folder))
        checked = CliRunner().invoke(main, ["check", "--root", str(root), "--today", "2026-05-12"])
        assert checked.exit_code == 0, checked.output
        # By MkDocs itself, since the command would set up logs that its forks set up again.
        os.environ["HANDBOOK_TODAY"] = "2026-05-12"
        # What sets documents has threads, which a fork waits for in vain.
        os.environ["HANDBOOK_WITHOUT"] = "documents"
        for name in ("content", "site"):
            (root / name).mkdir()
        text = Path("mkdocs.yml").read_text("utf-8")
        (root / "mkdocs.yml").write_text(text, encoding="utf-8")
        config = load_config(
            str(root / "mkdocs.yml"),
            site_name="handbook",
            docs_dir=str(root / "content"),
            site_dir=str(root / "site"),
        )
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    # What is here for good is not looked through, and so not copied, in each fork.
    gc.collect()
    gc.freeze()


def _become(
    argv: list[str], cwd: str, environment: dict[str, str], patience: int, out: str, err: str
) -> None:
    """Make of this process what a new one would be."""
    signal.alarm(patience)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv, sys.path[0] = argv, cwd
    for descriptor, path in enumerate((os.devnull, out, err)):
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC
        os.dup2(os.open(path, flags, 0o600), descriptor)


def _serve() -> None:
    """Fork and run what each line asks for, and answer how it ended."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _load()
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            answers.close()
            _become(*asked)
            runpy.run_module(asked[0][0], run_name="__main__", alter_sys=True)
            sys.exit()
        answers.write(b"%d\n" % os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        answers.flush()


if __name__ == "__main__":
    _serve()
