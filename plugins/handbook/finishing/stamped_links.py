"""Links of stamped pages: what a shell says of them is read once, of each page what its entry says.

A tag of the shell that holds a slot, such as the one that names the address of the page, belongs
to the entry. A page that cannot be taken apart so, since something reaches from its entry into its
shell or from the shell around it, is read whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.finishing.html_pages import Document, HtmlReader, depth_after, outside_templates
from handbook.outputs import EntryPage
from handbook.stamping import Shell, ShellKey, has_slot, parts_of, stamp, written_out
from handbook.stamping.pages import StampedPages
from handbook.text.tags import TAG


@dataclass(frozen=True, slots=True)
class _ReadShell:
    document: Document
    """What all its pages say."""
    tags: tuple[Shell, ...]
    """Its tags that hold a slot."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A stamped page in its two parts."""

    key: ShellKey
    shell: Document
    own: Document
    """What its entry says, alone or in a tag of the shell."""


class StampedReader:
    """Reads stamped pages."""

    def __init__(self, site: Path, stamped: StampedPages, reader: HtmlReader) -> None:
        """Read the shells of the pages that are still what was stamped."""
        known = stamped.unchanged(site)
        self._reader = reader
        self._pages = known.pages
        self._shells = {key: self._read_shell(shell) for key, shell in known.shells.items()}

    def read(self, name: str) -> ReadPage | None:
        """Read the page of this path; None where it has to be read whole."""
        page = self._pages.get(name)
        shell = self._shells[page.shell] if page else None
        if page is None or shell is None:
            return None
        own = self._read_entry(shell, page.entry())
        return None if own is None else ReadPage(page.shell, shell.document, own)

    def _read_shell(self, shell: Shell) -> _ReadShell | None:
        around = _around_entry(written_out(shell))
        if around is None:
            return None
        tags = list(outside_templates(around))
        document = self._reader.read_tags(tag for tag in tags if not has_slot(tag))
        others = tuple(parts_of(tag) for tag in tags if has_slot(tag))
        return None if document.base else _ReadShell(document, others)

    def _read_entry(self, shell: _ReadShell, entry: EntryPage) -> Document | None:
        body = self._reader.read_part(entry.body)
        if body is None:
            return None
        tags = self._reader.read_tags(stamp(tag, entry) for tag in shell.tags)
        if body.base or tags.base:
            return None
        return Document(body.addresses | tags.addresses, body.anchors | tags.anchors)


def _around_entry(text: str) -> list[str] | None:
    """List the tags of a shell; None where an entry stands in one of them, or in a template."""
    tags: list[str] = []
    depth = end = 0
    for found in TAG.finditer(text):
        hiding = text[end : found.end()] if depth else found[0]
        if has_slot(hiding) and "body" in parts_of(hiding).slots:
            return None
        tag = found[1] or ""
        tags.append(tag)
        depth, end = depth_after(tag, depth), found.end()
    return tags
