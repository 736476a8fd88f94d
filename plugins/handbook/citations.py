"""Citations: which publication stands behind a piece of advice, by evidence id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from handbook.languages import Languages, Text

OWN = "own"
"""Key of the advice that is the handbook's own and not a finding."""


@dataclass(frozen=True, slots=True)
class Source:
    """One publication."""

    key: str
    label: Text | str
    """How a text cites it: "Poulsen 2006". A plain string is the same in every language."""
    reference: Text | str
    url: str = ""
    via: str = ""
    """Key of the source that we know this one through, where we have not read it itself."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What the evidence says on one point, and who says so."""

    id: str
    claim: Text
    sources: tuple[str, ...]
    parts: tuple[Claim, ...] = ()
    """Its sentences, each with the sources that say it, where they differ: "6.9a"."""

    def in_languages(self, languages: Languages) -> Claim:
        """Return it in the languages of a programme, as far as it has them."""
        parts = tuple(part.in_languages(languages) for part in self.parts)
        return replace(self, claim=self.claim.in_languages(languages), parts=parts)


@dataclass(frozen=True, slots=True)
class Citations:
    """The register of sources and claims, in the order of the register."""

    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    """By id, those that are part of another after it."""

    @property
    def points(self) -> tuple[Claim, ...]:
        """The claims that are part of no other."""
        parts = {part.id for claim in self.claims.values() for part in claim.parts}
        return tuple(claim for id, claim in self.claims.items() if id not in parts)

    def in_languages(self, languages: Languages) -> Citations:
        """Return the register in the languages of a programme, as far as it has them."""
        sources = {
            key: replace(
                source,
                label=_in_languages(source.label, languages),
                reference=_in_languages(source.reference, languages),
            )
            for key, source in self.sources.items()
        }
        claims = {id: claim.in_languages(languages) for id, claim in self.claims.items()}
        return Citations(sources, claims)

    def sources_of(self, ids: tuple[str, ...]) -> tuple[Source, ...]:
        """Return the sources behind the claims `ids`, each once, in order of first mention.

        Raises:
            KeyError: an id is not in the register.
        """
        keys = dict.fromkeys(key for id in ids for key in self.claims[id].sources)
        return tuple(self.sources[key] for key in keys)


def _in_languages(text: Text | str, languages: Languages) -> Text | str:
    return text.in_languages(languages) if isinstance(text, Text) else text
