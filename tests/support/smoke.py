"""Try the installed package: does it start, check and build the small programme?

    python -m tests.support.smoke

It needs nothing but the package and what the package depends on, so that `make test-lowest` can
run it with the lowest versions that `pyproject.toml` allows.
"""

from __future__ import annotations

import pkgutil
import re
import shutil
import sys
import tempfile
from importlib import import_module, metadata
from pathlib import Path

import handbook
from tests.site.commands import REPOSITORY, run
from tests.support.programmes import write_programme

PAGES = ("index.html", "mentors/index.html", "data/mentors.csv", "sitemap.xml")


def handbook_says(*arguments: str | Path, cwd: Path) -> str:
    """Run a command, which must succeed, and return what it says."""
    result = run("handbook", *arguments, cwd=cwd)
    if result.returncode:
        sys.exit(f"handbook {arguments[0]}: {result.stdout}{result.stderr}")
    return result.stdout + result.stderr


def main() -> None:
    """Stop with a message at the first thing that does not work."""
    for module in pkgutil.walk_packages(handbook.__path__, "handbook."):
        if module.name != "handbook.__main__":
            import_module(module.name)
    with tempfile.TemporaryDirectory() as folder:
        root = write_programme(Path(folder) / "small")
        shutil.copy(REPOSITORY / "mkdocs.yml", root)
        here = Path(folder)
        given = ("--root", root, "--today", "2026-03-01", "--lang", "es")
        handbook_says("--help", cwd=here)
        handbook_says("check", *given, cwd=here)
        handbook_says("build", *given, "--site-dir", root / "site", cwd=here)
        missing = [page for page in PAGES if not (root / "site" / page).is_file()]
    if missing:
        sys.exit(f"The site lacks {missing}.")
    required = metadata.requires("programme-handbook") or ()
    named = {re.match(r"[\w.-]+", each).group() for each in required}
    sys.stdout.writelines(f"{name} {metadata.version(name)}\n" for name in sorted(named))


if __name__ == "__main__":
    main()
