"""Pictures of the finished site: none goes out with what stands in it beside what is seen.

Whoever put them there: the programme, the prose, `overrides/`, a plugin; and whatever they are
called, since a file is known by what it begins with.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from handbook.finishing.tree import files_below
from handbook.pictures.metadata import without_metadata
from handbook.problems import Place, Problem, Severity
from handbook.stamping import Shell, near_slots, stamp, without_entry
from handbook.stamping.pages import StampedPages

_KEPT = ".git"
_INLINE = re.compile(
    rb"(data:[^,;\s\"'()<>]{0,80}(?:;[^,;\s\"'()<>]{0,80})*?;base64,)"
    rb"((?:[A-Za-z0-9+/=\s]|%0[aAdD]|%2[bBfF]|%3[dD]|&#(?:10|13|x0?[aAdD]);)+)",
    re.IGNORECASE,
)
_WITHIN, _SIGNS = "base64", "64"
"""What stands in every text that holds a picture, in any letters, and what of it has none."""
_ENCODED = {b"%2b": b"+", b"%2f": b"/", b"%3d": b"="}
_NO_LETTER = re.compile(rb"\s|%0[ad]|&#(?:10|13|x0?[ad]);", re.IGNORECASE)
_ESCAPED = re.compile(rb"%(?:2[bf]|3d)", re.IGNORECASE)
_JPEG_WITHIN = re.compile(rb"\xff\xd8\xff[\s\S]{0,64}?Exif\0\0")
_LARGEST = 64 * 1024 * 1024
"""Bytes to which a packed drawing, or a picture within a document, may unpack."""
_MOST_MEMBERS = 1_000


def clean_pictures(site: Path, stamped: StampedPages | None = None) -> tuple[Problem, ...]:
    """Take out of every picture of a site what stands in it beside what is seen.

    Pictures within pages, styles and drawings are cleaned too. Points and colours stay as they are,
    and a file without anything beside them is left alone.

    Args:
        site: its folder, whose files are changed.
        stamped: pages that need not be read where neither shell nor entry holds a picture.

    Returns:
        An error for each picture that cannot be cleaned without losing something, and a warning for
        each document in which there is one.
    """
    bare = _without_pictures((stamped or StampedPages()).unchanged(site))
    paths = (site / name for name in files_below(site) if name not in bare)
    return tuple(
        problem for path in paths if _is_ours(path, site) for problem in _clean(path, site)
    )


def _without_pictures(stamped: StampedPages) -> frozenset[str]:
    """Name the pages in which no picture stands, and which are none."""
    near = {key: near_slots(shell) for key, shell in stamped.shells.items() if _is_bare(shell)}
    return frozenset(
        name
        for name, page in stamped.pages.items()
        if page.shell in near and not _may_hold(stamp(near[page.shell], page.entry()))
    )


def _is_bare(shell: Shell) -> bool:
    return shell.parts[0].startswith("<") and not _may_hold(without_entry(shell))


def _may_hold(text: str) -> bool:
    return _SIGNS in text and _WITHIN in text.lower()


def _is_ours(path: Path, site: Path) -> bool:
    return path.relative_to(site).parts[0] != _KEPT and path.is_file() and not path.is_symlink()


def _clean(path: Path, site: Path) -> Iterator[Problem]:
    try:
        content = path.read_bytes()
    except OSError:
        return
    place = Place(path.relative_to(site.parent).as_posix())
    shorter = _cleaned(content)
    if shorter is None:
        yield Problem(place, "metadata-left")
    elif shorter != content:
        path.write_bytes(shorter)
    elif _has_within(content):
        yield Problem(place, "metadata-within", severity=Severity.WARNING)


def _cleaned(content: bytes) -> bytes | None:
    """Return a file without metadata; None where some cannot be taken out."""
    if content.startswith(b"\x1f\x8b"):
        return _cleaned_packed(content)
    shorter = without_metadata(content)
    if shorter is None or shorter != content:
        return shorter
    if b";base64," not in content and b";BASE64," not in content:
        return content
    failed = False

    def cleaned(found: re.Match[bytes]) -> bytes:
        nonlocal failed
        picture = _from_base64(found[2])
        shorter = _cleaned(picture)
        failed = failed or shorter is None
        if shorter is None or shorter == picture:
            return found[0]
        return found[1] + base64.b64encode(shorter)

    inline = _INLINE.sub(cleaned, content)
    return None if failed else inline


def _cleaned_packed(content: bytes) -> bytes | None:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            inner = file.read(_LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        return content
    shorter = _cleaned(inner) if len(inner) <= _LARGEST and inner[:2] != b"\x1f\x8b" else inner
    if shorter is None or shorter == inner:
        return None if shorter is None else content
    stamp = int.from_bytes(content[4:8], "little")
    return gzip.compress(shorter, mtime=stamp)


def _from_base64(letters: bytes) -> bytes:
    letters = _ESCAPED.sub(lambda found: _ENCODED[found[0].lower()], _NO_LETTER.sub(b"", letters))
    letters = letters.rstrip(b"=")
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        return b""


def _has_within(content: bytes) -> bool:
    """Say whether a document holds a picture that tells more than is seen."""
    if b"%PDF-" in content[:1024]:
        return _JPEG_WITHIN.search(content) is not None
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()[:_MOST_MEMBERS]
            left = _LARGEST
            for member in members:
                left -= member.file_size
                if left < 0:
                    return False
                picture = archive.read(member)
                if without_metadata(picture) != picture:
                    return True
    except Exception:  # noqa: BLE001 - the search tells of what is damaged
        return False
    return False
