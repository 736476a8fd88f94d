"""What the package needs to start: looked at in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import handbook

PACKAGE = Path(handbook.__file__).parent


def run(code: str, *arguments: str) -> str:
    """Run Python in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(PACKAGE.parent), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_core_builds_a_programme_without_mkdocs(small_root: Path, small):
    code = """
        import sys
        from datetime import date
        from pathlib import Path

        class Blocker:
            def find_spec(self, name, path=None, target=None):
                if name.partition(".")[0] in {"mkdocs", "material", "properdocs", "click"}:
                    raise ImportError(name)

        sys.meta_path.insert(0, Blocker())
        from handbook.settings import Settings
        from handbook.site import build

        made = build(Settings(Path(sys.argv[1]), date(2026, 3, 1)))
        print(len(made.pages), len(made.entries), len(made.problems))
    """
    expected = f"{len(small.pages)} {len(small.entries)} 0"
    assert run(code, str(small_root)).strip() == expected


@pytest.mark.parametrize("module", ["handbook.cli", "handbook.mkdocs_plugins.programme"])
def test_the_command_starts_without_what_it_may_not_need(module):
    slow = {"frictionless", "jsonschema"} | ({"mkdocs", "material"} if "cli" in module else set())
    code = f"""
        import sys
        import {module}
        print(sorted({slow!r} & {{name.partition(".")[0] for name in sys.modules}}))
    """
    assert run(code).strip() == "[]"
