"""Links of stamped pages: what a shell says of them is read once, of each page what its entry says.

A tag of the shell that holds a slot, such as the one that names the address of the page, belongs
to the entry. A page that cannot be taken apart so, since something reaches from its entry into its
shell or from the shell around it, is read whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.finishing.html_pages import TEMPLATE, Document, HtmlReader
from handbook.outputs import EntryPage
from handbook.stamping import Shell, ShellKey, parts_of, stamp, written_out
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
        text = written_out(shell)
        same: list[str] = []
        others: list[Shell] = []
        for found in TAG.finditer(text):
            if "body" in parts_of(found[0]).slots or TEMPLATE.match(found[0]):
                return None
            tag = parts_of(found[1] or "")
            if tag.slots:
                others.append(tag)
            elif found[1]:
                same.append(found[1])
        document = self._reader.read_tags(same)
        return None if document.base else _ReadShell(document, tuple(others))

    def _read_entry(self, shell: _ReadShell, entry: EntryPage) -> Document | None:
        body = self._reader.read_part(entry.body)
        if body is None:
            return None
        tags = self._reader.read_tags(stamp(tag, entry) for tag in shell.tags)
        if body.base or tags.base:
            return None
        return Document(body.addresses | tags.addresses, body.anchors | tags.anchors)
