"""Vendoring: the handbook that is running, as a wheel with the versions that it was tried with.

So a repository needs no index of packages that has the handbook, and goes on with what it began.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from handbook import __version__
from handbook.archives import zipped
from handbook.settings import default_folder

_PROJECT = "programme_handbook"
_NAME = f"{_PROJECT}-{__version__}"
WHEEL = f"vendor/{_NAME}-py3-none-any.whl"
"""Where a repository keeps the handbook."""
REQUIREMENTS = "requirements/site.txt"
CARRIED = ("content", "overrides", "requirements", ".github/workflows")
"""Folders beside the package that a wheel carries within it."""
_OF_REQUIREMENTS = frozenset({"site.txt", "make_venv.sh"})
_TAGS = "Wheel-Version: 1.0\nGenerator: handbook\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def vendored() -> dict[str, bytes]:
    """Return the wheel of the package as it runs, and the pinned requirements with its hash."""
    wheel = _wheel()
    digest = hashlib.sha256(wheel).hexdigest()
    pins = (default_folder("requirements") / "site.txt").read_text("utf-8")
    return {WHEEL: wheel, REQUIREMENTS: f"{pins}./{WHEEL} --hash=sha256:{digest}\n".encode()}


def package_files() -> dict[str, bytes]:
    """Return the files of the package as it runs, by their name in a wheel."""
    return dict(sorted(_package()))


@cache
def _wheel() -> bytes:
    """Pack the wheel, once for a process; the same package gives the same bytes."""
    content = package_files() | dict(_description())
    record = f"{_NAME}.dist-info/RECORD"
    lines = [f"{path},sha256={_hash(data)},{len(data)}" for path, data in content.items()]
    content[record] = ("\n".join([*lines, f"{record},,"]) + "\n").encode()
    return zipped(content)


def _package() -> Iterator[tuple[str, bytes]]:
    package = Path(__file__).resolve().parents[1]
    for path in _files(package):
        within = path.relative_to(package)
        if within.parts[0] != "_defaults":
            yield f"handbook/{within.as_posix()}", path.read_bytes()
    for name in CARRIED:
        folder = default_folder(name)
        for path in _files(folder):
            inner = path.relative_to(folder).as_posix()
            if is_carried(name, inner):
                yield f"handbook/_defaults/{name}/{inner}", path.read_bytes()


def is_carried(folder: str, path: str) -> bool:
    """Say whether a file of a folder of `CARRIED` goes into the wheel."""
    if folder == "requirements":
        return path in _OF_REQUIREMENTS
    return folder != ".github/workflows" or path == "publish.yml"


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield path


def _description() -> Iterator[tuple[str, bytes]]:
    """Give what says what the wheel is, as it was installed."""
    installed = metadata.distribution(_PROJECT)
    folder = f"{_NAME}.dist-info"
    for name in ("METADATA", "entry_points.txt"):
        yield f"{folder}/{name}", (installed.read_text(name) or "").encode()
    licence = "licenses/LICENSE"
    if (text := installed.read_text(licence)) is not None:
        yield f"{folder}/{licence}", text.encode()
    yield f"{folder}/WHEEL", _TAGS.encode()


def _hash(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
