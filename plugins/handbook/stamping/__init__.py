"""Stamping: entry pages made by filling the slots of one rendered exemplar.

An exemplar is an entry page whose title, description, body and id are sentinels. The site
generator renders it once for each content type, language and depth; `cut` takes the result apart
at the sentinels, and `stamp` joins it again around each record. The work for a page no longer
depends on the theme or on the size of the navigation.

Each exemplar has a double with other sentinels. A theme that does anything with one but to show it
(writes it in capitals, cuts it short, counts its letters) makes other pages of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from markupsafe import escape

from handbook.outputs import EntryPage
from handbook.text.folding import GAP

_SENTINEL = "hbslot{}q7x2z"
SLOTS = ("title", "description", "body", "id")
# A heading and a block, as every entry has: a theme adds a heading to a body without one.
_BODY = f"<div><h1>{_SENTINEL.format('body')}</h1></div>"
_WORDS = {slot: _SENTINEL.format(slot) for slot in SLOTS} | {"body": _BODY}
# Nothing is as in the others: not the first letter, the last one, the case, or a length that a
# theme might allow; and every sign is in it that is written otherwise in HTML or in an address.
_DOUBLES = {
    "title": "Ýv & " + '<w> "k" — Öz ' * 20 + "4'J",
    "description": "Żm & " + '<r> "u" — Åg ' * 40 + "6'P",
    "body": "<div><h1>Ñc " + "<em>&amp;</em> y " * 40 + "3</h1><p>F</p></div>",
    "id": "5-w" * 20 + "-9k",
}
_NEAR = 120
"""Characters of a shell on either side of a slot that may belong to what an entry says there."""
_CUT = re.compile("|".join(f"({_SENTINEL.format(slot)})" for slot in SLOTS))


@dataclass(frozen=True, slots=True)
class ShellKey:
    """What all pages of one shell have in common."""

    kind: str
    language: str
    depth: int


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered exemplar in parts: text, then slot and text in turn."""

    parts: tuple[str, ...]

    @property
    def slots(self) -> frozenset[str]:
        """The slots that the theme shows."""
        return frozenset(self.parts[1::2])


class UnusableShellError(ValueError):
    """The theme swallowed a slot that every entry page needs, or made something else of one."""


def key_of(entry: EntryPage) -> ShellKey:
    """Return the key of the shell an entry is stamped on."""
    return ShellKey(entry.kind, entry.language, entry.path.count("/"))


def exemplars(entries: Iterable[EntryPage], *, doubled: bool = False) -> dict[ShellKey, EntryPage]:
    """Make the one exemplar for each shell that the entries need, or its double."""
    words = _DOUBLES if doubled else _WORDS
    found: dict[ShellKey, EntryPage] = {}
    for entry in entries:
        key = key_of(entry)
        if key not in found:
            found[key] = _exemplar(entry, words)
    return found


def _exemplar(entry: EntryPage, words: Mapping[str, str]) -> EntryPage:
    def without_id(path: str) -> str:
        folder, slash, name = path.rpartition("/")
        assert name == f"{entry.name}.md"
        return f"{folder}{slash}{words['id']}.md"

    return replace(
        entry,
        id=words["id"],
        title=words["title"],
        description=words["description"],
        body=words["body"],
        path=without_id(entry.path),
        translations={code: without_id(path) for code, path in entry.translations.items()},
    )


def cut(html: str) -> Shell:
    """Take a rendered exemplar apart.

    Raises:
        UnusableShellError: the title or the body does not stand in it.
    """
    shell = parts_of(html.replace(_BODY, _SENTINEL.format("body")))
    if missing := {"title", "body"} - shell.slots:
        raise UnusableShellError(", ".join(sorted(missing)))
    return shell


def compare(shell: Shell, double: str) -> None:
    """See that the double of an exemplar, rendered, is what would be stamped of it.

    Raises:
        UnusableShellError: it is not.
    """
    values = {
        slot: word if slot == "body" else str(escape(word)) for slot, word in _DOUBLES.items()
    }
    if _filled(shell, values) != double:
        raise UnusableShellError(", ".join(sorted(shell.slots)))


def has_slot(text: str) -> bool:
    """Say whether a word that marks a slot stands in a text."""
    return _CUT.search(text) is not None


def parts_of(text: str) -> Shell:
    """Part a text at the words that mark slots in it, of which it need not have all.

    >>> parts_of(written_out(Shell(("<i id=", "id", ">"))))
    Shell(parts=('<i id=', 'id', '>'))
    """
    parts: list[str] = []
    position = 0
    for match in _CUT.finditer(text):
        parts += [text[position : match.start()], SLOTS[(match.lastindex or 1) - 1]]
        position = match.end()
    return Shell((*parts, text[position:]))


def stamp(shell: Shell, entry: EntryPage) -> str:
    """Fill a shell with an entry.

    >>> ana = EntryPage("mentors", "ana", "mentors/ana.md", "en", "Ana", "Pilot", "<p>Ahoy</p>")
    >>> stamp(Shell(("<title>", "title", "</title>", "body", "")), ana)
    '<title>Ana</title><p>Ahoy</p>'
    """
    values = {
        "title": str(escape(entry.title)),
        "description": str(escape(entry.description)),
        "body": entry.body,
        "id": entry.name,
    }
    return _filled(shell, values)


def _filled(shell: Shell, values: Mapping[str, str]) -> str:
    return "".join(values[part] if number % 2 else part for number, part in enumerate(shell.parts))


def without_entry(shell: Shell) -> str:
    """Return what a shell says by itself, with a word that means nothing in place of each slot."""
    return f" {GAP} ".join(shell.parts[::2])


def written_out(shell: Shell) -> str:
    """Write a shell as one text again, in which a word of letters and digits marks each slot."""
    return "".join(
        _SENTINEL.format(part) if number % 2 else part for number, part in enumerate(shell.parts)
    )


def near_slots(shell: Shell) -> Shell:
    """Cut a shell down to its slots and the text near them.

    What an entry says, alone or together with the words before and after it in the shell, can so
    be searched without the rest of the page.
    """
    last = len(shell.parts) - 1
    return Shell(
        tuple(
            part if number % 2 else _ends_of(part, before=number > 0, after=number < last)
            for number, part in enumerate(shell.parts)
        )
    )


def _ends_of(text: str, *, before: bool, after: bool) -> str:
    """Keep the beginning of a text if a slot stands before it, and the end if one comes after."""
    if len(text) <= 2 * _NEAR:
        return text
    # A word that is cut is another word, and a tag that is cut ends at the bracket.
    return f"{text[:_NEAR] if before else ''}{GAP}> {GAP}{text[-_NEAR:] if after else ''}"
