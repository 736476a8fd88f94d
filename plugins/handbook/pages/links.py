"""Links between pages of prose, followed in the source so that a fault is told on its line."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from handbook.outputs import Prose
from handbook.problems import Place, Problem

_LINK = re.compile(r"\]\((?P<address>[^)\s{]+\.md)(?:#[^)\s]*)?(?:\s[^)]*)?\)")
_FENCE = re.compile(r"\s*(?:```|~~~)")


def unknown_pages(prose: Iterable[Prose], names: frozenset[str]) -> Iterator[Problem]:
    """Find links to pages that nobody wrote.

    Args:
        prose: the files of prose.
        names: the pages there are, named as in the default language.
    """
    for each in prose:
        for line, address in _links(each):
            name = posixpath.normpath(posixpath.join(posixpath.dirname(each.page), address))
            if name in names:
                continue
            close = get_close_matches(name, sorted(names), n=1)
            details: dict[str, object] = (
                {"suggestion": posixpath.relpath(close[0], posixpath.dirname(each.page) or ".")}
                if close
                else {}
            )
            yield Problem(Place(each.source, line), "page-unknown", value=address, details=details)


def _links(prose: Prose) -> Iterator[tuple[int, str]]:
    """Give the line and address of every link to a page, but for those in samples of code."""
    in_code = False
    for line, text in enumerate(prose.body.split("\n"), start=prose.first_line):
        if _FENCE.match(text):
            in_code = not in_code
        elif not in_code:
            for match in _LINK.finditer(text):
                if ":" not in match["address"]:
                    yield line, match["address"]
