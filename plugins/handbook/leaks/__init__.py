"""Leaks: what must not be published, and the search for it in the finished site."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from handbook.problems import Place
from handbook.text.folding import words_of


class Kind(StrEnum):
    """How a confidential value is looked for."""

    NAME = "name"
    """A person's full name: in both orders, accents folded."""
    PHONE = "phone"
    """A telephone number: by its digits."""
    TEXT = "text"
    """Any other value, such as an address or a note: by its words."""
    FINGERPRINT = "fingerprint"
    """Somebody who withdrew: by fingerprints, each a word of the value, after their key."""


@dataclass(frozen=True, slots=True)
class Confidential:
    """One value that may not be published, and where it stands in the data."""

    value: str
    kind: Kind
    place: Place
    field: str
    ended: bool = False
    """Whether it could be seen until a consent ended: what is left of it is masked, and keeps
    nothing else from being published."""
    passages: tuple[str, ...] = ()
    """The words by which it is recognised: the forms of a name, all of a text, or rare parts."""
    shortened: tuple[str, ...] = ()
    """Forms of a name that leave some of it out: they count where no longer name stands."""
    initials: tuple[tuple[str, str], ...] = ()
    """Family names that nobody else here has, each with the initial of the given name."""
    within: tuple[str, ...] = ()
    """Longer names in which it may stand: of an organisation, or of somebody else who is shown."""
    telling: bool = True
    """Whether it is told from what anybody might write; what is not can only be asked about."""
    private: bool = False
    """Whether its column is for nobody, whoever agrees to what."""

    @property
    def looked_for(self) -> tuple[object, ...]:
        """All on which it depends where it is found, and no place or column of the data."""
        words = (self.passages, self.shortened, self.initials, self.within)
        return (self.kind, self.value, *words)

    @property
    def in_parts(self) -> bool:
        """Whether a part of it is recognised, which another text may have by chance."""
        if self.kind is not Kind.TEXT or not self.passages:
            return False
        return words_of(self.passages[0]) != words_of(self.value)
