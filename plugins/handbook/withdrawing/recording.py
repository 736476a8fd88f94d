"""Recording: what is kept of somebody who withdrew, so that no later build names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handbook.leaks.withdrawn import PATH, Departure, with_line
from handbook.problems import Place
from handbook.repository.trees import Tree
from handbook.text.folding import words_of
from handbook.withdrawing.namesakes import Identity
from handbook.withdrawing.removal import Did, OpaqueIds, Removal, RemovalStep
from handbook.withdrawing.survey import Survey


def departure(
    surveys: Sequence[Survey],
    removals: Sequence[Removal],
    identity: Identity,
    opaque: OpaqueIds,
    today: date,
) -> Departure:
    """Gather what fingerprints are made of: names, addresses, and the rows that were theirs."""
    removed = [trace for removal in removals for trace in removal.removed]
    targets = {name for survey in surveys for name in survey.targets}
    known = [key for key in sorted(identity.ids) if key[0] in targets]
    names = {trace.name for trace in removed}
    # What an id spells of a name counts as the name.
    names |= {
        " ".join(word for word in words_of(trace.id) if word in words_of(trace.name))
        for trace in removed
    }
    return Departure(
        opaque.of(*known[0]) if known else opaque.of(identity),
        today,
        tuple(sorted(names)),
        tuple(sorted({fact for trace in removed for fact in trace.facts if "@" in fact})),
        tuple(sorted({(trace.path, trace.row_id) for trace in removed})),
    )


def file_of(tree: Tree) -> bytes | None:
    """Return the file of those who withdrew."""
    try:
        return tree.read(PATH) if PATH in tree.paths() else None
    except OSError:
        return None


def recorded_in(tree: Tree, removal: Removal, gone: Departure, key: str) -> Removal:
    """Keep a line of fingerprints where somebody is taken out."""
    if not removal.files:
        return removal
    content = with_line(file_of(tree), gone, key)
    step = RemovalStep(Place(PATH), Did.RECORDED)
    return replace(
        removal,
        files={**removal.files, PATH: content},
        steps=tuple(sorted((*removal.steps, step))),
    )
