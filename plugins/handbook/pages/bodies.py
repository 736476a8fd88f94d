"""Bodies of entry pages, kept for the next build with what each was made of.

One is taken as it was where its record is the same, and all that its template asked for would be
answered the same; see `rendering.lookups`. A build keeps those that it has used, and no others, so
that nobody who left stays behind in them.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from handbook import cache
from handbook.cache import CACHE, fingerprint
from handbook.recollection import Asked
from handbook.rendering.lookups import Lookups

NAME = "entries"
"""Where they are kept, in the folder of what need not be made anew."""
_FASTEST = 1
_TOGETHER = 16
"""Bodies that are packed together."""


@dataclass(eq=False, slots=True)
class _Pack:
    """Bodies one behind the other: most of each stands in the next, too."""

    packed: bytes = b""
    size: int = 0
    new: list[bytes] = field(default_factory=list)
    """What is not packed yet."""

    def add(self, content: bytes) -> int:
        """Put a body behind the others; return where it begins."""
        start, self.size = self.size, self.size + len(content)
        self.new.append(content)
        return start

    def close(self) -> None:
        """Pack what was added."""
        if self.new:
            self.packed, self.new = zlib.compress(b"".join(self.new), _FASTEST), []

    def content(self) -> bytes:
        """Return all of them; what is damaged raises `zlib.error`."""
        return b"".join(self.new) if self.new else zlib.decompress(self.packed)


@dataclass(frozen=True, slots=True)
class _Kept:
    check: str
    """Tells what it was made of, and the body itself."""
    asked: tuple[Asked, ...]
    """What its template asked for."""
    pack: _Pack
    start: int
    size: int


class Bodies:
    """Those of the last build, and of this one."""

    def __init__(self, root: Path, basis: str, lookups: Lookups) -> None:
        """Read what the last build has left.

        Args:
            root: the project's folder.
            basis: tells what all of them follow from, such as templates.
            lookups: answer what templates ask for.
        """
        self._file, self._basis, self._lookups = root / CACHE / NAME, basis, lookups
        self._last: dict[str, _Kept] = {}
        # What is damaged, or of another version, is done without.
        with suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
            self._last = _unpacked(self._file.read_bytes(), basis)
        self._now: dict[str, _Kept] = {}
        self._pack = _Pack()
        self._opened: tuple[_Pack | None, bytes] = (None, b"")

    def once(self, page: str, of: str, make: Callable[[], str]) -> str:
        """Return a body as it was, or make it.

        Args:
            page: path of the page.
            of: tells what it is made of besides what its template asks for.
            make: makes it.
        """
        known = self._last.get(page)
        body = self._again(known, of) if known else None
        if known is None or body is None:
            with self._lookups.noted() as noted:
                body = make()
            asked = tuple(noted)
            known = self._added(self._check(of, asked, body), asked, body)
        self._now[page] = known
        return body

    def _added(self, check: str, asked: tuple[Asked, ...], body: str) -> _Kept:
        if len(self._pack.new) == _TOGETHER:
            self._pack.close()
            self._pack = _Pack()
        content = body.encode("utf-8", "surrogatepass")
        return _Kept(check, asked, self._pack, self._pack.add(content), len(content))

    def keep(self) -> None:
        """Write down those of this build, unless they are those of the last one."""
        if self._now != self._last:
            cache.keep(self._file, _packed(self._now, self._basis))

    def _again(self, known: _Kept, of: str) -> str | None:
        """Return a body that was kept; None where it is of something else, or damaged."""
        with suppress(zlib.error, ValueError, KeyError, TypeError, AttributeError):
            if self._opened[0] is not known.pack:
                self._opened = (known.pack, known.pack.content())
            content = self._opened[1][known.start : known.start + known.size]
            body = content.decode("utf-8", "surrogatepass")
            if self._check(of, known.asked, body) == known.check:
                return body
        return None

    def _check(self, of: str, asked: Iterable[Asked], body: str) -> str:
        return fingerprint(of, self._lookups.told(asked), body)


def _packed(kept: dict[str, _Kept], basis: str) -> bytes:
    """Write a line that tells what there is, and the packs of bodies behind it."""
    whole = _whole(kept)
    packs = list(dict.fromkeys(each.pack for each in whole.values()))
    for pack in packs:
        pack.close()
    numbers = {pack: number for number, pack in enumerate(packs)}
    questions: dict[Asked, int] = {}
    told = {
        page: (
            each.check,
            [questions.setdefault(asked, len(questions)) for asked in each.asked],
            numbers[each.pack],
            each.start,
            each.size,
        )
        for page, each in whole.items()
    }
    sizes = [(len(pack.packed), pack.size) for pack in packs]
    line = json.dumps({"basis": basis, "asked": list(questions), "packs": sizes, "pages": told})
    return b"\n".join([line.encode(), b"".join(pack.packed for pack in packs)])


def _whole(kept: dict[str, _Kept]) -> dict[str, _Kept]:
    """Put bodies into a pack of their own whose pack holds others that are not kept any more."""
    packs: dict[_Pack, dict[str, _Kept]] = {}
    for page, each in kept.items():
        packs.setdefault(each.pack, {})[page] = each
    whole: dict[str, _Kept] = {}
    for pack, pages in packs.items():
        if sum(each.size for each in pages.values()) == pack.size:
            whole |= pages
            continue
        content, own = pack.content(), _Pack()
        for page, each in pages.items():
            start = own.add(content[each.start : each.start + each.size])
            whole[page] = replace(each, pack=own, start=start)
    return whole


def _unpacked(content: bytes, basis: str) -> dict[str, _Kept]:
    line, _, packed = content.partition(b"\n")
    told = json.loads(line)
    if told["basis"] != basis:
        return {}
    packs, at = [], 0
    for length, size in told["packs"]:
        packs.append(_Pack(packed[at : at + length], size))
        at += length
    questions = [tuple(asked) for asked in told["asked"]]
    return {
        page: _Kept(check, tuple(questions[one] for one in asked), packs[number], start, size)
        for page, (check, asked, number, start, size) in told["pages"].items()
    }
