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
from dataclasses import dataclass
from pathlib import Path

from handbook import cache
from handbook.cache import CACHE, fingerprint
from handbook.recollection import Asked
from handbook.rendering.lookups import Lookups

NAME = "entries"
"""Where they are kept, in the folder of what need not be made anew."""
_FASTEST = 1


@dataclass(frozen=True, slots=True)
class _Kept:
    check: str
    """Tells what it was made of, and the body itself."""
    asked: tuple[Asked, ...]
    """What its template asked for."""
    packed: bytes


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
        with suppress(OSError, ValueError, KeyError, TypeError):
            self._last = _unpacked(self._file.read_bytes(), basis)
        self._now: dict[str, _Kept] = {}

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
            content = body.encode("utf-8", "surrogatepass")
            known = _Kept(self._check(of, asked, body), asked, zlib.compress(content, _FASTEST))
        self._now[page] = known
        return body

    def keep(self) -> None:
        """Write down those of this build, unless they are those of the last one."""
        if self._now != self._last:
            cache.keep(self._file, _packed(self._now, self._basis))

    def _again(self, known: _Kept, of: str) -> str | None:
        """Return a body that was kept; None where it is of something else, or damaged."""
        with suppress(zlib.error, ValueError, KeyError, TypeError, AttributeError):
            body = zlib.decompress(known.packed).decode("utf-8", "surrogatepass")
            if self._check(of, known.asked, body) == known.check:
                return body
        return None

    def _check(self, of: str, asked: Iterable[Asked], body: str) -> str:
        return fingerprint(of, self._lookups.told(asked), body)


def forget(root: Path) -> None:
    """Forget them all: somebody has left who may be named in one.

    Raises:
        OSError: they cannot be deleted.
    """
    (root / CACHE / NAME).unlink(missing_ok=True)


def _packed(kept: dict[str, _Kept], basis: str) -> bytes:
    """Write a line that tells what there is, and the bodies behind it."""
    questions: dict[Asked, int] = {}
    told = {
        page: (
            each.check,
            [questions.setdefault(asked, len(questions)) for asked in each.asked],
            len(each.packed),
        )
        for page, each in kept.items()
    }
    line = json.dumps({"basis": basis, "asked": list(questions), "pages": told})
    return b"\n".join([line.encode(), b"".join(each.packed for each in kept.values())])


def _unpacked(content: bytes, basis: str) -> dict[str, _Kept]:
    line, _, packed = content.partition(b"\n")
    told = json.loads(line)
    if told["basis"] != basis:
        return {}
    questions = [tuple(asked) for asked in told["asked"]]
    kept, start = {}, 0
    for page, (check, asked, size) in told["pages"].items():
        its = tuple(questions[at] for at in asked)
        kept[page] = _Kept(check, its, packed[start : start + size])
        start += size
    return kept
