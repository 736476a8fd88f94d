"""Cleaning: every picture decoded and written anew, and never twice in one process."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath

from handbook.pictures import MAX_BYTES, PictureFault, Role, raster, svg

_POINTS = ("jpg", "jpeg", "png", "webp")
_ENDINGS: Mapping[Role, tuple[str, ...]] = {
    Role.PHOTO: _POINTS,
    Role.LOGO: ("svg", *_POINTS),
    Role.ILLUSTRATION: _POINTS,
}
# A profile shows 128 points, which four times as many make sharp on any screen.
_LONG_SIDES = {Role.PHOTO: 512, Role.LOGO: 512, Role.ILLUSTRATION: 1600}
_Key = tuple[bytes, str, Role]
_done: dict[_Key, bytes | PictureFault] = {}
"""What was cleaned in this process, by digest: a preview builds again and again."""
_KEPT = 1_000


def examine(content: bytes, name: str, role: Role = Role.PHOTO) -> PictureFault | None:
    """Say what is wrong with a picture, by its header alone where it is made of points.

    Args:
        content: the bytes of its file.
        name: name of the file, with its ending.
        role: what it shows; only logos may be drawings.
    """
    ending = _ending(name)
    if ending not in _ENDINGS[role]:
        return _wrong_ending(role, ending)
    if len(content) > MAX_BYTES:
        details = {"megabytes": f"{len(content) / 1_000_000:.1f}"}
        return PictureFault("picture-large", details)
    if ending == "svg":
        drawn = svg.sanitised(content)
        return drawn if isinstance(drawn, PictureFault) else None
    return raster.examine(content)


def cleaned(pictures: Mapping[str, bytes], role: Role) -> dict[str, bytes | PictureFault]:
    """Write pictures anew, each in the format that its ending names.

    Of what a camera or an editor put beside the picture nothing is left: no place, no date, no
    name, no thumbnail, no colour profile. Photos stand upright, none is much larger than shown,
    and of one that moves the first picture is kept.

    Args:
        pictures: content by name of the file.
        role: what they show.

    Returns:
        The new content by name, or why there is none. Equal input gives equal bytes.
    """
    keys = {name: (_digest(content), _ending(name), role) for name, content in pictures.items()}
    todo = {key: pictures[name] for name, key in keys.items() if key not in _done}
    if len(_done) + len(todo) > _KEPT:
        todo = {key: pictures[name] for name, key in keys.items()}
        _done.clear()
    with raster.quietly(), ThreadPoolExecutor() as pool:
        _done.update(zip(todo, pool.map(_clean, todo, todo.values()), strict=True))
    return {name: _done[key] for name, key in keys.items()}


def _clean(key: _Key, content: bytes) -> bytes | PictureFault:
    _, ending, role = key
    if ending not in _ENDINGS[role]:
        return _wrong_ending(role, ending)
    if ending == "svg":
        return svg.sanitised(content)
    return raster.rewritten(content, ending, _LONG_SIDES[role], lossless=role is Role.LOGO)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".").lower()


def _wrong_ending(role: Role, ending: str) -> PictureFault:
    allowed = ", ".join(f".{one}" for one in _ENDINGS[role])
    return PictureFault("picture-ending", {"allowed": allowed, "actual": ending.upper()})
